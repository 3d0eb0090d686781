"""Putting letters into the outbox: one row is one letter to one recipient, with its token, its thread, its time of truth."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from deskbell.casework import caps, enclosing
from deskbell.casework.docket import Docket, Letter, PastLetter
from deskbell.casework.enclosing import Files
from deskbell.casework.house import House, person_number
from deskbell.casework.threads import known_address
from deskbell.domain.ticket import Ticket
from deskbell.letters import kinds
from deskbell.letters.facts import Facts
from deskbell.letters.traits import Trait
from deskbell.mail import message_ids
from deskbell.mail.keyring import Purpose

_OWN_THREAD = kinds.having(Trait.OWN_THREAD)
_BEGINS_APART = kinds.ComplaintAcknowledgement.kind


def to_customer(
    docket: Docket,
    house: House,
    ticket: Ticket,
    facts: Facts,
    *,
    recipient: str = "",
    author: str = "",
    answering: "Answering | None" = None,
    promise_id: int = 0,
    true_until: datetime | None = None,
    links: tuple[str, ...] = ("status",),
    state: str = "waiting",
    files: Files = enclosing.NONE,
) -> Letter:
    """A letter in the customer's thread, to the requester unless `recipient` says who else. `author`: an agent's address.

    `files`: what that agent sends with it; nobody else's files go to customers. What the clock writes to somebody
    unproven waits as capped where their caps are full.
    """
    address = recipient or ticket.requester
    if not author and (cap := caps.by_the_clock(docket, house, ticket, facts.kind, address)):
        docket.note(ticket.id, "capped", letter=facts.kind, of=cap.of, count=cap.count, daily=cap.daily)
        state = "capped"
    frame = customer_frame(
        docket, house, ticket, facts, address, author=author, answering=answering, links=links
    )
    if author and files.go:
        frame |= enclosing.frame_of(Files(files.go))
    return _post(
        docket,
        house,
        ticket.id,
        facts,
        address,
        frame,
        audience="person" if author and facts.kind in kinds.BY_A_PERSON else caps.audience_of(ticket),
        promise_id=promise_id,
        true_until=true_until,
        state=state,
    )


def customer_frame(
    docket: Docket,
    house: House,
    ticket: Ticket,
    facts: Facts,
    address: str,
    *,
    author: str = "",
    answering: "Answering | None" = None,
    links: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Who reads such a letter, in which language, and which thread it joins."""
    part = docket.part_of(ticket.id, address)
    person = house.directory.person(address)
    known = docket.people.get(address)
    language = (
        (person.language if person else "")
        or (known.language if known else "")
        or ticket.language
        or house.language
    )
    zone = (person.timezone if person else "") or ticket.timezone
    name = (
        (person.name if person else "")
        or (part.name if part else "")
        or (ticket.requester_name if address == ticket.requester else "")
    )
    thread, begun = answering or thread_of(docket, ticket), _own_beginning(docket, ticket)
    if begun and not thread.parent:
        thread = Answering(begun.message_id, ())
    subject = begun.subject if begun else ticket.subject
    return {
        "to": "customer",
        "language": language,
        "name": "" if ticket.stranger else name,
        "zone": zone,
        "zone_known": bool(zone),
        "reference": ticket.reference,
        "subject": "" if ticket.stranger else subject,
        "opened": ticket.opened_at.isoformat(),
        "desk": ticket.desk_address or house.address,
        "generation": part.generation if part else 0,
        "links": list(links),
        "author": author,
        "parent": thread.parent,
        "chain": list(thread.chain),
        "own_thread": facts.kind in _OWN_THREAD,
    }


def _own_beginning(docket: Docket, ticket: Ticket) -> PastLetter | None:
    """The letter that began the thread of a complaint which was said elsewhere: what follows bears its subject."""
    if ticket.kind != "complaint" or not ticket.previous:
        return None
    letters = docket.store.letters_of(ticket.id)
    return next((one for one in letters if one.kind == _BEGINS_APART and one.subject), None)


