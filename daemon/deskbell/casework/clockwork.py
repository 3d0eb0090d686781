"""What time does to a ticket: warnings, honest letters, misses, escalation, reminders, closing, the survey.

`tick` does everything that is due by now, then says when it must look again. It is safe to run twice: what it did is
written on the ticket, the promise or the alert, and is not due a second time.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from deskbell.casework import complaints, followups, incidents, notify, surveys
from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.post import to_customer, to_staff
from deskbell.casework.promising import (
    EXPECTED_NEAR,
    LETTERS_WITHOUT_A_PERSON,
    alert_due,
    before,
    climb_due,
    closing_time,
    hours_of,
    may_hold,
    next_contact,
    reminder_due,
    scheduled,
    waits_for_customer,
)
from deskbell.casework.terms import contact_of
from deskbell.domain.hours import Span
from deskbell.domain.ticket import Promise, PromiseState, State, Ticket
from deskbell.letters import kinds
from deskbell.letters.facts import Facts


def tick(docket: Docket, house: House, ticket_id: int) -> None:
    """Everything about this ticket that is due at the docket's time."""
    ticket = docket.tickets.get(ticket_id)
    if ticket is None or ticket.next_at is None or ticket.next_at > docket.now:
        return
    if ticket.live:
        _waiting(docket, house, ticket_id)
        _alert(docket, house, ticket_id)
        _promise(docket, house, ticket_id)
        _expected(docket, house, ticket_id)
    _end(docket, house, ticket_id)
    if not docket.tickets[ticket_id].live:
        complaints.chase(docket, house, docket.tickets[ticket_id])
    docket.save(scheduled(docket, house, docket.tickets[ticket_id]))


def put_off(docket: Docket, ticket_id: int) -> None:
    """A ticket whose clock cannot be moved is looked at again in an hour, and stands in nobody's way until then."""
    if ticket := docket.tickets.get(ticket_id):
        docket.note(ticket_id, "clock_stuck")
        docket.save(replace(ticket, next_at=docket.now + timedelta(hours=1)))


# -- whose turn it is


def _waiting(docket: Docket, house: House, ticket_id: int) -> None:
    ticket = docket.tickets[ticket_id]
    if ticket.state is not State.WAITING:
        return
    contact = contact_of(ticket.contact)
    due = reminder_due(house, ticket, contact)
    if due is not None and due <= docket.now:
        _remind(docket, house, ticket)
    ticket = docket.tickets[ticket_id]
    if (
        ticket.state is State.WAITING
        and ticket.waiting_until
        and ticket.waiting_until <= docket.now
        and ticket.waiting_for != "customer"
    ):
        docket.note(ticket_id, "waited_in_vain", whom=ticket.waiting_for, why=ticket.waiting_why)
        docket.save(ticket.resume(docket.now))


def _remind(docket: Docket, house: House, ticket: Ticket) -> None:
    """The customer is asked again; after the last time the matter is kindly put aside."""
    contact, owner = contact_of(ticket.contact), house.directory.name_of(ticket.owner)
    if ticket.reminders < len(contact.reminders):
        number = ticket.reminders + 1
        last = number == len(contact.reminders) and contact.waiting_closes is not None
        closes = (
            hours_of(house, ticket).add(ticket.updated_at, contact.waiting_closes)
            if last and contact.waiting_closes
            else None
        )
        docket.save(replace(ticket, reminders=number))
        docket.note(ticket.id, "reminded", number=number)
        if ticket.answerable and ticket.waiting_why:
            to_customer(
                docket,
                house,
                ticket,
                kinds.Reminder(questions=(ticket.waiting_why,), owner=owner, number=number, puts_away=closes),
            )
        return
    docket.end_promise(ticket.id, PromiseState.ENDED)
    docket.note(ticket.id, "put_aside", reminders=ticket.reminders)
    docket.save(replace(ticket.resume(docket.now), state=State.CLOSED, closed_at=docket.now))
    if ticket.answerable:
        until = hours_of(house, ticket).add(docket.now, contact.reopens) if contact.reopens else None
        to_customer(docket, house, ticket, kinds.KindClose(owner=owner, reopens_until=until))


# -- people who must stand up


