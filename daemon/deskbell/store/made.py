"""Letters that this process made and that wait to go out: whoever takes one in hand need not read what was just written."""

from collections.abc import Iterable
from threading import Lock

from deskbell.casework.docket import Letter

#: Characters of letters remembered, as they stand in their rows. Beyond these the oldest are read from the database, as
#: after a start.
ROOM = 8 * 1024 * 1024


class Made:
    """Letters as they were made, by their number, each until it is taken in hand. May be asked by any thread."""

    def __init__(self, room: int = ROOM) -> None:
        """`room` 0: nothing is remembered."""
        self._room, self._size = room, 0
        self._letters: dict[int, tuple[Letter, int]] = {}
        self._guard = Lock()

    def note(self, letters: Iterable[tuple[Letter, int]]) -> None:
        """These are being written, each of so many characters. One whose commit fails is claimed by nobody."""
        with self._guard:
            for letter, size in letters:
                self._letters[letter.id] = letter, size
                self._size += size
            while self._size > self._room:
                self._size -= self._letters.pop(next(iter(self._letters)))[1]

    def take(self, ids: Iterable[int]) -> dict[int, Letter]:
        """Those of these letters that are remembered, and are no longer."""
        with self._guard:
            found = {number: self._letters.pop(number) for number in ids if number in self._letters}
            self._size -= sum(size for _, size in found.values())
        return {number: letter for number, (letter, _) in found.items()}

    def forget(self) -> None:
        """What is stored may become another than it was."""
        with self._guard:
            self._letters.clear()
            self._size = 0
