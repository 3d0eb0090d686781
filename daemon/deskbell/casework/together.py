"""What a person does to an incident: link what looks like it, tell everybody affected, end it, and all that hangs on it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from deskbell.casework import alerting, incidents
from deskbell.casework.docket import Docket, Incident
from deskbell.casework.filing import file_letter
from deskbell.casework.house import House
from deskbell.casework.post import Answering, to_customer, to_staff
from deskbell.casework.promising import next_contact, said_time, scheduled
from deskbell.casework.sitting import Sitting
from deskbell.commands import kinds as words
from deskbell.domain import phrases
from deskbell.domain.ticket import PromiseState, Ticket
from deskbell.letters import kinds
from deskbell.letters.facts import Facts
from deskbell.letters.staff import TranscriptLine


def of_ticket(docket: Docket, ticket: Ticket) -> Incident | None:
    """The incident whose own ticket this is, or that it is linked to."""
    known = docket.incidents.get(ticket.id) or docket.store.incident(ticket.id)
    if known or not ticket.incident:
        return known
    return docket.incidents.get(ticket.incident) or docket.store.incident(ticket.incident)


def _keep(docket: Docket, incident: Incident) -> Incident:
    docket.incidents[incident.ticket_id] = incident
    if incident.state in ("proposed", "open"):
        incidents.live(docket)[incident.ticket_id] = incident
    else:
        incidents.live(docket).pop(incident.ticket_id, None)
    return incident


def linked(docket: Docket, incident: Incident) -> Iterator[Ticket]:
    """The tickets that hang on it and live."""
    numbers = docket.store.linked(incident.ticket_id)
    docket.bring(numbers)
    here = [one.id for one in docket.tickets.values() if one.incident == incident.ticket_id]
    for number in sorted({*numbers, *here}):
        if docket.tickets[number].live and docket.tickets[number].incident == incident.ticket_id:
            yield docket.tickets[number]


# -- yes, or no


def answer(sitting: Sitting, yes: bool) -> str:
    """What came of a yes or a no to the question about an incident; "" if none was asked."""
    docket, known = sitting.docket, of_ticket(sitting.docket, sitting.ticket)
    if known is None or known.ticket_id != sitting.ticket_id:
        return ""
    if known.state == "proposed":
        if yes:
            return f"{_take_together(sitting, known)} tickets are linked; what looks like them from now on is too"
        _keep(docket, replace(known, state="declined", ended_at=docket.now))
        docket.end_promise(sitting.ticket_id, PromiseState.ENDED)
        sitting.save(sitting.ticket.close(docket.now).changed(next_at=None))
        docket.note(sitting.ticket_id, "incident_declined", by=sitting.agent.address)
        _give_back(sitting, known)
        return "they stay matters of their own"
    if known.state != "ended":
        return ""
    return _end_all(sitting, known) if yes else _let_go(sitting, known)


def _take_together(sitting: Sitting, known: Incident) -> int:
    docket = sitting.docket
    numbers = docket.store.taken_for(known.ticket_id)
    docket.bring(numbers)
    opened = _keep(docket, replace(known, state="open"))
    for number in numbers:
        ticket = docket.tickets[number]
        if ticket.incident != known.ticket_id:
            docket.save(ticket.changed(incident=known.ticket_id))
            docket.note(number, "linked", incident=known.ticket_id)
    docket.note(opened.ticket_id, "incident_open", by=sitting.agent.address, tickets=len(numbers))
    confirm_all(docket, sitting.house, docket.tickets[opened.ticket_id], sitting.agent.address)
    return len(numbers)


def _give_back(sitting: Sitting, known: Incident) -> None:
    """Matters of which their owners have not heard yet, because so many wrote: one letter to each names theirs."""
    docket, theirs = sitting.docket, defaultdict[str, list[TranscriptLine]](list)
    numbers = docket.store.linked(known.ticket_id)
    docket.bring(numbers)
    for number in numbers:
        ticket = docket.save(docket.tickets[number].changed(incident=0))
        docket.note(number, "unlinked", incident=known.ticket_id)
        what = f"{ticket.requester_name or ticket.requester}: {ticket.subject}"
        theirs[ticket.owner].append(TranscriptLine(line=ticket.reference, result=what))
    for owner, lines in theirs.items():
        facts = kinds.Transcript(
            reached="nothing",
            reason=f"{sitting.agent.name} has said that these stay matters of their own; they are yours.",
            lines=tuple(lines),
        )
        to_staff(docket, sitting.house, sitting.ticket, facts, owner)


def mine(docket: Docket, house: House, ticket_id: int, address: str) -> str:
    """Somebody says `mine`, by mail, by a tap on the page or at the desk's machine; why it is not theirs, or ""."""
    alert = docket.alerts.get(ticket_id)
    if alert is None:
        return "There is no alert on this ticket."
    if alert.confirmed_by not in ("", address):
        return f"{house.directory.name_of(alert.confirmed_by)} has it already."
    confirm_all(docket, house, docket.tickets[ticket_id], address)
    docket.save(scheduled(docket, house, docket.tickets[ticket_id]))
    return ""


def confirm_all(docket: Docket, house: House, ticket: Ticket, address: str) -> None:
    """Whoever has an incident has the alerts of the mails that made it, too."""
    alerting.confirm(docket, house, ticket, address)
    if of_ticket(docket, ticket) is None:
        return
    first = docket.store.taken_for(ticket.id)[: house.rules.similar.people + incidents.FOUNDERS]
    docket.bring(first)
    for number in first:
        alert = docket.alerts.get(number)
        if alert and not alert.confirmed_by:
            alerting.confirm(docket, house, docket.tickets[number], address)


