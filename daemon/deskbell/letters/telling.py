"""Facts and frame as the variables of a template: times that can be said, codes with their words, links."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from deskbell.letters.facts import Facts
from deskbell.letters.frame import DeskFrame, Frame
from deskbell.letters.marks import Coded, Link, Own, Several, clean, time_said
from deskbell.letters.moments import Hearing, Moment
from deskbell.letters.vocabulary import Vocabulary

#: A time and the field that holds its end, where it is a span of work.
_ENDS = {"new": "new_until", "old": "old_until", "at": "until"}

#: Sizes in bytes; a limit is said smaller than it is, a size larger.
_SIZES = frozenset({"size", "limit"})
_MEGABYTE = 1_000_000

_NAMES: dict[type, tuple[str, ...]] = {}


def variables(
    facts: Facts, frame: Frame, desk: DeskFrame, language: str, words: Vocabulary
) -> dict[str, Any]:
    """All names a template of this kind may use; `README.md` of the templates lists them."""
    heard = Hearing.of(frame, desk, language)
    told = {name: _told(facts, name, heard, words) for name in _names(type(facts))}
    told |= _surroundings(frame, desk)
    joints = words.sections.get("list", {})
    told |= {name: Several(getattr(frame, name), joints) for name in ("enclosed", "too_heavy", "lost")}
    told |= {"signer": facts.signer, "phone_said": facts.says_phone}
    if told.get("owner") == "" and not hasattr(type(facts), "owner"):  # required, and yet nobody: never a gap
        told["owner"] = desk.name
    told["message_day"] = Moment(frame.thread_date, heard) if frame.thread_date else None
    return told


def _surroundings(frame: Frame, desk: DeskFrame) -> dict[str, Any]:
    """What every letter has around it."""
    return {
        "name": frame.name,
        "client": frame.client,
        "reference": frame.reference,
        "subject_of_thread": frame.thread_subject,
        "status_url": Link(frame.status_url),
        "survey_url": Link(frame.survey_url),
        "confirm_url": Link(frame.confirm_url),
        "desk": SimpleNamespace(
            name=desk.name, phone=time_said(clean(desk.phone).replace(" ", "\u00a0")), address=desk.address
        ),
    }


def _told(thing: object, name: str, heard: Hearing, words: Vocabulary) -> Any:
    value = getattr(thing, name)
    if isinstance(value, str):
        return _coded(value, words.sections[name]) if name in words.sections else value
    if isinstance(value, datetime):
        return Moment(value, heard, getattr(thing, _ENDS.get(name, ""), None))
    if name in _SIZES and isinstance(value, int):
        return _size(value, name == "limit", words)
    if isinstance(value, tuple):
        if value and is_dataclass(value[0]):
            return tuple(_row(item, heard, words) for item in value)
        return Several(tuple(filter(None, value)), words.sections.get("list", {}))
    return value


def _row(item: object, heard: Hearing, words: Vocabulary) -> SimpleNamespace:
    return SimpleNamespace(**{name: _told(item, name, heard, words) for name in _names(type(item))})


def _coded(code: str, section: Mapping[str, str]) -> Coded:
    """A code with its words; one the vocabulary does not know is printed as it stands."""
    return Coded(code, Own(section[code]) if code in section else code)


def _size(count: int, down: bool, words: Vocabulary) -> Own:
    """Bytes as a person counts them."""
    megabytes = max(1, count // _MEGABYTE if down else -(-count // _MEGABYTE))
    return time_said(f"{megabytes}\u00a0{words.said('unit', 'megabytes') or 'MB'}")


def _names(cls: type) -> tuple[str, ...]:
    if cls not in _NAMES:
        _NAMES[cls] = tuple(field.name for field in fields(cls))
    return _NAMES[cls]


def size_of(thing: object) -> int:
    """How many characters of other people's words are in it, rows included."""
    if isinstance(thing, str):
        return len(thing)
    if isinstance(thing, tuple):
        return sum(map(size_of, thing))
    if thing is None or isinstance(thing, int | datetime):
        return 0
    if is_dataclass(thing):
        return sum(size_of(getattr(thing, name)) for name in _names(type(thing)))
    return 0
