"""Mail that was kept a moment ago, as it came: whoever takes it in need not read and unpack what was just written."""

from collections.abc import Iterable, Sequence

from deskbell.ports import Arrival, Kept

#: Bytes of mail remembered. When there is no more room the mails that follow are read from the database, as after a
#: start; those remembered are the ones that waited longest, and so the next to be taken in.
ROOM = 8 * 1024 * 1024


class Fresh:
    """Stored mails by their number, each until it is taken in. Belongs to the one thread that writes."""

    def __init__(self) -> None:
        self._raws: dict[int, bytes] = {}
        self._size = 0

    def note(self, arrivals: Sequence[Arrival], kept: Sequence[Kept]) -> None:
        """These were stored; the commit is over."""
        for arrival, one in zip(arrivals, kept, strict=True):
            if one.duplicate or arrival.held or self._size + len(arrival.raw) > ROOM:
                continue
            self._raws[one.inbound_id] = arrival.raw
            self._size += len(arrival.raw)

    def take(self, ids: Iterable[int]) -> dict[int, bytes]:
        """Those of these mails that are remembered, which are forgotten here."""
        found = {number: self._raws.pop(number) for number in ids if number in self._raws}
        self._size -= sum(map(len, found.values()))
        return found

    def forget(self) -> None:
        """What is stored may become another than it was."""
        self._raws.clear()
        self._size = 0
