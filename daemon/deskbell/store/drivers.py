"""The library's drivers for the two databases, and what this desk adds to each: they tell of every statement they run,
and SQLite's begins a transaction in the words it was given.

Listeners to the library's events would do as well; but to look for listeners, for each connection and each statement,
takes it longer than many a statement takes the database.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL


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
    """As the library has it."""

    supports_statement_cache = True


_OURS = {"sqlite": "Sqlite", "postgresql": "Postgresql"}
