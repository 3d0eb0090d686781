"""The journey of a message, from the door to the answer.

    keep      its bytes are ours once they are stored; only then do we say 250
    take_in   take a few kept messages, read each, settle them: find the ticket, judge, promise, write letters
    tick      what falls due by the clock: warnings, honest letters, escalation, closing, surveys, the morning's letters
    send_due  hand the letters that are due to the relay, at least once, always the same bytes

Each act may be run again without harm; none holds a transaction while it reads a mail or talks to the network.
Nothing here knows SMTP, SQL, YAML or Dramatiq: bootstrap.py says who plays which part.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import sleep
from typing import Any, Protocol

from deskbell.casework import clockwork, reading, receive, rounds, truth, undelivered, watch, works
from deskbell.casework.docket import Asked, Docket, Outcome
from deskbell.casework.enclosing import Drawer
from deskbell.casework.house import House
from deskbell.casework.reading import Reading
from deskbell.casework.wrap import Room, return_path, whose_past, wrap
from deskbell.clock import Clock, machine_seconds
from deskbell.errors import DeskbellError, TemporaryError
from deskbell.failpoints import reach
from deskbell.ports import Arrival, Due, Handed, Inbound, Kept, Parcel, Postman, Result

#: A mail that broke or killed its reader this often is parked, whole, and the operator is told.
TRIES = 3
#: Seconds until a mail that could not be settled is tried again, alone.
PAUSE = 5.0
#: Seconds until letters are tried again after trouble of our own (not the relay's).
LETTER_PAUSE = 30.0
#: So many of the relay's answers share a commit: as many letters as a crash can make us hand over a second time.
WRITTEN_TOGETHER = 25
#: Bytes of letters in hand at once, beyond which no more files are opened.
HEAVY = 33_554_432
#: So often, in seconds, letters already in hand are asked whether they may still go.
LOOK = 0.25
#: Seconds between the tries to write them down; shorter together than a stop waits for a worker.
PAUSES_TO_RECORD = (0.1, 0.5, 1.0, 2.0, 5.0, 5.0)


class Store(Protocol):
    """What the journey asks of a database; every call answers after its commit."""

    def keep(self, arrival: Arrival) -> "Future[Kept]": ...
    def take(self, limit: int) -> list[Inbound]: ...
    def settle(self, asked: Asked, now: datetime, decide: Callable[[Docket], Any]) -> Any: ...
    def retry_later(self, number: int, seconds: float) -> None: ...
    def give_back(self, ids: Sequence[int]) -> None: ...
    def park(self, number: int, reason: str, now: datetime) -> None: ...
    def due_tickets(self, now: datetime, limit: int) -> list[int]: ...
    def claim_letters(self, limit: int, patience: float) -> list[Due]: ...
    def stamp_letters(
        self, rendered: Sequence[tuple[int, str, bytes]], tries: Sequence[int], now: datetime
    ) -> None: ...
    def record_letters(
        self,
        results: Sequence[tuple[Due, Handed, str]],
        aliases: Mapping[bytes, tuple[int, int]],
        now: datetime,
    ) -> None: ...
    def set_letter_states(self, states: Mapping[int, tuple[str, str]]) -> None: ...
    def return_letters(self, ids: Sequence[int], pause: float) -> None: ...
    def flag(self, name: str) -> str | None: ...
    def begin_notes(self, notes: Mapping[str, str], now: datetime) -> dict[str, str]: ...
    def past(self, people: Iterable[tuple[str, int]]) -> Mapping[tuple[str, int], list[dict[str, Any]]]: ...
    def raw(self, inbound_id: int) -> bytes | None: ...


@dataclass(frozen=True)
class Desk:
    """Everybody who plays a part. `house` is asked anew for each batch, so that rules may change between two messages.

    `nudge`: there is work in the outbox. `alarm`: the operator must hear this (a key, and a sentence).
    """

    store: Store
    clock: Clock
    house: Callable[[], House]
    room: Callable[[], Room]
    postman: Postman
    nudge: Callable[[], None]
    alarm: Callable[[str, str], None]


def keep(desk: Desk, arrival: Arrival) -> "Future[Kept]":
    """Store the message as it came; done after the commit. The same message twice is one message."""
    return desk.store.keep(arrival)


# -- take in


def take_in(desk: Desk, at_most: int = 50) -> list[Outcome]:
    """Turn kept messages into tickets, or into a reason why not. Empty when nothing waits."""
    taken = desk.store.take(at_most)
    reach("T1")
    house = desk.house()
    readings = [one for inbound in taken if (one := _read(desk, house, inbound)) is not None]
    if not readings:
        return [Outcome(inbound.id, "") for inbound in taken]
    try:
        outcomes = _settle(desk, house, readings)
    except TemporaryError:  # the database's trouble is not the mails': it does not count as a try of theirs
        _for_sure(lambda: desk.store.give_back([one.inbound.id for one in readings]))
        raise
    desk.nudge()  # after the commit; the sweep mends a lost nudge
    reach("T5")
    return outcomes


def _read(desk: Desk, house: House, inbound: Inbound) -> Reading | None:
    """Bytes to meaning. A mail that killed its reader three times is parked unread, whatever it is."""
    if inbound.attempts > TRIES:
        _park(desk, inbound, "reading it stopped the desk three times")
        return None
    try:
        return reading.read(inbound, house)
    except Exception as trouble:  # noqa: BLE001 - no byte sequence may end the journey
        _failed(desk, inbound, trouble)
        return None


def _settle(desk: Desk, house: House, readings: list[Reading]) -> list[Outcome]:
    """All in one transaction; if that fails, each alone, so that one bad mail fails alone."""
    try:
        return _settled(desk, house, readings)
    except TemporaryError:
        raise
    except Exception as trouble:  # noqa: BLE001
        if len(readings) == 1:
            _failed(desk, readings[0].inbound, trouble)
            return [Outcome(readings[0].inbound.id, "")]
    return [outcome for one in readings for outcome in _settle(desk, house, [one])]


def _settled(desk: Desk, house: House, readings: list[Reading]) -> list[Outcome]:
    def decide(docket: Docket) -> list[Outcome]:
        return [receive.settle(docket, house, one) for one in readings]

    outcomes: list[Outcome] = desk.store.settle(reading.asked(readings, house), desk.clock.now(), decide)
    return outcomes


def _failed(desk: Desk, inbound: Inbound, trouble: Exception) -> None:
    """It broke us: tried again alone after a pause, parked after the third time."""
    if inbound.attempts >= TRIES:
        _park(desk, inbound, f"{type(trouble).__name__}: {trouble}"[:400])
    else:
        desk.store.retry_later(inbound.id, PAUSE)


def _park(desk: Desk, inbound: Inbound, reason: str) -> None:
    desk.store.park(inbound.id, reason, desk.clock.now())
    desk.alarm(
        f"parked.{inbound.id}", f"Message {inbound.id} was set aside, whole, after {TRIES} tries: {reason}"
    )


# -- the clock


def tick(desk: Desk, at_most: int = 50) -> int:
    """Do what has fallen due; the number of tickets, or of morning letters, looked at. Never more than `at_most` in one transaction."""
    now = desk.clock.now()
    due = desk.store.due_tickets(now, at_most)
    house = desk.house()
    if not due:
        return _go_round(desk, house, now, at_most)
    try:
        desk.store.settle(Asked(tickets=frozenset(due)), now, partial(_ticked, house, due))
    except TemporaryError:
        raise
    except Exception:  # noqa: BLE001 - one ticket must not stop the clock of the others
        for number in due:
            _tick_alone(desk, house, number, now)
    desk.nudge()
    return len(due)


def _go_round(desk: Desk, house: House, now: datetime, at_most: int) -> int:
    """The letters of the day, each in a transaction of its own; one that cannot be made stops no other."""
    mornings = rounds.today(house, now)
    if new := rounds.unknown(mornings, house, now):
        house.rounds_done.update(desk.store.begin_notes(new, now))
    due: list[watch.Look | rounds.Round | works.Stage] = []
    due += watch.due(house, now)
    due += rounds.due(mornings, house, now)
    due += works.due(house, now)
    for one in due[:at_most]:
        try:
            desk.store.settle(Asked(anchors=frozenset({one.lock})), now, partial(one.go, house=house))
        except TemporaryError:
            raise
        except Exception as trouble:  # noqa: BLE001
            desk.alarm(one.key, f"What {one.key} names cannot be done: {trouble}"[:400])
        house.rounds_done[one.key] = one.mark(now)
    if due:
        desk.nudge()
    return len(due)


def _ticked(house: House, due: Sequence[int], docket: Docket) -> None:
    for number in sorted(due):
        clockwork.tick(docket, house, number)


def _tick_alone(desk: Desk, house: House, number: int, now: datetime) -> None:
    try:
        desk.store.settle(Asked(tickets=frozenset({number})), now, partial(_ticked, house, [number]))
    except TemporaryError:
        raise
    except Exception as trouble:  # noqa: BLE001
        desk.alarm(
            f"clock.{number}",
            f"The clock cannot move ticket {number}: {type(trouble).__name__}: {trouble}"[:400],
        )
        desk.store.settle(Asked(tickets=frozenset({number})), now, partial(_look_later, number))


def _look_later(number: int, docket: Docket) -> None:
    """A ticket whose clock is broken is looked at again in an hour, and stands in nobody's way until then."""
    clockwork.put_off(docket, number)


