"""Times as people write them ("thu 15:00", "morgen 10 Uhr", "in 2 wd"), read into moments.

Reading is by words, left to right, the longest reading wins; what cannot be read is None, never a guess.
Numbers alone are no date where countries differ (11/12), and no clock ("tomorrow 3 parts arrive").
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskbell.domain import time_words as words
from deskbell.domain.days import DOTTED, read_clock, read_day, skip, word_at
from deskbell.domain.hours import Span, WorkingHours
from deskbell.domain.walls import instant, known_zone

_COUNTED = re.compile(r"(\d{1,3})([a-z]*)")
_EDGES = ",;:!?()[]\"'«»„“”‚‘…"
_DAY = timedelta(days=1)

Read = tuple[int, datetime]


@dataclass(frozen=True)
class Frame:
    """From where a time is read: when, in whose hours, by whose wall.

    `late`: a day without a clock means its end of hours (a promise in somebody's words), else their start.
    `bare`: "2 wd" counts without an "in" before it.
    """

    now: datetime
    hours: WorkingHours
    zone: ZoneInfo
    late: bool = False
    bare: bool = True

    @classmethod
    def of(
        cls, now: datetime, hours: WorkingHours, zone: str, late: bool = False, bare: bool = True
    ) -> "Frame":
        return cls(now, hours, known_zone(zone), late, bare)

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()


def tokens_of(text: str) -> list[str]:
    """The words of a text as `read_when` wants them: NFKC, casefolded, freed of the marks around them."""
    return [_bare(word) for word in text.split()]


def read_when(tokens: Sequence[str], frame: Frame) -> Read | None:
    """The time the words begin with and how many of them it takes; whether it has passed is not judged."""
    start = skip(tokens, 0, words.LEADS)
    return (
        _counted(tokens, frame) or _end_of_day(tokens, start, frame) or _day_and_clock(tokens, start, frame)
    )


def _bare(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().strip(_EDGES) or word


def _counted(tokens: Sequence[str], frame: Frame) -> Read | None:
    """ "in 2h", "30 min", "in einer Stunde", "dentro de 2 horas", "2 working days"."""
    at = skip(tokens, 0, words.AFTER)
    if not at and not frame.bare:
        return None
    if at and word_at(tokens, at) == "de":
        at += 1
    number = _COUNTED.fullmatch(word_at(tokens, at))
    if number:
        count, unit_word = int(number[1]), number[2]
    elif at and word_at(tokens, at) in words.ONE:
        count, unit_word = 1, ""
    else:
        return None
    at += 1
    working = False
    if not unit_word:
        working = word_at(tokens, at) in words.WORKING
        at += working
        unit_word = word_at(tokens, at)
        at += 1
    unit = words.UNITS.get(unit_word)
    if unit is None or (tokens[0] not in words.AFTER and unit_word in words.HOUR_WORDS):
        return None  # "14 h" is a clock, "in 14 h" is not
    if word_at(tokens, at) in words.WORKING_BEHIND:
        working, at = True, at + 1
    return at, _later(count, "w" + unit if working and unit in "hd" else unit, frame)


def _later(count: int, unit: str, frame: Frame) -> datetime:
    if unit == "w":
        count, unit = count * 7, "d"
    if unit == "d":
        # Days by the calendar: the same clock, also over a change of clocks.
        wall = frame.now.astimezone(frame.zone).replace(tzinfo=None) + count * _DAY
        return instant(wall, frame.zone)
    return frame.hours.add(frame.now, Span(count, unit))


def _end_of_day(tokens: Sequence[str], at: int, frame: Frame) -> Read | None:
    for phrase in words.END_OF_DAY:
        if tuple(word_at(tokens, i) for i in range(at, at + len(phrase))) == phrase:
            at += len(phrase)
            day = read_day(tokens, skip(tokens, at, words.LEADS), frame.today, not frame.bare)
            return (day[0], _end_of(day[1], frame)) if day else (at, _end_of(frame.today, frame))
    return None


def _day_and_clock(tokens: Sequence[str], at: int, frame: Frame) -> Read | None:
    if (clock := read_clock(tokens, at)) and not DOTTED.fullmatch(tokens[at]):
        at, hour = clock
        day = read_day(tokens, skip(tokens, at, words.LEADS), frame.today, not frame.bare)
        if day and not day[2]:
            return day[0], _moment(_coming(day[1], hour, frame, day[3]), hour, frame)
        return at, _moment(frame.today, hour, frame)
    if word_at(tokens, at) in words.THIS and (part := words.DAY_PARTS.get(word_at(tokens, at + 1))):
        return at + 2, _moment(frame.today, time(part), frame)
    named = read_day(tokens, at, frame.today, not frame.bare)
    if named is None:
        return None
    at, day_named, with_clock, weekday = named
    if with_clock is not None:
        return at, _moment(day_named, with_clock, frame)
    behind = skip(tokens, at, words.LEADS)
    if clock := read_clock(tokens, behind):
        return clock[0], _moment(_coming(day_named, clock[1], frame, weekday), clock[1], frame)
    if end := _end_of_day(tokens, behind, frame):
        return end[0], _end_of(day_named, frame)
    if part := words.DAY_PARTS.get(word_at(tokens, behind)):
        return behind + 1, _moment(_coming(day_named, time(part), frame, weekday), time(part), frame)
    if tokens[at - 1] == "tonight":
        return at, _moment(day_named, time(20), frame)
    if weekday and day_named == frame.today:
        day_named += 7 * _DAY  # who means today says so
    if frame.late or day_named == frame.today:
        return at, _end_of(day_named, frame)
    return at, _start_of(day_named, frame)


def _coming(day: date, clock: time, frame: Frame, weekday: bool) -> date:
    """A weekday named without a date is today while its hour is to come, else next week's."""
    if weekday and day == frame.today and _moment(day, clock, frame) <= frame.now:
        return day + 7 * _DAY
    return day


def _moment(day: date, clock: time, frame: Frame) -> datetime:
    return instant(datetime.combine(day, clock), frame.zone)


def _start_of(day: date, frame: Frame) -> datetime:
    return frame.hours.next_open(_moment(day, time(0), frame))


def _end_of(day: date, frame: Frame) -> datetime:
    """When that day's last shift ends, or 18:00 on a day nobody works."""
    end = _moment(day, time(18), frame)
    opens = frame.hours.next_open(_moment(day, time(0), frame))
    midnight = _moment(day + _DAY, time(0), frame)
    if frame.hours.always or opens >= midnight:
        return end
    while opens < midnight:
        end = frame.hours.closes(opens)
        opens = frame.hours.next_open(end)
    return min(end, midnight - timedelta(minutes=1))
