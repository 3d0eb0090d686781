"""Mail the door would not take because we have no such address, when it claims to come from a client.

An account manager is shown it when their client says that nobody can be reached. It is counted in memory at the door,
and written down a little later: a count lost in a crash is no mail lost. What is kept is bounded: clients' domains
alone, so many addresses a domain and day, and nothing older than two months.
"""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from deskbell.clock import Clock
from deskbell.store import schema
from deskbell.store.store import SqlStore

#: So many addresses of one domain and day are kept by name; the rest is counted together, as "".
NAMED = 20
KEPT_FOR = timedelta(days=60)
LONGEST = 254

_t = schema.turned_away


class TurnedAway:
    """Counts at the door, writes when told. `domain_of`: under which domain a sender's client is kept, "" for nobody's."""

    def __init__(self, store: SqlStore, domain_of: Callable[[str], str], clock: Clock) -> None:
        self._store, self._domain_of, self._clock = store, domain_of, clock
        self._guard = threading.Lock()
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def note(self, sender: str | None, recipient: str) -> None:
        """A recipient was refused. Asks nobody and waits for nobody."""
        domain = self._domain_of(sender.lower()) if sender else ""
        if not domain:
            return
        key = (domain, self._clock.now().date().isoformat(), recipient.lower()[:LONGEST])
        with self._guard:
            if key not in self._counts and len(self._counts) >= 10 * NAMED:
                key = (*key[:2], "")
            self._counts[key] += 1

    def write(self) -> int:
        """Write down what was counted; 0, for there is nothing left then."""
        with self._guard:
            counts, self._counts = self._counts, Counter()
        if counts:
            try:
                self._store.writer.write(lambda c: self._add(c, counts, self._clock.now()))
            except Exception:
                with self._guard:
                    self._counts.update(counts)
                raise
        return 0

    def _add(self, connection: Connection, counts: Counter[tuple[str, str, str]], now: datetime) -> None:
        connection.execute(sa.delete(_t).where(_t.c.day < (now - KEPT_FOR).date().isoformat()))
        insert = self._store.sql.insert(_t)
        added = insert.on_conflict_do_update(
            index_elements=["domain", "day", "address"], set_={"count": _t.c.count + insert.excluded.count}
        )
        for (domain, day, address), count in sorted(counts.items()):
            known = {
                row.address
                for row in connection.execute(
                    sa.select(_t.c.address).where(_t.c.domain == domain, _t.c.day == day)
                )
            }
            kept = address if address in known or len(known) < NAMED else ""
            connection.execute(added, {"domain": domain, "day": day, "address": kept, "count": count})
