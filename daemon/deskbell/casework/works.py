"""Planned works of notices.yaml: announced, begun and ended by letter to those they affect, each once.

Whoever is told hears it alone. A beginning that moves after it was announced is announced again; works whose entry was
written when they were over are nobody's news. What mail about them does is in incidents.py.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from deskbell.casework import together
from deskbell.casework.docket import Docket
from deskbell.casework.house import House, known_address
from deskbell.casework.post import to_reader, to_staff
from deskbell.casework.promising import before, scheduled
from deskbell.domain.ticket import PromiseState
from deskbell.letters import kinds
from deskbell.letters.facts import Facts
from deskbell.triage.notices import Known

#: An end that is older than this when the desk looks is no news.
NEWS = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stage:
    """One turn of some works. `word`: announced, begun or ended."""

    word: str
    name: str
    known: Known
    since: datetime
    until: datetime

    @property
    def key(self) -> str:
        """The name under which the desk notes for which time it was told."""
        return self._key(self.word)

    def _key(self, word: str) -> str:
        return f"works.{word}.{hashlib.sha256(self.name.encode()).hexdigest()[:16]}"

    @property
    def lock(self) -> bytes:
        return hashlib.sha256(self.key.encode()).digest()[:16]

    def mark(self, now: datetime) -> str:
        """The times that were told; others are news."""
        return (self.until if self.word == "ended" else self.since).isoformat()

    def go(self, docket: Docket, house: House) -> None:
        """A letter to each reader, and the note that they were told."""
        told, mark = docket.store.flag(self.key), self.mark(docket.now)
        if told == mark:
            return
        docket.flags[self.key] = mark
        if self.word == "ended" and docket.store.flag(self._key("begun")) != self.since.isoformat():
            return
        readers = dict.fromkeys(_readers(house, self.known))
        if self.word == "ended":
            readers |= dict.fromkeys(_end_incident(docket, house, self))
        for reader in readers:
            facts, true_until = self._facts(house, reader, moved=told is not None), self._true_until()
            to_reader(docket, house, facts, reader, true_until=true_until, thread=f"works.{self.key[-16:]}")

    def _facts(self, house: House, reader: str, *, moved: bool) -> Facts:
        person, client = house.directory.person(reader), house.client(reader)
        language = (
            (person.language if person else "") or (client.language if client else "") or house.language
        )
        title, text = self.known.title or self.name, self.known.text(language)
        if self.word == "announced":
            return kinds.WorksAnnounced(title=title, text=text, at=self.since, until=self.until, moved=moved)
        if self.word == "begun":
            return kinds.WorksBegun(title=title, text=text, until=self.until)
        return kinds.WorksEnded(title=title, at=self.until)

    def _true_until(self) -> datetime:
        return {"announced": self.since, "begun": self.until}.get(self.word, self.until + NEWS)


def due(house: House, now: datetime) -> list[Stage]:
    """What there is to tell by now, apart from what this process knows to be told."""
    stages = [stage for name, known in house.rules.works for stage in _now(house, name, known, now)]
    return [one for one in stages if house.rounds_done.get(one.key) != one.mark(now)]


def _now(house: House, name: str, known: Known, now: datetime) -> Iterator[Stage]:
    """The stage these works are in; a desk that was away has nothing to say of the ones before."""
    since, until = known.since, known.until
    if since is None or until is None:
        return
    if now < since:
        if now >= before(house.directory.desk_hours, since, known.announce):
            yield Stage("announced", name, known, since, until)
    elif now < until:
        yield Stage("begun", name, known, since, until)
    elif now < until + NEWS:
        yield Stage("ended", name, known, since, until)


def _readers(house: House, known: Known) -> Iterator[str]:
    """The people the directory names at each client, and the addresses written out."""
    for one in known.tell:
        if "@" in one:
            yield known_address(house, one)
            continue
        for person in house.directory.people:
            if house.client_name(person.address) == one:
                yield person.address


def _end_incident(docket: Docket, house: House, stage: Stage) -> list[str]:
    """What mail about the works hangs on is over; its owner decides about the rest. Who wrote hears of the end too."""
    known = next((one for one in docket.store.incidents() if one.key == f"notice:{stage.name}"), None)
    if known is None:
        return []
    docket.bring([known.ticket_id])
    mine = docket.tickets[known.ticket_id]
    wrote = [one for one in together.linked(docket, known) if one.answerable and not one.stranger]
    together.over(docket, known, "")
    docket.end_promise(mine.id, PromiseState.KEPT)
    docket.note(mine.id, "resolved", by="desk", reason="the works are over")
    docket.save(scheduled(docket, house, mine.resolve(docket.now)))
    line = kinds.TranscriptLine(line=stage.name, result=f"the works are over; {together.offer(len(wrote))}")
    to_staff(docket, house, mine, kinds.Transcript(reached="nothing", lines=(line,)), mine.owner)
    return [one.requester for one in wrote]
