"""Opening a database, and the one way to write to it.

SQLite: one thread owns the one connection that writes. It serves keeps first (many arrivals in one commit), then the
other writers one at a time; nobody ever waits for a lock, and a keep waits neither for a parse nor for a judgement. Everybody else reads
through connections of their own. PostgreSQL: each writer has a transaction of its own in its own thread, retried when
the server says that two of them were in each other's way; only keeps still share commits.

An error at COMMIT does not mean that nothing was committed (SQLite may have written the frames, a server may have died
after its record): it is reported as TemporaryError, the connection is thrown away, and the sender's retry finds the row
by its fingerprint.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from deskbell.clock import machine_seconds
from deskbell.errors import OperatorError, TemporaryError
from deskbell.failpoints import reach
from deskbell.store.drivers import Sqlite, ours

T = TypeVar("T")
Work = Callable[[Connection], T]
KeepBatch = Callable[[Connection, list[Any]], list[Any]]

#: How many writes of one kind share a commit, and how many bytes of mail at the most.
BATCH_ROWS, BATCH_BYTES = 50, 8 * 1024 * 1024
#: So long we wait for a stranger's lock on a SQLite file (its own writers queue); then the sender hears 451.
BUSY_SECONDS = 5.0
#: So many keeps within so many seconds are a burst, which is over when for a while there was neither keep nor commit.
BURST, BURST_SECONDS, PAUSE_IN_BURST = 20, 0.5, 0.05
_RETRY_STATES = {"40001", "40P01", "55P03"}


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


class Writer:
    """Runs writes, each in a transaction, each safe to be run again. `write` answers after the commit."""

    def __init__(self, engine: Engine, *, alone: bool) -> None:
        self.engine, self.alone = engine, alone
        self._urgent: SimpleQueue[tuple[Any, int, Future[Any]]] = SimpleQueue()
        self._others: SimpleQueue[tuple[Work[Any], Future[Any]]] = SimpleQueue()
        self._wake = threading.Semaphore(0)
        self._stopping = False
        self._keep_batch: KeepBatch | None = None
        self._kept: Callable[[list[Any], list[Any]], None] | None = None
        self._thread: threading.Thread | None = None
        self._keeping, self._kept_at = False, 0.0
        self._keeps: deque[float] = deque([0.0] * BURST, maxlen=BURST)
        #: What this process has asked of the database and committed to it since its start; see the page of figures.
        self.statements = 0
        self.commits = 0

    def count_statement(self) -> None:
        """One more statement; BEGIN counts too, COMMIT is counted by itself. (Two threads at once may lose a count.)"""
        self.statements += 1

    def serve(
        self, keep_batch: KeepBatch, kept: Callable[[list[Any], list[Any]], None] | None = None
    ) -> None:
        """Start the thread that commits keeps (and, on SQLite, everything else).

        `kept` hears, in that thread, of each batch and its answers after the commit.
        """
        self._keep_batch, self._kept = keep_batch, kept
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Finish what waits, then stop."""
        self._stopping = True
        self._wake.release()
        if self._thread:
            self._thread.join()
            self._thread = None
        self.engine.dispose()

    def keep(self, item: Any, size: int) -> "Future[Any]":
        """A future done when `item` is on stable storage, in a commit it may share."""
        future: Future[Any] = Future()
        if self._stopping:
            future.set_exception(TemporaryError("the desk is stopping"))
            return future
        self._urgent.put((item, size, future))
        self._keeps.append(machine_seconds())
        self._wake.release()
        return future

    @property
    def in_a_burst(self) -> bool:
        """Is mail arriving faster than people write, some of it just now?"""
        now = machine_seconds()
        lately = self._keeping or now - max(self._kept_at, self._keeps[-1]) < PAUSE_IN_BURST
        return lately and now - self._keeps[0] < BURST_SECONDS

    def write(self, work: Work[T]) -> T:
        """Run `work` in one transaction and answer after its commit. TemporaryError when the commit's fate is unknown."""
        if not self.alone or threading.current_thread() is self._thread or self._thread is None:
            return self._transact(work)
        future: Future[T] = Future()
        self._others.put((work, future))
        self._wake.release()
        return future.result()

    def _run(self) -> None:
        while True:
            self._wake.acquire()
            if batch := self._arrivals():
                self._commit_keeps(batch)
            else:
                with suppress(Empty):
                    self._serve_one(*self._others.get_nowait())
            if self._stopping and self._urgent.empty() and self._others.empty():
                return

    def _arrivals(self) -> list[tuple[Any, int, Future[Any]]]:
        batch: list[tuple[Any, int, Future[Any]]] = []
        size = 0
        while len(batch) < BATCH_ROWS and size < BATCH_BYTES:
            try:
                batch.append(self._urgent.get_nowait())
            except Empty:
                break
            size += batch[-1][1]
        for _ in batch[1:]:
            self._wake.acquire(blocking=False)
        return batch

    def _commit_keeps(self, batch: list[tuple[Any, int, Future[Any]]]) -> None:
        assert self._keep_batch is not None
        keep_batch, items = self._keep_batch, [item for item, _, _ in batch]
        self._keeping = True
        try:
            answers = self._transact(lambda connection: keep_batch(connection, items))
        except Exception as trouble:  # noqa: BLE001 - whatever it is, every waiting door must hear of it
            for _, _, future in batch:
                future.set_exception(
                    trouble if isinstance(trouble, TemporaryError) else TemporaryError(repr(trouble))
                )
            return
        finally:
            self._keeping, self._kept_at = False, machine_seconds()
        if self._kept:
            self._kept(items, answers)
        reach("K5")
        for (_, _, future), answer in zip(batch, answers, strict=True):
            future.set_result(answer)

    def _serve_one(self, work: Work[Any], future: "Future[Any]") -> None:
        try:
            future.set_result(self._transact(work))
        except BaseException as trouble:  # noqa: BLE001 - it is raised again where the work came from
            future.set_exception(trouble)

    def _transact(self, work: Work[T], tries: int = 5) -> T:
        for left in reversed(range(tries)):
            try:
                with self._begin() as connection:
                    return work(connection)
            except OperationalError as trouble:
                if left and _was_in_the_way(trouble):
                    continue
                if is_the_statements_own(trouble):
                    raise
                raise TemporaryError(f"database: {trouble.orig}") from trouble
            except DBAPIError as trouble:
                if trouble.connection_invalidated:
                    raise TemporaryError(f"database: {trouble.orig}") from trouble
                raise
        raise AssertionError("unreachable")

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        try:
            connection = self.engine.connect()
        except sa.exc.DBAPIError as trouble:
            raise TemporaryError(f"database: {trouble.orig}") from trouble
        with connection, connection.begin() as transaction:
            yield connection
            if transaction.is_active:
                self._commit(connection, transaction)

    def _commit(self, connection: Connection, transaction: Any) -> None:
        try:
            transaction.commit()
            self.commits += 1
        except Exception:
            connection.invalidate()
            raise


def _was_in_the_way(trouble: OperationalError) -> bool:
    return getattr(trouble.orig, "sqlstate", None) in _RETRY_STATES


def is_the_statements_own(trouble: OperationalError) -> bool:
    """Would it fail again, whatever becomes of the database? PostgreSQL's program limits (class 54), SQLite's plain errors."""
    state = getattr(trouble.orig, "sqlstate", None) or ""
    code = getattr(trouble.orig, "sqlite_errorcode", 0) or 0
    return state.startswith("54") or code & 0xFF == 1
