"""The terms a ticket runs on: the contact verdict of its rules as plain JSON on the ticket, and back."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from deskbell.domain.hours import Span
from deskbell.domain.judgement import Contact, Step

_SPANS = frozenset(field.name for field in fields(Contact) if "Span" in str(field.type))


def contact_json(contact: Contact) -> dict[str, Any]:
    """Plain JSON values; `contact_of` gives the same terms back."""
    return {field.name: _plain(getattr(contact, field.name)) for field in fields(Contact)}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return str(value)
    if isinstance(value, Step):
        return {"after": str(value.after), "tell": list(value.tell), "pager": value.pager}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def contact_of(plain: Mapping[str, Any]) -> Contact:
    """The terms again; what an older version did not write has its default."""
    known = {field.name for field in fields(Contact)}
    return Contact(
        **(_NEUTRAL | {name: _lively(name, value) for name, value in plain.items() if name in known})
    )


_NEUTRAL: dict[str, Any] = {
    "letter": "acknowledgement",
    "first": Span.working_hours(4),
    "next": Span.working_days(1),
    "warn_before": Span.working_hours(1),
    "holding_before": Span.minutes(30),
}


def _lively(name: str, value: Any) -> Any:
    if name == "chain":
        return tuple(Step(Span.parse(one["after"]), tuple(one["tell"]), one["pager"]) for one in value)
    if name == "reminders":
        return tuple(Span.parse(one) for one in value)
    if name in _SPANS and value is not None:
        return Span.parse(value)
    return (
        tuple(tuple(one) if isinstance(one, list) else one for one in value)
        if isinstance(value, list)
        else value
    )
