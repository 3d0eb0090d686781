"""What a matter is and how much it weighs, as its agent sees it: urgency, notes for agents alone, a complaint in it."""

from deskbell.casework import enclosing, hearing, restoring
from deskbell.casework.grievances import Grievance, open_beside
from deskbell.casework.judging import facts_of_ticket
from deskbell.casework.sitting import Sitting, done, refused
from deskbell.casework.terms import contact_json
from deskbell.commands import kinds as words
from deskbell.domain.judgement import Level, Routing
from deskbell.domain.ticket import reference
from deskbell.letters.staff import TranscriptLine

_PRIORITY_OF = {Level.HIGH: "P2", Level.NORMAL: "P3", Level.LOW: "P4"}
_LEVEL_OF = {"P1": "high", "P2": "high", "P3": "normal", "P4": "low"}


def urgency(command: words.Urgency, sitting: Sitting) -> TranscriptLine:
    """How urgent it is from now on, with the terms of contact that go with it; see raising for who hears of it."""
    ticket = sitting.ticket
    priority = command.priority.value if command.priority else _PRIORITY_OF[command.level or Level.NORMAL]
    level = command.level.value if command.level else _LEVEL_OF[priority]
    facts = facts_of_ticket(sitting.docket, sitting.house, ticket)
    contact = sitting.house.rules.terms(priority, ticket.kind, facts, Routing(ticket.team, ticket.owner))
    changed = ticket.touched(sitting.docket.now).changed(
        urgency=level, priority=priority, contact=contact_json(contact)
    )
    sitting.save(restoring.aimed(sitting.house, changed, sitting.docket.now, anew=True))
    sitting.raised = sitting.raised or priority < ticket.priority
    sitting.docket.note(
        ticket.id, "priority_set", old=ticket.priority, new=priority, by=sitting.agent.address
    )
    return done(command, f"{priority} from now on")


def note(command: words.Note, sitting: Sitting) -> TranscriptLine:
    """The words of this mail are for agents alone."""
    sitting.words = sitting.with_words(command.words)
    sitting.docket.note(sitting.ticket_id, "noted", by=sitting.agent.address, words=sitting.words)
    return done(command, "kept for agents alone")


def complaint(command: words.Complaint, sitting: Sitting) -> TranscriptLine:
    """A complaint that was said some other way: a ticket, a record and a thread of its own."""
    ticket = sitting.ticket
    if ticket.kind == "complaint":
        return refused(command, "it is a complaint already")
    if ticket.complaint:
        return refused(command, f"a complaint was opened from it: {reference(ticket.complaint)}")
    last = sitting.last_words()
    said = command.words or (last.words if last else "") or ticket.subject
    whom = hearing.about(sitting.house, said, ticket.requester_name)
    because = f"{sitting.agent.name} took it for a complaint"
    files = enclosing.NONE if command.words else enclosing.of_message(sitting.house, last)
    grievance = Grievance(said, because, whom, files=files)
    made = open_beside(sitting.docket, sitting.house, ticket, grievance)
    owner = sitting.house.directory.name_of(made.owner)
    return done(command, f"{made.reference} is the complaint, in a thread of its own; {owner} answers for it")
