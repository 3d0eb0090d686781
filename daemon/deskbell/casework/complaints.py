"""Complaints: a record that cannot be closed before fault, cause, correction and prevention are written (mission 3).

The closing letter tells the client all four. After it the prevention is chased until somebody says that it is done, by
answering the letter that asks for it, or by `/resolve` with what was done; the complainant is told that too.
"""

import re
from dataclasses import replace
from datetime import timedelta

from deskbell.casework.docket import Complaint, Docket
from deskbell.casework.filing import file_letter
from deskbell.casework.house import House
from deskbell.casework.post import Answering, to_customer, to_staff
from deskbell.casework.promising import prevention_look, scheduled
from deskbell.casework.sitting import Sitting
from deskbell.commands import kinds as words
from deskbell.domain.ticket import Ticket
from deskbell.letters import kinds
from deskbell.letters.staff import TranscriptLine

_PERCENT = re.compile(r"\d\s?%")
_WORD = re.compile(r"\w+(?:-\w+)*")
#: A cause that comes back so often in this time is leadership's business.
REPEATS, AT_A_CLIENT, OVER_ALL = timedelta(days=90), 2, 3


def record(docket: Docket, ticket: Ticket, about: str = "", about_ticket: int = 0) -> Complaint:
    """The record of a ticket that is a complaint; made when first asked for."""
    return docket.complaint_of(ticket.id) or keep(
        docket, Complaint(ticket.id, about, docket.now, about_ticket)
    )


def keep(docket: Docket, complaint: Complaint) -> Complaint:
    docket.complaints[complaint.ticket_id] = complaint
    return complaint


def missing(docket: Docket, ticket: Ticket) -> list[str]:
    """The parts without which it cannot be resolved."""
    return record(docket, ticket).missing()


def concerns(docket: Docket, ticket: Ticket, agent: str) -> bool:
    """Is it about this agent, who then has no hand in it?"""
    if ticket.kind != "complaint":
        return False
    known = docket.complaint_of(ticket.id)
    return known is not None and agent in known.about_agents.split()


# -- its parts


def do(command: words.Command, sitting: Sitting) -> TranscriptLine:
    """One part of the record is written."""
    docket, ticket = sitting.docket, sitting.ticket
    if ticket.kind != "complaint":
        return TranscriptLine(
            line=command.line, result="this is not a complaint; /complaint opens one", done=False
        )
    if isinstance(command, words.Cause):
        word, text = _cause(sitting.house, command)
        if not word:
            known = ", ".join(sitting.house.rules.causes.words)
            return TranscriptLine(
                line=command.line, result=f"a cause begins with one of these words: {known}", done=False
            )
        command = replace(command, word=word, text=text)
    keep(docket, _with(record(docket, ticket), command))
    docket.note(ticket.id, "complaint_part", part=type(command).__name__.lower(), by=sitting.agent.address)
    left = docket.complaints[ticket.id].missing()
    return TranscriptLine(
        line=command.line,
        result=f"written; still missing: {', '.join(left)}" if left else "written; nothing is missing",
    )


def _cause(house: House, command: words.Cause) -> tuple[str, str]:
    """The word of causes.yaml that the line begins with, the longest one, and the free text behind it."""
    written = f"{command.word} {command.text}".split()
    known = {tuple(word.split()): word for word in house.rules.causes.words}
    for length in range(min(4, len(written)), 0, -1):
        if word := known.get(tuple(one.casefold().strip(",.:;") for one in written[:length])):
            return word, " ".join(written[length:])
    return "", ""


def _with(known: Complaint, command: words.Command) -> Complaint:
    match command:
        case words.Fault(whose=whose):
            return replace(known, fault=whose)
        case words.Cause(word=word, text=text):
            return replace(known, cause_word=word, cause=text or word)
        case words.Correction(text=text):
            return replace(known, correction=text)
        case words.Prevention(text=text, by=by):
            return replace(known, prevention=text, prevention_due=by, prevention_done=None, chased=0)
    return known


# -- the end of it


def refusal(sitting: Sitting, said: str) -> str:
    """Why it cannot be resolved now, or "". Words that play it down are asked about once, and never blocked."""
    left = missing(sitting.docket, sitting.ticket)
    if left:
        return f"a complaint is resolved when all its parts are written; still missing: {', '.join(left)}"
    known = record(sitting.docket, sitting.ticket)
    small = belittling(
        sitting.house, sitting.ticket.language, (said, known.cause, known.correction, known.prevention)
    )
    if small and not known.asked:
        keep(sitting.docket, replace(known, asked=True))
        sitting.docket.note(sitting.ticket_id, "belittling_asked", words=small)
        return f"this may read as making it small: {', '.join(small)}. If it stays, say /resolve once more, or send"
    return ""


def belittling(house: House, language: str, texts: tuple[str, ...]) -> list[str]:
    """The words in the texts that play a complaint down, in its language and in English, and percentages."""
    lists = house.rules.causes.belittling
    listed = [*lists.get(language.partition("-")[0], ()), *lists.get("en", ())]
    found: list[str] = []
    for text in texts:
        spoken = f" {' '.join(_WORD.findall(text.casefold()))} "
        found += [word for word in listed if f" {' '.join(_WORD.findall(word.casefold()))} " in spoken]
        found += _PERCENT.findall(text)
    return list(dict.fromkeys(found))


