"""Rows to values and back, for the tables a docket works on."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from deskbell.casework import terms
from deskbell.casework.docket import Anchor, Complaint, Letter, Message, Outcome, PastLetter, SurveyAnswer
from deskbell.domain.ticket import Alert, Correspondent, Participant, Promise, PromiseState, State, Ticket
from deskbell.store import schema

TICKET_COLUMNS = tuple(field.name for field in fields(Ticket))
_MESSAGE = tuple(field.name for field in fields(Message))
_PROMISE, _ALERT, _PARTICIPANT, _ANCHOR = (
    tuple(field.name for field in fields(kind)) for kind in (Promise, Alert, Participant, Anchor)
)
_COMPLAINT, _SURVEY = (tuple(field.name for field in fields(kind)) for kind in (Complaint, SurveyAnswer))


def _values(names: tuple[str, ...]) -> Callable[[Any], dict[str, Any]]:
    """What turns a value into a row of these columns."""
    of = attrgetter(*names)
    return lambda one: dict(zip(names, of(one), strict=True))


_ticket, _message, _promise, _alert = map(_values, (TICKET_COLUMNS, _MESSAGE, _PROMISE, _ALERT))
_participant, _anchor, _complaint, _survey = map(_values, (_PARTICIPANT, _ANCHOR, _COMPLAINT, _SURVEY))


def ticket_of(row: Any) -> Ticket:
    values = dict(row._mapping)
    values["state"] = State(values["state"])
    values["contact"] = terms.from_text(values["contact"])
    return Ticket(**values)


def ticket_row(ticket: Ticket) -> dict[str, Any]:
    row = _ticket(ticket)
    row["state"] = ticket.state.value
    row["contact"] = terms.to_text(ticket.contact)
    return row


def promise_of(row: Any) -> Promise:
    values = dict(row._mapping)
    values["state"] = PromiseState(values["state"])
    return Promise(**values)


def promise_row(promise: Promise) -> dict[str, Any]:
    row = _promise(promise)
    row["state"] = promise.state.value
    return row


def alert_of(row: Any) -> Alert:
    values = dict(row._mapping)
    values["told"] = tuple(json.loads(values["told"]))
    return Alert(**values)


def alert_row(alert: Alert) -> dict[str, Any]:
    return _alert(alert) | {"told": json.dumps(alert.told)}


def participant_of(row: Any) -> Participant:
    return Participant(**row._mapping)


def participant_row(participant: Participant) -> dict[str, Any]:
    return _participant(participant)


def person_of(row: Any) -> Correspondent:
    """The table's columns are the value's fields, in their order."""
    return Correspondent(*row)


def anchor_of(row: Any) -> Anchor:
    return Anchor(
        bytes(row.hash),
        row.ticket_id,
        row.message_id,
        row.own,
        row.seen,
        bytes(row.content or b""),
        bytes(row.path or b""),
        row.made_at,
    )


def anchor_row(anchor: Anchor) -> dict[str, Any]:
    return _anchor(anchor)


def message_of(row: Any) -> Message:
    return Message(**{name: row._mapping[name] for name in _MESSAGE})


def message_row(message: Message) -> dict[str, Any]:
    return _message(message)


_L = schema.letter.c
#: What a past letter is made of.
PAST_LETTERS = sa.select(
    _L.id,
    _L.ticket_id,
    _L.kind,
    _L.recipient,
    _L.state,
    _L.made_at,
    _L.sent_at,
    _L.promise_id,
    _L.subject,
    _L.message_id,
    schema.letter_facts.c.facts,
).select_from(schema.letter_whole)


def letter_of(row: Any) -> PastLetter:
    return PastLetter(
        row.id,
        row.ticket_id,
        row.kind,
        row.recipient,
        row.state,
        row.made_at,
        row.sent_at,
        row.promise_id,
        json.loads(row.facts),
        row.subject,
        row.message_id,
    )


#: Seconds by which a letter to somebody who waits (a customer's sign of life, an alert) goes before the plain
#: notifications of the same time: in a burst the writers hear of us first, and the owners a little later.
HEAD_START = 60.0
_NO_HURRY = frozenset({"notification"})


def letter_row(letter: Letter, now: float) -> dict[str, Any]:
    """Due at once; `now` is lease time."""
    due_at = now if letter.kind in _NO_HURRY else now - HEAD_START
    return {
        "id": letter.id,
        "ticket_id": letter.ticket_id,
        "kind": letter.kind,
        "recipient": letter.recipient,
        "promise_id": letter.promise_id,
        "audience": letter.audience,
        "made_at": letter.made_at,
        "true_until": letter.true_until,
        "due_at": due_at,
        "state": letter.state,
        "message_id": letter.message_id,
    }


def letter_facts_row(letter: Letter) -> dict[str, Any]:
    return {
        "letter_id": letter.id,
        "facts": letter.facts.to_json(),
        "frame": json.dumps(letter.frame, ensure_ascii=True),
    }


def outcome_row(outcome: Outcome, now: Any) -> dict[str, Any]:
    return {
        "the_id": outcome.inbound_id,
        "the_outcome": outcome.word,
        "the_reason": outcome.reason,
        "the_ticket": outcome.ticket_id,
        "the_message": outcome.message_id,
        "the_time": now,
    }


def complaint_of(row: Any) -> Complaint:
    return Complaint(**row._mapping)


def complaint_row(complaint: Complaint) -> dict[str, Any]:
    return _complaint(complaint)


def survey_of(row: Any) -> SurveyAnswer:
    answers: Mapping[str, str] = json.loads(row.answers or "{}")
    return SurveyAnswer(
        row.ticket_id, row.address, row.answered_at, row.overall, row.comment, answers, row.by
    )


def survey_row(answer: SurveyAnswer) -> dict[str, Any]:
    return _survey(answer) | {"answers": json.dumps(dict(answer.answers))}
