"""The sign of life to whoever wrote: at once, with a name and a time, once for a matter, and only where a machine may write."""

from datetime import datetime, timedelta
from typing import Any

from deskbell.casework import alerting, caps, expecting, hearing, incidents
from deskbell.casework.docket import Docket
from deskbell.casework.filing import answering
from deskbell.casework.house import House
from deskbell.casework.judging import Case, Writer
from deskbell.casework.post import Answering, to_customer
from deskbell.casework.reading import Reading
from deskbell.casework.threads import known_address
from deskbell.domain.judgement import Contact, Judgement
from deskbell.domain.people import MANAGER_ROLES
from deskbell.domain.ticket import Ticket
from deskbell.letters import kinds
from deskbell.letters.facts import Facts

#: A writer who was acknowledged this lately is not acknowledged again (mission 1), a new mark of urgency apart.
ACKNOWLEDGED_FOR = timedelta(hours=12)
#: Letters that say by when it should be solved.
_MAY_EXPECT = (kinds.Acknowledgement, kinds.AcknowledgementOutOfHours, kinds.AcknowledgementUrgent)


def acknowledge(docket: Docket, house: House, ticket: Ticket, case: Case) -> Ticket:
    """The sign of life, if this writer may be answered by a machine. One that a cap stops waits as capped."""
    reading, writer = case.reading, case.writer
    if not ticket.answerable or reading.inbound.silent:
        return ticket
    live = docket.promises[ticket.id]
    reader = ticket.requester if writer.agent else writer.address
    cap = caps.reached(docket, house, ticket, reader)
    expected = None if cap else expecting.by_the_rules(house, ticket, case.judgement.contact, docket.now)
    facts = _sign_of_life(docket, house, ticket, case, expected)
    thread = answering(reading) if reader == writer.address else Answering("", ())
    to_customer(
        docket,
        house,
        ticket,
        facts,
        recipient=reader,
        answering=thread,
        promise_id=0,
        true_until=live.due_at,
        links=() if ticket.stranger else ("status",),
        state="capped" if cap else "waiting",
    )
    if cap:
        docket.note(ticket.id, "capped", letter=facts.kind, of=cap.of, count=cap.count, daily=cap.daily)
    if isinstance(facts, _MAY_EXPECT) and facts.expected and not ticket.expected_at:
        docket.note(ticket.id, "expected", by="rules", due=facts.expected.isoformat())
        ticket = ticket.expect(facts.expected)
    return docket.save(ticket.changed(acknowledged_at=docket.now))


def _sign_of_life(
    docket: Docket, house: House, ticket: Ticket, case: Case, expected: datetime | None
) -> Facts:
    """The letter that fits: to a stranger, to a complainant, where people were called, while nobody is there, or plain."""
    reading, writer, judgement = case.reading, case.writer, case.judgement
    live, contact, directory = docket.promises[ticket.id], judgement.contact, house.directory
    owner = directory.name_of(ticket.owner)
    known = _what_is_known(docket, ticket, judgement)
    if known["notice"] or known["notice_since"]:
        expected = None  # what is known of the fault is not measured by the book
    if reading.inbound.envelope.left_behind and not ticket.stranger:
        size, received = reading.inbound.envelope.left_behind, reading.inbound.received_at
        return kinds.TooLarge(size=size, limit=house.max_size, received_at=received, owner=owner)
    if ticket.stranger:
        return kinds.AcknowledgementStranger(next_contact=live.due_at)
    if judgement.kind == "complaint":
        return _to_complainant(docket, house, ticket, contact)
    if contact.letter == "acknowledgement_urgent":
        alerted = _alerted(docket, house, ticket)
        manager = _manager(house, ticket, writer, alerted)
        return kinds.AcknowledgementUrgent(
            alerted=tuple(name for name in alerted if name != manager),
            alerted_at=docket.now,
            next_contact=live.due_at,
            staffed=contact.staffed,
            account_manager=manager,
            owner=owner,
            expected=expected,
            **known,
        )
    more: dict[str, Any] = {
        "expected": expected,
        "priority": ticket.priority,
        "forwarded_for": _forwarded_for(ticket, writer),
        "right_address": _right_address(house, reading),
    } | known
    if not directory.desk_hours.is_open(docket.now):
        return kinds.AcknowledgementOutOfHours(
            owner=owner, opens_at=directory.desk_hours.next_open(docket.now), next_contact=live.due_at, **more
        )
    return kinds.Acknowledgement(
        owner=owner, next_contact=live.due_at, on_duty_from=judgement.routing.on_duty_from, **more
    )


