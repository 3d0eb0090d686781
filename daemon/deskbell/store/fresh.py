"""Mail that was kept a moment ago, as it came: whoever takes it in need not read and unpack what was just written, nor
whoever then cuts the files out of it that go to its ticket's owner.
"""

from collections.abc import Iterable, Sequence

from deskbell.ports import Arrival, Kept

#: Bytes of mail remembered until it is taken in, and of mail with files for a while after that. When there is no more
#: room the mails that follow are read from the database, as after a start; those remembered are the ones that waited
#: longest, and so the next to be taken in.
ROOM = 8 * 1024 * 1024
#: A mail of so many bytes is large by its files.
WITH_FILES = 48 * 1024


class Fresh:
    """Stored mails by their number. Belongs to the one thread that writes; the others may ask for what was `taken`."""

    def __init__(self) -> None:
        self._raws: dict[int, bytes] = {}
        self._taken: dict[int, bytes] = {}
        self._size = self._size_taken = 0

    def note(self, arrivals: Sequence[Arrival], kept: Sequence[Kept]) -> None:
        """These were stored; the commit is over."""
        for arrival, one in zip(arrivals, kept, strict=True):
            if one.duplicate or arrival.held or self._size + len(arrival.raw) > ROOM:
                continue
            self._raws[one.inbound_id] = arrival.raw
            self._size += len(arrival.raw)

    def take(self, ids: Iterable[int]) -> dict[int, bytes]:
        """Those of these mails that wait here, and wait no longer."""
        found = {number: self._raws.pop(number) for number in ids if number in self._raws}
        self._size -= sum(map(len, found.values()))
        large = {number: raw for number, raw in found.items() if len(raw) >= WITH_FILES}
        self._taken |= large
        self._size_taken += sum(map(len, large.values()))
        while self._size_taken > ROOM:
            self._size_taken -= len(self._taken.pop(next(iter(self._taken))))
        return found

    def taken(self, number: int) -> bytes | None:
        """A large mail that was taken in lately."""
        return self._taken.get(number)

    def forget(self) -> None:
        """What is stored may become another than it was."""
        self._raws.clear()
        self._taken.clear()
        self._size = self._size_taken = 0
