"""The store: everything the journey, the clockwork and the doors ask of a database, as calls that answer after the commit."""

import json
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from deskbell.casework.docket import Asked, Docket
from deskbell.errors import OperatorError, TemporaryError
from deskbell.ports import Arrival, Due, Handed, Inbound, Kept
from deskbell.store import past, queries, schema
from deskbell.store.fresh import Fresh
from deskbell.store.inbox import Inbox
from deskbell.store.keep import SqlKeeper, fingerprint
from deskbell.store.leases import Leases
from deskbell.store.made import ROOM, Made
from deskbell.store.mailboxes import Mailboxes
from deskbell.store.outbox import Outbox
from deskbell.store.place import Place
from deskbell.store.settle import Settler

T = TypeVar("T")
#: A process that has not been heard of for so long is dead, and what it held is free. It says so four times as often.
ALIVE_SECONDS = 12.0
_FALLEN_DUE = (
    sa.select(schema.ticket.c.id)
    .where(
        schema.ticket.c.next_at.is_not(None),
        schema.ticket.c.next_at <= sa.bindparam("now", type_=schema.Moment),
    )
    .order_by(schema.ticket.c.next_at)
    .limit(sa.bindparam("limit"))
)


class SqlStore(Mailboxes, Leases):
    """One database, opened. `holder` names this process in every lease it takes.

    Raises TemporaryError where a commit's fate is unknown or the database is out of reach; trying again is safe.
    """

    def __init__(self, url: str, *, holder: str, on_kept: Callable[[Any], None] | None = None) -> None:
        super().__init__(url)
        self.holder = holder
        self._keeper = SqlKeeper(self.writer, self.sql, on_kept=on_kept)
        self.place = Place(url)
        self._beating = False
        self._settling = threading.RLock()
        self._fresh = Fresh()
        self.inbox = Inbox(self.sql, self._fresh)
        # Others may change a letter in a database that they have as well.
        self._made = Made(ROOM if self.alone else 0)
        self.outbox, self.settler = Outbox(self.sql, self._made), Settler(self.sql, self._made)

    def start(self) -> None:
        """Begin to write. On a database of our own, whatever is leased was leased by a process that is dead."""
        # Of a database that others have as well nothing is remembered: they take mail in, and may erase it.
        self.writer.serve(self._keep_batch, self._fresh.note if self.alone else None)
        if self.alone:
            self.writer.write(self._void_leases)
            self.place.remember()
        else:
            self.beat()

    def beat(self) -> int:
        """Say that this process lives; what it holds is free for others some seconds after it last said so."""
        self._beating = True
        self.lease(f"process:{self.holder}", self.holder, ALIVE_SECONDS)
        return 0

    def bury(self, home: str) -> None:
        """Whoever worked for this home before is dead: its lock is ours. What they held is free at once."""
        table = schema.lease
        self.writer.write(
            lambda c: c.execute(
                sa.update(table)
                .where(table.c.holder.startswith(home, autoescape=True), table.c.holder != self.holder)
                .values(until=0.0)
            )
        )

    def _void_leases(self, connection: Connection) -> None:
        self.inbox.void_leases(connection)
        self.outbox.void_leases(connection)
        connection.execute(sa.update(schema.lease).values(until=0.0))

    def close(self) -> None:
        """Finish what waits; what is still leased to us is free from now on."""
        if self._beating:
            with suppress(TemporaryError):
                self.release_lease(f"process:{self.holder}", self.holder)
        self.writer.close()
        self.reader.dispose()

    # -- act one: keep

    def keep(self, arrival: Arrival) -> "Future[Kept]":
        """See ports.Keeper."""
        return self._keeper.keep(arrival)

    def _keep_batch(self, connection: Connection, arrivals: Sequence[Arrival]) -> list[Kept]:
        self.place.check()
        return self._keeper.keep_batch(connection, arrivals)

    # -- act two: take in

    def take(self, limit: int) -> list[Inbound]:
        return self.writer.write(lambda c: self.inbox.take(c, self.holder, limit))

    def settle(self, asked: Asked, now: datetime, decide: Callable[[Docket], T]) -> T:
        """Lock and load what is asked for, let `decide` change the docket, write it: all of it or nothing.

        `decide` may be called again from the start when two processes were in each other's way.
        """
        if not self.alone:
            return self.writer.write(lambda c: self.settler.settle(c, asked, now, decide))
        # One process has this database, and one settling at a time has what settling changes: nobody can come between
        # what is read here and what is written. So the one connection that writes need not wait, with every mail at the
        # door behind it, until fifty mails have been judged.
        with self._settling:
            docket, answer = self._decided(asked, now, decide)
            self.writer.write(lambda c: self.settler.write(c, docket))
            self.outbox.claims.drop(docket.letter_states)
            return answer

    def alone_with(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction, while nothing is being settled or claimed in this process."""

        def anew(connection: Connection) -> T:
            self._fresh.forget()
            self._made.forget()
            return work(connection)

        with self._settling, self.outbox.claims.guard:
            return self.writer.write(anew)

    def _decided(self, asked: Asked, now: datetime, decide: Callable[[Docket], T]) -> tuple[Docket, T]:
        try:
            with self.reading() as connection:
                docket = self.settler.load(connection, asked, now)
                return docket, decide(docket)
        except sa.exc.OperationalError as trouble:
            raise TemporaryError(f"database: {trouble.orig}") from trouble

    def retry_later(self, number: int, seconds: float) -> None:
        self.writer.write(lambda c: self.inbox.retry_later(c, number, seconds))

    def give_back(self, ids: Sequence[int]) -> None:
        self.writer.write(lambda c: self.inbox.give_back(c, ids))

    def park(self, number: int, reason: str, now: datetime) -> None:
        self.writer.write(lambda c: self.inbox.park(c, number, reason, now))

    def replay(self, ids: Sequence[int]) -> int:
        return self.writer.write(lambda c: self.inbox.replay(c, ids))

    def release_mailbox(self, door: str, *, silent: bool) -> int:
        return self.writer.write(lambda c: self.inbox.release(c, door, silent=silent))

    # -- act three: send

    def claim_letters(self, limit: int, patience: float = 0.0) -> list[Due]:
        """See Outbox.claim."""
        if not self.alone:
            return self.writer.write(lambda c: self.outbox.claim(c, self.holder, limit, patience))
        with self.outbox.claims.guard, self.reading() as connection:
            return self.outbox.claim(connection, self.holder, limit, patience)

    def stamp_letters(
        self, rendered: Sequence[tuple[int, str, bytes]], tries: Sequence[int], now: datetime
    ) -> None:
        self.writer.write(lambda c: self.outbox.stamp(c, rendered, tries, now))

    def record_letters(
        self,
        results: Sequence[tuple[Due, Handed, str]],
        aliases: Mapping[bytes, tuple[int, int]],
        now: datetime,
    ) -> None:
        """What the relay said, and the Message-IDs it put in the place of ours (hash -> letter, ticket)."""

        def work(connection: Connection) -> None:
            self.outbox.record(connection, results, now)
            self.outbox.know_as(connection, aliases, now)

        self.writer.write(work)
        self.outbox.claims.drop(due.id for due, _, _ in results)

    def past(self, people: Iterable[tuple[str, int]]) -> dict[tuple[str, int], list[dict[str, Any]]]:
        """See past.of."""
        people = list(people)
        if not people:
            return {}
        with self.reading() as connection:
            return past.of(connection, people)

    def raw(self, inbound_id: int) -> bytes | None:
        """See queries.raw_alone."""
        if (raw := self._fresh.taken(inbound_id)) is not None:
            return raw
        with self.reading() as connection:
            return queries.raw_alone(connection, inbound_id)

    def set_letter_states(self, states: Mapping[int, tuple[str, str]]) -> None:
        self.writer.write(lambda c: self.outbox.set_states(c, states))
        self.outbox.claims.drop(states)

    def return_letters(self, ids: Sequence[int], pause: float) -> None:
        self.writer.write(lambda c: self.outbox.give_back(c, ids, pause))
        self.outbox.claims.drop(ids)

    def letters_waiting(self) -> bool:
        """Is any letter due and in nobody's hand? A reader's question, asked by the sweep."""
        with self.reading() as connection:
            return self.outbox.waiting(connection)

    def release_capped(self, since: datetime) -> int:
        """Letters stopped by a cap go out after all, if they are still true when their turn comes."""
        letter = schema.letter
        change = (
            sa.update(letter)
            .where(letter.c.state == "capped", letter.c.made_at > since)
            .values(state="waiting", due_at=0.0)
        )
        return self.writer.write(lambda c: c.execute(change)).rowcount

    # -- the clockwork

    def due_tickets(self, now: datetime, limit: int) -> list[int]:
        """Tickets at which the clockwork must look, the longest due first."""
        with self.reading() as connection:
            return [row.id for row in connection.execute(_FALLEN_DUE, {"now": now, "limit": limit})]

    # -- the database as a whole

    def schema_version(self) -> str | None:
        """The migration this database stands at; None for an empty one."""
        with self.reading() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return None
            version = connection.execute(sa.text("select version_num from alembic_version")).scalar()
        return str(version) if version else None

    def check_keys(self, fingerprints: Mapping[str, str], now: datetime) -> None:
        """Refuse to work with other keys than this database's tokens were made with; remember new ones."""
        known: dict[str, str] = json.loads(self.flag("keys") or "{}")
        strange = sorted(
            kid for kid, print_ in known.items() if kid in fingerprints and fingerprints[kid] != print_
        )
        lost = sorted(kid for kid in known if kid not in fingerprints)
        if strange or (lost and not set(known) & set(fingerprints)):
            raise OperatorError(
                "The keys in the secret file are not those this desk's letters were signed with; put back the file that belongs to this database."
            )
        if known | dict(fingerprints) != known:
            self.set_flag("keys", json.dumps(known | dict(fingerprints)), now)


__all__ = ["SqlStore", "fingerprint"]
