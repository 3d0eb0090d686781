"""A set of rules: every book and the directory, read, checked and compiled whole; it judges one mail at a
time.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from deskbell.domain.judgement import (
    Contact,
    Fired,
    Judgement,
    Kind,
    Level,
    Notice,
    Priority,
    Refusal,
    Routing,
)
from deskbell.domain.people import Directory
from deskbell.triage.book import Book
from deskbell.triage.books import Matrix, Way, Weight
from deskbell.triage.causes import Causes
from deskbell.triage.contact import Terms
from deskbell.triage.duty import People, route
from deskbell.triage.facts import Facts
from deskbell.triage.finding import Finder
from deskbell.triage.notices import Known, Similar
from deskbell.triage.scene import Overrun, Scene
from deskbell.triage.when import Check

if TYPE_CHECKING:
    from deskbell.triage.examples import TestReport

#: CPU seconds one judgement may take. Books and texts are bounded, so only a set gone wrong ever needs it.
LONGEST_JUDGEMENT = 1.0
_PRIORITIES = frozenset(Priority)
#: Terms remembered by one set; a desk has a few for each client.
_REMEMBERED = 1024


def _nobody_hears(facts: Facts) -> None:
    """Of a judgement that nothing depends on."""


@dataclass(frozen=True)
class RuleSet:
    """Books and directory of one moment. Immutable; any thread may judge.

    `fingerprint`: SHA-256 of its files, in hex. `number` is given when a set goes live. `limit`: CPU seconds a judgement
    may take; `late` is told of a mail that took longer.
    """

    directory: Directory
    refusal_book: Book[Refusal]
    kind_book: Book[Kind]
    urgency_book: Book[Weight]
    routing_book: Book[Way]
    contact_book: Book[Terms]
    notice_book: Book[Known | None]
    matrix: Matrix
    similar: Similar
    causes: Causes
    fingerprint: str
    number: int = 0
    limit: float = LONGEST_JUDGEMENT
    late: Callable[[Facts], None] = field(default=_nobody_hears, compare=False)
    _contacts: dict[tuple[int, People], Contact] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    # What follows is worked out for the set that judges, and not for each that is made on the way to it.

    @cached_property
    def periods(self) -> tuple[int, ...]:
        """The days of history that its books ask for, the shortest first."""
        return tuple(sorted({days for check in self._checks for days in check.periods}))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that its books ask for."""
        return frozenset[str]().union(*(check.words for check in self._checks))

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.books)

    @property
    def _checks(self) -> list[Check]:
        return [entry.check for book in self.books for entry in book.entries]

    @property
    def books(self) -> tuple[Book[object], ...]:
        """Every book, in the order they are asked."""
        return (
            self.refusal_book,
            self.kind_book,
            self.urgency_book,
            self.routing_book,
            self.contact_book,
            self.notice_book,
        )

    @property
    def works(self) -> tuple[tuple[str, Known], ...]:
        """The planned works whose readers hear of them by letter, each by the name of its entry."""
        return tuple(
            (entry.name, entry.answer)
            for entry in self.notice_book.entries
            if entry.answer and entry.answer.tell
        )

    def numbered(self, number: int) -> RuleSet:
        """The same set under the number it went live with."""
        return replace(self, number=number)

    def scene(self, facts: Facts) -> Scene:
        """The facts as conditions look at them."""
        return Scene(facts, self.directory, self.periods, self.words, self._finder)

    def judged_scene(self, facts: Facts, judgement: Judgement) -> Scene:
        """The facts with what the books decided, as a condition of the last book sees them."""
        scene = self.scene(facts)
        scene.kind, scene.priority = judgement.kind, judgement.priority
        scene.urgency, scene.impact = judgement.urgency, judgement.impact
        return scene

    def judge(self, facts: Facts) -> Judgement:
        """Every book's answer for this mail. Never raises for what a mail holds; bounded in time."""
        judgement = _Sitting(self, facts).judgement()
        if judgement.overran:
            self.late(facts)
        return judgement

    def terms(self, priority: str, kind: str, facts: Facts, routing: Routing) -> Contact:
        """The terms of contact.yaml for a ticket whose priority and kind a person has said. No history is
        asked for.
        """
        scene = self.scene(facts)
        scene.kind, scene.priority = Kind(kind), Priority(priority)
        scene.urgency, scene.impact = self._levels_of(scene.priority)
        return self.contact(self.contact_book.first(scene), facts, routing)

    def contact(self, number: int, facts: Facts, routing: Routing) -> Contact:
        """The terms of an entry of contact.yaml for this mail; made once for all mails of the same people."""
        key = number, People.of(self.directory, facts, routing.team, routing.owner)
        made = self._contacts.get(key)
        if made is None:
            if len(self._contacts) >= _REMEMBERED:
                self._contacts.clear()
            made = self._contacts[key] = self.contact_book.answer(number).contact(key[1])
        return made

    def test(self, mails: Iterable[Facts] = ()) -> TestReport:
        """Run every example of every book; these past mails count as reaching the entries they reach."""
        from deskbell.triage.examples import run_examples

        return run_examples(self, mails)

    def explain(self, facts: Facts) -> list[str]:
        """Why this mail is judged as it is, in lines for a person."""
        from deskbell.triage.explain import explanation

        return explanation(self, facts)

    def _refusal(self, number: int, scene: Scene) -> Refusal:
        refusal = self.refusal_book.answer(number)
        return replace(refusal, reason=self.refusal_book.entries[number].because) if number >= 0 else refusal

    def weigh(self, weight: Weight, facts: Facts) -> tuple[Level, Level, Priority]:
        """Urgency, impact and priority. A reply never lowers what its ticket has."""
        had = facts.ticket.priority
        given = self.matrix[weight.urgency, weight.impact]
        if had in _PRIORITIES and not facts.ticket.is_new and (weight.same or had < given.value):
            return (*self._levels_of(Priority(had)), Priority(had))
        return weight.urgency, weight.impact, given

    def _levels_of(self, priority: Priority) -> tuple[Level, Level]:
        """The mildest urgency and impact that the matrix makes this priority of."""
        for urgency in Level:
            for impact in Level:
                if self.matrix[urgency, impact] is priority:
                    return urgency, impact
        return Level.NORMAL, Level.NORMAL


