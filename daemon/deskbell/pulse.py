"""Can this process still store what comes in? Asked of every keep, and of the store itself where none comes.

A disk that is full or a database that is gone ends no process: it answers 451, waits, and goes on by itself. Somebody
must hear of it meanwhile, so the health page and `deskbell doctor` ask here.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future

from deskbell.clock import Clock, machine_seconds
from deskbell.errors import TemporaryError
from deskbell.ports import Kept
from deskbell.store.store import SqlStore

#: Seconds between the looks at a store that nobody has written to meanwhile; shorter while it fails.
QUIET, TROUBLED = 60.0, 5.0
#: After a keep failed, as much as this must find room again before all is well; a small write may still fit in.
ROOM = 256 * 1024
_FLAG = "pulse"
_log = logging.getLogger("deskbell")


class Pulse:
    """`trouble` is "" while mail can be stored, else what keeps it from being stored, in plain words."""

    def __init__(self, store: SqlStore, clock: Clock, seconds: Callable[[], float] = machine_seconds) -> None:
        self._store, self._clock, self._seconds = store, clock, seconds
        self._failed, self._seen, self._tried = "", seconds(), 0.0

    @property
    def trouble(self) -> str:
        return (
            f"mail cannot be stored, and senders are asked to try again: {self._failed}"
            if self._failed
            else ""
        )

    def kept(self, future: "Future[Kept]") -> None:
        """A keep is done, one way or the other."""
        trouble = None if future.cancelled() else future.exception()
        self._note(str(trouble) if trouble else "")

    def look(self) -> int:
        """Write a little where nobody has for a while, and much where something failed; what fails is noted."""
        now = self._seconds()
        waited = now - (self._tried if self._failed else self._seen)
        if waited >= (TROUBLED if self._failed else QUIET):
            self._tried = now
            self._note(self._failing())
        return 0

    def _failing(self) -> str:
        """Why a write fails, "" where it does not."""
        try:
            self._store.place.check()
            if self._failed:
                self._store.set_flag(_FLAG, "x" * ROOM, self._clock.now())
            self._store.set_flag(_FLAG, "", self._clock.now())
        except TemporaryError as trouble:
            return str(trouble)
        except Exception as trouble:  # noqa: BLE001 - whatever it is, no mail would be kept either
            return f"{type(trouble).__name__}: {trouble}"
        return ""

    def _note(self, failed: str) -> None:
        if bool(failed) != bool(self._failed):  # one line for an outage, one for its end
            _log.error("mail cannot be stored: %s", failed) if failed else _log.warning(
                "mail is stored again"
            )
        self._failed = failed
        if not failed:
            self._seen = self._seconds()
