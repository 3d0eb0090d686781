"""Questions of the operator's commands, the pages and the reports: reading only, never on the hot path."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from deskbell.domain.ticket import reference
from deskbell.store import looks, rows, schema
from deskbell.store.keep import unpack

_OPEN = ("open", "waiting")


def past(connection: Connection, people: Iterable[tuple[str, int]]) -> dict[str, list[dict[str, Any]]]:
    """What stands between each of these (requester, but for one ticket) and us: facts for the agent's letter, five each."""
    t, s = schema.ticket, schema.survey
    but = dict(people)
    wanted = sorted(but)
    if not wanted:
        return {}
    found: dict[str, list[dict[str, Any]]] = {address: [] for address in wanted}
    recent = sa.select(
        t.c.id, t.c.subject, t.c.requester, t.c.state, t.c.opened_at, t.c.chasers, sa.func.row_number().over(partition_by=t.c.requester, order_by=t.c.id.desc()).label("n")
    ).where(t.c.requester.in_(wanted)).subquery()
    for row in connection.execute(sa.select(recent).where(recent.c.n <= 4).order_by(recent.c.id.desc())):
        what = "open" if row.state in _OPEN else "recent"
        if row.id == but[row.requester]:
            continue
        found[row.requester].append({"what": what, "text": row.subject, "reference": reference(row.id), "at": row.opened_at.isoformat()})
    said = connection.execute(sa.select(s.c.address, s.c.comment, s.c.overall, s.c.answered_at).where(s.c.address.in_(wanted)).order_by(s.c.answered_at.desc()).limit(len(wanted) * 2))
    seen = set()
    for row in said:
        if row.address not in seen:
            seen.add(row.address)
            found[row.address].append({"what": "survey", "text": row.comment, "at": row.answered_at.isoformat(), "count": row.overall or 0})
    return found


def tickets(connection: Connection, *, state: str = "", owner: str = "", client: str = "", limit: int = 200) -> Iterator[dict[str, Any]]:
    """See looks.tickets."""
    return looks.tickets(_run_on(connection), state=state, owner=owner, client=client, limit=limit)


def _run_on(connection: Connection) -> looks.Run:
    return lambda sql, values: connection.execute(sa.text(sql), dict(values))


def ticket(connection: Connection, number: int) -> dict[str, Any] | None:
    """One ticket with its messages, letters, promises and events."""
    t = schema.ticket
    row = connection.execute(sa.select(t).where(t.c.id == number)).first()
    told = looks.ticket(_run_on(connection), number)
    if row is None or told is None:
        return None
    return told | {
        "previous": reference(row.previous) if row.previous else "",
        "set_apart_from": reference(row.set_apart_from) if row.set_apart_from else "",
        "merged_into": reference(row.merged_into) if row.merged_into else "",
        "participants": [_participant(one) for one in connection.execute(sa.select(schema.participant).where(schema.participant.c.ticket_id == number).order_by(schema.participant.c.joined_at))],
        "messages": [_message(one) for one in connection.execute(sa.select(schema.message).where(schema.message.c.ticket_id == number).order_by(schema.message.c.id))],
        "letters": [looks.letter_row(one) for one in connection.execute(sa.select(schema.letter).where(schema.letter.c.ticket_id == number).order_by(schema.letter.c.id))],
        "promises": [_promise(one) for one in connection.execute(sa.select(schema.promise).where(schema.promise.c.ticket_id == number).order_by(schema.promise.c.id))],
        "events": [_event(one) for one in connection.execute(sa.select(schema.event).where(schema.event.c.ticket_id == number).order_by(schema.event.c.id))],
    }


def _participant(row: Any) -> dict[str, Any]:
    return {"address": row.address, "name": row.name, "part": row.part, "joined": looks.moment(row.joined_at)}


def _message(row: Any) -> dict[str, Any]:
    return {
        "at": looks.moment(row.at),
        "direction": row.direction,
        "author": row.author,
        "author_name": row.author_name,
        "origin": row.origin,
        "hand": row.hand,
        "reason": row.reason,
        "words": row.words,
        "attachments": json.loads(row.attachments or "[]"),
        "message_id": row.message_id,
        "inbound": row.inbound_id,
    }


def _promise(row: Any) -> dict[str, Any]:
    return {"due": looks.moment(row.due_at), "made": looks.moment(row.made_at), "by": row.by, "kind": row.kind, "state": row.state, "ended": looks.moment(row.ended_at), "to_customer": row.to_customer}


def _event(row: Any) -> dict[str, Any]:
    return {"at": looks.moment(row.at), "event": row.kind, **json.loads(row.data)}


def promises(connection: Connection, limit: int = 200) -> Iterator[dict[str, Any]]:
    """See looks.promises."""
    return looks.promises(_run_on(connection), limit)


def complaints(connection: Connection, limit: int = 200) -> Iterator[dict[str, Any]]:
    """See looks.complaints."""
    return looks.complaints(_run_on(connection), limit)


def parked(connection: Connection, limit: int = 200) -> Iterator[dict[str, Any]]:
    """See looks.parked."""
    return looks.parked(_run_on(connection), limit)


def outbox(connection: Connection, *, state: str = "", limit: int = 200) -> Iterator[dict[str, Any]]:
    """See looks.outbox."""
    return looks.outbox(_run_on(connection), state=state, limit=limit)


