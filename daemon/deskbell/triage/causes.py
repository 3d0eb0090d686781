"""causes.yaml: words for the cause of a complaint, and words that play one down."""

from __future__ import annotations

from dataclasses import dataclass

from deskbell.triage.plain import LANGUAGE, TEXT
from deskbell.triage.shapes import ListOf, MapOf, Parsed, Record, Values, may, need


@dataclass(frozen=True, slots=True)
class Causes:
    """Words for the cause of a complaint with what they mean, and words that belittle one, by language."""

    words: dict[str, str]
    belittling: dict[str, tuple[str, ...]]


def _cause(text: str) -> str:
    word = " ".join(text.casefold().split())
    if not word or len(word) > 40 or "/" in word:
        raise ValueError("a cause is a word or two")
    return word


CAUSES = Record(
    {
        "causes": need(MapOf(Parsed("a cause in a word or two", _cause), TEXT), "cause: what it means"),
        "belittling": may(MapOf(LANGUAGE, ListOf(TEXT)), "words that play a complaint down, by language"),
    },
    "key",
)


def causes(values: Values) -> Causes:
    """causes.yaml as a value."""
    words, belittling = values["causes"], values.get("belittling", {})
    assert isinstance(words, dict)
    assert isinstance(belittling, dict)
    return Causes(dict(words), {language: tuple(some) for language, some in belittling.items()})
