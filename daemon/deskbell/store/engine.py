"""Opening a database: what SQLite is asked for and must grant, and what PostgreSQL must promise."""

from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from deskbell.errors import OperatorError
from deskbell.store.drivers import Sqlite, ours

#: So long we wait for a stranger's lock on a SQLite file (its own writers queue); then the sender hears 451.
BUSY_SECONDS = 5.0


def open_engine(url: str, *, readers: int = 8) -> tuple[Engine, Engine]:
    """The engine that writes and the engine that reads. Constructing connects to nothing."""
    address = sa.make_url(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address, writes=True), _sqlite(address, writes=False, pool=readers)
    if address.get_backend_name() != "postgresql":
        raise OperatorError(
            f"[store] url: {address.get_backend_name()}:// is not a database deskbell knows; expected sqlite:/// or postgresql://."
        )
    engine = sa.create_engine(
        ours(address),
        pool_size=4,
        max_overflow=readers,
        pool_pre_ping=True,
        pool_timeout=30,
        hide_parameters=True,
    )
    sa.event.listen(engine, "connect", _prepare_postgresql)
    return engine, engine


def _sqlite(address: sa.URL, *, writes: bool, pool: int = 1) -> Engine:
    engine = sa.create_engine(
        ours(address),
        module=_taught(sqlite_module()),
        pool_size=pool,
        max_overflow=0 if writes else 8,
        pool_timeout=30,
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
        hide_parameters=True,  # a fault's traceback is logged, and no log is to hold what a mail says
    )

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.isolation_level = (
            None  # the library would begin nothing before a SELECT; we say BEGIN ourselves
        )
        cursor = connection.cursor()
        for pragma in (
            "page_size=8192",  # heard by a new file only; letters and mails lie in half as many pieces
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_SECONDS * 1000:.0f}",
            "cache_size=-12000",
            "temp_store=MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        if writes:
            _insist(cursor)
        cursor.close()

    if writes:
        cast(Sqlite, engine.dialect).begin = "BEGIN IMMEDIATE"
    return engine


def _insist(cursor: Any) -> None:
    """What was asked for is read back: some file systems and builds quietly give less."""
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        raise OperatorError(
            "SQLite cannot keep its write-ahead log where the database lies; put the home on a local disk."
        )
    if cursor.execute("PRAGMA synchronous").fetchone()[0] < 2:
        raise OperatorError(
            "The database would not promise to keep what it commits (PRAGMA synchronous is below FULL)."
        )


def sqlite_module() -> Any:
    """pysqlite3, which carries a SQLite without the WAL-reset bug of 3.7.0 to 3.51.2; else the standard library's."""
    try:
        import pysqlite3.dbapi2 as module
    except ImportError:
        import sqlite3 as module
    return module


def _taught(module: Any) -> Any:
    """The module, told that it can write these values as they are.

    Of any but a number or a text it asks first who could turn it into one, and finding nobody takes it twenty times as
    long as writing it does; of a new ticket's columns every third is NULL.
    """
    module.register_adapter(type(None), lambda nothing: nothing)
    module.register_adapter(bool, int)
    module.register_adapter(bytes, bytes)
    module.register_adapter(memoryview, memoryview)
    return module


def _prepare_postgresql(connection: Any, _: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('synchronous_commit'), current_setting('fsync')")
        synchronous, fsync = cursor.fetchone()
    connection.rollback()
    if synchronous == "off" or fsync == "off":
        raise OperatorError(
            "The database would not promise to keep what it commits (synchronous_commit or fsync is off)."
        )
