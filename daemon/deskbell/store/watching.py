"""What the watch asks every few minutes: letters that a cap holds back, mailboxes, mail that waits, mail that is gone."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Row

from deskbell.casework.asking import Store
from deskbell.casework.records import Capped
from deskbell.store import looks, schema

_i, _l, _f = schema.inbound, schema.letter, schema.flag
#: Readers looked at together; a flood leaves many, and the next look comes soon.
_MOST = 500
#: So many of the newest messages are counted each time, in some milliseconds; all of them are by `deskbell ledger`.
_COUNTED = 4_000
_ASTRAY = sa.text(looks.ASTRAY)
_WAITING: Any = sa.literal_column("inbound.outcome is null")


_CAPPED = (
    sa.select(
        _l.c.id.label("letter_id"), _l.c.ticket_id, _l.c.recipient, _l.c.kind, _l.c.audience, _l.c.made_at
    )
    .where(
        _l.c.id.in_(
            sa.select(sa.func.min(_l.c.id))
            .where(
                _l.c.state == "capped",
                _l.c.made_at > sa.bindparam("since", type_=schema.Moment),
                sa.or_(_l.c.true_until.is_(None), _l.c.true_until > sa.bindparam("now", type_=schema.Moment)),
            )
            .group_by(_l.c.recipient)
        )
    )
    .order_by(_l.c.id)
    .limit(_MOST)
)
_HELD_BY_DOOR = (
    sa.select(_i.c.door, sa.func.count().label("n"))
    .where(_WAITING, _i.c.held)
    .group_by(_i.c.door)
    .order_by(_i.c.door)
)
_NOT_TAKEN_IN = sa.select(sa.func.min(_i.c.received_at).label("at")).where(
    _WAITING, ~_i.c.held, _i.c.received_at < sa.bindparam("before", type_=schema.Moment)
)
_BEFORE_THE_COUNTED = sa.select(sa.func.coalesce(sa.func.max(_i.c.id), 0) - _COUNTED)


class Watching(Store):
    """The part of casework.asking.Store that the operator's letters are made of."""

    def _ask_rarely(self, statement: Any, **values: Any) -> Sequence[Row[Any]]:
        raise NotImplementedError

    def capped(self, since: datetime, now: datetime) -> list[Capped]:
        return [Capped(**row._mapping) for row in self._ask_rarely(_CAPPED, since=since, now=now)]

    def polls(self) -> dict[str, tuple[datetime | None, str]]:
        found = self._ask_rarely(sa.select(schema.poll))
        return {row.mailbox: (row.good_at, row.trouble) for row in found}

    def held_by_door(self) -> list[tuple[str, int]]:
        return [(row.door, row.n) for row in self._ask_rarely(_HELD_BY_DOOR)]

    def not_taken_in(self, before: datetime) -> datetime | None:
        at: datetime | None = self._ask_rarely(_NOT_TAKEN_IN, before=before)[0].at
        return at

    def astray(self, since: datetime | None) -> tuple[int, datetime | None]:
        after = int(self._ask_rarely(_BEFORE_THE_COUNTED)[0][0])
        if since is not None:
            first = self._ask_rarely(sa.select(sa.func.min(_i.c.id)).where(_i.c.received_at >= since))[0][0]
            after = min(after, (first or after + 1) - 1)
        found = self._ask_rarely(_ASTRAY, after=after)[0]
        return found.n, schema.EPOCH + timedelta(microseconds=found.first_at) if found.n else None

    def flags(self, prefix: str) -> dict[str, str]:
        mine = sa.select(_f.c.name, _f.c.value).where(
            _f.c.name.startswith(prefix, autoescape=True), _f.c.value != ""
        )
        return {row.name: row.value for row in self._ask_rarely(mine)}
