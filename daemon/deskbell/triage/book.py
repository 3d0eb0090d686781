"""A book: entries in order, of which the first that matches answers the book's one question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from deskbell.domain.judgement import Fired
from deskbell.triage.asking import Holds
from deskbell.triage.mails import MAIL, Example, read_example
from deskbell.triage.nodes import Mapping, Node, Scalar
from deskbell.triage.plain import TEXT
from deskbell.triage.scene import Scene
from deskbell.triage.shapes import (
    Bad,
    Field,
    ListOf,
    Parsed,
    Reader,
    Record,
    Schema,
    Shape,
    Values,
    may,
    need,
)
from deskbell.triage.trouble import shown
from deskbell.triage.when import Check, Group, Leaf, When, all_of

A = TypeVar("A")
A_co = TypeVar("A_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[A_co]):
    """One entry. `answer` is what it says, `then` the same as written; `line` and `column` are where it stands."""

    name: str
    check: Check
    answer: A_co
    because: str
    examples: tuple[Example, ...]
    line: int
    column: int
    then: Values

    @property
    def takes_all(self) -> bool:
        """Is it for every mail that no entry before it takes?"""
        return isinstance(self.check, Group) and not self.check.parts


@dataclass(frozen=True)
class Book(Generic[A_co]):
    """Entries in order. `otherwise` answers what none of them takes."""

    name: str
    entries: tuple[Entry[A_co], ...]
    otherwise: A_co
    _tests: tuple[Holds, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_tests", tuple(entry.check.holds for entry in self.entries))

    def first(self, scene: Scene) -> int:
        """The number of the entry that takes this mail, from 0; -1 if none does. Overrun once the time is
        up.
        """
        tests = self._tests
        for asked, number in enumerate(scene.reached[self.name]):
            if tests[number](scene):
                return number
            if asked % 16 == 15:
                scene.check_time()
        return -1

    def also(self, scene: Scene, taker: int) -> Iterator[int]:
        """The entries after `taker` that would have taken this mail too."""
        return (n for n in scene.reached[self.name] if n > taker and self._tests[n](scene))

    def answer(self, number: int) -> A_co:
        """What the entry of that number says."""
        return self.entries[number].answer if number >= 0 else self.otherwise

    def fired(self, number: int, scene: Scene) -> Fired | None:
        """The entry of that number, and what it saw in this mail."""
        if number < 0:
            return None
        entry = self.entries[number]
        return Fired(self.name, entry.name, entry.because, tuple(entry.check.saw(scene))[:8])


@dataclass(frozen=True)
class BookShape(Generic[A]):
    """How one book is written. `decided`: the books before it; `extra`: what stands beside its entries."""

    name: str
    asks: str
    then: Record
    answer: Callable[[Values, Reader], A]
    otherwise: A
    decided: tuple[str, ...] = ()
    extra: dict[str, Field] | None = None
    #: What an example may expect beyond the fields of `then:`.
    expects: dict[str, Field] | None = None
    #: What every entry asks before its own conditions, by its answer.
    guard: Callable[[A], Check | None] = lambda answer: None

    def read(self, root: Node, reader: Reader) -> tuple[Book[A], Values]:
        """The book, and what stands beside its entries; Bad after its troubles were told."""
        fields = {"entries": need(ListOf(_EntryShape(self), empty=True)), **(self.extra or {})}
        values = Record(fields, "key of a book").read(root, reader)
        read = values["entries"]
        assert isinstance(read, list)
        entries: tuple[Entry[A], ...] = tuple(read)
        names: dict[str, int] = {}
        for entry in entries:
            if entry.name in names:
                reader.refuse(
                    values.nodes["entries"],
                    f'"{shown(entry.name)}" names two entries, in lines {names[entry.name]} and {entry.line}',
                )
            names[entry.name] = entry.line
        return Book(self.name, entries, self.otherwise), values

    def schema(self) -> Schema:
        """The book as JSON Schema."""
        fields = {"entries": need(ListOf(_EntryShape(self), empty=True), self.asks), **(self.extra or {})}
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"{self.name}.yaml: {self.asks}",
            **Record(fields).schema(),
            "$defs": {"conditions": When(self.decided).schema()},
        }


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > 120:
        raise ValueError("a name is a few words, 120 characters at most")
    return name


class _EntryShape(Shape[Entry[A]]):
    """One entry of a book."""

    def __init__(self, book: BookShape[A]) -> None:
        self._book = book
        expected = {**book.then.fields, **(book.expects or {})}
        self._expect = Record(
            {name: Field(one.shape, False, one.says) for name, one in expected.items()}, "expectation"
        )
        self._when = When(book.decided)

    def read(self, node: Node, reader: Reader) -> Entry[A]:
        values = self._record(_Examples(self._expect)).read(node, reader)
        check, answered, examples = values["when"], values["then"], values["examples"]
        assert isinstance(check, Leaf | Group)
        assert isinstance(answered, Values)
        assert isinstance(examples, list)
        answer = self._book.answer(answered, reader)
        guard = self._book.guard(answer)
        return Entry(
            values.text("name"),
            all_of(guard, check) if guard else check,
            answer,
            values.text("because"),
            tuple(examples),
            node.line,
            node.column,
            answered,
        )

    def _record(self, examples: Shape[list[Example]]) -> Record:
        return Record(
            {
                "name": need(Parsed("a name", _name), "how explain and the notification call this entry"),
                "when": need(self._when, "which mails it takes; the first entry that takes a mail answers"),
                "then": need(self._book.then, self._book.asks),
                "because": need(TEXT, "why this entry is here, for the next person"),
                "examples": need(examples, "mails that prove it; at least one that it takes"),
            },
            "key of an entry",
        )

    def schema(self) -> Schema:
        made = self._record(_Examples(self._expect)).schema()
        properties = made["properties"]
        assert isinstance(properties, dict)
        properties["when"] = {"anyOf": [{"const": "always"}, {"$ref": "#/$defs/conditions"}]}
        return made


class _Examples(Shape[list[Example]]):
    """The examples of an entry: mails, and what is expected of each."""

    def __init__(self, expect: Record) -> None:
        self._fields = {
            "mail": need(MAIL, "a mail in short"),
            "expect": may(_Expected(expect), "what this book must say; left out: this entry"),
        }

    def read(self, node: Node, reader: Reader) -> list[Example]:
        read = ListOf(Record(self._fields, "key of an example")).read(node, reader)
        examples, bad = [], False
        for values in read:
            try:
                examples.append(read_example(values, reader))
            except Bad:
                bad = True
        if bad:
            raise Bad
        return examples

    def schema(self) -> Schema:
        return ListOf(Record(self._fields)).schema()


class _Expected(Shape[object]):
    """`this entry`, `another entry`, or fields of the answer."""

    _WORDS = ("this entry", "another entry")

    def __init__(self, fields: Record) -> None:
        self._fields = fields

    def read(self, node: Node, reader: Reader) -> object:
        if isinstance(node, Scalar):
            if node.text not in self._WORDS:
                reader.refuse(
                    node, f'"{shown(node.text)}": expected this entry, another entry, or what the book says'
                )
            return node.text
        if isinstance(node, Mapping) and not node.pairs:
            reader.refuse(node, "nothing is expected here")
        return self._fields.read(node, reader)

    def schema(self) -> Schema:
        return {"anyOf": [{"enum": list(self._WORDS)}, self._fields.schema()]}
