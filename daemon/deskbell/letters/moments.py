"""A time in a letter: which of its words is wanted is the template's choice, how they sound is
`domain.said`'s.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from deskbell.domain import said
from deskbell.domain.tongues import tongue
from deskbell.domain.walls import known_zone
from deskbell.letters.frame import DeskFrame, Frame
from deskbell.letters.marks import Own, time_said


@dataclass(frozen=True, slots=True)
class Hearing:
    """How a reader hears times: from when, on whose wall, in which language."""

    now: datetime
    language: str
    zone: str
    zone_known: bool
    desk_zone: str
    wall: ZoneInfo

    @classmethod
    def of(cls, frame: Frame, desk: DeskFrame, language: str) -> "Hearing":
        """A zone that is none is as good as unknown: the desk's is said instead."""
        return _hearing(frame.now, language, frame.zone if frame.zone_known else "", desk.zone)

    def say(self, how: Callable[..., str], *times: datetime) -> Own:
        """Let `domain.said` say it to this reader."""
        return _said(how, times, self.now, self.zone, self.language, self.zone_known, self.desk_zone)


@lru_cache(maxsize=64)  # most readers of a batch hear alike
def _hearing(now: datetime, language: str, zone: str, desk_zone: str) -> Hearing:
    if zone:
        try:
            return Hearing(now, language, zone, True, desk_zone, known_zone(zone))
        except ValueError:
            pass
    return Hearing(now, language, "", False, desk_zone, known_zone(desk_zone))


@lru_cache(maxsize=1024)  # the letters of one batch leave at one moment, and many of them promise the same
def _said(how: Callable[..., str], times: tuple[datetime, ...], *heard: object) -> Own:
    return time_said(how(*times, *heard))


@dataclass(slots=True)  # not frozen, which takes three times as long, and a letter has eight of them
class Moment:
    """A time, ready to be said; `_end` where it is a span of work. Templates see the properties only."""

    _at: datetime
    _heard: Hearing
    _end: datetime | None = None

    @property
    def by(self) -> Own:
        """A promise, the latest moment: "today, Tuesday, by 14:00". A span of work is said as one."""
        return self.between if self._end else self._heard.say(said.say_by, self._at)

    @property
    def at(self) -> Own:
        """A moment that is no promise: "yesterday, Monday 23 November, at 22:10"."""
        return self._heard.say(said.say_at, self._minute())

    @property
    def clock(self) -> Own:
        """The clock alone for a moment of today, "at 22:10"; else as `at`."""
        heard, at = self._heard, self._minute()
        local = at.astimezone(heard.wall)
        if local.date() != heard.now.astimezone(heard.wall).date():
            return self.at
        words = tongue(heard.language)
        clock = words.article(local.time()) + said.say_clock(at, heard.wall.key, heard.language)
        return time_said(words.at.format(clock=clock))

    @property
    def between(self) -> Own:
        """A span of work: "on Thursday, 26 November, between 13:00 and 15:00"; without an end as `by`."""
        if self._end is None:
            return self.by
        return self._heard.say(said.say_between, self._at, self._end)

    @property
    def day(self) -> Own:
        """The day alone, as seen from now: "today, Tuesday", "on Friday, 27 November"."""
        heard = self._heard
        return time_said(said.say_day(self._at, heard.now, heard.wall.key, heard.language))

    @property
    def date(self) -> Own:
        """The calendar day, without a word before it: "Friday, 27 November"."""
        heard = self._heard
        day = self._at.astimezone(heard.wall).date()
        return time_said(said.say_date(day, heard.language, heard.now.astimezone(heard.wall).year))

    @property
    def dated(self) -> Own:
        """Day, month and year, the same for ever: for the subject of a thread."""
        heard = self._heard
        words = tongue(heard.language)
        day = self._at.astimezone(heard.wall).date()
        pattern = words.date.replace("{weekday}, ", "").replace("{weekday} ", "") + words.year
        number = words.first_day if day.day == 1 else day.day
        return time_said(pattern.format(day=number, month=words.months[day.month - 1], year=day.year))

    def _minute(self) -> datetime:
        """What has happened is said by the minute it happened in; what is to come, by the next."""
        if self._at <= self._heard.now:
            return self._at.replace(second=0, microsecond=0)
        return self._at
