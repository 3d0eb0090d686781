"""Questions of the operator's commands, the pages and the reports: reading only, never on the hot path."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from deskbell.store import looks, schema
from deskbell.store.keep import unpack

_RAW = sa.select(schema.raw.c.data).where(schema.raw.c.inbound_id == sa.bindparam("number"))


def run_on(connection: Connection) -> looks.Run:
    """Asks the questions of `looks` over a connection that is open already."""
    return lambda sql, values: connection.execute(sa.text(sql), dict(values))


def figures(connection: Connection, now: datetime) -> dict[str, float]:
    """What health and metrics show."""
    letter = schema.letter
    oldest = connection.execute(
        sa.select(sa.func.min(letter.c.made_at)).where(sa.literal_column("state in ('waiting', 'sending')"))
    ).scalar()
    age = (now - oldest).total_seconds() if oldest else 0.0
    return {**looks.figures(run_on(connection), now), "oldest_letter_seconds": age}


def raw_of(connection: Connection, inbound_id: int) -> tuple[bytes, Mapping[str, Any]] | None:
    """The bytes of a kept message as they came, and how it came."""
    i = schema.inbound
    row = connection.execute(
        sa.select(i, schema.raw.c.data)
        .select_from(i.join(schema.raw, schema.raw.c.inbound_id == i.c.id))
        .where(i.c.id == inbound_id)
    ).first()
    return (unpack(bytes(row.data)), dict(row._mapping)) if row else None


def raw_alone(connection: Connection, inbound_id: int) -> bytes | None:
    """The bytes of a kept message, None where they are not kept any more."""
    row = connection.execute(_RAW, {"number": inbound_id}).first()
    return unpack(bytes(row.data)) if row else None


def last_raws(
    connection: Connection, last: int, since: datetime | None = None
) -> Iterator[tuple[int, bytes, Mapping[str, Any]]]:
    """The newest kept messages with their bytes, oldest of them first; one at a time in memory."""
    i = schema.inbound
    when = [i.c.received_at >= since] if since else []
    numbers = [
        row.id
        for row in connection.execute(
            sa.select(i.c.id).where(i.c.outcome.is_not(None), *when).order_by(i.c.id.desc()).limit(last)
        )
    ]
    for number in reversed(numbers):
        found = raw_of(connection, number)
        if found:
            yield number, *found


def count_settled(connection: Connection, last: int, since: datetime | None = None) -> int:
    """How many messages `last_raws` would give."""
    i = schema.inbound
    when = [i.c.received_at >= since] if since else []
    newest = sa.select(i.c.id).where(i.c.outcome.is_not(None), *when).limit(last).subquery()
    return int(connection.execute(sa.select(sa.func.count()).select_from(newest)).scalar_one())


def letter_bytes(connection: Connection, letter_id: int) -> bytes:
    row = connection.execute(
        sa.select(schema.letter_raw.c.data).where(schema.letter_raw.c.letter_id == letter_id)
    ).first()
    return unpack(bytes(row.data)) if row else b""


def answers(connection: Connection, ticket_id: int) -> int:
    """How often a person's words went to the customer."""
    m = schema.message
    said = sa.select(sa.func.count()).where(m.c.ticket_id == ticket_id, m.c.direction == "out")
    return int(connection.execute(said).scalar_one())


def newest_letters(connection: Connection, limit: int) -> list[Any]:
    letter = schema.letter
    return list(connection.execute(sa.select(letter).order_by(letter.c.id.desc()).limit(limit)))


def by_ticket(table: str, number: int) -> Any:
    """A statement for the newest row of a table that belongs to a ticket; for tickets and letters, the row itself."""
    rows_of = schema.metadata.tables[table]
    own = rows_of.c.id if table in ("ticket", "letter") else rows_of.c.ticket_id
    query = sa.select(rows_of).where(own == number)
    return query.order_by(rows_of.c.id.desc()) if "id" in rows_of.c else query


def live_promise(number: int) -> Any:
    p = schema.promise
    return sa.select(p).where(p.c.ticket_id == number, sa.literal_column("state = 'live'"))
