"""`deskbell run` as a newcomer meets it: what it says, what it refuses in one sentence, and how it stops."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from process import Running, send


def refused(desk: Running) -> str:
    """What a start that is refused says: one sentence, exit status 2."""
    done = desk.command("run")
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert said.startswith("deskbell: ")
    assert said.count("\n") == 1
    return said


def test_it_says_what_to_try_next(tmp_path: Path) -> None:
    """A line that sends a mail, the page that shows the letters, the list of tickets; all with this desk's own ports."""
    desk = Running(tmp_path / "home", whole=True).start()
    wait_for(desk, "templates")
    desk.stop()

    assert f"smtp://127.0.0.1:{desk.smtp} --mail-from uma@acme.example" in desk.log
    assert f"http://127.0.0.1:{desk.web}/letters" in desk.log
    assert re.search(rf"DESKBELL_HOME={desk.home} \S.* tickets", desk.log)


@pytest.mark.parametrize("which", ["smtp", "web"])
def test_a_port_in_use_is_named(tmp_path: Path, which: str) -> None:
    """Which one, and that somebody else has it."""
    desk = Running(tmp_path / "home")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", getattr(desk, which)))
        taken.listen()
        said = refused(desk)

    assert f"127.0.0.1:{getattr(desk, which)}" in said
    assert "ddress already in use" in said


def test_a_home_another_desk_runs_in_is_refused(tmp_path: Path) -> None:
    """With the process that has it; that one goes on."""
    desk = Running(tmp_path / "home").start()
    said = refused(desk)

    assert f"process {desk.processes[0].pid}" in said
    assert desk.alive
    assert desk.stop() == [0]


def test_a_home_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """A file stands where the home should be."""
    desk = Running(tmp_path / "home")
    desk.home = tmp_path / "a file"
    desk.home.touch()

    assert "cannot be written" in refused(desk)


def test_a_bad_setting_is_named_with_its_place(tmp_path: Path) -> None:
    """File, line, column, and the nearest right name."""
    desk = Running(tmp_path / "home")
    (desk.home / "deskbell.toml").write_text('[intake.smtp]\nlistenn = "127.0.0.1:2525"\n')

    assert (
        "deskbell.toml:2:1: unknown setting [intake.smtp] listenn; did you mean [intake.smtp] listen?"
        in refused(desk)
    )


@pytest.mark.parametrize(
    ("section", "name", "value", "said"),
    [
        ("web", "listen", "foo", 'is "foo"; expected host:port'),
        ("intake.smtp", "listen", "192.0.2.1:2525", "192.0.2.1:2525: "),
        ("intake.smtp", "listen", "nowhere.invalid:2525", "nowhere.invalid:2525: "),
        ("intake.smtp", "tls_certificate", "/nowhere.pem", "/nowhere.pem cannot be used: No such file"),
        ("store", "url", "sqlite:////nowhere/desk.sqlite", "the folder /nowhere is not there"),
        ("store", "url", "mysql://desk", "mysql:// is not a database deskbell knows"),
        ("work", "broker", "foo", "expected embedded, or redis://"),
        ("delivery", "relay", "foo", "expected smtp://host:port"),
    ],
)
def test_a_setting_that_cannot_be_is_one_sentence(
    tmp_path: Path, section: str, name: str, value: str, said: str
) -> None:
    """What is wrong and, where there is one, the system's own word for it; no number of an error, no traceback."""
    sentence = refused(Running(tmp_path / "home", settings={(section, name): value}))
    assert said in sentence
    assert "[Errno" not in sentence


def test_a_database_that_is_none_and_keys_that_are_none_are_named(tmp_path: Path) -> None:
    """The file, and what to do with it; nothing is written over it."""
    desk = Running(tmp_path / "home")
    there = desk.home / "deskbell.sqlite"
    there.write_text("somebody's notes, and no database")
    assert f"{there} is not a SQLite database" in refused(desk)
    looked = desk.command("tickets")
    assert (looked.returncode, b"[store] url names no database" in looked.stderr) == (2, True)
    assert there.read_text() == "somebody's notes, and no database"
    there.unlink()
    (desk.home / "secret.keys").write_text("nothing of a key\n")
    assert refused(desk).endswith("is not a key's id and the key.\n")


def test_a_server_that_is_away_is_our_own_trouble_in_one_line(tmp_path: Path) -> None:
    """Not the operator's to mend in the settings: exit status 75, for whoever starts it again by itself."""
    done = Running(tmp_path / "home", url="postgresql+psycopg://desk@127.0.0.1:1/desk").command("run")
    assert (done.returncode, done.stderr.count(b"\n")) == (75, 1)
    assert b"Connection refused" in done.stderr


def test_a_bad_rule_is_named_with_its_place(tmp_path: Path) -> None:
    """A wrong table stops the start."""
    desk = Running(tmp_path / "home")
    (desk.home / "rules").mkdir()
    (desk.home / "rules" / "urgency.yaml").write_text("entries: [\n")

    assert "rules/urgency.yaml:2:1" in refused(desk)


@pytest.mark.parametrize(
    ("shell", "sent"), [("trap '' INT", signal.SIGINT), ("true", signal.SIGHUP), ("true", signal.SIGTERM)]
)
def test_ctrl_c_stops_it_cleanly_even_where_the_shell_ignores_it(
    tmp_path: Path, shell: str, sent: signal.Signals
) -> None:
    """A shell starts what runs in the background deaf to SIGINT; the desk hears it all the same, and a closed terminal too."""
    desk = Running(tmp_path / "home")
    process = started_by(desk, shell)
    os.kill(process.pid, sent)

    assert process.wait(60) == 0
    assert desk.log.endswith("Stopped; nothing half done.\n")


def test_nohup_is_heeded(tmp_path: Path) -> None:
    """Whoever starts it to outlive the terminal means it."""
    desk = Running(tmp_path / "home")
    process = started_by(desk, "trap '' HUP")
    os.kill(process.pid, signal.SIGHUP)
    send(desk.smtp, b"Subject: Kettle\r\n\r\nCold.\r\n", "uma@acme.example", ["support@desk.example"])
    assert process.poll() is None
    process.terminate()
    assert process.wait(60) == 0


def started_by(desk: Running, shell: str) -> "subprocess.Popen[bytes]":
    """A desk with an open door, of a shell that did so before."""
    with (desk.home / "log").open("wb") as log:
        process = subprocess.Popen(
            ["/bin/sh", "-c", f"{shell}; exec {sys.executable} -m deskbell run"],
            env=desk.environment(),
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            preexec_fn=_as_a_terminal_would,
        )
    desk.processes.append(process)
    desk.wait_until_open()
    return process


def _as_a_terminal_would() -> None:
    """The tests themselves may run deaf to these; a shell cannot hear again what it was started deaf to."""
    for one in (signal.SIGHUP, signal.SIGINT):
        signal.signal(one, signal.SIG_DFL)


def wait_for(desk: Running, words: str) -> None:
    """Until it has said so."""
    end = time.monotonic() + 60
    while words not in desk.log and time.monotonic() < end:
        time.sleep(0.05)
