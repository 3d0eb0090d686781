"""How a ticket and its people stood before an agent's commands, and what those changed: plain JSON, to be put back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from types import UnionType
from typing import Any, get_args

from deskbell.casework.docket import Complaint, Docket, Message
from deskbell.domain.ticket import Alert, Participant, Promise, PromiseState, State, Ticket

#: What changes by itself whenever a ticket is saved.
_BY_ITSELF = frozenset({"id", "updated_at", "next_at"})


class Picture:
    """What a docket held of a ticket, and how much was written in it, before the first command."""

    def __init__(self, docket: Docket, ticket_id: int) -> None:
        self.ticket_id = ticket_id
        self.tickets: dict[int, Ticket] = {}
        self.promises: dict[int, Promise | None] = {}
        self.alerts: dict[int, Alert | None] = {}
        self.people: dict[int, dict[str, Participant]] = {}
        self.new = frozenset(docket.new_tickets)
        self.incidents = dict(docket.incidents)
        self.amended = frozenset(docket.amended)
        self.written = len(docket.letters), len(docket.moves), len(docket.messages)
        ticket = docket.tickets[ticket_id]
        self.complaint = docket.complaint_of(ticket_id) if ticket.kind == "complaint" else None
        self.add(docket, [ticket_id])

    def add(self, docket: Docket, numbers: Iterable[int]) -> None:
        """Another ticket that the commands are about to touch."""
        for number in numbers:
            if number in docket.tickets and number not in self.tickets:
                self.tickets[number] = docket.tickets[number]
                self.promises[number] = docket.promises.get(number)
                self.alerts[number] = docket.alerts.get(number)
                self.people[number] = dict(docket.participants.get(number, {}))


def difference(docket: Docket, before: Picture) -> dict[str, Any]:
    """What was done since, each value before and after, as JSON."""
    letters, moves, messages = before.written
    mine, complaint = docket.letters[letters:], before.complaint
    customers = [one for one in mine if one.audience != "staff"]
    return {
        "ticket": before.ticket_id,
        "tickets": {
            str(number): _changed(old, docket.tickets[number]) for number, old in before.tickets.items()
        },
        "opened": sorted(docket.new_tickets.keys() - before.new),
        "people": list(_people(docket, before)),
        "promises": {
            str(number): {"old": _row(old), "new": live.id if live else 0}
            for number, old in before.promises.items()
            if (live := docket.promises.get(number)) != old
        },
        "alerts": [number for number, old in before.alerts.items() if _is_confirmed(old, docket, number)],
        "raised": [
            number
            for number, old in before.alerts.items()
            if (now := docket.alerts.get(number)) and (old is None or now.id != old.id)
        ],
        "complaint": {"old": _row(complaint), "new": _row(docket.complaint_of(before.ticket_id))}
        if complaint
        else None,
        "letters": [one.id for one in mine if one.audience == "staff"],
        "customer_letters": [one.id for one in customers],
        "moved": [
            {
                "source": one.source,
                "ticket": one.ticket_id,
                "messages": [message.id for message in one.messages],
                "letters": list(one.letters),
            }
            for one in docket.moves[moves:]
        ],
        "hands": sorted(docket.amended.keys() - before.amended),
        "said": {
            str(one.id): [letter.id for letter in customers if letter.kind == one.reason]
            for one in docket.messages[messages:]
            if _is_said(one)
        },
    }


def _is_confirmed(old: Alert | None, docket: Docket, number: int) -> bool:
    """Has somebody taken it since, who had not before?"""
    now = docket.alerts.get(number)
    return bool(now and now.confirmed_by and not (old and old.confirmed_by))


def _is_said(message: Message) -> bool:
    return message.direction == "out" and bool(message.letter_id)


def _changed(old: Ticket, new: Ticket) -> dict[str, list[Any]]:
    return {
        name: [plain(getattr(old, name)), plain(getattr(new, name))]
        for name in (one.name for one in fields(Ticket))
        if name not in _BY_ITSELF and getattr(old, name) != getattr(new, name)
    }


def _people(docket: Docket, before: Picture) -> Iterable[list[Any]]:
    """Who has another part now: the ticket, the address, the part they had ("" for none)."""
    for number, old in before.people.items():
        for address, now in docket.participants.get(number, {}).items():
            part = old[address].part if address in old else ""
            if part != now.part and now.part != "agent":
                yield [number, address, part]


# -- values to JSON and back


def plain(value: Any) -> Any:
    """As JSON gives it back."""
    if isinstance(value, datetime):
        return value.isoformat()
    return json.loads(json.dumps(value)) if isinstance(value, Mapping) else value


def _row(value: Any) -> dict[str, Any] | None:
    return None if value is None else {one.name: plain(getattr(value, one.name)) for one in fields(value)}


def _moments(kind: type[Any]) -> frozenset[str]:
    return frozenset(
        one.name
        for one in fields(kind)
        if one.type is datetime or (isinstance(one.type, UnionType) and datetime in get_args(one.type))
    )


_MOMENTS = {kind: _moments(kind) for kind in (Ticket, Promise, Complaint)}


def _read(kind: type[Any], name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if value and name in _MOMENTS[kind] else value


def ticket_value(name: str, value: Any) -> Any:
    """A ticket's field, back from JSON."""
    return State(value) if name == "state" else _read(Ticket, name, value)


def promise_value(row: Mapping[str, Any] | None) -> Promise | None:
    """A promise, back from JSON."""
    if row is None:
        return None
    values = {name: _read(Promise, name, value) for name, value in row.items()}
    return Promise(**values | {"state": PromiseState(row["state"])})


def complaint_value(row: Mapping[str, Any]) -> Complaint:
    """The record of a complaint, back from JSON."""
    return Complaint(**{name: _read(Complaint, name, value) for name, value in row.items()})


def complaint_row(complaint: Complaint | None) -> dict[str, Any] | None:
    """The record of a complaint as JSON, to compare."""
    return _row(complaint)
