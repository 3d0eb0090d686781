"""The Date field (RFC 5322 §3.3), and what senders put there instead."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier janv enero ene gennaio gen januari janeiro janv. янв stycznia",
            "feb february februar février févr fevrier febrero febbraio februari fevereiro fev фев lutego",
            "mar march märz mär mrz maerz mars marzo maart março marco мар marca",
            "apr april avril avr abril abr aprile апр kwietnia",
            "may mai mayo maggio mag mei maio мая май maja",
            "jun june juni juin junio giugno giu junho июн czerwca",
            "jul july juli juillet juil julio luglio lug julho июл lipca",
            "aug august août aout agosto ago augustus авг sierpnia",
            "sep sept september septembre septiembre settembre set setembro сен września",
            "oct october oktober okt octobre octubre ottobre ott outubro out окт października",
            "nov november novembre noviembre novembro ноя listopada",
            "dec december dezember dez décembre decembre diciembre dic dicembre dezembro дек grudnia",
        ),
        1,
    )
    for name in names.split()
}
_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420,
    "mdt": -360, "pst": -480, "pdt": -420, "cet": 60, "cest": 120, "met": 60, "mest": 120, "mez": 60,
    "mesz": 120, "bst": 60, "ist": 330, "wet": 0, "west": 60, "eet": 120, "eest": 180, "msk": 180, "jst":
    540, "kst": 540, "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660, "acst": 570, "awst": 480, "nzst":
    720, "nzdt": 780, "akst": -540, "akdt": -480, "hst": -600, "brt": -180, "art": -180, "sast": 120,
}  # fmt: skip
_COMMENT = re.compile(r"\([^()]{0,200}\)?")
_USUAL = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s*)?(\d{1,2})[\s./-]*([^\W\d_]{3,12})\.?,?[\s/-]*(\d{2,5}),?"
    r"(?:(?:\s+(?:at\s+)?|T)(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d{1,9})?)?)?\s*(.*)"
)
_ASCTIME = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s*)?([^\W\d_]{3,12})\.?\s+(\d{1,2}),?\s+(?:(\d{4}),?\s+)?(?:at\s+)?"
    r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?\s*(.*)"
)
_ISO = re.compile(
    r"(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?)?\s*(.*)"
)
_NUMERIC = re.compile(
    r"(?:[^\W\d_]{2,12},?\s*)?(\d{1,2})([./-])(\d{1,2})[./-](\d{2,4}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(.*)"
)
_OFFSET = re.compile(r"(?:(?:GMT|UTC|UT)\s*)?([+-])[\s-]*(\d{1,2}?):?(\d{2})?(?!\d)")


def parse_date(text: str) -> datetime | None:
    """An aware datetime with the offset the sender gave (UTC where none is), or None."""
    text = text[:200].replace('"', " ").replace(",,", ",")
    text = (_COMMENT.sub(" ", text) if "(" in text else text).strip()
    if not text:
        return None
    for pattern, read in ((_USUAL, _usual), (_ASCTIME, _asctime), (_ISO, _iso), (_NUMERIC, _numeric)):
        found = pattern.match(text)
        if found:
            date = read(list(found.groups("")))
            if date is not None:
                return date
    return None


def _usual(parts: list[str]) -> datetime | None:
    day, month, year, hour, minute, second, rest = parts
    rest, hours = _half_day(rest, hour)
    return _built(year, _MONTHS.get(month.lower(), 0), day, hours, minute, second, rest)


def _asctime(parts: list[str]) -> datetime | None:
    month, day, year, hour, minute, second, half, rest = parts
    if not year:
        found = re.search(r"\b(\d{4})\b(?!\s*$)|\b(\d{4})\b", re.sub(r"[+-]\d{4}", " ", rest))
        if not found:
            return None
        year = found[0]
        rest = rest.replace(year, " ", 1)
    return _built(
        year, _MONTHS.get(month.lower(), 0), day, _half_day(half, hour)[1], minute, second, rest.strip()
    )


def _iso(parts: list[str]) -> datetime | None:
    year, month, day, hour, minute, second, rest = parts
    return _built(year, int(month), day, hour, minute, second, rest)


def _numeric(parts: list[str]) -> datetime | None:
    """Dots and dashes are written day first; slashes are American, unless that cannot be."""
    first, sign, second_number, year, hour, minute, second, rest = parts
    day, month = (second_number, first) if sign == "/" else (first, second_number)
    if int(month) > 12:
        day, month = month, day
    rest, hours = _half_day(rest, hour)
    return _built(year, int(month), day, hours, minute, second, rest)


def _half_day(rest: str, hour: str) -> tuple[str, str]:
    half = rest[:2].lower()
    if half not in ("am", "pm") or not hour:
        return rest, hour
    number = int(hour) % 12 + (12 if half == "pm" else 0)
    return rest[2:].strip(), str(number)


def _built(
    year: str, month: int, day: str, hour: str, minute: str, second: str, zone: str
) -> datetime | None:
    number = int(year)
    if number < 1000:
        # RFC 5322 §4.3: two digits from 50 are of the last century, three count from 1900.
        number += 2000 if number < 50 else 1900
    try:
        hours, minutes, seconds = int(hour or 0), int(minute or 0), min(int(second or 0), 60)
        if hours < 24 and minutes < 60 and seconds < 60:
            return datetime(number, month, int(day), hours, minutes, seconds, tzinfo=_zone(zone))
        # Added, not set: 24:00:00 and the 60th second of a minute are written in real life.
        date = datetime(number, month, int(day), tzinfo=_zone(zone))
        return date + timedelta(hours=hours, minutes=minutes, seconds=seconds)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=256)
def _zone(text: str) -> timezone:
    text = text.strip()
    found = _OFFSET.match(text)
    if found:
        hours, minutes = int(found[2]), int(found[3] or 0)
        if hours > 23 or minutes > 59:
            return UTC
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(-offset if found[1] == "-" else offset) if offset else UTC
    word = re.match(r"[A-Za-z]{1,5}", text)
    minutes = _ZONES.get(word[0].lower(), 0) if word else 0
    return timezone(timedelta(minutes=minutes)) if minutes else UTC
