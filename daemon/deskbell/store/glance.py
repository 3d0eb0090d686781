"""Opening a database to look at it: by its driver alone, read only, for as long as one list takes."""

import re
from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from deskbell.errors import OperatorError, TemporaryError
from deskbell.store.looks import Run

_NAMED = re.compile(r"(?<!:):(\w+)")


@contextmanager
def looking(url: str) -> Iterator[Run]:
    """Questions to the database at `url` (sqlite:/// or postgresql://), until the block ends; nothing can be written.

    Raises OperatorError where there is no desk's database, TemporaryError where it cannot be reached.
    """
    if url.startswith("sqlite"):
        yield from _sqlite(Path(url.partition(":///")[2].partition("?")[0]))
    else:
        yield from _postgresql(url)


def _sqlite(path: Path) -> Iterator[Run]:
    module = sqlite_module()
    if not path.exists():
        raise OperatorError(
            f"There is no database at {path} yet: run deskbell init, or name the desk's home in DESKBELL_HOME."
        )
    try:
        connection = module.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=30.0)
    except module.Error as trouble:
        raise TemporaryError(f"database: {trouble}") from trouble
    with closing(connection):
        yield _runner(connection, module, lambda sql: sql)


def _postgresql(url: str) -> Iterator[Run]:
    import psycopg

    try:
        connection = psycopg.connect(re.sub(r"^postgresql\+\w+:", "postgresql:", url), connect_timeout=10)
    except psycopg.Error as trouble:
        raise TemporaryError(f"database: {trouble}") from trouble
    with closing(connection):
        connection.read_only = True
        yield _runner(connection, psycopg, lambda sql: _NAMED.sub(r"%(\1)s", sql))


def _runner(connection: Any, module: Any, spelt: Any) -> Run:
    def run(sql: str, values: Mapping[str, Any]) -> Iterable[Any]:
        cursor = connection.cursor()
        try:
            cursor.execute(spelt(sql), dict(values))
        except module.Error as trouble:
            if re.search(r"no such (table|column)|does not exist", str(trouble)):
                raise OperatorError(
                    "The database has not the tables this program needs: run deskbell migrate."
                ) from trouble
            if "not a database" in str(trouble):
                raise OperatorError(
                    "[store] url names no database: take the file away, or bring a backup back (deskbell doctor)."
                ) from trouble
            raise TemporaryError(f"database: {trouble}") from trouble
        row = namedtuple("row", [column[0] for column in cursor.description])  # type: ignore[misc]
        return map(row._make, cursor)

    return run


def sqlite_module() -> Any:
    """As engine.sqlite_module, which cannot be had without SQLAlchemy."""
    try:
        import pysqlite3.dbapi2 as module
    except ImportError:
        import sqlite3 as module
    return module
