"""A matter that its agent makes more urgent, or parts from another: who stands up, and by when its customer hears now.

What a customer was told is a latest time. So a more urgent matter gets a nearer one, by the letter of a moved time where
the agent's own words do not say it; a less urgent one keeps the time it has, until words of a person give another.
"""

from deskbell.casework import alerting, enclosing, keeping
from deskbell.casework.post import to_customer
from deskbell.casework.promising import first_contact, next_contact
from deskbell.casework.sitting import Sitting
from deskbell.casework.terms import contact_of
from deskbell.domain.judgement import Contact
from deskbell.domain.ticket import PromiseState
from deskbell.letters import kinds
from deskbell.letters.staff import TranscriptLine


def stand_up(sitting: Sitting) -> None:
    """Whoever the new terms call at once is called, as if a mail had been judged so; nobody twice for one matter."""
    docket, house, ticket = sitting.docket, sitting.house, sitting.ticket
    contact = contact_of(ticket.contact)
    if not contact.confirm or not ticket.live or _stood_up(sitting):
        return
    last, person = sitting.last_words(), house.directory.person(ticket.requester)
    plea = alerting.Plea(
        words=last.words if last else ticket.subject,
        proven=ticket.proven,
        role=person.role if person else "",
        files=enclosing.of_message(house, last),
    )
    reason = f"{sitting.agent.name} took it for {ticket.priority}"
    alerting.stand_up(docket, house, ticket, contact, reason, plea)


def _stood_up(sitting: Sitting) -> bool:
    """Are people up for it? Those who were called while it was as urgent before.

    For what was parted, and is as urgent as its words were taken for, those who were called to its source.
    """
    alerts, before = sitting.docket.alerts, sitting.before
    if before and sitting.ticket_id in before.tickets:
        return sitting.ticket_id in alerts and bool(_terms_before(sitting).confirm)
    of_source = before is not None and before.ticket_id in alerts and not sitting.raised
    return sitting.ticket_id in alerts or of_source


def _terms_before(sitting: Sitting) -> Contact:
    assert sitting.before
    return contact_of(sitting.before.tickets[sitting.ticket_id].contact)


def bring_nearer(sitting: Sitting) -> None:
    """The live promise moves to what the new terms give, if that is earlier; a customer who was told another is told."""
    docket, house, ticket = sitting.docket, sitting.house, sitting.ticket
    live = docket.promises.get(ticket.id)
    earlier = (
        next_contact(house, ticket, docket.now)
        if ticket.person_wrote_at
        else first_contact(house, ticket, contact_of(ticket.contact), docket.now)
    )
    if live is None or live.due_at <= earlier:
        return
    to_them = live.to_customer and ticket.answerable
    docket.end_promise(ticket.id, PromiseState.RENEWED)
    docket.promise(ticket, earlier, to_customer=to_them or (ticket.answerable and keeping.owes(ticket)))
    if (
        not to_them or sitting.parted
    ):  # who was parted from another hears of their time in the letter that says so
        return
    owner = house.directory.name_of(ticket.owner) or sitting.agent.name
    facts = kinds.Moved(what="contact", old=live.due_at, new=earlier, owner=owner)
    to_customer(docket, house, ticket, facts, true_until=earlier)
    told = f"{ticket.requester} is told of the nearer time: {sitting.said_by(earlier)}"
    sitting.lines.append(TranscriptLine(line=ticket.reference, result=told))
