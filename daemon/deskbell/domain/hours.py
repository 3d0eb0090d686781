"""Working hours: when a client or an agent is there, and how far off a span of working time is.

Times in and out are aware datetimes, out always in UTC. Shifts are wall-clock times of a named zone; what is
counted between them is time that really passes: a night with a change of clocks is an hour longer or shorter.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from deskbell.domain.span import Span
from deskbell.domain.walls import change_between, instant, known_zone, utc

__all__ = ["Shift", "Span", "WorkingHours", "public_holidays"]

Shift = tuple[time, time]
Week = tuple[tuple[Shift, ...], ...]
OpenTime = tuple[datetime, datetime]

_DAY = timedelta(days=1)
_YEAR = timedelta(days=366)
_MIDNIGHT = time(0)
_OFFICE: Week = (((time(8), time(18)),),) * 5 + ((), ())
_CHRISTMAS_AND_NEW_YEAR = ((12, 24, time(12)), (12, 31, time(12)))
#: Days remembered by one calendar before it forgets them all; eleven years are more than any desk looks at.
_REMEMBERED_DAYS = 4096
#: And moments: all that is decided at once asks for the same one.
_REMEMBERED_MOMENTS = 256


@lru_cache(maxsize=1024)
def public_holidays(codes: str, year: int) -> frozenset[date]:
    """The public holidays of "PT", "DE-BY" or several ("PT, DE-BY") in a year; ValueError: unknown code."""
    import holidays as library  # 0.4 s to import, and many desks name no holidays

    found: set[date] = set()
    for code in codes.replace(",", " ").split():
        country, _, region = code.partition("-")
        try:
            found.update(library.country_holidays(country.upper(), subdiv=_region(region), years=year))
        except (NotImplementedError, KeyError, AttributeError) as trouble:
            raise ValueError(
                f'no public holidays known for "{code}"; write an ISO code: PT, DE-BY'
            ) from trouble
    return frozenset(found)


def _region(name: str) -> str | None:
    """ISO codes in capitals, long names as the library spells them."""
    return (name.upper() if len(name) <= 3 else name) or None


@dataclass(frozen=True)
class WorkingHours:
    """When somebody is there: shifts by weekday, Monday first, in a zone; less all closed days.

    A shift that ends at 00:00 lasts until midnight. `half_days` are (month, day, until): closed from then on.
    `holidays` names one or several ISO codes, see `public_holidays`. `always` is 24×7, holidays or not.
    """

    zone: str = "UTC"
    week: Week = _OFFICE
    holidays: str = ""
    closed: frozenset[date] = frozenset()
    half_days: tuple[tuple[int, int, time], ...] = _CHRISTMAS_AND_NEW_YEAR
    always: bool = False
    _zone: ZoneInfo = field(init=False, repr=False, compare=False)
    _days: dict[date, tuple[OpenTime, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _opens: dict[datetime, datetime] = field(init=False, repr=False, compare=False, default_factory=dict)
    _ends: dict[tuple[datetime, Span], datetime] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_zone", known_zone(self.zone))
        if len(self.week) != 7:
            raise ValueError("a week has seven days, Monday first; a closed day is ()")
        for shifts in self.week:
            _check_shifts(shifts)
        if not self.always and not any(self.week):
            raise ValueError("these hours are never open; name at least one shift, or always")

    def is_open(self, at: datetime) -> bool:
        """Is anybody there? At the minute of opening yes, at the minute of closing no longer."""
        at = utc(at)
        return self.next_open(at) == at

    def next_open(self, at: datetime) -> datetime:
        """`at` itself while open, else the next opening."""
        opens = self._opens.get(at)
        if opens is None:
            at = utc(at)
            if len(self._opens) >= _REMEMBERED_MOMENTS:
                self._opens.clear()
            opens = self._opens[at] = at if self.always else max(at, next(self._shifts_after(at))[0])
        return opens

    def closes(self, at: datetime) -> datetime:
        """The end of the current shift, while closed of the next one; a year on, if it never closes."""
        at = utc(at)
        if self.always:
            return at + _YEAR
        shifts = self._shifts_after(at)
        end = next(shifts)[1]
        for start, later_end in shifts:
            if start > end or end - at > _YEAR:
                return end
            end = later_end
        raise AssertionError("unreachable: there is no last shift")

    def add(self, at: datetime, span: Span) -> datetime:
        """When the span, begun at `at`, is over: working time ends in open hours, if only as they close.

        A working day later is the same time of day on the next day that is worked at all, or that day's
        closing time where it closes earlier; begun while closed, it counts from the next opening.
        """
        at = utc(at)
        if self.always or not span.working:
            return at + span.length
        ends = self._ends.get((at, span))
        if ends is None:
            if len(self._ends) >= _REMEMBERED_MOMENTS:
                self._ends.clear()
            ends = self._ends[at, span] = self._end(at, span)
        return ends

    def _end(self, at: datetime, span: Span) -> datetime:
        if span.unit == "wd":
            return self._add_days(at, span.count)
        left = span.length
        for start, end in self.that_count(span)._shifts_after(at):
            begin = max(start, at)
            if left <= end - begin:
                return begin + left
            left -= end - begin
        raise AssertionError("unreachable: there is no last shift")

    def that_count(self, span: Span) -> "WorkingHours":
        """The hours such a span is counted in: these, or those in which people in their zone are awake."""
        return _awake(self.zone) if span.unit == "ah" and not self.always else self

    def worked(self, a: datetime, b: datetime) -> timedelta:
        """How much open time lies between `a` and `b`; nothing if `b` is not after `a`."""
        a, b = utc(a), utc(b)
        total = timedelta(0)
        if b <= a:
            return total
        if self.always:
            return b - a
        for start, end in self._shifts_after(a):
            if start >= b:
                return total
            total += min(end, b) - max(start, a)
        return total

    def also_closed(self, other: "WorkingHours") -> "WorkingHours":
        """The same hours, closed on the other's public holidays and closed days as well."""
        codes = dict.fromkeys(f"{self.holidays} {other.holidays}".replace(",", " ").split())
        return replace(self, holidays=" ".join(codes), closed=self.closed | other.closed)

    def _add_days(self, at: datetime, count: int) -> datetime:
        begin = self.next_open(at)
        if not count:
            return begin
        local = begin.astimezone(self._zone)
        days = self._open_days(local.date() + _DAY)
        day, shifts = next(islice(days, count - 1, None))
        wished = instant(datetime.combine(day, self._time_of_day(local)), self._zone)
        latest = shifts[0][0]
        for start, end in shifts:
            if start <= wished:
                latest = min(wished, end)
        return latest

    def _time_of_day(self, local: datetime) -> time:
        """The wall-clock time; in an hour that comes twice, the second time, its end: later stays later."""
        if not local.fold:
            return local.time()
        first = local.replace(fold=0)
        change = change_between(self._zone, utc(first), utc(local))
        last_wall = change.replace(tzinfo=None) + (first.utcoffset() or timedelta(0))
        return min(last_wall.time(), time.max) if last_wall.date() == local.date() else time.max

    def _shifts_after(self, at: datetime) -> Iterator[OpenTime]:
        """The shifts not yet over at `at`, in order, without end."""
        for _, shifts in self._open_days(self._local_day(at)):
            for shift in shifts:
                if shift[1] > at:
                    yield shift

    def _open_days(self, day: date) -> Iterator[tuple[date, tuple[OpenTime, ...]]]:
        """The days that are worked, from `day` on, without end; ValueError if eleven years bring none."""
        idle = 0
        while idle < _REMEMBERED_DAYS:
            shifts = self._open_times(day)
            idle = 0 if shifts else idle + 1
            if shifts:
                yield day, shifts
            day += _DAY
        raise ValueError(f"these hours are not open on any day in the years before {day.year}")

    def _local_day(self, at: datetime) -> date:
        return at.astimezone(self._zone).date()

    def _open_times(self, day: date) -> tuple[OpenTime, ...]:
        known = self._days.get(day)
        if known is None:
            if len(self._days) >= _REMEMBERED_DAYS:
                self._days.clear()
            known = self._days[day] = tuple(self._work_out(day))
        return known

    def _work_out(self, day: date) -> Iterator[OpenTime]:
        if day in self.closed or (self.holidays and day in public_holidays(self.holidays, day.year)):
            return
        until = min((t for month, d, t in self.half_days if (month, d) == (day.month, day.day)), default=None)
        previous_end = datetime.min.replace(tzinfo=UTC)
        for opens, closes in self.week[day.weekday()]:
            if until is not None and (closes == _MIDNIGHT or closes > until):
                closes = max(until, opens)
                if closes == opens:
                    return
            last_day = day + _DAY if closes == _MIDNIGHT else day
            # A change of clocks can push one shift's start before the end of the one before it.
            start = max(instant(datetime.combine(day, opens), self._zone), previous_end)
            end = instant(datetime.combine(last_day, closes), self._zone, last=closes != _MIDNIGHT)
            if start < end:
                yield start, end
                previous_end = end


@lru_cache(maxsize=256)
def _awake(zone: str) -> WorkingHours:
    """When people there are awake, on any day: from 07:00 to 22:00."""
    return WorkingHours(zone, (((time(7), time(22)),),) * 7, half_days=())


def _check_shifts(shifts: tuple[Shift, ...]) -> None:
    """Shifts of one day run in order and do not overlap; ValueError says which does not."""
    free_from: time | None = _MIDNIGHT
    for opens, closes in shifts:
        if free_from is None or opens < free_from or (closes <= opens and closes != _MIDNIGHT):
            raise ValueError(
                f"shift {opens:%H:%M}-{closes:%H:%M}: shifts of a day go in order, do not overlap, "
                "and one past midnight is split at 00:00"
            )
        free_from = None if closes == _MIDNIGHT else closes
