"""A person is erased while the desk has its hands full: with their mail, with others', and with letters on their way."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from desk import words_of
from deskbell.store import schema
from deskbell.store.keep import unpack
from process import PATIENCE, Running, send_until_taken
from relay import Relay, wait_until

ZOE = "zoe.marlowe@acme.example"
SECRET = (b"quagmire", b"zoe.marlowe")


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Running]:
    """A desk of real processes with a relay, on each database."""
    url = request.getfixturevalue("postgres").database() if request.param == "postgresql" else ""
    with Relay() as relay:
        made = Running(tmp_path / "home", url=url, relay=relay.url)
        yield made
        made.kill()


def mail(number: int, sender: str, word: str) -> bytes:
    return (
        f"From: {sender}\r\nTo: support@desk.example\r\nSubject: {words_of(number)[:26]}\r\n"
        f"Message-ID: <meanwhile{number}@acme.example>\r\nDate: Tue, 24 Nov 2026 09:00:00 +0000\r\n\r\n"
        f"{words_of(1000 + number)} {word}\r\n"
    ).encode()


def left(desk: Running) -> set[str]:
    """The tables in which anything of hers is still to be found."""
    engine = sa.create_engine(desk.url or f"sqlite:///{desk.home / 'deskbell.sqlite'}", poolclass=sa.NullPool)
    found = set()
    with engine.connect() as connection:
        for table in schema.metadata.sorted_tables:
            for row in connection.execute(sa.select(table)):
                packed = [
                    unpack(bytes(one))
                    for name, one in row._mapping.items()
                    if name in ("data", "files") and isinstance(one, bytes)
                ]
                whole = b" ".join([str(tuple(row)).encode(), *packed]).lower()
                found |= {table.name for one in SECRET if one in whole}
    return found


def at_rest(desk: Running) -> bool:
    waiting = "select (select count(*) from inbound where outcome is null) + (select count(*) from letter where state in ('waiting', 'sending'))"
    return bool(desk.rows(waiting)[0][0] == 0)


def test_what_was_in_hand_is_erased_and_nobody_elses_mail_is_lost(desk: Running) -> None:
    """Everybody hears 250, every other matter is a ticket, and when the mail has stopped nothing of hers is left."""
    desk.start()
    senders = [
        (number, ZOE if number % 2 else f"person{number}@client{number}.example") for number in range(24)
    ]

    def offer(one: tuple[int, str]) -> None:
        number, sender = one
        data = mail(number, sender, "quagmire" if sender == ZOE else "heron")
        send_until_taken(desk, data, sender, ["support@desk.example"])

    with ThreadPoolExecutor(4) as pool:
        offered = [pool.submit(offer, one) for one in senders]
        statuses: list[int] = []
        while not all(one.done() for one in offered):
            statuses.append(desk.command("erase", "person", ZOE, "--yes").returncode)
        for one in offered:
            one.result(PATIENCE)
    wait_until(lambda: at_rest(desk), PATIENCE)
    last: Any = desk.command("erase", "person", ZOE, "--yes")

    assert set(statuses) <= {0, 75}
    assert last.returncode == 0, last.stderr
    assert left(desk) == set()
    tickets = desk.rows("select count(*) from ticket where requester like 'person%'")[0][0]
    assert tickets == 12
    assert desk.command("ledger").returncode == 0
    assert desk.stop() == [0]
    assert "Traceback" not in desk.log
    files = [one for one in desk.home.rglob("*") if one.is_file()]
    assert [one for one in files for word in SECRET if word in one.read_bytes().lower()] == []
