"""Why a mail was judged as it was: each book's entries in order, each condition with its outcome and what
it saw.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from deskbell.triage.examples import told
from deskbell.triage.facts import Facts
from deskbell.triage.ruleset import RuleSet
from deskbell.triage.scene import Scene
from deskbell.triage.when import Line


@dataclass(frozen=True, slots=True)
class Looked:
    """One entry as it was asked: did it take the mail, and the conditions one by one."""

    entry: str
    because: str
    took: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One book: the entries up to the one that took the mail, and what the book said."""

    book: str
    entries: tuple[Looked, ...]
    answer: str


def explain(rules: RuleSet, facts: Facts) -> tuple[Page, ...]:
    """Every book's page for this mail, in the order the books are asked; the desk's memory is asked once."""
    facts = replace(facts, history=cache(facts.history))
    judgement = rules.judge(facts)
    scene = rules.judged_scene(facts, judgement)
    routing = judgement.routing
    answers = {
        "refusals": _refusal(judgement.refusal.taken, judgement.refusal.answered),
        "kinds": f"kind {judgement.kind}",
        "urgency": f"urgency {judgement.urgency}, impact {judgement.impact}, priority {judgement.priority}",
        "routing": f"team {routing.team or 'none'}, owner {routing.owner or 'none'}"
        + (f", on duty from {routing.on_duty_from:%Y-%m-%d %H:%M} UTC" if routing.on_duty_from else ""),
        "contact": f"letter {judgement.contact.letter}, first contact within {judgement.contact.first}"
        + ("" if judgement.contact.staffed else ", nobody is there now"),
        "notices": f'"{judgement.notice.name}"' if judgement.notice else "no notice",
    }
    taken = judgement.trace["entries"]
    assert isinstance(taken, dict)
    return tuple(
        Page(book.name, tuple(_looked(rules, book.name, taken.get(book.name, -1), scene)), answers[book.name])
        for book in rules.books
    )


def _refusal(taken: bool, answered: bool) -> str:
    if not taken:
        return "kept, but no ticket"
    return "taken and answered" if answered else "taken, not answered"


def _looked(rules: RuleSet, name: str, taker: int, scene: Scene) -> Iterator[Looked]:
    book = next(book for book in rules.books if book.name == name)
    for number, entry in enumerate(book.entries):
        yield Looked(entry.name, entry.because, number == taker, tuple(entry.check.lines(scene)))
        if number == taker:
            return


def explanation(rules: RuleSet, facts: Facts) -> list[str]:
    """The same as lines for a terminal."""
    lines: list[str] = []
    for page in explain(rules, facts):
        lines.append(f"{page.book}: {page.answer}")
        for entry in page.entries:
            lines.append(f"  {'→' if entry.took else ' '} {entry.entry}")
            lines.extend(f"      {told(line)}" for line in entry.lines)
            if entry.took:
                lines.append(f"      because: {' '.join(entry.because.split())}")
        if page.entries and not page.entries[-1].took:
            lines.append("  → no entry took it")
    return lines
