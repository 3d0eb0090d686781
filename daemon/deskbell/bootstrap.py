"""The one place where parts are put together: settings become a store, a house, doors, loops. Nothing happens at import."""

import os
import secrets
import socket
import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskbell import journey
from deskbell.alarms import Alarms
from deskbell.casework.house import House
from deskbell.casework.limits import Caps, SurveyTimes
from deskbell.casework.sign_in import AT_LAST, FLAG, ends_soon, hindrance
from deskbell.clock import Clock, SystemClock, fresh_id, machine_seconds
from deskbell.desk import Desk
from deskbell.errors import OperatorError, TemporaryError
from deskbell.inflow import Inflow
from deskbell.live.going import Live
from deskbell.mail.keyring import Keyring
from deskbell.mail.values import Door
from deskbell.ports import Kept
from deskbell.pulse import Pulse
from deskbell.secret_file import SECRET, written_beside
from deskbell.settings import Settings, load
from deskbell.signing_in import Renewal, postman_of, tokens_of
from deskbell.store.store import ALIVE_SECONDS, SqlStore
from deskbell.work.loops import Loop
from deskbell.work.queue import Queue

if TYPE_CHECKING:
    from deskbell.letters.room import LetterRoom
    from deskbell.oauth.tokens import AccessTokens


