"""Days and hours as books write them: weekdays, a stretch of the day, a client's busy days, weeks of
working hours.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, time

from deskbell.triage.plain import parse_time
from deskbell.triage.shapes import Parsed, Shape
from deskbell.triage.trouble import did_you_mean, shown

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _minute(text: str) -> int:
    """Minutes after midnight; ValueError as a time of day gives it."""
    hours, _, minutes = text.strip().partition(":")
    read_time(text)
    return int(hours) * 60 + int(minutes)


def read_time(text: str) -> time:
    """A time of day; ValueError says what is expected."""
    return parse_time(text)


def _between(text: str) -> tuple[int, int]:
    start, dash, end = text.replace("–", "-").partition("-")
    if not dash or _minute(start) == _minute(end):
        raise ValueError(f'"{shown(text)}": expected hours like 22:00-06:00')
    return _minute(start), _minute(end)


BETWEEN: Shape[tuple[int, int]] = Parsed("hours like 22:00-06:00", _between)


def _busy_day(text: str) -> str:
    """`friday`, `last day` (of a month), `day 25`, `2026-12-23`: every way to name one."""
    word = " ".join(text.casefold().split())
    number = word.removeprefix("day ")
    if word in WEEKDAYS or word == "last day":
        return word
    if word.startswith("day ") and number.isascii() and number.isdigit() and 1 <= int(number[:3]) <= 31:
        return f"day {int(number)}"
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError:
        near = did_you_mean(word, (*WEEKDAYS, "last day")) or "; write friday, day 25, last day or 2026-12-23"
        raise ValueError(f'unknown busy day "{shown(text)}"{near}') from None


BUSY_DAY: Shape[str] = Parsed("a busy day like friday, day 25, last day or 2026-12-23", _busy_day)


def is_busy(busy_days: tuple[str, ...], day: date) -> bool:
    """Is the day one of them?"""
    if not busy_days:
        return False
    names = {WEEKDAYS[day.weekday()], f"day {day.day}", day.isoformat()}
    if day.day == monthrange(day.year, day.month)[1]:
        names.add("last day")
    return not names.isdisjoint(busy_days)


def _shifts(text: str) -> tuple[tuple[time, time], ...]:
    word = text.strip()
    if word == "closed":
        return ()
    shifts = []
    for piece in word.replace("–", "-").split(","):
        opens, dash, closes = piece.partition("-")
        if not dash:
            raise ValueError(f'"{shown(text)}": expected hours like 08:00-12:00, 13:00-17:00, or closed')
        shift = read_time(opens), read_time(closes)
        if shift[0] == shift[1]:
            raise ValueError(f'"{shown(piece.strip())}" is no time at all; around the clock is always: yes')
        shifts.append(shift)
    return tuple(shifts)


SHIFTS: Shape[tuple[tuple[time, time], ...]] = Parsed("hours like 08:00-18:00, or closed", _shifts)


def _days_of_week(text: str) -> tuple[int, ...]:
    """`monday`, `monday-friday`, `saturday, sunday`."""
    days: list[int] = []
    for piece in text.casefold().replace("–", "-").split(","):
        first, dash, last = (part.strip() for part in piece.partition("-"))
        ends = [first, last] if dash else [first, first]
        for word in ends:
            if word not in WEEKDAYS:
                raise ValueError(f'unknown weekday "{shown(word)}"{did_you_mean(word, WEEKDAYS)}')
        start, end = (WEEKDAYS.index(word) for word in ends)
        days.extend(range(start, end + 1) if start <= end else [*range(start, 7), *range(end + 1)])
    return tuple(days)


DAYS_OF_WEEK: Shape[tuple[int, ...]] = Parsed("a weekday, or monday-friday", _days_of_week)


def _half_day(text: str) -> tuple[int, int]:
    month, dash, day = text.strip().partition("-")
    if not (dash and month.isdigit() and day.isdigit() and text.isascii()):
        raise ValueError(f'"{shown(text)}": expected a month and day like 12-24')
    try:
        date(2024, int(month[:3]), int(day[:3]))
    except ValueError:
        raise ValueError(f'"{shown(text)}": no such day of the year') from None
    return int(month), int(day)


MONTH_AND_DAY: Shape[tuple[int, int]] = Parsed("a month and day like 12-24", _half_day)
