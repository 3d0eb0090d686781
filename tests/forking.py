"""Processes of deskbell (and of pymap), forked from one interpreter that has imported all of it already.

A desk that starts from nothing spends most of its time reading its own program. The tests start hundreds of desks, so
here the program is read once, by an interpreter (nest.py) that all processes of tests share; `fork` makes each desk of
it. Such a desk is a process like any other: memory, environment and signals of its own, and SIGKILL is the end of it.
Whoever tests the start itself starts `python -m deskbell` (`Running(whole=True)`).
"""

import atexit
import contextlib
import fcntl
import functools
import json
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

TOP = Path(__file__).resolve().parents[1]
#: What can be forked, and which interpreter has read it: one for all that is deskbell.
PROGRAMS = {"deskbell": "deskbell", "clocked": "deskbell", "pymap": "pymap"}
#: The environment variable that names the folder in which several processes of tests find what they share.
FOLDER = "TESTS_NESTS"


class Forked:
    """A process that was forked, with what the tests use of `subprocess.Popen`."""

    def __init__(self, report: socket.socket) -> None:
        self._report = report.makefile("r")
        report.close()
        self._once = threading.Lock()
        self.pid = int(self._report.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit status, or minus the signal; None while it runs."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        with self._once:
            if self.returncode is None:
                if not select.select([self._report], [], [], timeout)[0]:
                    raise subprocess.TimeoutExpired("deskbell", timeout or 0)
                self.returncode = int(self._report.readline())
                self._report.close()
            return self.returncode

    def send_signal(self, number: int) -> None:
        with self._once:
            if self.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.pid, number)


class Nest:
    """The interpreter that forks programs, and our wire to it. Whoever comes first to the folder begins one; it ends
    with the last wire to it."""

    def __init__(self, reads: str, folder: Path) -> None:
        self._asking = threading.Lock()
        self._wire = socket.socket(socket.AF_UNIX)
        place, lock = folder / reads, folder / f"{reads}.lock"
        with locked(lock):
            try:
                self._wire.connect(str(place))
            except (FileNotFoundError, ConnectionRefusedError):
                place.unlink(missing_ok=True)
                self._process = self._begun(reads, place, lock)
                self._wire.connect(str(place))
        atexit.register(self.close)

    def _begun(self, reads: str, place: Path, lock: Path) -> subprocess.Popen[bytes]:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(place))
            listener.listen()
            return subprocess.Popen(
                [sys.executable, Path(__file__).with_name("nest.py"), reads, str(listener.fileno()), lock],
                env={**os.environ, "PYTHONPATH": str(TOP / "daemon")},
                pass_fds=[listener.fileno()],
                cwd=TOP,
                stdin=subprocess.DEVNULL,
            )

    def start(
        self,
        program: str,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        out: IO[bytes],
        error: IO[bytes],
        data: IO[bytes] | None = None,
    ) -> Forked:
        """`PROGRAM ARGUMENTS…` with these files as its standard ones; nothing to read where `data` is left out."""
        asked = json.dumps([[program, *arguments], dict(environment)]).encode()
        ours, theirs = socket.socketpair()
        with theirs, open(os.devnull, "rb") as nothing, self._asking:
            files = [theirs, data or nothing, out, error]
            socket.send_fds(self._wire, [struct.pack("!I", len(asked))], [one.fileno() for one in files])
            self._wire.sendall(asked)
        return Forked(ours)

    def close(self) -> None:
        """What it forked for us is ended, where it still runs."""
        self._wire.settimeout(60)
        with contextlib.suppress(OSError):
            self._wire.shutdown(socket.SHUT_WR)
            self._wire.recv(1)
        self._wire.close()


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """One at a time, of all processes."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def to_its_end(
    start: Callable[..., Any],
    arguments: Sequence[str],
    environment: Mapping[str, str],
    data: bytes,
    seconds: float,
) -> subprocess.CompletedProcess[bytes]:
    """One command from its start to its end, with `data` to read. `start`: as Nest.start."""
    with (
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as error,
        tempfile.TemporaryFile() as given,
    ):
        given.write(data)
        given.seek(0)
        running = start(arguments, environment, out, error, given)
        try:
            status = running.wait(seconds)
        finally:
            running.send_signal(signal.SIGKILL)
        out.seek(0)
        error.seek(0)
        return subprocess.CompletedProcess(arguments, status, out.read(), error.read())


def forked(program: str = "deskbell") -> Callable[..., Forked]:
    """What starts this program: see Nest.start."""
    return functools.partial(_nest(PROGRAMS[program]).start, program)


@functools.cache
def _nest(reads: str) -> Nest:
    return Nest(reads, Path(shared_folder()))


def shared_folder() -> str:
    """Where the processes of a run of tests find what they share; our own where there is no such run."""
    return os.environ.get(FOLDER) or own_folder()


@functools.cache
def own_folder() -> str:
    """A folder that goes when this process does; its name is short, as the address of a socket must be."""
    made = tempfile.mkdtemp(prefix="deskbell-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made
