"""Who is who: the people, clients, teams and agents of `rules/directory.yaml`, as frozen values.

An address in here is always an addr-spec in lower case.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from deskbell.domain.hours import WorkingHours
from deskbell.domain.walls import instant, known_zone

#: The SLA of a client for whom the directory names none.
STANDARD = "standard"
#: Roles of a client's people whose red mark is urgent at any hour.
MANAGER_ROLES = frozenset({"cio", "it_manager"})


@dataclass(frozen=True, slots=True)
class Client:
    """An organisation the desk serves."""

    name: str
    domains: tuple[str, ...]
    hours: WorkingHours
    language: str = ""
    timezone: str = ""
    account_manager: str = ""
    deputy: str = ""
    sla: str = STANDARD
    busy_days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the directory knows at a client. `role`: cio, it_manager, vip or user."""

    address: str
    name: str
    client: str = ""
    role: str = "user"
    aliases: tuple[str, ...] = ()
    language: str = ""
    timezone: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """All they write from, the one they are known by first."""
        return (self.address, *self.aliases)


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody of the desk: an agent, a team lead, an account manager or one of the leadership.

    `away`: absences, each from its first to its last day; their hours are closed on these days.
    """

    address: str
    name: str
    hours: WorkingHours
    team: str = ""
    aliases: tuple[str, ...] = ()
    signature: str = ""
    pager: str = ""
    language: str = ""
    timezone: str = ""
    away: tuple[tuple[date, date], ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """All they write from, the one they are known by first; a pager is none of them."""
        return (self.address, *self.aliases)

    def is_away(self, at: datetime) -> bool:
        """Are they absent on the day it is for them then?"""
        day = self._local(at).date()
        return any(first <= day <= last for first, last in self.away)

    def works_on(self, at: datetime) -> bool:
        """Are they at work at some time of the day it is for them then?"""
        return not self.is_away(at) and self.hours.next_open(self._midnight(at)) < self.day_after(at)

    def day_after(self, at: datetime) -> datetime:
        """When the day it is for them then is over."""
        return self._midnight(at, days=1)

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(known_zone(self.timezone or self.hours.zone))

    def _midnight(self, at: datetime, days: int = 0) -> datetime:
        local = self._local(at)
        wall = datetime.combine(local.date() + timedelta(days=days), time(0))
        return instant(wall, known_zone(self.timezone or self.hours.zone))


@dataclass(frozen=True, slots=True)
class Team:
    """A group of agents with one lead (an address)."""

    name: str
    lead: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnCall:
    """One week of the rota: who is first, second and leader (addresses). `week` is the Monday as ISO date, "" for always."""

    first: str
    second: str = ""
    leader: str = ""
    week: str = ""


@dataclass(frozen=True, slots=True)
class DeskAddress:
    """One of the desk's own addresses. `retired` ones are taken in, and the right one is given in a friendly line."""

    address: str
    team: str = ""
    retired: bool = False
    complaints: bool = False


@dataclass(frozen=True)
class Directory:
    """Everybody the desk knows. Look-ups are by address in lower case and cost one dictionary access."""

    clients: Mapping[str, Client] = field(default_factory=dict)
    people: tuple[Person, ...] = ()
    agents: Mapping[str, Agent] = field(default_factory=dict)
    teams: Mapping[str, Team] = field(default_factory=dict)
    rota: tuple[OnCall, ...] = ()
    leadership: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()
    monitors: tuple[str, ...] = ()
    addresses: tuple[DeskAddress, ...] = ()
    desk_hours: WorkingHours = field(default_factory=WorkingHours)

    @cached_property
    def own(self) -> Mapping[str, DeskAddress]:
        """The desk's own addresses by address."""
        return {one.address: one for one in self.addresses}

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {address: person for person in self.people for address in (*person.aliases, person.address)}

    @cached_property
    def _agents(self) -> dict[str, Agent]:
        pagers = {agent.pager: agent for agent in self.agents.values() if agent.pager}
        return pagers | {
            address: agent for agent in self.agents.values() for address in (*agent.aliases, agent.address)
        }

    @cached_property
    def _domains(self) -> dict[str, Client]:
        return {domain: client for client in self.clients.values() for domain in client.domains}

    def person(self, address: str) -> Person | None:
        """The person with that address or alias; a plus-address counts as its plain form."""
        known = self._people.get(address)
        return self._people.get(without_tag(address)) if known is None and "+" in address else known

    def agent(self, address: str) -> Agent | None:
        """The agent with that address, alias or pager; a plus-address counts as its plain form."""
        known = self._agents.get(address)
        return self._agents.get(without_tag(address)) if known is None and "+" in address else known

    def agent_named(self, word: str) -> Agent | None:
        """The one agent a colleague means by a name, a first name or an address; None if nobody or several."""
        low = word.casefold().strip()
        if "@" in low:
            return self.agent(low)
        exact = [a for a in self.agents.values() if a.name.casefold() == low]
        first = [a for a in self.agents.values() if low in a.name.casefold().split()]
        found = exact or first
        return found[0] if len(found) == 1 else None

    def client_of(self, address: str) -> Client | None:
        """The client of a person, else of the address's domain or the domain above it."""
        person = self.person(address)
        if person and person.client in self.clients:
            return self.clients[person.client]
        domain = address.rpartition("@")[2]
        while domain:
            if client := self._domains.get(domain):
                return client
            domain = domain.partition(".")[2]
        return None

    def away(self, at: datetime) -> frozenset[str]:
        """The agents who are absent on the day it is for them then."""
        return frozenset(one.address for one in self._with_absences if one.is_away(at))

    @cached_property
    def _with_absences(self) -> tuple[Agent, ...]:
        return tuple(one for one in self.agents.values() if one.away)

    def lead_of(self, agent_or_team: str) -> Agent | None:
        """The lead of a team's name, or of the team of an agent's address."""
        agent = self.agent(agent_or_team)
        team = self.teams.get(agent.team if agent else agent_or_team)
        return self.agent(team.lead) if team else None

    def names(self, addresses: Iterable[str]) -> list[str]:
        """Names where known, else the addresses."""
        return [self.name_of(address) for address in addresses]

    def name_of(self, address: str) -> str:
        """The name the directory knows, else ""."""
        known = self.agent(address) or self.person(address)
        return known.name if known else ""


def without_tag(address: str) -> str:
    """`jo+news@acme.example` is `jo@acme.example`."""
    local, at, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def role_said(role: str) -> str:
    """The role as agents are told it; "" where it says nothing of the person."""
    return "" if role in ("unknown", "user") else role
