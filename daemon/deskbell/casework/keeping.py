"""The promise that an agent's mail keeps, breaks or makes: by `/promise`, by a call, by a time in their own words."""

from datetime import datetime, timedelta

from deskbell.casework.post import to_customer
from deskbell.casework.promising import hours_of, next_contact, said_time, waits_for_customer
from deskbell.casework.sitting import Sitting, done
from deskbell.casework.terms import contact_of
from deskbell.commands import kinds as words
from deskbell.domain import phrases
from deskbell.domain.ticket import Promise, PromiseState, Ticket
from deskbell.letters import kinds
from deskbell.letters.staff import TranscriptLine

#: Words of the question about a long promise; an answer to a letter that asks it is not asked again.
ASKED = "the longest that may be promised without asking back"


def promise(command: words.Promise, sitting: Sitting) -> TranscriptLine:
    """The customer hears from us by then: by the words of this mail, else by the letter of a moved time."""
    sitting.words = sitting.with_words(command.words)
    by = said_time(command.by, sitting.ticket, sitting.house)
    _note_long(sitting, by)
    old, told = sitting.docket.promises.get(sitting.ticket_id), ""
    make(sitting, by, to_customer=sitting.ticket.answerable)
    if not sitting.words and old and old.to_customer and sitting.ticket.answerable:
        facts = kinds.Moved(what="contact", old=old.due_at, new=by, owner=sitting.agent.name)
        to_customer(sitting.docket, sitting.house, sitting.ticket, facts, true_until=by)
        told = "; the customer is told of the new time"
    return done(command, f"promised {sitting.said_by(by)}{told}{_at_rest(sitting, by)}")


def _at_rest(sitting: Sitting, by: datetime) -> str:
    """What an agent is told who promises a time at which they do not work; nothing where they were called at any hour."""
    hours = sitting.agent.hours
    called = bool(contact_of(sitting.ticket.contact).confirm)
    if called or hours.is_open(by) or hours.is_open(by - timedelta(minutes=1)):
        return ""
    return f"; you work again {sitting.said_at(hours.next_open(by))}"


def _note_long(sitting: Sitting, by: datetime) -> str:
    """A promise longer than the terms let an agent make unasked stands on the timeline; what is said of it, or ""."""
    why = too_long(sitting, by)
    if why:
        longest = str(contact_of(sitting.ticket.contact).longest_promise)
        sitting.docket.note(
            sitting.ticket_id, "long_promise", by=sitting.agent.address, due=by.isoformat(), longest=longest
        )
    return why


def too_long(sitting: Sitting, by: datetime) -> str:
    """What an agent is asked before a promise that is longer than the terms of the ticket let them make unasked; else ""."""
    longest = contact_of(sitting.ticket.contact).longest_promise
    if longest is None:
        return ""
    latest = said_time(
        hours_of(sitting.house, sitting.ticket).add(sitting.docket.now, longest),
        sitting.ticket,
        sitting.house,
    )
    if by <= latest:
        return ""
    priority = sitting.ticket.priority
    return f"You promise word {sitting.said_by(by)}; {ASKED} for {priority} is {longest}, {sitting.said_by(latest)}."


def make(sitting: Sitting, by: datetime, *, to_customer: bool) -> None:
    """The live promise ends as the words of this mail make it end, and a new one is made."""
    end(sitting, PromiseState.RENEWED)
    sitting.docket.promise(sitting.ticket, by, by=sitting.agent.address, to_customer=to_customer)
    sitting.promised = True


def stands(live: Promise, now: datetime) -> bool:
    """Is it a time the customer was told, and still to come?"""
    return live.to_customer and live.due_at > now


def owes(ticket: Ticket) -> bool:
    """Is the next word ours? While it is the customer's turn they are reminded, and what we promise is our own next look."""
    return ticket.answerable and not waits_for_customer(ticket)


def end(sitting: Sitting, otherwise: PromiseState) -> None:
    """The live promise is kept or broken by words that reached the customer; without such words it ends `otherwise`."""
    live = sitting.docket.promises.get(sitting.ticket_id)
    if live is None:
        return
    spoken = bool(sitting.words and sitting.readers == "customer") or sitting.spoke
    in_time = PromiseState.KEPT if sitting.docket.now <= live.due_at else PromiseState.BROKEN
    sitting.docket.end_promise(sitting.ticket_id, in_time if spoken else otherwise)


def called(command: words.Called, sitting: Sitting) -> TranscriptLine:
    """The agent spoke with the customer, which keeps the promise."""
    sitting.spoke = True
    sitting.docket.note(sitting.ticket_id, "called", by=sitting.agent.address, words=command.words)
    sitting.answered()
    return done(command, "noted that you spoke with them; the promise is kept")


def what_they_said(sitting: Sitting, said: str) -> None:
    """The live promise ends. A time in the agent's own words is a promise too; else the next contact by the terms."""
    due, phrase = next_word(sitting, said)
    end(sitting, PromiseState.RENEWED)
    by = sitting.agent.address if phrase else "desk"
    to_customer = sitting.ticket.answerable if phrase else owes(sitting.ticket)
    sitting.docket.promise(sitting.ticket, due, by=by, to_customer=to_customer)
    if phrase:
        sitting.docket.note(sitting.ticket_id, "promise_in_words", phrase=phrase, due=due.isoformat())
        if why := _note_long(sitting, due):
            # The words have been said, and go: whoever said them hears how the desk understood them.
            sitting.lines.append(
                TranscriptLine(line=phrase, result=f"{why} An earlier /promise takes its place.")
            )


def next_word(sitting: Sitting, said: str) -> tuple[datetime, str]:
    """When the customer hears again after these words, and the words that say so; "" where the terms of the ticket do.

    Words of a mail that hands the ticket over leave the time that stands: the letter about it has just said so.
    """
    docket, zone = sitting.docket, sitting.agent.timezone or sitting.house.timezone
    phrase, at = (phrases.promised_time(said, docket.now, zone) if said else None) or ("", docket.now)
    if at > docket.now:
        return said_time(at, sitting.ticket, sitting.house), phrase
    live = docket.promises.get(sitting.ticket_id)
    if live and stands(live, docket.now) and any(isinstance(one, words.Assign) for one in sitting.commands):
        return live.due_at, ""
    return next_contact(sitting.house, sitting.ticket, docket.now, first=sitting.first), ""
