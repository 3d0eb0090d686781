"""Kept messages on their way to an outcome: taken under a lease, counted before they are read, parked when they break us."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from deskbell.ports import Envelope, Inbound
from deskbell.store import schema
from deskbell.store.among import among
from deskbell.store.dialect import Dialect
from deskbell.store.fresh import Fresh
from deskbell.store.keep import unpack
from deskbell.store.once import built_once

LEASE_SECONDS = 30.0


class Inbox:
    """Taking work from the inbound table."""

    def __init__(self, dialect: Dialect, fresh: Fresh) -> None:
        self._sql, self._fresh = dialect, fresh
        self._build(dialect)

    @built_once
    def _build(self, dialect: Dialect) -> None:
        i = schema.inbound
        waiting = sa.and_(
            sa.literal_column(schema.WAITING),
            i.c.held == sa.false(),
            dialect.free(i),
        )
        first = (
            sa.select(i.c.id).where(waiting, i.c.attempts == 0).order_by(i.c.id).limit(sa.bindparam("limit"))
        )
        again = sa.select(i.c.id).where(waiting, i.c.attempts > 0).order_by(i.c.id).limit(1)
        values = {
            "lease_until": sa.bindparam("until"),
            "holder": sa.bindparam("holder"),
            "attempts": i.c.attempts + 1,
        }
        columns = (
            i.c.id,
            i.c.envelope,
            i.c.door,
            i.c.received_at,
            i.c.attempts,
            i.c.silent,
            i.c.junk,
            i.c.former,
            i.c.fingerprint,
        )
        self._first = sa.update(i).where(dialect.one_of(i.c.id, first)).values(values).returning(*columns)
        self._again = sa.update(i).where(dialect.one_of(i.c.id, again)).values(values).returning(*columns)
        self._raws = sa.select(schema.raw.c.inbound_id, schema.raw.c.data).where(
            among(schema.raw.c.inbound_id, "many")
        )

    def take(self, connection: Connection, holder: str, limit: int) -> list[Inbound]:
        """Up to `limit` messages never tried before; else one that was, alone, so that it can harm nobody but itself.

        `attempts` has grown by one when this commits, before anybody has read the bytes.
        """
        now = self._sql.lease_now(connection)
        wanted = {"now": now, "until": now + LEASE_SECONDS, "holder": holder}
        found = (
            connection.execute(self._first, wanted | {"limit": limit}).all()
            or connection.execute(self._again, wanted).all()
        )
        return self._with_raw(connection, sorted(found))

    def _with_raw(self, connection: Connection, found: Sequence[Any]) -> list[Inbound]:
        if not found:
            return []
        raws = self._fresh.take(row.id for row in found)
        if older := [row.id for row in found if row.id not in raws]:
            raws |= {
                row.inbound_id: unpack(bytes(row.data))
                for row in connection.execute(self._raws, {"many": older})
            }
        return [
            Inbound(
                number,
                raws.get(number, b""),
                Envelope.from_json(envelope),
                door,
                received_at,
                attempts,
                silent,
                junk,
                former,
                bytes(fingerprint),
            )
            for number, envelope, door, received_at, attempts, silent, junk, former, fingerprint in found
        ]

    def void_leases(self, connection: Connection) -> None:
        """One process owns the home: whatever is leased was leased by a process that is dead."""
        connection.execute(
            sa.update(schema.inbound).where(sa.literal_column("outcome is null")).values(lease_until=0.0)
        )

    def give_back(self, connection: Connection, ids: Sequence[int]) -> None:
        """Not read after all (we are stopping): as if they had not been taken."""
        i = schema.inbound
        connection.execute(
            sa.update(i)
            .where(i.c.id.in_(ids), sa.literal_column("outcome is null"))
            .values(lease_until=0.0, attempts=i.c.attempts - 1)
        )

    def retry_later(self, connection: Connection, number: int, seconds: float) -> None:
        """It failed; its next try, alone, comes after a pause."""
        i = schema.inbound
        connection.execute(
            sa.update(i).where(i.c.id == number).values(lease_until=self._sql.lease_now(connection) + seconds)
        )

    def park(self, connection: Connection, number: int, reason: str, now: datetime) -> None:
        """Set aside whole, with the reason; `deskbell replay` tries again."""
        i = schema.inbound
        connection.execute(
            sa.update(i)
            .where(i.c.id == number, sa.literal_column("outcome is null"))
            .values(outcome="parked", reason=reason[:500], closed_at=now)
        )

    def replay(self, connection: Connection, ids: Sequence[int]) -> int:
        """Parked or refused messages are looked at again as if they had just come in."""
        i = schema.inbound
        found = connection.execute(
            sa.update(i)
            .where(i.c.id.in_(ids), i.c.outcome.in_(("parked", "refused")))
            .values(outcome=None, reason="", attempts=0, lease_until=0.0)
        )
        return found.rowcount

    def release(self, connection: Connection, door: str, *, silent: bool) -> int:
        """Old mail of a mailbox that was held is taken in, with letters or without."""
        i = schema.inbound
        found = connection.execute(
            sa.update(i).where(i.c.door == door, i.c.held == sa.true()).values(held=False, silent=silent)
        )
        return found.rowcount
