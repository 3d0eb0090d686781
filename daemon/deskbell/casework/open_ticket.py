"""A mail opens a ticket: people, judgement, promise, the letter to the writer, the word to the owner, the alert."""

from deskbell.casework import alerting, hearing, incidents, notify, people, restoring, solved
from deskbell.casework.acknowledging import acknowledge
from deskbell.casework.docket import Docket, Outcome
from deskbell.casework.filing import file_message
from deskbell.casework.house import House
from deskbell.casework.judging import Case, Writer
from deskbell.casework.promising import first_contact, scheduled
from deskbell.casework.reading import Reading
from deskbell.casework.terms import contact_json
from deskbell.domain.judgement import Fired
from deskbell.domain.ticket import PromiseState, Ticket
from deskbell.mail.compose import clean_line
from deskbell.mail.values import Origin


def open_new(docket: Docket, house: House, case: Case) -> Outcome:
    """A new matter."""
    ticket = _opened(docket, house, case)
    return _outcome(docket, house, case, ticket, "opened", case.found.reason)


def set_apart(docket: Docket, house: House, case: Case) -> Outcome:
    """Somebody without a part quotes a ticket: a ticket of its own beside it, and the agent decides."""
    quoted = case.found.ticket
    assert quoted
    ticket = docket.save(_opened(docket, house, case).changed(set_apart_from=quoted.id))
    docket.note(quoted.id, "quoted_by_stranger", ticket=ticket.id, sender=case.writer.address)
    reason = f"{case.found.reason}; the sender has no part in it"
    outcome = _outcome(docket, house, case, ticket, "set apart", reason)
    notify.set_apart(docket, house, docket.tickets[ticket.id], quoted, case)
    return outcome


def followed_up(docket: Docket, house: House, case: Case) -> Outcome:
    """A new ticket that knows the closed one it follows."""
    closed = case.found.ticket
    assert closed
    ticket = docket.save(_opened(docket, house, case).changed(previous=closed.id))
    docket.note(closed.id, "followed_up", ticket=ticket.id)
    return _outcome(docket, house, case, ticket, "followed-up", f"{case.found.reason}; that ticket is closed")


def _opened(docket: Docket, house: House, case: Case) -> Ticket:
    """The ticket itself, in the docket, without its promise and letters."""
    reading, writer, judgement = case.reading, case.writer, case.judgement
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
    for address in reading.recipients:
        known = house.directory.own.get(address)
        if known and not known.retired:
            return address
    return house.address


def _outcome(docket: Docket, house: House, case: Case, ticket: Ticket, word: str, reason: str) -> Outcome:
    """Entry, participants, promise, letters; in this order, for each leans on the one before."""
    reading, judgement = case.reading, case.judgement
    message = file_message(docket, reading, ticket.id, reason)
    event = word.replace(" ", "_").replace("-", "_")
    docket.note(ticket.id, event, reason=reason, sender=case.writer.address)
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
    _gather_participants(docket, house, reading, case.writer, ticket)
    if not reading.inbound.silent:
        ticket = docket.save(restoring.aimed(house, ticket, docket.now))
    due = first_contact(house, ticket, judgement.contact, docket.now)
    docket.promise(ticket, due, to_customer=ticket.answerable)
    _tell(docket, house, case, ticket)
    docket.save(scheduled(docket, house, docket.tickets[ticket.id]))
    return Outcome(reading.inbound.id, word, reason, ticket.id, message.id)


def _tell(docket: Docket, house: House, case: Case, ticket: Ticket) -> None:
    """People stand up where they must, the writer hears of us, and the owner of them, unless an incident tells them all."""
    reading, writer, judgement = case.reading, case.writer, case.judgement
    incident = incidents.look(docket, house, ticket, case)
    if judgement.contact.confirm and incidents.spares_alert(docket, house, incident, case):
        docket.note(ticket.id, "alert_spared", incident=incident.ticket_id if incident else 0)
    elif judgement.contact.confirm:
        alerting.alert(docket, house, ticket, case)
    ticket = docket.tickets[ticket.id]
    if ticket.kind == "complaint":
        words = reading.mail.reply.new or reading.mail.text
        hearing.opened(docket, house, ticket, words, hearing.about(house, words, writer.name))
    ticket = acknowledge(docket, house, ticket, case)
    if ticket.set_apart_from or incidents.spares_owner(ticket, incident, writer):
        return
    like = people.lookalikes(docket, house, reading, writer, ticket)
    before = () if writer.stranger else solved.lookalikes(docket, reading, ticket)
    notify.of_message(docket, house, ticket, case, "new", like=like, solved=before)


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


# -- more urgent than it was


def raise_urgency(docket: Docket, house: House, ticket: Ticket, case: Case) -> None:
    """A later mail may make a ticket more urgent, never less: new terms, an earlier promise, the alert, the letter."""
    reading, judgement = case.reading, case.judgement
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
        ticket.changed(
            urgency=judgement.urgency.value,
            impact=judgement.impact.value,
            priority=judgement.priority.value,
            contact=contact_json(judgement.contact),
        )
    )
    ticket = docket.save(restoring.aimed(house, ticket, docket.now))
    earlier = first_contact(house, ticket, judgement.contact, docket.now)
    live = docket.promises.get(ticket.id)
    if live is None or earlier < live.due_at:
        docket.end_promise(ticket.id, PromiseState.RENEWED)
        docket.promise(ticket, earlier, to_customer=ticket.answerable)
    alert = docket.alerts.get(ticket.id)
    if judgement.contact.confirm and not (alert and alert.confirmed_by):
        alerting.alert(docket, house, ticket, case)
    ticket = acknowledge(docket, house, ticket, case)
    docket.save(scheduled(docket, house, ticket))
