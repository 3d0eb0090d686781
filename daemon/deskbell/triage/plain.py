"""Single words that mean something: yes and no, numbers, shares, sizes, addresses, times, dates, spans."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from deskbell.domain.hours import Span
from deskbell.domain.walls import known_zone
from deskbell.triage.shapes import Parsed, Shape
from deskbell.triage.trouble import shown

_UNITS = {"kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000, "": 1}


def _flag(text: str) -> bool:
    word = text.strip().casefold()
    if word in ("yes", "true", "on"):
        return True
    if word in ("no", "false", "off"):
        return False
    raise ValueError(f'"{shown(text)}": expected yes or no')


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ValueError(f'"{shown(text)}": expected a whole number')
    return int(text)


def _share(text: str) -> float:
    number = text.strip().removesuffix("%").strip()
    if not (number.isascii() and number.isdigit() and int(number[:4]) <= 100 and text.strip().endswith("%")):
        raise ValueError(f'"{shown(text)}": expected a share like 60 %')
    return int(number) / 100


def _size(text: str) -> int:
    number = text.strip().casefold().rstrip("kmgb ")
    unit = text.strip().casefold()[len(number) :].strip()
    if not (number.isascii() and number.isdigit() and len(number) <= 9 and unit in _UNITS):
        raise ValueError(f'"{shown(text)}": expected a size like 500 kB or 10 MB')
    return int(number) * _UNITS[unit]


def _address(text: str) -> str:
    address = text.strip().casefold()
    local, at, domain = address.rpartition("@")
    if (
        not (local and at and domain)
        or any(c.isspace() or c in "<>,;" for c in address)
        or len(address) > 254
    ):
        raise ValueError(f'"{shown(text)}": expected an address like jo@acme.example')
    return address


def _domain(text: str) -> str:
    name = text.strip().casefold().strip(".").removeprefix("@")
    if not name or any(c.isspace() or c in "<>,;@/*" for c in name) or len(name) > 253:
        raise ValueError(f'"{shown(text)}": expected a domain like acme.example')
    return name


def parse_time(text: str) -> time:
    """A time of day, 24:00 being midnight; ValueError says what is expected."""
    hours, colon, minutes = text.strip().partition(":")
    if not (colon and hours.isdigit() and minutes.isdigit() and len(minutes) == 2 and text.strip().isascii()):
        raise ValueError(f'"{shown(text)}": expected a time like 08:30')
    if int(hours[:3]) > 24 or int(minutes) > 59 or (int(hours) == 24 and int(minutes)):
        raise ValueError(f'"{shown(text)}": no such time of day')
    return time(int(hours) % 24, int(minutes))


def parse_date(text: str) -> date:
    """A date as ISO 8601 writes it; ValueError says what is expected."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f'"{shown(text)}": expected a date like 2026-12-28') from None


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f'"{shown(text)}": expected a moment like 2026-12-28 09:00') from None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _zone(text: str) -> str:
    known_zone(text)
    return text


def _language(text: str) -> str:
    word = text.strip().casefold()
    if not (2 <= len(word) <= 12 and word.replace("-", "").isalnum()):
        raise ValueError(f'"{shown(text)}": expected a language like en or pt-br')
    return word


TEXT: Shape[str] = Parsed("words", str, {"type": ["string", "number", "boolean"]})
FLAG: Shape[bool] = Parsed("yes or no", _flag, {"enum": ["yes", "no", True, False]})
NUMBER: Shape[int] = Parsed("a whole number", _number, {"type": "integer", "minimum": 0})
SHARE: Shape[float] = Parsed("a share like 60 %", _share, {"type": "string", "pattern": "^[0-9]{1,3} ?%$"})
SIZE: Shape[int] = Parsed("a size like 10 MB", _size, {"type": ["string", "integer"]})
ADDRESS: Shape[str] = Parsed("an address", _address)
DOMAIN: Shape[str] = Parsed("a domain", _domain)
TIME: Shape[time] = Parsed("a time like 08:30", parse_time)
DATE: Shape[date] = Parsed("a date like 2026-12-28", parse_date)
MOMENT: Shape[datetime] = Parsed("a moment like 2026-12-28 09:00", _moment)
ZONE: Shape[str] = Parsed("a time zone like Europe/Lisbon", _zone)
SPAN: Shape[Span] = Parsed(
    "a span like 15 min, 4 h, 4 wh or 2 wd",
    Span.parse,
    {"type": "string", "pattern": "^[0-9]{1,5} ?(min|h|d|ah|wh|wd)$"},
)
LANGUAGE: Shape[str] = Parsed("a language like en", _language)
