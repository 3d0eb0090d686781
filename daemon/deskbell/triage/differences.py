"""What would change if other books judged the same mail: the pure part of a replay."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from deskbell.domain.judgement import Judgement
from deskbell.triage.facts import Facts
from deskbell.triage.ruleset import RuleSet

#: Priorities that wake people.
_URGENT = ("P1", "P2")


@dataclass(frozen=True, slots=True)
class Change:
    """One field that two sets judge otherwise."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One mail that would have been judged otherwise. `weight` orders them: a change of priority weighs
    most.
    """

    number: int
    sender: str
    subject: str
    changes: tuple[Change, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a change of books would have changed. `urgent_before`, `urgent_after`: how many were P1 or P2."""

    mails: int
    differences: tuple[Difference, ...]
    urgent_before: int
    urgent_after: int

    @property
    def largest(self) -> tuple[Difference, ...]:
        """The three differences that matter most."""
        return tuple(sorted(self.differences, key=lambda difference: -difference.weight)[:3])

    @property
    def raises_alarm(self) -> bool:
        """Would urgent tickets rise by half or more? Such a change is asked about."""
        more = self.urgent_after - self.urgent_before
        return more > 0 and more * 2 >= self.urgent_before

    def __str__(self) -> str:
        return f"{len(self.differences):,} of {self.mails:,} would change"


#: Told of each mail, as the new set sees it, and what that set says of it.
Seen = Callable[[Facts, Judgement], None]


def unseen(facts: Facts, judged: Judgement) -> None:
    """Nobody is told."""


def differences(
    old: RuleSet, new: RuleSet, mails: Iterable[tuple[Facts, Facts]], seen: Seen = unseen
) -> Report:
    """Judge each mail by both sets, as each of them sees it: the second facts are those of the new directory."""
    found: list[Difference] = []
    done = before = after = 0
    for facts, anew in mails:
        was, would = old.judge(facts), new.judge(anew)
        before += was.priority in _URGENT
        after += would.priority in _URGENT
        if changes := tuple(_changes(was, would)):
            weight = max(_WEIGHTS[change.field] for change in changes) + abs(_rank(was) - _rank(would))
            found.append(Difference(done, facts.sender, facts.subject, changes, weight))
        done += 1
        seen(anew, would)
    return Report(done, tuple(found), before, after)


_FIELDS: dict[str, tuple[int, Callable[[Judgement], str]]] = {
    "taken": (90, lambda judged: "yes" if judged.refusal.taken else "no"),
    "answered": (80, lambda judged: "yes" if judged.refusal.answered else "no"),
    "priority": (70, lambda judged: str(judged.priority)),
    "alert": (60, lambda judged: ", ".join(judged.contact.alert) or "nobody"),
    "pager": (60, lambda judged: ", ".join(judged.contact.pager) or "nobody"),
    "kind": (50, lambda judged: str(judged.kind)),
    "letter": (40, lambda judged: judged.contact.letter),
    "first contact": (40, lambda judged: str(judged.contact.first)),
    "team": (30, lambda judged: judged.routing.team or "none"),
    "owner": (20, lambda judged: judged.routing.owner or "none"),
    "notice": (20, lambda judged: judged.notice.name if judged.notice else "none"),
    "next contact": (10, lambda judged: str(judged.contact.next)),
}
_WEIGHTS = {name: weight for name, (weight, _) in _FIELDS.items()}


def _changes(was: Judgement, would: Judgement) -> Iterable[Change]:
    for name, (_, value) in _FIELDS.items():
        old, new = value(was), value(would)
        if old != new:
            yield Change(name, old, new)


def _rank(judged: Judgement) -> int:
    return int(judged.priority.value[1:])