class _Sitting:
    """One judgement: the books in order, and what each decided."""

    def __init__(self, rules: RuleSet, facts: Facts) -> None:
        self.rules = rules
        self.scene = rules.scene(facts)
        self.fired: list[Fired] = []
        self.entries: dict[str, int] = {}
        self.overran = False
        self.scene.ends_at = time.thread_time() + rules.limit

    def judgement(self) -> Judgement:
        rules, scene, facts = self.rules, self.scene, self.scene.facts
        refusal = rules._refusal(self._ask(rules.refusal_book), scene)
        kind = scene.kind = rules.kind_book.answer(self._ask(rules.kind_book))
        weight = rules.urgency_book.answer(self._ask(rules.urgency_book))
        scene.urgency, scene.impact, scene.priority = rules.weigh(weight, facts)
        routing = self._routing()
        contact = rules.contact(self._ask(rules.contact_book), facts, routing)
        notice = self._notice()
        return Judgement(
            refusal=refusal,
            kind=kind,
            urgency=scene.urgency,
            impact=scene.impact,
            priority=scene.priority,
            routing=routing,
            contact=contact,
            notice=notice,
            fired=tuple(self.fired),
            set_number=rules.number,
            trace={"entries": self.entries, "history": scene.asked_history},
            overran=self.overran,
        )

    def _ask(self, book: Book[object]) -> int:
        """The entry of a book that takes the mail; none once the time is up."""
        number = -1
        try:
            if not self.overran:
                self.scene.check_time()
                number = book.first(self.scene)
        except Overrun:
            self.overran = True
        self.entries[book.name] = number
        if fired := book.fired(number, self.scene):
            self.fired.append(fired)
        return number

    def _routing(self) -> Routing:
        rules, scene = self.rules, self.scene
        way = rules.routing_book.answer(self._ask(rules.routing_book))
        if not scene.facts.ticket.is_new and scene.facts.ticket.owner:
            return Routing(scene.facts.ticket.team, scene.facts.ticket.owner)
        last_owner = scene.history.last_owner if way.owner == "last_owner" else ""
        return route(rules.directory, scene.facts, way.team, way.owner, last_owner)

    def _notice(self) -> Notice | None:
        """The notice this mail is about, in the mail's language, else in the first one written."""
        book, facts = self.rules.notice_book, self.scene.facts
        if not book.entries:
            return None
        number = self._ask(book)
        known = book.answer(number)
        if known is None:
            return None
        text = known.texts.get(facts.language) or next(iter(known.texts.values()))
        return Notice(book.entries[number].name, known.since, text, known.link)


def fingerprint(files: Mapping[str, bytes]) -> str:
    """SHA-256 over names and bytes, in hex; the order of the files does not matter."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()
