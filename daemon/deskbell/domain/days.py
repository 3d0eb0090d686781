"""The days and clocks in people's words, one at a time: "thu", "24.11.", "24 de noviembre", "14 Uhr 30".

Each reader takes tokens and a place, and says how far it read. What cannot be one is None, never a guess.
"""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

from deskbell.domain import time_words as words

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:t(\d{1,2}):(\d{2})(?::\d{2})?)?")
#: "24.11.", "24.11.2026"; "10.30" behind a day is a clock, alone it could be either.
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.?(\d{4})?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(h|uhr|am|pm|a\.m\.?|p\.m\.?)?")
_ORDINAL = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th|er|º)?")
_DAY = timedelta(days=1)
#: A date without a year that passed less than this ago has passed; an older one is next year's.
_LOOKS_BACK = timedelta(days=180)
#: Years a desk may speak of; others are slips of the finger, and would leave the calendar.
_YEARS = range(2000, 2200)

Day = tuple[int, date, time | None, bool]


def skip(tokens: Sequence[str], at: int, what: frozenset[str]) -> int:
    """The first place from `at` on whose word is none of these."""
    while at < len(tokens) and tokens[at] in what:
        at += 1
    return at


def word_at(tokens: Sequence[str], at: int) -> str:
    """The word there without the full stop a sentence ends with; "" past the end."""
    return tokens[at].rstrip(".") if at < len(tokens) else ""


def read_day(tokens: Sequence[str], at: int, today: date, sure: bool) -> Day | None:
    """A day: the words up to where, its date, an ISO time's clock, and whether only a weekday was said.

    `sure`: in a sentence of a letter, where short forms that are common words too ("so", "do") are no day.
    """
    word = word_at(tokens, at)
    if not word:
        return None
    if word in words.NEAR_DAYS:
        return at + 1, today + words.NEAR_DAYS[word] * _DAY, None, False
    if named := _named_weekday(tokens, at, today, sure):
        return named
    return _date(tokens, at, today)


def read_clock(tokens: Sequence[str], at: int) -> tuple[int, time] | None:
    """ "15:00", "10.30", "14 Uhr 30", "14h30", "2 pm", "noon"; a number alone is no clock."""
    word = word_at(tokens, at)
    if word in words.NOON:
        return at + 1, time(12)
    found = _CLOCK.fullmatch(word)
    if not found:
        return None
    hour, minute, mark, taken = int(found[1]), found[2], found[3] or "", at + 1
    if minute and "." in word and tokens[at].endswith("."):
        return None  # 24.11. is a day
    behind = word_at(tokens, at + 1)
    if not mark and behind in (*words.HOUR_WORDS, "am", "pm", "a.m", "p.m"):
        mark, taken = behind, at + 2
    if not minute and not mark:
        return None
    more = word_at(tokens, taken)
    if not minute and mark in words.HOUR_WORDS and len(more) == 2 and more.isascii() and more.isdigit():
        minute, taken = more, taken + 1
    if mark[:1] in ("a", "p"):
        hour = hour % 12 + 12 * (mark[0] == "p") if 1 <= hour <= 12 else 99
    clock = _time(hour, int(minute or 0))
    return (taken, clock) if clock is not None else None


def _named_weekday(tokens: Sequence[str], at: int, today: date, sure: bool) -> Day | None:
    monday = today - today.weekday() * _DAY
    word, behind = word_at(tokens, at), word_at(tokens, at + 1)
    if (word in words.NEXT and behind in words.WEEK) or (word in words.WEEK and behind in words.NEXT):
        # In a sentence it is kept by that week's Friday; as a command it begins on its Monday.
        return at + 2, monday + (11 if sure else 7) * _DAY, None, False
    if word in words.NEXT and behind in words.WEEKDAYS:
        return at + 2, monday + (7 + words.WEEKDAYS[behind]) * _DAY, None, False
    if word not in words.WEEKDAYS or (sure and word in words.DOUBTFUL_DAYS):
        return None
    if behind in words.NEXT:
        return at + 2, monday + (7 + words.WEEKDAYS[word]) * _DAY, None, False
    # "Tuesday, 24 November": the date says more than the weekday, unless they disagree.
    dated = _date(tokens, skip(tokens, at + 1, words.LEADS), today)
    if dated and dated[1].weekday() == words.WEEKDAYS[word]:
        return dated
    ahead = (words.WEEKDAYS[word] - today.weekday()) % 7
    return at + 1, today + ahead * _DAY, None, True


def _date(tokens: Sequence[str], at: int, today: date) -> Day | None:
    if at >= len(tokens):
        return None
    if iso := _ISO.fullmatch(word_at(tokens, at)):
        day = _calendar(int(iso[1]), int(iso[2]), int(iso[3]))
        clock = _time(int(iso[4]), int(iso[5])) if iso[4] else None
        return None if day is None or (iso[4] and clock is None) else (at + 1, day, clock, False)
    if dotted := DOTTED.fullmatch(tokens[at]):
        day = _in_year(dotted[3] or "", int(dotted[2]), int(dotted[1]), today)
        return (at + 1, day, None, False) if day else None
    return _spelled(tokens, at, today)


def _spelled(tokens: Sequence[str], at: int, today: date) -> Day | None:
    """ "24 November", "24. November 2026", "November 24", "24 de noviembre"."""
    first, after = _ORDINAL.fullmatch(tokens[at]), skip(tokens, at + 1, frozenset({"de", "of"}))
    month = words.MONTHS.get(word_at(tokens, after)) if first else words.MONTHS.get(word_at(tokens, at))
    number = first or (_ORDINAL.fullmatch(word_at(tokens, at + 1)) if month else None)
    if not month or not number:
        return None
    end = after + 1 if first else at + 2
    year_at = skip(tokens, end, frozenset({"de"}))
    year = word_at(tokens, year_at)
    year = year if len(year) == 4 and year.isascii() and year.isdigit() else ""
    day = _in_year(year, month, int(number[1]), today)
    return (year_at + 1 if year else end, day, None, False) if day else None


def _in_year(year: str, month: int, day: int, today: date) -> date | None:
    if year:
        return _calendar(int(year), month, day)
    this = _calendar(today.year, month, day)
    if this and this >= today - _LOOKS_BACK:
        return this
    return _calendar(today.year + 1, month, day)


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _time(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None
