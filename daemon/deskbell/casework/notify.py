"""Telling the desk's own people what was written: the owner with everything needed to answer, others in copy."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypedDict

from deskbell.casework import enclosing, people
from deskbell.casework.docket import Docket, OpenMatter
from deskbell.casework.enclosing import Files
from deskbell.casework.house import House, known_address
from deskbell.casework.judging import Case
from deskbell.casework.post import to_staff
from deskbell.casework.promising import hours_of
from deskbell.casework.reading import words_of
from deskbell.domain import phrases
from deskbell.domain.hours import Span
from deskbell.domain.people import role_said
from deskbell.domain.ticket import Promise, Ticket, reference
from deskbell.letters import kinds
from deskbell.letters.staff import Past

#: Fault, cause, correction and prevention of a complaint are to be known by then.
CAUSE, CAUSE_URGENT = Span.working_days(5), Span.working_days(2)
#: From the second "any news?" on the lead reads along.
CHASERS_FOR_LEAD = 2


def of_message(
    docket: Docket,
    house: House,
    ticket: Ticket,
    case: Case,
    event: str,
    *,
    hand: str = "",
    like: Sequence[OpenMatter] = (),
    solved: tuple[Past, ...] = (),
) -> None:
    """New words reach the owner (whoever confirmed an alert as well), and the lead where the customer had to ask twice.

    `like`: what their writer has open that looks like them; `solved`: what their client had solved before.
    """
    if case.reading.inbound.silent:
        return
    contact = case.judgement.contact
    ticket = docket.tickets[ticket.id]
    alert = docket.alerts.get(ticket.id)
    readers = dict.fromkeys([ticket.owner, *([alert.confirmed_by] if alert and alert.confirmed_by else [])])
    if event == "new" and not contact.confirm:
        readers |= dict.fromkeys(contact.alert)
    if (
        event == "chaser"
        and ticket.chasers >= CHASERS_FOR_LEAD
        and (lead := house.directory.lead_of(ticket.team or ticket.owner))
    ):
        readers[lead.address] = None
    files = enclosing.of_mail(house, case.reading)
    for reader in readers:
        if reader and reader == ticket.owner and event == "new" and ticket.kind == "complaint":
            _to_manager(docket, house, ticket, case)
        elif reader:
            facts = _notification(docket, house, ticket, case, event, hand, reader)
            if like or solved:
                alike = solved if facts.event == "new" else ()
                facts = replace(facts, open_alike=tuple(_past(one) for one in like), alike=alike)
            to_staff(docket, house, ticket, facts, reader, high=ticket.priority == "P1", files=files)


def _past(one: OpenMatter) -> Past:
    return Past(what="open", text=one.subject, reference=reference(one.ticket_id), at=one.opened_at)


def _to_manager(docket: Docket, house: House, ticket: Ticket, case: Case) -> None:
    """A complaint that came as a mail of its own, to whoever owns it."""
    fired = case.judgement.fired
    because = next((f"{one.entry}: {one.because}" for one in fired if one.book == "kinds"), "")
    words = words_of(case.reading.mail)
    files = enclosing.of_mail(house, case.reading)
    complaint(docket, house, ticket, words, role=case.writer.role, because=because, files=files)


def complaint(
    docket: Docket,
    house: House,
    ticket: Ticket,
    words: str,
    *,
    role: str,
    because: str,
    about: str = "",
    files: Files = enclosing.NONE,
) -> None:
    """Who complains about what, in their words, and what is asked of the owner by when."""
    urgent, live = docket.alerts.get(ticket.id), docket.promises[ticket.id]
    facts = kinds.ComplaintToManager(
        complainant=ticket.requester_name or ticket.requester,
        words=words,
        answer_due=live.due_at,
        arrived_at=docket.now,
        role=role_said(role),
        about=about,
        urgent=urgent is not None,
        proven=ticket.proven,
        cause_due=hours_of(house, ticket).add(docket.now, CAUSE_URGENT if urgent else CAUSE),
        alerted=tuple(house.directory.names(urgent.told)) if urgent else (),
        because=because,
    )
    to_staff(docket, house, ticket, facts, ticket.owner, high=urgent is not None, files=files)


def _notification(
    docket: Docket, house: House, ticket: Ticket, case: Case, event: str, hand: str, reader: str
) -> kinds.Notification:
    reading, writer = case.reading, case.writer
    mail, live = reading.mail, docket.promises.get(ticket.id)
    left_out = people.left_out(docket, house, ticket, reading)
    out = frozenset(left_out)
    others = [one.address for one in (*mail.to, *mail.cc) if not house.is_ours(one.address)]
    words = words_of(mail)
    return kinds.Notification(
        event=event if reader == ticket.owner or event == "chaser" else "copied",
        words=words,
        requester=writer.name or writer.address,
        address=writer.address,
        outside=(writer.client.name if writer.client else "") != ticket.client,
        hears=ticket.requester_name or ticket.requester,
        proven=writer.proven,
        arrived_at=reading.inbound.received_at,
        **due(live),
        expected=ticket.expected_at,
        restore_due=None if ticket.restored_at else ticket.restore_due_at,
        role=role_said(writer.role),
        requester_zone=writer.zone,
        hand=hand,
        unhappy=phrases.unhappy_sentence(words),
        about="" if event == "new" else _renamed(mail.subject, ticket),
        priority=ticket.priority,
        owner=house.directory.name_of(ticket.owner),
        fired=tuple(
            kinds.Because(entry=one.entry, because=one.because, book=one.book) for one in case.judgement.fired
        )
        if event in ("new", "reopened")
        else (),
        attachments=tuple(one.name or one.content_type for one in mail.attachments if not one.inline),
        also_to=tuple(one for one in others if known_address(house, one.lower()) not in out),
        left_out=left_out,
        answers_to=people.answers_elsewhere(house, reading, writer),
        in_copy=people.in_copy(docket, ticket),
        defects=mail.defects[:5],
    )


class _Due(TypedDict, total=False):
    promise_due: datetime
    look_due: datetime


def due(live: Promise | None) -> _Due:
    """What a promise asks of its owner: word to the customer, or a look of their own."""
    if live is None:
        return {}
    return {"promise_due": live.due_at} if live.to_customer else {"look_due": live.due_at}


def _renamed(subject: str, ticket: Ticket) -> str:
    """What they call the matter now, "" where it is what they called it before, or what a letter of ours is called."""
    same = not subject or _bare(subject) == _bare(ticket.subject) or f"[{ticket.reference}]" in subject
    return "" if same else subject


def _bare(subject: str) -> str:
    return subject.rpartition(": ")[2].strip().casefold()


def set_apart(docket: Docket, house: House, ticket: Ticket, quoted: Ticket, case: Case) -> None:
    """The quoted ticket's agent decides: /accept or /separate."""
    reading, writer = case.reading, case.writer
    same_name = writer.name and writer.name.casefold() == quoted.requester_name.casefold()
    facts = kinds.SetApartQuestion(
        sender=writer.address,
        words=words_of(reading.mail),
        quoted=quoted.reference,
        arrived_at=reading.inbound.received_at,
        quoted_subject=quoted.subject,
        maybe=quoted.requester_name if same_name else "",
    )
    files = enclosing.of_mail(house, reading)
    to_staff(docket, house, ticket, facts, quoted.owner or ticket.owner, files=files)


def copies(
    docket: Docket,
    house: House,
    ticket: Ticket,
    words: str,
    whom: Iterable[str],
    *,
    role: str = "",
    event: str = "copied",
    about: str = "",
    files: Files = enclosing.NONE,
) -> None:
    """Words that came by no mail of their own, to those who are in copy of them, or whose they are (`event` new, or reply
    for words that came `about` something else).
    """
    live = docket.promises.get(ticket.id)
    facts = kinds.Notification(
        event=event,
        words=words,
        requester=ticket.requester_name or ticket.requester,
        address=ticket.requester,
        hears=ticket.requester_name or ticket.requester,
        proven=ticket.proven,
        arrived_at=docket.now,
        **due(live),
        role=role_said(role),
        about=about,
        priority=ticket.priority,
        owner=house.directory.name_of(ticket.owner),
    )
    for reader in whom:
        if reader:
            to_staff(docket, house, ticket, facts, reader, files=files)
