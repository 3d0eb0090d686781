"""How directory.yaml is written: the shape of each of its parts."""

from __future__ import annotations

from deskbell.domain.hours import public_holidays
from deskbell.triage.nodes import Node, Scalar
from deskbell.triage.people_csv import PEOPLE_FILE
from deskbell.triage.plain import ADDRESS, DATE, DOMAIN, FLAG, LANGUAGE, TEXT, TIME, ZONE, parse_date
from deskbell.triage.shapes import (
    Choice,
    ListOf,
    MapOf,
    Name,
    Parsed,
    Reader,
    Record,
    Schema,
    Shape,
    may,
    need,
)
from deskbell.triage.times import BUSY_DAY, DAYS_OF_WEEK, MONTH_AND_DAY, SHIFTS

_FIRST_YEAR = 2026


def _holidays(text: str) -> str:
    if text.strip():
        public_holidays(text, _FIRST_YEAR)
    return text.strip()


_HOURS = Record(
    {
        "zone": may(ZONE, "time zone of the shifts; left out: that of the desk"),
        "week": may(
            MapOf(DAYS_OF_WEEK, SHIFTS), "shifts by weekday: monday-friday: 08:00-18:00; the rest is closed"
        ),
        "holidays": may(
            Parsed("ISO codes like PT or DE-BY", _holidays), "public holidays, on which it is closed"
        ),
        "closed": may(ListOf(DATE), "other days off"),
        "half_days": may(MapOf(MONTH_AND_DAY, TIME), "closed from that time on: 12-24: 12:00"),
        "always": may(FLAG, "yes: around the clock, every day"),
    },
    "key of hours",
)


class _HoursShape(Shape[object]):
    """The name of hours declared under `hours:`, or hours written out."""

    def read(self, node: Node, reader: Reader) -> object:
        if isinstance(node, Scalar):
            return Name("hours").read(node, reader)
        return _HOURS.read(node, reader)

    def schema(self) -> Schema:
        return {"anyOf": [{"type": "string"}, _HOURS.schema()]}


_DESK = Record({"hours": need(_HOURS, "the desk's own hours, and those of clients that name none")}, "key")
_ADDRESS = Record(
    {
        "address": need(ADDRESS),
        "team": may(Name("team"), "tickets from here go to this team"),
        "retired": may(FLAG, "taken in, and the right address is given in a friendly line"),
        "complaints": may(FLAG, "what comes here is a complaint"),
    },
    "key of an address",
)
_CLIENT = Record(
    {
        "name": need(TEXT),
        "domains": need(ListOf(DOMAIN, one=True), "everybody who writes from here is of this client"),
        "language": may(LANGUAGE),
        "timezone": may(ZONE, "left out: that of its hours"),
        "hours": may(_HoursShape(), "left out: the desk's"),
        "busy_days": may(ListOf(BUSY_DAY, one=True), "friday, day 25, last day, 2026-12-23"),
        "sla": may(TEXT, "a name for what this client was promised, which rules ask for; left out: standard"),
        "account_manager": may(Name("agent")),
        "deputy": may(Name("agent"), "stands in for the account manager"),
    },
    "key of a client",
)
ROLE = Choice(("cio", "it_manager", "vip", "user"), "role")
PERSON = Record(
    {
        "address": need(ADDRESS),
        "name": need(TEXT),
        "client": may(Name("client"), "left out: by the domain"),
        "role": may(ROLE),
        "aliases": may(ListOf(ADDRESS, one=True), "other addresses of this person"),
        "language": may(LANGUAGE),
        "timezone": may(ZONE),
    },
    "key of a person",
)
_TEAM = Record(
    {"name": need(TEXT), "lead": need(Name("agent")), "members": need(ListOf(Name("agent")))}, "key of a team"
)
_ABSENCE = Record(
    {
        "from": need(DATE, "the first day"),
        "until": need(DATE, "the last day"),
    },
    "key of an absence",
)
_AGENT = Record(
    {
        "address": need(ADDRESS),
        "name": need(TEXT),
        "hours": may(_HoursShape(), "left out: the desk's"),
        "aliases": may(ListOf(ADDRESS, one=True)),
        "signature": may(TEXT),
        "pager": may(ADDRESS, "where 120 characters wake them"),
        "language": may(LANGUAGE),
        "timezone": may(ZONE),
        "away": may(ListOf(_ABSENCE, empty=True), "absences, on which others stand in"),
    },
    "key of an agent",
)


def _week(text: str) -> str:
    day = parse_date(text)
    if day.weekday():
        raise ValueError(f"{day} is a {day:%A}; a week of the rota is named by its Monday")
    return day.isoformat()


_TURN = Record(
    {
        "week": may(
            Parsed("a Monday like 2026-11-23", _week), "its Monday; left out: every week that is not named"
        ),
        "first": need(Name("agent")),
        "second": may(Name("agent")),
        "leader": may(Name("agent")),
    },
    "key of a turn",
)
DIRECTORY = Record(
    {
        "desk": need(_DESK),
        "hours": may(
            MapOf(Parsed("a name", str.strip), _HOURS), "hours that clients and agents share, by name"
        ),
        "addresses": need(ListOf(_ADDRESS), "the desk's own addresses, also old, misspelt and retired ones"),
        "clients": may(ListOf(_CLIENT, empty=True)),
        "people": may(
            ListOf(PERSON, empty=True), "managers and VIPs; anybody else of a known domain needs no entry"
        ),
        "people_from": may(Choice((PEOPLE_FILE,), "file"), "more people, from a spreadsheet"),
        "teams": need(ListOf(_TEAM)),
        "agents": need(ListOf(_AGENT), "everybody of the desk: agents, leads, account managers, leadership"),
        "on_call": may(ListOf(_TURN, empty=True), "the rota, weekly from Monday 08:00"),
        "leadership": may(ListOf(Name("agent"), one=True, empty=True)),
        "operators": may(ListOf(ADDRESS, one=True, empty=True), "told when the desk itself is unwell"),
        "monitors": may(
            ListOf(ADDRESS, one=True, empty=True), "machines that open, update and clear incidents"
        ),
    },
    "key of the directory",
)
