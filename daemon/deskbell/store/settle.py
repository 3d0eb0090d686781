"""Settling: lock and load what a few messages touch, let the decisions be made, write all of it in a dozen statements.

Statements are built once. Order of locks, the same in every process: anchors (sorted), then tickets (sorted), then
people (sorted); so two batches wait for each other and never in a circle.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from deskbell.casework.docket import Asked, Docket
from deskbell.domain.ticket import State
from deskbell.failpoints import reach
from deskbell.store import rare, rows, schema
from deskbell.store.among import among
from deskbell.store.bulk import Bulk
from deskbell.store.dialect import Dialect
from deskbell.store.lookups import Lookups, Questions
from deskbell.store.made import Made
from deskbell.store.once import built_once

T = TypeVar("T")
#: Anchors are bytes, which fit no JSON.
_hashes: Any = sa.bindparam("many", expanding=True)
_PROMISE_CHANGES = ("by", "due_at", "state", "ended_at", "warned_at", "climbed")
_ALERT_CHANGES = ("told", "pages", "step", "confirmed_by", "confirmed_at")


class Settler:
    """Loads dockets and writes them; one a store."""

    def __init__(self, dialect: Dialect, made: Made) -> None:
        self._sql, self._made = dialect, made
        self._build(dialect)

    @built_once
    def _build(self, dialect: Dialect) -> None:
        self._questions, self._rare = Questions(), rare.Writes(dialect)
        t, p, a = schema.ticket, schema.promise, schema.alert
        self.new = {
            name: Bulk(sa.insert(schema.metadata.tables[name]))
            for name in ("ticket", "message", "event", "promise", "alert", "letter", "letter_facts")
        }
        self.anchors = sa.select(schema.anchor).where(schema.anchor.c.hash.in_(_hashes))
        self.tickets = dialect.locked(sa.select(t).where(among(t.c.id, "many")).order_by(t.c.id))
        self.promises = sa.select(p).where(
            among(p.c.ticket_id, "many"), sa.literal_column("coalesce(promise.state, '') = 'live'")
        )
        self.broken = (
            sa.select(p.c.ticket_id, sa.func.count())
            .where(
                among(p.c.ticket_id, "many"),
                sa.literal_column("coalesce(promise.state, '') in ('held', 'broken')"),
            )
            .group_by(p.c.ticket_id)
        )
        self.alerts = sa.select(a).where(among(a.c.ticket_id, "many")).order_by(a.c.id)
        self.participants = sa.select(schema.participant).where(among(schema.participant.c.ticket_id, "many"))
        self.people = sa.select(schema.person).where(among(schema.person.c.address, "many"))
        letter = schema.letter
        self.letters = rows.PAST_LETTERS.where(among(letter.c.id, "many"))
        self.inbound = dialect.locked(
            sa.select(
                schema.inbound.c.id,
                schema.inbound.c.former,
                schema.inbound.c.ticket_id,
            )
            .where(among(schema.inbound.c.id, "many"), sa.literal_column(schema.WAITING))
            .order_by(schema.inbound.c.id)
        )
        person = dialect.insert(schema.person)
        new = person.excluded
        self.save_people = Bulk(
            person.on_conflict_do_update(
                index_elements=["address"],
                set_={
                    name: getattr(new, name)
                    for name in (
                        "name",
                        "language",
                        "client",
                        "mails",
                        "marked",
                        "bounced_at",
                        "seen_at",
                        "suspended_at",
                    )
                },
            )
        )
        anchor = dialect.insert(schema.anchor)
        newer = anchor.excluded
        self.save_anchors = Bulk(
            anchor.on_conflict_do_update(
                index_elements=["hash"],
                set_={
                    name: getattr(newer, name)
                    for name in ("ticket_id", "message_id", "own", "seen", "content", "path", "made_at")
                },
            )
        )
        part = dialect.insert(schema.participant)
        self.save_participants = Bulk(
            part.on_conflict_do_update(
                index_elements=["ticket_id", "address"],
                set_={name: getattr(part.excluded, name) for name in ("name", "part", "generation")},
            )
        )
        self.save_tickets = Bulk(
            sa.update(t)
            .where(t.c.id == sa.bindparam("the_id"))
            .values({name: sa.bindparam(f"new_{name}") for name in rows.TICKET_COLUMNS if name != "id"})
        )
        self.save_promises = Bulk(
            sa.update(p)
            .where(p.c.id == sa.bindparam("the_id"))
            .values({name: sa.bindparam(f"new_{name}") for name in _PROMISE_CHANGES})
        )
        self.save_alerts = Bulk(
            sa.update(a)
            .where(a.c.id == sa.bindparam("the_id"))
            .values({name: sa.bindparam(f"new_{name}") for name in _ALERT_CHANGES})
        )
        self.close_inbound = Bulk(
            sa.update(schema.inbound)
            .where(schema.inbound.c.id == sa.bindparam("the_id"))
            .values(
                outcome=sa.bindparam("the_outcome"),
                reason=sa.bindparam("the_reason"),
                ticket_id=sa.bindparam("the_ticket"),
                message_id=sa.bindparam("the_message"),
                closed_at=sa.bindparam("the_time"),
                lease_until=0.0,
                former="",
            )
        )
        complaint = dialect.insert(schema.complaint)
        self.save_complaints = Bulk(
            complaint.on_conflict_do_update(
                index_elements=["ticket_id"],
                set_={
                    c.name: getattr(complaint.excluded, c.name)
                    for c in schema.complaint.c
                    if c.name not in ("ticket_id", "opened_at")
                },
            )
        )
        survey = dialect.insert(schema.survey)
        self.save_surveys = Bulk(
            survey.on_conflict_do_update(
                index_elements=["ticket_id"],
                set_={
                    c.name: getattr(survey.excluded, c.name) for c in schema.survey.c if c.name != "ticket_id"
                },
            )
        )
        self.letter_state = Bulk(
            sa.update(letter)
            .where(letter.c.id == sa.bindparam("the_id"))
            .values(state=sa.bindparam("new_state"), answer=sa.bindparam("new_answer"))
        )

    def settle(self, connection: Connection, asked: Asked, now: datetime, decide: Callable[[Docket], T]) -> T:
        """Load, decide, write, in the caller's transaction."""
        docket = self.load(connection, asked, now)
        answer = decide(docket)
        self.write(connection, docket)
        return answer

    def write(self, connection: Connection, docket: Docket) -> None:
        """All that was decided, in the caller's transaction."""
        self._write(connection, docket)
        reach("T4")

    # -- loading

    def load(self, connection: Connection, asked: Asked, now: datetime) -> Docket:
        """What is asked for, locked where the database has locks of its own, in the caller's transaction."""
        reach("T3")
        return self._load(connection, asked, now)

    def _load(self, connection: Connection, asked: Asked, now: datetime) -> Docket:
        docket = Docket(
            now, Lookups(connection, self._sql, self._questions, asked.addresses), asked.addresses
        )
        docket.load_more = partial(self._load_tickets, connection, docket)
        self._sql.lock_anchors(connection, asked.anchors)
        if asked.inbound:
            waiting = connection.execute(self.inbound, {"many": sorted(asked.inbound)})
            for number, former, ticket_id in waiting:
                docket.open_inbound[number] = former and f"{former}:{ticket_id}"
        if asked.anchors:
            for row in connection.execute(self.anchors, {"many": sorted(asked.anchors)}):
                docket.anchors[bytes(row.hash)] = rows.anchor_of(row)
        if asked.letters:
            for row in connection.execute(self.letters, {"many": sorted(asked.letters)}):
                docket.letters_before[row.id] = rows.letter_of(row)
        wanted = (
            set(asked.tickets)
            | {a.ticket_id for a in docket.anchors.values()}
            | {one.ticket_id for one in docket.letters_before.values()}
        )
        wanted |= {int(former.partition(":")[2]) for former in docket.open_inbound.values() if former}
        self._load_tickets(connection, docket, wanted - {0})
        if people := asked.addresses | {one.requester for one in docket.tickets.values()} - {""}:
            for row in connection.execute(self.people, {"many": sorted(people)}):
                docket.people[row.address] = rows.person_of(row)
        if asked.new:
            docket._spare["ticket"] = self._sql.ids(connection, "ticket", asked.new)
        return docket

    def _load_tickets(self, connection: Connection, docket: Docket, wanted: Iterable[int]) -> None:
        """The tickets, and of merged ones the survivors, with all that hangs on them."""
        missing = set(wanted)
        while missing:
            many = {"many": sorted(missing)}
            found = [rows.ticket_of(row) for row in connection.execute(self.tickets, many)]
            docket.tickets |= {ticket.id: ticket for ticket in found}
            for row in connection.execute(self.promises, many):
                docket.promises[row.ticket_id] = rows.promise_of(row)
            for row in connection.execute(self.alerts, many):
                docket.alerts[row.ticket_id] = rows.alert_of(row)
            for ticket in found:
                docket.participants.setdefault(ticket.id, {})
            for row in connection.execute(self.participants, many):
                docket.participants.setdefault(row.ticket_id, {})[row.address] = rows.participant_of(row)
            for ticket_id, count in connection.execute(self.broken, many):
                docket.broken[ticket_id] = count
            missing = {t.merged_into for t in found if t.state is State.MERGED} - docket.tickets.keys() - {0}

    # -- writing

    def _write(self, connection: Connection, docket: Docket) -> None:
        now, tickets = docket.now, docket.tickets
        self.new["ticket"](connection, [rows.ticket_row(tickets[number]) for number in docket.new_tickets])
        self.save_tickets(
            connection,
            [_renamed(rows.ticket_row(tickets[number])) for number in sorted(docket.changed_tickets)],
        )
        self.save_people(connection, [_person_row(one, now) for one in _sorted(docket.changed_people)])
        self.save_participants(
            connection, [rows.participant_row(one) for one in _sorted(docket.changed_participants)]
        )
        self.save_anchors(connection, [rows.anchor_row(one) for one in _sorted(docket.changed_anchors)])
        self.new["message"](connection, [rows.message_row(one) for one in docket.messages])
        self.new["event"](connection, [_event_row(one) for one in docket.events])
        self._write_promises(connection, docket)
        self._write_letters(connection, docket)
        self.save_complaints(connection, [rows.complaint_row(one) for one in docket.complaints.values()])
        self._rare.write(connection, docket)
        self.save_surveys(connection, [rows.survey_row(one) for one in docket.surveys])
        self.close_inbound(connection, [rows.outcome_row(one, now) for one in _sorted(docket.outcomes)])
        for name, spare in docket.spare_ids().items():
            self._sql.give_back(name, spare)

    def _write_promises(self, connection: Connection, docket: Docket) -> None:
        self.new["promise"](connection, [rows.promise_row(one) for one in docket.new_promises.values()])
        self.save_promises(
            connection,
            [_renamed(rows.promise_row(one), _PROMISE_CHANGES) for one in docket.changed_promises.values()],
        )
        self.new["alert"](connection, [rows.alert_row(one) for one in docket.new_alerts.values()])
        self.save_alerts(
            connection,
            [_renamed(rows.alert_row(one), _ALERT_CHANGES) for one in docket.changed_alerts.values()],
        )

    def _write_letters(self, connection: Connection, docket: Docket) -> None:
        letter = schema.letter
        for ticket_id, kinds, why in docket.withdrawn:
            connection.execute(
                sa.update(letter)
                .where(
                    letter.c.ticket_id == ticket_id,
                    letter.c.kind.in_(kinds),
                    letter.c.state.in_(("waiting", "held", "capped")),
                )
                .values(state="withdrawn", answer=why)
            )
        self.letter_state(
            connection,
            [
                {"the_id": number, "new_state": state, "new_answer": answer}
                for number, (state, answer) in sorted(docket.letter_states.items())
            ],
        )
        if docket.released:
            # Made now, as far as caps count: what waited takes the room of this hour.
            connection.execute(
                sa.update(letter)
                .where(letter.c.id.in_(docket.released), letter.c.state == "capped")
                .values(state="waiting", due_at=0.0, made_at=docket.now)
            )
        if docket.letters:
            due = self._sql.lease_now(connection)
            facts = [rows.letter_facts_row(one) for one in docket.letters]
            sizes = [len(row["facts"]) + len(row["frame"]) for row in facts]
            self._made.note(zip(docket.letters, sizes, strict=True))
            self.new["letter"](connection, [rows.letter_row(one, due) for one in docket.letters])
            self.new["letter_facts"](connection, facts)


def _sorted(changed: Mapping[Any, T]) -> list[T]:
    """By their keys: every process writes in the same order."""
    return [changed[key] for key in sorted(changed)]


def _renamed(row: Mapping[str, Any], wanted: tuple[str, ...] = ()) -> dict[str, Any]:
    """A row for an update: `the_id` and `new_…`, so that no parameter has a column's name."""
    return {"the_id": row["id"]} | {f"new_{name}": row[name] for name in wanted or row if name != "id"}


def _person_row(person: Any, now: datetime) -> dict[str, Any]:
    return {
        "address": person.address,
        "name": person.name,
        "language": person.language,
        "client": person.client,
        "mails": person.mails,
        "marked": person.marked,
        "bounced_at": person.bounced_at,
        "suspended_at": person.suspended_at,
        "seen_at": now,
    }


def _event_row(event: tuple[int, int, datetime, str, Mapping[str, Any]]) -> dict[str, Any]:
    number, ticket_id, at, kind, data = event
    return {
        "id": number,
        "ticket_id": ticket_id,
        "at": at,
        "kind": kind,
        "data": json.dumps(data, ensure_ascii=True),
    }
