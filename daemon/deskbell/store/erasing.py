"""Erasing a person: each ticket in one transaction, their own last, so that a desk that dies half-way does the rest when asked again.

What was erased is found by nobody's search again; what is left is found by the next. Blanks says what stays of each row.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from deskbell.casework.traces import GONE, Traces
from deskbell.failpoints import reach
from deskbell.store import blanks, schema, traced
from deskbell.store.store import SqlStore

_i, _l, _t = schema.inbound, schema.letter, schema.ticket
#: So many rows that belong to no ticket share a transaction.
_TOGETHER = 50
#: How one row of each of these tables is emptied, and what of the plan it counts as.
_OF_TICKET: tuple[tuple[sa.Table, Callable[..., blanks.Values], str], ...] = (
    (schema.event, blanks.event, "events"),
    (schema.alert, blanks.alert, ""),
    (schema.survey, blanks.survey, "surveys"),
    (schema.complaint, blanks.complaint, ""),
    (schema.incident, blanks.incident, ""),
    (schema.likeness, blanks.likeness, ""),
)
#: Every table of which rows are emptied or taken away.
TABLES = (*traced.NAMING, schema.letter_raw, schema.raw, schema.person, schema.flag)
#: What a plan counts, in this order.
COUNTED = ("tickets", "shared", "messages", "mails", "letters", "withdrawn", "surveys", "events", "people")


class Edit(NamedTuple):
    """One row as it is from now on; `values` None where it goes. `counts`: as what of the plan, "" as nothing."""

    table: sa.Table
    key: dict[str, Any]
    values: blanks.Values | None
    counts: str = ""


class Busy(Exception):
    """A letter or a mail of this one is in somebody's hands at this moment."""


