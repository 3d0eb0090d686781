"""Wall clocks: which moment a clock on a wall in some zone means, also when clocks change."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo


def known_zone(name: str) -> ZoneInfo:
    """The IANA zone of that name; ValueError if there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as trouble:
        raise ValueError(f'"{name}" is not a time zone; write it like Europe/Lisbon') from trouble


def utc(at: datetime) -> datetime:
    """The same moment in UTC; ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("Timezone aware datetime is required")
    return at.astimezone(UTC)


@lru_cache(4096)  # the clock asks every second for the same few mornings and midnights of each agent
def instant(wall: datetime, zone: ZoneInfo, last: bool = False) -> datetime:
    """The UTC moment a wall clock shows that time: the first, or last, of two; if skipped, the change."""
    first = wall.replace(tzinfo=zone).astimezone(UTC)
    second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if first <= second:
        return second if last else first
    return change_between(zone, second, first)


def change_between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The moment between the two, to the second, at which the zone's clocks change."""
    old = before.astimezone(zone).utcoffset()
    low, high = before, after
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        if middle.astimezone(zone).utcoffset() == old:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)
