"""A mail opens a ticket: people, judgement, promise, the letter to the writer, the word to the owner, the alert."""

from dataclasses import replace
from typing import Any

from deskbell.casework import caps, hearing, incidents, notify, people
from deskbell.casework.docket import Docket, Outcome
from deskbell.casework.filing import answering, file_message
from deskbell.casework.house import House
from deskbell.casework.judging import Writer
from deskbell.casework.post import Answering, to_customer
from deskbell.casework.promising import first_contact, scheduled
from deskbell.casework.reading import Reading
from deskbell.casework.terms import contact_json, contact_of
from deskbell.casework.threads import Found, known_address
from deskbell.domain.judgement import Contact, Fired, Judgement
from deskbell.domain.people import MANAGER_ROLES
from deskbell.domain.ticket import PromiseState, Ticket
from deskbell.letters import kinds
from deskbell.letters.facts import Facts
from deskbell.mail.compose import clean_line
from deskbell.mail.values import Origin

#: A writer who was acknowledged this lately is not acknowledged again (mission 1), a new mark of urgency apart.
ACKNOWLEDGED_FOR = 12 * 3600


def open_new(
    docket: Docket, house: House, reading: Reading, writer: Writer, judgement: Judgement, found: Found
) -> Outcome:
    """A new matter."""
    ticket = _opened(docket, house, reading, writer, judgement)
    return _outcome(docket, house, reading, writer, judgement, found, ticket, "opened", found.reason)


def set_apart(
    docket: Docket, house: House, reading: Reading, writer: Writer, judgement: Judgement, found: Found
) -> Outcome:
    """Somebody without a part quotes a ticket: a ticket of its own beside it, and the agent decides."""
    assert found.ticket
    ticket = docket.save(
        replace(_opened(docket, house, reading, writer, judgement), set_apart_from=found.ticket.id)
    )
    docket.note(found.ticket.id, "quoted_by_stranger", ticket=ticket.id, sender=writer.address)
    outcome = _outcome(
        docket,
        house,
        reading,
        writer,
        judgement,
        found,
        ticket,
        "set apart",
        f"{found.reason}; the sender has no part in it",
        tell=False,
    )
    notify.set_apart(docket, house, docket.tickets[ticket.id], found.ticket, reading, writer)
    return outcome


def followed_up(
    docket: Docket, house: House, reading: Reading, writer: Writer, judgement: Judgement, found: Found
) -> Outcome:
    """A new ticket that knows the closed one it follows."""
    assert found.ticket
    ticket = docket.save(
        replace(_opened(docket, house, reading, writer, judgement), previous=found.ticket.id)
    )
    docket.note(found.ticket.id, "followed_up", ticket=ticket.id)
    return _outcome(
        docket,
        house,
        reading,
        writer,
        judgement,
        found,
        ticket,
        "followed-up",
        f"{found.reason}; that ticket is closed",
    )


def _opened(docket: Docket, house: House, reading: Reading, writer: Writer, judgement: Judgement) -> Ticket:
    """The ticket itself, in the docket, without its promise and letters."""
    mail, now = reading.mail, docket.now
    requester, name = people.requester(docket, house, reading, writer)
    answerable = (
        judgement.refusal.answered
        and not mail.auto
        and not reading.clues.to_return_path
        and judgement.contact.letter != "none"
        and bool(requester)
    )
    return docket.open(
        Ticket(
            id=docket.fresh_id("ticket"),
            subject=clean_line(mail.subject)[:500],
            requester=requester,
            requester_name=clean_line(name)[:200],
            client=house.client_name(requester),
            language=writer.language,
            timezone=writer.zone,
            owner=judgement.routing.owner,
            team=judgement.routing.team,
            desk_address=_desk_address(house, reading),
            opened_at=now,
            updated_at=now,
            customer_wrote_at=now,
            kind=judgement.kind.value,
            urgency=judgement.urgency.value,
            impact=judgement.impact.value,
            priority=judgement.priority.value,
            answerable=answerable and not (reading.inbound.junk and not writer.proven),
            proven=writer.proven,
            stranger=writer.stranger,
            contact=contact_json(judgement.contact),
            set_number=judgement.set_number,
        )
    )


