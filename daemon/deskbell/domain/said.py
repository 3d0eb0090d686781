"""Times as letters say them: a clock, the day it belongs to, and from whose wall it is read.

What is said is the latest moment, so clocks and promises use `round_up` first, in the zone that will be
spoken (`spoken_zone`). The words never hold seconds or 0:00; spaces inside a clock time are no-break spaces,
in text and HTML alike (`plain` takes them out). Every time given is an aware datetime.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskbell.domain.tongues import NBSP, Tongue, tongue
from deskbell.domain.walls import known_zone, utc

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def spoken_zone(zone: str, zone_known: bool = True, desk_zone: str = "") -> str:
    """The zone a letter speaks in: the reader's where it is known, else the desk's."""
    return zone if zone_known and zone else desk_zone or zone or "UTC"


def round_up(at: datetime, zone: str, minutes: int = 15) -> datetime:
    """The next quarter of an hour (or five minutes) by `zone` that can be said without doubt, in UTC.

    Neither midnight nor in an hour that a change of clocks brings twice. Rounding again changes nothing.
    """
    wall = known_zone(zone)
    at = utc(at)
    local = at.astimezone(wall)
    past = timedelta(minutes=local.minute % minutes, seconds=local.second, microseconds=local.microsecond)
    if past:
        at += timedelta(minutes=minutes) - past
    while _is_midnight(at.astimezone(wall)) or _comes_twice(at.astimezone(wall)):
        at += timedelta(minutes=minutes)
    return at


def say_by(
    at: datetime, now: datetime, zone: str, language: str = "en", zone_known: bool = True, desk_zone: str = ""
) -> str:
    """The latest moment: "by 22:25, in 15 minutes", "today, Tuesday, by 14:00"."""
    wall = _Wall.of(zone, language, zone_known, desk_zone)
    by = wall.words.by.format(clock=wall.clock_in_sentence(at)) + wall.whose(at)
    left = utc(at) - utc(now)
    if timedelta(0) < left < _HOUR - _MINUTE / 2:
        minutes = max(1, round(left / _MINUTE))
        return f"{by}, {wall.words.within.format(span=say_span(minutes * _MINUTE, language))}"
    return f"{wall.day(at, now)}, {by}"


def say_at(
    at: datetime, now: datetime, zone: str, language: str = "en", zone_known: bool = True, desk_zone: str = ""
) -> str:
    """A moment that is no promise, past or to come: "tomorrow, Wednesday 25 November, at 08:00"."""
    wall = _Wall.of(zone, language, zone_known, desk_zone)
    clock = wall.words.at.format(clock=wall.clock_in_sentence(at))
    return f"{wall.day(at, now)}, {clock}{wall.whose(at)}"


def say_between(
    start: datetime,
    end: datetime,
    now: datetime,
    zone: str,
    language: str = "en",
    zone_known: bool = True,
    desk_zone: str = "",
) -> str:
    """A span of work, a visit: "on Thursday, 26 November, between 13:00 and 15:00"."""
    wall = _Wall.of(zone, language, zone_known, desk_zone)
    first, last = wall.clock_in_sentence(start), wall.clock_in_sentence(end)
    return f"{wall.day(start, now)}, {wall.words.between.format(first=first, last=last)}{wall.whose(end)}"


def say_day(at: datetime, now: datetime, zone: str, language: str = "en") -> str:
    """The day alone: "today, Tuesday", "tomorrow, Wednesday 25 November", "on Friday, 27 November"."""
    return _Wall.of(zone, language).day(at, now)


def say_date(day: date, language: str = "en", this_year: int | None = None) -> str:
    """A calendar day with weekday and month in words; its year unless it is `this_year`."""
    return _date(tongue(language), day, tongue(language).date, this_year)


def say_clock(at: datetime, zone: str, language: str = "en") -> str:
    """The clock alone, up to the next minute: "14:00", "14 h 30", "2:00 pm"."""
    return _Wall.of(zone, language).clock(at)


def say_span(span: timedelta, language: str = "en") -> str:
    """How long, to the minute and in two words at most: "15 minutes", "1 hour 30 minutes", "2 days"."""
    units = tongue(language).units
    minutes = max(0, round(span / _MINUTE))
    if minutes >= 2 * 24 * 60:
        return _counted(round(minutes / (24 * 60)), units["day"])
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _counted(rest, units["minute"])
    return _counted(hours, units["hour"]) + (f" {_counted(rest, units['minute'])}" if rest else "")


@dataclass(frozen=True, slots=True)
class _Wall:
    """A clock on the reader's wall, or the desk's where that is unknown, and the words to read it in."""

    words: Tongue
    zone: ZoneInfo
    desk: ZoneInfo
    known: bool

    @classmethod
    def of(cls, zone: str, language: str, known: bool = True, desk_zone: str = "") -> "_Wall":
        spoken = spoken_zone(zone, known, desk_zone)
        return cls(
            tongue(language), known_zone(spoken), known_zone(desk_zone or spoken), known and bool(zone)
        )

    def day(self, at: datetime, now: datetime) -> str:
        """The day as seen from `now`."""
        words, day, today = self.words, self._local(at).date(), now.astimezone(self.zone).date()
        if day == today:
            return words.today.format(weekday=words.weekdays[day.weekday()])
        near = {_DAY: words.tomorrow, -_DAY: words.yesterday}.get(day - today)
        if near:
            return near.format(date=_date(words, day, words.near_date, today.year))
        return words.on.format(date=_date(words, day, words.date, today.year))

    def clock(self, at: datetime) -> str:
        """The time of day; in an hour that comes twice, with the abbreviation that tells which."""
        local = self._local(at)
        said = self.words.clock(local.time())
        return f"{said}{NBSP}{local.tzname()}" if _comes_twice(local) else said

    def clock_in_sentence(self, at: datetime) -> str:
        return self.words.article(self._local(at).time()) + self.clock(at)

    def whose(self, at: datetime) -> str:
        """Whose time it is, where that could be doubted."""
        local = self._local(at)
        if self.known:
            return "" if local.utcoffset() == at.astimezone(self.desk).utcoffset() else self.words.your_time
        short = local.tzname() or ""
        area, _, city = str(self.zone.key).rpartition("/")
        if not area or area == "Etc":
            return f" {'UTC' if short in ('UTC', '') else short}"
        english = city.replace("_", " ")
        place = self.words.place.format(place=self.words.places.get(english, english))
        return f"{place}, {short}" if short.isalpha() and not _comes_twice(local) else place

    def _local(self, at: datetime) -> datetime:
        """Up to the next whole minute, and past midnight: nobody agrees which day 0:00 belongs to."""
        at = utc(at)
        if at.second or at.microsecond:
            at = at.replace(second=0, microsecond=0) + _MINUTE
        local = at.astimezone(self.zone)
        return (at + _MINUTE).astimezone(self.zone) if _is_midnight(local) else local


def _date(words: Tongue, day: date, pattern: str, this_year: int | None) -> str:
    said = pattern.format(
        weekday=words.weekdays[day.weekday()],
        day=words.first_day if day.day == 1 else day.day,
        month=words.months[day.month - 1],
    )
    return said if day.year == this_year else said + words.year.format(year=day.year)


def _counted(count: int, forms: tuple[str, str]) -> str:
    return f"{count} {forms[0] if count == 1 else forms[1]}"


def _is_midnight(local: datetime) -> bool:
    return local.time() == time(0)


def _comes_twice(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