def _alert(docket: Docket, house: House, ticket_id: int) -> None:
    """An alert that nobody confirmed climbs; each rung that is due is told, once."""
    ticket, alert = docket.tickets[ticket_id], docket.alerts.get(ticket_id)
    contact = contact_of(ticket.contact)
    if alert is None or alert.confirmed_by or not contact.chain or not contact.confirm:
        return
    while (due := alert_due(house, ticket, contact, alert.made_at, alert.step)) <= docket.now:
        rung = contact.chain[min(alert.step, len(contact.chain) - 1)]
        silent = tuple(house.directory.names(alert.told))
        alert = replace(alert, step=alert.step + 1, told=tuple(dict.fromkeys((*alert.told, *rung.tell))))
        docket.change_alert(alert)
        docket.note(ticket_id, "alert_climbed", step=alert.step, told=list(rung.tell), due=due.isoformat())
        page = rung.tell if rung.pager and alert.pages else ()
        notify.tell(
            docket,
            house,
            ticket,
            alert,
            rung.tell,
            words=_last_words(docket, ticket),
            proven=ticket.proven,
            rung=alert.step,
            page=page,
            silent=silent,
        )


def _last_words(docket: Docket, ticket: Ticket) -> str:
    theirs = [one.words for one in docket.store.thread(ticket.id) if one.direction == "in" and one.words]
    return theirs[-1] if theirs else ""


# -- the promise


def _promise(docket: Docket, house: House, ticket_id: int) -> None:
    ticket, live = docket.tickets[ticket_id], docket.promises.get(ticket_id)
    if live is None:
        docket.promise(ticket, next_contact(house, ticket, docket.now), to_customer=ticket.answerable)
        return
    if waits_for_customer(ticket):
        _look_again(docket, house, ticket, live)
        return
    _climb(docket, house, ticket, live)
    live = docket.promises[ticket_id]
    _warn(docket, house, ticket, live)
    hours, contact = hours_of(house, ticket), contact_of(ticket.contact)
    if docket.now > live.due_at:
        _broken(docket, house, ticket, live)
    elif max(before(hours, live.due_at, contact.holding_before), live.made_at) <= docket.now:
        _hold(docket, house, ticket, live)


def _look_again(docket: Docket, house: House, ticket: Ticket, live: Promise) -> None:
    """While the customer has the turn our own look is renewed, without a letter: the reminders are theirs."""
    if docket.now <= live.due_at:
        return
    docket.end_promise(ticket.id, PromiseState.RENEWED)
    again = reminder_due(house, ticket, contact_of(ticket.contact))
    later = next_contact(house, ticket, docket.now)
    docket.promise(ticket, max(again, later) if again else later, to_customer=False)


def _expected(docket: Docket, house: House, ticket_id: int) -> None:
    """An expected resolution draws near and stands: one sentence says so, once (mission 7)."""
    ticket = docket.tickets[ticket_id]
    if (
        ticket.expected_at is None
        or ticket.expected_firm_at
        or ticket.expected_at - EXPECTED_NEAR > docket.now
    ):
        return
    docket.save(replace(ticket, expected_firm_at=docket.now))
    docket.note(ticket_id, "expected_near", at=ticket.expected_at.isoformat())
    if ticket.answerable and docket.now < ticket.expected_at:
        facts = kinds.Firm(
            what="expected", at=ticket.expected_at, owner=house.directory.name_of(ticket.owner)
        )
        to_customer(docket, house, ticket, facts, true_until=ticket.expected_at)


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
    contact = contact_of(ticket.contact)
    if (
        live.warned_at
        or max(before(hours_of(house, ticket), live.due_at, contact.warn_before), live.made_at) > docket.now
    ):
        return
    docket.change_promise(replace(live, warned_at=docket.now))
    docket.note(ticket.id, "owner_warned", due=live.due_at.isoformat())
    _warn_all(docket, house, ticket, live, (ticket.owner,))


def _warn_all(docket: Docket, house: House, ticket: Ticket, live: Promise, whom: tuple[str, ...]) -> None:
    if incidents.goes_on(docket, ticket):
        return  # its incident has a promise of its own, and one warning for all
    contact = contact_of(ticket.contact)
    holding = (
        before(hours_of(house, ticket), live.due_at, contact.holding_before) if live.to_customer else None
    )
    facts = kinds.PromiseWarning(
        due=live.due_at,
        requester=ticket.requester_name or ticket.requester,
        last_words=_last_words(docket, ticket)[:600],
        holding_at=max(holding, live.made_at) if holding else None,
    )
    for reader in whom:
        if reader:
            to_staff(docket, house, ticket, facts, reader, true_until=live.due_at)


def _hold(docket: Docket, house: House, ticket: Ticket, live: Promise) -> None:
    """Shortly before the promise falls due without a word: the honest letter, and never the same one twice."""
    if not may_hold(ticket, live):
        return
    due = next_contact(house, ticket, docket.now)
    if due <= live.due_at:
        due = next_contact(house, ticket, live.due_at)
    docket.end_promise(ticket.id, PromiseState.HELD)
    missed = docket.save(replace(ticket, misses=ticket.misses + 1))
    made = docket.promise(missed, due)
    told = _tell_above(docket, house, missed, live, due)
    facts = _honest(docket, house, missed, live, due, told)
    to_customer(docket, house, missed, facts, promise_id=live.id, true_until=max(made.due_at, docket.now))