def _plain(fired: Fired) -> dict[str, object]:
    """As JSON for the timeline; `asdict` would take twenty times as long, for every entry of every mail."""
    return {"book": fired.book, "entry": fired.entry, "because": fired.because, "saw": list(fired.saw)}


def _desk_address(house: House, reading: Reading) -> str:
    """The address of ours they wrote to; answers leave from it. A retired one gives way to the main one."""
    addresses = {one.address: one for one in house.directory.addresses}
    for address in reading.recipients:
        known = addresses.get(address)
        if known and not known.retired:
            return address
    return house.address


def _outcome(
    docket: Docket,
    house: House,
    reading: Reading,
    writer: Writer,
    judgement: Judgement,
    found: Found,
    ticket: Ticket,
    word: str,
    reason: str,
    *,
    tell: bool = True,
) -> Outcome:
    """Entry, participants, promise, letters; in this order, for each leans on the one before."""
    message = file_message(docket, reading, ticket.id, reason)
    docket.note(ticket.id, word.replace(" ", "_").replace("-", "_"), reason=reason, sender=writer.address)
    docket.note(
        ticket.id,
        "judged",
        set=judgement.set_number,
        kind=judgement.kind.value,
        urgency=judgement.urgency.value,
        impact=judgement.impact.value,
        priority=judgement.priority.value,
        fired=[_plain(one) for one in judgement.fired],
    )
    _gather_participants(docket, house, reading, writer, ticket)
    words = reading.mail.reply.new or reading.mail.text
    due = first_contact(house, ticket, judgement.contact, docket.now)
    docket.promise(ticket, due, to_customer=ticket.answerable)
    incident = incidents.look(docket, house, ticket, reading, writer, judgement)
    if judgement.contact.confirm and incidents.spares_alert(
        docket, house, incident, writer, judgement, words
    ):
        docket.note(ticket.id, "alert_spared", incident=incident.ticket_id if incident else 0)
    elif judgement.contact.confirm:
        notify.alert(docket, house, ticket, reading, writer, judgement)
    ticket = docket.tickets[ticket.id]
    if ticket.kind == "complaint":
        hearing.opened(docket, house, ticket, words, hearing.about(house, words, writer.name))
    ticket = acknowledge(docket, house, ticket, reading, writer, judgement)
    if tell and not incidents.spares_owner(incident, writer):
        like = people.lookalikes(docket, house, reading, writer, ticket)
        notify.of_message(docket, house, ticket, reading, writer, "new", judgement=judgement, like=like)
    docket.save(scheduled(docket, house, docket.tickets[ticket.id]))
    return Outcome(reading.inbound.id, word, reason, ticket.id, message.id)


def _gather_participants(
    docket: Docket, house: House, reading: Reading, writer: Writer, ticket: Ticket
) -> None:
    """The requester; and of those in To and Cc the ones of the same client, or all if the sender is proven."""
    docket.join(ticket.id, ticket.requester, ticket.requester_name, "requester")
    if ticket.kind == "complaint":
        return  # a thread of its own, with the complainant alone
    if writer.address != ticket.requester and not writer.agent:
        docket.join(ticket.id, writer.address, writer.name, "participant")
    people.gather(docket, house, ticket, reading, writer)


# -- the letter to the writer


def acknowledge(
    docket: Docket, house: House, ticket: Ticket, reading: Reading, writer: Writer, judgement: Judgement
) -> Ticket:
    """The sign of life, if this writer may be answered by a machine. One that a cap stops waits as capped."""
    if not ticket.answerable or reading.inbound.silent:
        return ticket
    live = docket.promises[ticket.id]
    facts = _sign_of_life(docket, house, ticket, reading, writer, judgement)
    reader = ticket.requester if writer.agent else writer.address
    cap = caps.reached(docket, house, ticket, reader)
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
    return docket.save(replace(ticket, acknowledged_at=docket.now))


