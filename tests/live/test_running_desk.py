"""Going live in real processes: a desk that runs, mail by SMTP, commands over its socket, a power cut in between."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from office import ROBOT

from deskbell.share import shipped
from process import Running, send


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    made = Running(tmp_path / "home")
    shutil.copytree(shipped("rules"), made.home / "rules")
    yield made
    made.kill()


def robot(desk: Running) -> None:
    path = desk.home / "rules" / "urgency.yaml"
    path.write_text(path.read_text("utf-8").replace("entries:\n", ROBOT), "utf-8")


def until(true: Callable[[], bool], desk: Running) -> None:
    end = time.monotonic() + 120
    while not true():
        assert time.monotonic() < end, desk.log[-3000:]
        time.sleep(0.05)


def listed(desk: Running, *words: str) -> list[dict[str, Any]]:
    done = desk.command(*words, "--json")
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def sets_of(desk: Running) -> list[int]:
    return [one["set"] for one in listed(desk, "rules", "history")]


def until_live(desk: Running, wanted: list[int]) -> None:
    """Until the newest of these sets is the live one; then the commands tell of all of them."""
    until(lambda: desk.rows("select value from flag where name = 'rules_live'") == [(str(wanted[0]),)], desk)
    assert sets_of(desk) == wanted


def mail(desk: Running, number: int) -> None:
    head = f"From: user{number}@acme.example\r\nTo: support@desk.example\r\nMessage-ID: <{number}@acme.example>\r\n"
    data = f"{head}Subject: The robot stands still\r\n\r\nIt does.\r\n".encode()
    send(desk.smtp, data, f"user{number}@acme.example", ["support@desk.example"])
    until(lambda: len(desk.rows("select id from ticket")) == number, desk)


def test_an_edit_goes_live_in_a_running_desk_and_is_taken_back_by_a_command(running: Running) -> None:
    running.start()
    robot(running)
    until_live(running, [2, 1])
    mail(running, 1)
    done = running.command("rules", "back")
    assert done.returncode == 0, done.stderr.decode()
    assert "Set 3 is live. Changed: urgency.yaml." in done.stdout.decode()
    mail(running, 2)
    assert [(one["priority"], one["set"]) for one in listed(running, "tickets")] == [("P3", 3), ("P2", 2)]
    done = running.command("rules", "apply")
    assert (done.returncode, b"--yes" in done.stderr) == (2, True), done.stdout + done.stderr
    assert running.command("rules", "apply", "--yes").returncode == 0
    assert sets_of(running) == [4, 3, 2, 1]
    assert "Set 2 of the rules is live; changed: urgency.yaml" in running.log


@pytest.mark.parametrize("point", ["R1:2", "R2:2"])
def test_a_power_cut_while_a_set_goes_live_makes_it_live_once(running: Running, point: str) -> None:
    running.start(crash_at=point)
    robot(running)
    until(lambda: not running.alive, running)
    running.kill()
    running.start()
    until_live(running, [2, 1])
    mail(running, 1)
    assert listed(running, "tickets")[0]["set"] == 2
    running.stop()
    assert sets_of(running) == [2, 1]


def test_bad_rules_at_the_very_first_start_end_it_with_status_two(running: Running) -> None:
    path = running.home / "rules" / "kinds.yaml"
    path.write_text(path.read_text("utf-8").replace("entries:\n", "entries:\n  - nam: x\n"), "utf-8")
    running.start(wait=False)
    assert running.processes[0].wait(60) == 2
    assert "rules/kinds.yaml:" in running.log
