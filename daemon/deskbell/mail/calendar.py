"""Invitations and their answers (RFC 5545, 6047): who, when, where, and what is asked."""

import re
from datetime import UTC, date, datetime, timedelta

from deskbell.mail.charsets import one_line
from deskbell.mail.values import Calendar

MAX_CALENDAR = 500_000
_MAX_ATTENDEES = 200
_FOLD = re.compile(r"\r?\n[ \t]")
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?$")
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$"
)
_ESCAPES = re.compile(r"\\([\\;,nN])")
_PARTS = ("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY")


def read_calendar(text: str, method: str = "") -> Calendar | None:
    """The first event of a calendar; None where there is none. `method` is the one the Content-Type names."""
    if "BEGIN:VCALENDAR" not in text[:2000].upper():
        return None
    event: dict[str, tuple[dict[str, str], str]] = {}
    attendees: list[str] = []
    offsets = _Offsets()
    inside: list[str] = []
    for line in _FOLD.sub("", text[:MAX_CALENDAR]).splitlines():
        name, params, value = _property(line)
        if name == "BEGIN":
            inside.append(value.strip().upper())
        elif name == "END":
            if inside and inside.pop() in _PARTS and event:
                break
        elif name == "METHOD" and len(inside) == 1:
            method = value.strip()
        elif inside and inside[-1] in _PARTS:
            if name == "ATTENDEE" and len(attendees) < _MAX_ATTENDEES:
                attendees.append(_person(value, params))
            event.setdefault(name, (params, value))
        else:
            offsets.learn(inside, name, value)
    if not event:
        return None
    start, end = _span(event, offsets)
    return Calendar(
        method=one_line(method).upper(),
        summary=_said(event, "SUMMARY"),
        start=start,
        end=end,
        organizer=_person(event["ORGANIZER"][1], event["ORGANIZER"][0]) if "ORGANIZER" in event else "",
        attendees=tuple(one for one in attendees if one),
        location=_said(event, "LOCATION"),
    )


def _property(line: str) -> tuple[str, dict[str, str], str]:
    """Name, parameters and value of a content line; a colon in quotes ends nothing."""
    quoted = False
    place = -1
    for at, char in enumerate(line[:4000]):
        if char == '"':
            quoted = not quoted
        elif char == ":" and not quoted:
            place = at
            break
    if place < 0:
        return "", {}, ""
    name, *rest = line[:place].split(";")
    params = {}
    for one in rest[:50]:
        key, _, value = one.partition("=")
        params[key.strip().upper()] = value.strip('" ')
    return name.strip().upper(), params, line[place + 1 :]


def _said(event: dict[str, tuple[dict[str, str], str]], name: str) -> str:
    value = event.get(name, ({}, ""))[1]
    return one_line(_ESCAPES.sub(lambda found: " " if found[1] in "nN" else found[1], value))


def _person(value: str, params: dict[str, str]) -> str:
    """The address of an organiser or attendee, in lower case after the `@`."""
    text = one_line(value)
    address = text[7:] if text[:7].lower() == "mailto:" else text
    if "@" not in address:
        address = params.get("EMAIL", "") or params.get("CN", "")
    local, at, domain = address.strip().rpartition("@")
    return f"{local}@{domain.lower()}" if at else domain


class _Offsets:
    """The offsets a calendar's own VTIMEZONE declares: the standard one of each zone, and its summer one."""

    def __init__(self) -> None:
        self.zones: dict[str, dict[str, tuple[str, str]]] = {}
        self.zone = ""

    def learn(self, inside: list[str], name: str, value: str) -> None:
        if "VTIMEZONE" not in inside:
            return
        if name == "TZID":
            self.zone = value.strip()
        elif name in ("TZOFFSETTO", "RRULE", "DTSTART") and inside[-1] in ("STANDARD", "DAYLIGHT"):
            self.zones.setdefault(self.zone, {})[f"{inside[-1]} {name}"] = (name, value.strip())

    def of(self, zone: str, moment: datetime) -> datetime:
        """`moment` in that zone: by the IANA name where it is one, else by the declared offsets."""
        known = _iana(zone, moment)
        if known is not None:
            return known
        rules = self.zones.get(zone) or (next(iter(self.zones.values())) if len(self.zones) == 1 else {})
        part = "DAYLIGHT" if _is_summer(rules, moment) else "STANDARD"
        offset = rules.get(f"{part} TZOFFSETTO", ("", ""))[1]
        found = re.match(r"([+-])(\d{2})(\d{2})", offset)
        if not found:
            return moment
        minutes = int(found[2]) * 60 + int(found[3])
        from datetime import timezone

        return moment.replace(tzinfo=timezone(timedelta(minutes=-minutes if found[1] == "-" else minutes)))


def _is_summer(rules: dict[str, tuple[str, str]], moment: datetime) -> bool:
    """Between the month daylight time begins and the month it ends, by the rules' BYMONTH."""
    first = re.search(r"BYMONTH=(\d{1,2})", rules.get("DAYLIGHT RRULE", ("", ""))[1])
    last = re.search(r"BYMONTH=(\d{1,2})", rules.get("STANDARD RRULE", ("", ""))[1])
    if not first or not last:
        return False
    begin, end = int(first[1]), int(last[1])
    day = (moment.month, moment.day)
    # The change comes late in spring's month in Europe, early in America's: the middle decides nothing
    # wrongly but days.
    starts, ends = (begin, 25 if begin == 3 and end == 10 else 10), (end, 25 if end == 10 else 5)
    return starts <= day < ends if begin < end else not ends <= day < starts


def _iana(zone: str, moment: datetime) -> datetime | None:
    from zoneinfo import ZoneInfo

    try:
        return moment.replace(tzinfo=ZoneInfo(zone))
    except (ValueError, OSError, LookupError):
        return None


def _span(event: dict[str, tuple[dict[str, str], str]], offsets: _Offsets) -> tuple[str, str]:
    start = _moment(event.get("DTSTART"), offsets)
    end = _moment(event.get("DTEND") or event.get("DUE"), offsets)
    if end is None and start is not None and "DURATION" in event:
        length = _duration(event["DURATION"][1])
        end = _later(start, length)
    return (start.isoformat() if start else ""), (end.isoformat() if end else "")


def _later(start: datetime | date, length: timedelta | None) -> datetime | date | None:
    try:
        return start + length if length is not None else None
    except OverflowError:
        return None


def _moment(found: tuple[dict[str, str], str] | None, offsets: _Offsets) -> datetime | date | None:
    """A time in its zone, a whole day, or a floating time without one."""
    if found is None:
        return None
    params, value = found
    stamp = _STAMP.match(value.strip())
    if not stamp:
        return None
    try:
        if stamp[4] is None:
            return date(int(stamp[1]), int(stamp[2]), int(stamp[3]))
        moment = datetime(  # noqa: DTZ001 - a floating time has no zone, and must not be given one
            int(stamp[1]),
            int(stamp[2]),
            int(stamp[3]),
            int(stamp[4]),
            int(stamp[5]),
            min(int(stamp[6] or 0), 59),
        )
        if stamp[7]:
            return moment.replace(tzinfo=UTC)
        return offsets.of(params["TZID"], moment) if "TZID" in params else moment
    except (ValueError, OverflowError):
        return None


def _duration(text: str) -> timedelta | None:
    found = _DURATION.match(text.strip())
    if not found:
        return None
    weeks, days, hours, minutes, seconds = (int(group or 0) for group in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length
