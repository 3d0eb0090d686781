"""An entry of urgency.yaml that suddenly alerts far more often than usual: its tickets go on, its paging stops.

Alerts are counted where they are made, and from the database every few seconds, which knows those of all processes.
"""

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

#: So many times its usual rate in an hour is too much; fewer than this many in an hour never are.
TIMES, FLOOR = 10, 20
WINDOW = timedelta(hours=1)


class Brake:
    """Asked before each alert (see casework.house.Paging). Any thread may ask; nothing here waits for a database."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._replayed: Mapping[str, float] = {}
        self._usual: Mapping[str, float] = {}
        self._counted: Counter[str] = Counter()
        self._fresh: Counter[str] = Counter()
        self._stopped: frozenset[str] = frozenset()
        self._tripped: set[str] = set()

    def makes_alert(self, entry: str) -> bool:
        """One more alert by this entry: may it be told? It counts, so it is asked once for each."""
        with self._guard:
            if entry in self._stopped or entry in self._tripped:
                return False
            self._fresh[entry] += 1
            if self._counted[entry] + self._fresh[entry] < self.limit(entry):
                return True
            self._tripped.add(entry)
            return False

    def is_stopped(self, entry: str) -> bool:
        """Does this entry's paging stand still until an operator releases it?"""
        return entry in self._stopped or entry in self._tripped

    def limit(self, entry: str) -> float:
        """Alerts in an hour at which the entry is stopped."""
        usual = max(self._replayed.get(entry, 0.0), self._usual.get(entry, 0.0))
        return max(FLOOR, TIMES * usual)

    @property
    def stopped(self) -> tuple[str, ...]:
        return tuple(sorted(self._stopped | self._tripped))

    # -- what the live set's loop tells it

    def expect(self, replayed: Mapping[str, float], usual: Mapping[str, float]) -> None:
        """Alerts an hour by entry: as the comparison with past mail found, and as the last weeks had."""
        self._replayed, self._usual = replayed, usual

    def mark(self, marks: Mapping[str, Mapping[str, str]]) -> None:
        """What is stopped and what was released, for every process alike."""
        stopped = frozenset(entry for entry, mark in marks.items() if "stopped" in mark)
        released = {entry for entry, mark in marks.items() if "released" in mark}
        with self._guard:
            for entry in (self._stopped & released) - stopped:
                self._counted.pop(entry, None)
                self._fresh.pop(entry, None)
            self._stopped = stopped

    def count(self, alerts: Iterable[tuple[str, datetime]], marks: Mapping[str, Mapping[str, str]]) -> None:
        """The alerts of the last hour as the database has them; those before an entry's release are forgiven."""
        since = {e: datetime.fromisoformat(m["released"]) for e, m in marks.items() if "released" in m}
        counted = Counter(entry for entry, at in alerts if entry not in since or at > since[entry])
        with self._guard:
            self._counted, self._fresh = counted, Counter()

    def take_tripped(self) -> set[str]:
        """Entries that were stopped here and that nobody was told of yet; they count as stopped from `mark` on."""
        with self._guard:
            return set(self._tripped)

    def told(self, entry: str) -> None:
        """It is written down that the entry is stopped."""
        with self._guard:
            self._stopped |= {entry}
            self._tripped.discard(entry)
