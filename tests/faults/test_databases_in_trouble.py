"""A database that dies, restarts, is locked or goes silent at COMMIT: 451, by itself well again, one ticket for each mail."""

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from proxy import Cut, Proxy
from witness import (
    assert_every_letter_once,
    assert_one_ticket_each,
    at_rest,
    hurry,
    mail,
    offer,
    offer_until_taken,
    one,
    until,
)

from desk import Desk
from deskbell import journey
from deskbell.casework.house import House
from process import Running
from relay import Relay
from servers import Postgres

pytestmark = pytest.mark.crash


def test_postgresql_that_is_down_is_451_and_when_it_is_back_the_desk_goes_on(
    running: Callable[..., Running], relay: Relay, frail: Postgres
) -> None:
    """Killed, started again, restarted as an operator would: no process of the desk ends, nobody starts it again."""
    desk = running(url=frail.database())
    desk.start()
    assert offer(desk.smtp, mail(0)) == 250
    at_rest(desk)  # a letter in hand while nobody can write it down goes a second time
    frail.down("immediate")
    try:
        assert [offer(desk.smtp, mail(number)) for number in (1, 2, 1)] == [451] * 3
    finally:
        frail.up()
    for number in (1, 2):
        assert set(offer_until_taken(desk.smtp, mail(number))) <= {250, 451}
    until(lambda: one(desk, "select count(*) from ticket") == 3, desk)
    hurry(desk)
    at_rest(desk)
    frail.down("fast")
    frail.up()
    assert set(offer_until_taken(desk.smtp, mail(3))) <= {250, 451}
    until(lambda: one(desk, "select count(*) from ticket") == 4, desk)
    hurry(desk)
    at_rest(desk)
    assert desk.alive
    assert_one_ticket_each(desk, 4)
    assert_every_letter_once(desk, relay)


def test_connections_cut_again_and_again_cost_nothing_but_tries(
    running: Callable[..., Running], relay: Relay, frail: Postgres
) -> None:
    """Forty mails while the server throws every connection of the desk out ten times a second."""
    url = frail.database()
    desk = running(url=url)
    desk.start()
    over = threading.Event()
    axe = threading.Thread(target=throw_out, args=(url, over))
    axe.start()
    heard: list[int] = []
    try:
        for number in range(40):
            heard += offer_until_taken(desk.smtp, mail(number))
    finally:
        over.set()
        axe.join()
    assert set(heard) <= {250, 451}
    until(lambda: one(desk, "select count(*) from ticket") == 40, desk)
    until(
        lambda: (
            hurry(desk) or not one(desk, "select count(*) from letter where state in ('waiting', 'sending')")
        ),
        desk,
    )
    at_rest(desk)
    assert_one_ticket_each(desk, 40)


def throw_out(url: str, over: threading.Event) -> None:
    """End every other connection to this database, again and again."""
    query = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        while not over.wait(0.1):
            connection.execute(query)


@pytest.fixture
def behind_a_proxy(tmp_path: Path, postgres: Postgres) -> Iterator[tuple[Running, Proxy, Relay]]:
    """A desk on PostgreSQL, the proxy its connections pass, and its relay.

    A desk of its own for each test: what a connection has said five times it says no longer in words.
    """
    proxy = Proxy(postgres.port)
    url = postgres.database().replace(f":{postgres.port}/", f":{proxy.port}/")
    with Relay() as relay:
        desk = Running(
            tmp_path / "home",
            url=url,
            relay=relay.url,
            settings={("work", "threads"): 1},
        )
        yield desk.start(), proxy, relay
        desk.kill()
    proxy.close()


@pytest.mark.parametrize("after", [False, True], ids=["before the server hears it", "after it is done"])
@pytest.mark.parametrize(
    "words",
    [b"INSERT INTO inbound", b"INSERT INTO ticket", b"INSERT INTO letter_raw", b"sent_at="],
    ids=["keep", "take in", "stamp", "record"],
)
def test_a_connection_cut_in_commit_leaves_one_ticket_and_each_letter_once(
    behind_a_proxy: tuple[Running, Proxy, Relay], words: bytes, after: bool
) -> None:
    """Nobody knows whether it was committed; the next try finds out."""
    desk, proxy, relay = behind_a_proxy
    number = one(desk, "select count(*) from ticket")
    cut = proxy.cut = Cut(words, after)
    heard = offer_until_taken(desk.smtp, mail(number))
    assert set(heard) <= {250, 451}
    assert (451 in heard) == (words == b"INSERT INTO inbound")
    until(lambda: cut.done.is_set(), desk)
    until(lambda: one(desk, "select count(*) from ticket") == number + 1, desk)
    until(
        lambda: (
            hurry(desk) or not one(desk, "select count(*) from letter where state in ('waiting', 'sending')")
        ),
        desk,
    )
    assert_one_ticket_each(desk, number + 1)
    assert_every_letter_once(desk, relay)


def test_a_database_that_somebody_locks_is_451_and_then_well_again(
    running: Callable[..., Running], relay: Relay
) -> None:
    """Another program holds SQLite's lock for longer than we wait."""
    desk = running()
    desk.start()
    assert offer(desk.smtp, mail(0)) == 250
    at_rest(desk)
    with contextlib.closing(sqlite3.connect(desk.home / "deskbell.sqlite", isolation_level=None)) as stranger:
        stranger.execute("begin exclusive")
        assert offer(desk.smtp, mail(1)) == 451
        stranger.execute("rollback")
    assert offer_until_taken(desk.smtp, mail(1))
    at_rest(desk)
    assert_one_ticket_each(desk, 2)
    assert_every_letter_once(desk, relay)


class SlowDoors(dict[str, Any]):
    """The table of doors, first thing a reading looks at; whoever looks waits until told to go on."""

    def __init__(self, doors: dict[str, Any]) -> None:
        super().__init__(doors)
        self.reached, self.go = threading.Event(), threading.Event()

    def get(self, key: str, default: Any = None) -> Any:
        self.reached.set()
        assert self.go.wait(60)
        return super().get(key, default)


def test_a_mail_that_is_slow_to_read_delays_no_other_from_being_kept(tmp_path: Path) -> None:
    """While one is being read no transaction is open: on SQLite, where one writes at a time, twenty others are kept."""
    desk = Desk(tmp_path / "home")
    try:
        house = desk.desk.house()
        doors = SlowDoors(dict(house.doors))
        slow: House = replace(house, doors=doors)
        slowly = replace(desk.desk, house=lambda: slow)
        desk.keep(mail(0, "word " * 4_000_000), ["support@desk.example"])
        reader = threading.Thread(target=journey.take_in, args=(slowly,))
        reader.start()
        assert doors.reached.wait(30)
        for number in range(1, 21):
            assert not desk.keep(mail(number), ["support@desk.example"]).duplicate
        assert not doors.go.is_set()
        doors.go.set()
        reader.join(60)
        desk.run()
        assert len(desk.tickets()) == 21
    finally:
        doors.go.set()
        desk.close()
