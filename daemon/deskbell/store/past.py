"""What stands between a person and us: asked for each batch of letters to those who answer them."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from deskbell.domain.ticket import reference
from deskbell.store import looks, schema
from deskbell.store.among import among

#: So many tickets of a person are told.
_NEWEST = 4


def _newest_tickets() -> sa.Select[Any]:
    """Each person's newest tickets, a few. A monitor may have ten thousand: no more are looked at than are wanted."""
    ticket, person, newer = schema.ticket, schema.person, schema.ticket.alias("newer")
    last = (
        sa.select(newer.c.opened_at)
        .where(newer.c.requester == person.c.address)
        .order_by(newer.c.opened_at.desc())
        .limit(1)
        .offset(_NEWEST - 1)
        .scalar_subquery()
    )
    of_theirs = sa.and_(
        ticket.c.requester == person.c.address,
        ticket.c.opened_at >= sa.func.coalesce(last, sa.literal_column("0")),
    )
    return (
        sa.select(ticket.c.id, ticket.c.subject, ticket.c.requester, ticket.c.state, ticket.c.opened_at)
        .select_from(person.join(ticket, of_theirs))
        .where(among(person.c.address, "wanted"))
        .order_by(ticket.c.opened_at.desc(), ticket.c.id.desc())
    )


def _newest_answers() -> sa.Select[Any]:
    """What each person answered last when asked how it was."""
    survey, newer = schema.survey, schema.survey.alias("newer")
    last = sa.select(sa.func.max(newer.c.answered_at)).where(newer.c.address == survey.c.address)
    return sa.select(survey.c.address, survey.c.comment, survey.c.overall, survey.c.answered_at).where(
        among(survey.c.address, "wanted"),
        survey.c.answered_at == last.scalar_subquery(),
    )


_TICKETS, _ANSWERS = _newest_tickets(), _newest_answers()


def of(
    connection: Connection, people: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], list[dict[str, Any]]]:
    """What stands between each of these (requester, but for one ticket) and us: facts for the agent's letter."""
    people = set(people)
    wanted = sorted({address for address, _ in people})
    if not wanted:
        return {}
    found: dict[str, list[dict[str, Any]]] = {address: [] for address in wanted}
    for number, subject, requester, state, opened_at in connection.execute(_TICKETS, {"wanted": wanted}):
        if len(found[requester]) == _NEWEST:
            continue  # opened in the same moment as the last of them
        found[requester].append(
            {
                "what": "open" if state in looks.LIVE else "recent",
                "text": subject,
                "reference": reference(number),
                "at": opened_at.isoformat(),
            }
        )
    answered = {row.address: row for row in connection.execute(_ANSWERS, {"wanted": wanted})}
    for address, row in answered.items():
        found[address].append(
            {
                "what": "survey",
                "text": row.comment,
                "at": row.answered_at.isoformat(),
                "count": row.overall or 0,
            }
        )
    return {
        (address, ticket): [one for one in found[address] if one.get("reference") != reference(ticket)]
        for address, ticket in people
    }
