"""What decisions ask now and then: of incidents and what mails look like, of causes, of a client's last weeks.

Apart from `lookalikes`, which a batch with a new fault asks once, nothing here is asked on the hot path.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from deskbell.casework.docket import Docket, Incident, Likeness
from deskbell.store import deeds, schema
from deskbell.store.bulk import Bulk
from deskbell.store.dialect import Dialect

_i, _k, _t, _c = schema.incident, schema.likeness, schema.ticket, schema.complaint
#: A ticket that took longer than this to close is not counted among those that closed; for the sake of the index.
_LONG_OPEN = timedelta(days=90)
_LIVE_INCIDENTS = sa.select(_i).where(_i.c.state.in_(("proposed", "open"))).order_by(_i.c.ticket_id.desc())
#: So many of the newest are looked through for those that no incident took.
_LOOKED_THROUGH = 1_000
_NEWEST = (
    sa.select(_k)
    .where(_k.c.at > sa.bindparam("since", type_=schema.Moment))
    .order_by(_k.c.at.desc(), _k.c.ticket_id.desc())
    .limit(_LOOKED_THROUGH)
    .subquery()
)
_LOOKALIKES = (
    sa.select(
        _NEWEST.c.ticket_id,
        sa.type_coerce(_NEWEST.c.at, sa.BigInteger),
        _NEWEST.c.requester,
        _NEWEST.c.client,
        _NEWEST.c.words,
        _NEWEST.c.incident,
    )
    .where(_NEWEST.c.incident == 0)
    .order_by(_NEWEST.c.at.desc(), _NEWEST.c.ticket_id.desc())
    .limit(sa.bindparam("most"))
)


@lru_cache(_LOOKED_THROUGH)  # the next batch is compared with nearly the same ones
def _likeness(ticket_id: int, at: int, requester: str, client: str, words: str, incident: int) -> Likeness:
    return Likeness(ticket_id, schema.moment(at), requester, client, words, incident)


class Rare(deeds.Deeds):
    """The part of casework.docket.Store that is asked seldom."""

    def incidents(self) -> list[Incident]:
        return [Incident(**row._mapping) for row in self._ask_rarely(_LIVE_INCIDENTS)]

    def incident(self, ticket_id: int) -> Incident | None:
        found = self._ask_rarely(sa.select(_i).where(_i.c.ticket_id == ticket_id))
        return Incident(**found[0]._mapping) if found else None

    def lookalikes(self, since: datetime, limit: int) -> list[Likeness]:
        return [_likeness(*row) for row in self._ask_rarely(_LOOKALIKES, since=since, most=limit)]

    def taken_for(self, incident: int, most: int | None = None) -> list[int]:
        mine = sa.select(_k.c.ticket_id).where(_k.c.incident == incident).order_by(_k.c.ticket_id)
        return [row.ticket_id for row in self._ask_rarely(mine.limit(most))]

    def linked(self, incident: int) -> list[int]:
        mine = sa.select(_t.c.id).where(_t.c.id.in_(self.taken_for(incident)), _t.c.incident == incident)
        return [row.id for row in self._ask_rarely(mine.order_by(_t.c.id))]

    def causes_since(self, word: str, since: datetime) -> list[str]:
        joined = _c.join(_t, _t.c.id == _c.c.ticket_id)
        mine = (
            sa.select(_t.c.client)
            .select_from(joined)
            .where(_c.c.cause_word == word, _c.c.closed_at > since)
            .order_by(_c.c.ticket_id)
        )
        return [row.client for row in self._ask_rarely(mine)]

    def surveys_of(self, client: str, since: datetime) -> tuple[int, int]:
        letter = schema.letter
        theirs = (
            sa.select(sa.func.count())
            .join_from(letter, _t, _t.c.id == letter.c.ticket_id)
            .where(
                letter.c.audience.in_(("proven", "known")),
                letter.c.made_at > since,
                sa.literal_column("letter.state <> 'capped'"),
                _t.c.client == client,
            )
        )
        asked = theirs.where(letter.c.kind == "survey", letter.c.state != "withdrawn")
        closed = sa.select(sa.func.count()).where(
            _t.c.client == client,
            _t.c.opened_at > since - _LONG_OPEN,
            _t.c.closed_at > since,
        )
        return int(self._ask_rarely(asked)[0][0]), int(self._ask_rarely(closed)[0][0])

    def heard_from(
        self, client: str, since: datetime, limit: int
    ) -> list[tuple[int, str, datetime, datetime | None, int]]:
        m, letter = schema.message, schema.letter
        answered = (
            sa.select(sa.func.min(m.c.at))
            .where(m.c.ticket_id == _t.c.id, m.c.direction == "out")
            .scalar_subquery()
        )
        bounced = (
            sa.select(sa.func.count())
            .where(letter.c.ticket_id == _t.c.id, letter.c.state.in_(("bounced", "refused")))
            .scalar_subquery()
        )
        mine = (
            sa.select(
                _t.c.id, _t.c.requester, _t.c.opened_at, answered.label("answered"), bounced.label("bounced")
            )
            .where(_t.c.client == client, _t.c.opened_at > since)
            .order_by(_t.c.opened_at.desc())
            .limit(limit)
        )
        return [
            (row.id, row.requester, row.opened_at, row.answered, row.bounced)
            for row in self._ask_rarely(mine)
        ]

    def turned_away(self, domain: str, since: str) -> list[tuple[str, int, str]]:
        t = schema.turned_away
        often, last = sa.func.sum(t.c.count).label("often"), sa.func.max(t.c.day).label("last")
        mine = sa.select(t.c.address, often, last).where(t.c.domain == domain, t.c.day >= since)
        found = self._ask_rarely(mine.group_by(t.c.address).order_by(last.desc(), t.c.address))
        return [(row.address, int(row.often), row.last) for row in found]


class Writes:
    """Incidents, what new mails look like, what commands moved, and small facts of the desk."""

    def __init__(self, dialect: Dialect) -> None:
        self._incidents, self._likenesses = _saving(dialect, _i), _saving(dialect, _k)
        flag = dialect.insert(schema.flag)
        changed = {"value": flag.excluded.value, "at": flag.excluded.at}
        self._flags = Bulk(flag.on_conflict_do_update(index_elements=["name"], set_=changed))

    def write(self, connection: Connection, docket: Docket) -> None:
        """What the docket holds of these, in the caller's transaction."""
        self._incidents(connection, _rows(_i, docket.incidents.values()))
        self._likenesses(connection, _rows(_k, docket.likenesses.values()))
        deeds.write(connection, docket)
        flags = [
            {"name": name, "value": value, "at": docket.now} for name, value in sorted(docket.flags.items())
        ]
        self._flags(connection, flags)


def _saving(dialect: Dialect, table: sa.Table) -> Bulk:
    insert = dialect.insert(table)
    changed = {c.name: getattr(insert.excluded, c.name) for c in table.c if c.name != "ticket_id"}
    return Bulk(insert.on_conflict_do_update(index_elements=["ticket_id"], set_=changed))


def _rows(table: sa.Table, values: Iterable[Any]) -> list[dict[str, Any]]:
    return [{column.name: getattr(one, column.name) for column in table.c} for one in values]
