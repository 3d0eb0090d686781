"""What was solved for a client before: asked once a batch for each client with a new matter.

Of a client with ten thousand tickets no more are looked at than are wanted: the index gives the newest.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from deskbell.casework.docket import Solved
from deskbell.domain.ticket import APART, ERASED
from deskbell.store import deeds, schema
from deskbell.store.among import among

#: So many of a client's newest tickets are looked at.
_NEWEST = 60
_t, _m, _k = schema.ticket, schema.message, schema.likeness


def _solved() -> sa.Select[Any]:
    columns = (_t.c.id, _t.c.subject, _t.c.resolved_at, _t.c.state, _t.c.kind, _t.c.requester)
    newest = (
        sa.select(*columns)
        .where(_t.c.client == sa.bindparam("client"))
        .order_by(_t.c.opened_at.desc())
        .limit(_NEWEST)
        .subquery()
    )
    return (
        sa.select(newest.c.id, newest.c.subject, newest.c.resolved_at, _k.c.words)
        .select_from(newest.outerjoin(_k, _k.c.ticket_id == newest.c.id))
        .where(
            newest.c.resolved_at.is_not(None),
            newest.c.state.in_(("resolved", "closed")),
            newest.c.kind.not_in(sorted(APART)),
            newest.c.requester != ERASED,
        )
        .order_by(newest.c.id.desc())
    )


def _answers() -> sa.Select[Any]:
    """The newest words that went out on each ticket by the time it was solved."""
    newest = sa.func.max(_m.c.id)
    last = (
        sa.select(newest.label("id"))
        .select_from(_m.join(_t, _t.c.id == _m.c.ticket_id))
        .where(
            among(_m.c.ticket_id, "tickets"),
            _m.c.direction == "out",
            _m.c.at <= _t.c.resolved_at,
        )
        .group_by(_m.c.ticket_id)
    )
    return sa.select(_m.c.ticket_id, _m.c.words).where(_m.c.id.in_(last))


_SOLVED, _ANSWERS = _solved(), _answers()


class Past(deeds.Deeds):
    """The part of casework.docket.Store that tells what was solved before."""

    def solved(self, client: str) -> list[Solved]:
        rows = self._ask_rarely(_SOLVED, client=client)
        return [Solved(row.id, row.subject, row.resolved_at, row.words or "") for row in rows]

    def solutions(self, tickets: Sequence[int]) -> Mapping[int, str]:
        return {row.ticket_id: row.words for row in self._ask_rarely(_ANSWERS, tickets=list(tickets))}
