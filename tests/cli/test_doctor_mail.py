"""The doctor mails the desk at the addresses its letters will bear, and says where such a mail is lost."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from process import Running
from relay import Behaviour, Relay
from servers import Postgres

TAGGED = ("reply address with +", "return path with +")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    made: list[Running] = []

    def make(**options: Any) -> Running:
        made.append(Running(tmp_path / "home", **options))
        return made[-1]

    yield make
    for desk in made:
        desk.kill()


def by_itself(desk: Running) -> Running:
    """The desk is its own relay: what it sends to its own addresses comes in by its own door."""
    file = desk.home / "deskbell.toml"
    file.write_text(file.read_text().replace('# relay = ""', f'relay = "smtp://127.0.0.1:{desk.smtp}"'))
    return desk


def found(desk: Running, *words: str) -> dict[str, dict[str, str]]:
    """What the doctor says, by what it looked at."""
    done: subprocess.CompletedProcess[bytes] = desk.command("doctor", "--json", *words)
    assert b"Traceback" not in done.stderr
    return {one["check"]: one for one in map(json.loads, done.stdout.splitlines())}


def test_a_mail_that_comes_home_proves_the_delimiter_and_makes_no_ticket(
    running: Callable[..., Running],
) -> None:
    desk = by_itself(running()).start()
    told = found(desk)
    assert [told[one]["state"] for one in TAGGED] == ["good", "good"]
    assert desk.command("tickets", "--all", "--json").stdout == b""
    assert desk.command("outbox", "--json").stdout == b""
    ledger = json.loads(desk.command("ledger", "--json").stdout)
    assert (ledger["came_in"], ledger["difference"]) == (2, 0)
    assert ledger["outcomes"] == {"refused": 2}


def test_the_processes_of_a_large_desk_are_found_and_take_the_mail_in(
    running: Callable[..., Running], postgres: Postgres
) -> None:
    desk = by_itself(running(url=postgres.database(), commands=("intake", "clock"))).start()
    told = found(desk)
    assert told["desk"]["saw"] == "2 processes of it live"
    assert [told[one]["state"] for one in TAGGED] == ["good", "good"]


def test_an_address_the_relay_refuses_is_named_with_what_to_do(running: Callable[..., Running]) -> None:
    with Relay() as relay:
        relay.behave(Behaviour(refuse="rcpt", only=lambda who: who.startswith("support+")))
        told = found(running(relay=relay.url).start(), "--wait", "1")
    assert told[TAGGED[0]]["state"] == "bad"
    assert "refuses it: 550 5.1.1 no such user here" in told[TAGGED[0]]["saw"]
    assert "[desk] delimiter" in told[TAGGED[0]]["do"]


def test_a_mail_that_does_not_come_home_is_bad_and_one_the_relay_would_not_take_is_the_relays(
    running: Callable[..., Running],
) -> None:
    with Relay() as relay:
        desk = running(relay=relay.url).start()
        assert "did not come home in 1 s" in found(desk, "--wait", "1")[TAGGED[0]]["saw"]
        relay.behave(Behaviour(defer="rcpt"))
        told = found(desk, "--wait", "1")[TAGGED[0]]
    assert "took no mail to it: 451" in told["saw"]
    assert told["do"] == "Mend the relay, then look again."


def test_where_no_mail_can_travel_none_is_sent_and_that_is_said(running: Callable[..., Running]) -> None:
    desk = running()
    assert "addresses" not in found(desk, "--wait", "0")
    assert desk.command("migrate").returncode == 0
    assert found(desk)["addresses"]["saw"] == "not tried: no desk runs that would take a mail in"
    desk.start()
    assert found(desk)["addresses"]["saw"] == "not tried: no relay is set, so no mail travels"
    assert list((desk.home / "letters").glob("**/*deskbell*")) == []


def test_a_desk_without_a_delimiter_has_no_tagged_address_to_prove(running: Callable[..., Running]) -> None:
    desk = by_itself(running(settings={("desk", "delimiter"): ""})).start()
    told = found(desk)
    assert told["addresses"]["state"] == "good"
    assert "threads do the work" in told["addresses"]["saw"]
