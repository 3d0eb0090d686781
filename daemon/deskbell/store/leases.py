"""Leases that processes hold by name for a while, and flags: small facts of the desk."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from deskbell.store import schema
from deskbell.store.opened import Opened

_FLAG = sa.select(schema.flag.c.value).where(schema.flag.c.name == sa.bindparam("name"))


class Leases(Opened):
    """The part of the store that processes agree by."""

    def lease(self, name: str, holder: str, seconds: float) -> int:
        """Take or renew a lease; its number (which grows with each new holder), or 0 while another holder's lives."""

        def work(connection: Connection) -> int:
            now = self.sql.lease_now(connection)
            table = schema.lease
            insert = self.sql.insert(table).values(name=name, holder=holder, number=1, until=now + seconds)
            mine = sa.or_(table.c.holder == holder, table.c.until < now)
            number = sa.case((table.c.holder == holder, table.c.number), else_=table.c.number + 1)
            taken = connection.execute(
                insert.on_conflict_do_update(
                    index_elements=["name"],
                    set_={"holder": holder, "number": number, "until": now + seconds},
                    where=mine,
                ).returning(table.c.number)
            ).first()
            return int(taken.number) if taken else 0

        return self.writer.write(work)

    def release_lease(self, name: str, holder: str) -> None:
        table = schema.lease
        self.writer.write(
            lambda c: c.execute(
                sa.update(table).where(table.c.name == name, table.c.holder == holder).values(until=0.0)
            )
        )

    def flag(self, name: str) -> str | None:
        with self.reading() as connection:
            row = connection.execute(_FLAG, {"name": name}).first()
        return str(row.value) if row else None

    def set_flag(self, name: str, value: str | None, now: datetime) -> None:
        """Set a small fact of the desk, or forget it."""
        table = schema.flag
        if value is None:
            self.writer.write(lambda c: c.execute(sa.delete(table).where(table.c.name == name)))
            return
        insert = self.sql.insert(table).values(name=name, value=value, at=now)
        self.writer.write(
            lambda c: c.execute(
                insert.on_conflict_do_update(index_elements=["name"], set_={"value": value, "at": now})
            )
        )

    def begin_notes(self, notes: Mapping[str, str], now: datetime) -> dict[str, str]:
        """Flags of these names as they stand; those that nobody has set yet are set to what is given here."""
        table = schema.flag
        with self.reading() as connection:
            rows = connection.execute(
                sa.select(table.c.name, table.c.value).where(table.c.name.in_(sorted(notes)))
            )
            known = {row.name: str(row.value) for row in rows}
        fresh = [
            {"name": name, "value": value, "at": now} for name, value in notes.items() if name not in known
        ]
        if fresh:
            insert = self.sql.insert(table).on_conflict_do_nothing(index_elements=["name"])
            self.writer.write(lambda c: c.execute(insert, fresh))
        return {**notes, **known}
