"""An entry of urgency.yaml that suddenly alerts far more often than usual: its tickets go on, its paging stops.

Alerts are counted where they are made, and every few seconds in the database, which knows those of all processes.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from deskbell.clock import Clock
from deskbell.errors import OperatorError
from deskbell.store import sets
from deskbell.store.store import SqlStore

#: So many times its usual rate in an hour is too much; fewer than this many in an hour never are.
TIMES, FLOOR = 10, 20
WINDOW = timedelta(hours=1)
#: For each entry `stopped` or `released`, with the time (ISO 8601).
Marks = Mapping[str, Mapping[str, str]]


class Brake:
    """Asked before each alert (casework.house.Paging). Any thread may ask; nothing here waits for a database."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._usual: Mapping[str, float] = {}
        self._counted: Counter[str] = Counter()
        self._fresh: Counter[str] = Counter()
        self._stopped: frozenset[str] = frozenset()
        self._tripped: frozenset[str] = frozenset()

    def makes_alert(self, entry: str) -> bool:
        """One more alert by this entry: may it be told? It counts, so it is asked once for each.

        A transaction that is tried again asks again; the next count from the database puts that right.
        """
        with self._guard:
            if self.is_stopped(entry):
                return False
            self._fresh[entry] += 1
            if self._counted[entry] + self._fresh[entry] < self.limit(entry):
                return True
            self._tripped |= {entry}
            return False

    def is_stopped(self, entry: str) -> bool:
        """Does this entry's paging stand still until an operator releases it?"""
        return entry in self._stopped or entry in self._tripped

    def limit(self, entry: str) -> float:
        """The alert in an hour at which the entry is stopped."""
        return max(FLOOR, TIMES * self._usual.get(entry, 0.0))

    @property
    def stopped(self) -> tuple[str, ...]:
        return tuple(sorted(self._stopped | self._tripped))

    @property
    def tripped(self) -> tuple[str, ...]:
        """Entries that were stopped here and of which nobody was told yet."""
        return tuple(sorted(self._tripped))

    def expect(self, usual: Mapping[str, float]) -> None:
        """Alerts an hour by entry."""
        self._usual = usual

    def mark(self, marks: Marks) -> None:
        """What is stopped for every process alike; what was released counts anew."""
        with self._guard:
            stopped = frozenset(entry for entry, mark in marks.items() if "stopped" in mark)
            for entry in self._stopped - stopped:
                del self._counted[entry], self._fresh[entry]
            self._stopped = stopped

    def count(self, alerts: Iterable[tuple[str, datetime]], marks: Marks) -> None:
        """The alerts of the last hour as the database has them; those before an entry's release are forgiven."""
        released = {
            e: datetime.fromisoformat(mark["released"]) for e, mark in marks.items() if "released" in mark
        }
        counted = Counter(entry for entry, at in alerts if entry not in released or at > released[entry])
        with self._guard:
            self._counted, self._fresh = counted, Counter()

    def told(self, entry: str) -> None:
        """It is written down that the entry is stopped."""
        with self._guard:
            self._stopped |= {entry}
            self._tripped -= {entry}


class Runaway:
    """The brake with its memory: what is stopped stands in the database, for every process and every restart."""

    def __init__(self, store: SqlStore, clock: Clock, alarm: Callable[[str, str], None]) -> None:
        self._store, self._clock, self._alarm = store, clock, alarm
        self._marks: Marks = {}
        self.brake = Brake()

    def expect(self, replayed: Mapping[str, float]) -> None:
        """The rate of an entry is what the comparison with past mail found or what it had of late, the larger."""
        late = sets.alerts_an_hour(self._store, self._clock.now())
        self.brake.expect({e: max(replayed.get(e, 0.0), late.get(e, 0.0)) for e in {*replayed, *late}})

    def mark(self, marks: Marks) -> None:
        """What the database says is stopped or released now."""
        self._marks = marks
        self.brake.mark(marks)

    def count(self) -> None:
        """Alerts of all processes, from the database."""
        self.brake.count(sets.alerts_since(self._store, self._clock.now() - WINDOW), self._marks)

    def tell(self) -> None:
        """Write down what was stopped here, and alarm the operator once, whichever process was first."""
        for entry in self.brake.tripped:
            if sets.mark_paging(self._store, entry, "stopped", self._clock.now()):
                self._alarm(
                    f"paging.{entry}",
                    f'The entry "{entry}" of urgency.yaml made {self.brake.limit(entry):.0f} alerts within an'
                    " hour, far more than usual. Nobody is paged for it any more; its tickets go on as ever."
                    f' When it is mended: deskbell rules release "{entry}"',
                )
            self.brake.told(entry)

    def release(self, entry: str) -> None:
        """The entry pages again, and begins to count anew. OperatorError where it is not stopped."""
        self.tell()
        if entry not in self.brake.stopped:
            have = ", ".join(f'"{one}"' for one in self.brake.stopped) or "none is"
            raise OperatorError(f'Paging by "{entry}" is not stopped; stopped: {have}.')
        sets.mark_paging(self._store, entry, "released", self._clock.now())
        self.mark(sets.standing(self._store).paging)
        self.count()

    def troubles(self) -> tuple[str, ...]:
        """For doctor and the health page."""
        stopped = self.brake.stopped
        return tuple(f'paging by "{one}" is stopped (deskbell rules release "{one}")' for one in stopped)
