"""How a batch of letters leaves: asked once more whether each is true, made, handed over, and what the relay said written down."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from deskbell.casework import reading, truth, undelivered
from deskbell.casework.docket import Asked, Docket
from deskbell.casework.enclosing import Drawer
from deskbell.casework.house import House
from deskbell.casework.wrap import return_path, whose_past, wrap
from deskbell.clock import machine_seconds
from deskbell.desk import Desk, for_sure
from deskbell.errors import DeskbellError
from deskbell.failpoints import reach
from deskbell.ports import Due, Handed, Parcel, Result

#: Seconds until letters are tried again after trouble of our own (not the relay's).
LETTER_PAUSE = 30.0
#: So many of the relay's answers share a commit: as many letters as a crash can make us hand over a second time.
WRITTEN_TOGETHER = 25
#: Bytes of letters in hand at once, beyond which no more files are opened.
HEAVY = 33_554_432
#: So often, in seconds, letters already in hand are asked whether they may still go.
LOOK = 0.25


def still_true(desk: Desk, house: House, due: Sequence[Due], now: datetime) -> list[Due]:
    """Those that may go; of the others the timeline says why not, and what is owed instead is written."""
    verdicts = {one.id: verdict for one in due if (verdict := truth.untrue(one, now))}
    if verdicts:
        late = [one for one in due if one.id in verdicts]

        def decide(docket: Docket) -> None:
            for one in late:
                truth.replace_untrue(docket, house, one, verdicts[one.id])

        desk.store.settle(Asked(tickets=frozenset(one.ticket_id for one in late) - {0}), now, decide)
    return [one for one in due if one.id not in verdicts]


def wrapped(
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


def go_back(desk: Desk, due: Sequence[Due], parcels: Iterable[int]) -> None:
    """Trouble of our own before the relay heard of any: they wait, also those that may be stamped as being sent."""
    for_sure(lambda: desk.store.return_letters([one.id for one in due], LETTER_PAUSE))
    for_sure(lambda: desk.store.set_letter_states(dict.fromkeys(parcels, ("waiting", ""))))


def hand_over(desk: Desk, house: House, going: Sequence[Due], parcels: Mapping[int, Parcel]) -> None:
    """Results are written down a few at a time; what the relay never heard of waits, what has no answer goes again."""
    known: list[tuple[Due, Handed, str]] = []
    aliases: dict[bytes, tuple[int, int]] = {}
    left, unheard = {one.id: one for one in going if one.id in parcels}, set(parcels)
    in_order = [parcels[number] for number in sorted(parcels)]
    try:
        for result in desk.postman.deliver(_while_allowed(desk, in_order, unheard)):
            reach("O5")
            one = left.pop(result.letter_id)
            known.append((one, result.outcome, result.answer))
            _note_alias(aliases, one, result)
            if len(known) >= WRITTEN_TOGETHER:
                _write_down(desk, house, known, aliases)
    finally:
        _write_down(desk, house, known, aliases)
        if left:
            for_sure(lambda: desk.store.return_letters(sorted(left), LETTER_PAUSE))
        if unheard:
            for_sure(lambda: desk.store.set_letter_states(dict.fromkeys(unheard, ("waiting", ""))))
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


def _note_alias(aliases: dict[bytes, tuple[int, int]], due: Due, result: Result) -> None:
    """Some relays put a Message-ID of their own in the place of ours; answers will bear that one."""
    if result.alias:
        aliases[reading.id_hash(result.alias)] = (due.id, due.ticket_id)


def _write_down(
    desk: Desk, house: House, known: list[tuple[Due, Handed, str]], aliases: dict[bytes, tuple[int, int]]
) -> None:
    """What the relay said, and for letters that it will never take, who must know."""
    now = desk.clock.now()
    hopeless = [(due, answer) for due, outcome, answer in known if undelivered.is_hopeless(due, outcome, now)]
    over = {due.id for due, _ in hopeless}
    told = [one for one in known if one[0].id not in over]
    if told:
        for_sure(lambda: desk.store.record_letters(told, aliases, now))
    if hopeless:
        tickets = frozenset(due.ticket_id for due, _ in hopeless) - {0}
        for_sure(
            lambda: desk.store.settle(
                Asked(tickets=tickets), now, lambda docket: undelivered.given_up(docket, house, hopeless)
            )
        )
    known.clear()
    aliases.clear()