# -- send


def send_due(desk: Desk, at_most: int = 50, patience: float = 0.0) -> int:
    """Hand what is due to the relay over one connection, and write down what it said of each; how many were in hand.

    `patience`: letters that nobody waits for may lie so many seconds longer (no more than their head start).
    """
    due = desk.store.claim_letters(at_most, patience)
    if not due:
        return 0
    reach("O1")
    now, house = desk.clock.now(), desk.house()
    parcels: dict[int, Parcel] = {}
    try:
        going = _still_true(desk, house, due, now)
        parcels, rendered = _wrapped(desk, house, going, now)
        reach("O2")
        desk.store.stamp_letters(rendered, sorted(parcels), now)
    except Exception:
        _go_back(desk, due, parcels)
        raise
    reach("O3")
    by_id = {one.id: one for one in going if one.id in parcels}
    _hand_over(desk, house, by_id, [parcels[number] for number in sorted(parcels)])
    return len(due)


def _go_back(desk: Desk, due: Sequence[Due], parcels: Iterable[int]) -> None:
    """Trouble of our own before the relay heard of any: they wait, also those that may be stamped as being sent."""
    _for_sure(lambda: desk.store.return_letters([one.id for one in due], LETTER_PAUSE))
    _for_sure(lambda: desk.store.set_letter_states(dict.fromkeys(parcels, ("waiting", ""))))


