"""What happens to a promise of next contact as its time draws near: climbing, the warning, the honest letter, the break.

No letter repeats the one before it (mission 6): no news; then who above the owner has been told; then the account
manager; from then on those above are told every working hour, until a person writes.
"""

from dataclasses import replace
from datetime import datetime

from deskbell.casework import alerting, caps, incidents, missed
from deskbell.casework.docket import Docket, Message
from deskbell.casework.house import House
from deskbell.casework.post import to_customer, to_staff
from deskbell.casework.promising import (
    LETTERS_WITHOUT_A_PERSON,
    climb_due,
    holds_at,
    holds_now,
    may_hold,
    next_contact,
    reminder_due,
    waits_for_customer,
    warns_at,
)
from deskbell.casework.terms import contact_of
from deskbell.domain.hours import Span
from deskbell.domain.ticket import Promise, PromiseState, State, Ticket
from deskbell.letters import kinds
from deskbell.letters.facts import Facts
from deskbell.letters.traits import Trait

#: Letters of the desk's own that tell somebody a time.
_PROMISING = kinds.having(Trait.PROMISES) - kinds.BY_A_PERSON
#: So often those above hear of a ticket on which a machine has nothing left to write.
_EVERY_HOUR = Span.working_hours(1)


def look(docket: Docket, house: House, ticket_id: int) -> None:
    """Everything that is due of the live promise; a live ticket without one gets one."""
    ticket, live = docket.tickets[ticket_id], docket.promises.get(ticket_id)
    if live is None:
        docket.promise(ticket, next_contact(house, ticket, docket.now), to_customer=ticket.answerable)
        return
    if waits_for_customer(ticket) and not live.to_customer:
        _look_again(docket, house, ticket, live)
        return
    _climb(docket, house, ticket, live)
    live = docket.promises[ticket_id]
    _warn(docket, house, ticket, live)
    if docket.now > live.due_at:
        _broken(docket, house, ticket, live)
    elif holds_now(house, ticket, live, docket.now):
        _hold(docket, house, ticket, live)


def _look_again(docket: Docket, house: House, ticket: Ticket, live: Promise) -> None:
    """While the customer has the turn our own look is renewed, without a letter: the reminders are theirs."""
    if docket.now <= live.due_at:
        return
    docket.end_promise(ticket.id, PromiseState.RENEWED)
    again = reminder_due(house, ticket, contact_of(ticket.contact))
    later = next_contact(house, ticket, docket.now)
    docket.promise(ticket, max(again, later) if again else later, to_customer=False)


def _climb(docket: Docket, house: House, ticket: Ticket, live: Promise) -> None:
    """Nobody has written a first word yet: those above the owner hear of it before the promise breaks."""
    contact = contact_of(ticket.contact)
    while (due := climb_due(house, ticket, contact, live)) is not None and due <= docket.now:
        rung = contact.chain[live.climbed]
        live = replace(live, climbed=live.climbed + 1)
        docket.change_promise(live)
        docket.note(ticket.id, "climbed", told=list(rung.tell), due=due.isoformat())
        _warn_all(docket, house, ticket, live, rung.tell)


def _warn(docket: Docket, house: House, ticket: Ticket, live: Promise) -> None:
    """The owner hears in time to write."""
    at = warns_at(house, ticket, live)
    if at is None or at > docket.now:
        return
    docket.change_promise(replace(live, warned_at=docket.now))
    docket.note(ticket.id, "owner_warned", due=live.due_at.isoformat())
    _warn_all(docket, house, ticket, live, (ticket.owner,))


def _warn_all(docket: Docket, house: House, ticket: Ticket, live: Promise, whom: tuple[str, ...]) -> None:
    if incidents.is_spoken_for(docket, ticket):
        return  # its incident has a promise of its own, and one warning for all
    facts = kinds.PromiseWarning(
        what=_what_is_due(docket, ticket, live),
        due=live.due_at,
        requester=ticket.requester_name or ticket.requester,
        last_words=last_words(docket, ticket)[:600],
        holding_at=holds_at(house, ticket, live) if may_hold(ticket, live) else None,
    )
    for reader in whom:
        if reader:
            to_staff(docket, house, ticket, facts, reader, true_until=live.due_at)


