"""Which entries of the books a mail can reach at all: those that ask for words are looked up by the words of the mail.

So a book of a thousand lists of words costs little more than one of ten. What cannot be told from words alone is always
asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskbell.triage.book import Book
    from deskbell.triage.scene import Scene


class Finder:
    """Finds the entries of several books by one look at a mail's words."""

    def __init__(self, books: Iterable[Book[object]]) -> None:
        self._always: dict[str, Sequence[int]] = {}
        by_text: dict[str, dict[str, list[tuple[str, int]]]] = {}
        for book in books:
            needs = [entry.check.needs for entry in book.entries]
            self._always[book.name] = [number for number, words in enumerate(needs) if words is None]
            for number, words in enumerate(needs):
                for text, word in words or ():
                    by_text.setdefault(text, {}).setdefault(word, []).append((book.name, number))
        self._by_text = [
            (attrgetter(f"{text}.words"), frozenset(entries), entries) for text, entries in by_text.items()
        ]

    def reached(self, scene: Scene) -> Mapping[str, Sequence[int]]:
        """For each book by its name: the numbers of the entries to ask, in order."""
        found: dict[str, set[int]] = {}
        for words_of, known, entries in self._by_text:
            for word in known & words_of(scene):
                for book, number in entries[word]:
                    found.setdefault(book, set()).add(number)
        return self._always | {book: sorted(some.union(self._always[book])) for book, some in found.items()}
