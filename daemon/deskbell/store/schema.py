"""The tables. Names are the glossary's; the indexes are those the hot path needs and no others.

Times are stored as microseconds since the epoch (`Moment`), which sort and compare alike on both databases and never
meet a time zone. Text that comes from a mail is clean before it gets here; bytes live in tables of their own, because
SQLite rewrites a whole record whenever one of its columns changes.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def micros(at: datetime) -> int:
    """Microseconds since the epoch of an aware datetime."""
    return (at - EPOCH) // MICROSECOND


def moment(at: int) -> datetime:
    """That many microseconds after the epoch."""
    return EPOCH + timedelta(microseconds=at)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime, stored as microseconds since the epoch."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        return None if value is None else moment(value)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _id() -> sa.Column[int]:
    return sa.Column("id", Id, primary_key=True, autoincrement=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _moment(name: str, *, null: bool = True) -> sa.Column[datetime]:
    return sa.Column(name, Moment, nullable=null)


def _partial(name: str, where: str, *columns: sa.Column[Any]) -> None:
    """An index of those rows alone of which a condition holds; a statement must say it in these very words."""
    sa.Index(name, *columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")


def _ref(name: str) -> sa.Column[int]:
    return sa.Column(name, Id, nullable=False, server_default="0")


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(create_constraint=False), nullable=False, server_default=sa.false())


#: A kept message and its one recorded outcome. `envelope` is JSON: every recipient and door it came by.
#: `silent`: released without letters. `former`: the outcome it had before it came once more by another address.
#: `lease_until` is lease time; `holder` is the process that has it in hand.
inbound = sa.Table(
    "inbound",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=True),
    sa.Column("fingerprint", sa.LargeBinary, nullable=False),
    _text("delivery_key"),
    _text("door"),
    _text("envelope"),
    _moment("received_at", null=False),
    sa.Column("size", sa.Integer, nullable=False),
    _flag("held"),
    _flag("silent"),
    _flag("junk"),
    _text("former"),
    _number("attempts"),
    sa.Column("lease_until", sa.Float, nullable=False, server_default="0"),
    _text("holder"),
    sa.Column("outcome", sa.Text),
    _text("reason"),
    _ref("ticket_id"),
    _ref("message_id"),
    _moment("closed_at"),
    sa.UniqueConstraint("fingerprint"),
)
#: `outcome is null` behind coalesce: SQLite, which keeps no statistics here, would choose the index of outcomes and sort all
#: that waits for each batch. The same below wherever a state hides behind coalesce.
WAITING = "coalesce(inbound.outcome, '') = ''"
sa.Index(
    "ix_inbound_waiting",
    inbound.c.id,
    sqlite_where=sa.text(WAITING.replace("inbound.", "") + " and held = 0"),
    postgresql_where=sa.text(WAITING.replace("inbound.", "") + " and not held"),
)
sa.Index("ix_inbound_outcome_received_at", inbound.c.outcome, inbound.c.received_at)
sa.Index("ix_inbound_ticket_id", inbound.c.ticket_id)

#: The bytes as they came, compressed where that pays (the first byte says how), once.
raw = sa.Table(
    "raw",
    metadata,
    sa.Column("inbound_id", Id, primary_key=True, autoincrement=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

#: A delivery key that was seen: an IMAP message is taken in once, whatever its server says later.
delivery = sa.Table(
    "delivery", metadata, sa.Column("delivery_key", sa.Text, primary_key=True), _ref("inbound_id")
)

#: A Message-ID (its SHA-256, cut to 16 bytes) that points to a ticket. `own`: a letter of ours or its alias at a relay.
#: `seen`: a message of the ticket bears it, else it is only referred to. `content` tells two messages under one id apart.
anchor = sa.Table(
    "anchor",
    metadata,
    sa.Column("hash", sa.LargeBinary, primary_key=True),
    sa.Column("ticket_id", Id, nullable=False),
    _ref("message_id"),
    _ref("letter_id"),
    _flag("own"),
    _flag("seen"),
    sa.Column("content", sa.LargeBinary),
    sa.Column("path", sa.LargeBinary),
    _moment("made_at"),
)
sa.Index("ix_anchor_ticket_id", anchor.c.ticket_id)

person = sa.Table(
    "person",
    metadata,
    sa.Column("address", sa.Text, primary_key=True),
    _text("name"),
    _text("language"),
    _text("client"),
    _number("mails"),
    _number("marked"),
    _moment("bounced_at"),
    _moment("seen_at"),
    _moment("suspended_at"),
)

ticket = sa.Table(
    "ticket",
    metadata,
    _id(),
    _text("subject"),
    _text("requester"),
    _text("requester_name"),
    _text("client"),
    _text("language"),
    _text("timezone"),
    _text("owner"),
    _text("team"),
    _text("desk_address"),
    _moment("opened_at", null=False),
    _moment("updated_at", null=False),
    _text("state"),
    _text("kind"),
    _text("urgency"),
    _text("impact"),
    _text("priority"),
    _flag("answerable"),
    _flag("proven"),
    _flag("stranger"),
    _text("contact"),
    _number("set_number"),
    _ref("set_apart_from"),
    _ref("previous"),
    _ref("merged_into"),
    _ref("incident"),
    _ref("complaint"),
    _moment("acknowledged_at"),
    _moment("person_wrote_at"),
    _moment("customer_wrote_at"),
    _moment("restored_at"),
    _moment("resolved_at"),
    _moment("closed_at"),
    _moment("expected_at"),
    _moment("expected_said_at"),
    _moment("expected_warned_at"),
    _moment("expected_firm_at"),
    _moment("restore_due_at"),
    _number("restore_step"),
    _text("waiting_for"),
    _moment("waiting_until"),
    _text("waiting_why"),
    _number("reminders"),
    _number("misses"),
    _number("chasers"),
    _number("reopened"),
    _number("generation"),
    _number("gap_seconds"),
    _moment("follow_up_laid_at"),
    _moment("followed_up_at"),
    _moment("surveyed_at"),
    _moment("survey_due_at"),
    _moment("next_at"),
)
_partial("ix_ticket_next_at", "next_at is not null", ticket.c.next_at)
sa.Index("ix_ticket_requester_opened_at", ticket.c.requester, ticket.c.opened_at)
sa.Index("ix_ticket_client_opened_at", ticket.c.client, ticket.c.opened_at)
sa.Index("ix_ticket_owner_state", ticket.c.owner, ticket.c.state)
sa.Index("ix_ticket_state_updated_at", ticket.c.state, ticket.c.updated_at)

participant = sa.Table(
    "participant",
    metadata,
    sa.Column("ticket_id", Id, primary_key=True, autoincrement=False),
    sa.Column("address", sa.Text, primary_key=True),
    _text("name"),
    _text("part"),
    _moment("joined_at", null=False),
    _number("generation"),
)

#: One entry of a ticket. `direction`: in, out or note. `reason`: the signal that put it here, in words.
#: `words` are the new words, `text` the whole; `hand`: "" or "another" (written by somebody without a part).
message = sa.Table(
    "message",
    metadata,
    _id(),
    sa.Column("ticket_id", Id, nullable=False),
    _ref("inbound_id"),
    _ref("letter_id"),
    _text("direction"),
    _text("author"),
    _text("author_name"),
    _moment("at", null=False),
    _text("origin"),
    _text("hand"),
    _text("reason"),
    _text("subject"),
    _text("words"),
    _text("text"),
    _text("attachments"),
    _text("message_id"),
)
sa.Index("ix_message_ticket_id", message.c.ticket_id, message.c.id)

event = sa.Table(
    "event",
    metadata,
    _id(),
    sa.Column("ticket_id", Id, nullable=False),
    _moment("at", null=False),
    _text("kind"),
    _text("data"),
)
sa.Index("ix_event_ticket_id", event.c.ticket_id, event.c.id)

promise = sa.Table(
    "promise",
    metadata,
    _id(),
    sa.Column("ticket_id", Id, nullable=False),
    _text("kind"),
    _text("by"),
    _flag("to_customer"),
    _moment("due_at", null=False),
    _moment("made_at", null=False),
    _text("state"),
    _moment("ended_at"),
    _moment("warned_at"),
    _number("climbed"),
)
sa.Index("ix_promise_ticket_id", promise.c.ticket_id)
_partial("ix_promise_live", "state = 'live'", promise.c.due_at)
sa.Index("ix_promise_state_ended_at", promise.c.state, promise.c.ended_at)

alert = sa.Table(
    "alert",
    metadata,
    _id(),
    sa.Column("ticket_id", Id, nullable=False),
    _moment("made_at", null=False),
    _text("reason"),
    _text("told"),
    _flag("pages"),
    _number("step"),
    _text("confirmed_by"),
    _moment("confirmed_at"),
)
sa.Index("ix_alert_ticket_id", alert.c.ticket_id)
sa.Index("ix_alert_made_at", alert.c.made_at)

#: One letter to one recipient. `state`: waiting, sending, sent, held, capped, withdrawn, refused, unknown, bounced.
#: `due_at` and `lease_until` are lease time; `true_until` is desk time. `audience` (proven, known, stranger, staff) is
#: what the caps on automatic letters count by.
letter = sa.Table(
    "letter",
    metadata,
    _id(),
    _ref("ticket_id"),
    _text("kind"),
    _text("recipient"),
    _ref("promise_id"),
    _text("audience"),
    _moment("made_at", null=False),
    _moment("true_until"),
    sa.Column("due_at", sa.Float, nullable=False, server_default="0"),
    sa.Column("lease_until", sa.Float, nullable=False, server_default="0"),
    _text("holder"),
    _text("state"),
    _number("attempts"),
    _text("message_id"),
    _text("subject"),
    _text("answer"),
    _moment("sent_at"),
    _moment("first_tried_at"),
)
_PENDING = "state in ('waiting', 'sending')"
DUE = "coalesce(letter.state, '') in ('waiting', 'sending')"
_partial("ix_letter_due", DUE.replace("letter.", ""), letter.c.due_at, letter.c.id)
_partial("ix_letter_order", _PENDING, letter.c.ticket_id, letter.c.recipient, letter.c.id)
sa.Index("ix_letter_ticket_id", letter.c.ticket_id, letter.c.id)
sa.Index("ix_letter_recipient_made_at", letter.c.recipient, letter.c.made_at)
sa.Index("ix_letter_state_made_at", letter.c.state, letter.c.made_at)
#: What a cap stopped is not counted: of the rest a forger brings about no more than the caps allow.
_COUNTED = "state <> 'capped'"
_partial("ix_letter_recipient_counted", _COUNTED, letter.c.recipient, letter.c.made_at)
_partial("ix_letter_audience_made_at", _COUNTED, letter.c.audience, letter.c.made_at)

#: What a letter is made from: `facts` fill the template, `frame` is who reads it and which thread it joins (both JSON).
letter_facts = sa.Table(
    "letter_facts",
    metadata,
    sa.Column("letter_id", Id, primary_key=True, autoincrement=False),
    _text("facts"),
    _text("frame"),
)

#: Letters, each with what it is made from.
letter_whole = letter.join(letter_facts, letter_facts.c.letter_id == letter.c.id)

#: The bytes every try sends, rendered at the first; `text` and `html` as the receiver sees them.
letter_raw = sa.Table(
    "letter_raw",
    metadata,
    sa.Column("letter_id", Id, primary_key=True, autoincrement=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

survey = sa.Table(
    "survey",
    metadata,
    sa.Column("ticket_id", Id, primary_key=True, autoincrement=False),
    _text("address"),
    _moment("answered_at", null=False),
    sa.Column("overall", sa.Integer),
    _text("comment"),
    _text("answers"),
    _text("by"),
)
sa.Index("ix_survey_address", survey.c.address, survey.c.answered_at)

complaint = sa.Table(
    "complaint",
    metadata,
    sa.Column("ticket_id", Id, primary_key=True, autoincrement=False),
    _text("about"),
    _ref("about_ticket"),
    _text("about_agents"),
    _text("fault"),
    _text("cause_word"),
    _text("cause"),
    _text("correction"),
    _text("prevention"),
    _moment("prevention_due"),
    _moment("prevention_done"),
    _number("chased"),
    _flag("asked"),
    _moment("opened_at", null=False),
    _moment("closed_at"),
)

sa.Index("ix_complaint_cause_word", complaint.c.cause_word, complaint.c.closed_at)

#: Many mails about one thing: an incident belongs to a ticket of its own, which its tickets name as theirs.
#: `state`: proposed, open, declined, ended. `key`: the notice or the monitor's subject it is known by. `words`: what its
#: mails look like (JSON). `known`: what customers were last told.
incident = sa.Table(
    "incident",
    metadata,
    sa.Column("ticket_id", Id, primary_key=True, autoincrement=False),
    _text("title"),
    _text("state"),
    _text("client"),
    _text("key"),
    _text("words"),
    _text("known"),
    _moment("since", null=False),
    _moment("ended_at"),
)
sa.Index("ix_incident_state", incident.c.state, incident.c.ticket_id)

#: What the mail that opened a ticket looks like, to find others like it. `incident`: the one it was taken for.
likeness = sa.Table(
    "likeness",
    metadata,
    sa.Column("ticket_id", Id, primary_key=True, autoincrement=False),
    _moment("at", null=False),
    _text("requester"),
    _text("client"),
    _text("words"),
    _ref("incident"),
)
sa.Index("ix_likeness_at", likeness.c.at, likeness.c.ticket_id)
sa.Index("ix_likeness_incident", likeness.c.incident)

mailbox = sa.Table(
    "mailbox",
    metadata,
    sa.Column("mailbox", sa.Text, primary_key=True),
    sa.Column("folder", sa.Text, primary_key=True),
    sa.Column("uidvalidity", Id, nullable=False),
    sa.Column("uid", Id, nullable=False),
)

poll = sa.Table(
    "poll",
    metadata,
    sa.Column("mailbox", sa.Text, primary_key=True),
    _moment("good_at"),
    _moment("tried_at"),
    _text("trouble"),
)

#: Who may do what only one process may do at a time. `number` grows with each holder. Lease time.
lease = sa.Table(
    "lease",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    _text("holder"),
    _number("number"),
    sa.Column("until", sa.Float, nullable=False, server_default="0"),
)

#: Small facts of the desk by name: outbox held since, key fingerprints, the rule set that is live.
flag = sa.Table("flag", metadata, sa.Column("name", sa.Text, primary_key=True), _text("value"), _moment("at"))

#: Mail that the door would not take, for an address of ours that there is not: a client's domain (by the sender's claim),
#: the day in UTC, the address as it was written, and how often. So many addresses a domain and day; the rest count as "".
turned_away = sa.Table(
    "turned_away",
    metadata,
    sa.Column("domain", sa.Text, primary_key=True),
    sa.Column("day", sa.Text, primary_key=True),
    sa.Column("address", sa.Text, primary_key=True),
    _number("count"),
)

#: Rule sets that went live, whole: the files as JSON, compressed. `note` (JSON): why, what changed, what it changes.
rule_set = sa.Table(
    "rule_set",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    _text("fingerprint"),
    _moment("live_at", null=False),
    _text("note"),
    sa.Column("files", sa.LargeBinary, nullable=False),
)

#: Tables whose ids the desk hands out itself, before the first insert, so that every foreign id is known.
NUMBERED = ("ticket", "message", "event", "promise", "alert", "letter")
