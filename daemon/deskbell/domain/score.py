"""A survey answered by reply: "8, quick but nobody called first"."""

import re
import unicodedata

from deskbell.domain.phrase_words import tables
from deskbell.domain.sentences import fold

_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            *("one eins un uno", "two zwei deux dos", "three drei trois tres", "four vier quatre cuatro"),
            *("five funf cinq cinco", "six sechs seis", "seven sieben sept siete", "eight acht huit ocho"),
            *("nine neun neuf nueve", "ten zehn dix diez"),
        ),
        start=1,
    )
    for word in words.split()
}
_OUT_OF = re.compile(
    r"\s*(?:/|out of|von|sur|de|of)\s*10(?!\d)\s*(?:points?|punkten?|puntos)?", re.IGNORECASE
)
#: A number that could be meant as another one: "8.5", "7 or 8", "between 6 and 7"; or that stands behind words: "I'd give it an 8".
_UNSURE = re.compile(
    r"\W{0,3}(?:(?:between|about|around|maybe|perhaps|zwischen|etwa|vielleicht|entre|quizás|tal vez|peut-être"
    r"|(?:i(?:'d| would| will|'ll)? (?:give|say|rate)|ich (?:gebe|würde))(?: (?:it|you|this|that|him|her|them|ihnen|euch|dir))?"
    r"(?: an?| eine?)?) )?"
    r"(10|[1-9])(?:\s?[.,/\-–]\s?\d|\s(?:or|and|to|oder|und|bis|o|y|ou|et|a|à)\s\d|\W{0,3}\Z)",
    re.IGNORECASE,
)
_FIRST = re.compile(r"[^\W_]+")
_DIGIT_BEHIND = re.compile(r"\s?[.,:/\-–]\s?\d")
#: What a text made of HTML puts around a bold number.
_BOLD = re.compile(r"^[*_]{1,3}(\d{1,2}(?:\s?/\s?10)?)[*_]{1,3}")
#: What is longer says more than a number.
_SHORT = 200
_LEAVE_OFF = " \t\n.,;:!-–—/)"


def score_in_reply(words: str) -> tuple[int, str] | None:
    """The number from 1 to 10 the reply begins with, and the comment behind it; None in doubt.

    "8", "8/10 great", "Score: 8 - quick", "Ten!"; not "8.5", "7-8", "10 days I waited", or a list 1. 2. 3.
    """
    text = (
        unicodedata.normalize("NFKC", words.replace("\r\n", "\n")).replace("\ufe0f", "").replace("\u20e3", "")
    )
    text = _BOLD.sub(r"\1", _behind_greeting(text.strip().partition("\n-- \n")[0]))
    first = _FIRST.match(text)
    while first and fold(first[0]) in tables().words["score_words"]:
        text = text[first.end() :].lstrip(" :=-\t")
        first = _FIRST.match(text)
    if not first:
        return None
    number = int(first[0]) if first[0].isascii() and first[0].isdigit() else _NUMBERS.get(fold(first[0]), 0)
    rest = text[first.end() :]
    if not 1 <= number <= 10 or len(first[0]) > 6:
        return None
    if out_of := _OUT_OF.match(rest):
        return number, rest[out_of.end() :].strip(_LEAVE_OFF)
    if _DIGIT_BEHIND.match(rest) or not _ends_there(rest) or _is_list(rest):
        return None
    return number, rest.strip(_LEAVE_OFF)


def score_perhaps(words: str) -> int | None:
    """The number from 1 to 10 that an answer of a few words may mean, where `score_in_reply` is in doubt; None where none is."""
    text = _behind_greeting(words.replace("\r\n", "\n").strip().partition("\n-- \n")[0])
    found = _UNSURE.match(text) if len(text) < _SHORT else None
    return int(found[1]) if found else None


def _behind_greeting(text: str) -> str:
    """A first line that is a greeting alone ("Hi,", "Hello Mara,") is no answer."""
    first, _, rest = text.partition("\n")
    tokens = [fold(word) for word in _FIRST.findall(first)]
    if tokens and len(tokens) <= 4 and tables().phrases["greetings"].length_at(tokens, 0) and rest.strip():
        return rest.strip()
    return text


def _ends_there(rest: str) -> bool:
    """Is the number ended by a mark, a line, or an opinion?"""
    if not rest.strip() or rest[0] in ",.;:!-–—\n":
        return True
    if rest[0] not in " \t":
        return False
    rest = rest.lstrip(" \t")
    if rest[0] in "-–—:;\n(":
        return True
    word = _FIRST.match(rest)
    return bool(word) and fold(word[0] if word else "") in tables().words["opinions"]


def _is_list(rest: str) -> bool:
    """Answers point by point: "1. … 2. …"."""
    return rest[:1] in (".", ")") and any(line.lstrip()[:2] in ("2.", "2)") for line in rest.splitlines()[1:])
