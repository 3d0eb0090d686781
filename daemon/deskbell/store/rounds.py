"""What the morning's letters ask: how the desk stands, for one reader or for all. Asked a few times a day."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Row

from deskbell.casework.asking import Store
from deskbell.casework.records import Complaint, PastLetter, Returned
from deskbell.domain.ticket import ERASED, Promise, Ticket
from deskbell.store import rows, schema

_t, _p, _e, _l = schema.ticket, schema.promise, schema.event, schema.letter
_i, _m, _c = schema.inbound, schema.message, schema.complaint
_LIVE: Any = sa.literal_column("ticket.state in ('open', 'waiting')")
#: Mail so young may still be on its way through the desk.
_BEING_READ = timedelta(minutes=15)
#: More live tickets than anybody can look at; the oldest come first.
_MOST = 5000


_FLAG = sa.select(schema.flag.c.value).where(schema.flag.c.name == sa.bindparam("name"))
_UNANSWERED_BREAKS = (
    sa.select(_p.c.ticket_id, sa.func.min(_p.c.due_at).label("due"), sa.func.count().label("times"))
    .join(_t, _t.c.id == _p.c.ticket_id)
    .where(
        sa.literal_column("promise.state = 'broken'"),
        _LIVE,
        sa.or_(_t.c.person_wrote_at.is_(None), _p.c.ended_at > _t.c.person_wrote_at),
    )
    .group_by(_p.c.ticket_id)
)
_HANDOVERS = (
    sa.select(_e.c.ticket_id, _e.c.at, _e.c.data)
    .join(_t, _t.c.id == _e.c.ticket_id)
    .where(_LIVE, _e.c.kind == "handed_over")
    .order_by(_e.c.id)
)
_OPEN_COMPLAINTS = (
    sa.select(_t.c.id)
    .join(_c, _c.c.ticket_id == _t.c.id)
    .where(
        sa.or_(
            _LIVE,
            sa.and_(_c.c.prevention != "", _c.c.closed_at.is_not(None), _c.c.prevention_done.is_(None)),
        )
    )
    .order_by(_t.c.id)
    .limit(_MOST)
)
_LIVE_PROMISES = (
    sa.select(_p)
    .join(_t, _t.c.id == _p.c.ticket_id)
    .where(sa.literal_column("promise.state = 'live'"), _t.c.owner == sa.bindparam("owner"), _LIVE)
    .order_by(_p.c.due_at)
)


class Rounds(Store):
    """The part of casework.asking.Store that the morning's letters are made of."""

    def _ask_rarely(self, statement: Any, **values: Any) -> Sequence[Row[Any]]:
        raise NotImplementedError

    def flag(self, name: str) -> str | None:
        found = self._ask_rarely(_FLAG, name=name)
        return str(found[0].value) if found else None

    def live_tickets(
        self, owners: Iterable[str] | None = None, clients: Iterable[str] | None = None
    ) -> list[Ticket]:
        when = [_LIVE]
        when += [_t.c.owner.in_(sorted(owners))] if owners is not None else []
        when += [_t.c.client.in_(sorted(clients))] if clients is not None else []
        found = self._ask_rarely(sa.select(_t).where(*when).order_by(_t.c.id).limit(_MOST))
        return [rows.ticket_of(row) for row in found]

    def live_promises(self, owner: str) -> list[Promise]:
        return [rows.promise_of(row) for row in self._ask_rarely(_LIVE_PROMISES, owner=owner)]

    def unanswered_breaks(self) -> list[tuple[int, datetime, int]]:
        return [(row.ticket_id, row.due, row.times) for row in self._ask_rarely(_UNANSWERED_BREAKS)]

    def handovers(self) -> list[tuple[int, datetime, str]]:
        return [(row.ticket_id, row.at, row.data) for row in self._ask_rarely(_HANDOVERS)]

    def returned(self, states: Iterable[str], since: datetime) -> list[Returned]:
        mine = (
            sa.select(_l.c.ticket_id, _l.c.recipient, _l.c.kind, _l.c.state, _l.c.made_at)
            .where(_l.c.state.in_(sorted(states)), _l.c.made_at > since, _l.c.audience != "staff")
            .order_by(_l.c.id)
            .limit(_MOST)
        )
        return [Returned(**row._mapping) for row in self._ask_rarely(mine)]

    def parked(self) -> list[tuple[int, datetime]]:
        mine = sa.select(_i.c.id, _i.c.received_at).where(sa.literal_column("inbound.outcome = 'parked'"))
        return [(row.id, row.received_at) for row in self._ask_rarely(mine.order_by(_i.c.id).limit(_MOST))]

    def came_in(self, since: datetime, now: datetime) -> tuple[int, int]:
        known = sa.or_(_i.c.outcome.is_not(None), _i.c.held, _i.c.received_at > now - _BEING_READ)
        counted = sa.func.sum(sa.case((known, 1), else_=0)).label("known")
        counts = sa.select(sa.func.count().label("came"), counted)
        row = self._ask_rarely(counts.where(_i.c.received_at > since, _i.c.received_at <= now))[0]
        return int(row.came), int(row.known or 0)

    def promises_ended(self, since: datetime) -> dict[str, int]:
        states: Any = sa.literal_column("promise.state in ('kept', 'held', 'broken')")
        mine = sa.select(_p.c.state, sa.func.count().label("n")).where(states, _p.c.ended_at > since)
        return {row.state: row.n for row in self._ask_rarely(mine.group_by(_p.c.state))}

    def open_complaints(self) -> list[tuple[Ticket, Complaint]]:
        numbers = [row.id for row in self._ask_rarely(_OPEN_COMPLAINTS)]
        if not numbers:
            return []
        tickets = self._ask_rarely(sa.select(_t).where(_t.c.id.in_(numbers)).order_by(_t.c.id))
        records = self._ask_rarely(sa.select(_c).where(_c.c.ticket_id.in_(numbers)))
        by_ticket = {row.ticket_id: rows.complaint_of(row) for row in records}
        return [(rows.ticket_of(row), by_ticket[row.id]) for row in tickets]

    def gaps(self, since: datetime) -> list[Ticket]:
        spoken = (
            sa.select(sa.func.count())
            .where(_m.c.ticket_id == _t.c.id, _m.c.direction == "out")
            .scalar_subquery()
        )
        done: Any = sa.literal_column("ticket.state in ('resolved', 'closed')")
        mine = sa.select(_t).where(done, _t.c.updated_at > since, _t.c.resolved_at > since, spoken <= 1)
        return [rows.ticket_of(row) for row in self._ask_rarely(mine.order_by(_t.c.id).limit(_MOST))]

    def newest_letter(self, recipient: str, kind: str) -> PastLetter | None:
        mine = sa.select(*rows.LETTER_COLUMNS).where(_l.c.recipient == recipient, _l.c.kind == kind)
        found = self._ask_rarely(mine.order_by(_l.c.made_at.desc()).limit(1))
        return rows.letter_of(found[0]) if found else None

    def first_opened(self, clients: Iterable[str]) -> dict[str, datetime]:
        first = sa.func.min(_t.c.opened_at).label("first")
        mine = sa.select(_t.c.client, first).where(_t.c.client.in_(sorted(clients))).group_by(_t.c.client)
        return {row.client: row.first for row in self._ask_rarely(mine)}

    def opened_by_quarter(self, clients: Iterable[str], since: datetime) -> list[tuple[str, datetime, int]]:
        quarter: Any = sa.literal_column("ticket.opened_at / 900000000")
        mine = (
            sa.select(_t.c.client, sa.func.min(_t.c.opened_at).label("at"), sa.func.count().label("n"))
            .where(_t.c.client.in_(sorted(clients)), _t.c.opened_at > since, _t.c.requester != "")
            .group_by(_t.c.client, quarter)
        )
        return [(row.client, row.at, row.n) for row in self._ask_rarely(mine)]

    def days_heard(self, clients: Iterable[str], since: datetime) -> list[tuple[str, datetime]]:
        day: Any = sa.literal_column("message.at / 86400000000")
        mine = (
            sa.select(_t.c.client, sa.func.max(_m.c.at).label("at"))
            .join_from(_t, _m, _m.c.ticket_id == _t.c.id)
            .where(
                _t.c.client.in_(sorted(clients)),
                _t.c.updated_at > since,
                _m.c.at > since,
                _m.c.direction == "in",
                _m.c.origin == "person",
            )
            .group_by(_t.c.client, day)
        )
        return [(row.client, row.at) for row in self._ask_rarely(mine)]

    def many_of_one(self, clients: Iterable[str], since: datetime, least: int) -> list[tuple[str, str, int]]:
        mine = (
            sa.select(_t.c.client, _t.c.requester, sa.func.count().label("n"))
            .where(
                _t.c.client.in_(sorted(clients)), _t.c.opened_at > since, _t.c.requester.not_in(("", ERASED))
            )
            .group_by(_t.c.client, _t.c.requester)
            .having(sa.func.count() >= least)
        )
        return [(row.client, row.requester, row.n) for row in self._ask_rarely(mine)]
