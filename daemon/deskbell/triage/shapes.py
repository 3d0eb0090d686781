"""What may stand where in a book: small shapes that read a node into a value and write themselves as JSON
Schema.

One description serves the loader, its errors and the editor's help. Shapes want words and give values:
`no` is a word for one shape and false for another, never something YAML decided. (Not pydantic: its
errors name fields, an operator needs the line; and a command that loads rules starts 0.1 s sooner.)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Generic, NoReturn, TypeVar

from deskbell.triage.nodes import Mapping, Node, Scalar, Sequence
from deskbell.triage.trouble import RuleErrors, Trouble, did_you_mean, shown

T = TypeVar("T")
K = TypeVar("K")
Schema = dict[str, object]

_MOST_WORDS = 5_000


class Bad(Exception):
    """A node could not be read; its trouble is written down already."""


class Reader:
    """Reads one file: collects its troubles, and knows the names (clients, teams, agents) that others
    declared.
    """

    def __init__(self, file: str, names: dict[str, Collection[str]] | None = None) -> None:
        self.file = file
        self.names = names or {}
        self.troubles: list[Trouble] = []

    def tell(self, node: Node, message: str) -> None:
        """Write a trouble down and go on."""
        self.troubles.append(Trouble(self.file, node.line, node.column, message))

    def refuse(self, node: Node, message: str) -> NoReturn:
        """Write a trouble down and give this node up."""
        self.tell(node, message)
        raise Bad

    def finish(self) -> None:
        """RuleErrors with all that was written down, if anything was."""
        if self.troubles:
            raise RuleErrors(self.troubles)


class Shape(Generic[T]):
    """Something that may stand in a book."""

    def read(self, node: Node, reader: Reader) -> T:
        """The value; Bad after its trouble was told."""
        raise NotImplementedError

    def schema(self) -> Schema:
        """The same as JSON Schema, for editors."""
        raise NotImplementedError


def scalar(node: Node, reader: Reader, wanted: str) -> str:
    """The node's text; Bad if it is a list, a map, or nothing at all."""
    if not isinstance(node, Scalar):
        reader.refuse(node, f"expected {wanted}, found a {'list' if isinstance(node, Sequence) else 'map'}")
    if not node.text.strip() and not node.quoted:
        reader.refuse(node, f"expected {wanted}, found nothing")
    return node.text


@dataclass(frozen=True)
class Parsed(Shape[T]):
    """A word that a function makes a value of; its ValueError is the operator's error."""

    wanted: str
    parse: Callable[[str], T]
    form: Schema = field(default_factory=lambda: {"type": "string"})

    def read(self, node: Node, reader: Reader) -> T:
        text = scalar(node, reader, self.wanted)
        try:
            return self.parse(text)
        except ValueError as trouble:
            reader.refuse(node, str(trouble) or f'"{shown(text)}": expected {self.wanted}')

    def schema(self) -> Schema:
        return {"description": self.wanted, **self.form}


@dataclass(frozen=True)
class Choice(Shape[str]):
    """One of a few words."""

    of: tuple[str, ...]
    wanted: str = "word"

    def read(self, node: Node, reader: Reader) -> str:
        word = scalar(node, reader, f"a {self.wanted}")
        if word not in self.of:
            near = did_you_mean(word, self.of) or f"; one of {', '.join(self.of)}"
            reader.refuse(node, f'unknown {self.wanted} "{shown(word)}"{near}')
        return word

    def schema(self) -> Schema:
        return {"enum": list(self.of)}


@dataclass(frozen=True)
class Name(Shape[str]):
    """The name of something the directory declares: a client, a team, an agent."""

    of: str

    def read(self, node: Node, reader: Reader) -> str:
        word = scalar(node, reader, f"the name of a {self.of}")
        known = reader.names.get(self.of)
        if known is not None and word not in known:
            near = did_you_mean(word, known)
            reader.refuse(
                node, f'unknown {self.of} "{shown(word)}"{near or "; directory.yaml has none of that name"}'
            )
        return word

    def schema(self) -> Schema:
        return {"type": "string", "description": f"a {self.of} of directory.yaml"}


