"""deskbell as ever, but for its desk time, which stands in a file: `python clocked.py run`, `python clocked.py tickets`.

The file is named by CLOCK in the environment. So a test moves the time of real processes, all of one desk at once, and
a month of desk life takes seconds. Its clockwork looks whenever the time is moved, and edited files come to rest sooner
than an operator would want to wait for; leases and retries go by the machine's time as ever.
"""

import os
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskbell import clock

if TYPE_CHECKING:
    from deskbell.bootstrap import Parts
    from deskbell.work.loops import Loop

#: Seconds between two looks of the desk's loops while nothing happens, and between two looks at the clock.
PACE, GLANCE = 0.25, 0.01
#: So many times faster do files come to rest.
HASTE = 10.0


class FileClock:
    """Desk time as a file has it; it stands still until somebody moves it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> datetime:
        return datetime.fromisoformat(self._path.read_text("ascii"))

    def set(self, at: datetime) -> None:
        """For every process that reads this file, in one step."""
        scratch = self._path.with_suffix(".new")
        scratch.write_text(at.isoformat(), "ascii")
        scratch.replace(self._path)

    def advance(self, by: timedelta) -> None:
        self.set(self.now() + by)


def main() -> None:
    """Put the clock in where every command finds it, then be deskbell."""
    clock_of_the_desk = FileClock(Path(os.environ["CLOCK"]))
    theirs = clock.SystemClock
    for module in list(sys.modules.values()):  # in a forked process all have imported it already
        if vars(module).get("SystemClock") is theirs:
            vars(module)["SystemClock"] = lambda: clock_of_the_desk
    if sys.argv[1] in ("run", "intake", "poll", "work", "clock", "web"):
        _hurry()

    from deskbell.cli import main as deskbell

    deskbell()


def _hurry() -> None:
    """Processes that stay look more often; a list that is shown and done with need not load what they need."""
    from deskbell import bootstrap

    build = bootstrap.build
    seconds = clock.machine_seconds
    begun = seconds()

    def hurried(*home: Path, **more: Any) -> "Parts":
        parts = build(*home, **more, pace=PACE, seconds=lambda: begun + (seconds() - begun) * HASTE)
        if clockwork := [loop for loop in parts.loops if loop.name == "clockwork"]:
            threading.Thread(target=_wake_with_the_clock, args=clockwork, daemon=True).start()
        return parts

    vars(bootstrap)["build"] = hurried


def _wake_with_the_clock(clockwork: "Loop") -> None:
    """Whenever the clock was moved something may have fallen due."""
    file, seen = Path(os.environ["CLOCK"]), (0, 0)
    while True:
        found = file.stat()
        if (moved := (found.st_ino, found.st_mtime_ns)) != seen:
            seen = moved
            clockwork.wake()
        time.sleep(GLANCE)


if __name__ == "__main__":
    main()
