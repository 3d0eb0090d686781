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

_AS_THEY_ARE = frozenset({type(None), bool})
#: Sizes in bytes; a limit is said smaller than it is, a size larger.
_SIZES = frozenset({"size", "limit"})
_MEGABYTE = 1_000_000


def variables(
    facts: Facts, frame: Frame, desk: DeskFrame, language: str, words: Vocabulary
) -> dict[str, Any]:
    """All names a template of this kind may use; `README.md` of the templates lists them."""
    heard = Hearing.of(frame, desk, language)
    teller = _Teller(heard, words)
    told = teller.all_of(facts)
    told |= _surroundings(frame, desk, teller)
    told |= {"signer": facts.signer, "phone_said": facts.says_phone}
    if told.get("owner") == "" and not hasattr(type(facts), "owner"):  # required, and yet nobody: never a gap
        told["owner"] = desk.name
    told["message_day"] = Moment(frame.thread_date, heard) if frame.thread_date else None
    return told


def _surroundings(frame: Frame, desk: DeskFrame, teller: "_Teller") -> dict[str, Any]:
    """What every letter has around it."""
    return {
        "name": frame.name,
        "client": frame.client,
        "reference": frame.reference,
        "subject_of_thread": frame.thread_subject,
        "status_url": Link(frame.status_url),
        "survey_url": Link(frame.survey_url),
        "confirm_url": Link(frame.confirm_url),
        "enclosed": teller.several(frame.enclosed),
        "too_heavy": teller.several(frame.too_heavy),
        "lost": teller.several(frame.lost),
        "desk": _desk(desk),
    }


@lru_cache(16)
def _desk(desk: DeskFrame) -> SimpleNamespace:
    phone = time_said(clean(desk.phone).replace(" ", "\u00a0"))
    return SimpleNamespace(name=desk.name, phone=phone, address=desk.address)


class _Teller:
    """Tells facts to one reader: how they hear times, and the desk's words in their language."""

    def __init__(self, heard: Hearing, words: Vocabulary) -> None:
        self._heard, self._words, self._coded = heard, words, words.sections
        self._joints = words.sections.get("list", {})
        self._none = Several((), self._joints)

    def all_of(self, thing: object) -> dict[str, Any]:
        """The facts, or a row of them, by name. Most are words and no code, or not known, and are told as they are."""
        coded, told = self._coded, self._told
        return {
            name: value
            if (how := type(value)) in _AS_THEY_ARE or (how is str and name not in coded)
            else told(thing, name, value)
            for name, value in vars(thing).items()
        }

    def several(self, items: tuple[str, ...]) -> Several:
        return Several(tuple(filter(None, items)), self._joints) if items else self._none

    def _told(self, thing: object, name: str, value: Any) -> Any:
        if isinstance(value, str):
            return _with_words(value, self._coded[name]) if name in self._coded else value
        if isinstance(value, tuple):
            if value and is_dataclass(value[0]):
                return tuple([SimpleNamespace(**self.all_of(row)) for row in value])
            return self.several(value)
        if isinstance(value, datetime):
            end = getattr(thing, _ENDS[name], None) if name in _ENDS else None
            return Moment(value, self._heard, end)
        if name in _SIZES and isinstance(value, int):
            return _size(value, name == "limit", self._words)
        return value


def _with_words(code: str, section: Mapping[str, str]) -> Coded:
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
