"""Real IMAP servers for the tests, a wire that can be cut, and the desk's memory of its mailboxes."""

import contextlib
import email
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import Any

from dovecot import configured
from imapclient import IMAPClient

from deskbell.ports import Arrival, Kept, MailboxMark
from forking import Forked, forked

#: Dovecot only where it is installed and may drop its rights, as root.
KINDS = ["pymap", *(["dovecot"] if shutil.which("dovecot") and os.geteuid() == 0 else [])]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A running IMAP server with one empty mailbox."""

    def __init__(self, port: int) -> None:
        self.port = port

    @contextlib.contextmanager
    def client(self) -> Iterator[IMAPClient]:
        client = IMAPClient("127.0.0.1", self.port, ssl=False, timeout=20)
        client.login("ann", "pw")
        try:
            yield client
        finally:
            client.logout()

    def put(self, raw: bytes, folder: str = "INBOX", at: datetime | None = None) -> None:
        self.put_all([raw], folder, at)

    def put_all(self, raws: list[bytes], folder: str = "INBOX", at: datetime | None = None) -> None:
        with self.client() as client:
            if len(raws) > 20:
                client.multiappend(folder, raws)
                return
            for raw in raws:
                client.append(folder, raw, msg_time=at)

    def listed(self, folder: str = "INBOX", criteria: str = "ALL") -> int:
        with self.client() as client:
            client.select_folder(folder, readonly=True)
            return len(client.search([criteria]))


@contextlib.contextmanager
def imap_server(kind: str, capability: str = "", introspection: str = "") -> Iterator[Server]:
    """`introspection`: where it asks whether an access token is good; it then takes AUTHENTICATE XOAUTH2."""
    # Not one of pytest's folders, which nobody but us may enter: Dovecot serves mail as another user.
    home = Path(tempfile.mkdtemp(prefix="deskbell-imap-"))
    process, port = _started(kind, home, capability, introspection)
    try:
        yield Server(port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        shutil.rmtree(home, ignore_errors=True)


def _started(
    kind: str, home: Path, capability: str, introspection: str
) -> "tuple[Forked | subprocess.Popen[bytes], int]":
    """A server that answers, and its port. What was free a moment ago may be somebody else's by now; then on another."""
    for number in range(3):
        port, own = free_port(), home / str(number)
        process = (
            _pymap(port, introspection)
            if kind == "pymap"
            else _dovecot(configured(own, port, capability, introspection))
        )
        try:
            until(lambda: process.poll() is not None or _answers(port))  # noqa: B023 - asked before the next round
        except AssertionError:
            process.send_signal(signal.SIGKILL)
            raise
        if process.poll() is None:
            return process, port
    raise AssertionError(f"no {kind} starts: {[path.read_text() for path in home.glob('*/dovecot.log')]}")


def _pymap(port: int, introspection: str) -> "Forked | subprocess.Popen[bytes]":
    words = f"--host 127.0.0.1 --port {port} --no-tls dict --demo-user ann --demo-password pw".split()
    with open(os.devnull, "wb") as nowhere:
        if introspection:
            program = [sys.executable, str(Path(__file__).with_name("token_pymap.py")), introspection, *words]
            return subprocess.Popen(program, stdin=subprocess.DEVNULL, stdout=nowhere, stderr=nowhere)
        return forked("pymap")(words, os.environ, nowhere, nowhere)


def _dovecot(config: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        ["dovecot", "-F", "-c", config],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as probe:
            probe.settimeout(1)
            return probe.recv(4) == b"* OK"
    except OSError:
        return False


def until(true: Callable[[], object], seconds: float = 60) -> None:
    """Wait for something to come true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


class Wire:
    """A TCP proxy to a server; it cuts once after `cut_after` bytes, and whenever `cut_on` passes.

    `in_halves`: what the server says comes in two packets, the first ends inside a line. `waits`: how often the server
    has agreed to tell of news by itself.
    """

    def __init__(self, port: int) -> None:
        self._to, self.cut_after, self.cuts = port, 0, 0
        self.cut_on = b""
        self.in_halves = False
        self.waits = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                try:
                    far = socket.create_connection(("127.0.0.1", self._to))
                except ConnectionRefusedError:
                    near.close()
                    continue
                threading.Thread(target=self._pump, args=(near, far, False), daemon=True).start()
                threading.Thread(target=self._pump, args=(far, near, True), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, from_server: bool) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                passed += len(data)
                if from_server and self.cut_on and self.cut_on in data:
                    self.cuts += 1
                    break
                if from_server and self.cut_after and passed > self.cut_after:
                    self.cut_after = 0
                    self.cuts += 1
                    break
                agreed = from_server and data.startswith(b"+ ")
                if from_server and self.in_halves:
                    sink.sendall(data[:3])
                    time.sleep(0.02)
                    data = data[3:]
                sink.sendall(data)
                self.waits += agreed
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class Memory:
    """The desk's store as the poller sees it, in memory: mails kept, marks, and who has the lease."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []
        self.fail: Callable[[Arrival], Exception | None] = lambda arrival: None
        self.marks: dict[tuple[str, str], MailboxMark] = {}
        self.troubles: list[str] = []
        self.good_polls = 0
        self.holder = ""
        self.last_good: datetime | None = None
        self._lock = threading.Lock()

    @property
    def subjects(self) -> list[str]:
        return [email.message_from_bytes(arrival.raw)["subject"] for arrival in self.arrivals]

    def keep(self, arrival: Arrival) -> "Future[Kept]":
        future: Future[Kept] = Future()
        with self._lock:
            if trouble := self.fail(arrival):
                future.set_exception(trouble)
                return future
            again = any(old.delivery_key == arrival.delivery_key for old in self.arrivals)
            if not again:
                self.arrivals.append(arrival)
            if arrival.mark:
                self.set_mark(arrival.mark)
            future.set_result(Kept(len(self.arrivals), again))
        return future

    def lease(self, mailbox: str, holder: str, seconds: int) -> bool:
        with self._lock:
            self.holder = self.holder or holder
            return self.holder == holder

    def mark(self, mailbox: str, folder: str) -> MailboxMark | None:
        return self.marks.get((mailbox, folder))

    def set_mark(self, mark: MailboxMark) -> None:
        self.marks[mark.mailbox, mark.folder] = mark

    def known(self, raw_heads: Mapping[int, bytes]) -> set[int]:
        stored = {_identity(arrival.raw) for arrival in self.arrivals}
        return {uid for uid, head in raw_heads.items() if _identity(head) in stored}

    def polled(self, mailbox: str, at: datetime, trouble: str = "") -> None:
        if trouble:
            self.troubles.append(trouble)
        else:
            self.good_polls += 1
            self.last_good = at

    def last_good_poll(self, mailbox: str) -> datetime | None:
        return self.last_good


def _identity(raw: bytes) -> tuple[Any, ...]:
    head = email.message_from_bytes(raw)
    return (head["message-id"], head["date"], head["from"])