def ledger(connection: Connection, since: datetime | None = None) -> dict[str, Any]:
    """What came in against what became of it; `difference` must be nought."""
    i = schema.inbound
    when = [i.c.received_at >= since] if since else []
    counts: dict[str, int] = {}
    for outcome, held, count in connection.execute(sa.select(i.c.outcome, i.c.held, sa.func.count()).where(*when).group_by(i.c.outcome, i.c.held)):
        name = outcome or ("held" if held else "waiting")
        counts[name] = counts.get(name, 0) + count
    came_in = connection.execute(sa.select(sa.func.count()).select_from(i).where(*when)).scalar_one()
    orphans = connection.execute(sa.select(sa.func.count()).select_from(i.outerjoin(schema.raw, schema.raw.c.inbound_id == i.c.id)).where(schema.raw.c.inbound_id.is_(None), *when)).scalar_one()
    return {"came_in": came_in, "outcomes": counts, "difference": came_in - sum(counts.values()), "without_bytes": orphans}


def figures(connection: Connection, now: datetime) -> dict[str, float]:
    """What health and metrics show."""
    t, letter, i, p = schema.ticket, schema.letter, schema.inbound, schema.promise

    def count(query: Any) -> float:
        return float(connection.execute(query).scalar_one() or 0)

    def of(table: sa.Table, *when: Any) -> Any:
        return sa.select(sa.func.count()).select_from(table).where(*when)

    oldest = connection.execute(sa.select(sa.func.min(letter.c.made_at)).where(sa.literal_column("state in ('waiting', 'sending')"))).scalar()
    return {
        "tickets_open": count(of(t, t.c.state.in_(_OPEN))),
        "inbound_waiting": count(of(i, sa.literal_column("outcome is null"), i.c.held == sa.false())),
        "inbound_held": count(of(i, sa.literal_column("outcome is null"), i.c.held == sa.true())),
        "inbound_parked": count(of(i, i.c.outcome == "parked")),
        "letters_waiting": count(of(letter, sa.literal_column("state in ('waiting', 'sending')"))),
        "letters_capped": count(of(letter, letter.c.state == "capped")),
        "letters_refused": count(of(letter, letter.c.state.in_(("refused", "bounced")), letter.c.made_at > now - timedelta(days=1))),
        "oldest_letter_seconds": (now - oldest).total_seconds() if oldest else 0.0,
        "promises_live": count(of(p, sa.literal_column("state = 'live'"))),
        "promises_overdue": count(of(p, sa.literal_column("state = 'live'"), p.c.due_at < now)),
    }


def raw_of(connection: Connection, inbound_id: int) -> tuple[bytes, Mapping[str, Any]] | None:
    """The bytes of a kept message as they came, and how it came."""
    i = schema.inbound
    row = connection.execute(sa.select(i, schema.raw.c.data).select_from(i.join(schema.raw, schema.raw.c.inbound_id == i.c.id)).where(i.c.id == inbound_id)).first()
    return (unpack(bytes(row.data)), dict(row._mapping)) if row else None


def last_raws(connection: Connection, last: int, since: datetime | None = None) -> Iterator[tuple[int, bytes, Mapping[str, Any]]]:
    """The newest kept messages with their bytes, oldest of them first; one at a time in memory."""
    i = schema.inbound
    when = [i.c.received_at >= since] if since else []
    numbers = [row.id for row in connection.execute(sa.select(i.c.id).where(i.c.outcome.is_not(None), *when).order_by(i.c.id.desc()).limit(last))]
    for number in reversed(numbers):
        found = raw_of(connection, number)
        if found:
            yield number, *found


def letter_bytes(connection: Connection, letter_id: int) -> bytes:
    row = connection.execute(sa.select(schema.letter_raw.c.data).where(schema.letter_raw.c.letter_id == letter_id)).first()
    return unpack(bytes(row.data)) if row else b""


def newest_letters(connection: Connection, limit: int) -> list[Any]:
    letter = schema.letter
    return list(connection.execute(sa.select(letter).order_by(letter.c.id.desc()).limit(limit)))


def polls(connection: Connection) -> list[Any]:
    return list(connection.execute(sa.select(schema.poll).order_by(schema.poll.c.mailbox)))


def first_inbound(connection: Connection, ticket_id: int) -> int:
    """The message that opened a ticket."""
    i = schema.inbound
    row = connection.execute(sa.select(sa.func.min(i.c.id)).where(i.c.ticket_id == ticket_id)).scalar()
    return int(row or 0)


def by_ticket(table: str, number: int) -> Any:
    """A statement for the newest row of a table that belongs to a ticket; for tickets and letters, the row itself."""
    rows_of = schema.metadata.tables[table]
    own = rows_of.c.id if table in ("ticket", "letter") else rows_of.c.ticket_id
    query = sa.select(rows_of).where(own == number)
    return query.order_by(rows_of.c.id.desc()) if "id" in rows_of.c else query


def live_promise(number: int) -> Any:
    p = schema.promise
    return sa.select(p).where(p.c.ticket_id == number, sa.literal_column("state = 'live'"))



__all__ = ["figures", "last_raws", "ledger", "letter_bytes", "newest_letters", "outbox", "parked", "past", "promises", "raw_of", "rows", "ticket", "tickets"]
