"""The operator's lists: their SQL and the shape of their rows, without the library that the rest of this room is built on.

A list that an operator asks for a hundred times a day must answer at once, and loading SQLAlchemy takes longer than all
of these questions together. Statements are plain SQL that both databases read, with `:name` parameters; whoever has a
connection brings it as a `Run`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from deskbell.domain.ticket import ERASED, reference
from deskbell.ports import ERASED_ENVELOPE

#: Runs a statement with `:name` parameters; rows answer to the names of their columns.
Run = Callable[[str, Mapping[str, Any]], Iterable[Any]]
Row = dict[str, Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICKETS = (
    "select t.id, t.subject, t.requester, t.requester_name, t.client, t.owner, t.team, t.state, t.kind, t.urgency, t.impact, t.priority,"
    " t.proven, t.opened_at, t.updated_at, t.expected_at, t.restore_due_at, t.restored_at, t.waiting_for, t.waiting_until, t.set_number, p.due_at"
    " from ticket t left join promise p on p.ticket_id = t.id and p.state = 'live'"
)
_PROMISES = (
    "select p.ticket_id, p.due_at, p.by, p.kind, p.to_customer, t.requester, t.owner, t.client, t.subject, t.urgency, t.impact,"
    " t.priority"
    " from promise p join ticket t on t.id = p.ticket_id where p.state = 'live' order by p.due_at, p.id limit :limit"
)
_COMPLAINTS = (
    "select t.id, t.opened_at, t.subject, t.requester, t.owner, t.client, t.state, t.urgency, t.impact, t.priority, p.due_at, c.about, c.about_ticket, c.about_agents,"
    " c.fault, c.cause_word, c.cause, c.correction, c.prevention, c.prevention_due, c.prevention_done, c.chased, c.asked, c.closed_at"
    " from ticket t left join complaint c on c.ticket_id = t.id left join promise p on p.ticket_id = t.id and p.state = 'live' where (t.kind = 'complaint' or c.ticket_id is not null)"
    " order by case when t.state in ('open', 'waiting', 'resolved') or (c.prevention_due is not null and c.prevention_done is null)"
    " then 0 else 1 end, t.opened_at, t.id limit :limit"
)
_PARKED = "select id, received_at, size, door, reason, attempts from inbound where outcome = 'parked' order by id desc limit :limit"
_OUTBOX = (
    "select id, ticket_id, kind, recipient, state, made_at, sent_at, attempts, subject, answer, message_id"
    " from letter where state in ({states}) order by id limit :limit"
)
#: Letters an operator may have to look after.
UNSENT = ("waiting", "sending", "held", "capped", "unknown", "refused", "bounced")
STATES = ("open", "waiting", "resolved", "closed", "merged")
LIVE = ("open", "waiting")
_PARTS = ("fault", "cause", "correction", "prevention")


def tickets(
    run: Run, *, state: str = "", owner: str = "", client: str = "", limit: int = 200
) -> Iterator[Row]:
    """Tickets, newest change first. `state` "" is every one that lives, "all" every one."""
    wanted = STATES if state == "all" else LIVE if not state else (state,)
    names = {f"s{at}": one for at, one in enumerate(wanted)}
    when = [f"t.state in ({', '.join(f':{name}' for name in names)})"]
    when += ["t.owner = :owner"] if owner else []
    when += ["lower(t.client) = lower(:client)"] if client else []
    sql = f"{_TICKETS} where {' and '.join(when)} order by t.updated_at desc, t.id desc limit :limit"
    for row in run(sql, names | {"owner": owner, "client": client, "limit": limit}):
        yield ticket_row(row)


def ticket(run: Run, number: int) -> Row | None:
    """One ticket with its people, messages, letters, promises and events."""
    row = next(iter(run(f"{_TICKETS} where t.id = :number", {"number": number})), None)
    if row is None:
        return None
    more = next(iter(run(_MORE, {"number": number})))
    return (
        ticket_row(row)
        | {
            "previous": reference(more.previous) if more.previous else "",
            "set_apart_from": reference(more.set_apart_from) if more.set_apart_from else "",
            "merged_into": reference(more.merged_into) if more.merged_into else "",
        }
        | {
            name: [shape(one) for one in run(sql, {"number": number})]
            for name, (sql, shape) in _PARTS_OF_TICKET.items()
        }
    )


_MORE = "select previous, set_apart_from, merged_into from ticket where id = :number"


def _participant(row: Any) -> Row:
    return {"address": row.address, "name": row.name, "part": row.part, "joined": moment(row.joined_at)}


def _message(row: Any) -> Row:
    return {
        "at": moment(row.at),
        "direction": row.direction,
        "author": row.author,
        "author_name": row.author_name,
        "origin": row.origin,
        "hand": row.hand,
        "reason": row.reason,
        "words": row.words,
        "attachments": json.loads(row.attachments or "[]"),
        "message_id": row.message_id.strip("<>"),
        "inbound": row.inbound_id,
    }


def _promise(row: Any) -> Row:
    return {
        "due": moment(row.due_at),
        "made": moment(row.made_at),
        "by": row.by,
        "kind": row.kind,
        "state": row.state,
        "ended": moment(row.ended_at),
        "to_customer": bool(row.to_customer),
    }


def _event(row: Any) -> Row:
    return {"at": moment(row.at), "event": row.kind, **json.loads(row.data)}


def ticket_row(row: Any) -> Row:
    return {
        "reference": reference(row.id),
        "subject": row.subject,
        "requester": row.requester,
        "requester_name": row.requester_name,
        "client": row.client,
        "owner": row.owner,
        "team": row.team,
        "state": row.state,
        "kind": row.kind,
        "urgency": row.urgency,
        "impact": row.impact,
        "priority": row.priority,
        "promise": moment(row.due_at),
        "expected": moment(row.expected_at),
        "restore_due": moment(row.restore_due_at),
        "restored": moment(row.restored_at),
        "proven": bool(row.proven),
        "opened": moment(row.opened_at),
        "updated": moment(row.updated_at),
        "waiting_for": row.waiting_for,
        "waiting_until": moment(row.waiting_until),
        "set": row.set_number,
    }


def promises(run: Run, limit: int = 200) -> Iterator[Row]:
    """Live promises, the next due first."""
    for row in run(_PROMISES, {"limit": limit}):
        yield {
            "reference": reference(row.ticket_id),
            "due": moment(row.due_at),
            "by": row.by,
            "kind": row.kind,
            "to_customer": bool(row.to_customer),
            "requester": row.requester,
            "owner": row.owner,
            "client": row.client,
            "urgency": row.urgency,
            "impact": row.impact,
            "priority": row.priority,
            "subject": row.subject,
        }


def complaints(run: Run, limit: int = 200, now: datetime | None = None) -> Iterator[Row]:
    """All complaints: those that are not done first, oldest first, with their age and what is missing.

    `chased`: how often its prevention was asked for; `asked`: words that play it down were pointed out once.
    """
    for row in run(_COMPLAINTS, {"limit": limit}):
        opened = moment(row.opened_at)
        yield {
            "reference": reference(row.id),
            "subject": row.subject,
            "requester": row.requester,
            "client": row.client,
            "owner": row.owner,
            "state": row.state,
            "urgency": row.urgency,
            "impact": row.impact,
            "priority": row.priority,
            "promise": moment(row.due_at),
            "opened": opened,
            "age_seconds": _age(opened, now),
            "about": row.about or "",
            "about_ticket": reference(row.about_ticket) if row.about_ticket else "",
            "about_agents": (row.about_agents or "").split(),
            "missing": [name for name in _PARTS if not getattr(row, name) and row.requester != ERASED],
            "fault": row.fault or "",
            "cause": row.cause_word or "",
            "prevention_due": moment(row.prevention_due),
            "prevention_done": moment(row.prevention_done),
            "chased": row.chased or 0,
            "asked": bool(row.asked),
            "closed": moment(row.closed_at),
        }


def _age(opened: str | None, now: datetime | None) -> int | None:
    """Seconds since then, None where nobody says what time it is."""
    return max(0, int((now - datetime.fromisoformat(opened)).total_seconds())) if now and opened else None


def parked(run: Run, limit: int = 200) -> Iterator[Row]:
    """Messages set aside whole, newest first."""
    for row in run(_PARKED, {"limit": limit}):
        yield {
            "inbound": row.id,
            "received": moment(row.received_at),
            "size": row.size,
            "door": row.door,
            "reason": row.reason,
            "attempts": row.attempts,
        }


def outbox(run: Run, *, state: str = "", limit: int = 200) -> Iterator[Row]:
    """Letters that have not gone out, oldest first; or those of one state."""
    names = {f"s{at}": one for at, one in enumerate((state,) if state else UNSENT)}
    for row in run(_OUTBOX.format(states=", ".join(f":{name}" for name in names)), {**names, "limit": limit}):
        yield {"reference": reference(row.ticket_id) if row.ticket_id else "", **letter_row(row)}


def letter_row(row: Any) -> Row:
    return {
        "letter": row.id,
        "kind": row.kind,
        "recipient": row.recipient,
        "state": row.state,
        "made": moment(row.made_at),
        "sent": moment(row.sent_at),
        "attempts": row.attempts,
        "subject": row.subject,
        "answer": row.answer,
        "message_id": row.message_id.strip("<>"),
    }


#: Joins a kept message to its bytes, its ticket and its entry, and tells where one of the last two is not there.
_PLACES = (
    " from inbound i left join raw r on r.inbound_id = i.id left join ticket t on t.id = i.ticket_id"
    " left join message m on m.id = i.message_id"
)
_WITHOUT_PLACE = (
    "((i.ticket_id <> 0 and t.id is null) or (i.message_id <> 0 and m.id is null)"
    " or (i.outcome in ('opened', 'appended') and i.ticket_id = 0))"
)
_LEDGER = (
    "select coalesce(i.outcome, case when i.held then 'held' else 'waiting' end) as word, count(*) as all_of_them,"
    " sum(case when r.inbound_id is null then 1 else 0 end) as without_bytes,"
    f" sum(case when r.inbound_id is not null and {_WITHOUT_PLACE} then 1 else 0 end) as without_place,"
    " sum(case when i.envelope = :erased then 1 else 0 end) as erased"
    f"{_PLACES} where i.received_at >= :since group by 1 order by 1"
)
#: How many of the messages after one lack something, and when the first of these came.
ASTRAY = (
    "select count(*) as n, min(i.received_at) as first_at"
    f"{_PLACES} where i.id > :after and (r.inbound_id is null or {_WITHOUT_PLACE})"
)


def ledger(run: Run, since: datetime | None = None) -> Row:
    """What came in against what became of it. `difference`: messages whose bytes, ticket or entry are not there; must be nought."""
    came_in = next(
        iter(run("select count(*) as n from inbound where received_at >= :since", {"since": micros(since)}))
    ).n
    found = list(run(_LEDGER, {"since": micros(since), "erased": ERASED_ENVELOPE}))
    lost, astray = sum(row.without_bytes for row in found), sum(row.without_place for row in found)
    outcomes = {row.word: row.all_of_them for row in found}
    return {
        "since": moment(since),
        "came_in": came_in,
        "outcomes": outcomes,
        "erased": int(sum(row.erased for row in found)),
        "without_bytes": int(lost),
        "without_place": int(astray),
        "difference": came_in - sum(outcomes.values()) + int(lost) + int(astray),
    }


_FIGURES = {
    "tickets_open": "from ticket where state = 'open'",
    "tickets_waiting": "from ticket where state = 'waiting'",
    "tickets_urgent": "from ticket where state in ('open', 'waiting') and priority = 'P1'",
    "promises_live": "from promise where state = 'live'",
    "promises_overdue": "from promise where state = 'live' and due_at < :now",
    "complaints_open": "from ticket where state in ('open', 'waiting', 'resolved') and kind = 'complaint'",
    "inbound_waiting": "from inbound where outcome is null and not held",
    "inbound_late": "from inbound where outcome is null and not held and received_at < :late",
    "inbound_held": "from inbound where outcome is null and held",
    "inbound_parked": "from inbound where outcome = 'parked'",
    "letters_waiting": "from letter where state in ('waiting', 'sending')",
    "letters_late": "from letter where state in ('waiting', 'sending') and made_at < :late",
    "letters_capped": "from letter where state = 'capped'",
    "letters_refused": "from letter where state in ('refused', 'bounced') and made_at > :day",
    "from_the_future": "from inbound where received_at > :soon",
}


def figures(run: Run, now: datetime) -> dict[str, int]:
    """How much of everything there is, by name. Late is what has waited a quarter of an hour; refused, of the last day."""
    times = {
        "now": now,
        "late": now - timedelta(minutes=15),
        "day": now - timedelta(days=1),
        "soon": now + timedelta(minutes=2),
    }
    values = {name: micros(at) for name, at in times.items()}
    return {
        name: int(next(iter(run(f"select count(*) as n {what}", values))).n)
        for name, what in _FIGURES.items()
    }


def micros(at: datetime | None) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1) if at else 0


_PARTS_OF_TICKET: Mapping[str, tuple[str, Callable[[Any], Row]]] = {
    "participants": (
        "select * from participant where ticket_id = :number order by joined_at, address",
        _participant,
    ),
    "messages": ("select * from message where ticket_id = :number order by id", _message),
    "letters": ("select * from letter where ticket_id = :number order by id", letter_row),
    "promises": ("select * from promise where ticket_id = :number order by id", _promise),
    "events": ("select * from event where ticket_id = :number order by id", _event),
}


def flag(run: Run, name: str) -> str | None:
    """A small fact of the desk, None where nobody noted it."""
    return next(
        (str(row.value) for row in run("select value from flag where name = :name", {"name": name})), None
    )


def moment(at: Any) -> str | None:
    """A stored time (microseconds, or a datetime where the library has turned it into one) in ISO 8601 with its offset."""
    if at is None:
        return None
    return (at if isinstance(at, datetime) else _EPOCH + timedelta(microseconds=at)).isoformat()
