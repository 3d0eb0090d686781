"""Running the examples of every book, and finding the entries that nothing reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from deskbell.domain.judgement import Kind, Level, Priority
from deskbell.triage.book import Book
from deskbell.triage.books import Weight
from deskbell.triage.facts import Facts
from deskbell.triage.mails import Example
from deskbell.triage.reach import Reach, Unreached
from deskbell.triage.ruleset import RuleSet
from deskbell.triage.scene import Scene
from deskbell.triage.shapes import Values
from deskbell.triage.when import Line


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: the mail, the entry it stands in, what was expected and what was
    said instead.

    `lines` are the conditions of the entry it stands in, each with its outcome and what it saw.
    """

    book: str
    entry: str
    line: int
    column: int
    mail: str
    expected: str
    said: str
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        place = f"rules/{self.book}.yaml:{self.line}:{self.column}"
        head = f"{place}: {self.entry}: expected {self.expected}, but {self.said}"
        return "\n".join([head, f"  mail: {self.mail}", *(f"  {told(line)}" for line in self.lines)])


@dataclass(frozen=True, slots=True)
class TestReport:
    """What the examples proved. A set with failures must not go live; unreached entries are a warning."""

    #: pytest collects classes called Test…; this one is no test.
    __test__ = False

    count: int
    failures: tuple[Failure, ...] = ()
    unreached: tuple[Unreached, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.failures


def told(line: Line) -> str:
    """A condition as explain prints it."""
    mark = "✓" if line.held else "✗"
    saw = f"  (saw {line.saw})" if line.saw else ""
    return f"{'  ' * line.depth}{mark} {line.asks}{saw}"


def run_examples(rules: RuleSet, mails: Iterable[Facts] = ()) -> TestReport:
    """Run every example; count the entries reached by them, and by these past mails as long as any is not."""
    failures: list[Failure] = []
    reach = Reach(rules.books)
    count = 0
    for book in rules.books:
        for number, entry in enumerate(book.entries):
            for example in entry.examples:
                count += 1
                scene = _scene(rules, book.name, example)
                taker = book.first(scene)
                reach.took(book, taker, scene)
                if failure := _failure(rules, book, number, taker, example, scene):
                    failures.append(failure)
    if not reach.complete():
        for facts in mails:
            _reached(rules, reach, facts)
            if reach.complete():
                break
    return TestReport(count, tuple(failures), tuple(reach.unreached()))


def _reached(rules: RuleSet, reach: Reach, facts: Facts) -> None:
    """What a past mail reaches in each book."""
    judgement = rules.judge(facts)
    scene = rules.judged_scene(facts, judgement)
    takers = judgement.trace["entries"]
    assert isinstance(takers, dict)
    for book in rules.books:
        if book.name in takers:
            reach.took(book, takers[book.name], scene)


def _scene(rules: RuleSet, book: str, example: Example) -> Scene:
    """The example's mail with what earlier books say of it, or what the example says they say."""
    facts, mail = example.facts(rules.directory), example.mail
    scene = rules.scene(facts)
    if book in ("refusals", "kinds"):
        return scene
    kinds = rules.kind_book
    scene.kind = Kind(mail.text("kind")) if "kind" in mail else kinds.answer(kinds.first(scene))
    if book == "urgency":
        return scene
    weight = rules.urgency_book.answer(rules.urgency_book.first(scene))
    scene.urgency, scene.impact, scene.priority = rules.weigh(weight, facts)
    scene.urgency = Level(mail.text("urgency")) if "urgency" in mail else scene.urgency
    scene.impact = Level(mail.text("impact")) if "impact" in mail else scene.impact
    scene.priority = Priority(mail.text("priority")) if "priority" in mail else scene.priority
    return scene


def _failure(
    rules: RuleSet, book: Book[object], number: int, taker: int, example: Example, scene: Scene
) -> Failure | None:
    entry = book.entries[number]
    said = _said(book, taker)
    match example.expect:
        case "this entry":
            held, expected = taker == number, "this entry"
        case "another entry":
            held, expected = taker != number, "another entry"
        case Values() as wanted:
            got = _answer(rules, book, taker, scene, wanted)
            held, expected = got == dict(wanted), _fields(wanted)
            said = f"{said}: {_fields(got)}"
        case _:
            raise AssertionError("unreachable: an expectation is one of these")
    if held:
        return None
    conditions = tuple(entry.check.lines(scene))
    return Failure(
        book.name, entry.name, example.line, example.column, example.told, expected, said, conditions
    )


def _said(book: Book[object], taker: int) -> str:
    return f'"{book.entries[taker].name}" took it' if taker >= 0 else "no entry took it"


def _fields(values: dict[str, object]) -> str:
    return ", ".join(f"{name}: {_plain(value)}" for name, value in values.items())


def _plain(value: object) -> str:
    return ", ".join(_plain(one) for one in value) if isinstance(value, list) else str(value)


def _answer(
    rules: RuleSet, book: Book[object], taker: int, scene: Scene, wanted: Values
) -> dict[str, object]:
    """What the entry that took the mail says of the fields that are wanted."""
    then: dict[str, object] = dict(book.entries[taker].then) if taker >= 0 else {}
    if book.name == "urgency":
        weight = book.answer(taker)
        assert isinstance(weight, Weight)
        urgency, impact, priority = rules.weigh(weight, scene.facts)
        then.update(urgency=str(urgency), impact=str(impact), priority=str(priority))
    return {name: then.get(name, "nothing") for name in wanted}
