"""Threads that do one thing again and again: take in, tick, sweep. Each survives whatever one round raises."""

import logging
import threading
from collections.abc import Callable

from deskbell.errors import TemporaryError

_log = logging.getLogger("deskbell")


class Loop:
    """Calls `step` until it says there is nothing left (0), then waits for `wake` or for `pause` seconds."""

    def __init__(self, name: str, step: Callable[[], int], pause: float) -> None:
        self.name, self._step, self._pause = name, step, pause
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self.trouble = ""

    def start(self) -> None:
        self._thread.start()

    def wake(self, *_: object) -> None:
        """There is something to do now."""
        self._wake.set()

    def stop(self, within: float | None = None) -> None:
        """No further round; the one that runs is finished first, if that takes no more than so many seconds."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(within)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            if self._round():
                continue
            self._wake.wait(self._pause)

    def _round(self) -> int:
        try:
            done = self._step()
        except TemporaryError as trouble:
            self._note(str(trouble))
        except Exception as trouble:  # noqa: BLE001 - one bad round must not end the loop
            self._note(f"{type(trouble).__name__}: {trouble}")
            _log.exception("%s failed", self.name)
        else:
            self.trouble = ""
            return done
        self._stop.wait(min(self._pause, 1.0))
        return 0

    def _note(self, trouble: str) -> None:
        if trouble != self.trouble:
            _log.error("%s: %s", self.name, trouble)
        self.trouble = trouble
