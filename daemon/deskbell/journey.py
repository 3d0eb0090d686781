"""The journey of a message, from the door to the answer.

    keep      its bytes are ours once they are stored; only then do we say 250
    take_in   take a few kept messages, read each, settle them: find the ticket, judge, promise, write letters
    tick      what falls due by the clock: warnings, honest letters, escalation, closing, surveys, the morning's letters
    send_due  hand the letters that are due to the relay, at least once, always the same bytes

Each act may be run again without harm; none holds a transaction while it reads a mail or talks to the network.
Nothing here knows SMTP, SQL, YAML or Dramatiq: desk.py says which parts there are, bootstrap.py who plays them.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime
from functools import partial

from deskbell import sending
from deskbell.casework import clockwork, reading, receive, rounds, watch, works
from deskbell.casework.docket import Asked, Docket, Outcome
from deskbell.casework.house import House
from deskbell.casework.reading import Reading
from deskbell.desk import Desk, for_sure
from deskbell.errors import TemporaryError
from deskbell.failpoints import reach
from deskbell.ports import Arrival, Inbound, Kept, Parcel

#: A mail that broke or killed its reader this often is parked, whole, and the operator is told.
TRIES = 3
#: Seconds until a mail that could not be settled is tried again, alone.
PAUSE = 5.0


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
        for_sure(lambda: desk.store.give_back([one.inbound.id for one in readings]))
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
        return _settle_together(desk, house, readings)
    except TemporaryError:
        raise
    except Exception as trouble:  # noqa: BLE001
        if len(readings) == 1:
            _failed(desk, readings[0].inbound, trouble)
            return [Outcome(readings[0].inbound.id, "")]
    return [outcome for one in readings for outcome in _settle(desk, house, [one])]


def _settle_together(desk: Desk, house: House, readings: list[Reading]) -> list[Outcome]:
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
        asked = Asked(tickets=frozenset({number}))
        desk.store.settle(asked, now, lambda docket: clockwork.put_off(docket, number))


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
        going = sending.still_true(desk, house, due, now)
        parcels, rendered = sending.wrapped(desk, house, going, now)
        reach("O2")
        desk.store.stamp_letters(rendered, sorted(parcels), now)
    except Exception:
        sending.go_back(desk, due, parcels)
        raise
    reach("O3")
    sending.hand_over(desk, house, going, parcels)
    return len(due)
