"""The letters of the morning: a digest for the desk's management, and to each of the desk what the day brings.

Each goes once on each day its reader works, at their own half past seven or quarter to eight; a reader's shift that
begins earlier brings it earlier. What has gone out is noted in the same transaction as the letter, so that neither a
crash nor a second clock sends it again. A desk that stood still in the morning sends it when it runs again that day;
one that has never run before begins with the next morning.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskbell.casework import digest, mornings
from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.post import to_staff
from deskbell.domain.people import Agent
from deskbell.domain.walls import instant
from deskbell.letters.facts import Facts

DIGEST, MORNING = time(7, 30), time(7, 45)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
#: So far back is looked for the end of somebody's last shift; a holiday is longer, and then it is all of that time.
_LONGEST_NIGHT = 5 * 24


@dataclass(frozen=True, slots=True)
class Round:
    """One letter of one morning. `kind`: digest or morning; `day`: the reader's; `at`: when it is due."""

    kind: str
    reader: str
    day: str
    at: datetime

    @property
    def key(self) -> str:
        """The name under which the desk notes the last day it was done."""
        return f"round.{self.kind}.{self.reader}"

    @property
    def lock(self) -> bytes:
        """What a process holds while it does this round, so that another one waits and finds it done."""
        return hashlib.sha256(self.key.encode()).digest()[:16]

    def mark(self, now: datetime) -> str:
        """What the desk notes of it by now: this day once its time has come, else the day before."""
        return self.day if now >= self.at else (datetime.fromisoformat(self.day).date() - _DAY).isoformat()

    def go(self, docket: Docket, house: House) -> None:
        """The letter, unless it went out before or there is nothing to say; and the note that it was done."""
        noted, done = self.mark(docket.now), docket.store.flag(self.key)
        if done == noted:
            return
        docket.flags[self.key] = noted
        agent = house.directory.agents.get(self.reader)
        if done is None or noted != self.day or agent is None or not agent.works_on(docket.now):
            return
        facts = _facts(docket, house, agent, self.kind, docket.now)
        if facts is not None:
            true_until = docket.now + _DAY
            to_staff(docket, house, None, facts, agent.address, true_until=true_until, thread=self.key)


def today(house: House, now: datetime) -> list[Round]:
    """Every letter of the morning, of the day that it is for its reader now."""
    found = []
    for agent in house.directory.agents.values():
        if agent.address in house.directory.leadership:
            found.append(_round(agent, "digest", DIGEST, now))
        found.append(_round(agent, "morning", MORNING, now))
    return found


def unknown(rounds: Iterable[Round], house: House, now: datetime) -> dict[str, str]:
    """Those this process has not met yet, each as it is to be noted where the desk has not met it either."""
    return {one.key: one.mark(now) for one in rounds if one.key not in house.rounds_done}


def due(rounds: Iterable[Round], house: House, now: datetime) -> list[Round]:
    """Those whose time has come, apart from those this process knows to be done."""
    return [one for one in rounds if house.rounds_done.get(one.key) != one.mark(now)]


def _round(agent: Agent, kind: str, wall: time, now: datetime) -> Round:
    """This agent's letter of the day it is for them now."""
    zone = ZoneInfo(agent.timezone or agent.hours.zone)
    day = now.astimezone(zone).date()
    at = instant(datetime.combine(day, wall), zone)
    opens = agent.hours.next_open(instant(datetime.combine(day, time(0)), zone))
    return Round(kind, agent.address, day.isoformat(), min(at, opens) if agent.works_on(now) else at)


def _facts(docket: Docket, house: House, agent: Agent, kind: str, now: datetime) -> Facts | None:
    if kind == "digest":
        before = docket.store.newest_letter(agent.address, kind)
        return digest.letter(docket, house, agent.address, before.made_at if before else now - _DAY)
    return mornings.letter(docket, house, agent, _evening(agent, now))


def _evening(agent: Agent, now: datetime) -> datetime:
    """When the agent was last at work."""
    at = now
    for _ in range(_LONGEST_NIGHT):
        at -= _HOUR
        if agent.hours.is_open(at):
            break
    return at
