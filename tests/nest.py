"""The interpreter that tests fork desks from (forking.py): it has read the whole program, and has no threads,
connections or files of its own but the wires to those who ask.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import struct
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from forking import locked

#: What deskbell and its libraries import only when it is needed, as nearly every desk does.
LATER = """alembic.command alembic.ddl.sqlite alembic.ddl.postgresql dramatiq.brokers.redis dramatiq.brokers.stub
    dramatiq.worker email.mime.text encodings.idna h11 pysqlite3 psycopg psycopg_binary re2 redis ruamel.yaml
    sqlalchemy.dialects.postgresql.psycopg sqlalchemy.dialects.sqlite.pysqlite uvicorn.lifespan.off
    uvicorn.protocols.http.h11_impl uvloop"""


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
    gc.disable()  # nobody but themselves holds its conversations: newer Pythons would collect them in the middle
    return {"pymap": pymap.main.main}


class Brood:
    """Everybody who asks, and what was forked for whom. The nest has no other state."""

    def __init__(self, listener: socket.socket, lock: str) -> None:
        self._listener, self._lock = listener, lock
        self._wires: list[socket.socket] = []
        self._forked: dict[int, tuple[socket.socket, socket.socket]] = {}
        self._ended, bell = os.pipe()
        for end in (self._ended, bell):
            os.set_blocking(end, False)
        self._bell = bell
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(bell, warn_on_full_buffer=False)

    def serve(self) -> list[str]:
        """Fork whenever asked. Returns in each forked process, with its program and arguments."""
        while True:
            ready, _, _ = select.select([self._listener, self._ended, *self._wires], [], [])
            if self._ended in ready:
                os.read(self._ended, 4096)
                self._report_ends()
            if self._listener in ready:
                self._wires.append(self._listener.accept()[0])
            for wire in [one for one in self._wires if one in ready]:
                if not (asked := _heard(wire)):
                    self._leave(wire)
                elif arguments := self._fork(wire, *asked):
                    return arguments

    def _fork(
        self, wire: socket.socket, arguments: list[str], environment: dict[str, str], files: list[int]
    ) -> list[str]:
        pid = os.fork()
        if pid == 0:
            os.setpgid(0, 0)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for one in (self._listener, *self._wires, *(report for report, _ in self._forked.values())):
                one.close()
            os.close(self._ended)
            os.close(self._bell)
            become(files, environment)
            return arguments
        with contextlib.suppress(OSError):  # here too, so that it is so once its number is known
            os.setpgid(pid, pid)
        report = socket.socket(fileno=files[0])
        self._forked[pid] = report, wire
        with contextlib.suppress(OSError):
            report.sendall(b"%d\n" % pid)
        for file in files[1:]:
            os.close(file)
        return []

    def _report_ends(self) -> None:
        """Tell whoever started them of all that have ended."""
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                report, _ = self._forked.pop(pid)
                with report, contextlib.suppress(OSError):
                    report.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))

    def _leave(self, wire: socket.socket) -> None:
        """Whoever asked there is gone: so is what was forked for them, and with the last of them the nest."""
        for pid in [pid for pid, (_, theirs) in self._forked.items() if theirs is wire]:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            self._forked.pop(pid)[0].close()
        self._wires.remove(wire)
        wire.close()
        if not self._wires:
            with locked(Path(self._lock)):  # nobody comes now who would find it listening, and then gone
                if not select.select([self._listener], [], [], 0)[0]:
                    os._exit(0)


def _heard(wire: socket.socket) -> tuple[list[str], dict[str, str], list[int]] | None:
    """What is to be forked: program and arguments, environment, files. None where nobody is there any more."""
    try:
        head, files, _, _ = socket.recv_fds(wire, 4, 4)
        if not head:
            return None
        arguments, environment = json.loads(read_exactly(wire, *struct.unpack("!I", head)))
    except ConnectionError:
        return None
    return arguments, environment, files


def read_exactly(wire: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        if not (more := wire.recv(size - len(data))):
            raise ConnectionError("gone in the middle of a word")
        data += more
    return data


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


def leave(main: Callable[[], object]) -> None:
    """Run it and end with its exit status, as the interpreter does but for the last step.

    There every object is taken apart, and for that all the memory which is still one with the nest's is copied first:
    more work than most commands are. Whatever is no plain exit status is left to the interpreter.
    """
    try:
        main()
        status: object = 0
    except SystemExit as leaving:
        status = leaving.code or 0
        if not isinstance(status, int):
            raise
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(int(status))


if __name__ == "__main__":
    reads, listener, lock = sys.argv[1:]
    mains = {"deskbell": read_deskbell, "pymap": read_pymap}[reads]()
    assert threading.active_count() == 1, "a process with threads cannot be forked safely"
    gc.collect()
    gc.freeze()
    sys.argv = Brood(socket.socket(fileno=int(listener)), lock).serve()
    leave(mains[sys.argv[0]])