def _what_is_due(docket: Docket, ticket: Ticket, live: Promise) -> str:
    """Word to a customer, word to all whom an incident affects, or a look of the owner's own that nobody waits for."""
    if live.to_customer:
        return "contact"
    known = docket.incidents.get(ticket.id) or docket.store.incident(ticket.id)
    return "affected" if known and known.state == "open" else "look"


def _hold(docket: Docket, house: House, ticket: Ticket, live: Promise) -> None:
    """Shortly before the promise falls due without a word: the honest letter, and never the same one twice."""
    due = next_contact(house, ticket, docket.now)
    if due <= live.due_at:
        due = next_contact(house, ticket, live.due_at)
    stopped = caps.by_the_clock(docket, house, ticket, kinds.Progress.kind, ticket.requester)
    docket.end_promise(ticket.id, PromiseState.BROKEN if stopped else PromiseState.HELD)
    ticket = docket.save(ticket.changed(misses=ticket.misses + 1))
    made = docket.promise(ticket, due)
    told = _tell_above(docket, house, ticket, live, due, wrote=not stopped)
    facts = _honest(docket, house, ticket, live, due, told)
    until = max(made.due_at, docket.now)
    to_customer(docket, house, ticket, facts, promise_id=live.id, true_until=until)
    for other in _others_awaiting(docket, ticket, live):
        to_customer(docket, house, ticket, facts, recipient=other, true_until=until)


def _others_awaiting(docket: Docket, ticket: Ticket, live: Promise) -> list[str]:
    """Who besides the requester was told this time by a letter of the desk's own: a manager whose mail made it urgent."""
    told = (
        one.recipient
        for one in docket.store.letters_of(ticket.id)
        if one.kind in _PROMISING and _same_time(one.facts.get("next_contact"), live.due_at)
    )
    parts = docket.participants.get(ticket.id, {})
    return [one for one in dict.fromkeys(told) if one in parts and parts[one].part == "participant"]


def _same_time(said: object, at: datetime) -> bool:
    return isinstance(said, str) and datetime.fromisoformat(said) == at


def _honest(
    docket: Docket, house: House, ticket: Ticket, live: Promise, due: datetime, told: tuple[str, ...]
) -> Facts:
    """No news the first time; then who above the owner has been told; then the account manager (mission 6)."""
    owner, names = house.directory.name_of(ticket.owner), tuple(house.directory.names(told))
    if ticket.misses <= 1:
        waits, alert = ticket.state is State.WAITING, docket.alerts.get(ticket.id)
        return kinds.Progress(
            owner=owner,
            next_contact=due,
            reason=ticket.waiting_why if waits else "",
            waiting_for=ticket.waiting_for if waits and ticket.waiting_for != "customer" else "",
            since=ticket.updated_at if waits else None,
            expected=ticket.expected_at,
            confirmed_by=house.directory.name_of(alert.confirmed_by) if alert else "",
            confirmed_at=alert.confirmed_at if alert else None,
            alerted=alerting.known_names(house, alert),
            alerted_at=alert.made_at if alert else None,
        )
    if ticket.misses == 2:
        return kinds.SecondMiss(
            owner=owner, promised=live.due_at, told=names, told_at=docket.now, next_contact=due
        )
    return kinds.ThirdMiss(
        owner=owner,
        promised=live.due_at,
        account_manager=", ".join(names),
        told_at=docket.now,
        next_contact=due,
    )


