"""Commands called as scripts, cron and mail servers call them: closed streams, readers that leave, homes with spaces."""

import contextlib
import os
import pty
import re
import shlex
import smtplib
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from shell import ROOT, Shell

from delivery.certificates import server_and_client
from desk import Desk
from process import Running

MANY = 400


def called(
    home: Path, words: str, here: Path | None = None, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """A line for a shell, with deskbell in place of its name."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith("DESKBELL_")}
    known = keep | {"DESKBELL_HOME": str(home), "PYTHONPATH": str(ROOT / "daemon")} | more
    line = words.replace("deskbell ", f"{shlex.quote(sys.executable)} -m deskbell ")
    return subprocess.run(
        ["bash", "-c", line], env=known, cwd=here, capture_output=True, timeout=120, check=False
    )


def test_a_reader_that_has_seen_enough_is_no_trouble(home: Path, tmp_path: Path) -> None:
    """`… | head -1` in a script that heeds every status of a pipe; what doctor and read mean by 1 is not said by chance."""
    names = tmp_path / "names"
    names.write_text("/dev/null\n" * MANY * 50)
    done = called(home, f"set -o pipefail; deskbell read --json --files-from {names} | head -1")
    assert (done.returncode, done.stderr) == (0, b"")
    done = called(home, "set -o pipefail; deskbell templates preview | head -1")
    assert (done.returncode, done.stderr) == (0, b"")


def test_closed_streams_are_like_empty_ones(home: Path) -> None:
    """As cron and some service managers start programs; nothing of the desk's is opened in their place."""
    assert called(home, "deskbell tickets <&- >&- 2>&-").returncode == 0
    done = called(home, "deskbell read --json - <&-")
    assert done.returncode == 0
    assert done.stdout.startswith(b'{"path": "-"')
    done = called(home, "deskbell deliver -r support@desk.example <&-")
    assert done.returncode == 69
    assert b"no message on standard input" in done.stderr


def on_a_terminal(home: Path, **more: str) -> bytes:
    """What `deskbell tickets` writes to a terminal."""
    ours, theirs = pty.openpty()
    keep = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    known = keep | {"DESKBELL_HOME": str(home), "PYTHONPATH": str(ROOT / "daemon"), "TERM": "xterm"} | more
    words = [sys.executable, "-m", "deskbell", "tickets"]
    subprocess.run(words, env=known, stdin=theirs, stdout=theirs, stderr=theirs, timeout=120, check=True)
    os.close(theirs)
    written = b""
    with contextlib.suppress(OSError):  # the end of a terminal whose other side is closed
        while piece := os.read(ours, 65_536):
            written += piece
    os.close(ours)
    return written


@pytest.mark.parametrize("line", ["deliver --form uma@acme.example", "deliver support@desk.example"])
def test_a_pipe_whose_command_line_is_wrong_keeps_the_mail_at_the_server(home: Path, line: str) -> None:
    """Status 2 would have the server send every mail back until somebody mends its configuration."""
    done = called(home, f"echo hello | deskbell {line}")
    assert done.returncode == 75
    assert done.stderr.startswith(b"4.3.5 deskbell deliver: ")


def test_a_fault_of_our_own_keeps_the_mail_at_the_server(home: Path) -> None:
    """Whatever breaks: here a table is gone, which no version of the desk ever lacked."""
    with contextlib.closing(sqlite3.connect(home / "deskbell.sqlite")) as database:
        database.execute("drop table inbound")
    done = called(home, "printf 'Subject: x\\n\\nx\\n' | deskbell deliver -r support@desk.example")
    assert done.returncode == 75, done.stderr
    assert done.stderr.startswith(b"4.3.0 deskbell: ")


def test_a_number_no_database_counts_to_is_a_wrong_number(run: Shell) -> None:
    huge = "9" * 30
    for words in (
        ["replay", huge],
        ["outbox", "release", "--days", huge],
        ["rules", "back", huge],
        ["rules", "replay", "--with", str(run.home), "--last", huge],
        ["doctor", "--wait", huge],
    ):
        said = run(*words)
        assert (said.status, "is not in the range" in said.err) == (2, True)
    assert run("tickets", "--limit", huge).status == 0


def test_who_wants_no_colours_has_none(desk: Desk, tmp_path: Path) -> None:
    """On a terminal, by NO_COLOR (no-color.org), or on one that knows none."""
    desk.mail("Nobody can work!", sender="catherine@acme.example", headers={"Importance": "high"})
    coloured = on_a_terminal(desk.home)
    assert b"\x1b[31mP1\x1b[0m" in coloured
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        plain = on_a_terminal(desk.home, **{name: value})
        assert b"\x1b" not in plain
        assert b"P1" in plain


def test_a_home_that_is_not_there_is_never_well(run: Shell, tmp_path: Path) -> None:
    """A name typed wrong in DESKBELL_HOME is not a desk with all its defaults."""
    run.home = tmp_path / "hmoe"
    for words in (["check"], ["migrate"]):
        said = run(*words)
        assert said.status == 2
        assert f"There is no home at {run.home} yet: run deskbell init" in said.err
    said = run("doctor")
    assert said.status == 1
    assert "run deskbell init" in said.out
    assert not run.home.exists()


def test_a_home_that_was_just_made_lacks_no_keys(run: Shell) -> None:
    """They are made by the first start; only a desk that has written letters can have lost them."""
    assert "none yet; the first start makes one" in run("doctor", "--wait", "0").out


def test_the_end_of_time_is_a_wrong_date_where_a_zone_has_no_room_for_it(run: Shell) -> None:
    (run.home / "deskbell.toml").write_text('[desk]\ntimezone = "America/New_York"\n')
    said = run("report", "--since", "2026-11-01", "--until", "9999-12-31T23:59")
    assert (said.status, '"9999-12-31T23:59" is no date' in said.err) == (2, True)
    assert run("ledger", "--since", "0001-01-01").status == 0


@pytest.mark.parametrize("name", ["what?", "100%41", "b\udcffd"])
def test_a_home_that_no_database_could_be_named_in_is_refused(run: Shell, tmp_path: Path, name: str) -> None:
    """Before anything is made, and not beside it under half its name."""
    run.home = tmp_path / name
    before = sorted(tmp_path.iterdir())
    for words in (["init"], ["init", str(run.home)], ["run"], ["tickets"]):
        said = run(*words)
        assert (said.status, "choose another home" in said.err) == (2, True)
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_is_named_by_nothing_is_not_the_one_we_are_in(run: Shell) -> None:
    """`deskbell init "$HOEM"`, where the variable is empty."""
    said = run("init", "")
    assert said.status == 2
    assert "DIRECTORY is empty" in said.err


def test_a_desk_may_live_anywhere_and_its_paths_begin_in_its_home(tmp_path: Path) -> None:
    """Spaces and letters beyond ASCII in its name, no locale, no HOME, a time zone nobody knows; started from elsewhere."""
    home = tmp_path / "ein Hügel"
    home.mkdir()
    _, trusting = server_and_client(home)
    trusting.check_hostname = False
    desk = Running(
        home,
        settings={
            ("intake.smtp", "tls_certificate"): "certificate.pem",
            ("intake.smtp", "tls_key"): "key.pem",
            ("store", "url"): "sqlite:///desk.db",
            ("delivery", "relay"): "maildir:out",
            ("web", "base_url"): "https://desk.example",
        },
        beside={"LC_ALL": "C", "LANG": "C", "TZ": "Nowhere/Land", "HOME": ""},
        whole=True,
    ).start()
    try:
        with smtplib.SMTP("127.0.0.1", desk.smtp, timeout=60) as client:
            client.starttls(context=trusting)
            client.sendmail(
                "uma@acme.example", ["support@desk.example"], b"Subject: Kettle\r\n\r\nIt stays cold.\r\n"
            )
        done = called(home, "deskbell tickets", here=tmp_path, LC_ALL="C")
        assert b"No open tickets" in done.stdout or b"Kettle" in done.stdout
        said = re.search(r"See the tickets:\n +(.*)\n", desk.log)
        assert said
        words = shlex.split(said[1])
        assert words[0] == f"DESKBELL_HOME={home}"
        assert words[-1] == "tickets"
    finally:
        assert desk.stop() == [0]
    assert (home / "desk.db").stat().st_size > 0
    assert list((home / "out" / "new").iterdir())
    assert not (home / "deskbell.sqlite").exists()


def test_a_certificate_that_is_none_is_told_before_anything_starts(run: Shell) -> None:
    run.home.joinpath("door.pem").write_text("junk")
    (run.home / "deskbell.toml").write_text(
        '[intake.smtp]\ntls_certificate = "door.pem"\ntls_key = "door.pem"\n'
    )
    said = run("check")
    assert said.status == 2
    assert "deskbell.toml:2:1: [intake.smtp] tls_certificate: " in said.out
    assert "cannot be used" in said.out


def test_a_database_without_a_folder_is_told_before_anything_starts(run: Shell) -> None:
    (run.home / "deskbell.toml").write_text('[store]\nurl = "sqlite:///data/desk.db"\n')
    said = run("check")
    assert said.status == 2
    assert f"the folder {run.home / 'data'} is not there" in said.out
