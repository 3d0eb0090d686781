"""Which letters are in somebody's hand, and taking more of them.

Where processes share a database (PostgreSQL) a claim is a lease written into the letter's row, which the others see and
which ends with its holder. A SQLite file belongs to one process, which simply remembers what it has in hand: that spares
each letter a rewrite and each round a commit, and what a process forgets by dying is free, as it must be.

Letters to one recipient about one ticket go out in the order they were written: a letter can be claimed only while it
is the first of its row that is still pending. The order test is written as `id = (select min …)`, because written as
NOT EXISTS PostgreSQL may plan it as an anti-join that takes seconds when its statistics are stale.
"""

import threading
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from deskbell.store import schema
from deskbell.store.among import among
from deskbell.store.dialect import Dialect
from deskbell.store.once import built_once

#: Longer than the longest conversation with a relay (ten minutes for the final dot).
LEASE_SECONDS = 900.0
PENDING = "state in ('waiting', 'sending')"
_letter = schema.letter
_COLUMNS = (
    _letter.c.id,
    _letter.c.ticket_id,
    _letter.c.kind,
    _letter.c.recipient,
    _letter.c.message_id,
    _letter.c.promise_id,
    _letter.c.made_at,
    _letter.c.true_until,
    _letter.c.attempts,
    _letter.c.state,
)


def _may_go(columns: Sequence[Any], free: Any) -> Any:
    """The letters that may go now, the longest due first; none while sending is held."""
    earlier = _letter.alias("earlier")
    first = (
        sa.select(sa.func.min(earlier.c.id))
        .where(
            earlier.c.ticket_id == _letter.c.ticket_id,
            earlier.c.recipient == _letter.c.recipient,
            sa.literal_column("earlier." + PENDING),
        )
        .scalar_subquery()
    )
    return (
        sa.select(*columns)
        .where(
            sa.literal_column(schema.DUE),
            _letter.c.due_at <= sa.bindparam("due"),
            free,
            _letter.c.id == first,
        )
        .order_by(_letter.c.due_at, _letter.c.id)
        .limit(sa.bindparam("limit"))
    )


_HELD = sa.exists(sa.select(schema.flag.c.name).where(schema.flag.c.name == "outbox_hold"))


class Leased:
    """Claims written into the rows, under a lease; see Dialect.free."""

    def __init__(self, dialect: Dialect) -> None:
        self.guard = threading.RLock()
        self._build(dialect)

    @built_once
    def _build(self, dialect: Dialect) -> None:
        #: The condition that a letter is in nobody's hand, a part of any select; `given` are its parameters.
        self.free = dialect.free(_letter)
        self._claim = (
            sa.update(_letter)
            .where(dialect.one_of(_letter.c.id, _may_go((_letter.c.id,), self.free)), ~_HELD)
            .values(lease_until=sa.bindparam("until"), holder=sa.bindparam("holder"))
            .returning(*_COLUMNS)
        )

    def given(self, now: float) -> dict[str, Any]:
        return {"now": now}

    def take(
        self, connection: Connection, holder: str, limit: int, now: float, due: float
    ) -> Sequence[Row[Any]]:
        """Up to `limit` letters due at `due`, which are ours from `now` on. Lease times, in seconds."""
        wanted = {"now": now, "due": due, "until": now + LEASE_SECONDS, "holder": holder, "limit": limit}
        return connection.execute(self._claim, wanted).all()

    def leave(self, connection: Connection, ids: Iterable[int], now: float) -> None:
        """Claimed, and not now after all, in the transaction of the claim: they wait as if they had fallen due now."""
        back = sa.update(_letter).where(_letter.c.id.in_(sorted(ids)))
        connection.execute(back.values(lease_until=0.0, due_at=now))

    def drop(self, ids: Iterable[int]) -> None:
        """Nothing to do: what ended a claim was written into the row."""


class InHand:
    """What the one process of a database has in hand.

    Hold `guard` while you claim, from before the transaction begins, and for whatever must not be claimed meanwhile.
    """

    def __init__(self, dialect: Dialect) -> None:
        self.guard = threading.RLock()
        self._until: dict[int, float] = {}
        self._changing = threading.Lock()
        self._build(dialect)

    @built_once
    def _build(self, dialect: Dialect) -> None:
        self.free: Any = sa.not_(among(_letter.c.id, "hand"))
        self._may_go = _may_go(_COLUMNS, self.free).where(~_HELD)

    def given(self, now: float) -> dict[str, Any]:
        with self._changing:
            self._until = {number: until for number, until in self._until.items() if until >= now}
            return {"hand": list(self._until)}

    def take(
        self, connection: Connection, holder: str, limit: int, now: float, due: float
    ) -> Sequence[Row[Any]]:
        """See Leased.take. `holder` is who asks: nobody else can."""
        found = connection.execute(self._may_go, self.given(now) | {"due": due, "limit": limit}).all()
        with self._changing:
            self._until |= {row.id: now + LEASE_SECONDS for row in found}
        return found

    def leave(self, connection: Connection, ids: Iterable[int], now: float) -> None:
        """See Leased.leave. They wait as they did."""
        self.drop(ids)

    def drop(self, ids: Iterable[int]) -> None:
        """They are in our hand no longer; said after the commit of what became of them."""
        with self._changing:
            for number in ids:
                self._until.pop(number, None)


def claims_of(dialect: Dialect) -> Leased | InHand:
    """How letters are claimed on this database."""
    return InHand(dialect) if dialect.sqlite else Leased(dialect)
