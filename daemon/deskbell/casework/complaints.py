"""Complaints: a record that cannot be closed before fault, cause, correction and prevention are written (mission 3)."""

from dataclasses import replace

from deskbell.casework.docket import Complaint, Docket
from deskbell.casework.sitting import Sitting
from deskbell.commands import kinds as words
from deskbell.domain.ticket import Ticket
from deskbell.letters.staff import TranscriptLine


def record(docket: Docket, ticket: Ticket, about: str = "", about_ticket: int = 0) -> Complaint:
    """The record of a ticket that is a complaint; made when first asked for."""
    known = docket.complaints.get(ticket.id) or docket.store.complaint(ticket.id)
    return known or keep(docket, Complaint(ticket.id, about, docket.now, about_ticket))


def keep(docket: Docket, complaint: Complaint) -> Complaint:
    docket.complaints[complaint.ticket_id] = complaint
    return complaint


def missing(docket: Docket, ticket: Ticket) -> list[str]:
    """The parts without which it cannot be resolved."""
    return record(docket, ticket).missing()


def do(command: words.Command, sitting: Sitting) -> TranscriptLine:
    """One part of the record is written, or the ticket becomes a complaint."""
    docket, ticket = sitting.docket, sitting.ticket
    if isinstance(command, words.Complaint):
        sitting.save(replace(ticket.touched(docket.now), kind="complaint"))
        record(docket, sitting.ticket, command.words)
        docket.note(ticket.id, "complaint", by=sitting.agent.address, about=command.words)
        return TranscriptLine(
            line=command.line,
            result="it is a complaint now; fault, cause, correction and prevention are to be written",
        )
    if ticket.kind != "complaint":
        return TranscriptLine(
            line=command.line, result="this is not a complaint; /complaint makes it one", done=False
        )
    known = record(docket, ticket)
    keep(docket, _with(known, command))
    docket.note(ticket.id, "complaint_part", part=type(command).__name__.lower(), by=sitting.agent.address)
    left = docket.complaints[ticket.id].missing()
    return TranscriptLine(
        line=command.line,
        result=f"written; still missing: {', '.join(left)}" if left else "written; nothing is missing",
    )


def _with(known: Complaint, command: words.Command) -> Complaint:
    match command:
        case words.Fault(whose=whose):
            return replace(known, fault=whose)
        case words.Cause(word=word, text=text):
            return replace(known, cause_word=word, cause=text or word)
        case words.Correction(text=text):
            return replace(known, correction=text)
        case words.Prevention(text=text, by=by):
            return replace(known, prevention=text, prevention_due=by)
    return known
