"""A desk that reads an IMAP mailbox, as real processes: every mail once, whatever dies; old mail is never answered by surprise."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from mailbox_servers import KINDS, Server, imap_server

from deskbell.clock import SystemClock
from process import Running
from relay import Relay

NOW = SystemClock().now()


def mail(name: str, *, at: datetime = NOW, sender: str = "uma@acme.example", size: int = 0) -> bytes:
    head = f"Received: from a by b; {at:%a, %d %b %Y %H:%M:%S +0000}\r\nFrom: {sender}\r\nTo: support@desk.example\r\n"
    head += f"Date: {at:%a, %d %b %Y %H:%M:%S +0000}\r\nMessage-ID: <{name}@acme.example>\r\nSubject: {name}\r\n\r\n"
    return (head + "It smokes.\r\n" + "x" * 70 * (size // 70) + "\r\n").encode()


@pytest.fixture(params=KINDS)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with imap_server(request.param) as made:
        yield made


@pytest.fixture
def relay() -> Iterator[Relay]:
    with Relay() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path, server: Server, relay: Relay) -> Iterator[Running]:
    """A desk on SQLite that polls the mailbox and moves what it has taken to Done."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "password").write_text("pw\n")
    yesterday = (NOW - timedelta(days=30)).date().isoformat()
    box = (
        f'\n[[intake.imap]]\nname = "support"\nhost = "127.0.0.1"\nport = {server.port}\ntls = "none"\nuser = "ann"\n'
        f'password_file = "password"\ndone = "Done"\nsince = "{yesterday}"\n'
    )
    made = Running(
        home,
        relay=relay.url,
        mailboxes=box,
        settings={("intake.smtp", "max_size"): 200_000, ("work", "threads"): 1},
    )
    yield made
    made.kill()


def rows(desk: Running, query: str) -> list[Any]:
    return [tuple(row) for row in desk.rows(query)]


def until(desk: Running, query: str, wanted: list[Any], seconds: float = 120) -> None:
    """Until the query gives what is wanted; a desk that died is started again."""
    end = time.monotonic() + seconds
    got: list[Any] = []
    while time.monotonic() < end:
        if not desk.alive:
            desk.kill()
            desk.start()
        got = rows(desk, query)
        if got == wanted:
            return
        time.sleep(0.1)
    raise AssertionError(f"{query}: {got}, not {wanted}\n{desk.log[-2000:]}")


@pytest.mark.crash
@pytest.mark.parametrize("point", ["I1", "I3", "I4", "K4", "K5", "T4"])
def test_killed_while_polling_every_mail_has_one_ticket(desk: Running, server: Server, point: str) -> None:
    """Lost 0, second ticket 0: what was not stored is fetched again, what was stored is known."""
    for name in ("one", "two", "three"):
        server.put(mail(name), at=NOW)
    desk.start(crash_at=point)

    until(
        desk,
        "select subject, count(*) from ticket group by subject order by subject",
        [("one", 1), ("three", 1), ("two", 1)],
    )
    until(desk, "select count(*) from letter where state in ('waiting', 'sending')", [(0,)])
    time.sleep(1.0)
    assert rows(desk, "select count(*) from ticket") == [(3,)]


def test_old_mail_is_kept_and_held_until_the_operator_says_so(
    desk: Running, server: Server, relay: Relay
) -> None:
    """What lay in the mailbox for days gets no letter by surprise; `mailbox release` takes it in."""
    server.put(mail("old", at=NOW - timedelta(days=5)), at=NOW - timedelta(days=5))
    server.put(mail("new"), at=NOW)
    desk.start()

    until(desk, "select subject from ticket", [("new",)])
    until(desk, "select count(*) from inbound where held", [(1,)])
    done = desk.command("mailbox", "release", "support")
    assert done.returncode == 0, done.stderr.decode()
    until(desk, "select subject from ticket order by id", [("new",), ("old",)])


def test_a_message_that_is_too_large_is_told_of(desk: Running, server: Server, relay: Relay) -> None:
    """It stays in the mailbox; a ticket says so, and its sender is told how large it may be."""
    server.put(mail("huge", size=400_000), at=NOW)
    desk.start()

    until(desk, "select subject from ticket", [("huge",)])
    until(desk, "select count(*) from letter where kind = 'too_large' and state = 'sent'", [(1,)])
