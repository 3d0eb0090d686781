"""What the tests of the doors share: a keeper in memory, an SMTP door on its own loop, a plain client."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from typing import Any, TypeVar

from deskbell.clock import SystemClock
from deskbell.intake.smtp import SmtpDoor, SmtpSettings
from deskbell.ports import Arrival, Kept

T = TypeVar("T")


class Shelf:
    """A keeper in memory. `slow`: nothing is kept before `commit()`; `trouble`: what each keep raises."""

    def __init__(self, slow: bool = False, trouble: Exception | None = None) -> None:
        self.arrivals: list[Arrival] = []
        self.trouble = trouble
        self.asked = threading.Event()
        self._waiting: list[tuple[Arrival, Future[Kept]]] = []
        self._slow = slow

    def keep(self, arrival: Arrival) -> "Future[Kept]":
        future: Future[Kept] = Future()
        if self._slow:
            self._waiting.append((arrival, future))
        else:
            self._settle(arrival, future)
        self.asked.set()
        return future

    def commit(self) -> None:
        waiting, self._waiting = self._waiting, []
        for arrival, future in waiting:
            if future.set_running_or_notify_cancel():
                self._settle(arrival, future)

    def _settle(self, arrival: Arrival, future: "Future[Kept]") -> None:
        if self.trouble:
            future.set_exception(self.trouble)
            return
        self.arrivals.append(arrival)
        future.set_result(Kept(len(self.arrivals)))


class LoopThread:
    """An event loop in a thread, which a test may ask to run something."""

    def __init__(self, new_loop: Callable[[], asyncio.AbstractEventLoop] = asyncio.new_event_loop) -> None:
        self.loop = new_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(10)
        self.loop.close()


def ours(address: str) -> bool:
    local, _, domain = address.lower().partition("@")
    return domain == "desk.example" and local.partition("+")[0] == "support"


class OpenDoor:
    """A door that is open, and the loop it lives on."""

    def __init__(self, door: SmtpDoor, loop: LoopThread, port: int) -> None:
        self.door, self.loop, self.port = door, loop, port

    def client(self) -> "Client":
        return Client(self.port)

    def stop(self, within: float = 10) -> None:
        self.loop.run(self.door.stop(within))


@contextlib.contextmanager
def smtp_door(
    keeper: Shelf,
    settings: SmtpSettings | None = None,
    accepts: Callable[[str], bool] = ours,
    new_loop: Callable[[], asyncio.AbstractEventLoop] = asyncio.new_event_loop,
) -> Iterator[OpenDoor]:
    loop = LoopThread(new_loop)
    door = SmtpDoor(settings or SmtpSettings(listen="127.0.0.1:0"), keeper, accepts, SystemClock())
    try:
        yield OpenDoor(door, loop, loop.run(door.start()))
    finally:
        loop.run(door.stop(0.2))
        loop.close()


class Client:
    """An SMTP client that says exactly what a test tells it to."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self._file = self.socket.makefile("rb")

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()
        self.socket.close()

    def answer(self) -> str:
        """The next answer, its lines joined; "" once the server has closed."""
        lines = []
        while line := self._file.readline().decode():
            lines.append(line.rstrip("\r\n"))
            if line[3:4] == " ":
                break
        return "\n".join(lines)

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def say(self, line: str) -> str:
        self.send(line.encode() + b"\r\n")
        return self.answer()

    def hello(self, greeting: str = "EHLO") -> "Client":
        assert self.answer().startswith("220")
        assert self.say(f"{greeting} client.example").startswith("250")
        return self

    def envelope(self, sender: str = "ann@acme.example", recipient: str = "support@desk.example") -> "Client":
        assert self.say(f"MAIL FROM:<{sender}>").startswith("250")
        assert self.say(f"RCPT TO:<{recipient}>").startswith("250")
        return self

    def data(self, wire: bytes) -> str:
        """DATA, and exactly these bytes, end included."""
        assert self.say("DATA").startswith("354")
        self.send(wire)
        return self.answer()