def _still_true(desk: Desk, house: House, due: Sequence[Due], now: datetime) -> list[Due]:
    """Those that may go; of the others the timeline says why not, and what is owed instead is written."""
    verdicts = {one.id: verdict for one in due if (verdict := truth.untrue(one, now))}
    if verdicts:
        late = [one for one in due if one.id in verdicts]

        def decide(docket: Docket) -> None:
            for one in late:
                truth.replace_untrue(docket, house, one, verdicts[one.id])

        desk.store.settle(Asked(tickets=frozenset(one.ticket_id for one in late) - {0}), now, decide)
    return [one for one in due if one.id not in verdicts]


def _wrapped(
    desk: Desk, house: House, due: Sequence[Due], now: datetime
) -> tuple[dict[int, Parcel], list[tuple[int, str, bytes]]]:
    """The parcels by letter, and what was rendered just now. A letter that cannot be made is refused at once.

    Letters that are heavy with files wait for the next round once there are `HEAVY` bytes of them in hand.
    """
    parcels: dict[int, Parcel] = {}
    rendered: list[tuple[int, str, bytes]] = []
    tells = {one.id: whose for one in due if (whose := whose_past(one))}
    past = desk.store.past(tells.values())
    drawer, weight, put_off = Drawer(desk.store.raw), 0, []
    for one in due:
        data = one.data
        if weight > HEAVY and (data or "files" in one.frame):
            put_off.append(one.id)
            continue
        if not data:
            known = past.get(tells[one.id]) if one.id in tells else None
            more = {"history": known} if known else None
            try:
                subject, data = wrap(one, house, desk.room(), now, more, drawer)
            except (DeskbellError, ValueError) as trouble:
                _cannot_be_made(desk, one, trouble)
                continue
            rendered.append((one.id, subject, data))
        weight += len(data)
        parcels[one.id] = Parcel(one.id, return_path(one, house), one.recipient, data)
    if put_off:
        desk.store.return_letters(put_off, 0.0)
    return parcels, rendered