def _tell_above(
    docket: Docket,
    house: House,
    ticket: Ticket,
    live: Promise,
    due: datetime,
    *,
    wrote: bool,
    lays: bool = False,
) -> tuple[str, ...]:
    """At the second miss the lead, at the third the account manager, then leadership; the owner each time.

    `wrote`: the desk writes to the customer by itself. `lays`: the owner is handed a word of their own with it.
    """
    above = above_owner(docket, house, ticket)
    if incidents.is_spoken_for(docket, ticket):
        return above  # they hear it of the incident, once for all
    known = docket.people.get(ticket.requester)
    broken = missed.Broken(live.due_at, due, ", ".join(house.directory.names(above)))
    for reader in dict.fromkeys((ticket.owner, *above)):
        if reader:
            laid = lays and reader == ticket.owner
            facts = kinds.PromiseBroken(
                what=_what_is_due(docket, ticket, live),
                due=live.due_at,
                owner=house.directory.name_of(ticket.owner),
                requester=ticket.requester_name or ticket.requester,
                misses=ticket.misses,
                to_owner=reader == ticket.owner,
                customer_told=wrote,
                comes_back=wrote and known is not None and known.bounced_at is not None,
                next_contact=due,
                laid=laid,
                watched_by=broken.watched_by if laid else "",
            )
            draft = missed.lay(docket, house, ticket, broken) if laid else None
            to_staff(docket, house, ticket, facts, reader, draft=draft)
    if above:
        docket.note(ticket.id, "escalated", misses=ticket.misses, told=list(above))
    return above


def above_owner(docket: Docket, house: House, ticket: Ticket) -> tuple[str, ...]:
    """Who above the owner hears of this miss, and nobody whom a complaint is about.

    The book's word for it, else lead, account manager, leadership in turn.
    """
    contact = contact_of(ticket.contact)
    said = contact.misses[ticket.misses - 1] if 0 < ticket.misses <= len(contact.misses) else ()
    record = docket.complaint_of(ticket.id) if ticket.kind == "complaint" else None
    spared = {ticket.owner, *(record.about_agents.split() if record else ())}
    for choice in (said, *_in_turn(house, ticket)):
        if told := tuple(one for one in choice if one and one not in spared):
            return told
    return ()


def _in_turn(house: House, ticket: Ticket) -> list[tuple[str, ...]]:
    """Whom this miss goes to where the book names nobody, and who is next if it may not go there."""
    client = house.directory.clients.get(ticket.client)
    lead = house.directory.lead_of(ticket.team or ticket.owner)
    turns = [
        (lead.address if lead else "",),
        (client.account_manager if client else "",),
        house.directory.leadership,
    ]
    return turns[max(0, ticket.misses - 2) :] if ticket.misses > 1 else []


def _broken(docket: Docket, house: House, ticket: Ticket, live: Promise) -> None:
    """Nothing went out in time. The customer still hears, until there is nothing new to say without a person; from then
    on those above are told every working hour, as they are at once where many wait, or somebody was insulted. An owner's
    own look that nobody took goes up the same rungs.
    """
    docket.end_promise(ticket.id, PromiseState.BROKEN)
    ticket = docket.save(ticket.changed(misses=ticket.misses + 1))
    owed = live.to_customer and ticket.answerable
    alone = ticket.kind != "abuse" and _what_is_due(docket, ticket, live) == "look"
    paced = ticket.misses <= LETTERS_WITHOUT_A_PERSON and (owed or alone)
    writes = owed and paced
    new = next_contact(house, ticket, docket.now)
    due = new if paced else next_contact(house, ticket, docket.now, _EVERY_HOUR)
    docket.promise(ticket, due, to_customer=writes)
    stopped = writes and caps.by_the_clock(docket, house, ticket, kinds.AfterOutage.kind, ticket.requester)
    told = _tell_above(
        docket, house, ticket, live, new if owed else due, wrote=writes and not stopped, lays=owed
    )
    if writes:
        owner = house.directory.name_of(ticket.owner)
        late = kinds.AfterOutage(owner=owner, next_contact=due, promised=live.due_at)
        facts = _honest(docket, house, ticket, live, due, told) if ticket.misses > 1 else late
        for reader in (ticket.requester, *_others_awaiting(docket, ticket, live)):
            to_customer(docket, house, ticket, facts, recipient=reader, true_until=due)


def last_words(docket: Docket, ticket: Ticket) -> str:
    """The customer's newest words on the ticket, "" where there are none."""
    last = last_message(docket, ticket)
    return last.words if last else ""


def last_message(docket: Docket, ticket: Ticket) -> Message | None:
    """The mail with them."""
    theirs = [one for one in docket.store.thread(ticket.id) if one.direction == "in" and one.words]
    return theirs[-1] if theirs else None
