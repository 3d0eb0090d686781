"""Sets of rules and templates in the database: which is live, which were, who would be missed, how often alerts are made.

One row of `rule_set` is a whole set, never changed once written. The flag `rules_live` holds the number of the one that
is live; whoever would publish says which number they believe live, so that of two at once the second learns of the first.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from deskbell.casework.docket import Asked, Docket
from deskbell.failpoints import reach
from deskbell.store import schema
from deskbell.store.keep import pack, unpack
from deskbell.store.store import SqlStore

#: So many sets are kept to go back to.
KEPT = 50
LIVE, FILES, PAGING = "rules_live", "rules_files", "paging"
#: States of a ticket whose owner may still be asked about it.
_IN_HAND = ("open", "waiting", "resolved")


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for every process: the number of the live set (0: none yet), what became of files that are not live
    (see live.verdict), and of each entry whose paging was stopped or released since when.
    """

    live: int
    files: Mapping[str, Any] = field(default_factory=dict)
    paging: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stored:
    """A set as it went live. `note`: why, which files changed, what the comparison with past mail found (plain JSON)."""

    number: int
    fingerprint: str
    live_at: datetime
    note: Mapping[str, Any]
    files: bytes = b""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds something. `tickets` are those in hand, newest last; the rest are counts."""

    address: str
    tickets: tuple[int, ...] = ()
    promises: int = 0
    complaints: int = 0
    prevention: int = 0


def standing(store: SqlStore) -> Standing:
    """One small statement; asked every second."""
    flag = schema.flag
    query = sa.select(flag.c.name, flag.c.value).where(flag.c.name.in_((LIVE, FILES, PAGING)))
    with store.reading() as connection:
        found = {row.name: row.value for row in connection.execute(query)}
    return Standing(
        int(found.get(LIVE, "0")), json.loads(found.get(FILES, "{}")), json.loads(found.get(PAGING, "{}"))
    )


def publish(
    store: SqlStore,
    *,
    expected: int,
    fingerprint: str,
    note: Mapping[str, Any],
    files: bytes,
    verdict: Mapping[str, Any] | None,
    now: datetime,
    tell: Callable[[Docket, int], None] | None,
) -> int:
    """Make a set the live one, with the letters that say so, in one transaction; its number.

    0, and nothing written, where another set than `expected` is live by now. `verdict`: what to remember of the files
    in the home, None to forget it.
    """

    def work(connection: Connection) -> int:
        if _locked_flag(store, connection, LIVE, now) not in (str(expected), ""):
            return 0
        table = schema.rule_set
        number = int(connection.execute(sa.select(sa.func.max(table.c.number))).scalar() or 0) + 1
        connection.execute(
            sa.insert(table).values(
                number=number,
                fingerprint=fingerprint,
                live_at=now,
                note=json.dumps(note, ensure_ascii=False),
                files=pack(files),
            )
        )
        connection.execute(sa.delete(table).where(table.c.number <= number - KEPT))
        _set_flag(connection, LIVE, str(number), now)
        connection.execute(sa.delete(schema.flag).where(schema.flag.c.name == FILES))
        if verdict:
            connection.execute(sa.insert(schema.flag).values(name=FILES, value=json.dumps(verdict), at=now))
        if tell is not None:
            store.settler.settle(connection, Asked(), now, lambda docket: tell(docket, number))
        reach("R1")
        return number

    number = store.writer.write(work)
    reach("R2")
    return number


def judge_files(
    store: SqlStore, verdict: Mapping[str, Any], now: datetime, tell: Callable[[Docket], None]
) -> None:
    """Remember what became of the files in the home, with the letters that say so; in one transaction."""

    def work(connection: Connection) -> None:
        _locked_flag(store, connection, FILES, now)
        _set_flag(connection, FILES, json.dumps(verdict, ensure_ascii=False), now)
        store.settler.settle(connection, Asked(), now, tell)

    store.writer.write(work)


def forget_files(store: SqlStore) -> None:
    """The files in the home are the live set; nothing is to be said of them."""
    store.writer.write(lambda c: c.execute(sa.delete(schema.flag).where(schema.flag.c.name == FILES)))


def mark_paging(store: SqlStore, entry: str, word: str, now: datetime) -> bool:
    """Paging by an entry is `stopped` or `released` from now on; False where it was already."""

    def work(connection: Connection) -> bool:
        marks = json.loads(_locked_flag(store, connection, PAGING, now) or "{}")
        if next(iter(marks.get(entry, {})), "") == word:
            return False
        marks[entry] = {word: now.isoformat()}
        _set_flag(connection, PAGING, json.dumps(marks, ensure_ascii=False), now)
        return True

    return store.writer.write(work)


def _locked_flag(store: SqlStore, connection: Connection, name: str, now: datetime) -> str:
    """A flag's value ("" where there was none), held until the transaction ends."""
    flag = schema.flag
    made = store.sql.insert(flag).values(name=name, value="", at=now)
    connection.execute(made.on_conflict_do_nothing(index_elements=["name"]))
    row = connection.execute(store.sql.locked(sa.select(flag.c.value).where(flag.c.name == name))).one()
    return str(row.value)


