"""Trouble that lasts: one line in the log when it begins, one when it is over, and nothing a hundred times between."""

import logging
import threading

_log = logging.getLogger("deskbell")


class Outage:
    """`lost` and `back` are the sentences; what was said of it first stands behind `lost`.

    Several ways may lead to one thing (`way`): it is lost with the first that fails, and back when none does.
    """

    def __init__(self, lost: str, back: str) -> None:
        self._lost, self._back = lost, back
        self._guard = threading.Lock()
        self._failing: set[str] = set()

    @property
    def lasts(self) -> bool:
        return bool(self._failing)

    def begins(self, why: object, way: str = "") -> None:
        """It fails, now or still."""
        with self._guard:
            first = not self._failing
            self._failing.add(way)
        if first:
            _log.error("%s: %s", self._lost, " ".join(str(why).split()))

    def over(self, way: str = "") -> None:
        """It works, again or as ever."""
        if way not in self._failing:
            return
        with self._guard:
            last = self._failing == {way}
            self._failing.discard(way)
        if last:
            _log.warning("%s", self._back)
