"""Some days after the solution the owner asks whether it holds (mission 15): laid ready, sent with one word.

The letter lies before the owner for some hours: `send` sends it in their name, words of their own go in its place, `no`
keeps it back. Where they say nothing the desk asks in its own name when the time comes; of a small matter that went
badly it does not, and the customer has the survey. Either is the one letter nobody asked for; a survey after a
follow-up goes to whoever answered it.
"""

from datetime import datetime

from deskbell.casework import surveys
from deskbell.casework.docket import Docket
from deskbell.casework.enclosing import NONE, Files
from deskbell.casework.filing import file_letter
from deskbell.casework.house import House
from deskbell.casework.post import drafted, to_customer, to_staff
from deskbell.casework.promising import (
    asks_unbidden,
    follow_up_due,
    follow_up_look,
    hours_of,
    scheduled,
)
from deskbell.casework.sitting import Sitting
from deskbell.casework.terms import contact_of
from deskbell.commands import kinds as words
from deskbell.commands.parse import Parsed
from deskbell.domain.hours import Span
from deskbell.domain.ticket import Ticket
from deskbell.letters import kinds
from deskbell.mail.tokens import without_tokens

#: A relay that was deaf for longer makes the question an odd one.
FRESH = Span.working_days(3)


def tick(docket: Docket, house: House, ticket: Ticket) -> None:
    """Lay the letter before the owner; when its time has come, ask."""
    look = follow_up_look(docket, house, ticket)
    if look is None or look > docket.now:
        return
    due = follow_up_due(docket, house, ticket) or docket.now
    known = docket.people.get(ticket.requester)
    if known and known.bounced_at:
        docket.note(ticket.id, "follow_up_kept_back", reason="letters to them come back, or are unwanted")
        docket.save(ticket.changed(followed_up_at=docket.now))
    elif asks_unbidden(ticket) and (ticket.follow_up_laid_at or due <= docket.now or not ticket.owner):
        ask(docket, house, ticket)
    else:
        _lay(docket, house, ticket, due)


def _lay(docket: Docket, house: House, ticket: Ticket, due: datetime) -> None:
    goes = due if asks_unbidden(ticket) else None
    facts = kinds.FollowUpDraft(
        requester=ticket.requester_name or ticket.requester,
        solved_on=ticket.resolved_at or docket.now,
        goes_at=goes,
    )
    draft = drafted(docket, house, ticket, _letter(house, ticket, approved=True), ticket.requester)
    if ticket.owner:
        to_staff(docket, house, ticket, facts, ticket.owner, true_until=goes, draft=draft)
    docket.note(ticket.id, "follow_up_laid", due=due.isoformat())
    docket.save(ticket.changed(follow_up_laid_at=docket.now))


def _letter(house: House, ticket: Ticket, *, approved: bool, words: str = "") -> kinds.FollowUp:
    return kinds.FollowUp(
        owner=house.directory.name_of(ticket.owner),
        what=ticket.subject,
        solved_on=ticket.resolved_at or ticket.updated_at,
        approved=approved,
        words=words,
    )


def ask(
    docket: Docket, house: House, ticket: Ticket, *, author: str = "", said: str = "", files: Files = NONE
) -> None:
    """The letter goes out: in the owner's name where they said so, else in the desk's."""
    facts = _letter(house, ticket, approved=bool(author), words=said)
    docket.withdraw(ticket.id, ("follow_up_draft",), "it went out")
    until = hours_of(house, ticket).add(docket.now, FRESH)
    letter = to_customer(docket, house, ticket, facts, author=author, true_until=until, files=files)
    if author:
        file_letter(
            docket, letter, said, author, house.directory.name_of(author), files=files, subject=ticket.subject
        )
    docket.note(ticket.id, "follow_up_sent", by=author or "desk")
    docket.save(ticket.changed(followed_up_at=docket.now, survey_due_at=None))


# -- what the owner says to it


def is_laid(ticket: Ticket) -> bool:
    """Does a letter lie before the owner, which neither went out nor gave way to the survey?"""
    laid, surveyed = ticket.follow_up_laid_at, ticket.surveyed_at
    return (
        laid is not None
        and ticket.followed_up_at is None
        and not ticket.live
        and not (surveyed and surveyed >= laid)
    )


def answered(sitting: Sitting, parsed: Parsed, *, of_draft: bool) -> bool:
    """The owner's word on the letter that lies before them; False where this mail is about something else.

    `send` and words of their own send it in their name, `no` keeps it back. Without the thread of the draft (`of_draft`)
    only the word `send`, alone and with nothing else held, is about it.
    """
    first = parsed.commands[0] if parsed.commands else None
    if not is_laid(sitting.ticket) or len(parsed.commands) > 1:
        return False
    send = isinstance(first, words.Send) and not parsed.text
    if send and (of_draft or not sitting.holds_words()):
        _approve(sitting)
    elif of_draft and isinstance(first, words.No):
        _keep_back(sitting)
    elif of_draft and parsed.text and first is None:
        _approve(sitting, parsed.text)
    else:
        return False
    return True


def _approve(sitting: Sitting, said: str = "") -> None:
    said = without_tokens(said, sitting.house.base_url)
    author, files = sitting.agent.address, sitting.files
    ask(sitting.docket, sitting.house, sitting.ticket, author=author, said=said, files=files)
    sitting.sent = said
    sitting.save(scheduled(sitting.docket, sitting.house, sitting.ticket))


def _keep_back(sitting: Sitting) -> None:
    """The customer is not asked; a survey may be, as of any other matter."""
    docket, ticket = sitting.docket, sitting.ticket
    docket.note(ticket.id, "follow_up_kept_back", by=sitting.agent.address)
    docket.withdraw(ticket.id, ("follow_up_draft",), "it is not wanted")
    ticket = sitting.save(ticket.changed(followed_up_at=docket.now))
    sitting.save(scheduled(docket, sitting.house, plan_survey(docket, sitting.house, ticket)))


# -- what the customer says to it


def solved_said(docket: Docket, house: House, ticket: Ticket) -> None:
    """The customer says that it is well: a survey may follow, unless the question whether it holds is still to come."""
    if ticket.followed_up_at or not _comes(docket, house, ticket):
        docket.save(scheduled(docket, house, plan_survey(docket, house, ticket)))


def closed(docket: Docket, house: House, ticket: Ticket) -> None:
    """It was put away in silence: the survey, where no follow-up went out and none is to come."""
    if not ticket.followed_up_at and not _comes(docket, house, ticket):
        plan_survey(docket, house, ticket)


def _comes(docket: Docket, house: House, ticket: Ticket) -> bool:
    return asks_unbidden(ticket) and follow_up_due(docket, house, ticket) is not None


def plan_survey(docket: Docket, house: House, ticket: Ticket) -> Ticket:
    """The ticket with the time of its survey, if it is to have one and has none."""
    span = contact_of(ticket.contact).survey_after
    if span is None or ticket.surveyed_at or ticket.survey_due_at:
        return ticket
    return docket.save(ticket.changed(survey_due_at=surveys.due_at(house, ticket, docket.now, span)))
