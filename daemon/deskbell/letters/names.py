"""The names a template may use: the facts of its kind, what surrounds every letter, and what can be said
of each.
"""

from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from datetime import datetime
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin

from deskbell.letters.facts import Facts, field_types

#: What stands around every letter, beside its facts.
AROUND = (
    *("body", "client", "confirm_url", "desk", "enclosed", "lost", "message_day", "name", "phone_said"),
    *("reference", "signer"),
    *("status_url", "subject_of_thread", "survey_url", "too_heavy"),
)
#: What can be said of a time.
OF_A_TIME = frozenset({"at", "between", "by", "clock", "date", "dated", "day"})
OF_THE_DESK = frozenset({"address", "name", "phone"})


class Names(NamedTuple):
    """`top`: variables; `inside`: what may follow a variable's dot; `rows`: the same for the rows of a
    list.
    """

    top: frozenset[str]
    inside: Mapping[str, frozenset[str]]
    rows: Mapping[str, frozenset[str]]


def names_of(kinds: Iterable[type[Facts]]) -> Names:
    """The names for templates that serve these kinds."""
    top = set(AROUND)
    inside: dict[str, frozenset[str]] = {"desk": OF_THE_DESK, "message_day": OF_A_TIME}
    rows: dict[str, frozenset[str]] = {}
    for kind in kinds:
        for name, hint in field_types(kind).items():
            top.add(name)
            row = get_args(hint)[0] if get_origin(hint) is tuple else None
            if row is not None and is_dataclass(row):
                rows[name] = frozenset(field_types(row))
            elif _is_time(hint):
                inside[name] = OF_A_TIME
    return Names(frozenset(top), inside, rows)


def _is_time(hint: Any) -> bool:
    return hint is datetime or (isinstance(hint, UnionType) and get_args(hint)[0] is datetime)