def _set_flag(connection: Connection, name: str, value: str, now: datetime) -> None:
    connection.execute(sa.update(schema.flag).where(schema.flag.c.name == name).values(value=value, at=now))


def stored(store: SqlStore, number: int) -> Stored | None:
    """A set with its files; None where there is none of that number (any more)."""
    with store.reading() as connection:
        row = connection.execute(sa.select(schema.rule_set).where(schema.rule_set.c.number == number)).first()
    if row is None:
        return None
    return Stored(
        row.number, row.fingerprint, row.live_at, json.loads(row.note or "{}"), unpack(bytes(row.files))
    )


def history(store: SqlStore) -> list[Stored]:
    """Every set that is kept, newest first, without its files."""
    table = schema.rule_set
    query = sa.select(table.c.number, table.c.fingerprint, table.c.live_at, table.c.note)
    with store.reading() as connection:
        return [
            Stored(row.number, row.fingerprint, row.live_at, json.loads(row.note or "{}"))
            for row in connection.execute(query.order_by(table.c.number.desc()))
        ]


# -- who would be missed


def holders(store: SqlStore) -> list[Holder]:
    """Everybody who owns tickets in hand, made a promise that lives, owns a complaint, or owes a prevention."""
    t, p, c = schema.ticket, schema.promise, schema.complaint
    in_hand = t.c.state.in_(_IN_HAND)
    owes = sa.and_(c.c.prevention_due.is_not(None), c.c.prevention_done.is_(None))
    with store.reading() as connection:
        owned = list(
            connection.execute(
                sa.select(t.c.id, t.c.owner, t.c.kind, t.c.complaint).where(in_hand, t.c.owner != "")
            )
        )
        promised = dict(
            _pairs(
                connection,
                sa.select(p.c.by, sa.func.count())
                .where(sa.literal_column("promise.state = 'live'"), p.c.by != "")
                .group_by(p.c.by),
            )
        )
        owed = dict(
            _pairs(
                connection,
                sa.select(t.c.owner, sa.func.count())
                .select_from(c.join(t, t.c.id == c.c.ticket_id))
                .where(owes, t.c.owner != "")
                .group_by(t.c.owner),
            )
        )
    tickets: dict[str, list[int]] = {}
    complaints: dict[str, int] = {}
    for row in owned:
        tickets.setdefault(row.owner, []).append(row.id)
        if row.kind == "complaint":
            complaints[row.owner] = complaints.get(row.owner, 0) + 1
    return [
        Holder(
            one,
            tuple(sorted(tickets.get(one, ()))),
            promised.get(one, 0),
            complaints.get(one, 0),
            owed.get(one, 0),
        )
        for one in sorted({*tickets, *promised, *owed})
    ]


def _pairs(connection: Connection, query: Any) -> Iterator[tuple[str, int]]:
    return ((str(row[0]), int(row[1])) for row in connection.execute(query))


def matters_of(store: SqlStore, addresses: Iterable[str]) -> list[int]:
    """The tickets that pass to another when this person goes: owned and in hand, promised by them, or owing prevention."""
    t, p, c = schema.ticket, schema.promise, schema.complaint
    mine = sorted(addresses)
    owes = sa.and_(c.c.prevention_due.is_not(None), c.c.prevention_done.is_(None))
    queries = (
        sa.select(t.c.id).where(t.c.owner.in_(mine), t.c.state.in_(_IN_HAND)),
        sa.select(p.c.ticket_id).where(sa.literal_column("promise.state = 'live'"), p.c.by.in_(mine)),
        sa.select(t.c.id).select_from(c.join(t, t.c.id == c.c.ticket_id)).where(t.c.owner.in_(mine), owes),
    )
    with store.reading() as connection:
        return sorted({int(row[0]) for query in queries for row in connection.execute(query)})


# -- alerts by the entry they were made for


def alerts_since(store: SqlStore, since: datetime) -> list[tuple[str, datetime]]:
    """The entry and the time of every alert made after then."""
    a = schema.alert
    with store.reading() as connection:
        return [
            (row.reason, row.made_at)
            for row in connection.execute(sa.select(a.c.reason, a.c.made_at).where(a.c.made_at > since))
        ]


def alerts_an_hour(store: SqlStore, now: datetime, over: timedelta = timedelta(days=28)) -> dict[str, float]:
    """How many alerts each entry usually makes in an hour: the mean of the weeks before the last hour."""
    a = schema.alert
    until = now - timedelta(hours=1)
    query = (
        sa.select(a.c.reason, sa.func.count(), sa.func.min(a.c.made_at))
        .where(a.c.made_at > now - over, a.c.made_at <= until)
        .group_by(a.c.reason)
    )
    with store.reading() as connection:
        found = [(str(row[0]), int(row[1]), row[2]) for row in connection.execute(query)]
    if not found:
        return {}
    hours = max((until - min(first for _, _, first in found)) / timedelta(hours=1), 24.0)
    return {entry: count / hours for entry, count, _ in found}


__all__ = [
    "KEPT",
    "Holder",
    "Standing",
    "Stored",
    "alerts_an_hour",
    "alerts_since",
    "forget_files",
    "history",
    "holders",
    "judge_files",
    "mark_paging",
    "matters_of",
    "publish",
    "standing",
    "stored",
]
