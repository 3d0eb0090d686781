"""Where SQLite and PostgreSQL speak differently; nothing else in this room asks which of them it talks to."""

import threading
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from deskbell.clock import machine_seconds
from deskbell.domain.ticket import FIRST_NUMBER
from deskbell.ports import MailboxMark
from deskbell.store import schema


class Dialect:
    """What differs: inserts that yield to a conflict, locks, fresh ids, and lease time."""

    def __init__(self, engine: Engine) -> None:
        self.sqlite = engine.dialect.name == "sqlite"
        self._pools: dict[str, list[int]] = {}
        self._guard = threading.Lock()

    @cached_property
    def _set_mark(self) -> Any:
        upsert = self.insert(schema.mailbox)
        newer = upsert.excluded
        return upsert.on_conflict_do_update(
            index_elements=["mailbox", "folder"],
            set_={
                "uid": sa.case(
                    (
                        schema.mailbox.c.uidvalidity == newer.uidvalidity,
                        sa.func.max(schema.mailbox.c.uid, newer.uid)
                        if self.sqlite
                        else sa.func.greatest(schema.mailbox.c.uid, newer.uid),
                    ),
                    else_=newer.uid,
                ),
                "uidvalidity": newer.uidvalidity,
            },
        )

    def insert(self, table: sa.Table) -> Any:
        """An insert that knows ON CONFLICT."""
        if self.sqlite:
            from sqlalchemy.dialects.sqlite import insert
        else:
            from sqlalchemy.dialects.postgresql import insert  # type: ignore[assignment]
        return insert(table)

    def set_mark(self, connection: Connection, mark: MailboxMark) -> None:
        """How far a folder was read; it only grows while its UIDVALIDITY stays."""
        connection.execute(
            self._set_mark,
            {
                "mailbox": mark.mailbox,
                "folder": mark.folder,
                "uidvalidity": mark.uidvalidity,
                "uid": mark.uid,
            },
        )

    def lease_now(self, connection: Connection) -> float:
        """Lease time in seconds: the database's clock, which nobody may move."""
        if self.sqlite:
            return machine_seconds()  # one process on one machine: its clock is the database's
        return float(connection.execute(_PG_NOW).scalar_one())

    def free(self, table: sa.Table) -> Any:
        """Is a row of this queue in nobody's hand: never leased, its lease over, or its holder dead (see SqlStore.beat)?

        A condition with the bind parameter `now`. On SQLite the one process voids old leases when it starts.
        """
        over = table.c.lease_until < sa.bindparam("now")
        if self.sqlite:
            return over
        lease = schema.lease
        alive = sa.exists().where(
            lease.c.name == sa.literal("process:").concat(table.c.holder),
            lease.c.until >= sa.bindparam("now"),
        )
        return sa.or_(over, sa.not_(alive))

    def lock_anchors(self, connection: Connection, hashes: Iterable[bytes]) -> None:
        """Of two processes with two mails of one thread, the second waits here. Sorted, so that no two wait for each other."""
        if not self.sqlite and (keys := sorted({int.from_bytes(h[:8], "big", signed=True) for h in hashes})):
            connection.execute(_PG_LOCK, {"keys": keys})

    def locked(self, select: Any) -> Any:
        """The rows for writing, in the order of the select; SQLite's writer is alone already."""
        return select if self.sqlite else select.with_for_update()

    def one_of(self, number: sa.Column[int], chosen: Any) -> Any:
        """Is the number one of those that `chosen`, a select with a limit, finds and that no other process has in hand?

        As `in (select … limit … skip locked)` PostgreSQL may run the select once a row, and each time it finds others:
        more than the limit would be taken. An array is made once.
        """
        if self.sqlite:
            return number.in_(chosen)
        free = chosen.correlate(None).with_for_update(skip_locked=True).scalar_subquery()
        return number == sa.any_(sa.func.array(free, type_=sa.ARRAY(schema.Id)))

    def ids(self, connection: Connection, name: str, count: int) -> list[int]:
        """`count` fresh ids of a numbered table, rising. What a rolled back transaction leaves unused is lost, never used twice."""
        with self._guard:
            pool = self._pools.setdefault(name, [])
            if len(pool) < count:
                pool.extend(self._more(connection, name, count - len(pool)))
            taken, pool[:count] = pool[:count], []
            return taken

    def give_back(self, name: str, ids: list[int]) -> None:
        """Ids that no row was made with; the next ticket has no gap before it."""
        with self._guard:
            self._pools.setdefault(name, [])[:0] = ids

    def _more(self, connection: Connection, name: str, short: int) -> list[int]:
        if not self.sqlite:
            block = short if name == "ticket" else max(short, 64)
            return [row[0] for row in connection.execute(_PG_IDS, {"name": f"{name}_id", "count": block})]
        last = self._pools.get(f"{name}:last")
        if last is None:
            table = schema.metadata.tables[name]
            floor = FIRST_NUMBER - 1 if name == "ticket" else 0
            flag = schema.flag
            restored = connection.execute(
                sa.select(flag.c.value).where(flag.c.name == f"floor:{name}")
            ).scalar()
            highest = connection.execute(sa.select(sa.func.max(table.c.id))).scalar()
            last = self._pools[f"{name}:last"] = [max(highest or 0, floor, int(restored or 0))]
        fresh = list(range(last[0] + 1, last[0] + 1 + short))
        last[0] = fresh[-1]
        return fresh


_PG_NOW = sa.text("select extract(epoch from clock_timestamp())")
_PG_LOCK = sa.text(
    "select pg_advisory_xact_lock(k) from (select unnest(cast(:keys as bigint[])) k order by 1) q"
)
_PG_IDS = sa.text("select nextval(cast(:name as text)::regclass) from generate_series(1, :count)")
