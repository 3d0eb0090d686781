"""After a promise that was not kept: an apology laid before the owner, which one word of theirs sends (voice, letter 6).

It lies in the letter that tells the owner of the break, just as the customer would get it, and only there: where nothing
went out in time. A promise that the letter without news held was not broken, and has nothing to be sorry for. `send`
sends it in the owner's name, once; words of their own go in its place, as any answer does; `no` keeps it back. Said
nothing, it goes to nobody, and at the second miss the desk writes itself. It goes no more once it is not true: when a
person has written since, when the customer was told another time, when the time it names has passed.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from deskbell.casework import alerting, deeds
from deskbell.casework.docket import Docket, PastLetter
from deskbell.casework.ending import finish
from deskbell.casework.filing import file_letter
from deskbell.casework.house import House
from deskbell.casework.post import drafted, to_customer
from deskbell.casework.sitting import Sitting
from deskbell.commands import kinds as words
from deskbell.commands.parse import Parsed
from deskbell.domain.ticket import PromiseState, Ticket
from deskbell.letters import kinds
from deskbell.letters.staff import TranscriptLine


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise to a customer that nobody kept: when word was `promised`, and the `new` time."""

    promised: datetime
    new: datetime
    watched_by: str = ""


def letter(house: House, ticket: Ticket, broken: Broken) -> kinds.Missed:
    """What the owner would say."""
    return kinds.Missed(
        promised=broken.promised,
        next_contact=broken.new,
        approved_by=house.directory.name_of(ticket.owner),
        watched_by=broken.watched_by,
    )


def lay(docket: Docket, house: House, ticket: Ticket, broken: Broken) -> dict[str, Any]:
    """The letter as its reader would get it, for the owner's own; the timeline says that it lies there."""
    docket.note(
        ticket.id,
        "missed_laid",
        owner=ticket.owner,
        promised=broken.promised.isoformat(),
        due=broken.new.isoformat(),
    )
    return drafted(docket, house, ticket, letter(house, ticket, broken), ticket.requester)


# -- what the owner says to it


def answered(sitting: Sitting, parsed: Parsed, told: PastLetter | None) -> TranscriptLine | None:
    """What came of the one word on it; None where this mail is about something else.

    `told`: the letter of a break that the mail answers. Without it only the word `send`, alone, and while no words of
    theirs are held, is about the newest.
    """
    first = parsed.commands[0] if parsed.commands else None
    if len(parsed.commands) != 1 or parsed.text or not isinstance(first, words.Send | words.No):
        return None
    if told is None and isinstance(first, words.Send) and not sitting.holds_words():
        told = _newest(sitting)
    broken = _laid(told) if told and told.recipient == sitting.agent.address else None
    if told is None or broken is None:
        return None
    if isinstance(first, words.No):
        sitting.docket.note(sitting.ticket_id, "missed_kept_back", by=sitting.agent.address)
        return TranscriptLine(line=first.line, result="kept back; what you write yourself reaches them")
    if why := _untrue(sitting, told, broken):
        return TranscriptLine(line=first.line, result=why, done=False)
    _send(sitting, broken, first)
    return TranscriptLine(
        line=first.line, result=f"sent in your name; they hear from you {sitting.said_by(broken.new)}"
    )


def _newest(sitting: Sitting) -> PastLetter | None:
    kind, mine = kinds.PromiseBroken.kind, sitting.agent.address
    letters = sitting.docket.store.letters_of(sitting.ticket_id)
    return next((one for one in reversed(letters) if (one.kind, one.recipient) == (kind, mine)), None)


def _laid(told: PastLetter) -> Broken | None:
    """What lies in the letter of a break, None where nothing does."""
    facts = kinds.PromiseBroken.from_dict(told.facts)
    if not facts.laid or facts.next_contact is None:
        return None
    return Broken(facts.due, facts.next_contact, facts.watched_by)


def _untrue(sitting: Sitting, told: PastLetter, broken: Broken) -> str:
    """Why it may not go any more, "" while all that it says is so."""
    docket, ticket = sitting.docket, sitting.ticket
    live = docket.promises.get(ticket.id)
    if not ticket.live:
        return "the matter is done, so nothing went out"
    if ticket.owner != sitting.agent.address:
        return f"{sitting.house.directory.name_of(ticket.owner)} has the matter now, so nothing went out"
    if ticket.person_wrote_at and ticket.person_wrote_at >= told.made_at:
        return "a person has written to them since, so nothing went out"
    if broken.new <= docket.now or (live and live.to_customer and live.due_at != broken.new):
        return "the time in it does not hold any more, so nothing went out; words of your own reach them"
    return ""


def _send(sitting: Sitting, broken: Broken, word: words.Command) -> None:
    """In the owner's name, to whom the word was promised; the time it names is their promise."""
    docket, house, author = sitting.docket, sitting.house, sitting.agent.address
    deeds.look(sitting)
    docket.withdraw(sitting.ticket_id, kinds.OF_SILENCE, "a person's words came first")
    ticket = sitting.answered()
    facts = letter(house, ticket, broken)
    sent = to_customer(
        docket, house, ticket, facts, author=author, true_until=broken.new, files=sitting.files
    )
    file_letter(docket, sent, "", author, sitting.agent.name, files=sitting.files, subject=ticket.subject)
    docket.end_promise(ticket.id, PromiseState.RENEWED)
    docket.promise(ticket, broken.new, by=author)
    docket.note(ticket.id, "missed_sent", by=author, due=broken.new.isoformat())
    alert = docket.alerts.get(ticket.id)
    if alert and not alert.confirmed_by:
        alerting.confirm(docket, house, ticket, author)
    sitting.promised = True
    sitting.commands.append(word)
    finish(sitting)


__all__ = ["Broken", "answered", "lay", "letter"]
