"""Where a person stands in the database: which tickets are theirs, which they took part in, and by what they are known.

Every text column is looked through for their addresses, so it takes as long as reading the tables does. What is packed
(kept mails, letters as they left) is looked at where it belongs to a ticket that was found, or to none.
"""

import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from deskbell.casework.traces import Traces, names_of
from deskbell.domain.ticket import reference
from deskbell.store import schema
from deskbell.store.keep import unpack

_t, _m, _l, _i, _p = schema.ticket, schema.message, schema.letter, schema.inbound, schema.participant
_f = schema.letter_facts
#: The columns that may name somebody, of the tables that belong to tickets.
NAMING = {
    schema.ticket: ("requester", "requester_name", "subject", "waiting_why"),
    schema.participant: ("address",),
    schema.message: ("author", "subject", "words", "text", "attachments", "reason"),
    schema.event: ("data",),
    schema.alert: ("reason",),
    schema.letter: ("recipient", "subject", "answer"),
    schema.letter_facts: ("facts", "frame"),
    schema.survey: ("address", "comment", "answers"),
    schema.complaint: ("about", "cause", "correction", "prevention"),
    schema.incident: ("title", "words", "known"),
    schema.likeness: ("requester",),
    schema.inbound: ("envelope", "reason"),
}
#: How the facts of a letter begin to show what was solved before; see casework.solved.
_ALIKE = '"alike": [{'
#: So many rows are in memory at a time.
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Found:
    """Tickets that are theirs, oldest first; others' tickets that name them; and by what they are known again."""

    own: tuple[int, ...]
    shared: tuple[int, ...]
    traces: Traces


def find(
    connection: Connection, addresses: tuple[str, ...], names: Iterable[str], spared: Iterable[str]
) -> Found:
    """Everything by which the rest is found. Reads all tables once. `spared`: names that are others' as well."""
    addresses = tuple(dict.fromkeys((*addresses, *_tagged(connection, addresses))))
    theirs = sa.select(_t.c.id, _t.c.subject).where(_t.c.requester.in_(addresses))
    titles = {row.id: row.subject for row in connection.execute(theirs)}
    own = set(titles)
    shared = {*_naming(connection, addresses), *_beside(connection, own), *_citing(connection, own)}
    traces = Traces(
        addresses,
        names_of((*names, *_names(connection, addresses)), spared),
        tuple(_words(connection, addresses)),
        {reference(number): title for number, title in titles.items()},
        frozenset(_looks(connection, addresses)),
    )
    return Found(tuple(sorted(own)), tuple(sorted(shared - own - {0})), traces)


def _tagged(connection: Connection, addresses: tuple[str, ...]) -> Iterator[str]:
    """The same addresses with a tag behind the name (jo+news@acme.example), as they were written from and to."""
    columns = (schema.person.c.address, _p.c.address, _m.c.author, _t.c.requester, _l.c.recipient)
    for column in columns:
        for local, _, domain in (one.rpartition("@") for one in addresses):
            tagged = (
                column.startswith(f"{local}+", autoescape=True),
                column.endswith(f"@{domain}", autoescape=True),
            )
            yield from _texts(connection, sa.select(column).where(*tagged).distinct())


def _naming(connection: Connection, addresses: tuple[str, ...]) -> Iterator[int]:
    for table, columns in NAMING.items():
        named = [
            sa.func.lower(table.c[column]).contains(one, autoescape=True)
            for column in columns
            for one in addresses
        ]
        for row in connection.execute(_tickets_of(table).where(sa.or_(*named)).distinct()):
            yield row.id


def _tickets_of(table: sa.Table) -> sa.Select[Any]:
    """The tickets that a table's rows belong to."""
    if table is _f:
        return sa.select(_l.c.ticket_id.label("id")).select_from(schema.letter_whole)
    return sa.select((table.c.id if table is _t else table.c.ticket_id).label("id"))