def _cannot_be_made(desk: Desk, letter: Due, trouble: Exception) -> None:
    desk.store.set_letter_states({letter.id: ("refused", f"it cannot be made: {trouble}"[:400])})
    desk.alarm(f"letter.{letter.kind}", f"A letter of kind {letter.kind} cannot be made: {trouble}"[:400])


def _hand_over(desk: Desk, house: House, due: Mapping[int, Due], parcels: Sequence[Parcel]) -> None:
    """Results are written down a few at a time; what the relay never heard of waits, what has no answer goes again."""
    known: list[tuple[Due, Handed, str]] = []
    aliases: dict[bytes, tuple[int, int]] = {}
    left, unheard = dict(due), set(due)
    try:
        for result in desk.postman.deliver(_while_allowed(desk, parcels, unheard)):
            reach("O5")
            one = left.pop(result.letter_id)
            known.append((one, result.outcome, result.answer))
            _note_alias(aliases, one, result)
            if len(known) >= WRITTEN_TOGETHER:
                _write_down(desk, house, known, aliases)
    finally:
        _write_down(desk, house, known, aliases)
        if left:
            _for_sure(lambda: desk.store.return_letters(sorted(left), LETTER_PAUSE))
        if unheard:
            _for_sure(lambda: desk.store.set_letter_states(dict.fromkeys(unheard, ("waiting", ""))))
    reach("O6")


def _while_allowed(desk: Desk, parcels: Iterable[Parcel], unheard: set[int]) -> Iterator[Parcel]:
    """One parcel after the other, and no further one once the operator holds all sending."""
    looked = machine_seconds()
    for parcel in parcels:
        if machine_seconds() - looked > LOOK:
            if desk.store.flag("outbox_hold") is not None:
                return
            looked = machine_seconds()
        unheard.discard(parcel.letter_id)
        yield parcel


def _write_down(
    desk: Desk, house: House, known: list[tuple[Due, Handed, str]], aliases: dict[bytes, tuple[int, int]]
) -> None:
    """What the relay said, and for letters that it will never take, who must know."""
    now = desk.clock.now()
    hopeless = [(due, answer) for due, outcome, answer in known if undelivered.is_hopeless(due, outcome, now)]
    over = {due.id for due, _ in hopeless}
    told = [one for one in known if one[0].id not in over]
    if told:
        _for_sure(lambda: desk.store.record_letters(told, aliases, now))
    if hopeless:
        tickets = frozenset(due.ticket_id for due, _ in hopeless) - {0}
        _for_sure(
            lambda: desk.store.settle(
                Asked(tickets=tickets), now, lambda docket: undelivered.given_up(docket, house, hopeless)
            )
        )
    known.clear()
    aliases.clear()


def _for_sure(write: Callable[[], Any]) -> None:
    """What is known of a letter that left must not be forgotten because the database is away for a moment."""
    for pause in PAUSES_TO_RECORD:
        try:
            write()
            return
        except TemporaryError:
            sleep(pause)
    write()


def _note_alias(aliases: dict[bytes, tuple[int, int]], due: Due, result: Result) -> None:
    """Some relays put a Message-ID of their own in the place of ours; answers will bear that one."""
    if result.alias:
        aliases[reading.id_hash(result.alias)] = (due.id, due.ticket_id)
