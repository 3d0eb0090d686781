"""A backup is one consistent file made while the desk runs; a restored desk sends nothing before it is told to."""

import json
import stat
import tarfile
import threading
from pathlib import Path

import pytest
from shell import Shell

from desk import Desk, written
from deskbell.bootstrap import keyring_of


def test_a_desk_comes_back_as_it_was_with_sending_held(desk: Desk, run: Shell, tmp_path: Path) -> None:
    (run.home / "rules").mkdir()
    (run.home / "rules" / "notes.yaml.old").write_text("mine")
    desk.mail()
    answer_to = desk.letter("uma@acme.example")
    file = tmp_path / "desk.tar"
    assert run("backup", file).status == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    desk.mail(subject="After the backup")

    run.home = tmp_path / "again"
    said = run("restore", file)
    assert "Restored the desk as it was on" in said.out
    assert " UTC into " in said.out
    assert said.status == 0
    assert "Sending is held" in said.out
    assert (run.home / "rules" / "notes.yaml.old").read_text() == "mine"
    assert stat.S_IMODE((run.home / "secret.keys").stat().st_mode) == 0o600
    assert [json.loads(line)["subject"] for line in run("tickets", "--json").out.splitlines()] == ["Printer"]

    again = Desk(run.home)
    again.mail("Are you there?", answers=answer_to)
    assert [one["author"] for one in again.ticket(1001)["messages"]] == [
        "uma@acme.example",
        "uma@acme.example",
    ]
    again.mail(subject="New", sender="Ian Mercer <ian@acme.example>")
    assert "acknowledgement" not in [one.kind for one in again.letters("ian@acme.example")]
    # Numbers given out after the backup stay theirs who got them: nobody's old letter fits a new ticket.
    assert again.ticket()["reference"] == "DB-2002"
    again.close()
    assert "restored from desk.tar" in run("outbox").out


def test_a_restored_desk_signs_with_a_fresh_key_and_knows_the_old_ones(
    desk: Desk, run: Shell, tmp_path: Path
) -> None:
    before = keyring_of(run.home)
    run("backup", tmp_path / "desk.tar")
    run.home = tmp_path / "again"
    run("restore", tmp_path / "desk.tar")
    after = keyring_of(run.home)
    assert after.signing != before.signing
    assert after.fingerprints().items() >= before.fingerprints().items()
    run.home = tmp_path / "kept"
    run("restore", "--keep-key", tmp_path / "desk.tar")
    assert keyring_of(run.home) == before


def test_a_backup_is_whole_while_mail_comes_in(desk: Desk, run: Shell, tmp_path: Path) -> None:
    stop = threading.Event()

    def mail() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            desk.keep(
                written(desk.clock.now(), "x" * 2000, "Uma <uma@acme.example>", subject=f"Mail {number}"),
                ["support@desk.example"],
            )

    writer = threading.Thread(target=mail)
    writer.start()
    for number in range(4):
        assert run("backup", tmp_path / f"{number}.tar").status == 0
    stop.set()
    writer.join()
    for number in range(4):
        run.home = tmp_path / f"home{number}"
        assert run("restore", tmp_path / f"{number}.tar").status == 0
        assert run("ledger").status == 0


def test_no_backup_is_written_over(desk: Desk, run: Shell, tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_text("an older one")
    assert run("backup", tmp_path / "b.tar").status == 2
    assert (tmp_path / "b.tar").read_text() == "an older one"


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(
    desk: Desk, run: Shell, tmp_path: Path
) -> None:
    said = run("backup", tmp_path / "no" / "such" / "b.tar")
    assert said.status == 2
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("harm", ["cut", "changed", "no backup", "climbing out"])
def test_what_is_no_whole_backup_is_refused_and_leaves_the_home_empty(
    desk: Desk, run: Shell, tmp_path: Path, harm: str
) -> None:
    desk.mail()
    file = tmp_path / "b.tar"
    run("backup", file)
    data = bytearray(file.read_bytes())
    if harm == "cut":
        data = data[: len(data) // 2]
    elif harm == "changed":
        data[len(data) // 4] ^= 0xFF
    elif harm == "no backup":
        data = bytearray(b"hello" * 1000)
    file.write_bytes(data)
    if harm == "climbing out":
        with tarfile.open(file, "a") as tar:
            info = tarfile.TarInfo("../evil")
            tar.addfile(info)
    run.home = tmp_path / "again"
    said = run("restore", file)
    assert said.status == 2
    assert "Traceback" not in said.err
    assert not (tmp_path / "evil").exists()
    assert [one.name for one in run.home.glob("*") if one.name != "desk.lock"] == []


def test_a_home_that_is_not_empty_is_left_alone(desk: Desk, run: Shell, tmp_path: Path) -> None:
    run("backup", tmp_path / "b.tar")
    before = sorted(one.name for one in run.home.iterdir())
    said = run("restore", tmp_path / "b.tar")
    assert said.status == 2
    assert "is not empty" in said.err
    assert sorted(one.name for one in run.home.iterdir()) == before


def test_for_postgresql_the_right_tool_is_named(run: Shell, tmp_path: Path) -> None:
    (run.home / "deskbell.toml").write_text('[store]\nurl = "postgresql://desk@db.example/desk"\n')
    said = run("backup", tmp_path / "b.tar")
    assert said.status == 2
    assert "pg_dump" in said.err


def test_a_fresh_key_signs_and_answers_to_older_letters_still_find_their_ticket(
    desk: Desk, run: Shell
) -> None:
    desk.mail()
    letter = desk.letter("uma@acme.example")
    desk.close()
    assert run("secret", "rotate").status == 0
    again = Desk(run.home)
    again.mail("More", answers=letter)
    assert len(again.tickets()) == 1
    assert again.ticket()["messages"][-1]["reason"] == "our signed address"
    again.close()
