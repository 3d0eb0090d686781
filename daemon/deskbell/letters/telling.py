"""Facts and frame as the variables of a template: times that can be said, codes with their words, links."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import datetime
from functools import lru_cache
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


def variables(
    facts: Facts, frame: Frame, desk: DeskFrame, language: str, words: Vocabulary
) -> dict[str, Any]:
    """All names a template of this kind may use; `README.md` of the templates lists them."""
    heard = Hearing.of(frame, desk, language)
    told = _all_told(facts, heard, words)
    told |= _surroundings(frame, desk, words)
    told |= {"signer": facts.signer, "phone_said": facts.says_phone}
    if told.get("owner") == "" and not hasattr(type(facts), "owner"):  # required, and yet nobody: never a gap
        told["owner"] = desk.name
    told["message_day"] = Moment(frame.thread_date, heard) if frame.thread_date else None
    return told


def _surroundings(frame: Frame, desk: DeskFrame, words: Vocabulary) -> dict[str, Any]:
    """What every letter has around it."""
    joints = words.sections.get("list", {})
    return {
        "name": frame.name,
        "client": frame.client,
        "reference": frame.reference,
        "subject_of_thread": frame.thread_subject,
        "status_url": Link(frame.status_url),
        "survey_url": Link(frame.survey_url),
        "confirm_url": Link(frame.confirm_url),
        "enclosed": Several(frame.enclosed, joints),
        "too_heavy": Several(frame.too_heavy, joints),
        "lost": Several(frame.lost, joints),
        "desk": _desk(desk),
    }


@lru_cache(16)
def _desk(desk: DeskFrame) -> SimpleNamespace:
    phone = time_said(clean(desk.phone).replace(" ", "\u00a0"))
    return SimpleNamespace(name=desk.name, phone=phone, address=desk.address)


def _all_told(thing: object, heard: Hearing, words: Vocabulary) -> dict[str, Any]:
    """The facts, or a row of them, by name. Most are words and no code, and are told as they are."""
    coded = words.sections
    return {
        name: value if type(value) is str and name not in coded else _told(thing, name, value, heard, words)
        for name, value in vars(thing).items()
    }


def _told(thing: object, name: str, value: Any, heard: Hearing, words: Vocabulary) -> Any:
    if value is None:
        return None
    if isinstance(value, str):
        return _coded(value, words.sections[name]) if name in words.sections else value
    if isinstance(value, datetime):
        return Moment(value, heard, getattr(thing, _ENDS.get(name, ""), None))
    if name in _SIZES and isinstance(value, int):
        return _size(value, name == "limit", words)
    if isinstance(value, tuple):
        if value and is_dataclass(value[0]):
            return tuple([SimpleNamespace(**_all_told(row, heard, words)) for row in value])
        return Several(tuple(filter(None, value)), words.sections.get("list", {}))
    return value


def _coded(code: str, section: Mapping[str, str]) -> Coded:
    """A code with its words; one the vocabulary does not know is printed as it stands."""
    return Coded(code, Own(section[code]) if code in section else code)


def _size(count: int, down: bool, words: Vocabulary) -> Own:
    """Bytes as a person counts them."""
    megabytes = max(1, count // _MEGABYTE if down else -(-count // _MEGABYTE))
    return time_said(f"{megabytes}\u00a0{words.said('unit', 'megabytes') or 'MB'}")


def size_of(thing: object) -> int:
    """How many characters of other people's words are in it, rows included."""
    if isinstance(thing, str):
        return len(thing)
    if isinstance(thing, tuple):
        return sum(map(size_of, thing))
    if thing is None or isinstance(thing, int | datetime):
        return 0
    if is_dataclass(thing):
        return sum(map(size_of, vars(thing).values()))
    return 0
