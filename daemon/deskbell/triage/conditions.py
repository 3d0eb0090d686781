"""The conditions a rule may ask, by name: what each takes, how it is compiled, and what it saw.

A condition is compiled once, when its book is loaded, into a test of a scene. The table `CONDITIONS` is
the whole vocabulary; rules/README.md documents each name in it, and a test keeps the two the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from deskbell.domain.judgement import Kind, Level, Priority
from deskbell.triage.asking import STORE, Test
from deskbell.triage.asking_numbers import (
    AGES,
    IN_PERIOD,
    NUMBERS,
    SHARES,
    WEIGHTS,
    age_of_ticket,
    in_period,
    mark_weight,
    marked_share,
    number_of,
)
from deskbell.triage.asking_texts import TEXTS, headers_like, text_of
from deskbell.triage.asking_values import (
    ATTACHMENT,
    TICKET_IS,
    attachment_like,
    between,
    decided_kind,
    from_sender,
    glob,
    is_,
    of_client,
    of_domain,
    of_sla,
    on_busy_day,
    one_of,
    ticket_is,
    to_recipient,
)
from deskbell.triage.facts import ROLES, SENDER_KINDS
from deskbell.triage.plain import DOMAIN, FLAG
from deskbell.triage.shapes import Choice, ListOf, MapOf, Name, Parsed, Shape
from deskbell.triage.times import BETWEEN, WEEKDAYS
from deskbell.triage.words import Text

T = TypeVar("T")


@dataclass(frozen=True)
class Condition:
    """One name of the vocabulary. `later_than`: it asks what the book of that name decided."""

    shape: Shape[object]
    compile: Callable[[object], Test]
    says: str
    later_than: str = ""


def _condition(shape: Shape[T], make: Callable[[T], Test], says: str, later_than: str = "") -> Condition:
    return Condition(shape, make, says, later_than)  # type: ignore[arg-type]


def _words_of(kinds: type[Kind] | type[Level] | type[Priority]) -> ListOf[str]:
    return ListOf(Choice(tuple(str(kind) for kind in kinds)), one=True)


_GLOBS: Shape[list[str]] = ListOf(Parsed("an address, * for anything", glob), one=True)
_STATES = ("open", "waiting", "resolved", "closed", "merged")

CONDITIONS: dict[str, Condition] = {
    "sender.address": _condition(_GLOBS, from_sender, "the sender's address; * for anything"),
    "sender.domain": _condition(ListOf(DOMAIN, one=True), of_domain, "the sender's domain, or one below it"),
    "sender.name": _condition(TEXTS, text_of(lambda s: s.sender_name), "the name the sender gives"),
    "sender.client": _condition(
        ListOf(Name("client"), one=True), of_client, "the client the sender belongs to"
    ),
    "sender.sla": _condition(
        ListOf(Name("sla"), one=True), of_sla, "what the sender's client was promised, by its `sla:`"
    ),
    "sender.role": _condition(
        ListOf(Choice(ROLES, "role"), one=True),
        one_of(lambda s: s.facts.role, "role"),
        "the sender's role, proven or not",
    ),
    "sender.known": _condition(FLAG, is_(lambda s: s.facts.known), "is the sender named in the directory?"),
    "sender.proven": _condition(
        FLAG, is_(lambda s: s.facts.proven), "is it proven that the sender wrote this?"
    ),
    "sender.kind": _condition(
        ListOf(Choice(SENDER_KINDS, "kind of sender"), one=True),
        one_of(lambda s: s.facts.sender_kind, "sender"),
        "a person or which machine",
    ),
    "automatic": _condition(FLAG, is_(lambda s: s.facts.auto), "is it a mail that no machine may answer?"),
    "authenticity": _condition(
        ListOf(Choice(("aligned", "unaligned", "unknown"), "authenticity"), one=True),
        one_of(lambda s: s.facts.authenticity),
        "what the border says of From",
    ),
    "recipient": _condition(_GLOBS, to_recipient, "any address it was sent to; * for anything"),
    "recipient.complaints": _condition(
        FLAG, is_(lambda s: s.to_complaints), "was it sent to a complaints address of the desk?"
    ),
    "recipient.retired": _condition(
        FLAG, is_(lambda s: s.to_retired), "was it sent to a retired address of the desk?"
    ),
    "subject": _condition(TEXTS, text_of(attrgetter("subject"), name="subject"), "the subject"),
    "body": _condition(
        TEXTS, text_of(attrgetter("body"), name="body"), "the new words, without quoted mail and signature"
    ),
    "text": _condition(
        TEXTS,
        text_of(attrgetter("subject"), attrgetter("body"), joined=attrgetter("text"), name="text"),
        "the subject or the new words",
    ),
    "full_text": _condition(TEXTS, text_of(lambda s: s.full_text), "the whole text, quoted mail included"),
    "language": _condition(
        ListOf(Parsed("a language like en", glob), one=True),
        one_of(lambda s: s.facts.language),
        "language it is in",
    ),
    "importance": _condition(
        ListOf(Choice(("high", "normal", "low"), "importance"), one=True),
        one_of(lambda s: s.facts.importance, "importance"),
        "what its marks of importance say",
    ),
    "importance.marks": _condition(
        TEXTS, text_of(lambda s: Text("\n".join(s.facts.marks))), "the marks of importance as they stood"
    ),
    "importance.weight": _condition(
        WEIGHTS, mark_weight, "how much this sender's mark of high importance says, by their habit"
    ),
    "header": _condition(
        MapOf(Parsed("a header's name", str.strip), TEXTS),
        headers_like,
        "header fields by name; all named must hold",
    ),
    "attachment": _condition(ATTACHMENT, attachment_like, "one attachment with all these qualities"),
    "attachment.any": _condition(
        FLAG, is_(lambda s: any(not one.inline for one in s.facts.attachments)), "is anything attached?"
    ),
    "time.client_open": _condition(FLAG, is_(lambda s: s.client_open), "is it within the client's hours?"),
    "time.desk_open": _condition(FLAG, is_(lambda s: s.desk_open), "is it within the desk's hours?"),
    "time.weekday": _condition(
        ListOf(Choice(WEEKDAYS, "weekday"), one=True),
        one_of(lambda s: WEEKDAYS[s.local.weekday()]),
        "weekday at the client",
    ),
    "time.between": _condition(BETWEEN, between, "time of day at the client, 22:00-06:00 over midnight"),
    "time.busy_day": _condition(FLAG, is_(on_busy_day), "is it one of the client's busy days?"),
    "ticket.is": _condition(
        ListOf(Choice(tuple(TICKET_IS), "state of a ticket's thread"), one=True),
        ticket_is,
        "new, reply, reopened",
    ),
    "ticket.age": _condition(AGES, age_of_ticket, "time since the ticket was opened"),
    "ticket.state": _condition(
        ListOf(Choice(_STATES, "state"), one=True),
        one_of(lambda s: s.facts.ticket.state),
        "its state before this mail",
    ),
    "ticket.kind": _condition(
        _words_of(Kind), one_of(lambda s: s.facts.ticket.kind), "what the ticket was taken for"
    ),
    "ticket.priority": _condition(
        _words_of(Priority),
        one_of(lambda s: s.facts.ticket.priority),
        "the ticket's priority before this mail",
    ),
    "ticket.subject": _condition(TEXTS, text_of(lambda s: s.ticket_subject), "the ticket's subject"),
    "ticket.promises_broken": _condition(
        NUMBERS, number_of(lambda s: s.facts.ticket.promises_broken), "promises broken on the ticket"
    ),
    "ticket.chasers": _condition(
        NUMBERS, number_of(lambda s: s.facts.ticket.chasers), '"any news?" so far on the ticket'
    ),
    "history.open_tickets": _condition(
        NUMBERS, number_of(lambda s: s.history.open_tickets, STORE), "the requester's open tickets"
    ),
    "history.client_open_tickets": _condition(
        NUMBERS, number_of(lambda s: s.history.client_open_tickets, STORE), "the client's open tickets"
    ),
    "history.tickets": _condition(IN_PERIOD, in_period("tickets"), "the requester's tickets in a period"),
    "history.client_tickets": _condition(
        IN_PERIOD, in_period("client_tickets"), "the client's tickets in a period"
    ),
    "history.complaints": _condition(
        IN_PERIOD, in_period("complaints"), "the requester's complaints in a period"
    ),
    "history.client_complaints": _condition(
        IN_PERIOD, in_period("client_complaints"), "the client's complaints in a period"
    ),
    "history.last_score": _condition(
        NUMBERS,
        number_of(lambda s: s.history.last_score, STORE),
        "the requester's last survey score, 1 to 10",
    ),
    "history.marked": _condition(
        SHARES, marked_share, "the share of the sender's mails with a mark of importance"
    ),
    "kind": _condition(_words_of(Kind), one_of(decided_kind), "what kinds.yaml took it for", "kinds"),
    "urgency": _condition(
        _words_of(Level),
        one_of(lambda s: s.urgency or ""),
        "what urgency.yaml said",
        "urgency",
    ),
    "impact": _condition(
        _words_of(Level),
        one_of(lambda s: s.impact or ""),
        "what urgency.yaml said",
        "urgency",
    ),
    "priority": _condition(
        _words_of(Priority),
        one_of(lambda s: s.priority or ""),
        "by the matrix",
        "urgency",
    ),
}
