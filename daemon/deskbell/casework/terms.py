"""The terms a ticket runs on: the contact verdict of its rules as plain JSON on the ticket, and back."""

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any

from deskbell.domain.hours import Span
from deskbell.domain.judgement import Contact, Step

_SPANS = frozenset(field.name for field in fields(Contact) if "Span" in str(field.type))


_FIELDS = tuple(field.name for field in fields(Contact))
_KNOWN = frozenset(_FIELDS)


@lru_cache(maxsize=512)
def contact_json(contact: Contact) -> dict[str, Any]:
    """Plain JSON values, not to be changed; `contact_of` gives the same terms back.

    Thousands of tickets share a few dozen terms, so these, and their two other forms, are remembered.
    """
    return {name: _plain(getattr(contact, name)) for name in _FIELDS}


def to_text(plain: Mapping[str, Any]) -> str:
    """Plain terms as they stand in the ticket's row."""
    return _remembered(plain)[1]


@lru_cache(maxsize=512)
def from_text(text: str) -> dict[str, Any]:
    """Plain terms, not to be changed, from the ticket's row."""
    plain: dict[str, Any] = json.loads(text or "{}")
    return plain


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
    return _remembered(plain)[2]


#: By the identity of plain terms: themselves (so that the identity stays theirs), as text, and as a value.
_by_identity: dict[int, tuple[Mapping[str, Any], str, Contact]] = {}


def _remembered(plain: Mapping[str, Any]) -> tuple[Mapping[str, Any], str, Contact]:
    known = _by_identity.get(id(plain))
    if known is None:
        if len(_by_identity) >= 1024:
            _by_identity.clear()
        known = _by_identity[id(plain)] = (plain, json.dumps(plain), _contact(plain))
    return known


def _contact(plain: Mapping[str, Any]) -> Contact:
    lively = {name: _lively(name, value) for name, value in plain.items() if name in _KNOWN}
    return Contact(**(_NEUTRAL | lively))


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
