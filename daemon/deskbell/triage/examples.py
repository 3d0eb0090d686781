"""Running the examples of every book, and finding the entries that nothing reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from deskbell.domain.judgement import Kind, Level, Priority
from deskbell.triage.book import Book, Entry
from deskbell.triage.books import Weight
from deskbell.triage.facts import Facts
from deskbell.triage.mails import Example
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
    mail: str
    expected: str
    said: str
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        head = f"rules/{self.book}.yaml:{self.line}: {self.entry}: expected {self.expected}, but {self.said}"
        return "\n".join([head, f"  mail: {self.mail}", *(f"  {told(line)}" for line in self.lines)])


@dataclass(frozen=True, slots=True)
class Unreached:
    """An entry that neither an example nor a past mail reaches, and the entry before it that hides it, if
    one does.
    """

    book: str
    entry: str
    line: int
    hidden_by: str = ""

    def __str__(self) -> str:
        why = f'"{self.hidden_by}" takes its mails before it' if self.hidden_by else "no mail reaches it"
        return f'rules/{self.book}.yaml:{self.line}: "{self.entry}" is never reached: {why}'


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
    """Run every example; count the entries reached by them and by these past mails."""
    failures: list[Failure] = []
    reached: dict[str, set[int]] = {book.name: set() for book in rules.books}
    hiders: dict[tuple[str, int], int] = {}
    count = 0
    for book in rules.books:
        for number, entry in enumerate(book.entries):
            for example in entry.examples:
                count += 1
                scene = _scene(rules, book.name, example)
                taker = book.first(scene)
                reached[book.name].add(taker)
                if 0 <= taker < number and entry.check.holds(scene):
                    hiders.setdefault((book.name, number), taker)
                if failure := _failure(rules, book, number, taker, example, scene):
                    failures.append(failure)
    for facts in mails:
        entries = rules.judge(facts).trace["entries"]
        assert isinstance(entries, dict)
        for name, taker in entries.items():
            reached[name].add(taker)
    return TestReport(count, tuple(failures), tuple(_unreached(rules, reached, hiders)))


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
    return Failure(
        book.name, entry.name, example.line, example.told, expected, said, tuple(entry.check.lines(scene))
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


def _unreached(
    rules: RuleSet, reached: dict[str, set[int]], hiders: dict[tuple[str, int], int]
) -> Iterator[Unreached]:
    for book in rules.books:
        for number, entry in enumerate(book.entries):
            if number in reached[book.name]:
                continue
            hider = hiders.get((book.name, number), _always_before(book, number))
            yield Unreached(book.name, entry.name, entry.line, book.entries[hider].name if hider >= 0 else "")


def _always_before(book: Book[object], number: int) -> int:
    """The first entry before this one that takes every mail, -1 if there is none."""
    earlier: Iterable[tuple[int, Entry[object]]] = enumerate(book.entries[:number])
    return next((at for at, entry in earlier if entry.takes_all), -1)
