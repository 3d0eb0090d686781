"""The tables behind `phrases`, read once from the texts in `phrasebook/`, one a language, all used together.

What a section holds:

- for, what thanks are for; chasers_alone, a chaser when it is all there is
- thanks, greetings, and courtesies, which stand around a thank-you and say no more; trouble does
- things are no person's name, though they stand where one may
- yes; no; refusals, a no when it is all there is
- no_but_not_so begins with "no" and is none; no_goes_on may follow a "no" without a comma
- works, "it works again"; approval, a yes when it is all there is; contrast, requests and hedges spoil a yes
- closing, the wish that the ticket be closed: a yes, though it asks for something
- runs, what a subject does that works ("it prints"), well or behind ("since the restart") after it; joins are its
  "and"s; is, verbs that may say more
- still_broken; and working near negations, or before negations_behind, without doubt ("not sure if") or was
- chasers, asked in a sentence of their own; chasing, said outright; not_chasing; ifs
- leaving, anger, abuse, unhappy, together worries; not_so takes them back, softeners between or not
- we_will with to_do, a promise; unbound makes it none
- score_words before a number, opinions behind it
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from deskbell.domain.sentences import Phrases, fold

#: What makes a mail sound unhappy, each kind a section.
WORRIES = ("leaving", "anger", "abuse", "unhappy")

_BOOKS = Path(__file__).with_name("phrasebook")


@dataclass(frozen=True)
class Tables:
    """Every section by its name, over all languages: as phrases, and as a set for single words."""

    phrases: Mapping[str, Phrases]
    words: Mapping[str, frozenset[str]]


@cache
def tables() -> Tables:
    """The phrasebooks, read at the first call."""
    sections: dict[str, list[str]] = {}
    for book in sorted(_BOOKS.glob("*.txt")):
        for name, phrases in _sections(book.read_text(encoding="utf-8")):
            sections.setdefault(name, []).extend(phrases)
    # What is said out of courtesy is asked for as one.
    sections["polite"] = [*sections["thanks"], *sections["greetings"], *sections["courtesies"]]
    sections["worries"] = [phrase for name in WORRIES for phrase in sections[name]]
    return Tables(
        phrases=MappingProxyType({name: Phrases(phrases) for name, phrases in sections.items()}),
        words=MappingProxyType(
            {name: frozenset(fold(phrase) for phrase in phrases) for name, phrases in sections.items()}
        ),
    )


def _sections(book: str) -> list[tuple[str, list[str]]]:
    """Each [section] with its phrases, which are parted by commas and line ends."""
    found: list[tuple[str, list[str]]] = []
    for line in book.splitlines():
        if line.startswith("["):
            found.append((line.strip("[] "), []))
        elif line.strip() and not line.startswith("#"):
            found[-1][1].extend(phrase.strip() for phrase in line.split(",") if phrase.strip())
    return found
