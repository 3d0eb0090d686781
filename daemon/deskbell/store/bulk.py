"""One statement for many rows, as the hot path writes them."""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple, cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from deskbell.store import schema


class _Compiled(NamedTuple):
    """A statement as one driver wants it: its text, what turns which values into the database's, and a row's order."""

    text: str
    into: tuple[tuple[str, Callable[[Any], Any]], ...]
    ordered: Callable[[dict[str, Any]], Any]


class Bulk:
    """A statement that is run for many rows at once, each a dict with the same keys.

    It is compiled once for a driver and a set of keys. The library's own way works out anew for each row what stands
    where, and that costs more than the database takes to write it.
    """

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._compiled: dict[tuple[str, tuple[str, ...]], _Compiled] = {}

    def __call__(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """Run it for these rows, which are ours from now on; nothing for none. Raises what the library raises."""
        if rows:
            made = self._made(connection, rows)
            connection.exec_driver_sql(made.text, [made.ordered(row) for row in rows])

    def one(self, connection: Connection, row: dict[str, Any]) -> Sequence[Row[Any]]:
        """Run it once, and say what it answers, as the driver gives it."""
        made = self._made(connection, [row])
        return connection.exec_driver_sql(made.text, made.ordered(row)).all()

    def _made(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> _Compiled:
        """The statement for rows like these, whose values the driver takes from now on."""
        key = connection.dialect.name, tuple(rows[0])
        made = self._compiled.get(key) or self._compiled.setdefault(key, self._compile(connection, key[1]))
        for row in rows:
            for name, turned in made.into:
                if (value := row[name]) is not None:
                    row[name] = turned(value)
        return made

    def _compile(self, connection: Connection, names: tuple[str, ...]) -> _Compiled:
        found = self._statement.compile(dialect=connection.dialect, column_keys=list(names))
        fixed = {name: value for name, value in found.params.items() if name not in names}
        into = []
        for name, place in found.binds.items():
            if name in names and (turned := _turning(place.type, connection)) is not None:
                into.append((name, turned))
        order = found.positiontup
        if order is None:  # a driver with named places
            return _Compiled(found.string, tuple(into), lambda row: row | fixed)
        return _Compiled(found.string, tuple(into), _ordered(order, fixed))


class Answering:
    """An insert that answers of many rows at once: one statement, with a place for each value of each.

    It is made once for each number of rows, which is small.
    """

    def __init__(self, insert: Any) -> None:
        self._insert = insert
        self._made: dict[int, Bulk] = {}

    def __call__(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> Sequence[Row[Any]]:
        """What the insert returns, in no order; nothing for none."""
        if not rows:
            return []
        made = self._made.get(len(rows)) or self._made.setdefault(len(rows), self._for(len(rows), rows[0]))
        return made.one(
            connection, {f"{name}_{at}": value for at, row in enumerate(rows) for name, value in row.items()}
        )

    def _for(self, count: int, names: Iterable[str]) -> Bulk:
        columns = [self._insert.table.c[name] for name in names]
        places = [
            {column: sa.bindparam(f"{column.name}_{at}", type_=column.type) for column in columns}
            for at in range(count)
        ]
        return Bulk(self._insert.values(places))


def _turning(kind: Any, connection: Connection) -> Callable[[Any], Any] | None:
    """What makes of a value, unless it is None, what the driver takes; nothing where it takes the value itself."""
    if isinstance(kind, schema.Moment):
        return schema.micros  # as the library would, without what it wraps around it
    if isinstance(kind, (sa.Boolean, sa.LargeBinary)):
        return None
    return cast(
        "Callable[[Any], Any] | None",
        kind.dialect_impl(connection.dialect).bind_processor(connection.dialect),
    )


def _ordered(order: Sequence[str], fixed: dict[str, Any]) -> Callable[[dict[str, Any]], Any]:
    """A row's values as they stand in the statement, with the values that the statement itself fixes."""
    pick = itemgetter(*order)
    return (lambda row: pick(row | fixed)) if fixed else pick
