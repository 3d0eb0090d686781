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
from deskbell.domain.hours import Span, WorkingHours
from deskbell.domain.walls import instant, known_zone

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:t(\d{1,2}):(\d{2})(?::\d{2})?)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.?(\d{4})?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(h|uhr|am|pm|a\.m\.?|p\.m\.?)?")
_ORDINAL = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th|er|º)?")
_COUNTED = re.compile(r"(\d{1,3})([a-z]*)")
_EDGES = ",;:!?()[]\"'«»„“”‚‘…"
_DAY = timedelta(days=1)
#: A date without a year that passed less than this ago has passed; an older one is next year's.
_LOOKS_BACK = timedelta(days=180)

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
    start = _skip(tokens, 0, words.LEADS)
    found = (
        _counted(tokens, frame) or _end_of_day(tokens, start, frame) or _day_and_clock(tokens, start, frame)
    )
    return found


def _bare(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().strip(_EDGES) or word


def _skip(tokens: Sequence[str], at: int, what: frozenset[str]) -> int:
    while at < len(tokens) and tokens[at] in what:
        at += 1
    return at


def _word(tokens: Sequence[str], at: int) -> str:
    """The word there without the full stop a sentence ends with; "" past the end."""
    return tokens[at].rstrip(".") if at < len(tokens) else ""


def _counted(tokens: Sequence[str], frame: Frame) -> Read | None:
    """ "in 2h", "30 min", "in einer Stunde", "dentro de 2 horas", "2 working days"."""
    at = _skip(tokens, 0, words.AFTER)
    if not at and not frame.bare:
        return None
    if at and _word(tokens, at) == "de":
        at += 1
    number = _COUNTED.fullmatch(_word(tokens, at))
    if number:
        count, unit_word = int(number[1]), number[2]
    elif at and _word(tokens, at) in words.ONE:
        count, unit_word = 1, ""
    else:
        return None
    at += 1
    working = False
    if not unit_word:
        working = _word(tokens, at) in words.WORKING
        at += working
        unit_word = _word(tokens, at)
        at += 1
    unit = words.UNITS.get(unit_word)
    if unit is None or (tokens[0] not in words.AFTER and unit_word in words.HOUR_WORDS):
        return None  # "14 h" is a clock, "in 14 h" is not
    if _word(tokens, at) in words.WORKING_BEHIND:
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
        if tuple(_word(tokens, i) for i in range(at, at + len(phrase))) == phrase:
            at += len(phrase)
            day = _day(tokens, _skip(tokens, at, words.LEADS), frame)
            return (day[0], _end_of(day[1], frame)) if day else (at, _end_of(frame.today, frame))
    return None


def _day_and_clock(tokens: Sequence[str], at: int, frame: Frame) -> Read | None:
    if (clock := _clock(tokens, at)) and not _DOTTED.fullmatch(tokens[at]):
        at, hour = clock
        day = _day(tokens, _skip(tokens, at, words.LEADS), frame)
        if day and not day[2]:
            return day[0], _moment(_coming(day[1], hour, frame, day[3]), hour, frame)
        return at, _moment(frame.today, hour, frame)
    if _word(tokens, at) in words.THIS and (part := words.DAY_PARTS.get(_word(tokens, at + 1))):
        return at + 2, _moment(frame.today, time(part), frame)
    named = _day(tokens, at, frame)
    if named is None:
        return None
    at, day_named, with_clock, weekday = named
    if with_clock is not None:
        return at, _moment(day_named, with_clock, frame)
    behind = _skip(tokens, at, words.LEADS)
    if clock := _clock(tokens, behind):
        return clock[0], _moment(_coming(day_named, clock[1], frame, weekday), clock[1], frame)
    if end := _end_of_day(tokens, behind, frame):
        return end[0], _end_of(day_named, frame)
    if part := words.DAY_PARTS.get(_word(tokens, behind)):
        return behind + 1, _moment(_coming(day_named, time(part), frame, weekday), time(part), frame)
    if tokens[at - 1] == "tonight":
        return at, _moment(day_named, time(20), frame)
    if weekday and day_named == frame.today:
        day_named += 7 * _DAY  # who means today says so
    return at, _end_of(day_named, frame) if frame.late or day_named == frame.today else _start_of(
        day_named, frame
    )


Day = tuple[int, date, time | None, bool]


def _day(tokens: Sequence[str], at: int, frame: Frame) -> Day | None:
    """A day: the words up to where, its date, an ISO time's clock, and whether only a weekday was said."""
    word = _word(tokens, at)
    if not word:
        return None
    if word in words.NEAR_DAYS:
        return at + 1, frame.today + words.NEAR_DAYS[word] * _DAY, None, False
    if named := _named_weekday(tokens, at, frame):
        return named
    return _date(tokens, at, frame)


def _named_weekday(tokens: Sequence[str], at: int, frame: Frame) -> Day | None:
    monday = frame.today - frame.today.weekday() * _DAY
    word, behind = _word(tokens, at), _word(tokens, at + 1)
    if (word in words.NEXT and behind in words.WEEK) or (word in words.WEEK and behind in words.NEXT):
        return at + 2, monday + 7 * _DAY, None, False
    if word in words.NEXT and behind in words.WEEKDAYS:
        return at + 2, monday + (7 + words.WEEKDAYS[behind]) * _DAY, None, False
    if word not in words.WEEKDAYS or (not frame.bare and word in words.DOUBTFUL_DAYS):
        return None
    if behind in words.NEXT:
        return at + 2, monday + (7 + words.WEEKDAYS[word]) * _DAY, None, False
    # "Tuesday, 24 November": the date says more than the weekday, unless they disagree.
    dated = _date(tokens, _skip(tokens, at + 1, words.LEADS), frame)
    if dated and dated[1].weekday() == words.WEEKDAYS[word]:
        return dated
    ahead = (words.WEEKDAYS[word] - frame.today.weekday()) % 7
    return at + 1, frame.today + ahead * _DAY, None, True


def _date(tokens: Sequence[str], at: int, frame: Frame) -> Day | None:
    if at >= len(tokens):
        return None
    if iso := _ISO.fullmatch(_word(tokens, at)):
        day = _calendar(int(iso[1]), int(iso[2]), int(iso[3]))
        clock = _time(int(iso[4]), int(iso[5])) if iso[4] else None
        return None if day is None or (iso[4] and clock is None) else (at + 1, day, clock, False)
    if dotted := _DOTTED.fullmatch(tokens[at]):
        day = _in_year(dotted[3] or "", int(dotted[2]), int(dotted[1]), frame)
        return (at + 1, day, None, False) if day else None
    return _spelled(tokens, at, frame)


def _spelled(tokens: Sequence[str], at: int, frame: Frame) -> Day | None:
    """ "24 November", "24. November 2026", "November 24", "24 de noviembre"."""
    first, after = _ORDINAL.fullmatch(tokens[at]), _skip(tokens, at + 1, frozenset({"de", "of"}))
    month = words.MONTHS.get(_word(tokens, after)) if first else words.MONTHS.get(_word(tokens, at))
    number = first or (_ORDINAL.fullmatch(_word(tokens, at + 1)) if month else None)
    if not month or not number:
        return None
    end = after + 1 if first else at + 2
    year_at = _skip(tokens, end, frozenset({"de"}))
    year = _word(tokens, year_at)
    year = year if len(year) == 4 and year.isascii() and year.isdigit() else ""
    day = _in_year(year, month, int(number[1]), frame)
    return (year_at + 1 if year else end, day, None, False) if day else None


def _in_year(year: str, month: int, day: int, frame: Frame) -> date | None:
    if year:
        return _calendar(int(year), month, day)
    this = _calendar(frame.today.year, month, day)
    if this and this >= frame.today - _LOOKS_BACK:
        return this
    return _calendar(frame.today.year + 1, month, day)


def _clock(tokens: Sequence[str], at: int) -> tuple[int, time] | None:
    """ "15:00", "10.30", "14 Uhr 30", "14h30", "2 pm", "noon"; a number alone is no clock."""
    word = _word(tokens, at)
    if words.DAY_PARTS.get(word) == 12 and word in (
        "noon",
        "midday",
        "mittag",
        "midi",
        "mediodía",
        "mediodia",
    ):
        return at + 1, time(12)
    found = _CLOCK.fullmatch(word)
    if not found:
        return None
    hour, minute, mark, taken = int(found[1]), found[2], found[3] or "", at + 1
    if minute and "." in word and tokens[at].endswith("."):
        return None  # 24.11. is a day
    behind = _word(tokens, at + 1)
    if not mark and behind in (*words.HOUR_WORDS, "am", "pm", "a.m", "p.m"):
        mark, taken = behind, at + 2
    if not minute and not mark:
        return None
    more = _word(tokens, taken)
    if not minute and mark in words.HOUR_WORDS and len(more) == 2 and more.isascii() and more.isdigit():
        minute, taken = more, taken + 1
    if mark[:1] in ("a", "p"):
        hour = hour % 12 + 12 * (mark[0] == "p") if 1 <= hour <= 12 else 99
    clock = _time(hour, int(minute or 0))
    return (taken, clock) if clock is not None else None


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


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None
