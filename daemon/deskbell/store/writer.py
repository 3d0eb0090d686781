"""The one way to write to a database.

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
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from deskbell.clock import machine_seconds
from deskbell.errors import TemporaryError
from deskbell.failpoints import reach

T = TypeVar("T")
Work = Callable[[Connection], T]
KeepBatch = Callable[[Connection, list[Any]], list[Any]]

#: How many writes of one kind share a commit, and how many bytes of mail at the most.
BATCH_ROWS, BATCH_BYTES = 50, 8 * 1024 * 1024
#: So many keeps within so many seconds are a burst, which is over when for a while there was neither keep nor commit.
BURST, BURST_SECONDS, PAUSE_IN_BURST = 20, 0.5, 0.05
_RETRY_STATES = {"40001", "40P01", "55P03"}


class Writer:
    """Runs writes, each in a transaction, each safe to be run again. `write` answers after the commit."""

    def __init__(self, engine: Engine, *, alone: bool) -> None:
        self.engine, self.alone = engine, alone
        self._urgent: SimpleQueue[tuple[Any, int, Future[Any]]] = SimpleQueue()
        self._others: SimpleQueue[tuple[Work[Any], Future[Any]]] = SimpleQueue()
        #: One for each of what waits in the two before it.
        self._wake: SimpleQueue[None] = SimpleQueue()
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
        self._wake.put(None)
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
        self._wake.put(None)
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
        self._wake.put(None)
        return future.result()

    def _run(self) -> None:
        while True:
            self._wake.get()
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
        with suppress(Empty):
            for _ in batch[1:]:
                self._wake.get_nowait()
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
