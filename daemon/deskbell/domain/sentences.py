"""Words cut into sentences and tokens, and phrases found in them: whole words, in linear time.

Tokens are NFKC, casefolded and without accents, for people leave them out; apostrophes inside words stay.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

#: More than this of a mail is not looked at; what people mean stands near the top.
LONGEST = 20_000

_MARK = re.compile(r"[!?]+|[.;\n\u2028]")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
#: ASCII letters and digits in lower case, the apostrophe, and a space for all else.
_ASCII_WORDS = bytes(
    ord(chr(code).lower()) if (code < 128 and chr(code).isalnum()) or code == ord("'") else ord(" ")
    for code in range(256)
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: as it was written, its words as written, and its tokens, one for each word."""

    text: str
    written: tuple[str, ...]
    tokens: tuple[str, ...]
    asks: bool
    line: int


def fold(word: str) -> str:
    """The word as tables hold it."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKC", word).casefold().replace("’", "'")
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


@lru_cache(maxsize=4)  # what a mail is, what is like it and how it sounds is asked of the same words in a row
def plain_words(text: str) -> tuple[str, ...] | None:
    """Its words in lower case, where everybody cuts them alike; None for a text with letters beyond ASCII, apostrophes
    or underscores.
    """
    if not text.isascii() or "'" in text or "_" in text:
        return None
    return tuple(_ascii_words(text))


def _ascii_words(text: str) -> list[str]:
    return text.encode("ascii").translate(_ASCII_WORDS).decode("ascii").split()


def words_of(text: str) -> Sequence[str]:
    """Every token of an ASCII text, wherever it stands: for asking in one go whether a look at its sentences pays."""
    text = text[:LONGEST]
    if (plain := plain_words(text)) is not None:
        return plain
    spoken = _ascii_words(text)
    return [token for word in spoken for token in (_TOKEN.findall(word) if "'" in word else (word,))]


@lru_cache(maxsize=16)  # several questions are asked of one mail in a row
def sentences(words: str) -> tuple[Sentence, ...]:
    """The sentences that have words in them, down to the signature ("-- ")."""
    text = words[:LONGEST].replace("\r\n", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    found: list[Sentence] = []
    start = line = 0
    text = _above_signature(text) + "\n"
    for end in _MARK.finditer(text):
        if end[0] != "\n" and not _ends_sentence(text, end):
            continue
        part = text[start : end.end()]
        written = tuple(_TOKEN.findall(part))
        if written:
            tokens = tuple(map(str.lower if part.isascii() else fold, written))
            found.append(Sentence(part.strip(), written, tokens, "?" in end[0], line))
        line += part.count("\n")
        start = end.end()
    return tuple(found)


def _ends_sentence(text: str, mark: re.Match[str]) -> bool:
    """Not in an address (x?id=1), nor a full stop of a number (24. November) or of letters (3 p.m.)."""
    behind, before = text[mark.end() : mark.end() + 1], text[max(0, mark.start() - 3) : mark.start()]
    if mark[0] != ".":
        return mark[0][0] in ";\n\u2028" or not behind.isalnum()
    if not behind.isspace():
        return False
    if before[:1] == ":" and before[1:].isdigit():
        return True  # a clock at the end
    return not before[-1:].isdigit() and not (before[-2:-1] == "." and before[-1:].isalpha())


def _above_signature(text: str) -> str:
    head, mark, _ = ("\n" + text).partition("\n-- \n")
    return head[1:] if mark and head.strip() else text


class Phrases:
    """A set of phrases, found as runs of whole tokens, longest first. None of them is there without a `telling` word."""

    __slots__ = ("_by_first", "_by_telling", "telling")

    def __init__(self, phrases: Iterable[str]) -> None:
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            tokens = tuple(fold(word) for word in _TOKEN.findall(phrase))
            by_first.setdefault(tokens[0], []).append(tokens)
        self._by_first = {
            first: tuple(sorted(set(group), key=len, reverse=True)) for first, group in by_first.items()
        }
        # By the longest word of each phrase, for it is seldom there by chance, as the first may well be.
        self._by_telling: dict[str, list[str]] = {}
        for tokens in {tokens for group in by_first.values() for tokens in group}:
            self._by_telling.setdefault(max(tokens, key=len), []).append(f" {' '.join(tokens)} ")
        self.telling = frozenset(self._by_telling)

    def find(self, tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where phrases begin and end, from left to right, none over another."""
        if self.telling.isdisjoint(tokens):
            return
        free_from = 0
        for at, token in enumerate(tokens):
            if token in self._by_first and at >= free_from and (length := self.length_at(tokens, at)):
                free_from = at + length
                yield at, free_from

    def length_at(self, tokens: Sequence[str], at: int) -> int:
        """How many tokens the longest phrase that begins there takes; 0 if none does."""
        for phrase in self._by_first.get(tokens[at], ()):
            if tuple(tokens[at : at + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def within(self, tokens: Sequence[str]) -> bool:
        """Is any of the phrases among the tokens?"""
        told = self.telling.intersection(tokens)
        if not told:
            return False
        spaced = f" {' '.join(tokens)} "  # no token holds a space
        return any(phrase in spaced for word in told for phrase in self._by_telling[word])
