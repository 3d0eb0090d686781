"""Erasing a person as an operator does it: shown first, asked twice, with a desk that runs or none, and after a crash."""

import json
import os
import pty
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from shell import ROOT, Shell, outside
from test_moving import running

from desk import Desk, words_of
from deskbell.store import schema
from deskbell.store.keep import unpack
from forking import forked

ZOE = "Zoe Marlowe <zoe.marlowe@acme.example>"
ADDRESS = "zoe.marlowe@acme.example"
SECRET = (b"quagmire", b"zoe.marlowe", b"zoe marlowe")


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, home: Path) -> Iterator[Desk]:
    """A desk in that home on each database, which does nothing by itself and holds no lock."""
    url = request.getfixturevalue("postgres").database() if request.param == "postgresql" else ""
    made = Desk(home, url=url)
    yield made
    made.close()


def left(desk: Desk) -> set[str]:
    """The tables in which anything of hers is still to be found."""
    found = set()
    with desk.parts.store.reading() as connection:
        for table in schema.metadata.sorted_tables:
            for row in connection.execute(sa.select(table)):
                packed = [
                    unpack(bytes(row._mapping[name])) for name in ("data", "files") if _is_packed(row, name)
                ]
                whole = b" ".join([str(tuple(row)).encode(), *packed]).lower()
                found |= {table.name for one in SECRET if one in whole}
    return found


def _is_packed(row: Any, name: str) -> bool:
    return isinstance(row._mapping.get(name), bytes)


def three_matters(desk: Desk) -> None:
    for number in range(3):
        desk.mail(f"The quagmire: {words_of(number)}", sender=ZOE, subject=words_of(9 - number)[:17])
    assert {"raw", "message", "letter", "letter_raw", "ticket", "person"} <= left(desk)


@pytest.mark.parametrize("alive", [True, False], ids=["a desk runs", "none runs"])
def test_it_is_shown_and_then_erased(desk: Desk, run: Shell, alive: bool) -> None:
    """By the running desk, or by the command itself; and it says what it does not reach."""
    three_matters(desk)
    if alive:
        with running(desk):
            said = run("erase", "person", ADDRESS, "--yes")
    else:
        said = run("erase", "person", ADDRESS, "--yes")

    assert (said.status, said.err) == (0, "")
    assert f"Of {ADDRESS} there is to erase:\n  tickets    3 of their own" in said.out
    assert "Erased." in said.out
    assert "backups made until now" in said.out
    if desk.parts.store.alone:
        assert "was written anew" in said.out
    else:
        asked = re.search(r"VACUUM FULL [\w, ]+(?= at a quiet hour)", " ".join(said.out.split()))
        assert asked, "what to do is said as it can be done"
        with psycopg.connect(desk.url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(asked[0].encode())
        assert {"complaint", "incident", "letter_facts", "likeness"} <= set(re.findall(r"\w+", asked[0]))
    assert left(desk) == set()
    assert run("ledger").status == 0
    assert "3  of them erased since" in run("ledger").out
    assert "erased" in run("ticket", "DB-1001").out
    assert run("do", "DB-1001", "/reopen").err == "deskbell: DB-1001 was erased; nothing can be done at it.\n"
    assert run("erase", "person", ADDRESS, "--yes").out.startswith(f"There is nothing of {ADDRESS}.")


def test_nothing_is_erased_unasked(desk: Desk, run: Shell) -> None:
    """From a script without --yes, and with --json alone, it is only shown."""
    three_matters(desk)
    before = left(desk)
    said = outside(run.home, "erase", "person", ADDRESS)
    assert said.returncode == 2
    assert said.stderr == b"deskbell: Nothing was erased: say --yes to erase it.\n"

    plan = json.loads(run("erase", "person", ADDRESS, "--json").out)
    assert plan["erased"] is False
    assert plan["tickets"] == 3
    assert left(desk) == before

    told = json.loads(run("erase", "person", ADDRESS, "--json", "--yes").out)
    assert told["erased"] is True
    assert {name: told[name] for name in ("tickets", "messages", "mails", "letters", "people")} == {
        name: plan[name] for name in ("tickets", "messages", "mails", "letters", "people")
    }
    assert left(desk) == set()


@pytest.mark.parametrize(("typed", "goes"), [(ADDRESS, True), ("zoe@acme.example", False)])
def test_on_a_terminal_the_address_is_typed_once_more(desk: Desk, run: Shell, typed: str, goes: bool) -> None:
    """And with another one nothing happens."""
    three_matters(desk)
    ours, theirs = pty.openpty()
    variables = {**os.environ, "DESKBELL_HOME": str(desk.home), "PYTHONPATH": str(ROOT / "daemon")}
    with open(theirs, "rb", buffering=0) as terminal, TemporaryFile() as said, TemporaryFile() as trouble:
        asked = forked()(["erase", "person", ADDRESS], variables, said, trouble, terminal)
        os.write(ours, f"{typed}\n".encode())
        status = asked.wait(60)
        said.seek(0)
        trouble.seek(0)
        out, err = said.read(), trouble.read()
    os.close(ours)

    assert b"Type the address once more" in out
    assert status == (0 if goes else 2), err
    assert (left(desk) == set()) is goes


@pytest.mark.crash
@pytest.mark.parametrize("point", ["E1", "E1:2", "E1:3", "E2"])
def test_killed_half_way_the_same_command_does_the_rest(desk: Desk, run: Shell, point: str) -> None:
    """A ticket is erased whole or not at all; what is left is found again, and the ledger adds up all the while."""
    if point == "E2" and not desk.parts.store.alone:
        point = "E1:4"
    three_matters(desk)
    desk.mail("My door squeaks in the wind.", sender="tom@acme.example", subject="Door", headers={"Cc": ZOE})
    desk.mail(
        "The quagmire has the oil for it.",
        sender=ZOE,
        answers=desk.letter("tom@acme.example", "acknowledgement"),
    )
    desk.close()
    died = outside(run.home, "erase", "person", ADDRESS, "--yes", environment={"DESKBELL_CRASH_AT": point})
    assert died.returncode == -9, died.stderr
    assert run("ledger").status == 0

    said = outside(run.home, "erase", "person", ADDRESS, "--yes")
    desk.open()

    assert said.returncode == 0, said.stderr
    assert left(desk) == set()
    assert desk.ticket(1004)["messages"][0]["words"] == "My door squeaks in the wind."
    assert all(desk.events(number).count("erased") == 1 for number in (1001, 1002, 1003, 1004))
    files = [one for one in desk.home.rglob("deskbell.sqlite*") if desk.parts.store.alone]
    assert not [one for one in files for word in SECRET if word in one.read_bytes().lower()]


def test_whom_the_desk_cannot_forget_is_said_in_a_sentence(desk: Desk, run: Shell) -> None:
    said = run("erase", "person", "ana@desk.example", "--yes")
    assert said.status == 2
    assert said.err.startswith("deskbell: Ana Silva is one of the desk's agents")
    assert run("erase", "persn", "x@y.example").err.startswith(
        'deskbell: There is no command "deskbell erase persn"'
    )
    assert "There is no way back" in run("erase", "person", "--help").out
