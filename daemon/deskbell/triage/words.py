"""Text as the conditions `contains` and `words` compare it: folded, and cut into words of any script.

Folding is NFKC, case folded, without characters that nobody sees (soft hyphens, zero-width spaces, bidi
controls), white space made one. A word is what lies between Unicode word boundaries, with two departures
that help a desk more than UAX #29 does: an apostrophe parts words (so that `imprimante` is found in
"l'imprimante"), and each character of a script written without spaces (Chinese, Japanese, Thai) is a
word, so that a word of several of them is found anywhere.
"""

import re
import unicodedata
from functools import cached_property, lru_cache

#: So much of a text is looked at; the rest of a longer one is not judged.
LONGEST_TEXT = 50_000

_ASCII_WORD = re.compile(r"[a-z0-9_]+")
_UNSEEN = dict.fromkeys(
    [
        0xAD,
        0x34F,
        0x61C,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xFE00, 0xFE10),
        *range(0xE0000, 0xE0080),
        *range(0xE0100, 0xE01F0),
    ],
)
#: Scripts written without spaces: Thai, Lao, Tibetan, Myanmar, Khmer, kana, Han.
_SPACELESS = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
_SPACELESS += "\U00020000-\U0003ffff"


def folded(text: str) -> str:
    """The text as `contains` compares it."""
    if text.isascii():
        return " ".join(text.lower().split())
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    # The capital of Turkish i folds to i and a dot above; readers see one letter.
    return " ".join(text.translate(_UNSEEN).replace("i\u0307", "i").split())


def words_in(folded_text: str) -> list[str]:
    """The words of a folded text, in order."""
    if folded_text.isascii():
        return _ASCII_WORD.findall(folded_text)
    return _any_word().findall(folded_text)


@lru_cache(maxsize=1)
def _any_word() -> re.Pattern[str]:
    """A run of letters, digits and their marks, or one character of a script without spaces.

    `\\w` leaves out combining marks, without which Hindi or Arabic with vowels would fall to pieces.
    """
    marks = "".join(_mark_ranges())
    return re.compile(f"[{_SPACELESS}]|(?:(?![{_SPACELESS}])[\\w{marks}])+")


def _mark_ranges() -> list[str]:
    ranges: list[tuple[int, int]] = []
    for code in range(0x300, 0x1E950):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1] = (ranges[-1][0], code)
            else:
                ranges.append((code, code))
    return [f"{chr(low)}-{chr(high)}" for low, high in ranges]


class Text:
    """One text of a mail (its subject, its new words), folded and cut into words at most once."""

    __slots__ = ("__dict__", "raw")

    def __init__(self, raw: str) -> None:
        self.raw = raw[:LONGEST_TEXT]

    @cached_property
    def folded(self) -> str:
        return folded(self.raw)

    @cached_property
    def _in_order(self) -> list[str]:
        return words_in(self.folded)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self._in_order)

    @cached_property
    def spaced(self) -> str:
        """All words in order with one space around each, in which a phrase of several is found as ` two
        words `.
        """
        return f" {' '.join(self._in_order)} "


class Phrases:
    """The words and phrases of one condition, found in a text without a regular expression."""

    __slots__ = ("_phrases", "_single")

    def __init__(self, wanted: list[str]) -> None:
        cut = [words_in(folded(word)) for word in wanted]
        self._single = frozenset(words[0] for words in cut if len(words) == 1)
        self._phrases = tuple((words[0], f" {' '.join(words)} ") for words in cut if len(words) > 1)

    def found_in(self, text: Text) -> bool:
        """Is any of them there?"""
        words = text.words
        if not self._single.isdisjoint(words):
            return True
        return any(first in words and phrase in text.spaced for first, phrase in self._phrases)

    def all_in(self, text: Text) -> list[str]:
        """Those that are there, for people to read."""
        single = sorted(self._single & text.words)
        return single + [phrase.strip() for _, phrase in self._phrases if phrase in text.spaced]
