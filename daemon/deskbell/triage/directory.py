"""directory.yaml and people.csv: read, checked against themselves, and made a Directory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from deskbell.domain.hours import WorkingHours
from deskbell.domain.people import (
    STANDARD,
    Agent,
    Client,
    DeskAddress,
    Directory,
    OnCall,
    Person,
    Team,
)
from deskbell.triage.directory_shapes import DIRECTORY, PERSON
from deskbell.triage.nodes import Mapping, Node, Scalar
from deskbell.triage.people_csv import PEOPLE_FILE, read_people
from deskbell.triage.shapes import (
    Bad,
    Reader,
    Values,
)
from deskbell.triage.trouble import shown

FILE = "directory.yaml"
LONGEST_ABSENCE = timedelta(days=366)


def read_directory(root: Node, reader: Reader, people: bytes | None) -> Directory:
    """The directory; Bad after all its troubles were told."""
    reader.names.update(_declared(root))
    values = DIRECTORY.read(root, reader)
    hours = _Hours(values, reader)
    clients = {one.text("name"): _client(one, hours) for one in values.records("clients")}
    agents = {one.text("address"): _agent(one, hours, reader) for one in values.records("agents")}
    teams = {
        one.text("name"): Team(one.text("name"), one.text("lead"), one.words("members"))
        for one in values.records("teams")
    }
    for team in teams.values():
        for address in (team.lead, *team.members):
            if not agents[address].team:
                agents[address] = replace(agents[address], team=team.name)
    from_file: tuple[Person, ...] = ()
    if "people_from" in values:
        if people is None:
            reader.refuse(values.nodes["people_from"], f"{PEOPLE_FILE} is not beside {FILE}")
        from_file = read_people(people, reader, PERSON)
    directory = Directory(
        clients=clients,
        people=(*(_person(one) for one in values.records("people")), *from_file),
        agents=agents,
        teams=teams,
        rota=tuple(
            OnCall(one.text("first"), one.text("second"), one.text("leader"), one.text("week"))
            for one in values.records("on_call")
        ),
        leadership=values.words("leadership"),
        operators=values.words("operators"),
        monitors=values.words("monitors"),
        addresses=tuple(
            DeskAddress(one.text("address"), one.text("team"), one.flag("retired"), one.flag("complaints"))
            for one in values.records("addresses")
        ),
        desk_hours=hours.desk,
    )
    _once_only(values, reader)
    return directory


def _declared(root: Node) -> dict[str, set[str]]:
    """The names the directory declares, read before anything that may speak of them."""
    lists = {
        "client": ("clients", "name"),
        "sla": ("clients", "sla"),
        "team": ("teams", "name"),
        "agent": ("agents", "address"),
    }
    names: dict[str, set[str]] = {kind: set() for kind in (*lists, "hours")}
    if not isinstance(root, Mapping):
        return names
    for kind, (part, field) in lists.items():
        names[kind] = {name for entry in _entries(root, part) for name in _texts(entry, field)}
    names["sla"].add(STANDARD)
    names["agent"] = {address.casefold() for address in names["agent"]}
    for key, value in root.pairs:
        if key.text == "hours" and isinstance(value, Mapping):
            names["hours"] = {name.text.strip() for name, _ in value.pairs}
    return names


def _entries(root: Mapping, part: str) -> Iterator[Mapping]:
    for key, value in root.pairs:
        if key.text == part and hasattr(value, "items"):
            yield from (item for item in value.items if isinstance(item, Mapping))


def _texts(entry: Mapping, field: str) -> Iterator[str]:
    for key, value in entry.pairs:
        if key.text == field and isinstance(value, Scalar):
            yield value.text


@dataclass
class _Hours:
    """Makes working hours; what they leave out is as the desk's."""

    values: Values
    reader: Reader

    def __post_init__(self) -> None:
        desk = self.values["desk"]
        assert isinstance(desk, Values)
        self.desk = self._make(desk["hours"], WorkingHours())
        named = self.values.get("hours", {})
        assert isinstance(named, dict)
        self._named = {str(name): self._make(hours, self.desk) for name, hours in named.items()}

    def of(self, values: Values) -> WorkingHours:
        said = values.get("hours")
        if said is None:
            return self.desk
        return self._named[said] if isinstance(said, str) else self._make(said, self.desk)

    def _make(self, said: object, like: WorkingHours) -> WorkingHours:
        assert isinstance(said, Values)
        half, closed = said.get("half_days"), said.get("closed")
        try:
            return WorkingHours(
                zone=said.text("zone") or like.zone,
                week=_week_of(said["week"]) if "week" in said else like.week,
                holidays=said.text("holidays") if "holidays" in said else like.holidays,
                closed=frozenset(closed) if isinstance(closed, list) else like.closed,
                half_days=tuple((*day, until) for day, until in half.items())
                if isinstance(half, dict)
                else like.half_days,
                always=said.flag("always", like.always),
            )
        except ValueError as trouble:
            self.reader.refuse(said.node, str(trouble))