def _honest(
    docket: Docket, house: House, ticket: Ticket, live: Promise, due: datetime, told: tuple[str, ...]
) -> Facts:
    """No news the first time; then who above the owner has been told; then the account manager (mission 6)."""
    owner, names = house.directory.name_of(ticket.owner), tuple(house.directory.names(told))
    if ticket.misses <= 1:
        waits = ticket.state is State.WAITING
        return kinds.Progress(
            owner=owner,
            next_contact=due,
            reason=ticket.waiting_why if waits else "",
            waiting_for=ticket.waiting_for if waits and ticket.waiting_for != "customer" else "",
            since=ticket.updated_at if waits else None,
            expected=ticket.expected_at,
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
    docket: Docket, house: House, ticket: Ticket, live: Promise, due: datetime
) -> tuple[str, ...]:
    """At the second miss the lead, at the third the account manager, then leadership; the owner each time."""
    above = above_owner(house, ticket)
    if incidents.goes_on(docket, ticket):
        return above  # they hear it of the incident, once for all
    for reader in dict.fromkeys((ticket.owner, *above)):
        if reader:
            facts = kinds.PromiseBroken(
                due=live.due_at,
                owner=house.directory.name_of(ticket.owner),
                requester=ticket.requester_name or ticket.requester,
                misses=ticket.misses,
                to_owner=reader == ticket.owner,
                customer_told=True,
                next_contact=due,
            )
            to_staff(docket, house, ticket, facts, reader)
    if above:
        docket.note(ticket.id, "escalated", misses=ticket.misses, told=list(above))
    return above


def above_owner(house: House, ticket: Ticket) -> tuple[str, ...]:
    """Who above the owner hears of this miss: the book's word for it, else lead, account manager, leadership in turn."""
    contact = contact_of(ticket.contact)
    said = contact.misses[ticket.misses - 1] if 0 < ticket.misses <= len(contact.misses) else ()
    if told := tuple(one for one in said if one != ticket.owner):
        return told
    client, lead = (
        house.directory.clients.get(ticket.client),
        house.directory.lead_of(ticket.team or ticket.owner),
    )
    if ticket.misses <= 1:
        return ()
    if ticket.misses == 2 and lead and lead.address != ticket.owner:
        return (lead.address,)
    if ticket.misses <= 3 and client and client.account_manager:
        return (client.account_manager,)
    return house.directory.leadership


def _broken(docket: Docket, house: House, ticket: Ticket, live: Promise) -> None:
    """Nothing went out in time. The customer still hears, until there is nothing new to say without a person; from then
    on those above are told every working hour. An owner's own look that nobody took is chased the same way.
    """
    docket.end_promise(ticket.id, PromiseState.BROKEN)
    missed = docket.save(replace(ticket, misses=ticket.misses + 1))
    writes = live.to_customer and missed.answerable and missed.misses <= LETTERS_WITHOUT_A_PERSON
    due = (
        next_contact(house, missed, docket.now)
        if writes
        else hours_of(house, missed).add(docket.now, Span.working_hours(1))
    )
    docket.promise(missed, due, to_customer=writes)
    told = _tell_above(docket, house, missed, live, due)
    if writes:
        owner = house.directory.name_of(missed.owner)
        late = kinds.AfterOutage(owner=owner, next_contact=due, promised=live.due_at)
        facts = _honest(docket, house, missed, live, due, told) if missed.misses > 1 else late
        to_customer(docket, house, missed, facts, true_until=due)


# -- the end


def _end(docket: Docket, house: House, ticket_id: int) -> None:
    """A resolved ticket that stayed quiet closes; then comes the one letter nobody asked for: does it hold, or how was it?"""
    ticket = docket.tickets[ticket_id]
    contact = contact_of(ticket.contact)
    if ticket.state is State.RESOLVED and (at := closing_time(house, ticket, contact)) and at <= docket.now:
        ticket = docket.save(ticket.close(docket.now))
        docket.note(ticket_id, "closed", by="desk", reason="resolved, and nobody said otherwise")
        followups.closed(docket, house, ticket)
    followups.tick(docket, house, docket.tickets[ticket_id])
    ticket = docket.tickets[ticket_id]
    if (
        ticket.survey_due_at
        and not ticket.surveyed_at
        and ticket.survey_due_at <= docket.now
        and not ticket.live
    ):
        surveys.invite(docket, house, ticket)
