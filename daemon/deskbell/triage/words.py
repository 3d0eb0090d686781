"""Text as the conditions `contains` and `words` compare it: folded, and cut into words of any script.

Folding is NFKC, case folded, without characters that nobody sees (soft hyphens, zero-width spaces, bidi
controls), white space made one. A word is what lies between Unicode word boundaries, with two departures
that help a desk more than UAX #29 does: an apostrophe parts words (so that `imprimante` is found in
"l'imprimante"), and each character of a script written without spaces (Chinese, Japanese, Thai) is a
word, so that a word of several of them is found anywhere.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from deskbell.domain.sentences import plain_words
from deskbell.triage.once import once

#: So much of a text is looked at; the rest of a longer one is not judged.
LONGEST_TEXT = 50_000

#: What parts words in the languages of Western Europe made a space, all else left; and the signs they use beyond.
_LATIN_TO_WORDS = bytes(code if chr(code).isalnum() or code == ord("_") else ord(" ") for code in range(256))
_SIGNS = "\u2019\u2018\u201c\u201d\u201e\u2013\u2014\u2022\u20ac"
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f"
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef]+"
)
#: Anything but Latin, Greek, Cyrillic and Armenian letters and common signs: only such text may hold unseen
#: characters, marks that belong to a letter, or a script without spaces, and is worth the longer way.
_UNCOMMON = re.compile(
    "[^\u0000-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u1fff\u2010-\u2029\u202f-\u205f\u2070-\u20cf\u2100-\u2bff]"
)
_COMMON_WORD = re.compile(r"\w+")
#: Scripts written without spaces: Thai, Lao, Tibetan, Myanmar, Khmer, kana, Han.
_SPACELESS = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
_SPACELESS += "\U00020000-\U0003ffff"


def folded(text: str) -> str:
    """The text as `contains` compares it."""
    if text.isascii():
        return " ".join(text.lower().split())
    text = _nfkc(_nfkc(text).casefold())
    if ("\u00ad" in text or _latin(text) is None) and _UNCOMMON.search(text):
        # The capital of Turkish i folds to i and a dot above; readers see one letter.
        text = _UNSEEN.sub("", text).replace("i\u0307", "i")
    return " ".join(text.split())


def _nfkc(text: str) -> str:
    return text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)


def words_in(folded_text: str) -> list[str]:
    """The words of a folded text, in order."""
    if (latin := _latin(folded_text)) is not None:
        return latin.translate(_LATIN_TO_WORDS).decode("latin-1").split()
    if _UNCOMMON.search(folded_text):
        return _any_word().findall(folded_text)
    return _COMMON_WORD.findall(folded_text)


def _latin(text: str) -> bytes | None:
    """The text in bytes of Latin-1, its other signs as spaces; None if it has other letters. Far quicker than a pattern."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError as trouble:
        if text[trouble.start] not in _SIGNS:
            return None
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return None


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
    """One text of a mail (its subject, its new words), folded and cut into words at most once.

    `asked`: the words that anybody will ask for; None where that is not known.
    """

    __slots__ = ("__dict__", "_asked", "raw")

    def __init__(self, raw: str, asked: frozenset[str] | None = None) -> None:
        self.raw, self._asked = raw[:LONGEST_TEXT], asked

    @once
    def folded(self) -> str:
        return folded(self.raw)

    @once
    def in_order(self) -> Sequence[str]:
        if (plain := plain_words(self.raw)) is not None:
            return plain
        # White space parts words however much there is, and ASCII has nothing else to fold.
        return words_in(self.raw.lower() if self.raw.isascii() else self.folded)

    @once
    def words(self) -> frozenset[str]:
        """Its words, those alone that anybody will ask for: few, so that every book is quick to look them up."""
        return frozenset(self.in_order) if self._asked is None else self._asked.intersection(self.in_order)

    @once
    def spaced(self) -> str:
        """All words in order with one space around each, in which a phrase of several is found as ` two
        words `.
        """
        return f" {' '.join(self.in_order)} "


class Joined(Text):
    """Two texts looked at as one; no word or phrase reaches from one into the other."""

    __slots__ = ("_first", "_second")

    def __init__(self, first: Text, second: Text) -> None:
        super().__init__(f"{first.raw}\n{second.raw}")
        self._first, self._second = first, second

    @once
    def folded(self) -> str:
        # A folded text has no line end, so nothing that is looked for has one.
        return f"{self._first.folded}\n{self._second.folded}"

    @once
    def in_order(self) -> Sequence[str]:
        return [*self._first.in_order, "\n", *self._second.in_order]

    @once
    def words(self) -> frozenset[str]:
        return self._first.words | self._second.words

    @once
    def spaced(self) -> str:
        return f"{self._first.spaced}\n{self._second.spaced}"


class Phrases:
    """The words and phrases of one condition, found in a text without a regular expression."""

    __slots__ = ("_by_word", "_keys", "_single")

    def __init__(self, wanted: list[str]) -> None:
        cut = [words_in(folded(word)) for word in wanted]
        self._single = frozenset(words[0] for words in cut if len(words) == 1)
        #: By its longest word, which fewest mails hold: another word of each phrase, and the phrase.
        self._by_word: dict[str, list[tuple[str, str]]] = {}
        for words in cut:
            if len(words) > 1:
                longest, other = sorted(words, key=len, reverse=True)[:2]
                self._by_word.setdefault(longest, []).append((other, f" {' '.join(words)} "))
        self._keys = frozenset(self._by_word)

    @property
    def needed(self) -> frozenset[str]:
        """Without one of these words nothing is found."""
        return self._single | self._keys

    @property
    def asked(self) -> frozenset[str]:
        """All words that a text is asked for."""
        return self.needed.union(other for group in self._by_word.values() for other, _ in group)

    def found_in(self, text: Text) -> bool:
        """Is any of them there?"""
        words = text.words
        if not self._single.isdisjoint(words):
            return True
        for word in self._keys & words:
            for other, phrase in self._by_word[word]:
                if other in words and phrase in text.spaced:
                    return True
        return False

    def all_in(self, text: Text) -> list[str]:
        """Those that are there, for people to read."""
        words = text.words
        some = (pair for word in sorted(self._keys & words) for pair in self._by_word[word])
        phrases = [phrase.strip() for other, phrase in some if other in words and phrase in text.spaced]
        return sorted(self._single & words) + phrases
