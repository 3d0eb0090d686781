"""What `deskbell check` warns of in a set that loads: hours when an urgent mail meets nobody, managers
without deputy.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from deskbell.domain.people import Directory
from deskbell.triage.duty import attended, on_call
from deskbell.triage.ruleset import RuleSet

_HOUR = timedelta(hours=1)
_WEEK = 7 * 24


def warnings(rules: RuleSet, now: datetime) -> tuple[str, ...]:
    """Every warning in one sentence, the most serious first; the hours are those of the seven days from
    `now` on.
    """
    directory = rules.directory
    return (
        *_unattended_hours(directory, now),
        *_clients(directory),
        *_pagers(directory, now),
        *_addresses(directory),
    )


def unattended(directory: Directory, team: str, now: datetime) -> list[tuple[datetime, datetime]]:
    """The stretches of the next seven days in which nobody of the team is on duty and nobody is on call."""
    start = now.replace(minute=0, second=0, microsecond=0)
    stretches: list[tuple[datetime, datetime]] = []
    for hour in (start + n * _HOUR for n in range(_WEEK)):
        if attended(directory, team, hour, frozenset()):
            continue
        if stretches and stretches[-1][1] == hour:
            stretches[-1] = (stretches[-1][0], hour + _HOUR)
        else:
            stretches.append((hour, hour + _HOUR))
    return stretches


def _unattended_hours(directory: Directory, now: datetime) -> Iterator[str]:
    zone = ZoneInfo(directory.desk_hours.zone)
    for team in directory.teams:
        for start, end in unattended(directory, team, now):
            said = f"{start.astimezone(zone):%A %H:%M} to {end.astimezone(zone):%A %H:%M}"
            yield f"team {team}: an urgent mail meets nobody from {said}; name somebody under on_call:"


def _clients(directory: Directory) -> Iterator[str]:
    for client in directory.clients.values():
        if not client.account_manager:
            yield f"client {client.name} has no account manager"
        elif not client.deputy:
            yield f"client {client.name}: its account manager has no deputy"
        elif client.deputy == client.account_manager:
            yield f"client {client.name}: its account manager is their own deputy"


def _pagers(directory: Directory, now: datetime) -> Iterator[str]:
    turn = on_call(directory, now)
    for address in dict.fromkeys((turn.first, turn.second, turn.leader)):
        agent = directory.agent(address) if address else None
        if agent and not agent.pager:
            yield f"{agent.name} is on call this week and has no pager"


def _addresses(directory: Directory) -> Iterator[str]:
    if not any(address.complaints for address in directory.addresses):
        yield "no address of the desk is marked complaints: yes"
    if not directory.leadership:
        yield "leadership: is empty; an alert that nobody confirms ends with the team lead"
    if not directory.operators:
        yield "operators: is empty; nobody hears when the desk itself is unwell"


def gone(old: Directory, new: Directory) -> tuple[str, ...]:
    """Addresses of the agents and people of the old directory that the new one does not know any more."""
    known = {*old.agents, *(person.address for person in old.people)}
    return tuple(sorted(a for a in known if not new.agent(a) and not new.person(a)))
