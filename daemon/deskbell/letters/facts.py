"""What every letter is made of: facts, written into the outbox when they are true and said when the letter
is rendered.

A letter's facts are a frozen dataclass of plain values: text, numbers, truth values, aware datetimes,
and tuples of those. They travel through the outbox as JSON (`to_dict`, `from_dict`). No fact holds a
time as text: how a time is said depends on the reader, and on when the letter leaves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from types import UnionType
from typing import Any, ClassVar, Self, get_args, get_origin, get_type_hints

from deskbell.errors import DeskbellError

_HINTS: dict[type, dict[str, Any]] = {}
_SIMPLE = frozenset({str, int, bool, float, type(None)})


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

    @property
    def signer(self) -> str:
        """The person whose words these are, by writing or by approving them; "" for the desk's own
        letters.
        """
        return ""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values; `from_dict` gives the same facts back."""
        facts = ((name, getattr(self, name)) for name in field_types(type(self)))
        return {name: fact if type(fact) in _SIMPLE else _plain(fact) for name, fact in facts}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """The facts again. Names this version does not know are left out; a missing one has its default.

        Raises LetterError where a fact without a default is missing, or where one is not of its type.
        """
        try:
            return cls(
                **{
                    name: plain[name] if type(plain[name]) is hint else _lively(plain[name], hint)
                    for name, hint in field_types(cls).items()
                    if name in plain
                }
            )
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise LetterError(f"the facts of a letter {cls.kind!r} do not fit: {error}") from error


def field_types(cls: Any) -> dict[str, Any]:
    """The type of each field, read once a class."""
    if cls not in _HINTS:
        hints = get_type_hints(cls)
        _HINTS[cls] = {name: hints[name] for name in (field.name for field in fields(cls))}
    return _HINTS[cls]


def _plain(value: Any) -> Any:
    if type(value) in _SIMPLE:  # nearly all facts, and each letter has twenty
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise LetterError("Timezone aware datetime is required")
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in field_types(type(value))}
    return value


def _lively(value: Any, hint: Any) -> Any:
    if hint in _SIMPLE and type(value) is hint:
        return value
    if isinstance(hint, UnionType):
        return None if value is None else _lively(value, get_args(hint)[0])
    if hint is datetime:
        return _moment(value)
    if get_origin(hint) is tuple:
        return tuple(_lively(item, get_args(hint)[0]) for item in value)
    if is_dataclass(hint):
        known = {
            name: _lively(value[name], inner) for name, inner in field_types(hint).items() if name in value
        }
        return hint(**known)  # type: ignore[operator]
    if not isinstance(value, hint):
        raise TypeError(f"{value!r} is not {hint.__name__}")
    return value


def _moment(value: str | datetime) -> datetime:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("Timezone aware datetime is required")
    return moment
