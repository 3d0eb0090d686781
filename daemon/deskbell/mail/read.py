"""Any bytes into a `Mail`: the one door into this room for whoever has a message to understand.

`read()` asks each reader in turn and puts their answers together. It raises nothing: should a reader fail
on some message in spite of all care, its field stays empty and the mail says so among its defects.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from deskbell.mail import authenticity, bounce, forward, ids, language, marks, origin, reply
from deskbell.mail.addresses import parse_list
from deskbell.mail.attachments import list_attachments
from deskbell.mail.bodies import readable
from deskbell.mail.calendar import MAX_CALENDAR, read_calendar
from deskbell.mail.charsets import clean, decode
from deskbell.mail.contents import Contents, sort
from deskbell.mail.dates import parse_date
from deskbell.mail.parse import Parsed, parse
from deskbell.mail.tree import Headers, Part
from deskbell.mail.values import (
    Address,
    Authenticity,
    Calendar,
    Door,
    Importance,
    Mail,
    Origin,
    Own,
    Reply,
)

_Value = TypeVar("_Value")
_ANY_DOOR, _NO_DESK = Door(), Own()
_NO_ONE: tuple[Address, ...] = ()
_NOBODY = Address("", "")
_DELIVERED = ("Delivered-To", "X-Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-RCPT-TO")
_DELIVERED_NAMES = frozenset(name.lower() for name in _DELIVERED)
_MAX_JUDGED = 200_000


def read(raw: bytes, door: Door = _ANY_DOOR, own: Own = _NO_DESK, envelope_from: str | None = None) -> Mail:
    """What is understood of a message. `envelope_from` is SMTP's MAIL FROM, None where it is not known."""
    defects: set[str] = set()
    reader = _Guard(defects)
    parsed = reader("parse", lambda: parse(raw), Parsed(Part(Headers())))
    defects.update(parsed.defects)
    root = parsed.root
    head = root.headers
    found = reader("contents", lambda: sort(root), Contents())
    text, html = reader("body", lambda: readable(found), ("", ""))
    defects.update(found.defects)
    senders = reader("from", lambda: _people(root, "From"), _NO_ONE)
    sender = _sender(senders) or reader("sender", lambda: _sender(_people(root, "Sender")), None) or _NOBODY
    subject = next((value for value in head.all("Subject") if value), "")
    judged = text[:_MAX_JUDGED]
    report = reader("bounce", lambda: bounce.find(root, subject, sender, judged), None)
    calendar = reader("calendar", lambda: _calendar(found), None)
    verdict = reader(
        "origin",
        lambda: origin.judge(root, sender, subject, judged, report, calendar, own, envelope_from),
        origin.OriginVerdict(Origin.PERSON, False, ()),
    )
    words = reader("reply", lambda: _reply(text, html, found, subject), Reply(text))
    return Mail(
        subject=subject,
        sender=sender,
        senders=senders,
        reply_to=reader("reply-to", lambda: _people(root, "Reply-To"), ()),
        to=reader("to", lambda: _people(root, "To"), ()),
        cc=reader("cc", lambda: _people(root, "Cc"), ()),
        delivered_to=reader("delivered-to", lambda: _delivered_to(root), ()),
        message_id=reader("message-id", lambda: ids.message_id(head), ""),
        in_reply_to=reader("in-reply-to", lambda: ids.in_reply_to(head), ()),
        references=reader("references", lambda: ids.references(head), ()),
        date=reader("date", lambda: _date(head), None),
        text=text,
        html_source=html,
        reply=words,
        attachments=reader("attachments", lambda: list_attachments(found), ()),
        origin=verdict.origin,
        auto=verdict.auto,
        origin_evidence=verdict.evidence,
        bounce=report,
        forward=reader("forward", lambda: forward.find(judged, subject, root), None),
        importance=reader("importance", lambda: marks.importance(head, subject, judged), Importance()),
        calendar=calendar,
        authenticity=reader(
            "authenticity", lambda: authenticity.verdict(head, door, sender, senders), Authenticity()
        ),
        language=reader("language", lambda: language.guess(words.new), ""),
        signed=found.signed or "-----BEGIN PGP SIGNED MESSAGE-----" in text,
        encrypted=found.encrypted or "-----BEGIN PGP MESSAGE-----" in text,
        headers=tuple([(field.name, field.text) for field in head.fields]),
        defects=tuple(sorted(defects)),
    )


class _Guard:
    """Asks a reader; a reader that raises is a defect of ours, noted on the mail, and never a mail unread."""

    def __init__(self, defects: set[str]) -> None:
        self.defects = defects

    def __call__(self, name: str, ask: Callable[[], _Value], otherwise: _Value) -> _Value:
        try:
            return ask()
        except Exception as error:  # noqa: BLE001 - the last net: any mail must be filed, whatever breaks on it
            self.defects.add(f"unread-{name}: {type(error).__name__}")
            return otherwise


def _people(root: Part, name: str) -> tuple[Address, ...]:
    """The mailboxes of every field of that name, topmost first."""
    found: list[Address] = []
    for raw in root.headers.raws(name):
        found.extend(parse_list(raw, root.hint))
    return tuple(found)


def _sender(people: tuple[Address, ...]) -> Address | None:
    """The first mailbox with a whole address, else with a local one, else with a name."""
    for person in people:
        if "@" in person.address:
            return person
    return next((person for person in people if person.address), people[0] if people else None)


def _delivered_to(root: Part) -> tuple[str, ...]:
    if _DELIVERED_NAMES.isdisjoint(root.headers.names):
        return ()
    addresses = [person.address for name in _DELIVERED for person in _people(root, name) if person.address]
    return tuple(dict.fromkeys(addresses))


def _date(head: Headers) -> datetime | None:
    for value in head.all("Date"):
        date = parse_date(value)
        if date is not None:
            return date
    return None


def _reply(text: str, html: str, found: Contents, subject: str) -> Reply:
    """The parts of a reply. What lies beyond the length a person would read belongs to the quotation."""
    if len(text) <= _MAX_JUDGED:
        source = "\n".join(block.words for block in found.blocks if block.kind == "html") if html else ""
        return reply.split(text, source[:_MAX_JUDGED], subject)
    cut = text.rfind("\n", 0, _MAX_JUDGED) + 1 or _MAX_JUDGED
    near = reply.split(text[:cut], "", subject)
    return Reply(near.new, near.quoted + text[cut:], near.signature) if near.quoted else Reply(text)


def _calendar(found: Contents) -> Calendar | None:
    for part in found.calendars[:5]:
        text = clean(decode(part.data()[:MAX_CALENDAR], part.params.get("charset", ""), part.hint))
        calendar = read_calendar(text, part.params.get("method", ""))
        if calendar is not None:
            return calendar
    return None
