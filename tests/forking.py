"""Processes of deskbell (and of pymap), forked from one interpreter that has imported all of it already.

A desk that starts from nothing spends most of its time reading its own program. The tests start hundreds of desks, so
here the program is read once, in a process without threads, connections or files; `fork` makes each desk of it. Such a
desk is a process like any other: memory, environment and signals of its own, and SIGKILL is the end of it. Whoever
tests the start itself starts `python -m deskbell` (`Running(whole=True)`).
"""

import atexit
import contextlib
import functools
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

TOP = Path(__file__).resolve().parents[1]
#: What deskbell and its libraries import only when it is needed, as nearly every desk does.
LATER = """alembic.command alembic.ddl.sqlite alembic.ddl.postgresql dramatiq.brokers.redis dramatiq.brokers.stub
    dramatiq.worker email.mime.text encodings.idna h11 pysqlite3 psycopg psycopg_binary re2 redis ruamel.yaml
    sqlalchemy.dialects.postgresql.psycopg sqlalchemy.dialects.sqlite.pysqlite uvicorn.lifespan.off
    uvicorn.protocols.http.h11_impl uvloop"""


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
    """The interpreter that forks programs, and the wire on which it is asked to."""

    def __init__(self, reads: str) -> None:
        self._wire, theirs = socket.socketpair()
        self._asking = threading.Lock()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, reads, str(theirs.fileno())],
                env={**os.environ, "PYTHONPATH": str(TOP / "daemon")},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        atexit.register(self.close)

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
        """It ends, and so does whatever it forked that still runs."""
        self._wire.close()
        self._process.wait(60)


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


#: What can be forked, and which interpreter has read it: one for all that is deskbell.
PROGRAMS = {"deskbell": "deskbell", "clocked": "deskbell", "pymap": "pymap"}


def forked(program: str = "deskbell") -> Callable[..., Forked]:
    """What starts this program: see Nest.start."""
    return functools.partial(_nest(PROGRAMS[program]).start, program)


@functools.cache
def _nest(reads: str) -> Nest:
    """One of each interpreter for this process of tests."""
    return Nest(reads)


# -- in the interpreter that forks


def read_deskbell() -> dict[str, Callable[[], object]]:
    """The whole of deskbell, also as it runs by a clock of ours; one mail on a desk of its own, for the sake of what
    that reads and compiles."""
    import clocked
    import deskbell
    import deskbell.cli
    from compiled import share_statements
    from desk import Desk
    from deskbell.letters.checks import check_templates
    from deskbell.letters.shelf import read_templates
    from deskbell.share import shipped

    for module in pkgutil.walk_packages(deskbell.__path__, "deskbell."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in LATER.split():
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    share_statements()
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "home")
        desk.parts.books.live.begin()
        desk.mail()
        desk.close()
    check_templates(read_templates(shipped("templates") / "email"))
    return {"deskbell": deskbell.cli.main, "clocked": clocked.main}


def read_pymap() -> dict[str, Callable[[], object]]:
    """The IMAP server; its passwords are hashed once and not a million times, for they guard nothing."""
    import pymap.main
    from pysasl.hashing import BuiltinHash

    begin: Any = BuiltinHash.__init__
    begin.__kwdefaults__["rounds"] = 1
    return {"pymap": pymap.main.main}


def serve(wire: socket.socket) -> list[str]:
    """Fork whenever asked. Returns in each forked process, with its program and arguments; otherwise it ends with the wire."""
    ended, bell = os.pipe()
    for end in (ended, bell):
        os.set_blocking(end, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(bell, warn_on_full_buffer=False)
    reports: dict[int, socket.socket] = {}
    while True:
        ready, _, _ = select.select([wire, ended], [], [])
        if ended in ready:
            os.read(ended, 4096)
            report_ends(reports)
        if wire not in ready:
            continue
        head, files, _, _ = socket.recv_fds(wire, 4, 4)
        if not head:
            for pid in reports:
                os.killpg(pid, signal.SIGKILL)
            os._exit(0)
        arguments, environment = json.loads(read_exactly(wire, *struct.unpack("!I", head)))
        pid = os.fork()
        if pid == 0:
            os.setpgid(0, 0)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for one in (wire, *reports.values()):
                one.close()
            os.close(ended)
            os.close(bell)
            become(files, environment)
            return list(arguments)
        with contextlib.suppress(OSError):  # here too, so that it is so once its number is known
            os.setpgid(pid, pid)
        reports[pid] = socket.socket(fileno=files[0])
        reports[pid].sendall(b"%d\n" % pid)
        for file in files[1:]:
            os.close(file)


def read_exactly(wire: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        data += wire.recv(size - len(data))
    return data


def report_ends(reports: dict[int, socket.socket]) -> None:
    """Tell whoever started them of all that have ended."""
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            with reports.pop(pid) as report, contextlib.suppress(OSError):
                report.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))


def become(files: Sequence[int], environment: Mapping[str, Any]) -> None:
    """Take on the standard files and the environment of the process that this one is to be."""
    os.close(files[0])
    for standard, file in enumerate(files[1:]):
        os.dup2(file, standard)
        os.close(file)
    os.environ.clear()
    os.environ.update(environment)
    if failpoints := sys.modules.get("deskbell.failpoints"):  # what reads the environment when it is imported
        importlib.reload(failpoints)


if __name__ == "__main__":
    reads, wire = sys.argv[1:]
    mains = {"deskbell": read_deskbell, "pymap": read_pymap}[reads]()
    assert threading.active_count() == 1, "a process with threads cannot be forked safely"
    gc.collect()
    gc.freeze()
    sys.argv = serve(socket.socket(fileno=int(wire)))
    sys.exit(mains[sys.argv[0]]())