def _week_of(days: object) -> tuple[tuple[tuple[time, time], ...], ...]:
    """Shifts by weekday, Monday first; a night shift goes on into the next day."""
    assert isinstance(days, dict)
    week: list[list[tuple[time, time]]] = [[] for _ in range(7)]
    for some, shifts in days.items():
        for day in some:
            for opens, closes in shifts:
                if closes <= opens and closes != time(0):
                    week[day].append((opens, time(0)))
                    week[(day + 1) % 7].append((time(0), closes))
                else:
                    week[day].append((opens, closes))
    return tuple(tuple(sorted(shifts, key=_start)) for shifts in week)


def _start(shift: tuple[time, time]) -> time:
    return shift[0]


def _client(values: Values, hours: _Hours) -> Client:
    own = hours.of(values)
    zone = values.text("timezone")
    if zone and "hours" not in values:
        own = replace(own, zone=zone)
    return Client(
        name=values.text("name"),
        domains=values.words("domains"),
        hours=own.also_closed(hours.desk),
        language=values.text("language"),
        timezone=zone or own.zone,
        account_manager=values.text("account_manager"),
        deputy=values.text("deputy"),
        sla=values.text("sla") or STANDARD,
        busy_days=values.words("busy_days"),
    )


def _agent(values: Values, hours: _Hours, reader: Reader) -> Agent:
    """An agent; their hours are closed while they are away."""
    own = hours.of(values)
    away = tuple(_absence(one, reader) for one in values.records("away"))
    days = {first + timedelta(days=n) for first, last in away for n in range((last - first).days + 1)}
    return Agent(
        address=values.text("address"),
        name=values.text("name"),
        hours=replace(own, closed=own.closed | days) if days else own,
        away=away,
        aliases=values.words("aliases"),
        signature=values.text("signature"),
        pager=values.text("pager"),
        language=values.text("language"),
        timezone=values.text("timezone") or own.zone,
    )


def _absence(values: Values, reader: Reader) -> tuple[date, date]:
    first, last = values["from"], values["until"]
    assert isinstance(first, date)
    assert isinstance(last, date)
    if last < first:
        reader.refuse(values.nodes["until"], f"{last} is before {first}")
    if last - first > LONGEST_ABSENCE:
        reader.refuse(
            values.nodes["until"], "an absence of more than a year; hand their matters over instead"
        )
    return first, last


def _person(values: Values) -> Person:
    return Person(
        address=values.text("address"),
        name=values.text("name"),
        client=values.text("client"),
        role=values.text("role") or "user",
        aliases=values.words("aliases"),
        language=values.text("language"),
        timezone=values.text("timezone"),
    )


def _once_only(values: Values, reader: Reader) -> None:
    """No address and no name stands for two; the second one is told, with the line of the first."""
    owners: dict[str, int] = {}
    for part in ("addresses", "agents", "people"):
        for one in values.records(part):
            for address in dict.fromkeys((one.text("address"), *one.words("aliases"))):
                _once(owners, address, one, reader)
    for part in ("clients", "teams"):
        names: dict[str, int] = {}
        for one in values.records(part):
            _once(names, one.text("name"), one, reader)
    domains: dict[str, int] = {}
    for client in values.records("clients"):
        for domain in dict.fromkeys(client.words("domains")):
            _once(domains, domain, client, reader)
    if reader.troubles:
        raise Bad


def _once(seen: dict[str, int], name: str, values: Values, reader: Reader) -> None:
    if name in seen:
        reader.tell(values.node, f'"{shown(name)}" stands in line {seen[name]} already')
    seen.setdefault(name, values.node.line)
