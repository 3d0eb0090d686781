"""Any bytes into a `Mail`: the one door into this room for whoever has a message to understand.

`read()` asks each reader in turn and puts their answers together. It raises nothing: should a reader fail
on some message in spite of all care, its field stays empty and the mail says so among its defects.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar, TypeVarTuple

from deskbell.mail import authenticity, bounce, feedback, forward, ids, language, marks, origin, reply
from deskbell.mail.addresses import parse_list
from deskbell.mail.attachments import list_attachments
from deskbell.mail.bodies import readable
from deskbell.mail.calendar import MAX_CALENDAR, read_calendar
from deskbell.mail.charsets import clean, decode
from deskbell.mail.contents import Contents, sort
from deskbell.mail.dates import parse_date
from deskbell.mail.lines import is_prefixed
from deskbell.mail.parse import Parsed, parse
from deskbell.mail.tree import Headers, Part
from deskbell.mail.values import (
    Address,
    Attachment,
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
_Asked = TypeVarTuple("_Asked")
_ANY_DOOR, _NO_DESK = Door(), Own()
_NO_ONE: tuple[Address, ...] = ()
_NO_WORDS: tuple[str, ...] = ()
_NO_FILES: tuple[Attachment, ...] = ()
_NOBODY = Address("", "")
_UNTOLD = Authenticity()
_A_PERSON = origin.OriginVerdict(Origin.PERSON, False)
_NOTHING_PARSED = Parsed(Part(Headers()))
_DELIVERED = ("Delivered-To", "X-Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-RCPT-TO",
              "X-Forwarded-To", "Resent-To", "Resent-Cc", "Apparently-To", "Bcc")  # fmt: skip
_DELIVERED_NAMES = frozenset(name.lower() for name in _DELIVERED)
_MAX_JUDGED = 200_000


def read(raw: bytes, door: Door = _ANY_DOOR, own: Own = _NO_DESK, envelope_from: str | None = None) -> Mail:
    """What is understood of a message. `envelope_from` is SMTP's MAIL FROM, None where it is not known."""
    defects: set[str] = set()
    reader = _Guard(defects).ask
    parsed = reader("parse", _NOTHING_PARSED, parse, raw)
    defects.update(parsed.defects)
    root = parsed.root
    head = root.headers
    found = reader("contents", None, sort, root) or Contents()
    text, html = reader("body", ("", ""), readable, found)
    defects.update(found.defects)
    senders = reader("from", _NO_ONE, _people, root, "From")
    sender = _sender(senders) or reader("sender", None, _named_sender, root) or _NOBODY
    subject = next((value for value in head.all("Subject") if value), "")
    judged = text[:_MAX_JUDGED]
    report = reader("bounce", None, bounce.find, root, subject, sender, judged)
    calendar = reader("calendar", None, _calendar, found)
    verdict = reader(
        "origin", _A_PERSON, origin.judge, root, sender, subject, judged, report, calendar, own, envelope_from
    )
    words = reader("reply", None, _reply, text, html, found, head, subject, sender.name) or Reply(text)
    return Mail(
        subject=subject,
        sender=sender,
        senders=senders,
        reply_to=reader("reply-to", _NO_ONE, _people, root, "Reply-To"),
        to=reader("to", _NO_ONE, _people, root, "To"),
        cc=reader("cc", _NO_ONE, _people, root, "Cc"),
        delivered_to=reader("delivered-to", _NO_WORDS, _delivered_to, root),
        message_id=reader("message-id", "", ids.message_id, head),
        in_reply_to=reader("in-reply-to", _NO_WORDS, ids.in_reply_to, head),
        references=reader("references", _NO_WORDS, ids.references, head),
        date=reader("date", None, _date, head),
        text=text,
        html_source=html,
        reply=words,
        attachments=reader("attachments", _NO_FILES, list_attachments, found, raw),
        origin=verdict.origin,
        auto=verdict.auto,
        origin_evidence=verdict.evidence,
        bounce=report,
        feedback=reader("feedback", None, feedback.find, root),
        forward=reader("forward", None, forward.find, judged, subject, root),
        importance=reader("importance", Importance(), marks.importance, head, subject, judged),
        calendar=calendar,
        authenticity=reader("authenticity", _UNTOLD, authenticity.verdict, head, door, sender, senders),
        language=reader("language", "", language.guess, words.new),
        signed=found.signed or "-----BEGIN PGP SIGNED MESSAGE-----" in text,
        encrypted=found.encrypted or "-----BEGIN PGP MESSAGE-----" in text,
        headers=tuple([(field.name, field.text) for field in head.fields]),
        defects=tuple(sorted(defects)),
    )


class _Guard:
    """Asks a reader; a reader that raises is a defect of ours, noted on the mail, and never a mail unread."""

    def __init__(self, defects: set[str]) -> None:
        self.defects = defects

    def ask(
        self, name: str, otherwise: _Value, reader: Callable[[*_Asked], _Value], *asked: *_Asked
    ) -> _Value:
        try:
            return reader(*asked)
        except Exception as error:  # noqa: BLE001 - the last net: any mail must be filed, whatever breaks on it
            self.defects.add(f"unread-{name}: {type(error).__name__}")
            return otherwise


def _people(root: Part, name: str) -> tuple[Address, ...]:
    """The mailboxes of every field of that name, topmost first."""
    raws = root.headers.raws(name)
    if len(raws) < 2:
        return parse_list(raws[0], root.hint) if raws else ()
    return tuple([person for raw in raws for person in parse_list(raw, root.hint)])


def _sender(people: tuple[Address, ...]) -> Address | None:
    """The first mailbox with a whole address, else with a local one, else with a name."""
    for person in people:
        if "@" in person.address:
            return person
    return next((person for person in people if person.address), people[0] if people else None)


def _named_sender(root: Part) -> Address | None:
    return _sender(_people(root, "Sender"))


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


def _reply(text: str, html: str, found: Contents, head: Headers, subject: str, writer: str) -> Reply:
    """The parts of a reply. What lies beyond the length a person would read belongs to the quotation."""
    threaded = not subject or is_prefixed(subject) or bool(head.all("In-Reply-To") or head.all("References"))
    if len(text) <= _MAX_JUDGED:
        source = "\n".join(block.words for block in found.blocks if block.kind == "html") if html else ""
        return reply.split(text, source[:_MAX_JUDGED], subject, threaded, writer)
    cut = text.rfind("\n", 0, _MAX_JUDGED) + 1 or _MAX_JUDGED
    near = reply.split(text[:cut], "", subject, threaded, writer)
    return Reply(near.new, near.quoted + text[cut:], near.signature) if near.quoted else Reply(text)


def _calendar(found: Contents) -> Calendar | None:
    for part in found.calendars[:5]:
        text = clean(decode(part.data()[:MAX_CALENDAR], part.params.get("charset", ""), part.hint))
        calendar = read_calendar(text, part.params.get("method", ""))
        if calendar is not None:
            return calendar
    return None
