"""What agents' commands did to a ticket, read back to be undone; and messages that change their ticket, written."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from deskbell.casework.docket import Deed, Docket, Moved, Store
from deskbell.store import schema

#: So many of a ticket's newest deeds are looked at; nobody takes back what lies further behind.
_NEWEST = 100
_m, _e, _l, _a, _b = schema.message, schema.event, schema.letter, schema.anchor, schema.inbound
_DEEDS = (
    sa.select(_e)
    .where(_e.c.ticket_id == sa.bindparam("ticket"), _e.c.kind.in_(("commanded", "taken_back")))
    .order_by(_e.c.id.desc())
    .limit(_NEWEST)
)
_ENDS = (
    sa.select(_e.c.kind, _e.c.at)
    .where(_e.c.ticket_id == sa.bindparam("ticket"), _e.c.kind.in_(("resolved", "reopened")))
    .order_by(_e.c.id.desc())
    .limit(_NEWEST)
)
_TO_CUSTOMERS = (
    sa.select(_l.c.id, _l.c.kind, schema.letter_facts.c.frame)
    .select_from(schema.letter_whole)
    .where(_l.c.ticket_id == sa.bindparam("ticket"), _l.c.audience != "staff")
)


class Deeds(Store):
    """The part of casework.docket.Store that looks back at what commands did."""

    def _ask_rarely(self, statement: Any, **values: Any) -> Sequence[Row[Any]]:
        raise NotImplementedError

    def deeds(self, ticket_id: int) -> list[Deed]:
        found = [(row, json.loads(row.data)) for row in self._ask_rarely(_DEEDS, ticket=ticket_id)]
        undone = {data.get("of") for row, data in found if row.kind == "taken_back"}
        return [
            Deed(row.at, data["by"], data["before"])
            for row, data in found
            if row.kind == "commanded" and data["before"]["deed"] not in undone
        ]

    def ends(self, ticket_id: int) -> list[tuple[str, datetime]]:
        return [(row.kind, row.at) for row in self._ask_rarely(_ENDS, ticket=ticket_id)]

    def letters_answering(self, ticket_id: int, message_ids: Iterable[str]) -> list[tuple[int, str]]:
        wanted = {one for one in message_ids if one}
        rows = self._ask_rarely(_TO_CUSTOMERS, ticket=ticket_id) if wanted else []
        return [(row.id, row.kind) for row in rows if json.loads(row.frame)["parent"].strip("<>") in wanted]


def write(connection: Connection, docket: Docket) -> None:
    """Messages seen otherwise, and messages with their letters, their anchors and their mails on another ticket."""
    for number, columns in sorted(docket.amended.items()):
        connection.execute(sa.update(_m).where(_m.c.id == number).values(**columns))
    for moved in docket.moves:
        _move(connection, moved)


def _move(connection: Connection, moved: Moved) -> None:
    messages, to = [one.id for one in moved.messages], {"ticket_id": moved.ticket_id}
    connection.execute(sa.update(_m).where(_m.c.id.in_(messages)).values(to))
    mails = sa.select(_m.c.inbound_id).where(_m.c.id.in_(messages), _m.c.inbound_id > 0)
    connection.execute(sa.update(_b).where(_b.c.id.in_(mails)).values(to))
    connection.execute(sa.update(_l).where(_l.c.id.in_(moved.letters)).values(to))
    theirs = _a.c.message_id.in_(messages) | _a.c.letter_id.in_(moved.letters)
    connection.execute(sa.update(_a).where(_a.c.ticket_id == moved.source, theirs).values(to))
