"""A parsed mail and the directory, made into the facts a rule may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from deskbell.domain.people import Directory
from deskbell.mail.values import Mail
from deskbell.triage.facts import Facts, History, TicketFacts, no_history

_NEW = TicketFacts()


def role_of(directory: Directory, address: str) -> str:
    """The role the directory gives an address: its person's, `agent`, `user` of a known domain, or
    `unknown`.
    """
    if directory.agent(address):
        return "agent"
    if person := directory.person(address):
        return person.role
    return "user" if directory.client_of(address) else "unknown"


def facts_of(
    mail: Mail,
    directory: Directory,
    *,
    now: datetime,
    sender: str = "",
    sender_name: str = "",
    proven: bool = False,
    recipients: Iterable[str] = (),
    language: str = "",
    ticket: TicketFacts = _NEW,
    history: Callable[[tuple[int, ...]], History] = no_history,
    away: frozenset[str] = frozenset(),
    load: Mapping[str, int] | None = None,
) -> Facts:
    """What the rules may see of this mail.

    `sender` is the person it is taken for, where that is not From (a contact form, an agent's forward).
    `recipients` are the addresses of the envelope; To and Cc are added. `language` is the sender's, where
    the mail does not tell.
    """
    address = (sender or mail.sender.address).casefold()
    client = directory.client_of(address)
    person = directory.person(address)
    everywhere = dict.fromkeys(
        one.casefold()
        for one in (*recipients, *(a.address for a in (*mail.to, *mail.cc)), *mail.delivered_to)
        if one
    )
    hours = client.hours if client else directory.desk_hours
    return Facts(
        now=now,
        sender=address,
        sender_name=sender_name or (person.name if person else "") or mail.sender.name,
        client=client.name if client else "",
        role=role_of(directory, address),
        known=person is not None,
        proven=proven,
        sender_kind="monitor" if address in directory.monitors else str(mail.origin),
        auto=mail.auto,
        recipients=tuple(everywhere),
        subject=mail.subject,
        new_words=mail.reply.new or mail.text,
        text=mail.text,
        language=mail.language
        or language
        or (person.language if person else "")
        or (client.language if client else ""),
        importance=mail.importance.level,
        marks=mail.importance.marks,
        headers=mail.headers,
        attachments=mail.attachments,
        authenticity=str(mail.authenticity.verdict),
        client_hours=hours,
        desk_hours=directory.desk_hours,
        busy_days=client.busy_days if client else (),
        ticket=ticket,
        history=history,
        away=away,
        load=load or {},
    )
