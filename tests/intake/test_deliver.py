"""What a command may rely on when it asks the running desk."""

import os
import socket
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from doors import Shelf

from deskbell.clock import SystemClock
from deskbell.errors import OperatorError, TemporaryError
from deskbell.intake.deliver import CommandSocket, NobodyThere, NoSuchAddress, ask, deliver_to
from process import Running

RAW = b"Subject: x\r\n\r\n\0\xff body\n"


def echo(command: Mapping[str, Any], payload: bytes) -> Mapping[str, Any]:
    return {"said": command.get("words"), "bytes": len(payload)}


def wrong(command: Mapping[str, Any], payload: bytes) -> Mapping[str, Any]:
    raise OperatorError("there is no ticket DB-9")


def crash(command: Mapping[str, Any], payload: bytes) -> Mapping[str, Any]:
    raise RuntimeError("secret")


def ours(address: str) -> bool:
    return address.endswith("@desk.example")


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def path(tmp_path: Path, shelf: Shelf) -> Iterator[Path]:
    where = tmp_path / "desk.sock"
    handlers = {
        "deliver": deliver_to(shelf, SystemClock(), ours),
        "echo": echo,
        "wrong": wrong,
        "crash": crash,
    }
    desk = CommandSocket(where, handlers, largest=1_000_000)
    desk.start()
    yield where
    desk.stop()
    assert not where.exists()


def deliver(path: Path, raw: bytes, sender: str, recipients: tuple[str, ...]) -> int:
    """Ask the desk behind that socket to keep a message; its number once it is stored."""
    command = {"command": "deliver", "mail_from": sender, "recipients": list(recipients)}
    return int(ask(path, command, raw)["inbound_id"])


def test_a_message_is_handed_over_and_kept_as_it_is(path: Path, shelf: Shelf) -> None:
    assert deliver(path, RAW, "ann@acme.example", ("support@desk.example",)) == 1
    (arrival,) = shelf.arrivals
    assert (arrival.raw, arrival.mail_from, arrival.recipients) == (
        RAW,
        "ann@acme.example",
        ("support@desk.example",),
    )
    assert arrival.door == "pipe"


def test_what_is_nobodys_here_is_told_apart_and_not_kept(path: Path, shelf: Shelf) -> None:
    with pytest.raises(NoSuchAddress, match="No such address here: nobody@other"):
        deliver(path, RAW, "", ("nobody@other.example",))
    assert shelf.arrivals == []
    assert deliver(path, RAW, "", ("nobody@other.example", "support@desk.example")) == 1
    assert shelf.arrivals[0].recipients == ("support@desk.example",)
    assert deliver(path, RAW + b"2", "", ()) == 2


def test_only_the_owner_of_the_home_may_ask(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_trouble_while_keeping_is_temporary(path: Path, shelf: Shelf) -> None:
    shelf.trouble = TemporaryError("no space left")
    with pytest.raises(TemporaryError, match="no space left"):
        deliver(path, RAW, "", ())


def test_without_a_running_desk_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(NobodyThere):
        ask(tmp_path / "desk.sock", {"command": "echo"})
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(tmp_path / "desk.sock"))
    dead.close()
    with pytest.raises(NobodyThere):
        ask(tmp_path / "desk.sock", {"command": "echo"})


def test_a_dead_desks_socket_is_replaced(tmp_path: Path) -> None:
    where = tmp_path / "desk.sock"
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(where))
    dead.close()
    desk = CommandSocket(where, {"echo": echo})
    desk.start()
    assert ask(where, {"command": "echo", "words": "héllo"}, b"abc") == {"said": "héllo", "bytes": 3}
    desk.stop()


def test_an_error_of_the_asker_and_one_of_ours_are_told_apart(path: Path) -> None:
    with pytest.raises(OperatorError, match="no ticket DB-9"):
        ask(path, {"command": "wrong"})
    with pytest.raises(OperatorError, match="no command 'dance'"):
        ask(path, {"command": "dance"})
    with pytest.raises(OperatorError, match="MB"):
        ask(path, {"command": "echo"}, b"x" * 1_000_001)
    with pytest.raises(TemporaryError) as caught:
        ask(path, {"command": "crash"})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\n",
        b"hello\n",
        b"{}\n",
        b"[]\n",
        b"1\n",
        b'{"command": 5}\n',
        b'{"command": "echo", "size": -1}\n',
        b'{"command": "echo", "size": "x"}\n',
        b'{"command": ["echo"]}\n',
        b'{"command": "echo", "size": 10}\nabc',
        b"\xff\xfe" * 1000 + b"\n",
        b"x" * 600_000,
        b"[" * 100_000 + b"\n",
    ],
)
def test_garbage_is_answered_and_the_next_command_served(path: Path, garbage: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as wire:
        wire.settimeout(20)
        wire.connect(str(path))
        try:
            wire.sendall(garbage)
            wire.shutdown(socket.SHUT_WR)
            answer = wire.recv(1000)
        except (BrokenPipeError, ConnectionResetError):
            answer = b""
    assert not answer or b'"error"' in answer
    assert ask(path, {"command": "echo", "words": "still here"})["said"] == "still here"


def test_a_home_with_a_very_long_path_has_its_socket_too(tmp_path: Path) -> None:
    home = tmp_path / ("d" * 120)
    home.mkdir()
    desk = CommandSocket(home / "desk.sock", {"echo": echo})
    desk.start()
    assert ask(home / "desk.sock", {"command": "echo", "words": "far"})["said"] == "far"
    desk.stop()


def test_a_home_where_nothing_can_be_made_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="cannot listen for commands"):
        CommandSocket(tmp_path / "nowhere" / "desk.sock", {}).start()
    assert os.listdir(tmp_path) == []


def test_a_running_desk_refuses_a_pipes_wrong_recipient_and_takes_the_right_one(tmp_path: Path) -> None:
    """The desk's own rules say which addresses there are: 67 for the one, 0 for the other, and one message is kept.

    What a client wrote to an address that is none is counted, as at the SMTP door.
    """
    desk = Running(tmp_path / "home").start()
    try:
        mail = b"From: uma@acme.example\r\nSubject: Kettle\r\n\r\nIt stays cold.\r\n"
        client = ("--sender", "uma@acme.example")
        wrong = desk.command("deliver", *client, "--recipient", "nobody@desk.example", data=mail)
        right = desk.command("deliver", "-r", "support@desk.example", data=mail)
        assert (wrong.returncode, right.returncode) == (67, 0)
        assert wrong.stderr == b"5.1.1 No such address here: nobody@desk.example\n"
        assert [row[0] for row in desk.rows("select count(*) from inbound")] == [1]
    finally:
        desk.stop()
    counted = [tuple(row) for row in desk.rows("select domain, address, count from turned_away")]
    assert counted == [("acme.example", "nobody@desk.example", 1)]
