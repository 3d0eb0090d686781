"""Looking for one of many phrases in a text, in time that does not grow with the number of phrases.

Each phrase is filed under its longest word; only phrases whose word occurs are compared. Scripts that put
no space between words are compared one by one, and only in texts that hold such letters.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


_MARKS = ".,;:!?()[]\"'/<>*-=“”’„"
_ASCII_MARKS = "".join(" " if chr(code) in _MARKS else chr(code) for code in range(128))
_filed: set[str] = set()


def filed(words: Iterable[str]) -> frozenset[str]:
    """Words that somebody will look for among those of a text: what nobody looks for, `words_of` leaves out."""
    asked = frozenset(words)
    _filed.update(asked)
    return asked


def holds_one(text: str, sorts: Iterable[tuple[str, Iterable[str]]]) -> bool:
    """Is one of a few phrases in the text? Each sort is asked for only where what all in it have in common is there: best
    a letter that is seldom, for a single one is found forty times as fast as a phrase.
    """
    for common, phrases in sorts:
        if common in text:
            for phrase in phrases:
                if phrase in text:
                    return True
    return False


def words_of(folded: str) -> set[str]:
    """The words of a casefolded text that were filed, be it by a book, to be asked of several: few, so that each takes no time."""
    if folded.isascii():  # both ways are several times faster than a regular expression for words
        return _filed.intersection(folded.translate(_ASCII_MARKS).split())
    for mark in _MARKS:
        folded = folded.replace(mark, " ")
    return _filed.intersection(folded.split())


def folded_case(text: str) -> str:
    """`text.casefold()`, with the Turkish capital İ as a plain i: folded it would keep a dot that nobody writes."""
    folded = text.casefold()
    return folded if folded.isascii() else folded.replace("i\u0307", "i")


def is_unspaced(text: str) -> bool:
    """Does it hold letters of a script that puts no space between words?"""
    return not text.isascii() and _UNSPACED.search(text) is not None


class PhraseBook:
    """Phrases in lower case. A `*` at the end of one says that its last word goes on."""

    __slots__ = ("_by_word", "_keys", "_open", "_unspaced")

    def __init__(self, phrases: Iterable[str]) -> None:
        by_word: dict[str, list[str]] = {}
        self._unspaced: list[str] = []
        self._open: list[str] = []
        for phrase in phrases:
            plain = phrase.rstrip("*").casefold()
            words = _WORD.findall(plain)
            if phrase.endswith("*"):
                words = words[:-1]
            if _UNSPACED.search(plain):
                self._unspaced.append(plain)
            elif words:
                by_word.setdefault(max(words, key=len), []).append(plain)
            else:
                self._open.append(plain)
        self._by_word = by_word
        self._keys = filed(by_word)

    def found(self, folded: str, words: set[str] | None = None) -> Iterator[str]:
        """Each phrase that stands in the casefolded text. `words` may be given if they are known already."""
        for word in sorted(self._keys & (words_of(folded) if words is None else words)):
            for phrase in self._by_word[word]:
                if phrase in folded:
                    yield phrase
        for phrase in self._open:
            if phrase in folded:
                yield phrase
        if not folded.isascii() and self._unspaced and _UNSPACED.search(folded):
            for phrase in self._unspaced:
                if phrase in folded:
                    yield phrase

    def first(self, folded: str, words: set[str] | None = None) -> str:
        """One phrase that stands in the casefolded text, or ""."""
        if words is None:
            words = words_of(folded)
        if not self._open and self._keys.isdisjoint(words) and (folded.isascii() or not self._unspaced):
            return ""
        return next(self.found(folded, words), "")

    def some(self, folded: str, words: set[str], most: int) -> list[str]:
        """Up to so many phrases that stand in the casefolded text whose words these are."""
        return list(islice(self.found(folded, words), most)) if self.first(folded, words) else []


# What casefolding makes of letters that the sentences are written with.
_FOLDED = {ord("ß"): "ss", ord("ς"): "σ"}


class SentenceBook:
    """Sentences with slots, as regular expressions. Each is filed under words of which one must stand in the
    text, so that all but a few cost one look into a set, and is compiled when it is first asked for; those without
    words are for scripts that put no space between them.
    """

    __slots__ = ("_by_word", "_keys", "_patterns", "_unspaced")

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._patterns: list[str] = []
        self._unspaced: list[str] = []
        self._by_word: dict[str, list[int]] = {}
        for row in rows:
            keys, pattern = (part.translate(_FOLDED) for part in row)
            if not keys:
                self._unspaced.append(pattern)
                continue
            for word in keys.split():
                self._by_word.setdefault(word, []).append(len(self._patterns))
            self._patterns.append(pattern)
        self._keys = filed(self._by_word)

    def first(self, folded: str, words: set[str]) -> str:
        """What one sentence of the book matched in the casefolded text whose words these are, or ""."""
        if seen := self._keys & words:
            for number in sorted({number for word in seen for number in self._by_word[word]}):
                if found := _compiled(self._patterns[number]).search(folded):
                    return found[0].strip()
        if not folded.isascii() and self._unspaced and _UNSPACED.search(folded):
            for pattern in self._unspaced:
                if found := _compiled(pattern).search(folded):
                    return found[0].strip()
        return ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def apart(found: Iterable[str]) -> list[str]:
    """Of phrases two that no other holds: they are as many witnesses as there are of them."""
    phrases = list(found)
    if len(phrases) < 2:
        return phrases
    return [one for one in phrases if not any(one in other for other in phrases if other != one)][:2]