# -- one text for everybody


def broadcast(command: words.Broadcast, sitting: Sitting) -> TranscriptLine:
    """The words go to everybody the incident affects, each by a letter of their own, with the next time."""
    docket, known = sitting.docket, of_ticket(sitting.docket, sitting.ticket)
    said = sitting.with_words(command.words)
    if known is None or known.state == "declined":
        return TranscriptLine(line=command.line, result="no incident hangs on this ticket", done=False)
    if not said:
        return TranscriptLine(line=command.line, result="there are no words to send", done=False)
    if known.state == "proposed":
        _take_together(sitting, known)
        known = docket.incidents[known.ticket_id]
    docket.bring([known.ticket_id])
    known = _keep(docket, replace(known, known=said))
    due = _next_update(sitting, docket.tickets[known.ticket_id], said)
    facts = kinds.Broadcast(title=known.title, text=said, since=known.since, next_update=due)
    told = 0
    for ticket in list(linked(docket, known)):
        _tell(sitting, ticket, known, facts, said, due)
        told += 1
    docket.note(known.ticket_id, "broadcast", by=sitting.agent.address, told=told, words=said)
    sitting.spoke = True
    sitting.answered()
    return TranscriptLine(line=command.line, result=f"{told} people are told, unseen by each other")


def _next_update(sitting: Sitting, mine: Ticket, said: str) -> datetime:
    """The time the words name, else the next contact by the incident's own terms."""
    now, zone = sitting.docket.now, sitting.agent.timezone or sitting.house.timezone
    named = phrases.promised_time(said, now, zone)
    if named and named[1] > now:
        return said_time(named[1], mine, sitting.house)
    return next_contact(sitting.house, mine, now)


def _tell(
    sitting: Sitting, ticket: Ticket, known: Incident, facts: Facts, said: str, due: datetime | None
) -> None:
    """A person's words: the promise is kept by them, and the next one is the time they name."""
    docket, house = sitting.docket, sitting.house
    live = docket.promises.get(ticket.id)
    docket.withdraw(ticket.id, kinds.OF_SILENCE, "a person's words came first")
    if ticket.answerable:
        letter = to_customer(
            docket,
            house,
            ticket,
            facts,
            answering=Answering("", (f"<incident.{known.ticket_id}@{house.domain}>",)),
            promise_id=live.id if live else 0,
        )
        file_letter(docket, letter, said, sitting.agent.address, sitting.agent.name, spare=64)
    kept = live is None or docket.now <= live.due_at
    docket.end_promise(ticket.id, PromiseState.KEPT if kept else PromiseState.BROKEN)
    ticket = docket.save(docket.tickets[ticket.id].answered(docket.now))
    if due:
        docket.promise(ticket, due, by=sitting.agent.address, to_customer=ticket.answerable)
        docket.save(scheduled(docket, house, ticket))


# -- its end


def resolved(sitting: Sitting, said: str) -> str:
    """The incident is over; what hangs on it is offered. "" for a ticket that is no incident's own."""
    docket, known = sitting.docket, of_ticket(sitting.docket, sitting.ticket)
    if known is None or known.ticket_id != sitting.ticket_id or known.state not in ("proposed", "open"):
        return ""
    ended = over(docket, known, said or known.known)
    left = sum(1 for _ in linked(docket, ended))
    return f"resolved; {offer(left)}"


def over(docket: Docket, known: Incident, said: str) -> Incident:
    """The incident ends now; newcomers are matters of their own again."""
    docket.note(known.ticket_id, "incident_ended", words=said)
    return _keep(docket, replace(known, state="ended", known=said, ended_at=docket.now))


def offer(left: int) -> str:
    if not left:
        return "nothing hangs on it"
    return f"{left} tickets hang on it: answer yes, and each is told and resolved; answer no, and they go on alone"


def cleared(docket: Docket, house: House, ticket: Ticket, subject: str) -> None:
    """A monitor says that all is well again: its incident ends, and the owner decides about the rest."""
    known = of_ticket(docket, ticket)
    if known is None or known.state not in ("proposed", "open"):
        return
    ended = over(docket, known, known.known)
    left = sum(1 for _ in linked(docket, ended))
    docket.end_promise(ticket.id, PromiseState.KEPT)
    docket.note(ticket.id, "resolved", by="monitor")
    docket.save(scheduled(docket, house, docket.tickets[ticket.id].resolve(docket.now)))
    line = TranscriptLine(line=subject, result=f"resolved by the monitor; {offer(left)}")
    to_staff(docket, house, ticket, kinds.Transcript(reached="nothing", lines=(line,)), ticket.owner)


def _end_all(sitting: Sitting, known: Incident) -> str:
    docket = sitting.docket
    facts = kinds.BroadcastEnded(title=known.title, ended_at=known.ended_at or docket.now, text=known.known)
    told = 0
    for ticket in list(linked(docket, known)):
        _tell(sitting, ticket, known, facts, known.known, None)
        docket.note(ticket.id, "resolved", by=sitting.agent.address, incident=known.ticket_id)
        done = docket.tickets[ticket.id].resolve(docket.now)
        docket.save(scheduled(docket, sitting.house, done))
        told += 1
    return f"{told} tickets are resolved, and each is told"


def _let_go(sitting: Sitting, known: Incident) -> str:
    left = list(linked(sitting.docket, known))
    for ticket in left:
        sitting.docket.save(ticket.changed(incident=0))
        sitting.docket.note(ticket.id, "unlinked", incident=known.ticket_id)
    return f"{len(left)} tickets go on alone"
