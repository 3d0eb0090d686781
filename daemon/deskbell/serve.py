"""A running desk: doors, loops and socket started in order, stopped in the opposite one.

Nobody is answered 250 before the store can keep; on the way down the doors close first, then what was kept is taken in
by the next start. The home belongs to one process: an exclusive lock says so, and names the one that has it.
"""

import asyncio
import contextlib
import errno
import fcntl
import gc
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskbell.bootstrap import Parts
from deskbell.errors import OperatorError, TemporaryError
from deskbell.settings import Settings
from deskbell.settings_meant import endpoint
from deskbell.work.loops import Loop

if TYPE_CHECKING:
    from deskbell.intake.imap import Poller
    from deskbell.intake.smtp import SmtpDoor
    from deskbell.store.turned_away import TurnedAway
    from deskbell.web.door import WebDoor

LOCK = "desk.lock"
#: A mail makes thousands of short-lived objects and hardly a cycle: the collector looks more seldom than Python's 700.
COLLECTING = (20_000, 20, 20)
#: Seconds after which mail that was turned away is written down; a count is no mail, and may be lost.
TURNED_AWAY_PAUSE = 5.0


@contextlib.contextmanager
def owning(home: Path) -> Iterator[None]:
    """Own the home for as long as the block lasts; OperatorError naming the owner where another desk runs in it."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        handle = os.open(home / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as trouble:
        raise OperatorError(f"The home {home} cannot be written: {trouble.strerror}.") from trouble
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as trouble:
        owner = os.read(handle, 100).decode("ascii", "replace").strip()
        os.close(handle)
        if trouble.errno not in (errno.EWOULDBLOCK, errno.EACCES):
            raise OperatorError(f"The home {home} cannot be locked: {trouble.strerror}.") from trouble
        raise OperatorError(
            f"Another desk runs in {home} (process {owner or 'unknown'}); stop it first, or give this one a home of its own with DESKBELL_HOME."
        ) from trouble
    try:
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)


@dataclass
class Serving:
    """One process of a desk: its parts, and the doors this process opens (smtp, web, imap, socket)."""

    parts: Parts
    doors: frozenset[str] = frozenset({"smtp", "web", "imap", "socket"})
    reuse_port: bool = False
    smtp_port: int = 0
    web_port: int = 0
    _smtp: "SmtpDoor | None" = None
    _web: "WebDoor | None" = None
    _pollers: "list[Poller]" = field(default_factory=list)
    _socket: Any = None
    _counting: Loop | None = None

    @property
    def settings(self) -> Settings:
        return self.parts.settings

    async def start(self) -> None:
        """Everything that can be refused is refused before the first mail is taken."""
        self.parts.start()
        try:
            if "socket" in self.doors:
                self._open_socket()  # first: whoever sees a door open may already ask by command
            if "smtp" in self.doors and self.settings("intake.smtp", "listen"):
                await self._open_smtp()
            if "web" in self.doors and self.settings("web", "listen"):
                await self._open_web()
            if "imap" in self.doors:
                self._open_mailboxes()
            if "socket" in self.doors or self._smtp:
                self._counting = Loop("turned away", self._turned_away.write, TURNED_AWAY_PAUSE)
                self._counting.start()
        except BaseException:
            await self.stop()
            raise

    async def _open_smtp(self) -> None:
        from deskbell.intake.smtp import Limits, SmtpDoor, SmtpSettings

        settings = self.settings
        house = self.parts.books.house
        choices = SmtpSettings(
            listen=settings.smtp_listen,
            hostname=settings("desk", "domain"),
            domains=tuple(sorted(house.own_domains)),
            borders=settings("intake.smtp", "borders"),
            trusted=trusted(settings("intake.smtp", "trusted")),
            tls_certificate=settings.file("intake.smtp", "tls_certificate"),
            tls_key=settings.file("intake.smtp", "tls_key"),
            reuse_port=self.reuse_port,
            lmtp=settings("intake.smtp", "protocol") == "lmtp",
            limits=Limits(max_size=settings("intake.smtp", "max_size")),
        )
        self._smtp = SmtpDoor(
            choices,
            self.parts.store,
            self._takes,
            self.parts.clock,
            self._turned_away.note,
        )
        self.smtp_port = await self._smtp.start()

    def _takes(self, address: str) -> bool:
        """Is mail to this address taken, by the rules that are live at this moment?"""
        return self.parts.books.house.takes(address)

    @cached_property
    def _turned_away(self) -> "TurnedAway":
        """Who counts the mail of clients for addresses that we do not have."""
        from deskbell.store.turned_away import TurnedAway

        def domain_of(sender: str) -> str:
            client = self.parts.books.house.client(sender)
            return client.domains[0] if client and client.domains else ""

        return TurnedAway(self.parts.store, domain_of, self.parts.clock)

    async def _open_web(self) -> None:
        from deskbell.pages import DeskPages
        from deskbell.share import shipped
        from deskbell.web.app import make_app
        from deskbell.web.door import WebDoor

        parts, settings = self.parts, self.settings
        pages = DeskPages(
            parts.store, lambda: parts.books.house, parts.clock, parts.troubles, parts.queue.nudge
        )
        templates = [shipped("templates") / "web", settings.home / "templates" / "web"]
        app = make_app(
            pages,
            settings.base_url,
            settings.local_page,
            parts.clock,
            [one for one in templates if one.is_dir()],
        )
        host, port = endpoint(settings("web", "listen"), "[web] listen")
        self._web = WebDoor(app, host, port)
        self.web_port = await self._web.start()

    def _open_socket(self) -> None:
        from deskbell.intake.deliver import CommandSocket, deliver_to
        from deskbell.requests import handlers

        parts = self.parts
        deliver = deliver_to(parts.store, parts.clock, self._takes, self._turned_away.note)
        answers = {"deliver": deliver, **handlers(parts)}
        self._socket = CommandSocket(
            self.settings.command_socket, answers, largest=self.settings("intake.smtp", "max_size") + 65_536
        )
        self._socket.start()

    def _open_mailboxes(self) -> None:
        if not self.settings.mailboxes:
            return
        from deskbell.mailboxes import pollers

        self._pollers = pollers(self.parts)
        for poller in self._pollers:
            poller.start()

    async def stop(self) -> None:
        """Doors first, then the loops and the worker, then the store; nothing is left half done."""
        if self._smtp:
            await self._smtp.stop()
        if self._web:
            await self._web.stop()
        loop = asyncio.get_running_loop()
        for poller in self._pollers:
            await loop.run_in_executor(None, poller.stop)
        if self._socket:
            await loop.run_in_executor(None, self._socket.stop)
        if self._counting:
            self._counting.stop()
            with contextlib.suppress(TemporaryError):
                await loop.run_in_executor(None, self._turned_away.write)
        await loop.run_in_executor(None, self.parts.stop)


def trusted(lines: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """`network address …` lines as a table; OperatorError for a line that names no address."""
    table = {}
    for line in lines:
        network, *addresses = line.split()
        if not addresses:
            raise OperatorError(
                f'[intake.smtp] trusted: "{line}" names no address; expected a network and the addresses it may write as, such as "192.0.2.7 monitor@desk.example".'
            )
        table[network] = tuple(one.lower() for one in addresses)
    return table


def run(serving: Serving, ready: Callable[[Serving], None], until: Callable[[], bool] | None = None) -> None:
    """Serve until SIGINT, SIGTERM or the end of the terminal (or `until` says so), then stop cleanly.

    `ready` is called when all doors are open.
    """
    _run_on_a_loop(_run(serving, ready, until))


async def _run(serving: Serving, ready: Callable[[Serving], None], until: Callable[[], bool] | None) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    kept = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN  # nohup, and who uses it means it
    for name in (signal.SIGINT, signal.SIGTERM, *(() if kept else (signal.SIGHUP,))):
        with contextlib.suppress(ValueError, RuntimeError):
            loop.add_signal_handler(name, stop.set)
    await serving.start()
    # Rules, templates and libraries stay until the end: the collector need not walk through them for every few mails.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTING)
    try:
        ready(serving)
        while not stop.is_set() and not (until and until()):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), 0.2 if until else None)
    finally:
        await serving.stop()


def _run_on_a_loop(main: Any) -> None:
    """On uvloop where it is installed; it spares a third of the door's work."""
    try:
        import uvloop

        factory: Any = uvloop.new_event_loop
    except ImportError:
        factory = asyncio.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(main)
