"""The end of an agent's mail: the words go out, the promise they keep ends, the next one is made, the clock is set."""

from dataclasses import replace
from datetime import datetime

from deskbell.casework import (
    abuse,
    alerting,
    complaints,
    deeds,
    enclosing,
    expecting,
    keeping,
    parting,
    raising,
)
from deskbell.casework.filing import file_letter, file_own
from deskbell.casework.post import to_customer
from deskbell.casework.promising import hours_of, next_contact, scheduled
from deskbell.casework.sitting import Sitting
from deskbell.casework.terms import contact_of
from deskbell.domain.ticket import PromiseState, State
from deskbell.letters import kinds
from deskbell.letters.staff import TranscriptLine
from deskbell.mail.tokens import without_tokens

_NOBODY = "nobody was sent these words, for no address is known; /for ADDRESS says whose matter it is"


def finish(sitting: Sitting) -> None:
    """The words go out, the promise they keep ends, the next one is made, and the ticket is scheduled."""
    words_for_customer = sitting.words.strip() if sitting.readers == "customer" else ""
    said = without_tokens(words_for_customer, sitting.house.base_url)
    if sitting.parted and not sitting.resolved:
        parting.aim(sitting)
    if said or sitting.alone or (sitting.resolved and sitting.ticket.answerable):
        _speak(sitting, said)
        sitting.spoke = sitting.spoke or sitting.alone
    if sitting.resolved:
        keeping.end(sitting, PromiseState.KEPT)
        if sitting.ticket.kind == "complaint":
            complaints.closed(sitting)
        elif sitting.ticket.kind == "abuse":
            abuse.closed(sitting, said)
    elif (said or sitting.spoke) and sitting.ticket.live and not sitting.promised:
        keeping.what_they_said(sitting, said)
    elif sitting.ticket.live and sitting.ticket_id not in sitting.docket.promises:
        sitting.docket.promise(
            sitting.ticket,
            next_contact(sitting.house, sitting.ticket, sitting.docket.now),
            to_customer=sitting.ticket.answerable,
        )
    if sitting.raised and sitting.ticket.live and not (sitting.spoke or said or sitting.promised):
        raising.bring_nearer(sitting)
    if sitting.raised or sitting.parted:
        raising.stand_up(sitting)
    expecting.tell(sitting)
    if sitting.parted and not sitting.wrote:
        parting.tell(sitting)
        if sitting.reached == "all":
            told = f"{sitting.ticket.requester} is told of it, and by when they hear"
            sitting.lines.append(TranscriptLine(line=sitting.ticket.reference, result=told))
    alert = sitting.docket.alerts.get(sitting.ticket_id)
    if (said or sitting.alone) and alert and not alert.confirmed_by:
        alerting.confirm(sitting.docket, sitting.house, sitting.ticket, sitting.agent.address)
    sitting.save(scheduled(sitting.docket, sitting.house, sitting.ticket))
    deeds.remember(sitting)


def _speak(sitting: Sitting, said: str) -> None:
    """The agent's words, under the agent's name, to the requester and to those in copy, each by a letter of their own."""
    docket, house, agent = sitting.docket, sitting.house, sitting.agent
    ticket = sitting.answered()
    if ticket.state is State.WAITING and ticket.waiting_for != "customer" and not sitting.promised:
        ticket = sitting.save(ticket.resume(docket.now))
    facts: kinds.Reply | kinds.Resolved | kinds.ComplaintClosing = kinds.Reply(
        text=said,
        agent=agent.name,
        signature=agent.signature,
        next_contact=_next_contact(sitting, said),
        expected=sitting.expects or (ticket.expected_at if sitting.parted else None),
    )
    links: tuple[str, ...] = ("status",)
    readers = [
        one.address
        for one in docket.participants.get(ticket.id, {}).values()
        if one.part in ("requester", "participant")
    ]
    if sitting.resolved and ticket.kind == "complaint":
        facts, readers = complaints.closing_letter(sitting, said), [ticket.requester]
    elif sitting.resolved:
        closes = _closing(sitting)
        facts = kinds.Resolved(
            text=said,
            agent=agent.name,
            signature=agent.signature,
            closes_on=closes,
            reopens_until=_reopens(sitting, closes),
        )
        links = ("status", "survey")
    docket.withdraw(ticket.id, kinds.OF_SILENCE, "a person's words came first")
    live = docket.promises.get(ticket.id)
    letters = [
        to_customer(
            docket,
            house,
            ticket,
            theirs,
            recipient=address,
            author=agent.address,
            promise_id=live.id if live else 0,
            links=links,
            files=enclosing.NONE if address in sitting.had else sitting.files,
        )
        for address in readers or [ticket.requester]
        if address and (theirs := _for_reader(sitting, address, facts))
    ]
    if letters:
        file_letter(docket, letters[0], said, agent.address, agent.name, files=sitting.files)
        sitting.enclosed, sitting.wrote = sitting.files.go, True
    elif sitting.had:
        file_own(docket, sitting.reading, ticket.id, said, agent.address, agent.name, files=sitting.files)
    if letters or sitting.had:
        sitting.sent = said
    elif said:
        line = TranscriptLine(line=said.splitlines()[0][:60], result=_NOBODY, done=False)
        sitting.lines.append(line)


def _for_reader(
    sitting: Sitting, address: str, facts: kinds.Reply | kinds.Resolved | kinds.ComplaintClosing
) -> kinds.Reply | kinds.Resolved | kinds.ComplaintClosing | None:
    """What this reader is sent. The words reach nobody twice; what an answer to them does is the desk's to say to all."""
    if address not in sitting.had or isinstance(facts, kinds.ComplaintClosing):
        return facts
    return replace(facts, text="") if isinstance(facts, kinds.Resolved) else None


def _next_contact(sitting: Sitting, said: str) -> datetime | None:
    """The promise that these words leave behind, which they tell; None where none is made to the customer."""
    ticket = sitting.ticket
    if sitting.resolved or not (ticket.live and ticket.answerable):
        return None
    live = sitting.docket.promises.get(ticket.id)
    if sitting.promised:
        return live.due_at if live and live.to_customer else None
    due, phrase = keeping.next_word(sitting, said)
    return due if phrase or keeping.owes(ticket) else None


def _closing(sitting: Sitting) -> datetime:
    contact = contact_of(sitting.ticket.contact)
    hours = hours_of(sitting.house, sitting.ticket)
    return hours.add(sitting.docket.now, contact.closes_after) if contact.closes_after else sitting.docket.now


def _reopens(sitting: Sitting, closes: datetime) -> datetime | None:
    window = contact_of(sitting.ticket.contact).reopens
    return hours_of(sitting.house, sitting.ticket).add(closes, window) if window else None
