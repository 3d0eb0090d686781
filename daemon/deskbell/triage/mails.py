"""Example mails as books write them: only what matters to the example is said, the rest is an ordinary mail.

An ordinary mail comes from a person of no known client to the desk, on a Tuesday at ten, for a new
ticket. Where `from:` is an address of the directory, its role and client come from there, unless the
example says otherwise; so the shipped examples, which say what they need, hold in any directory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskbell.domain.hours import WorkingHours
from deskbell.domain.judgement import Kind, Level, Priority
from deskbell.domain.people import Directory
from deskbell.mail.values import Attachment
from deskbell.triage.facts import ROLES, SENDER_KINDS, Facts, History, TicketFacts
from deskbell.triage.plain import ADDRESS, FLAG, NUMBER, SIZE, SPAN, TEXT
from deskbell.triage.shapes import Choice, ListOf, MapOf, Name, Parsed, Reader, Record, Shape, Values, may
from deskbell.triage.times import BUSY_DAY, WEEKDAYS, read_time
from deskbell.triage.trouble import shown

#: The Monday of the week in which examples play; ordinary ones on its Tuesday at ten.
_MONDAY = datetime(2026, 3, 9)  # noqa: DTZ001 - a wall clock; the zone comes with the client
_TEN = time(10)

#: Hours of an example whose client the directory does not know: whatever hours a desk keeps, its examples
#: hold.
SAMPLE_HOURS = WorkingHours()


def _at(text: str) -> datetime:
    """A wall-clock moment: `22:10`, `sunday 03:00` or `2026-12-24 15:00`."""
    word = " ".join(text.casefold().split())
    day, _, clock = word.rpartition(" ")
    if not day:
        return datetime.combine(_MONDAY + timedelta(days=1), read_time(clock))
    if day in WEEKDAYS:
        return datetime.combine(_MONDAY + timedelta(days=WEEKDAYS.index(day)), read_time(clock))
    try:
        return datetime.combine(datetime.fromisoformat(day), read_time(clock))
    except ValueError:
        raise ValueError(f'"{shown(text)}": expected 22:10, sunday 03:00 or 2026-12-24 15:00') from None


AT: Shape[datetime] = Parsed("a time like 22:10, sunday 03:00 or 2026-12-24 15:00", _at)

_KIND = Choice(tuple(Kind), "kind")
_LEVEL = Choice(tuple(Level), "level")
_PRIORITY = Choice(tuple(Priority), "priority")

_TICKET = Record(
    {
        "is": may(Choice(("new", "reply", "reopened")), "left out: reply"),
        "state": may(Choice(("open", "waiting", "resolved", "closed", "merged"), "state")),
        "kind": may(_KIND),
        "priority": may(_PRIORITY),
        "age": may(SPAN, "a span around the clock: 3 d"),
        "promises_broken": may(NUMBER),
        "chasers": may(NUMBER),
        "subject": may(TEXT),
        "owner": may(ADDRESS),
    },
    "fact of a ticket",
)
_COUNTS = ("open_tickets", "client_open_tickets", "last_score", "mails", "marked_mails")
_PERIODS = ("tickets", "client_tickets", "complaints", "client_complaints")
_HISTORY = Record({name: may(NUMBER) for name in (*_COUNTS, *_PERIODS)}, "fact of history")
_ATTACHMENT = Record(
    {"name": may(TEXT), "type": may(TEXT), "size": may(SIZE), "inline": may(FLAG)}, "fact of an attachment"
)

MAIL = Record(
    {
        "from": may(ADDRESS, "the sender's address"),
        "name": may(TEXT, "the sender's display name"),
        "role": may(Choice(ROLES, "role"), "the sender's role"),
        "client": may(Name("client"), "the sender's client"),
        "known": may(FLAG, "named in the directory"),
        "proven": may(FLAG, "proven to have written this"),
        "sender": may(Choice(SENDER_KINDS, "kind of sender"), "a person or which machine"),
        "automatic": may(FLAG, "may no machine answer it?"),
        "to": may(ListOf(ADDRESS, one=True), "addresses of the desk it was sent to"),
        "complaints_address": may(FLAG, "one of them takes complaints"),
        "retired_address": may(FLAG, "one of them is retired"),
        "subject": may(TEXT),
        "body": may(TEXT, "the new words"),
        "quoted": may(TEXT, "what it quotes below"),
        "language": may(TEXT),
        "importance": may(Choice(("high", "normal", "low"), "importance")),
        "marks": may(ListOf(TEXT, one=True)),
        "headers": may(MapOf(TEXT, TEXT)),
        "attachments": may(ListOf(_ATTACHMENT)),
        "authenticity": may(Choice(("aligned", "unaligned", "unknown"), "authenticity")),
        "at": may(AT, "when it came, by the client's clock"),
        "busy_days": may(ListOf(BUSY_DAY, one=True)),
        "ticket": may(_TICKET, "the ticket it belongs to; left out: a new one"),
        "history": may(_HISTORY, "what the desk remembers"),
        "kind": may(_KIND, "what kinds.yaml took it for; left out: what it says of this mail"),
        "urgency": may(_LEVEL),
        "impact": may(_LEVEL),
        "priority": may(_PRIORITY, "what the matrix gave; left out: what it gives for this mail"),
    },
    "fact of a mail",
)


@dataclass(frozen=True, slots=True)
class Example:
    """A mail, and what its book must say of it: `this entry`, `another entry`, or fields of the answer."""

    mail: Values
    expect: object
    line: int
    column: int

    def facts(self, directory: Directory) -> Facts:
        """The mail as the rules see it."""
        return example_facts(self.mail, directory)

    @property
    def told(self) -> str:
        """The mail in one line, for a report."""
        return ", ".join(f"{name}: {shown(str(value))}" for name, value in self.mail.items())


def read_example(values: Values, reader: Reader) -> Example:
    """An example of an entry."""
    mail = values["mail"]
    assert isinstance(mail, Values)
    if not mail:
        reader.refuse(mail.node, "an example mail needs at least one fact: subject, body, role …")
    return Example(mail, values.get("expect", "this entry"), values.node.line, values.node.column)


def example_facts(mail: Values, directory: Directory) -> Facts:
    """The facts an example mail states, the ordinary ones for the rest."""
    sender = mail.text("from") or "somebody@elsewhere.example"
    client = directory.clients.get(mail.text("client")) or directory.client_of(sender)
    hours = client.hours if client else SAMPLE_HOURS
    role = mail.text("role") or _role_of(directory, sender)
    body, quoted, recipients = mail.text("body"), mail.text("quoted"), mail.words("to")
    kind = mail.text("sender") or ("monitor" if sender in directory.monitors else "person")
    return Facts(
        now=_moment(mail, hours),
        sender=sender,
        sender_name=mail.text("name") or directory.name_of(sender),
        client=mail.text("client") or (client.name if client else ""),
        role=role,
        known=mail.flag(
            "known", directory.person(sender) is not None or role in ("cio", "it_manager", "vip")
        ),
        proven=mail.flag("proven"),
        sender_kind=kind,
        auto=mail.flag("automatic", kind not in ("person", "own")),
        recipients=recipients,
        to_complaints=mail.flag("complaints_address"),
        to_retired=mail.flag("retired_address"),
        subject=mail.text("subject"),
        new_words=body,
        text=f"{body}\n\n{quoted}" if quoted else body,
        language=mail.text("language"),
        importance=mail.text("importance") or "normal",
        marks=mail.words("marks"),
        headers=tuple(_strings(mail, "headers").items()),
        attachments=tuple(_attachment(one) for one in mail.records("attachments")),
        authenticity=mail.text("authenticity") or "unknown",
        client_hours=hours,
        desk_hours=SAMPLE_HOURS,
        busy_days=mail.words("busy_days"),
        ticket=_ticket(mail.get("ticket")),
        history=_history(mail.get("history")),
    )


def _role_of(directory: Directory, address: str) -> str:
    if directory.agent(address):
        return "agent"
    if person := directory.person(address):
        return person.role
    return "user" if directory.client_of(address) else "unknown"


def _moment(mail: Values, hours: WorkingHours) -> datetime:
    wall = mail.get("at", datetime.combine(_MONDAY + timedelta(days=1), _TEN))
    assert isinstance(wall, datetime)
    return wall.replace(tzinfo=ZoneInfo(hours.zone)).astimezone(UTC)


def _strings(mail: Values, name: str) -> dict[str, str]:
    found = mail.get(name, {})
    assert isinstance(found, dict)
    return {str(key): str(value) for key, value in found.items()}


def _count(values: Values, name: str) -> int:
    number = values.get(name, 0)
    assert isinstance(number, int)
    return number


def _attachment(values: Values) -> Attachment:
    kind = values.text("type") or "application/octet-stream"
    return Attachment(values.text("name"), kind, _count(values, "size"), values.flag("inline"))


def _ticket(values: object) -> TicketFacts:
    if not isinstance(values, Values):
        return TicketFacts()
    word, age = values.text("is") or "reply", values.get("age")
    return TicketFacts(
        is_new=word == "new",
        is_reply=word != "new",
        reopened=word == "reopened",
        age=getattr(age, "length", timedelta(0)),
        state=values.text("state") or ("" if word == "new" else "open"),
        kind=values.text("kind"),
        priority=values.text("priority"),
        promises_broken=_count(values, "promises_broken"),
        chasers=_count(values, "chasers"),
        subject=values.text("subject"),
        owner=values.text("owner"),
    )


def _history(values: object) -> Callable[[tuple[int, ...]], History]:
    """The history stated; a count in a period is the same for every period."""
    if not isinstance(values, Values):
        return lambda periods: History()

    def history(periods: tuple[int, ...]) -> History:
        def counts(name: str) -> dict[int, int]:
            return dict.fromkeys(periods, _count(values, name))

        return History(
            open_tickets=_count(values, "open_tickets"),
            client_open_tickets=_count(values, "client_open_tickets"),
            last_score=_count(values, "last_score") if "last_score" in values else None,
            mails=_count(values, "mails"),
            marked_mails=_count(values, "marked_mails"),
            tickets=counts("tickets"),
            client_tickets=counts("client_tickets"),
            complaints=counts("complaints"),
            client_complaints=counts("client_complaints"),
        )

    return history
