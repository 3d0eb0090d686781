"""How a command asks the running desk: one question and one answer over a Unix socket in its home.

A question is a line of JSON (`{"command": …, "size": …}`), then `size` bytes; the answer is a line of JSON.
Who may open the socket owns the home, so nobody is asked who they are.
"""

import contextlib
import json
import logging
import os
import selectors
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from deskbell.clock import Clock
from deskbell.errors import OperatorError, TemporaryError
from deskbell.ports import Arrival, Command, Handler, Keeper

log = logging.getLogger(__name__)

LONGEST_LINE = 256 * 1024
AT_ONCE = 16
_TROUBLE = "trouble in the running desk; its log says more"


class NobodyThere(TemporaryError):
    """No desk is running in this home."""


class NoSuchAddress(OperatorError):
    """None of a message's recipients is an address of the desk's: SMTP's 550 5.1.1."""


# -- the side of the command


def ask(path: Path, command: Command, payload: bytes = b"", timeout: float = 60) -> dict[str, Any]:
    """Put a question to the desk that listens on `path`.

    Raises NobodyThere if none does, OperatorError if the desk says the question is wrong (NoSuchAddress: nobody is
    there who would have the message), TemporaryError for any other trouble; then it is not known whether the desk did what was asked.
    """
    line = json.dumps({**command, "size": len(payload)}).encode() + b"\n"
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as wire, _short(path) as address:
            wire.settimeout(timeout)
            try:
                wire.connect(address)
            except (FileNotFoundError, ConnectionRefusedError) as error:
                raise NobodyThere(f"no desk is running at {path}") from error
            with contextlib.suppress(BrokenPipeError):  # refused before it had all of it: the answer says why
                wire.sendall(line + payload)
            with wire.makefile("rb") as stream:
                answer = json.loads(_line(stream))
    except (OSError, ValueError) as error:
        raise TemporaryError(f"the running desk did not answer: {error}") from error
    if not isinstance(answer, dict) or answer.get("error"):
        raise _trouble(answer)
    return answer


def _trouble(answer: object) -> OperatorError | TemporaryError:
    """What the desk said instead of an answer: whose fault it is, and whether to ask again."""
    if not isinstance(answer, dict):
        return TemporaryError(_TROUBLE)
    kinds = {"address": NoSuchAddress, "question": OperatorError}
    return kinds.get(str(answer.get("final")), TemporaryError)(str(answer.get("error")))


# -- the side of the desk


def deliver_to(
    keeper: Keeper,
    clock: Clock,
    takes: Callable[[str], bool],
    refused: Callable[[str | None, str], None] | None = None,
    within: float = 60,
) -> Handler:
    """The handler of `deliver`: keeps the message as one that came by the door `pipe`.

    `takes`: is mail to this address taken? It is kept for those recipients for whom it is, as at the SMTP door; where
    there is none among them it is refused. A pipe that names no recipient has its mail taken for whoever it is.
    `refused`: told of each address that is not ours, with the sender.
    """

    def keep(command: Command, payload: bytes) -> Mapping[str, Any]:
        sender, recipients = command.get("mail_from"), command.get("recipients", [])
        if not (isinstance(sender, str | None) and isinstance(recipients, list)):
            raise OperatorError("deliver: expected mail_from, a string, and recipients, a list")
        named = tuple(str(recipient) for recipient in recipients)
        strange = [one for one in named if not takes(one)]
        for one in strange:
            if refused:
                refused(sender, one)
        if named and len(strange) == len(named):
            raise NoSuchAddress(f"No such address here: {', '.join(strange)}")
        arrival = Arrival(
            raw=payload,
            received_at=clock.now(),
            door="pipe",
            mail_from=sender,
            recipients=tuple(one for one in named if one not in strange),
        )
        kept = keeper.keep(arrival).result(within)
        return {"inbound_id": kept.inbound_id, "duplicate": kept.duplicate, "refused": strange}

    return keep


