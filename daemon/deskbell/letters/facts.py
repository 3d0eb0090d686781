"""What every letter is made of: facts, written into the outbox when they are true and said when the letter
is rendered.

A letter's facts are a frozen dataclass of plain values: text, numbers, truth values, aware datetimes,
and tuples of those. They travel through the outbox as JSON (`to_json`, `from_dict`). No fact holds a
time as text: how a time is said depends on the reader, and on when the letter leaves.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from functools import cache, partial
from types import UnionType
from typing import Any, ClassVar, Self, get_args, get_origin, get_type_hints

from deskbell.errors import DeskbellError
from deskbell.letters.traits import Trait

_HINTS: dict[type, dict[str, Any]] = {}
_FIELDS: dict[type, list[tuple[str, Any, Callable[[Any], Any]]]] = {}


class LetterError(DeskbellError):
    """A letter cannot be made: its facts or its template are wrong. Trying again does not help."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The facts of one kind of letter. `kind` names its folder of templates, `wears` the frame around its
    body.
    """

    kind: ClassVar[str] = ""
    wears: ClassVar[str] = "customer"
    #: The letter itself gives the desk's telephone; the frame then need not.
    says_phone: ClassVar[bool] = False
    traits: ClassVar[Trait] = Trait(0)

    @property
    def signer(self) -> str:
        """The person whose words these are, by writing or by approving them; "" for the desk's own
        letters.
        """
        return ""

    def to_json(self) -> str:
        """As the outbox keeps them."""
        return _JSON.encode(vars(self))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values; `from_dict` gives the same facts back."""
        plain: dict[str, Any] = json.loads(self.to_json())
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """The facts again. Names this version does not know are left out; a missing one has its default.

        Raises LetterError where a fact without a default is missing, or where one is not of its type.
        """
        try:
            made: Self = _read_row(cls, plain)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise LetterError(f"the facts of a letter {cls.kind!r} do not fit: {error}") from error
        return made

    def with_more(self, plain: Mapping[str, Any]) -> Self:
        """With these facts, as `from_dict` reads them, in the place of what it has."""
        return replace(self, **_read(type(self), plain)) if plain else self


def field_types(cls: Any) -> dict[str, Any]:
    """The type of each field, read once a class."""
    if cls not in _HINTS:
        hints = get_type_hints(cls)
        _HINTS[cls] = {name: hints[name] for name in (field.name for field in fields(cls))}
    return _HINTS[cls]


def _plain(value: Any) -> Any:
    """What JSON has no words for, in words that it has."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise LetterError("Timezone aware datetime is required")
        return value.isoformat()
    if is_dataclass(value):
        return vars(value)
    raise LetterError(f"{value!r} is no fact of a letter")


_JSON = json.JSONEncoder(default=_plain)


# -- back from the outbox: what reads a type is made once, for each letter has twenty facts


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of this type of what the outbox kept."""
    if isinstance(hint, UnionType):
        return partial(_read_known, _reader(get_args(hint)[0]))
    if hint is datetime:
        return _read_moment
    if get_origin(hint) is tuple:
        return partial(_read_each, _reader(get_args(hint)[0]))
    if is_dataclass(hint):
        return partial(_read_row, hint)
    return partial(_read_simple, hint)


def _read_known(read: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else read(value)


def _read_moment(value: str | datetime) -> datetime:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("Timezone aware datetime is required")
    return moment


def _read_each(read: Callable[[Any], Any], value: Any) -> tuple[Any, ...]:
    return tuple(map(read, value))


def _read_row(row: Any, plain: Mapping[str, Any]) -> Any:
    return row(**_read(row, plain))


def _read(row: Any, plain: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value if type(value := plain[name]) is hint else read(value)
        for name, hint, read in _fields(row)
        if name in plain
    }


def _read_simple(hint: type, value: Any) -> Any:
    if not isinstance(value, hint):
        raise TypeError(f"{value!r} is not {hint.__name__}")
    return value


def _fields(cls: Any) -> list[tuple[str, Any, Callable[[Any], Any]]]:
    """Each field's name, its type, and what reads it."""
    if cls not in _FIELDS:
        _FIELDS[cls] = [(name, hint, _reader(hint)) for name, hint in field_types(cls).items()]
    return _FIELDS[cls]