def _sign_of_life(
    docket: Docket, house: House, ticket: Ticket, reading: Reading, writer: Writer, judgement: Judgement
) -> Facts:
    live, contact, directory = docket.promises[ticket.id], judgement.contact, house.directory
    owner = directory.name_of(ticket.owner)
    known = _what_is_known(docket, ticket, judgement)
    if reading.inbound.envelope.left_behind and not ticket.stranger:
        size, received = reading.inbound.envelope.left_behind, reading.inbound.received_at
        return kinds.TooLarge(size=size, limit=house.max_size, received_at=received, owner=owner)
    if ticket.stranger:
        return kinds.AcknowledgementStranger(next_contact=live.due_at)
    if judgement.kind == "complaint":
        return _to_complainant(docket, house, ticket, contact)
    if contact.letter == "acknowledgement_urgent":
        client = directory.clients.get(ticket.client)
        return kinds.AcknowledgementUrgent(
            alerted=_alerted(docket, house, ticket),
            alerted_at=docket.now,
            next_contact=live.due_at,
            staffed=contact.staffed,
            account_manager=directory.name_of(client.account_manager)
            if client and ticket.client and writer.role in MANAGER_ROLES
            else "",
            owner=owner,
            **known,
        )
    more: dict[str, Any] = {
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
    return tuple(name for name in house.directory.names(alert.told) if "@" not in name) if alert else ()


def _forwarded_for(ticket: Ticket, writer: Writer) -> str:
    if writer.agent or ticket.requester == writer.address:
        return ""
    return ticket.requester_name or ticket.requester


def _right_address(house: House, reading: Reading) -> str:
    """The address to write to next time, if this mail came by a retired one only."""
    addresses = {one.address: one for one in house.directory.addresses}
    written = [addresses[one] for one in reading.recipients if one in addresses]
    return house.address if written and all(one.retired for one in written) else ""


def acknowledge_reopened(docket: Docket, house: House, ticket: Ticket, reading: Reading) -> None:
    """A reply that opened the matter again, or that nobody will see in time, gets one sign of life in twelve hours."""
    if not ticket.answerable or reading.mail.auto or reading.inbound.silent:
        return
    if ticket.acknowledged_at and (docket.now - ticket.acknowledged_at).total_seconds() < ACKNOWLEDGED_FOR:
        return
    live = docket.promises.get(ticket.id)
    writer = known_address(house, reading.sender)
    reader = writer if docket.part_of(ticket.id, writer) else ticket.requester
    if live is None or caps.reached(docket, house, ticket, reader):
        return
    facts = kinds.Reopened(owner=house.directory.name_of(ticket.owner), next_contact=live.due_at)
    to_customer(
        docket, house, ticket, facts, recipient=reader, answering=answering(reading), true_until=live.due_at
    )
    docket.save(replace(docket.tickets[ticket.id], acknowledged_at=docket.now))


# -- more urgent than it was


def raise_urgency(
    docket: Docket, house: House, ticket: Ticket, reading: Reading, writer: Writer, judgement: Judgement
) -> None:
    """A later mail may make a ticket more urgent, never less: new terms, an earlier promise, the alert, the letter."""
    ticket = docket.tickets[ticket.id]
    if (
        not (judgement.priority.value < ticket.priority and judgement.urgency.value == "high")
        or reading.mail.origin is Origin.AUTOMATIC
    ):
        return
    docket.note(
        ticket.id,
        "priority_raised",
        old=ticket.priority,
        new=judgement.priority.value,
        fired=[_plain(one) for one in judgement.fired],
    )
    ticket = docket.save(
        replace(
            ticket,
            urgency=judgement.urgency.value,
            impact=judgement.impact.value,
            priority=judgement.priority.value,
            contact=contact_json(judgement.contact),
        )
    )
    earlier = first_contact(house, ticket, judgement.contact, docket.now)
    live = docket.promises.get(ticket.id)
    if live is None or earlier < live.due_at:
        docket.end_promise(ticket.id, PromiseState.RENEWED)
        docket.promise(ticket, earlier, to_customer=ticket.answerable)
    alert = docket.alerts.get(ticket.id)
    if judgement.contact.confirm and not (alert and alert.confirmed_by):
        notify.alert(docket, house, ticket, reading, writer, judgement)
    ticket = acknowledge(docket, house, ticket, reading, writer, judgement)
    docket.save(scheduled(docket, house, ticket))


__all__ = [
    "acknowledge",
    "acknowledge_reopened",
    "contact_of",
    "followed_up",
    "open_new",
    "raise_urgency",
    "set_apart",
]
