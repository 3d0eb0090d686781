"""When a matter should be solved: told as an expectation, never as a promise, and watched as a promise is (mission 7).

A person says the time (`/expect`), or the rules do as the ticket opens (`expect: target`). The owner is warned before
it passes; what a person said is confirmed as it draws near; and where it will pass all the same the customer hears so
before it does, and by when they are told a new one.
"""

from datetime import datetime

from deskbell.casework import incidents
from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.post import to_customer, to_staff
from deskbell.casework.promising import (
    LETTERS_WITHOUT_A_PERSON,
    counted,
    expected_passes,
    expected_warning,
    holds_now,
    near,
    next_contact,
    said_time,
    waits_for_customer,
)
from deskbell.casework.sitting import Sitting, done
from deskbell.casework.terms import contact_of
from deskbell.commands import kinds as words
from deskbell.domain.judgement import Contact, Kind
from deskbell.domain.ticket import PromiseState, State, Ticket
from deskbell.letters import kinds
from deskbell.letters.staff import TranscriptLine

#: Matters that have a solution; praise and wishes have none, complaints and abuse an end of their own.
_SOLVED = frozenset({Kind.FAULT.value, Kind.REQUEST.value, Kind.QUESTION.value})


def by_the_rules(house: House, ticket: Ticket, contact: Contact, now: datetime) -> datetime | None:
    """The time a ticket's writer is told: what a person said of it, else what these terms publish as their target.

    What was told of it while it was less urgent is watched as before, and not said again.
    """
    if (
        ticket.expected_at
        and ticket.expected_at > now
        and (ticket.expected_said_at or contact.expect == "target")
    ):
        return ticket.expected_at
    if contact.expect != "target" or contact.resolve_target is None or ticket.kind not in _SOLVED:
        return None
    return counted(house, ticket, now, contact.resolve_target)


def expect(command: words.Expect, sitting: Sitting) -> TranscriptLine:
    """When it should be solved. The customer hears it: with the words of this mail, else by a letter of its own."""
    by = said_time(command.by, sitting.ticket, sitting.house)
    if sitting.expects is None:
        sitting.expected_before = sitting.ticket.expected_at
    sitting.expects = by
    ticket = sitting.save(sitting.ticket.expect(by, sitting.docket.now))
    if near(by) <= sitting.docket.now:
        # So near it is confirmed by being said.
        sitting.save(ticket.changed(expected_firm_at=sitting.docket.now))
    sitting.docket.note(sitting.ticket_id, "expected", by=sitting.agent.address, due=by.isoformat())
    return done(command, f"expected to be solved {sitting.said_by(by)}")


def tell(sitting: Sitting) -> None:
    """A time that the words of this mail did not carry to the customer goes by a letter of its own."""
    ticket, by, old = sitting.ticket, sitting.expects, sitting.expected_before
    if by is None or by == old or not (ticket.live and ticket.answerable) or sitting.wrote:
        return
    if sitting.parted and not ticket.stranger:
        return  # the letter that tells of the new ticket says it
    live = sitting.docket.promises.get(ticket.id)
    hears = live.due_at if live and live.to_customer else None
    facts: kinds.Moved | kinds.Expected = (
        kinds.Moved(what="expected", old=old, new=by, owner=sitting.agent.name)
        if old
        else kinds.Expected(expected=by, owner=sitting.agent.name, next_contact=hears)
    )
    to_customer(sitting.docket, sitting.house, ticket, facts, true_until=by)


# -- as it draws near


def look(docket: Docket, house: House, ticket_id: int) -> None:
    """Everything that is due of the time by which the matter should be solved."""
    ticket = docket.tickets[ticket_id]
    contact, at = contact_of(ticket.contact), ticket.expected_at
    live = docket.promises.get(ticket_id)
    if at is None or (live and live.due_at < docket.now):
        return  # a promise that broke comes first; the next look is a moment later
    if expected_passes(house, ticket, contact, at) <= docket.now:
        _passes(docket, house, ticket, at)
        return
    warning = expected_warning(house, ticket, contact, at)
    if warning and warning <= docket.now and not ticket.expected_warned_at:
        ticket = _warn(docket, house, ticket, contact, at)
    if ticket.expected_said_at and not ticket.expected_firm_at and near(at) <= docket.now:
        _confirm(docket, house, ticket, at)


def _warn(docket: Docket, house: House, ticket: Ticket, contact: Contact, at: datetime) -> Ticket:
    """The owner hears in time to solve it, or to say another time; while the customer has the turn they cannot."""
    warned = docket.save(ticket.changed(expected_warned_at=docket.now))
    if waits_for_customer(ticket) or incidents.is_spoken_for(docket, ticket) or not ticket.owner:
        return warned
    docket.note(ticket.id, "owner_warned", expected=at.isoformat())
    facts = kinds.PromiseWarning(
        what="expected",
        due=at,
        requester=ticket.requester_name or ticket.requester,
        holding_at=expected_passes(house, ticket, contact, at) if ticket.answerable else None,
    )
    to_staff(docket, house, ticket, facts, ticket.owner, true_until=at)
    return warned


def _confirm(docket: Docket, house: House, ticket: Ticket, at: datetime) -> None:
    """It draws near and a person said it: one sentence says that it stands, once."""
    docket.save(ticket.changed(expected_firm_at=docket.now))
    docket.note(ticket.id, "expected_near", at=at.isoformat())
    if ticket.answerable:
        facts = kinds.Firm(what="expected", at=at, owner=house.directory.name_of(ticket.owner))
        to_customer(docket, house, ticket, facts, true_until=at)


def _passes(docket: Docket, house: House, ticket: Ticket, at: datetime) -> None:
    """It is not solved, and nobody has said another time: the customer hears so, and by when a person writes.

    After the third miss no machine writes any more (mission 6); those above are told every hour as it is.
    """
    docket.note(ticket.id, "expected_passed", at=at.isoformat())
    ticket = docket.save(ticket.unexpected())
    if not ticket.answerable or ticket.misses >= LETTERS_WITHOUT_A_PERSON:
        return
    if incidents.is_spoken_for(docket, ticket):
        return  # its incident tells everybody alike
    turn, waits = waits_for_customer(ticket), ticket.state is State.WAITING
    facts = kinds.Unsolved(
        expected=at,
        owner=house.directory.name_of(ticket.owner),
        next_contact=None if turn else _next_word(docket, house, ticket),
        question=ticket.waiting_why if turn else "",
        reason=ticket.waiting_why if waits and not turn else "",
        waiting_for=ticket.waiting_for if waits and not turn else "",
        since=ticket.updated_at if waits else None,
    )
    to_customer(docket, house, docket.tickets[ticket.id], facts, true_until=facts.next_contact)


def _next_word(docket: Docket, house: House, ticket: Ticket) -> datetime:
    """By when a person says more: the live promise, or one that is sooner. Where the letter without news is due in this
    very minute, this one is that letter.
    """
    live, due = docket.promises.get(ticket.id), next_contact(house, ticket, docket.now)
    if live and live.to_customer and not ticket.misses and holds_now(house, ticket, live, docket.now):
        docket.end_promise(ticket.id, PromiseState.HELD)
        ticket = docket.save(ticket.changed(misses=1))
        return docket.promise(ticket, max(due, live.due_at)).due_at
    if live and live.to_customer and (ticket.state is State.WAITING or live.due_at <= due):
        return live.due_at
    docket.end_promise(ticket.id, PromiseState.RENEWED)
    return docket.promise(ticket, due).due_at
