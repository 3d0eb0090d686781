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
from deskbell.store.among import among

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
_SINCE: Any = sa.bindparam("since", type_=schema.Moment)
_OF_CLIENTS, _OF_OWNERS = among(_t.c.client, "clients"), among(_t.c.owner, "owners")
#: By what is asked for.
_LIVE_TICKETS = {
    frozenset(whose): sa.select(_t).where(_LIVE, *whose.values()).order_by(_t.c.id).limit(_MOST)
    for whose in (
        {},
        {"owners": _OF_OWNERS},
        {"clients": _OF_CLIENTS},
        {"owners": _OF_OWNERS, "clients": _OF_CLIENTS},
    )
}
_RETURNED = (
    sa.select(_l.c.ticket_id, _l.c.recipient, _l.c.kind, _l.c.state, _l.c.made_at)
    .where(among(_l.c.state, "states"), _l.c.made_at > _SINCE, _l.c.audience != "staff")
    .order_by(_l.c.id)
    .limit(_MOST)
)
_PARKED = (
    sa.select(_i.c.id, _i.c.received_at)
    .where(sa.literal_column("inbound.outcome = 'parked'"))
    .order_by(_i.c.id)
    .limit(_MOST)
)
_CAME_IN = sa.select(
    sa.func.count().label("came"),
    sa.func.sum(
        sa.case(
            (
                sa.or_(
                    _i.c.outcome.is_not(None),
                    _i.c.held,
                    _i.c.received_at > sa.bindparam("young", type_=schema.Moment),
                ),
                1,
            ),
            else_=0,
        )
    ).label("known"),
).where(_i.c.received_at > _SINCE, _i.c.received_at <= sa.bindparam("now", type_=schema.Moment))
_ENDED = (
    sa.select(_p.c.state, sa.func.count().label("n"))
    .where(sa.literal_column("promise.state in ('kept', 'held', 'broken')"), _p.c.ended_at > _SINCE)
    .group_by(_p.c.state)
)
_TICKETS_OF = sa.select(_t).where(among(_t.c.id, "numbers")).order_by(_t.c.id)
_COMPLAINTS_OF = sa.select(_c).where(among(_c.c.ticket_id, "numbers"))
_GAPS = (
    sa.select(_t)
    .where(
        sa.literal_column("ticket.state in ('resolved', 'closed')"),
        _t.c.updated_at > _SINCE,
        _t.c.resolved_at > _SINCE,
        sa.select(sa.func.count()).where(_m.c.ticket_id == _t.c.id, _m.c.direction == "out").scalar_subquery()
        <= 1,
    )
    .order_by(_t.c.id)
    .limit(_MOST)
)
_NEWEST_LETTER = (
    rows.PAST_LETTERS.where(_l.c.recipient == sa.bindparam("recipient"), _l.c.kind == sa.bindparam("kind"))
    .order_by(_l.c.made_at.desc())
    .limit(1)
)
_FIRST_OPENED = (
    sa.select(_t.c.client, sa.func.min(_t.c.opened_at).label("first"))
    .where(_OF_CLIENTS)
    .group_by(_t.c.client)
)
_BY_QUARTER = (
    sa.select(_t.c.client, sa.func.min(_t.c.opened_at).label("at"), sa.func.count().label("n"))
    .where(_OF_CLIENTS, _t.c.opened_at > _SINCE, _t.c.requester != "")
    .group_by(_t.c.client, sa.literal_column("ticket.opened_at / 900000000"))
)
_DAYS_HEARD = (
    sa.select(_t.c.client, sa.func.max(_m.c.at).label("at"))
    .join_from(_t, _m, _m.c.ticket_id == _t.c.id)
    .where(
        _OF_CLIENTS,
        _t.c.updated_at > _SINCE,
        _m.c.at > _SINCE,
        _m.c.direction == "in",
        _m.c.origin == "person",
    )
    .group_by(_t.c.client, sa.literal_column("message.at / 86400000000"))
)
_MANY_OF_ONE = (
    sa.select(_t.c.client, _t.c.requester, sa.func.count().label("n"))
    .where(_OF_CLIENTS, _t.c.opened_at > _SINCE, _t.c.requester != "", _t.c.requester != ERASED)
    .group_by(_t.c.client, _t.c.requester)
    .having(sa.func.count() >= sa.bindparam("least", type_=sa.Integer))
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
        whose = {"owners": owners, "clients": clients}
        values = {name: sorted(those) for name, those in whose.items() if those is not None}
        return [rows.ticket_of(row) for row in self._ask_rarely(_LIVE_TICKETS[frozenset(values)], **values)]

    def live_promises(self, owner: str) -> list[Promise]:
        return [rows.promise_of(row) for row in self._ask_rarely(_LIVE_PROMISES, owner=owner)]

    def unanswered_breaks(self) -> list[tuple[int, datetime, int]]:
        return [(row.ticket_id, row.due, row.times) for row in self._ask_rarely(_UNANSWERED_BREAKS)]

    def handovers(self) -> list[tuple[int, datetime, str]]:
        return [(row.ticket_id, row.at, row.data) for row in self._ask_rarely(_HANDOVERS)]

    def returned(self, states: Iterable[str], since: datetime) -> list[Returned]:
        found = self._ask_rarely(_RETURNED, states=sorted(states), since=since)
        return [Returned(**row._mapping) for row in found]

    def parked(self) -> list[tuple[int, datetime]]:
        return [(row.id, row.received_at) for row in self._ask_rarely(_PARKED)]

    def came_in(self, since: datetime, now: datetime) -> tuple[int, int]:
        row = self._ask_rarely(_CAME_IN, since=since, now=now, young=now - _BEING_READ)[0]
        return int(row.came), int(row.known or 0)

    def promises_ended(self, since: datetime) -> dict[str, int]:
        return {row.state: row.n for row in self._ask_rarely(_ENDED, since=since)}

    def open_complaints(self) -> list[tuple[Ticket, Complaint]]:
        numbers = [row.id for row in self._ask_rarely(_OPEN_COMPLAINTS)]
        if not numbers:
            return []
        records = self._ask_rarely(_COMPLAINTS_OF, numbers=numbers)
        by_ticket = {row.ticket_id: rows.complaint_of(row) for row in records}
        tickets = self._ask_rarely(_TICKETS_OF, numbers=numbers)
        return [(rows.ticket_of(row), by_ticket[row.id]) for row in tickets]

    def gaps(self, since: datetime) -> list[Ticket]:
        return [rows.ticket_of(row) for row in self._ask_rarely(_GAPS, since=since)]

    def newest_letter(self, recipient: str, kind: str) -> PastLetter | None:
        found = self._ask_rarely(_NEWEST_LETTER, recipient=recipient, kind=kind)
        return rows.letter_of(found[0]) if found else None

    def first_opened(self, clients: Iterable[str]) -> dict[str, datetime]:
        return {row.client: row.first for row in self._ask_rarely(_FIRST_OPENED, clients=sorted(clients))}

    def opened_by_quarter(self, clients: Iterable[str], since: datetime) -> list[tuple[str, datetime, int]]:
        found = self._ask_rarely(_BY_QUARTER, clients=sorted(clients), since=since)
        return [(row.client, row.at, row.n) for row in found]

    def days_heard(self, clients: Iterable[str], since: datetime) -> list[tuple[str, datetime]]:
        found = self._ask_rarely(_DAYS_HEARD, clients=sorted(clients), since=since)
        return [(row.client, row.at) for row in found]

    def many_of_one(self, clients: Iterable[str], since: datetime, least: int) -> list[tuple[str, str, int]]:
        found = self._ask_rarely(_MANY_OF_ONE, clients=sorted(clients), since=since, least=least)
        return [(row.client, row.requester, row.n) for row in found]