class CommandSocket:
    """Answers commands on a Unix socket, each in a thread, at most `AT_ONCE` at a time.

    Whoever makes one owns the home (its lock), so a socket found there is a dead desk's and is replaced.
    """

    def __init__(self, path: Path, handlers: Mapping[str, Handler], largest: int = 64 * 1024 * 1024) -> None:
        self._path, self._handlers, self._largest = path, dict(handlers), largest
        self._listener: socket.socket | None = None
        self._bell: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._room = threading.BoundedSemaphore(AT_ONCE)
        self._closing = threading.Event()

    def start(self) -> None:
        """Listen; raises OperatorError where that cannot be done."""
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        fresh = self._path.with_name(self._path.name + ".new")
        try:
            fresh.unlink(missing_ok=True)
            with _short(fresh) as address:
                listener.bind(address)
            fresh.chmod(0o600)
            listener.listen(64)
            fresh.rename(self._path)  # only now can anybody find it, and it has its mode already
        except OSError as error:
            listener.close()
            raise OperatorError(
                f"cannot listen for commands on {self._path}: {error.strerror or error}"
            ) from error
        listener.setblocking(False)
        self._listener = listener
        self._bell, heard = socket.socketpair()  # closing ours ends the wait for commands at once
        self._thread = threading.Thread(
            target=self._listen, args=(listener, heard), name="commands", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Take no more commands; what was asked before is still answered if that takes no five seconds."""
        if not (self._listener and self._bell and self._thread):
            return
        self._closing.set()
        self._bell.close()
        self._thread.join()
        self._path.unlink(missing_ok=True)
        self._listener.close()
        for _ in range(AT_ONCE):
            if not self._room.acquire(timeout=5):
                return

    def _listen(self, listener: socket.socket, bell: socket.socket) -> None:
        with selectors.DefaultSelector() as either, bell:
            either.register(listener, selectors.EVENT_READ)
            either.register(bell, selectors.EVENT_READ)
            while not self._closing.is_set():
                either.select()
                if not self._closing.is_set():
                    self._take(listener)

    def _take(self, listener: socket.socket) -> None:
        try:
            wire, _ = listener.accept()
        except BlockingIOError:  # who asked went away again
            return
        except OSError as error:
            log.warning("a command could not be taken: %s", error)
            self._closing.wait(0.25)
            return
        self._room.acquire()
        threading.Thread(target=self._serve, args=(wire,), name="command", daemon=True).start()

    def _serve(self, wire: socket.socket) -> None:
        try:
            with wire, wire.makefile("rb") as stream:
                wire.settimeout(30)
                answer = self._answer(stream)
                wire.sendall(json.dumps(answer).encode() + b"\n")
        except OSError:
            log.info("a command went away before it was answered")
        finally:
            self._room.release()

    def _answer(self, stream: BinaryIO) -> Mapping[str, Any]:
        try:
            command, payload = self._question(stream)
            return self._handlers[command["command"]](command, payload)
        except OperatorError as error:
            final = "address" if isinstance(error, NoSuchAddress) else "question"
            return {"error": str(error), "final": final}
        except TemporaryError as error:
            return {"error": str(error)}
        except OSError:
            raise
        except Exception:
            log.exception("a command failed")
            return {"error": _TROUBLE}

    def _question(self, stream: BinaryIO) -> tuple[dict[str, Any], bytes]:
        try:
            command = json.loads(_line(stream))
            name, size = command["command"], command.get("size", 0)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise OperatorError("expected a line of JSON with a command") from error
        if not isinstance(name, str) or name not in self._handlers:
            raise OperatorError(f"the running desk knows no command {str(name)[:40]!r}")
        if not isinstance(size, int) or not 0 <= size <= self._largest:
            raise OperatorError(f"at most {self._largest // 1024 // 1024} MB can be handed over at once")
        payload = stream.read(size)
        if len(payload) != size:
            raise TemporaryError("fewer bytes came than were announced")
        return command, payload


def _line(stream: BinaryIO) -> bytes:
    line = stream.readline(LONGEST_LINE)
    if not line.endswith(b"\n"):
        raise ValueError("no whole line came")
    return line


@contextlib.contextmanager
def _short(path: Path) -> Iterator[str]:
    """The path as a socket address, which holds about 100 bytes; a longer one goes by its open folder."""
    if len(os.fsencode(path)) < 100 or not Path("/proc/self/fd").exists():
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
