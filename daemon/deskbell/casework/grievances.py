"""Complaints that did not come as a mail of their own: said in a reply, in a survey, or to an agent.

Each gets a ticket, a record and a thread of its own, with the complainant alone; the ticket it was said on goes its way.
"""

from dataclasses import dataclass

from deskbell.casework import alerting, enclosing, hearing, notify
from deskbell.casework.docket import Docket, Message
from deskbell.casework.enclosing import Files
from deskbell.casework.house import House
from deskbell.casework.judging import facts_of_ticket
from deskbell.casework.post import Answering, to_customer
from deskbell.casework.promising import first_contact, scheduled
from deskbell.casework.terms import contact_json
from deskbell.domain.judgement import Contact, Routing
from deskbell.domain.ticket import Ticket
from deskbell.letters import kinds


@dataclass(frozen=True, slots=True)
class Grievance:
    """A complaint (or abuse) that was said on a ticket: the words, why they are one, and the agents they are `whom` about.

    `complainant`: who said it, and their name, where it was not the ticket's requester.
    """

    words: str
    because: str
    whom: frozenset[str] = frozenset()
    complainant: str = ""
    name: str = ""
    role: str = ""
    kind: str = "complaint"
    files: Files = enclosing.NONE


def open_beside(docket: Docket, house: House, source: Ticket, grievance: Grievance) -> Ticket:
    """A complaint (or abuse) said on another ticket: a ticket and a thread of its own, linked to the first."""
    kind, because = grievance.kind, grievance.because
    owner = hearing.hears(house, source.client, grievance.whom, source.owner, docket.now)
    if kind == "abuse":
        lead = house.directory.lead_of(source.team or source.owner)
        owner = lead.address if lead else owner
    routing = Routing(source.team, owner)
    contact = house.rules.terms(source.priority, kind, facts_of_ticket(docket, house, source), routing)
    contact = hearing.without(house, contact, grievance.whom, owner)
    ticket = _ticket_beside(docket, source, grievance, owner, contact)
    docket.join(ticket.id, ticket.requester, ticket.requester_name, "requester")
    docket.note(source.id, f"{kind}_opened", ticket=ticket.id, because=because)
    docket.note(ticket.id, "opened", reason=because, of=source.id)
    _file(docket, ticket, grievance.words, because)
    if kind == "complaint":
        docket.save(docket.tickets[source.id].changed(complaint=ticket.id))
    _answer(docket, house, ticket, source, contact, grievance)
    return docket.save(scheduled(docket, house, docket.tickets[ticket.id]))


def _ticket_beside(
    docket: Docket, source: Ticket, grievance: Grievance, owner: str, contact: Contact
) -> Ticket:
    requester = grievance.complainant or source.requester
    name = source.requester_name if requester == source.requester else ""
    return docket.open(
        Ticket(
            id=docket.fresh_id("ticket"),
            subject=source.subject,
            requester=requester,
            requester_name=grievance.name or name,
            client=source.client,
            language=source.language,
            timezone=source.timezone,
            owner=owner,
            team=source.team,
            desk_address=source.desk_address,
            opened_at=docket.now,
            updated_at=docket.now,
            customer_wrote_at=docket.now,
            kind=grievance.kind,
            urgency=source.urgency,
            impact=source.impact,
            priority=source.priority,
            answerable=source.answerable and grievance.kind == "complaint",
            proven=source.proven,
            stranger=source.stranger,
            contact=contact_json(contact),
            set_number=source.set_number,
            previous=source.id,
        )
    )


def _file(docket: Docket, ticket: Ticket, words: str, because: str) -> None:
    docket.file(
        Message(
            id=docket.fresh_id("message", 8),
            ticket_id=ticket.id,
            at=docket.now,
            direction="in",
            author=ticket.requester,
            author_name=ticket.requester_name,
            reason=because,
            subject=ticket.subject,
            words=words,
        )
    )


def _answer(
    docket: Docket, house: House, ticket: Ticket, source: Ticket, contact: Contact, grievance: Grievance
) -> None:
    """Promise, alert, record, and the letters to the complainant and to whoever answers."""
    words, because, role, files = grievance.words, grievance.because, grievance.role, grievance.files
    due = first_contact(house, ticket, contact, docket.now)
    docket.promise(ticket, due, to_customer=ticket.answerable)
    if contact.confirm:
        plea = alerting.Plea(words, ticket.proven, role=role, files=files)
        alerting.stand_up(docket, house, ticket, contact, because, plea)
    if ticket.kind != "complaint":
        others = [one for one in dict.fromkeys(contact.alert) if one != ticket.owner]
        notify.copies(docket, house, ticket, words, (ticket.owner,), role=role, event="new", files=files)
        notify.copies(docket, house, ticket, words, others, role=role, files=files)
        return
    hearing.opened(docket, house, ticket, words, grievance.whom, source.id)
    where = f"{source.reference}, {source.subject}"
    notify.complaint(docket, house, ticket, words, role=role, because=because, about=where, files=files)
    if not contact.confirm:
        others = [one for one in contact.alert if one != ticket.owner]
        notify.copies(docket, house, ticket, words, others, role=role, files=files)
    if ticket.answerable:
        to_customer(
            docket,
            house,
            ticket,
            _acknowledgement(docket, house, ticket, source, contact),
            answering=Answering("", ()),
            true_until=due,
        )
        docket.save(docket.tickets[ticket.id].changed(acknowledged_at=docket.now))


def _acknowledgement(
    docket: Docket, house: House, ticket: Ticket, source: Ticket, contact: Contact
) -> kinds.ComplaintAcknowledgement:
    """Who answers for it, and who was called, in a thread of its own."""
    alert = docket.alerts.get(ticket.id)
    return kinds.ComplaintAcknowledgement(
        answers_for=house.directory.name_of(ticket.owner),
        next_contact=docket.promises[ticket.id].due_at,
        told_on=docket.now,
        stands_in_for=hearing.stands_in_for(house, ticket),
        about="" if source.stranger else source.subject,
        alerted=alerting.known_names(house, alert),
        alerted_at=alert.made_at if alert else None,
        staffed=contact.staffed,
    )