def to_staff(
    docket: Docket,
    house: House,
    ticket: Ticket | None,
    facts: Facts,
    recipient: str,
    *,
    true_until: datetime | None = None,
    links: tuple[str, ...] = (),
    high: bool = False,
    thread: str = "",
    draft: Mapping[str, Any] | None = None,
    files: Files = enclosing.NONE,
) -> Letter:
    """A letter to somebody of the desk; all of one ticket's to one person stay in one thread of their mail program.

    `draft`: what `drafted` made of a letter that is laid before them. `files`: what came with the words it tells.
    """
    agent = house.directory.agent(recipient)
    part = docket.part_of(ticket.id, recipient) if ticket else None
    if agent and recipient in agent.aliases:
        recipient = agent.address  # theirs was another when they took part
    frame = {
        "to": "staff",
        "language": (agent.language if agent else "") or house.language,
        "name": agent.name if agent else "",
        "zone": (agent.timezone if agent else "") or house.timezone,
        "zone_known": True,
        "reference": ticket.reference if ticket else "",
        "subject": ticket.subject if ticket else "",
        "opened": ticket.opened_at.isoformat() if ticket else "",
        "client": client_or_name(ticket) if ticket else "",
        "desk": (ticket.desk_address if ticket else "") or house.address,
        "generation": part.generation if part else (ticket.generation if ticket else 0),
        "links": list(links),
        "author": "",
        "parent": "",
        "chain": [f"<{thread or f'ticket.{ticket.id}' if ticket else thread or facts.kind}@{house.domain}>"],
        "high": high,
    } | ({"draft": draft} if draft else {})
    frame |= enclosing.frame_of(files)
    return _post(
        docket,
        house,
        ticket.id if ticket else 0,
        facts,
        recipient,
        frame,
        audience="staff",
        true_until=true_until,
    )


def to_reader(
    docket: Docket,
    house: House,
    facts: Facts,
    address: str,
    *,
    true_until: datetime | None = None,
    thread: str = "",
) -> Letter:
    """A letter to somebody outside the desk that is about no ticket; an answer to it is a matter of its own."""
    person, client = house.directory.person(address), house.client(address)
    zone = (person.timezone if person else "") or (client.timezone if client else "")
    frame = {
        "to": "customer",
        "language": (person.language if person else "")
        or (client.language if client else "")
        or house.language,
        "name": person.name if person else "",
        "zone": zone,
        "zone_known": bool(zone),
        "reference": "",
        "subject": "",
        "opened": "",
        "desk": house.address,
        "generation": 0,
        "links": [],
        "author": "",
        "parent": "",
        "chain": [f"<{thread or facts.kind}@{house.domain}>"],
    }
    return _post(docket, house, 0, facts, address, frame, audience="known", true_until=true_until)


def drafted(docket: Docket, house: House, ticket: Ticket, facts: Facts, address: str) -> dict[str, Any]:
    """A letter that is only shown: in its reader's language, as they would get it."""
    frame = customer_frame(docket, house, ticket, facts, address)
    return {"kind": facts.kind, "facts": facts.to_dict(), "frame": frame}


def client_or_name(ticket: Ticket) -> str:
    """What a letter to staff calls the customer's side: the client, else the person."""
    return ticket.client or ticket.requester_name or ticket.requester


class Answering:
    """What a letter answers: the Message-ID it replies to, and the chain before it."""

    __slots__ = ("chain", "parent")

    def __init__(self, parent: str, chain: tuple[str, ...]) -> None:
        self.parent, self.chain = parent, chain


def thread_of(docket: Docket, ticket: Ticket) -> Answering:
    """The chain of a ticket's mails with the customer; the newest of the requester's is the one answered."""
    ids = [
        one.message_id
        for one in docket.thread(ticket.id)
        if one.message_id and one.direction == "in" and not one.hand
    ]
    return Answering(ids[-1], tuple(ids[:-1])) if ids else Answering("", ())


def _post(
    docket: Docket,
    house: House,
    ticket_id: int,
    facts: Facts,
    recipient: str,
    frame: Mapping[str, Any],
    *,
    audience: str,
    promise_id: int = 0,
    true_until: datetime | None = None,
    state: str = "waiting",
) -> Letter:
    number = docket.fresh_id("letter", 8)
    identifier = message_ids.message_id(number, house.fresh(), house.domain, house.keyring)
    return docket.post(
        Letter(
            number,
            ticket_id,
            facts.kind,
            recipient,
            facts,
            frame,
            docket.now,
            identifier,
            audience,
            promise_id,
            true_until,
            state,
        )
    )


def token_purpose(frame: Mapping[str, Any]) -> Purpose:
    """What an address in a letter proves of whoever writes to it."""
    return Purpose.AGENT if frame["to"] == "staff" else Purpose.REPLY


__all__ = [
    "Answering",
    "client_or_name",
    "customer_frame",
    "drafted",
    "known_address",
    "person_number",
    "thread_of",
    "to_customer",
    "to_reader",
    "to_staff",
    "token_purpose",
]
