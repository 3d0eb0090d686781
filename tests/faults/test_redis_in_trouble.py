"""Redis is a hint, the database is the truth: frozen, full, emptied or fed rubbish, it stops no mail and no letter."""

import contextlib
import json
import pickle
import signal
import threading
from collections.abc import Iterator

import pytest
from redis import Redis
from witness import assert_every_letter_once, assert_one_ticket_each, at_rest, mail, offer, one, until

from process import Running
from relay import Relay
from servers import Postgres, Valkey, running_valkey

pytestmark = pytest.mark.crash


@pytest.fixture(scope="module")
def valkey() -> Iterator[Valkey]:
    """One Redis for all of them; each test leaves it well."""
    with running_valkey() as server:
        yield server


@pytest.fixture(scope="module")
def relay() -> Iterator[Relay]:
    with Relay() as made:
        yield made


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, valkey: Valkey, relay: Relay
) -> Iterator[Running]:
    """A large desk: who takes mail in and who hands letters over are two processes with Redis between them."""
    made = Running(
        tmp_path_factory.mktemp("redis") / "home",
        url=postgres.database(),
        broker=valkey.url,
        relay=relay.url,
        commands=("intake", "work -t 2"),
    )
    yield made.start()
    made.kill()


@pytest.fixture
def redis(valkey: Valkey) -> Iterator[Redis]:
    client = Redis.from_url(valkey.url)
    yield client
    client.close()


def send_some(desk: Running) -> None:
    """Six mails nobody has sent before."""
    first = one(desk, "select count(*) from inbound")
    for number in range(first, first + 6):
        assert offer(desk.smtp, mail(number)) == 250


def assert_all_is_well(desk: Running, relay: Relay) -> None:
    at_rest(desk)
    assert_one_ticket_each(desk, one(desk, "select count(*) from inbound"))
    assert_every_letter_once(desk, relay)
    assert desk.alive


def test_while_redis_is_frozen_mail_comes_in_and_letters_leave(
    desk: Running, relay: Relay, valkey: Valkey
) -> None:
    """It takes connections and never answers; then it thaws, and says again what it knew."""
    send_some(desk)
    assert valkey.process
    valkey.process.send_signal(signal.SIGSTOP)
    try:
        send_some(desk)
        assert_all_is_well(desk, relay)
    finally:
        valkey.process.send_signal(signal.SIGCONT)
    send_some(desk)
    assert_all_is_well(desk, relay)


def test_while_redis_has_no_memory_left_letters_leave(desk: Running, relay: Relay, redis: Redis) -> None:
    """It refuses every write."""
    redis.config_set("maxmemory-policy", "noeviction")
    redis.config_set("maxmemory", "1")
    send_some(desk)
    assert_all_is_well(desk, relay)
    redis.config_set("maxmemory", "0")
    send_some(desk)
    assert_all_is_well(desk, relay)


def test_redis_emptied_again_and_again_loses_nothing(desk: Running, relay: Relay, redis: Redis) -> None:
    """FLUSHALL fifty times a second while mail comes in."""
    over = threading.Event()

    def empty() -> None:
        while not over.wait(0.02):
            redis.flushall()

    axe = threading.Thread(target=empty)
    axe.start()
    try:
        send_some(desk)
        at_rest(desk)
    finally:
        over.set()
        axe.join()
    assert_all_is_well(desk, relay)


def test_redis_that_comes_back_empty_is_told_again(desk: Running, relay: Relay, valkey: Valkey) -> None:
    """Killed while mail comes in; what it knew is gone."""
    send_some(desk)
    valkey.kill()
    send_some(desk)
    valkey.start()
    send_some(desk)
    assert_all_is_well(desk, relay)


def test_an_outage_of_redis_is_a_line_in_the_log_when_it_begins_and_one_when_it_ends(
    desk: Running, relay: Relay, valkey: Valkey
) -> None:
    """At the most, in each process that asks; however long it lasts, whatever the library behind the queue makes of it."""
    send_some(desk)
    at_rest(desk)
    lost, back = "the work queue cannot be reached", "the work queue is back"
    until(
        lambda: desk.log.count(lost) == desk.log.count(back), desk
    )  # what the test before this one did is over
    outages, before = desk.log.count(lost), len(desk.log)
    valkey.kill()
    try:
        until(lambda: desk.log.count(lost) > outages, desk)  # the process that works looks all the time
        send_some(desk)
        at_rest(desk)
    finally:
        valkey.start()
    until(lambda: desk.log.count(lost) == desk.log.count(back), desk)
    send_some(desk)
    assert_all_is_well(desk, relay)
    assert desk.log.count(lost) - outages <= len(desk.commands)
    assert "Traceback" not in desk.log[before:]
    assert "Consumer" not in desk.log[before:]


class Bomb:
    """Unpickled, it would end the process."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return (__import__("os")._exit, (1,))


RUBBISH: list[bytes] = [
    b"",
    b"\0\xff",
    b"null",
    b"[]",
    b'"drain"',
    b'{"queue_name": "default"}',
    pickle.dumps(Bomb()),
    json.dumps(
        {
            "queue_name": "default",
            "actor_name": "system",
            "args": ["rm -rf /"],
            "kwargs": {},
            "options": {},
            "message_id": "r1",
            "message_timestamp": 1,
        }
    ).encode(),
    json.dumps(
        {
            "queue_name": "default",
            "actor_name": "drain",
            "args": [1, 2],
            "kwargs": {"x": 1},
            "options": {"eta": "soon"},
            "message_id": "r2",
            "message_timestamp": "x",
        }
    ).encode(),
    b"[" * 100_000,
    b"x" * 1_000_000,
]


def test_rubbish_in_redis_is_ignored(desk: Running, relay: Relay, redis: Redis) -> None:
    """Whoever can write there can say nothing but "look": no actor but ours runs, nothing is unpickled, letters leave."""
    for number, rubbish in enumerate(RUBBISH):
        redis.hset("dramatiq:default.msgs", f"r{number}", rubbish)
        redis.rpush("dramatiq:default", f"r{number}")
    redis.rpush("dramatiq:default", "names nothing")
    redis.rpush("dramatiq:default.DQ", b"\xff")
    with contextlib.suppress(Exception):
        redis.set("dramatiq:__heartbeats__", "no sorted set")
    send_some(desk)
    assert_all_is_well(desk, relay)