def keyring_of(home: Path) -> Keyring:
    """The keys in the home's secret file; made at the first start, readable by the owner alone.

    Of several processes that start at once, each with fresh keys in hand, the first to lay them down decides for all.
    """
    path = home / SECRET
    if not path.exists():
        scratch = written_beside(path, Keyring.fresh(secrets.token_bytes(32)).text())
        try:
            os.link(scratch, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            scratch.replace(path)
        scratch.unlink(missing_ok=True)
    try:
        return Keyring.parse(path.read_text("ascii"))
    except (OSError, ValueError) as trouble:
        raise OperatorError(f"The keys in {path} cannot be read: {str(trouble).rstrip('.')}.") from trouble


@dataclass(frozen=True)
class Books:
    """The keys, and the set of rules and templates that is live; it is swapped whole, between two messages."""

    keyring: Keyring
    live: Live

    @property
    def house(self) -> House:
        return self.live.house

    @property
    def room(self) -> "LetterRoom":
        return self.live.room


def house_of(settings: Settings, keyring: Keyring, rules: Any) -> House:
    """The house that these settings, keys and rules make."""
    smtp = Door("smtp", settings("intake.smtp", "authserv_id"))
    doors = {"smtp": smtp, "deliver": Door("deliver")} | {
        f"imap:{box['name']}": Door(f"imap:{box['name']}", box["authserv_id"]) for box in settings.mailboxes
    }
    return House(
        name=settings("desk", "name"),
        address=settings("desk", "address").lower(),
        domain=settings("desk", "domain").lower(),
        keyring=keyring,
        rules=rules,
        fresh=fresh_id,
        language=settings("desk", "language"),
        timezone=settings("desk", "timezone"),
        phone=settings("desk", "phone"),
        delimiter=settings("desk", "delimiter"),
        base_url=settings.base_url,
        return_path=settings("delivery", "return_path"),
        doors=doors,
        max_size=settings("intake.smtp", "max_size"),
        enclosed=settings("delivery", "enclosed"),
        caps=Caps(**settings.section("caps")),
        survey=SurveyTimes(**settings.section("survey")),
        signs_in=settings.signs_in_by_oauth,
        secret_until=settings("oauth", "secret_until"),
    )


@dataclass
class Parts:
    """A desk put together and not yet started. `stop` is safe to call twice."""

    settings: Settings
    clock: Clock
    store: SqlStore
    books: Books
    queue: Queue
    desk: Desk
    loops: list[Loop] = field(default_factory=list)
    duties: frozenset[str] = frozenset()
    #: How every process of this home begins its name in a lease; `sole`: the home's lock is ours, so no other lives.
    place: str = ""
    sole: bool = False
    pulse: Pulse | None = None
    tokens: "AccessTokens | None" = None
    _stopped: bool = False

    def start(self) -> None:
        """Begin to write, work, take in and tick, as far as this process is to."""
        self.store.start()
        try:
            if self.sole and not self.store.alone:
                self.store.bury(self.place)
            self.store.check_keys(self.books.keyring.fingerprints(), self.clock.now())
            self.books.live.open()
            if "rules" in self.duties:
                self.books.live.begin()
        except BaseException:
            self.store.close()
            raise
        if "work" in self.duties:
            self.queue.start()
        for loop in self.loops:
            loop.start()

    def stop(self) -> None:
        """Finish what is in hand, then close."""
        if self._stopped:
            return
        self._stopped = True
        for loop in self.loops:
            loop.stop()
        if "work" in self.duties:
            self.queue.stop()
        with suppress(TemporaryError):
            self.books.live.close()
        self.store.close()

    def troubles(self) -> tuple[str, ...]:
        """What ails this process, in plain words, the most serious first. Never raises, whatever ails the database."""
        told = [self.pulse.trouble] if self.pulse and self.pulse.trouble else []
        told += [f"{loop.name}: {loop.trouble}" for loop in self.loops if loop.trouble]
        if self.queue.trouble:
            told.append("the work queue cannot be reached; letters go out by the sweep")
        try:
            held = self.store.flag("outbox_hold") is not None
            told += self._signing_in()
        except TemporaryError as trouble:
            return (f"the database cannot be reached: {trouble}", *told)
        told += ["sending is held (deskbell outbox release)"] if held else []
        return (*told, *self.books.live.troubles())

    def _signing_in(self) -> Iterator[str]:
        """What any process of the desk has noted of it, and a secret that ends within days."""
        if not self.settings.signs_in_by_oauth:
            return
        if noted := hindrance(self.store.flag(FLAG)):
            yield f"signing in fails: {noted.sentence}"
        until = self.settings("oauth", "secret_until")
        if told := ends_soon(until, self.clock.now().date(), AT_LAST):
            yield told


#: What a process may do; `run` does all of it.
DUTIES = frozenset({"take", "clock", "work", "sweep", "rules"})


def build(
    home: Path,
    *,
    clock: Clock | None = None,
    duties: frozenset[str] = DUTIES,
    environment: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    pace: float = 1.0,
    seconds: Callable[[], float] = machine_seconds,
) -> Parts:
    """Put a desk together from its home. Opens nothing but files; `Parts.start` begins. `pace`: seconds between looks.

    `seconds`: the clock by which edited rules and templates come to rest.
    """
    settings = settings or load(home, environment)
    clock = clock or SystemClock()
    keyring = keyring_of(home)
    place = f"{socket.gethostname()}:{zlib.crc32(str(home).encode()):08x}:"

    def kept(future: "Future[Kept]") -> None:
        pulse.kept(future)
        taking.wake()

    store = SqlStore(settings.store_url, holder=f"{place}{os.getpid()}.{fresh_id()[:6]}", on_kept=kept)
    pulse = Pulse(store, clock)
    tokens = tokens_of(settings)
    queue = Queue(
        settings("work", "broker"),
        lambda: journey.send_due(desk, patience=inflow.patience),
        threads=max(1, settings("work", "threads")),
    )
    alarms = Alarms(clock)
    live = Live(
        settings,
        store,
        clock,
        lambda rules, brake: replace(house_of(settings, keyring, rules), paging=brake),
        queue.nudge,
        alarms.raise_alarm,
        seconds,
    )
    books = Books(keyring, live)
    desk = alarms.desk = Desk(
        store=store,
        clock=clock,
        house=lambda: books.house,
        room=lambda: books.room,
        postman=postman_of(settings, tokens),
        nudge=queue.nudge,
        alarm=alarms.raise_alarm,
    )
    inflow = Inflow(desk, store.writer, alone=store.alone)
    taking = Loop("take in", inflow, pace)
    made = Parts(
        settings, clock, store, books, queue, desk, duties=duties, place=place, pulse=pulse, tokens=tokens
    )
    made.loops += _loops(made, taking, pace)
    return made


def _loops(parts: Parts, taking: Loop, pace: float) -> Iterator[Loop]:
    """What the process does again and again, as its duties say."""
    duties, store, slow = parts.duties, parts.store, max(pace, 1.0)
    if "take" in duties:
        yield taking
    if "clock" in duties:
        yield Loop("clockwork", partial(_tick, parts.desk, store), pace)
    if duties and not store.alone:
        yield Loop("heartbeat", store.beat, ALIVE_SECONDS / 4)
    if duties and parts.pulse:
        yield Loop("pulse", parts.pulse.look, slow)
    if duties and parts.tokens:
        sends = "work" in duties and parts.settings("delivery", "sign_in") == "oauth"
        yield Loop("sign in", Renewal(parts.tokens, store, parts.clock, needed=sends), slow)
    if "rules" in duties:
        yield Loop("rules", parts.books.live.step, slow)
    if "sweep" in duties:
        yield Loop("sweep", partial(_sweep, store, parts.queue), slow)


def _tick(desk: Desk, store: SqlStore) -> int:
    """One process at a time has the clock's duties; when it dies another takes over."""
    if not store.alone and not store.lease("clock", store.holder, 15):
        return 0
    return journey.tick(desk)


def _sweep(store: SqlStore, queue: Queue) -> int:
    """What no nudge told of: the first look after a lost one finds it."""
    if store.letters_waiting() or queue.trouble:
        queue.sweep()
    return 0
