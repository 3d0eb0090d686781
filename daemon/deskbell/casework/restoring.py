"""By when people should work again, as the rules aim for: the desk's own affair, so it is told to nobody else.

Its owner sees it in the first letter and is warned before it passes; once it has passed, their lead hears of it too.
`/restored` and `/resolve` end it. While the customer has the turn nobody is told: it is not ours to end the wait.
"""

from datetime import datetime

from deskbell.casework import incidents
from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.post import to_staff
from deskbell.casework.promising import counted, restore_look
from deskbell.casework.terms import contact_of
from deskbell.domain.judgement import Kind
from deskbell.domain.ticket import Ticket
from deskbell.letters import kinds


def aimed(house: House, ticket: Ticket, now: datetime, *, anew: bool = False) -> Ticket:
    """The ticket with the aim that its terms give a fault, counted from now. One that is earlier stays, unless `anew`."""
    span = contact_of(ticket.contact).restore_target
    if ticket.kind != Kind.FAULT.value or ticket.restored_at:
        return ticket
    if span is None:
        return ticket.changed(restore_due_at=None) if anew else ticket
    due = counted(house, ticket, now, span)
    if ticket.restore_due_at and ticket.restore_due_at <= due and not anew:
        return ticket
    return ticket.changed(restore_due_at=due, restore_step=0)


def look(docket: Docket, house: House, ticket_id: int) -> None:
    """Its owner is warned; when it has passed, their lead hears as well; each once."""
    ticket = docket.tickets[ticket_id]
    due, at = ticket.restore_due_at, restore_look(house, ticket)
    if due is None or at is None or at > docket.now:
        return
    passed = docket.now >= due
    docket.save(ticket.changed(restore_step=2 if passed else 1))
    if incidents.is_spoken_for(docket, ticket):
        return  # its incident is restored for all
    docket.note(ticket.id, "restore_late" if passed else "owner_warned", restored_by=due.isoformat())
    lead = house.directory.lead_of(ticket.team or ticket.owner) if passed else None
    facts = kinds.PromiseWarning(
        what="restored",
        due=due,
        requester=ticket.requester_name or ticket.requester,
        owner=house.directory.name_of(ticket.owner),
        passed=passed,
    )
    for reader in dict.fromkeys((ticket.owner, lead.address if lead else "")):
        if reader:
            to_staff(docket, house, ticket, facts, reader, true_until=None if passed else due)