def _beside(connection: Connection, own: set[int]) -> Iterator[int]:
    """Tickets that a ticket of theirs belongs to, or that came of one: incidents, complaints, what was parted or merged."""
    mine = sorted(own)
    for at in range(0, len(mine), 500):
        some = mine[at : at + 500]
        columns = (_t.c.previous, _t.c.set_apart_from, _t.c.merged_into, _t.c.incident, _t.c.complaint)
        for row in connection.execute(sa.select(*columns).where(_t.c.id.in_(some))):
            yield from row
        for column in columns:
            yield from (row.id for row in connection.execute(sa.select(_t.c.id).where(column.in_(some))))
        taken = sa.select(schema.likeness.c.incident).where(schema.likeness.c.ticket_id.in_(some))
        yield from (row.incident for row in connection.execute(taken))


def _citing(connection: Connection, own: set[int]) -> Iterator[int]:
    """Tickets whose owner was shown one of theirs, as solved alike."""
    cited = {reference(number) for number in own}
    shown = (
        sa.select(_l.c.ticket_id, _f.c.facts)
        .select_from(schema.letter_whole)
        .where(_l.c.kind == "notification", _f.c.facts.contains(_ALIKE))
    )
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(shown):
        if cites(row.facts, cited):
            yield row.ticket_id


def cites(facts: str, references: Container[str]) -> bool:
    """Does a letter with these facts show one of these tickets as solved alike?"""
    return _ALIKE in facts and any(one["reference"] in references for one in json.loads(facts)["alike"])


def _names(connection: Connection, addresses: tuple[str, ...]) -> Iterator[str]:
    for address, name in (
        (schema.person.c.address, schema.person.c.name),
        (_p.c.address, _p.c.name),
        (_m.c.author, _m.c.author_name),
        (_t.c.requester, _t.c.requester_name),
    ):
        yield from _texts(connection, sa.select(name).where(address.in_(addresses)).distinct())


def _words(connection: Connection, addresses: tuple[str, ...]) -> Iterator[str]:
    for row in connection.execute(sa.select(_m.c.words, _m.c.text).where(_m.c.author.in_(addresses))):
        yield row.words or row.text
    survey = schema.survey
    yield from _texts(connection, sa.select(survey.c.comment).where(survey.c.address.in_(addresses)))


def _looks(connection: Connection, addresses: tuple[str, ...]) -> Iterator[str]:
    likeness = schema.likeness
    return _texts(connection, sa.select(likeness.c.words).where(likeness.c.requester.in_(addresses)))


def _texts(connection: Connection, select: Any) -> Iterator[str]:
    return (row[0] for row in connection.execute(select) if row[0])


def loose_mails(connection: Connection, found: Found) -> list[int]:
    """Kept messages that belong to no ticket (waiting, parked, refused) and name them in their bytes or envelope."""
    joined = sa.select(_i.c.id, _i.c.envelope, _i.c.reason, schema.raw.c.data)
    joined = joined.join_from(_i, schema.raw, schema.raw.c.inbound_id == _i.c.id).where(_i.c.ticket_id == 0)
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(joined.order_by(_i.c.id))
    bare = found.traces.bare
    return [
        row.id
        for row in rows
        if bare.search(f"{row.envelope} {row.reason}".encode()) or bare.search(unpack(bytes(row.data)))
    ]


def loose_letters(connection: Connection, found: Found) -> list[int]:
    """Letters that belong to no ticket (the morning's, an operator's) and name them or a ticket of theirs."""
    whole = sa.select(_l.c.id, _l.c.recipient, _f.c.facts).select_from(schema.letter_whole)
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(
        whole.where(_l.c.ticket_id == 0).order_by(_l.c.id)
    )
    marks = (*found.traces.addresses, *found.traces.names, *(f'"{one}"' for one in found.traces.titles))
    wanted = tuple(one.casefold() for one in marks)
    return [
        row.id
        for row in rows
        if row.recipient in found.traces.addresses or any(one in row.facts.casefold() for one in wanted)
    ]
