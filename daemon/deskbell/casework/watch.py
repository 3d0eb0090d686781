"""What the operator must hear of while the desk runs: one letter when it begins, and one when it is over.

Looked at every few minutes by whoever has the clock's duties. What stops the clock itself, or all sending, no letter can
tell; that is what the health page is for. The same look lets letters go that a cap held back, once the cap has room.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from deskbell.casework import capped, sign_in
from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.post import to_staff
from deskbell.casework.records import Capped
from deskbell.letters import kinds
from deskbell.letters.facts import Facts

#: Minutes between two looks.
EVERY = 5
#: A mailbox that nobody could read for so long, or mail that nobody took in, has somebody waiting.
LATE = timedelta(minutes=15)
_LEDGER = "watch.ledger"
#: How far a note of an ailment has come: a desk that was just started may yet put right by itself what it finds.
_SEEN, _TOLD = "seen", "told"


@dataclass(frozen=True, slots=True)
class Ailment:
    """Something the operator can put right. `at_once`: told at the first look, else at the second."""

    key: str
    what: str
    since: datetime
    safe: str
    command: str
    next: str
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """One look at how the desk fares; see casework.rounds for who asks."""

    at: datetime

    @property
    def key(self) -> str:
        return "watch"

    @property
    def lock(self) -> bytes:
        """What a process holds while it looks, so that another one waits and finds it done."""
        return hashlib.sha256(self.key.encode()).digest()[:16]

    def mark(self, now: datetime) -> str:
        """The few minutes that this look is for."""
        return _slot(now)

    def go(self, docket: Docket, house: House) -> None:
        """Letters that may go are let go; what is new is told, and what is over too."""
        mark = self.mark(docket.now)
        if docket.store.flag(self.key) == mark:
            return
        docket.flags[self.key] = mark
        known = docket.store.flags("watch.")
        ailing = {one.key: one for one in _ailments(docket, house, capped.let_go(docket, house), known)}
        for name in sorted(ailing.keys() | known.keys()):
            _tell(docket, house, name, ailing.get(name), known.get(name, ""))


def due(house: House, now: datetime) -> list[Look]:
    """The look of these minutes, unless this process knows it to be done."""
    return [] if house.rounds_done.get("watch") == _slot(now) else [Look(now)]


def _slot(now: datetime) -> str:
    return now.replace(minute=now.minute - now.minute % EVERY, second=0, microsecond=0).isoformat()


# -- what ails the desk


def _ailments(
    docket: Docket, house: House, held_back: Sequence[Capped], known: Mapping[str, str]
) -> Iterator[Ailment]:
    yield from _mailboxes(docket, house)
    if house.signs_in:
        yield from _signing_in(docket, house)
    yield from _ledger(docket, known.get(_LEDGER, ""))
    for door, count in docket.store.held_by_door():
        name = door.partition(":")[2] or door
        yield Ailment(
            key=f"watch.held.{name}",
            what=f"Old mail, or more than the desk expects at once, came from the mailbox {name}: {count:,} held, and nobody is answered.",
            since=docket.now,
            safe="All of it is stored; it becomes tickets when you say so.",
            command=f"deskbell mailbox release {name}",
            next="With --silent it becomes tickets and no letter is sent to those who wrote.",
            at_once=True,
        )
    late = docket.store.not_taken_in(docket.now - LATE)
    if late is not None:
        yield Ailment(
            key="watch.late",
            what="Mail that came in is not taken in: it waits for more than a quarter of an hour.",
            since=late,
            safe="No mail is lost: everything that came in is stored.",
            command="deskbell doctor",
            next="deskbell status; the log of the process that takes mail in",
        )
    if held_back:
        yield Ailment(
            key="watch.caps",
            what=f"A cap stops letters that the desk writes by itself; addresses that wait for one: {len(held_back):,}. Somebody may be writing in other people's names, or a program answers our letters.",
            since=held_back[0].made_at,
            safe="Each of those mails has its ticket, and its owner knows; a letter goes when its cap has room again, while it is true.",
            command="deskbell outbox release",
            next="deskbell outbox --state capped; the section [caps] of deskbell.toml",
            at_once=True,
        )


def _ledger(docket: Docket, known: str) -> Iterator[Ailment]:
    """What came in against what became of it. `known`: the note of a difference, since whose first message is counted."""
    _, _, since = known.partition(" ")
    lacking, first_at = docket.store.astray(datetime.fromisoformat(since) if since else None)
    if lacking:
        yield Ailment(
            key=_LEDGER,
            what=f"What came in and what became of it do not agree: {lacking:,} of the messages kept lack their bytes, their ticket or their entry.",
            since=first_at or docket.now,
            safe="New mail is stored and answered as always; what is lacking may have to come from a backup.",
            command="deskbell ledger",
            next="deskbell doctor; the disk and the log of the database; the last good backup, restored beside this desk",
            at_once=True,
        )


def _mailboxes(docket: Docket, house: House) -> Iterator[Ailment]:
    """Those of the settings that were not read of late."""
    names = [door.partition(":")[2] for door in house.doors if door.startswith("imap:")]
    polls = docket.store.polls() if names else {}
    for name in names:
        good_at, trouble = polls.get(name, (None, ""))
        if good_at and docket.now - good_at < LATE:
            continue
        yield Ailment(
            key=f"watch.mailbox.{name}",
            what=f"No mail comes in from the mailbox {name}: {trouble or 'nothing reads it'}.",
            since=good_at or docket.now,
            safe="What came in before is stored, and letters go out as always; new mail waits in the mailbox.",
            command="deskbell doctor",
            next="Its host, user and password in deskbell.toml; whether deskbell run, or poll, is running",
        )


def _signing_in(docket: Docket, house: House) -> Iterator[Ailment]:
    """A provider that says no, at once: it would for days. One that is away, if it stays so."""
    if hindrance := sign_in.hindrance(docket.store.flag(sign_in.FLAG)):
        yield Ailment(
            key="watch.sign_in",
            what=f"The desk cannot sign in at the mail provider: {hindrance.sentence}",
            since=hindrance.since,
            safe="What came in before is stored; new mail waits in its mailbox, and letters wait in the outbox.",
            command="deskbell doctor",
            next="The section [oauth] of deskbell.toml; the app's registration at the provider; deploy/README.md",
            at_once=hindrance.lasts,
        )
    if told := sign_in.ends_soon(house.secret_until, docket.now.date()):
        yield Ailment(
            key="watch.sign_in_ends",
            what=f"{told[0].upper()}{told[1:]}: mail comes in and letters go out until then, and not after.",
            since=docket.now,
            safe="All is well until that day; with a new secret in time nobody notices.",
            command="deskbell doctor",
            next="Make a new secret at the provider, write its value into the file, its end into [oauth] secret_until, start anew",
            at_once=True,
        )


# -- and who hears of it


def _tell(docket: Docket, house: House, name: str, ailing: Ailment | None, known: str) -> None:
    """A letter when it begins and one when it is over; the note says what was told, and since when it is so."""
    stage, _, since = known.partition(" ")
    if ailing is None:
        docket.flags[name] = ""
        if stage == _TOLD:
            over = kinds.OperatorAllClear(
                key=_thread(name),
                what=_OVER[name.split(".")[1]].format(name=name.partition(".")[2].partition(".")[2]),
                since=datetime.fromisoformat(since),
                over_at=docket.now,
            )
            to_operators(docket, house, name, over)
    elif stage != _TOLD:
        if not ailing.at_once and stage != _SEEN:
            docket.flags[name] = f"{_SEEN} {ailing.since.isoformat()}"
            return
        docket.flags[name] = f"{_TOLD} {ailing.since.isoformat()}"
        alarm = kinds.OperatorAlarm(
            key=_thread(name),
            what=ailing.what,
            since=ailing.since,
            safe=ailing.safe,
            command=ailing.command,
            next=ailing.next,
        )
        to_operators(docket, house, name, alarm)


_OVER = {
    "mailbox": "Mail comes in from the mailbox {name} again.",
    "held": "Nothing of the mailbox {name} is held any more.",
    "late": "Mail is taken in again.",
    "ledger": "What came in and what became of it agree again.",
    "sign_in": "The desk signs in at the mail provider again.",
    "sign_in_ends": "The secret for signing in at the mail provider is good for longer than two weeks again.",
    "caps": "No letter waits for a cap any more.",
}


def _thread(name: str) -> str:
    """What the alarm is called: "mailbox support", "caps"."""
    return name.partition(".")[2].replace(".", " ", 1)


def to_operators(docket: Docket, house: House, name: str, facts: Facts) -> None:
    """A letter to each operator; `name` keeps one alarm in one thread."""
    for reader in house.directory.operators:
        to_staff(
            docket,
            house,
            None,
            facts,
            reader,
            thread=f"alarm.{hashlib.sha256(name.encode()).hexdigest()[:16]}",
        )
