"""The door through which time and fresh ids come; nothing else in deskbell reads a clock.

Desk time (promises, hours, letters) comes from a `Clock`, which tests and the demo may set or speed up. Lease
time (leases, retries) comes from the store, and nobody may move it.
"""

import secrets
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Desk time as an aware UTC datetime."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FastClock:
    """Desk time from `start` on, `speed` times as fast as the machine's, and wound on; the demo's clock."""

    def __init__(self, start: datetime, speed: float) -> None:
        self._start, self._speed, self._origin = start, speed, steady_seconds()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=(steady_seconds() - self._origin) * self._speed)

    def wind_on(self, to: datetime) -> None:
        """It is at least `to`; it never goes back."""
        self._start += max(to - self.now(), timedelta(0))


class SetClock:
    """Desk time that stands still until somebody moves it; for tests and simulations."""

    def __init__(self, at: datetime) -> None:
        if at.tzinfo is None:
            raise ValueError("Timezone aware datetime is required")
        self._now = at

    def now(self) -> datetime:
        return self._now

    def set(self, at: datetime) -> None:
        self._now = at

    def advance(self, by: timedelta) -> datetime:
        self._now += by
        return self._now


def machine_seconds() -> float:
    """Seconds since the epoch by the machine, for leases on a store that has no clock of its own."""
    return time.time()


def steady_seconds() -> float:
    """Seconds on the machine's clock that nobody sets: for how long something may take, not for when it was."""
    return time.monotonic()


def fresh_id() -> str:
    """26 characters nobody has used before; safe in a Message-ID and in a file name."""
    return secrets.token_hex(13)
