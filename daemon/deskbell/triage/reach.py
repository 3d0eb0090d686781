"""Which entries are reached by examples and past mail, and which entry hides one that is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskbell.triage.book import Book
    from deskbell.triage.scene import Scene


@dataclass(frozen=True, slots=True)
class Unreached:
    """An entry that neither an example nor a past mail reaches, and the entry before it that hides it, if
    one does.
    """

    book: str
    entry: str
    line: int
    column: int
    hidden_by: str = ""

    def __str__(self) -> str:
        why = f'"{self.hidden_by}" takes its mails before it' if self.hidden_by else "no mail reaches it"
        return f'rules/{self.book}.yaml:{self.line}:{self.column}: "{self.entry}" is never reached: {why}'


class Reach:
    """Told of every mail a book was asked about, it knows in the end which entries none of them reached."""

    def __init__(self, books: tuple[Book[object], ...]) -> None:
        self._books = books
        self._waiting = {book.name: set(range(len(book.entries))) for book in books}
        self._hiders: dict[tuple[str, int], int] = {}

    def complete(self) -> bool:
        """Is every entry of every book reached?"""
        return not any(self._waiting.values())

    def took(self, book: Book[object], taker: int, scene: Scene) -> None:
        """The entry `taker` took this mail, which others after it might have had."""
        waiting = self._waiting[book.name]
        waiting.discard(taker)
        if taker >= 0 and waiting and max(waiting) > taker:
            for number in book.also(scene, taker):
                if number in waiting:
                    self._hiders.setdefault((book.name, number), taker)

    def unreached(self) -> Iterator[Unreached]:
        """In the order of the books."""
        for book in self._books:
            for number in sorted(self._waiting[book.name]):
                entry = book.entries[number]
                hider = self._hiders.get((book.name, number), _always_before(book, number))
                hidden_by = book.entries[hider].name if hider >= 0 else ""
                yield Unreached(book.name, entry.name, entry.line, entry.column, hidden_by)


def _always_before(book: Book[object], number: int) -> int:
    """The first entry before this one that takes every mail, -1 if there is none."""
    earlier = enumerate(book.entries[:number])
    return next((at for at, entry in earlier if entry.takes_all), -1)
