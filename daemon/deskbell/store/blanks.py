"""What becomes of each row when a person is erased: the values that take the place of what was there.

A row keeps its place, its times and its figures, so that threads, promises and reports are as they were. Whoever reads
these functions sees what stays. Each gives the changes alone, and nothing for a row in which there is nothing to erase.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from deskbell.casework.traces import GONE, Traces
from deskbell.mail.redact import redacted, senders
from deskbell.ports import ERASED_ENVELOPE
from deskbell.store.keep import pack, unpack

Values = dict[str, Any]
#: A mail that was erased, as it is read from then on: nobody wrote nothing.
EMPTY_MAIL = pack(b"Subject: erased\r\n\r\n")
#: States of a letter that has not left.
PENDING = ("waiting", "sending", "held", "capped")


def own_ticket(row: Any, _: Traces, now: datetime) -> Values:
    """A matter of theirs is over, and nobody's."""
    over = row.state in ("open", "waiting", "resolved")
    return _changed(
        row,
        subject="",
        requester=GONE,
        requester_name="",
        waiting_for="",
        waiting_why="",
        answerable=False,
        state="closed" if over else row.state,
        closed_at=now if over else row.closed_at,
        next_at=None,
        survey_due_at=None,
    )


def shared_ticket(row: Any, traces: Traces, _: datetime) -> Values:
    subject = "" if row.subject in traces.titles.values() and not row.requester else traces.hide(row.subject)
    return _changed(
        row,
        subject=subject,
        requester_name=traces.hide(row.requester_name),
        waiting_why=traces.hide(row.waiting_why),
    )


def own_message(row: Any, traces: Traces) -> Values:
    """Whoever wrote it, it was about their matter; of the desk's people stays that they wrote."""
    theirs = row.author in traces.addresses
    return _changed(
        row,
        author=GONE if theirs else row.author,
        author_name="" if theirs else traces.hide(row.author_name),
        reason=traces.hide(row.reason),
        subject="",
        words="",
        text="",
        attachments="[]",
        message_id="",
    )


def shared_message(row: Any, traces: Traces) -> Values:
    if row.author in traces.addresses:
        return own_message(row, traces)
    texts = {name: traces.hide(getattr(row, name)) for name in ("reason", "subject", "words", "text")}
    return _changed(row, **texts, attachments=_json(row.attachments, traces.hide_all))


def event(row: Any, traces: Traces, *, own: bool) -> Values:
    return _changed(row, data=_json(row.data, traces.blank_all if own else traces.hide_all))


def letter(row: Any, traces: Traces, *, own: bool) -> Values:
    """One to them, or about their matter, has no words any more, and does not go out if it has not left."""
    theirs = row.recipient in traces.addresses
    if not (own or theirs):
        return _changed(row, subject=traces.hide(row.subject), answer=traces.hide(row.answer))
    pending = row.state in PENDING
    return _changed(
        row,
        recipient=GONE if theirs else row.recipient,
        subject="",
        answer=GONE if pending or row.state == "withdrawn" else "",
        state="withdrawn" if pending else row.state,
    )


def letter_facts(row: Any, traces: Traces, *, own: bool) -> Values:
    """What such a letter is made from."""
    erased = traces.blank_all if own or row.recipient in traces.addresses else traces.hide_all
    return _changed(row, facts=_json(row.facts, erased), frame=_json(row.frame, erased))


def survey(row: Any, traces: Traces, *, own: bool) -> Values:
    """The scores stay."""
    if not own and row.address not in traces.addresses:
        return _changed(row, comment=traces.hide(row.comment), answers=_json(row.answers, traces.hide_all))
    scores = {name: one for name, one in json.loads(row.answers or "{}").items() if str(one).isdigit()}
    return _changed(row, address=GONE, comment="", answers=json.dumps(scores))


def complaint(row: Any, traces: Traces, *, own: bool) -> Values:
    """Whose fault it was and the cause's one word stay; a prevention whose words are gone is owed no more."""
    names = ("about", "cause", "correction", "prevention")
    if not own:
        return _changed(row, **{name: traces.hide(getattr(row, name)) for name in names})
    return _changed(row, **dict.fromkeys(names, ""), prevention_due=None)


def incident(row: Any, traces: Traces, *, own: bool) -> Values:
    if own:
        return _changed(row, title="", words="", known="")
    title = "" if row.title in traces.titles.values() else traces.hide(row.title)
    return _changed(row, title=title, words=traces.without_looks(row.words), known=traces.hide(row.known))


def likeness(row: Any, traces: Traces, *, own: bool) -> Values:
    theirs = own or row.requester in traces.addresses
    return _changed(row, requester=GONE, words="") if theirs else {}


def alert(row: Any, traces: Traces, *, own: bool) -> Values:
    """The entry of the rules that made it stays, whoever it was about: that is what alerts are counted by."""
    return _changed(row, reason=traces.hide(row.reason))


def inbound(row: Any, traces: Traces, *, own: bool) -> Values:
    reason = traces.hide(row.reason)
    if own:
        return _changed(row, envelope=ERASED_ENVELOPE, reason=reason)
    return _changed(row, envelope=_json(row.envelope, traces.hide_all), reason=reason)


def packed(data: bytes, traces: Traces, *, own: bool) -> bytes:
    """A kept mail or a letter as it left; the same object where nothing is to be erased."""
    if own:
        return data if data == EMPTY_MAIL else EMPTY_MAIL
    raw = unpack(data)
    left = redacted(raw, traces.hide, traces.bare)
    if left is raw:
        return data
    return EMPTY_MAIL if left is None else pack(left)


def is_from(row: Any, traces: Traces) -> bool:
    """Did they send this kept mail, by its envelope or by what it says itself?"""
    sender = json.loads(row.envelope)["from"] or ""
    return bool({sender.lower(), *senders(unpack(bytes(row.data)))} & set(traces.addresses))


def as_json(value: Values) -> str:
    return json.dumps(value)


def _json(text: str, change: Any) -> str:
    value = json.loads(text or "{}")
    new = change(value)
    return text if new == value else json.dumps(new)


def _changed(row: Any, **values: Any) -> Values:
    before: Mapping[str, Any] = row._mapping
    return {name: value for name, value in values.items() if before[name] != value}