def closing_letter(sitting: Sitting, said: str) -> kinds.ComplaintClosing:
    """Everything, admission and apology first. `said`: what they told us, in the manager's sentence, else their own."""
    known = record(sitting.docket, sitting.ticket)
    due = known.prevention_due
    assert due is not None
    return kinds.ComplaintClosing(
        told=said or first_sentence(known.about),
        told_on=known.opened_at,
        fault=known.fault,
        cause=known.cause,
        correction=known.correction,
        prevention=known.prevention,
        prevention_due=due,
        prevention_by=sitting.house.directory.name_of(sitting.ticket.owner) or sitting.agent.name,
        manager=sitting.agent.name,
        above=_above(sitting.house, sitting.agent.address),
    )


def first_sentence(about: str) -> str:
    """Their own first sentence, as it was written."""
    flat = " ".join(about.split())
    found = re.match(r".{1,300}?[.!?](?=\s|$)", flat)
    return found[0] if found else flat[:300]


def _above(house: House, agent: str) -> str:
    above = [one for one in house.directory.leadership if one != agent]
    return house.directory.name_of(above[0]) if above else house.name


def closed(sitting: Sitting) -> None:
    """The closing letter has gone: the record is closed, and a cause that keeps coming back is told upwards."""
    docket = sitting.docket
    known = keep(docket, replace(record(docket, sitting.ticket), closed_at=docket.now))
    docket.note(sitting.ticket_id, "complaint_closed", fault=known.fault, cause=known.cause_word)
    _tell_of_repetition(sitting, known)


def _tell_of_repetition(sitting: Sitting, known: Complaint) -> None:
    docket, house, ticket = sitting.docket, sitting.house, sitting.ticket
    clients = [*docket.store.causes_since(known.cause_word, docket.now - REPEATS), ticket.client]
    here = clients.count(ticket.client) if ticket.client else 0
    if here < AT_A_CLIENT and len(clients) < OVER_ALL:
        return
    over = f"{len(clients)} complaints in 90 days, {here} of them from {ticket.client or 'this person'}"
    docket.note(ticket.id, "cause_repeated", word=known.cause_word, client=here, overall=len(clients))
    facts = kinds.AccountManagerAlert(
        happened=f"“{known.cause_word}” is the cause of a complaint once more",
        since=docket.now,
        threshold=f"the same cause, {over}",
        words=known.cause,
        on_it=sitting.agent.name,
        asked="what changes so that this cause does not come back",
    )
    for reader in house.directory.leadership:
        to_staff(docket, house, ticket, facts, reader)


# -- its prevention


def owes_prevention(docket: Docket, ticket: Ticket) -> bool:
    """Was the complainant told of a change that nobody has called done?"""
    if ticket.kind != "complaint":
        return False
    known = docket.complaint_of(ticket.id)
    return bool(known and known.closed_at and known.prevention and not known.prevention_done)


def prevention_done(sitting: Sitting, said: str) -> None:
    """What we said would change has changed: the complainant is told, in the manager's words."""
    docket, ticket = sitting.docket, sitting.ticket
    known = keep(docket, replace(record(docket, ticket), prevention_done=docket.now))
    docket.note(ticket.id, "prevention_done", by=sitting.agent.address, words=said)
    if ticket.answerable:
        facts = kinds.PreventionDone(
            told_on=known.opened_at,
            prevention=said or known.prevention,
            done_on=docket.now,
            manager=sitting.agent.name,
        )
        letter = to_customer(
            docket,
            sitting.house,
            ticket,
            facts,
            author=sitting.agent.address,
            answering=Answering("", ()),
            files=sitting.files,
        )
        file_letter(
            docket, letter, facts.prevention, sitting.agent.address, sitting.agent.name, files=sitting.files
        )
        sitting.sent = facts.prevention
    sitting.save(scheduled(docket, sitting.house, sitting.ticket))


def chase(docket: Docket, house: House, ticket: Ticket) -> None:
    """Three working days before it is due, when it is overdue, and every working day from then on with leadership."""
    known = docket.complaint_of(ticket.id) if ticket.kind == "complaint" else None
    due = prevention_look(house, ticket, known) if known else None
    if known is None or known.prevention_due is None or due is None or due > docket.now:
        return
    overdue = docket.now >= known.prevention_due
    keep(docket, replace(known, chased=max(known.chased + 1, 2 if overdue else 1)))
    docket.note(ticket.id, "prevention_chased", overdue=overdue)
    facts = kinds.PreventionDue(
        prevention=known.prevention,
        due=known.prevention_due,
        complainant=ticket.requester_name or ticket.requester,
        overdue=overdue,
    )
    about = known.about_agents.split()
    above = [one for one in house.directory.leadership if one not in about] if overdue else []
    for reader in dict.fromkeys((ticket.owner, *above)):
        to_staff(docket, house, ticket, facts, reader)