def _what_is_known(docket: Docket, ticket: Ticket, judgement: Judgement) -> dict[str, Any]:
    """What was last told of the incident it belongs to, else what a notice says; and since when."""
    notice = judgement.notice
    if incident := incidents.goes_on(docket, ticket):
        text = incident.known or (notice.text if notice else "")
        return {"notice": text, "notice_since": (notice.since if notice else None) or incident.since}
    return {"notice": notice.text if notice else "", "notice_since": notice.since if notice else None}


def _to_complainant(docket: Docket, house: House, ticket: Ticket, contact: Contact) -> Facts:
    """Who answers for it: the account manager, or the deputy by name."""
    answers = house.directory.name_of(ticket.owner)
    alerted = _alerted(docket, house, ticket)
    return kinds.AcknowledgementComplaint(
        answers_for=answers,
        next_contact=docket.promises[ticket.id].due_at,
        stands_in_for=hearing.stands_in_for(house, ticket),
        alerted=alerted,
        alerted_at=docket.now if alerted else None,
        staffed=contact.staffed,
    )


def _alerted(docket: Docket, house: House, ticket: Ticket) -> tuple[str, ...]:
    taken_for = docket.likenesses.get(ticket.id)
    alert = docket.alerts.get(ticket.id) or docket.alerts.get(taken_for.incident if taken_for else 0)
    return alerting.known_names(house, alert)


def _manager(house: House, ticket: Ticket, writer: Writer, alerted: tuple[str, ...]) -> str:
    """The account manager, for a letter to a manager of the client: where they were told, and are not the one who writes."""
    client = house.directory.clients.get(ticket.client) if writer.role in MANAGER_ROLES else None
    name = house.directory.name_of(client.account_manager) if client else ""
    return name if name in alerted[1:] else ""


def _forwarded_for(ticket: Ticket, writer: Writer) -> str:
    if writer.agent or ticket.requester == writer.address:
        return ""
    return ticket.requester_name or ticket.requester


def _right_address(house: House, reading: Reading) -> str:
    """The address to write to next time, if this mail came by a retired one only."""
    own = house.directory.own
    written = [own[one] for one in reading.recipients if one in own]
    return house.address if written and all(one.retired for one in written) else ""


def acknowledge_reply(
    docket: Docket, house: House, ticket: Ticket, reading: Reading, *, again: bool = False
) -> None:
    """A reply that opened the matter `again`, or that nobody will see in time, gets one sign of life in twelve hours."""
    if not ticket.answerable or reading.mail.auto or reading.inbound.silent:
        return
    if ticket.acknowledged_at and docket.now - ticket.acknowledged_at < ACKNOWLEDGED_FOR:
        return
    live = docket.promises.get(ticket.id)
    if live is None:
        return
    writer = known_address(house, reading.sender)
    reader = writer if docket.part_of(ticket.id, writer) else ticket.requester
    cap = caps.reached(docket, house, ticket, reader)
    facts = kinds.Reopened(owner=house.directory.name_of(ticket.owner), next_contact=live.due_at, again=again)
    to_customer(
        docket,
        house,
        ticket,
        facts,
        recipient=reader,
        answering=answering(reading),
        true_until=live.due_at,
        state="capped" if cap else "waiting",
    )
    if cap:
        docket.note(ticket.id, "capped", letter=facts.kind, of=cap.of, count=cap.count, daily=cap.daily)
    docket.save(docket.tickets[ticket.id].changed(acknowledged_at=docket.now))
