"""Who is there: agents on duty by their hours, the rota's people on call, and the words of books that
mean people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from deskbell.domain.judgement import Routing
from deskbell.domain.people import Agent, Directory, OnCall
from deskbell.triage.facts import Facts

#: The words of contact.yaml and routing.yaml that the directory makes people of.
PEOPLE = (
    "owner",
    "team_lead",
    "account_manager",
    "deputy",
    "on_call",
    "second_on_call",
    "on_call_leader",
    "leadership",
    "operators",
)
#: A week of the rota begins on Monday at this hour of the desk's day.
_WEEK_STARTS = timedelta(hours=8)
_NOBODY = OnCall("")


def on_duty(agent: Agent, now: datetime, away: frozenset[str]) -> bool:
    """Is the agent at work now?"""
    return agent.address not in away and agent.hours.is_open(now)


def on_call(directory: Directory, now: datetime) -> OnCall:
    """Who is on call: the entry of this week, else the one for always, else nobody."""
    always, monday = _NOBODY, ""
    for turn in directory.rota:
        if not turn.week:
            always = turn
            continue
        monday = monday or _monday(directory, now)
        if turn.week == monday:
            return turn
    return always


def _monday(directory: Directory, now: datetime) -> str:
    """The day on which the week of the rota began, as the rota writes it."""
    local = now.astimezone(ZoneInfo(directory.desk_hours.zone)) - _WEEK_STARTS
    return (local.date() - timedelta(days=local.weekday())).isoformat()


def attended(directory: Directory, team: str, now: datetime, away: frozenset[str]) -> bool:
    """Is somebody there now: on call, or of the team and on duty?"""
    return _attended(directory, on_call(directory, now), team, now, away)


def _attended(directory: Directory, turn: OnCall, team: str, now: datetime, away: frozenset[str]) -> bool:
    if any(address and address not in away for address in (turn.first, turn.second)):
        return True
    return any(on_duty(agent, now, away) for agent in _team(directory, team))


@dataclass(frozen=True, slots=True)
class People:
    """Makes addresses of the words of a book, for one mail. Equal ones of one directory make the same of them.

    `staffed`: somebody is there now.
    """

    directory: Directory = field(repr=False, compare=False)
    client: str
    away: frozenset[str]
    turn: OnCall
    team: str
    owner: str
    staffed: bool

    @classmethod
    def of(cls, directory: Directory, facts: Facts, team: str, owner: str) -> People:
        """The people of a mail that this team and this owner have."""
        turn = on_call(directory, facts.now)
        staffed = _attended(directory, turn, team, facts.now, facts.away)
        return cls(directory, facts.client, facts.away, turn, team, owner, staffed)

    def told(self, words: Iterable[str]) -> tuple[str, ...]:
        """The addresses the words mean, nobody twice. A word that means nobody here is left out.

        An account manager who is away is stood in for by the deputy; the first on call by the second.
        """
        found: dict[str, None] = {}
        for word in words:
            found.update(dict.fromkeys(self._meant(word)))
        found.pop("", None)
        return tuple(found)

    def _meant(self, word: str) -> tuple[str, ...]:
        match word:
            case "owner":
                return (self.owner,)
            case "team_lead":
                team = self.directory.teams.get(self.team)
                return (team.lead,) if team else ()
            case "account_manager" | "deputy":
                return (self._account(word),)
            case "on_call" | "second_on_call" | "on_call_leader":
                return (self._on_call(word),)
            case "leadership":
                return self.directory.leadership
            case "operators":
                return self.directory.operators
        return (word,)

    def _account(self, word: str) -> str:
        client = self.directory.clients.get(self.client)
        if not client:
            return ""
        if word == "deputy" or client.account_manager in self.away:
            return client.deputy or client.account_manager
        return client.account_manager

    def _on_call(self, word: str) -> str:
        if word == "on_call_leader":
            return self.turn.leader
        if word == "second_on_call" or self.turn.first in self.away:
            return self.turn.second or self.turn.first
        return self.turn.first


def _team(directory: Directory, team: str) -> list[Agent]:
    known = directory.teams.get(team)
    return [agent for address in (known.members if known else ()) if (agent := directory.agent(address))]


def team_for(directory: Directory, recipients: Iterable[str]) -> str:
    """The team of the first of the desk's addresses that names one, else the directory's first team."""
    for recipient in recipients:
        local, _, domain = recipient.partition("@")
        if (own := directory.own.get(f"{local.partition('+')[0]}@{domain}")) and own.team:
            return own.team
    return next(iter(directory.teams), "")


def route(directory: Directory, facts: Facts, team: str, owner: str, last_owner: str) -> Routing:
    """The team, and an owner who is there, or of whom it is said from when.

    `owner` is a word of PEOPLE, an agent's address, or `last_owner`: the agent of last time if on duty,
    else the member on duty with the least open tickets, else whoever is on next. An agent who is away is
    owner to nobody new.
    """
    team = team or team_for(directory, facts.recipients)
    if owner == "last_owner":
        named = last_owner if _at_work(directory, last_owner, facts) else ""
    elif owner == "least_load":
        named = ""
    else:
        named = next(iter(People.of(directory, facts, team, "").told((owner,))), "")
        if named in facts.away and not owner.startswith("on_call"):
            named = ""
    if agent := directory.agent(named):
        called = owner in ("on_call", "second_on_call", "on_call_leader")
        return Routing(team, agent.address, None if called else _from_when(agent, facts))
    return _least_load(directory, facts, team)


def _at_work(directory: Directory, address: str, facts: Facts) -> bool:
    agent = directory.agent(address) if address else None
    return agent is not None and on_duty(agent, facts.now, facts.away)


def _from_when(agent: Agent, facts: Facts) -> datetime | None:
    opens = agent.hours.next_open(facts.now)
    return None if opens <= facts.now else opens


def _least_load(directory: Directory, facts: Facts, team: str) -> Routing:
    """Of those soonest there, the one with the least to do; the order of the directory where they are
    equal.
    """
    members = _team(directory, team) or list(directory.agents.values())
    there = [agent for agent in members if agent.address not in facts.away] or members
    if not there:
        return Routing(team, "")
    load: Mapping[str, int] = facts.load
    best = min(there, key=lambda agent: (agent.hours.next_open(facts.now), load.get(agent.address, 0)))
    return Routing(team, best.address, _from_when(best, facts))