@dataclass(frozen=True)
class ListOf(Shape[list[T]]):
    """A list; where `one` says so, a single value stands for a list of one."""

    item: Shape[T]
    one: bool = False
    empty: bool = False

    def read(self, node: Node, reader: Reader) -> list[T]:
        if not isinstance(node, Sequence):
            if self.one and isinstance(node, Scalar):
                return [self.item.read(node, reader)]
            reader.refuse(node, "expected a list")
        if not node.items and not self.empty:
            reader.refuse(node, "this list is empty")
        if len(node.items) > _MOST_WORDS:
            reader.refuse(node, f"{len(node.items):,} entries; {_MOST_WORDS:,} at most")
        return _all_read((item, self.item) for item in node.items)(reader)

    def schema(self) -> Schema:
        items: Schema = {"type": "array", "items": self.item.schema()}
        if not self.empty:
            items["minItems"] = 1
        return {"anyOf": [self.item.schema(), items]} if self.one else items


def _all_read(nodes: Iterable[tuple[Node, Shape[T]]]) -> Callable[[Reader], list[T]]:
    """Reads every one, so that all troubles are told, and is Bad at the end if one was."""

    def read(reader: Reader) -> list[T]:
        values, bad = [], False
        for node, shape in nodes:
            try:
                values.append(shape.read(node, reader))
            except Bad:
                bad = True
        if bad:
            raise Bad
        return values

    return read


@dataclass(frozen=True)
class MapOf(Shape[dict[K, T]], Generic[K, T]):
    """A map from names of one's own (headers, languages, weekdays) to values."""

    key: Shape[K]
    value: Shape[T]

    def read(self, node: Node, reader: Reader) -> dict[K, T]:
        if not isinstance(node, Mapping):
            reader.refuse(node, "expected a map of names and values")
        if not node.pairs:
            reader.refuse(node, "this map is empty")
        keys = _all_read((key, self.key) for key, _ in node.pairs)(reader)
        values = _all_read((value, self.value) for _, value in node.pairs)(reader)
        return dict(zip(keys, values, strict=True))

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": self.value.schema(), "minProperties": 1}


@dataclass(frozen=True)
class Field:
    """One field of a record: what may stand there, must it, and a sentence for the editor."""

    shape: Shape[object]
    required: bool = False
    says: str = ""


def need(shape: Shape[T], says: str = "") -> Field:
    """A field that must be there."""
    return Field(shape, True, says)  # type: ignore[arg-type]


def may(shape: Shape[T], says: str = "") -> Field:
    """A field that may be left out."""
    return Field(shape, False, says)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Record(Shape["Values"]):
    """A map with fixed names. `what` names a field in errors: `unknown condition "sender.rol"`."""

    fields: dict[str, Field]
    what: str = "key"

    def read(self, node: Node, reader: Reader) -> Values:
        if not isinstance(node, Mapping):
            reader.refuse(node, f"expected a map with {_listed(self.fields)}")
        values, bad = Values(node), False
        for key, value in node.pairs:
            known = self.fields.get(key.text)
            if known is None:
                reader.tell(
                    key, f'unknown {self.what} "{shown(key.text)}"{did_you_mean(key.text, self.fields)}'
                )
                bad = True
                continue
            try:
                values[key.text] = known.shape.read(value, reader)
                values.nodes[key.text] = value
            except Bad:
                bad = True
        written = {key.text for key, _ in node.pairs}
        for name, known in self.fields.items():
            if known.required and name not in written:
                reader.tell(node, f'"{name}:" is missing here')
                bad = True
        if bad:
            raise Bad
        return values

    def schema(self) -> Schema:
        made: Schema = {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                name: {**({"description": known.says} if known.says else {}), **known.shape.schema()}
                for name, known in self.fields.items()
            },
        }
        if required := [name for name, known in self.fields.items() if known.required]:
            made["required"] = required
        return made


def _listed(names: Iterable[str]) -> str:
    some = list(names)
    return ", ".join(some[:8]) + (" …" if len(some) > 8 else "")


class Values(dict[str, object]):
    """The fields of a record that were written, and the nodes they came from."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node
        self.nodes: dict[str, Node] = {}

    def text(self, name: str) -> str:
        """A field that holds a word, "" if it was left out."""
        return str(self.get(name, ""))

    def words(self, name: str) -> tuple[str, ...]:
        """A field that holds a list of words, () if it was left out."""
        found = self.get(name, ())
        assert isinstance(found, list | tuple)
        return tuple(str(word) for word in found)

    def records(self, name: str) -> list[Values]:
        """A field that holds a list of records, [] if it was left out."""
        found = self.get(name, [])
        assert isinstance(found, list)
        return [one for one in found if isinstance(one, Values)]

    def flag(self, name: str, default: bool = False) -> bool:
        return bool(self.get(name, default))
