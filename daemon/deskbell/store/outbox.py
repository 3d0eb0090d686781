"""The outbox: letters due, claimed, their bytes kept before they are handed over, the relay's answer written down."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from deskbell.ports import Due, Handed
from deskbell.store import schema
from deskbell.store.among import among
from deskbell.store.bulk import Bulk
from deskbell.store.claims import PENDING, claims_of
from deskbell.store.dialect import Dialect
from deskbell.store.keep import bare, unpack
from deskbell.store.made import Made
from deskbell.store.once import built_once

#: How the tries of a letter spread.
FIRST_PAUSE, LONGEST_PAUSE = 30.0, 3600.0
#: Bytes of letters that are tried again together; files make a letter heavy.
HEAVY = 33_554_432


class Outbox:
    """Claiming, stamping and recording; each a statement or two for a whole batch."""

    def __init__(self, dialect: Dialect, made: Made) -> None:
        self._sql, self._made = dialect, made
        self.claims = claims_of(dialect)
        self._build(dialect)

    @built_once
    def _build(self, dialect: Dialect) -> None:
        letter = schema.letter
        self._waiting = (
            sa.select(letter.c.id)
            .where(sa.literal_column(schema.DUE), letter.c.due_at <= sa.bindparam("due"), self.claims.free)
            .limit(1)
        )
        self._bytes = sa.select(schema.letter_raw.c.letter_id, schema.letter_raw.c.data).where(
            among(schema.letter_raw.c.letter_id, "many")
        )
        self._sizes = sa.select(
            schema.letter_raw.c.letter_id, sa.func.length(schema.letter_raw.c.data).label("size")
        ).where(among(schema.letter_raw.c.letter_id, "many"))
        self._facts = sa.select(schema.letter_facts).where(among(schema.letter_facts.c.letter_id, "many"))
        self._states = sa.select(schema.ticket.c.id, schema.ticket.c.state).where(
            among(schema.ticket.c.id, "many")
        )
        self._keep = Bulk(sa.insert(schema.letter_raw))
        self._sending = Bulk(
            sa.update(letter)
            .where(letter.c.id == sa.bindparam("the_id"))
            .values(
                state="sending",
                attempts=letter.c.attempts + 1,
                subject=sa.bindparam("new_subject"),
                first_tried_at=sa.func.coalesce(
                    letter.c.first_tried_at, sa.bindparam("tried_at", type_=schema.Moment)
                ),
            )
        )
        self._record = Bulk(
            sa.update(letter)
            .where(letter.c.id == sa.bindparam("the_id"))
            .values(
                state=sa.bindparam("new_state"),
                answer=sa.bindparam("new_answer"),
                sent_at=sa.bindparam("new_sent_at", type_=schema.Moment),
                due_at=sa.bindparam("new_due_at"),
                lease_until=0.0,
            )
        )
        alias = dialect.insert(schema.anchor).on_conflict_do_nothing(index_elements=["hash"])
        self._know_as = Bulk(alias)
        self._late_promises = Bulk(
            sa.update(schema.promise)
            .where(
                schema.promise.c.id == sa.bindparam("the_id"),
                sa.or_(schema.promise.c.state == "kept", schema.promise.c.state == "held"),
                schema.promise.c.due_at < sa.bindparam("sent", type_=schema.Moment),
            )
            .values(state="broken", ended_at=sa.bindparam("sent", type_=schema.Moment))
        )

    def claim(self, connection: Connection, holder: str, limit: int, patience: float = 0.0) -> list[Due]:
        """Up to `limit` letters that may go now, in the order they fell due; none while sending is held.

        `patience`: only those due for so many seconds. What somebody waits for has a head start (see rows) and may go.
        """
        now = self._sql.lease_now(connection)
        found = self.claims.take(connection, holder, limit, now, now - patience)
        if not found:
            return []
        tried = [row.id for row in found if row.attempts]
        if tried and (heavy := self._too_heavy(connection, tried)):
            self.claims.leave(connection, heavy, now)
            found = [row for row in found if row.id not in heavy]
            tried = [number for number in tried if number not in heavy]
        data = (
            {
                row.letter_id: unpack(bytes(row.data))
                for row in connection.execute(self._bytes, {"many": tried})
            }
            if tried
            else {}
        )
        about = sorted({row.ticket_id for row in found if row.ticket_id})
        states: dict[int, str] = {}
        if about:
            states = {row[0]: row[1] for row in connection.execute(self._states, {"many": about})}
        made = self._made_from(connection, [row.id for row in found])
        return [_due(row, *made[row.id], data, states) for row in sorted(found)]

    def _made_from(
        self, connection: Connection, ids: Sequence[int]
    ) -> dict[int, tuple[Any, Mapping[str, Any]]]:
        """Facts and frame of each letter, as they were made where that is remembered."""
        found: dict[int, tuple[Any, Mapping[str, Any]]] = {
            number: (letter.facts, letter.frame) for number, letter in self._made.take(ids).items()
        }
        if written := [number for number in ids if number not in found]:
            for number, facts, frame in connection.execute(self._facts, {"many": written}):
                found[number] = json.loads(facts), json.loads(frame)
        return found

    def waiting(self, connection: Connection) -> bool:
        """Is any letter due and in nobody's hand? A reader's question."""
        now = self._sql.lease_now(connection)
        return connection.execute(self._waiting, self.claims.given(now) | {"due": now}).first() is not None

    def _too_heavy(self, connection: Connection, tried: Sequence[int]) -> set[int]:
        """Those whose bytes, after those of the letters before them, would be more than a process should hold."""
        sizes = connection.execute(self._sizes, {"many": tried}).all()
        weight, heavy = 0, set()
        for row in sorted(sizes, key=lambda row: row.letter_id):
            if weight and weight + row.size > HEAVY:
                heavy.add(row.letter_id)
            else:
                weight += row.size
        return heavy

    def stamp(
        self,
        connection: Connection,
        rendered: Sequence[tuple[int, str, bytes]],
        tries: Sequence[int],
        now: datetime,
    ) -> None:
        """The bytes of first tries are kept, and all of these are being sent from here on."""
        self._keep(connection, [{"letter_id": number, "data": bare(data)} for number, _, data in rendered])
        subjects = {number: subject for number, subject, _ in rendered}
        self._sending(
            connection,
            [
                {"the_id": number, "new_subject": subjects[number], "tried_at": now}
                for number in tries
                if number in subjects
            ],
        )
        if again := [number for number in tries if number not in subjects]:
            letter = schema.letter
            connection.execute(
                sa.update(letter)
                .where(letter.c.id.in_(again))
                .values(state="sending", attempts=letter.c.attempts + 1)
            )

    def record(
        self, connection: Connection, results: Sequence[tuple[Due, Handed, str]], now: datetime
    ) -> None:
        """Which letters left and which are tried again, in one statement; one that left too late did not keep its promise."""
        lease_now = self._sql.lease_now(connection)
        rows = [_recorded(due, outcome, answer, now, lease_now) for due, outcome, answer in results]
        self._record(connection, rows)
        late = [
            {"the_id": due.promise_id, "sent": now}
            for due, outcome, _ in results
            if due.promise_id and outcome is Handed.ACCEPTED
        ]
        self._late_promises(connection, late)

    def know_as(
        self, connection: Connection, aliases: Mapping[bytes, tuple[int, int]], now: datetime
    ) -> None:
        """Message-IDs that a relay put in the place of ours (hash -> letter, ticket): answers will bear them."""
        rows = [
            {"hash": h, "ticket_id": ticket, "letter_id": letter, "own": True, "seen": True, "made_at": now}
            for h, (letter, ticket) in sorted(aliases.items())
        ]
        self._know_as(connection, rows)

    def set_states(self, connection: Connection, states: Mapping[int, tuple[str, str]]) -> None:
        """Letters that will not go out after all: withdrawn, refused or unknown, and why."""
        rows = [
            {"the_id": number, "new_state": state, "new_answer": why, "new_sent_at": None, "new_due_at": 0.0}
            for number, (state, why) in sorted(states.items())
        ]
        self._record(connection, rows)

    def give_back(self, connection: Connection, ids: Sequence[int], pause: float) -> None:
        """Not tried: they may be claimed again after a pause in seconds of lease time."""
        letter = schema.letter
        if ids:
            connection.execute(
                sa.update(letter)
                .where(letter.c.id.in_(ids))
                .values(lease_until=0.0, due_at=self._sql.lease_now(connection) + pause)
            )

    def void_leases(self, connection: Connection) -> None:
        """One process owns the home: whoever held a lease is dead."""
        connection.execute(sa.update(schema.letter).where(sa.literal_column(PENDING)).values(lease_until=0.0))


def _due(
    row: Any, facts: Any, frame: Mapping[str, Any], data: Mapping[int, bytes], states: Mapping[int, str]
) -> Due:
    """Of a row as claims finds it. It is taken apart at once: each look for a column by its name takes as long."""
    number, ticket_id, kind, recipient, *others = row
    message_id, promise_id, made_at, true_until, attempts, state = others
    return Due(
        number,
        ticket_id,
        kind,
        recipient,
        facts,
        frame,
        message_id,
        promise_id,
        made_at,
        true_until,
        attempts,
        data.get(number, b""),
        state == "sending",
        states.get(ticket_id, ""),
    )


def pause_after(attempts: int) -> float:
    """Seconds until the next try: 30 s, doubling, an hour at most."""
    return float(min(FIRST_PAUSE * 2 ** min(attempts, 12), LONGEST_PAUSE))


def _recorded(due: Due, outcome: Handed, answer: str, now: datetime, lease_now: float) -> dict[str, Any]:
    state, again = "sent", 0.0
    if outcome is not Handed.ACCEPTED:
        # after an unknown outcome the next try asks whether this kind may go twice
        state = "sending" if outcome is Handed.UNKNOWN else "waiting"
        again = lease_now + pause_after(due.attempts)
    return {
        "the_id": due.id,
        "new_state": state,
        "new_answer": answer[:500],
        "new_sent_at": now if state == "sent" else None,
        "new_due_at": again,
    }
