"""The library's drivers for the two databases, and what this desk adds: they tell of every statement they run, SQLite's
begins a transaction in the words it was given, and PostgreSQL's does not ask all the time whether the server is there.

Listeners to the library's events would do as well; but to look for listeners, for each connection and each statement,
takes it longer than many a statement takes the database.
"""

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL

from deskbell.clock import machine_seconds

#: Seconds for which a PostgreSQL connection that has answered is taken to be there; to ask costs a way to the server.
SURE = 1.0


def ours(address: URL) -> URL:
    """The same database, by the driver of this room."""
    name = address.get_backend_name()
    registry.register(f"{name}.deskbell", __name__, _OURS[name])
    return address.set(drivername=f"{name}+deskbell")


class Told:
    """`heard` is called before each statement that is run; what runs many rows at once is one."""

    heard: Callable[[], None] = staticmethod(lambda: None)

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        self.heard()
        cursor.execute(statement, parameters)

    def do_executemany(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        self.heard()
        cursor.executemany(statement, parameters)


class Sqlite(Told, SQLiteDialect_pysqlite):
    """`begin` begins a transaction."""

    supports_statement_cache = True
    begin = "BEGIN"

    def do_begin(self, dbapi_connection: Any) -> None:
        self.heard()
        cursor = dbapi_connection.cursor()
        cursor.execute(self.begin)
        cursor.close()


class Postgresql(Told, PGDialect_psycopg):
    """Asks a connection before it is used whether its server is still there, but not again within `SURE` seconds.

    One that goes away meanwhile ends in a TemporaryError, as it does in the midst of a transaction.
    """

    supports_statement_cache = True

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)  # type: ignore[no-untyped-call]
        self._answered: WeakKeyDictionary[Any, float] = WeakKeyDictionary()

    def do_ping(self, dbapi_connection: Any) -> bool:
        """Raises what the driver raises where it is not."""
        now = machine_seconds()
        if now - self._answered.get(dbapi_connection, 0.0) < SURE:
            return True
        super().do_ping(dbapi_connection)  # type: ignore[no-untyped-call]
        self._answered[dbapi_connection] = now
        return True


_OURS = {"sqlite": "Sqlite", "postgresql": "Postgresql"}
