"""How a ticket stands, as its agent says: resolved, closed, open again, waiting, restored."""

from datetime import datetime

from deskbell.casework import abuse, complaints, keeping, together
from deskbell.casework.post import to_customer
from deskbell.casework.promising import reminder_due, said_time
from deskbell.casework.sitting import Sitting, done, refused
from deskbell.casework.terms import contact_of
from deskbell.commands import kinds as words
from deskbell.domain.ticket import Promise, PromiseState
from deskbell.letters import kinds
from deskbell.letters.facts import Facts
from deskbell.letters.staff import TranscriptLine


def resolve(command: words.Resolve, sitting: Sitting) -> TranscriptLine:
    """It is solved. A complaint, an abuse and an incident have ends of their own."""
    ticket = sitting.ticket
    said = sitting.with_words(command.words)
    if complaints.owes_prevention(sitting.docket, ticket) and not ticket.live:
        complaints.prevention_done(sitting, said)
        sitting.words = ""
        return done(command, "the prevention is done, and the complainant is told")
    if ticket.kind == "complaint" and (why := complaints.refusal(sitting, said)):
        return refused(command, why)
    if ticket.kind == "abuse" and (why := abuse.refusal(sitting, said)):
        return refused(command, why)
    if result := together.resolved(sitting, said):
        sitting.words, sitting.readers = said, "agents"
        sitting.docket.end_promise(ticket.id, PromiseState.KEPT)
        sitting.save(sitting.ticket.resolve(sitting.docket.now))
        return done(command, result)
    sitting.words = said
    sitting.resolved = True
    sitting.save(ticket.resolve(sitting.docket.now))
    sitting.docket.note(ticket.id, "resolved", by=sitting.agent.address)
    return done(command, "resolved; the customer is told" if ticket.answerable else "resolved")


def close(command: words.Close, sitting: Sitting) -> TranscriptLine:
    """It is done with; what must be written before that is asked for."""
    ticket = sitting.ticket
    if ticket.kind == "complaint" and (missing := complaints.missing(sitting.docket, ticket)):
        return refused(
            command,
            f"a complaint is closed when all its parts are written; still missing: {', '.join(missing)}",
        )
    if ticket.kind == "abuse":
        if why := abuse.refusal(sitting, sitting.words):
            return refused(command, why)
        sitting.readers = "agents"
        abuse.closed(sitting, sitting.words)
    sitting.docket.end_promise(ticket.id, PromiseState.ENDED)
    sitting.save(ticket.close(sitting.docket.now))
    sitting.docket.note(ticket.id, "closed", by=sitting.agent.address)
    return done(command, "closed")


def reopen(command: words.Reopen, sitting: Sitting) -> TranscriptLine:
    """It is not solved after all."""
    if sitting.ticket.live:
        return refused(command, "it is open")
    sitting.save(sitting.ticket.reopen(sitting.docket.now))
    sitting.docket.note(sitting.ticket_id, "reopened", by=sitting.agent.address)
    return done(command, "open again")


def wait(command: words.Wait, sitting: Sitting) -> TranscriptLine:
    """Somebody else is next, until then; where no words of the mail tell the customer, a letter does."""
    until = said_time(command.until, sitting.ticket, sitting.house)
    told = sitting.docket.promises.get(sitting.ticket_id)
    sitting.save(sitting.ticket.wait(command.who, until, command.why, sitting.docket.now))
    sitting.docket.note(
        sitting.ticket_id,
        "waiting",
        whom=command.who,
        until=until.isoformat(),
        why=command.why,
        by=sitting.agent.address,
    )
    keeping.make(sitting, until, to_customer=keeping.owes(sitting.ticket))
    who = "the customer" if command.who == "customer" else command.who
    also = _tell_who_is_next(command, sitting, told, until)
    return done(command, f"waiting for {who}, and looked at again {sitting.said_at(until)}{also}")


def _tell_who_is_next(command: words.Wait, sitting: Sitting, told: Promise | None, until: datetime) -> str:
    """The customer hears that it is their turn, or that the time they were told has moved; what the transcript says of it."""
    ticket, house = sitting.ticket, sitting.house
    speaks = sitting.readers == "customer" and (bool(sitting.words.strip()) or sitting.alone)
    if speaks or not ticket.answerable or ticket.stranger:
        return ""
    why, owner = command.why.strip(), sitting.agent.name
    if command.who == "customer":
        asks = reminder_due(house, ticket, contact_of(ticket.contact)) or until
        facts: Facts = kinds.Waiting(questions=(why,) if why else (), owner=owner, ask_again=asks)
        to_customer(sitting.docket, house, ticket, facts)
        return "; they are told"
    if told is None or not told.to_customer or told.due_at >= until:
        return ""
    reason = f"{why[:1].upper()}{why[1:].rstrip('.')}." if why else ""
    facts = kinds.Moved(what="contact", old=told.due_at, new=until, owner=owner, reason=reason)
    to_customer(sitting.docket, house, ticket, facts, true_until=until)
    return "; the customer is told of the new time"


def restored(command: words.Restored, sitting: Sitting) -> TranscriptLine:
    """People can work again; the cause is still there."""
    sitting.save(sitting.ticket.touched(sitting.docket.now).changed(restored_at=sitting.docket.now))
    sitting.docket.note(sitting.ticket_id, "restored", by=sitting.agent.address)
    return done(command, "noted that people can work again; the cause stays open")
