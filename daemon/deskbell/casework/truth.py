"""Before a letter's try: is it still true? What is not goes no further; the customer gets one honest letter instead."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.post import to_customer, to_staff
from deskbell.casework.promising import next_contact, scheduled
from deskbell.domain.ticket import LIVE, PromiseState, State
from deskbell.letters import kinds
from deskbell.letters.traits import Trait
from deskbell.ports import Due

_GO_AGAIN = kinds.having(Trait.GOES_AGAIN)
_OF_OPEN_MATTERS = kinds.having(Trait.WHILE_OPEN)
_PROMISING = kinds.having(Trait.PROMISES)


@dataclass(frozen=True, slots=True)
class Untrue:
    """Why a letter does not go, and whether the customer is owed another in its place."""

    state: str
    why: str
    owed: bool = False


def untrue(due: Due, now: datetime) -> Untrue | None:
    """None if the letter may go."""
    if due.unknown and due.kind not in _GO_AGAIN:
        return Untrue("unknown", "we stopped while handing it over; this kind is not sent twice")
    if due.unknown:
        return None
    if due.ticket_state and State(due.ticket_state) not in LIVE and due.kind in _OF_OPEN_MATTERS:
        return Untrue("withdrawn", "the matter is done")
    if due.ticket_state in (State.OPEN.value, State.WAITING.value) and due.kind in kinds.WHEN_DONE:
        return Untrue("withdrawn", "the matter is open again")
    if due.true_until and now > due.true_until:
        return Untrue(
            "withdrawn", "its time has passed", owed=due.kind in _PROMISING and due.frame["to"] == "customer"
        )
    return None


def replace_untrue(docket: Docket, house: House, due: Due, verdict: Untrue) -> None:
    """The timeline says what was not sent and why; one honest letter goes in its place where a time was promised."""
    docket.letter_states[due.id] = (verdict.state, verdict.why)
    ticket = docket.tickets.get(due.ticket_id)
    if ticket is None:
        return
    docket.note(ticket.id, f"letter_{verdict.state}", letter=due.id, kind=due.kind, why=verdict.why)
    if due.frame["to"] == "customer" and (verdict.state == "unknown" or verdict.owed):
        facts = kinds.Unsent(
            recipient=due.recipient,
            letter=due.kind,
            why="outdated" if verdict.owed else "unknown_outcome",
            written_at=due.made_at,
        )
        to_staff(docket, house, ticket, facts, ticket.owner)
    if not verdict.owed or not ticket.live or not ticket.answerable or _told_otherwise(docket, due):
        return
    live = docket.promises.get(ticket.id)
    if live is None or live.due_at <= docket.now:
        docket.end_promise(ticket.id, PromiseState.BROKEN)
        live = docket.promise(ticket, next_contact(house, ticket, docket.now))
        docket.save(scheduled(docket, house, ticket))
    facts_owed = kinds.AfterOutage(
        owner=house.directory.name_of(ticket.owner),
        stuck_since=due.made_at,
        next_contact=live.due_at,
        promised=due.true_until,
    )
    to_customer(
        docket, house, ticket, facts_owed, recipient=due.recipient, true_until=live.due_at, state="waiting"
    )


def _told_otherwise(docket: Docket, due: Due) -> bool:
    """A later letter to the same reader names a time too; if that one turns out untrue, it is the one that is replaced."""
    here = [(one.id, one.ticket_id, one.recipient, one.kind) for one in docket.letters]
    before = [
        (one.id, one.ticket_id, one.recipient, one.kind)
        for one in docket.store.letters_of(due.ticket_id)
        if one.state in ("waiting", "sending", "sent") and one.id not in docket.letter_states
    ]
    return any(
        number > due.id and ticket == due.ticket_id and reader == due.recipient and kind in _PROMISING
        for number, ticket, reader, kind in here + before
    )