class Eraser:
    """One person, by these addresses and names. `spared`: names that are others' too.

    `forget`: takes the letters of these numbers out of wherever else the desk keeps them.
    """

    def __init__(
        self,
        store: SqlStore,
        addresses: tuple[str, ...],
        names: Iterable[str],
        spared: Iterable[str],
        forget: Callable[[list[int]], None],
    ) -> None:
        self._store, self._addresses, self._forget = store, addresses, forget
        self._names, self._spared = tuple(names), tuple(spared)
        self._writing = False

    def plan(self, now: datetime) -> Counter[str]:
        """What there is to erase, counted as `erase` counts it; nothing is changed. "left": what is in hand just now."""
        total: Counter[str] = Counter()
        with self._store.reading() as connection:
            for _, unit in self._units(connection, now):
                try:
                    total += _counted(list(unit(connection)))
                except Busy:
                    total["left"] += 1
        return total

    def erase(self, now: datetime, by: str) -> Counter[str]:
        """Erase all there is, and count it. "left": what was in hand; ask again."""
        total: Counter[str] = Counter()
        self._writing = True
        with self._store.reading() as connection:
            units = list(self._units(connection, now))
        for number, unit in units:
            try:
                total += self._store.alone_with(partial(self._one, number=number, unit=unit, now=now, by=by))
            except Busy:
                total["left"] += 1
            reach("E1")
        return total

    def _one(
        self,
        connection: Connection,
        number: int,
        unit: Callable[[Connection], Iterator[Edit]],
        now: datetime,
        by: str,
    ) -> Counter[str]:
        """Everything of one ticket; the timeline says that, when and by whom, and not what."""
        if number:
            connection.execute(self._store.sql.locked(sa.select(_t.c.id).where(_t.c.id == number)))
        edits = list(unit(connection))
        if not edits:
            return Counter()
        self._forget([edit.key["letter_id"] for edit in edits if edit.table is schema.letter_raw])
        for edit in edits:
            where = [edit.table.c[name] == value for name, value in edit.key.items()]
            connection.execute(
                sa.delete(edit.table).where(*where)
                if edit.values is None
                else sa.update(edit.table).where(*where).values(edit.values)
            )
        if number:
            self._end(connection, number, now, by)
        return _counted(edits)

    def _end(self, connection: Connection, number: int, now: datetime, by: str) -> None:
        p, e = schema.promise, schema.event
        over = sa.select(_t.c.id).where(_t.c.id == number, _t.c.state.in_(("closed", "merged")))
        connection.execute(
            sa.update(p)
            .where(p.c.ticket_id.in_(over), sa.literal_column("state = 'live'"))
            .values(state="ended", ended_at=now)
        )
        fresh = self._store.sql.ids(connection, "event", 1)[0]
        said = blanks.as_json({"by": by})
        connection.execute(sa.insert(e).values(id=fresh, ticket_id=number, at=now, kind="erased", data=said))

    # -- what there is

    def _units(
        self, connection: Connection, now: datetime
    ) -> Iterator[tuple[int, Callable[[Connection], Iterator[Edit]]]]:
        """(ticket or 0, its edits): what belongs to no ticket, others' tickets, then their own, and what is known of them."""
        found = traced.find(connection, self._addresses, self._names, self._spared)
        traces = found.traces
        for mails in _some(traced.loose_mails(connection, found)):
            yield 0, partial(self._loose_mails, traces=traces, ids=mails, now=now)
        for letters in _some(traced.loose_letters(connection, found)):
            yield 0, partial(self._loose_letters, traces=traces, ids=letters)
        for number in found.shared:
            yield number, partial(self._ticket, traces=traces, number=number, own=False, now=now)
        for number in found.own:
            yield number, partial(self._ticket, traces=traces, number=number, own=True, now=now)
        yield 0, partial(self._known, traces=traces)

    def _ticket(
        self, connection: Connection, traces: Traces, number: int, *, own: bool, now: datetime
    ) -> Iterator[Edit]:
        """All rows that hang on a ticket, and the ticket; a ticket of theirs counts as one."""
        written = set()
        for row in connection.execute(sa.select(schema.message).where(schema.message.c.ticket_id == number)):
            if row.author in traces.addresses:
                written.add(row.inbound_id)
            values = (blanks.own_message if own else blanks.shared_message)(row, traces)
            yield from _edit(schema.message, {"id": row.id}, values, "messages")
        yield from self._letters(connection, traces, _l.c.ticket_id == number, own=own)
        for table, blank, counts in _OF_TICKET:
            for row in connection.execute(sa.select(table).where(table.c.ticket_id == number)):
                if table is schema.event and row.kind == "erased":
                    continue
                key = {"id": row.id} if "id" in table.c else {"ticket_id": number}
                yield from _edit(table, key, blank(row, traces, own=own), counts)
        yield from self._mails(connection, traces, _i.c.ticket_id == number, own=own, written=written)
        part = schema.participant
        theirs = sa.select(part).where(part.c.ticket_id == number, part.c.address.in_(traces.addresses))
        for row in connection.execute(theirs):
            yield Edit(part, {"ticket_id": number, "address": row.address}, None)
        for row in connection.execute(sa.select(_t).where(_t.c.id == number)).all():
            values = (blanks.own_ticket if own else blanks.shared_ticket)(row, traces, now)
            yield from _edit(_t, {"id": number}, values, "tickets" if own else "")

    def _letters(self, connection: Connection, traces: Traces, which: Any, *, own: bool) -> Iterator[Edit]:
        bytes_of, made_of = schema.letter_raw, schema.letter_facts
        self._refuse_if_in_hand(connection, _l, which, _l.c.state.in_(("waiting", "sending")))
        whole = sa.select(_l, made_of.c.facts, made_of.c.frame).select_from(schema.letter_whole)
        for row in connection.execute(whole.where(which)).all():
            theirs = own or row.recipient in traces.addresses
            values = blanks.letter(row, traces, own=own)
            yield from _edit(_l, {"id": row.id}, values, "letters")
            facts = blanks.letter_facts(row, traces, own=own)
            yield from _edit(made_of, {"letter_id": row.id}, facts, "" if values else "letters")
            if values.get("state") == "withdrawn":
                yield Edit(_l, {"id": row.id}, {"lease_until": 0.0}, "withdrawn")
            kept = connection.execute(
                sa.select(bytes_of.c.data).where(bytes_of.c.letter_id == row.id)
            ).first()
            if kept is not None:
                before = bytes(kept.data)
                # What a letter shows of a ticket of theirs is the agent's words as well, and goes with it.
                theirs = theirs or traced.cites(row.facts, traces.titles)
                after = blanks.packed(before, traces, own=theirs)
                key = {"letter_id": row.id}
                if after == blanks.EMPTY_MAIL:
                    yield Edit(bytes_of, key, None)  # what is not kept any more, the pages show as nothing
                elif after != before:
                    yield Edit(bytes_of, key, {"data": after})

    def _mails(
        self, connection: Connection, traces: Traces, which: Any, *, own: bool, written: set[int]
    ) -> Iterator[Edit]:
        """Kept mails with their bytes; what they wrote themselves goes, what others wrote loses what tells of them."""
        self._refuse_if_in_hand(connection, _i, which, _i.c.outcome.is_(None))
        for row in connection.execute(sa.select(_i).where(which).order_by(_i.c.id)).all():
            theirs = own or row.id in written
            values = blanks.inbound(row, traces, own=theirs)
            if (
                theirs and row.outcome is None
            ):  # it came by another address of ours, and is not looked at again
                values |= {"outcome": row.former or GONE, "former": ""}
            yield from _edit(_i, {"id": row.id}, values, "")
            yield from self._bytes(connection, row.id, traces, own=theirs)

    def _bytes(self, connection: Connection, number: int, traces: Traces, *, own: bool) -> Iterator[Edit]:
        raw = schema.raw
        kept = connection.execute(sa.select(raw.c.data).where(raw.c.inbound_id == number)).first()
        if kept is not None:
            before = bytes(kept.data)
            after = blanks.packed(before, traces, own=own)
            yield from _edit(raw, {"inbound_id": number}, {} if after == before else {"data": after}, "mails")

    def _loose_mails(
        self, connection: Connection, traces: Traces, ids: list[int], now: datetime
    ) -> Iterator[Edit]:
        """What belongs to no ticket: waiting, parked or refused. What they sent will not be looked at any more."""
        self._refuse_if_in_hand(connection, _i, _i.c.id.in_(ids), _i.c.outcome.is_(None))
        raw = schema.raw
        joined = (
            sa.select(_i, raw.c.data).join_from(_i, raw, raw.c.inbound_id == _i.c.id).where(_i.c.id.in_(ids))
        )
        for row in connection.execute(joined.order_by(_i.c.id)).all():
            theirs = blanks.is_from(row, traces)
            values = blanks.inbound(row, traces, own=theirs)
            if theirs and row.outcome in (None, "parked", "refused"):
                values |= {
                    "outcome": GONE,
                    "reason": "",
                    "held": False,
                    "closed_at": row.closed_at or now,
                }
            yield from _edit(_i, {"id": row.id}, values, "")
            yield from self._bytes(connection, row.id, traces, own=theirs)

    def _loose_letters(self, connection: Connection, traces: Traces, ids: list[int]) -> Iterator[Edit]:
        return self._letters(connection, traces, _l.c.id.in_(ids), own=False)

    def _known(self, connection: Connection, traces: Traces) -> Iterator[Edit]:
        person, flag = schema.person, schema.flag
        for row in connection.execute(sa.select(person).where(person.c.address.in_(traces.addresses))):
            yield Edit(person, {"address": row.address}, None, "people")
        for row in connection.execute(sa.select(flag)):
            hidden = traces.hide(row.value)
            yield from _edit(flag, {"name": row.name}, {} if hidden == row.value else {"value": hidden}, "")

    def _refuse_if_in_hand(self, connection: Connection, table: sa.Table, which: Any, pending: Any) -> None:
        """What is in nobody's hands stays so until we are done: whoever takes work passes over what is locked."""
        if self._writing:
            connection.execute(self._store.sql.locked(sa.select(table.c.id).where(which, pending))).all()
        now, claims = self._store.sql.lease_now(connection), self._store.outbox.claims
        free, given = (
            (claims.free, claims.given(now)) if table is _l else (self._store.sql.free(table), {"now": now})
        )
        taken = sa.select(table.c.id).where(which, pending, sa.not_(free))
        if connection.execute(taken.limit(1), given).first() is not None:
            raise Busy


def _some(ids: list[int]) -> Iterator[list[int]]:
    return (ids[at : at + _TOGETHER] for at in range(0, len(ids), _TOGETHER))


def _edit(table: sa.Table, key: dict[str, Any], values: blanks.Values, counts: str) -> Iterator[Edit]:
    if values:
        yield Edit(table, key, values, counts)


def _counted(edits: list[Edit]) -> Counter[str]:
    """By what each counts as; a ticket of others' on which something is erased counts once."""
    counted = Counter(edit.counts for edit in edits if edit.counts)
    of_ticket = any(edit.table in (schema.message, schema.event, schema.participant, _t) for edit in edits)
    if of_ticket and not counted["tickets"]:
        counted["shared"] += 1
    return +counted
