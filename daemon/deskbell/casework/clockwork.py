"""What time does to a ticket: warnings, honest letters, misses, escalation, reminders, closing, the survey.

`tick` does everything that is due by now, then says when it must look again. It is safe to run twice: what it did is
written on the ticket, the promise or the alert, and is not due a second time.
"""

from dataclasses import replace
from datetime import timedelta

from deskbell.casework import (
    alerting,
    complaints,
    enclosing,
    expecting,
    falling_due,
    followups,
    restoring,
    surveys,
)
from deskbell.casework.docket import Docket
from deskbell.casework.house import House, known_address
from deskbell.casework.post import to_customer
from deskbell.casework.promising import (
    alert_due,
    closing_time,
    hours_of,
    reminder_due,
    scheduled,
)
from deskbell.casework.terms import contact_of
from deskbell.domain.ticket import PromiseState, State, Ticket
from deskbell.letters import kinds


def tick(docket: Docket, house: House, ticket_id: int) -> None:
    """Everything about this ticket that is due at the docket's time."""
    ticket = docket.tickets.get(ticket_id)
    if ticket is None or ticket.next_at is None or ticket.next_at > docket.now:
        return
    if ticket.live:
        _waiting(docket, house, ticket_id)
    if docket.tickets[ticket_id].live:  # what was just put aside is owed nothing any more
        _alert(docket, house, ticket_id)
        restoring.look(docket, house, ticket_id)
        expecting.look(docket, house, ticket_id)
        falling_due.look(docket, house, ticket_id)
    _end(docket, house, ticket_id)
    if not docket.tickets[ticket_id].live:
        complaints.chase(docket, house, docket.tickets[ticket_id])
    docket.save(scheduled(docket, house, docket.tickets[ticket_id]))


def put_off(docket: Docket, ticket_id: int) -> None:
    """A ticket whose clock cannot be moved is looked at again in an hour, and stands in nobody's way until then."""
    if ticket := docket.tickets.get(ticket_id):
        docket.note(ticket_id, "clock_stuck")
        docket.save(ticket.changed(next_at=docket.now + timedelta(hours=1)))


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
        docket.save(ticket.changed(reminders=number))
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
    docket.save(ticket.resume(docket.now).changed(state=State.CLOSED, closed_at=docket.now))
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
        step = alert.step + 1
        while (
            step >= len(contact.chain)
            and alert_due(house, ticket, contact, alert.made_at, step) <= docket.now
        ):
            step += (
                1  # a desk that stood still tells the last rung once, and not once for each time it missed
            )
        alert = replace(alert, step=step, told=tuple(dict.fromkeys((*alert.told, *rung.tell))))
        docket.change_alert(alert)
        docket.note(ticket_id, "alert_climbed", step=alert.step, told=list(rung.tell), due=due.isoformat())
        page = rung.tell if rung.pager and alert.pages else ()
        last = falling_due.last_message(docket, ticket)
        writer = known_address(house, last.author.lower()) if last else ticket.requester
        person = house.directory.person(writer)
        plea = alerting.Plea(
            words=last.words if last else "",
            proven=ticket.proven,
            by=(house.directory.name_of(writer) or last.author_name or writer) if last else "",
            role=person.role if person else "",
            files=enclosing.of_message(house, last),
        )
        alerting.tell(
            docket, house, ticket, alert, rung.tell, plea, rung=alert.step, page=page, silent=silent
        )


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
