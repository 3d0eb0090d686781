"""The crash sweep: the desk is killed at every step there is, started again, and nothing is lost or done twice."""

import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from process import PATIENCE, Running, send_until_taken
from relay import Relay, wait_until
from servers import Postgres, Valkey

POINTS = [
    "K1",
    "K2",
    "K3",
    "K4",
    "K5",
    "K6",
    "T1",
    "T2",
    "T3",
    "T4",
    "T5",
    "O1",
    "O2",
    "O3",
    "O4",
    "O5",
    "O6",
    "O5:2",
    "O4:3",
    "T4:2",
]
#: Started as a shell starts them, the program read anew each time; all others are forked of one that has read it.
WHOLE = {("sqlite", "K4"), ("postgresql", "T4"), ("postgresql+redis", "O5")}


def mail(number: int, subject: str, text: str) -> bytes:
    return (
        f"From: Uma Patel <uma@acme.example>\r\nTo: support@desk.example\r\nSubject: {subject}\r\n"
        f"Message-ID: <crash{number}@acme.example>\r\nDate: Tue, 24 Nov 2026 09:0{number}:00 +0000\r\n\r\n{text}\r\n"
    ).encode()


MAILS = [
    mail(1, "Printer", "It prints nothing."),
    mail(2, "Telephone", "It is silent."),
    mail(3, "Screen", "It flickers."),
]


@pytest.fixture
def relay() -> Iterator[Relay]:
    with Relay() as made:
        yield made


@pytest.fixture(params=["sqlite", "postgresql", "postgresql+redis"])
def desk(request: pytest.FixtureRequest, tmp_path: Path, relay: Relay) -> Iterator[Running]:
    """A desk of real processes, on each combination of parts."""
    options: dict[str, Any] = {}
    if request.param != "sqlite":
        options["url"] = request.getfixturevalue("postgres").database()
    if request.param.endswith("redis"):
        options["broker"] = request.getfixturevalue("valkey").url
    options["whole"] = (request.param, request.node.callspec.params["point"]) in WHOLE
    # one thread that sends: a kill meets one letter between the relay's 250 and our record, not two
    made = Running(tmp_path / "home", relay=relay.url, settings={("work", "threads"): 1}, **options)
    yield made
    made.kill()


def until_at_rest(desk: Running, crash_at: str = "") -> None:
    """Until every message has an outcome and every letter has left, restarting what died on the way."""
    end = time.monotonic() + 2 * PATIENCE
    while time.monotonic() < end:
        if not desk.alive:
            desk.restart(crash_at)
        waiting = desk.rows("select count(*) from inbound where outcome is null")[0][0]
        letters = desk.rows("select count(*) from letter where state in ('waiting', 'sending')")[0][0]
        if not waiting and not letters:
            return
        time.sleep(0.05)
    raise AssertionError(f"the desk does not come to rest\n{desk.log[-3000:]}")


@pytest.mark.crash
@pytest.mark.parametrize("point", POINTS)
def test_killed_anywhere_nothing_is_lost_and_nothing_done_twice(
    desk: Running, relay: Relay, point: str
) -> None:
    """Lost 0, second ticket 0; a letter twice only between the relay's 250 and our record, then the same bytes."""
    desk.start(crash_at=point)
    for data in MAILS:
        send_until_taken(desk, data, "uma@acme.example", ["support@desk.example"])
    until_at_rest(desk)

    tickets = desk.rows("select subject, count(*) from ticket group by subject order by subject")
    assert [tuple(row) for row in tickets] == [("Printer", 1), ("Screen", 1), ("Telephone", 1)]
    outcomes = [row[0] for row in desk.rows("select outcome from inbound order by id")]
    assert outcomes == ["opened"] * 3
    assert_letters(desk, relay)
    if not desk.url:
        desk.stop()
        with sqlite3.connect(desk.home / "deskbell.sqlite") as connection:
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


def assert_letters(desk: Running, relay: Relay) -> None:
    """Every letter that was written left, once by its Message-ID.

    A second time only what the relay had taken and we had not written down when the desk died, whichever thread it died
    of: as the very same bytes, and counted.
    """
    tries = dict(desk.rows("select message_id, attempts from letter where state = 'sent'"))
    assert len(tries) == desk.rows("select count(*) from letter")[0][0]
    got = Counter(str(one.message["Message-ID"]) for one in relay.received)
    assert set(got) == set(tries)
    for identifier in (identifier for identifier, count in got.items() if count > 1):
        assert identifier not in desk.sent_before
        assert got[identifier] == tries[identifier] == 2
        assert len({one.data for one in relay.received if str(one.message["Message-ID"]) == identifier}) == 1


@pytest.mark.crash
def test_a_mail_that_kills_its_reader_is_parked_and_harms_nobody(tmp_path: Path, relay: Relay) -> None:
    """After three tries it is set aside unread; every other mail of its batch is filed after the first."""
    desk = Running(tmp_path / "home", relay=relay.url)
    poison = mail(9, "DESKBELL-POISON", "It kills whoever reads it.")
    deadly = "T2=DESKBELL-POISON"
    desk.start(crash_at=deadly)
    for data in [MAILS[0], poison, MAILS[1]]:
        send_until_taken(desk, data, "uma@acme.example", ["support@desk.example"], deadly)
    try:
        until_at_rest(desk, crash_at=deadly)
        outcomes = sorted(row[0] for row in desk.rows("select outcome from inbound"))
        assert outcomes == ["opened", "opened", "parked"]
    finally:
        desk.kill()


@pytest.mark.crash
def test_redis_killed_and_emptied_in_mid_run_loses_nothing(
    tmp_path: Path, relay: Relay, postgres: Postgres, valkey: Valkey
) -> None:
    """Tickets are made while it is down, and sending resumes by itself."""
    desk = Running(
        tmp_path / "home",
        url=postgres.database(),
        broker=valkey.url,
        relay=relay.url,
        commands=("intake", "work -p 2 -t 2", "clock"),
    )
    try:
        desk.start()
        send_until_taken(desk, MAILS[0], "uma@acme.example", ["support@desk.example"])
        until_at_rest(desk)
        valkey.kill()
        send_until_taken(desk, MAILS[1], "uma@acme.example", ["support@desk.example"])
        wait_until(lambda: desk.rows("select count(*) from ticket")[0][0] == 2)
        valkey.start()
        send_until_taken(desk, MAILS[2], "uma@acme.example", ["support@desk.example"])
        until_at_rest(desk)
        assert desk.rows("select count(*) from letter where state = 'sent'")[0][0] == len(
            {str(one.message["Message-ID"]) for one in relay.received}
        )
        assert {row[0] for row in desk.rows("select state from letter")} == {"sent"}
    finally:
        desk.kill()
