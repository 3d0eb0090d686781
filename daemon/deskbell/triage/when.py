"""`when:` of an entry: conditions combined by all, any and not, compiled once, explained on demand.

Within one `all` the cheap questions are asked first whatever their order in the book, so that a text is
searched, and the store is asked, only if everything else holds already. Conditions change nothing, so the
answer is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from deskbell.triage.asking import LOOK, Holds, Test, all_hold, any_holds
from deskbell.triage.conditions import CONDITIONS
from deskbell.triage.nodes import Mapping, Node, Scalar, Sequence
from deskbell.triage.scene import Scene
from deskbell.triage.shapes import Bad, Reader, Schema, Shape
from deskbell.triage.trouble import did_you_mean, shown

Needs = frozenset[tuple[str, str]] | None
_GROUPS = ("all", "any", "not")


@dataclass(frozen=True, slots=True)
class Line:
    """One condition as explain prints it: how deep it stands, what it asks, whether it held, what it saw."""

    depth: int
    asks: str
    held: bool
    saw: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One condition. `asks` is how the book wrote it."""

    name: str
    asks: str
    test: Test

    @property
    def holds(self) -> Holds:
        return self.test.holds

    @property
    def cost(self) -> int:
        return self.test.cost

    @property
    def periods(self) -> tuple[int, ...]:
        return self.test.periods

    @property
    def needs(self) -> Needs:
        """Words of the mail without one of which it cannot hold; None where that cannot be told."""
        return self.test.needs

    @property
    def words(self) -> frozenset[str]:
        """All words that it asks texts for."""
        return self.test.words

    def lines(self, scene: Scene, depth: int = 0) -> Iterator[Line]:
        yield Line(depth, self.asks, self.holds(scene), self.test.saw(scene))

    def saw(self, scene: Scene) -> Iterator[str]:
        """What made it hold, where it does, in a few words: "sender.role: cio"."""
        yield f"{self.name}: {self.test.saw(scene)}"


@dataclass(frozen=True, slots=True)
class Group:
    """`all`, `any` or `not` of some parts. An `all` of none is `always`."""

    word: str
    parts: tuple[Leaf | Group, ...]
    holds: Holds
    cost: int

    @property
    def periods(self) -> tuple[int, ...]:
        return tuple(days for part in self.parts for days in part.periods)

    @property
    def needs(self) -> Needs:
        """As of a leaf: an `all` needs what any one of its parts needs, an `any` what all of them need
        together.
        """
        told = [part.needs for part in self.parts]
        known = [needs for needs in told if needs is not None]
        if self.word == "all":
            return min(known, key=_commonness, default=None)
        if self.word == "any" and len(known) == len(told):
            return frozenset().union(*known)
        return None

    @property
    def words(self) -> frozenset[str]:
        return frozenset[str]().union(*(part.words for part in self.parts))

    def lines(self, scene: Scene, depth: int = 0) -> Iterator[Line]:
        yield Line(depth, self.word if self.parts else "always", self.holds(scene))
        for part in self.parts:
            yield from part.lines(scene, depth + 1)

    def saw(self, scene: Scene) -> Iterator[str]:
        """As of a leaf: of an `any` what those parts saw that hold."""
        if self.word == "not":
            yield f"not: {', '.join([leaf.name for leaf in _leaves(self)])}"
            return
        for part in self.parts:
            if self.word == "all" or part.holds(scene):
                yield from part.saw(scene)


def _commonness(needs: frozenset[tuple[str, str]]) -> tuple[bool, int]:
    """Most mail comes from persons, and little holds the words of a list: words are looked up before tags."""
    return any(text == "tags" for text, _ in needs), len(needs)


Check = Leaf | Group


def _leaves(check: Check) -> Iterator[Leaf]:
    if isinstance(check, Leaf):
        yield check
    else:
        for part in check.parts:
            yield from _leaves(part)


def _group(word: str, parts: list[Check]) -> Check:
    if len(parts) == 1 and word != "not":
        return parts[0]
    ordered = [part.holds for part in sorted(parts, key=lambda part: part.cost)]
    cost = max((part.cost for part in parts), default=LOOK)
    return Group(word, tuple(parts), _combined(word, ordered), cost)


def all_of(*checks: Check) -> Check:
    """A check that holds where all of them do."""
    return _group("all", list(checks))


def _combined(word: str, tests: list[Holds]) -> Holds:
    if word == "any":
        return any_holds(tests)
    held = all_hold(tests)
    return (lambda scene: not held(scene)) if word == "not" else held


class When(Shape[Check]):
    """The conditions of an entry of one book; `decided` are the books whose answers it may ask for."""

    def __init__(self, decided: tuple[str, ...] = ()) -> None:
        self._names = [n for n, c in CONDITIONS.items() if not c.later_than or c.later_than in decided]

    def read(self, node: Node, reader: Reader) -> Check:
        if isinstance(node, Scalar) and node.text == "always":
            return _group("all", [])
        if not isinstance(node, Mapping):
            reader.refuse(node, "expected conditions (sender.role: cio), or the word always")
        return self._read_map(node, reader)

    def _read_map(self, node: Mapping, reader: Reader) -> Check:
        if not node.pairs:
            reader.refuse(node, "no condition here; write always for an entry that takes every mail")
        parts: list[Check] = []
        bad = False
        for key, value in node.pairs:
            try:
                parts.append(self._read_one(key, value, reader))
            except Bad:
                bad = True
        if bad:
            raise Bad
        return _group("all", parts)

    def _read_one(self, key: Scalar, value: Node, reader: Reader) -> Check:
        if key.text in _GROUPS:
            return _group(key.text, self._read_parts(key, value, reader))
        condition = CONDITIONS.get(key.text)
        if condition is None:
            reader.refuse(key, f'unknown condition "{shown(key.text)}"{_near(key.text, self._names)}')
        if key.text not in self._names:
            later = condition.later_than
            reader.refuse(
                key, f'"{key.text}" is not known here: {later}.yaml decides it, and this book comes before it'
            )
        asked = condition.shape.read(value, reader)
        return Leaf(key.text, f"{key.text}: {written(value)}", condition.compile(asked))

    def _read_parts(self, key: Scalar, value: Node, reader: Reader) -> list[Check]:
        """A list of maps; a single map under `any` means any of its conditions."""
        if isinstance(value, Mapping):
            if not value.pairs:
                reader.refuse(value, f"no condition under {key.text}")
            maps: list[Node] = [Mapping([pair], value.line, value.column) for pair in value.pairs]
        elif isinstance(value, Sequence) and value.items:
            maps = list(value.items)
        else:
            reader.refuse(value, f"expected conditions under {key.text}, as a map or a list of maps")
        parts: list[Check] = []
        bad = False
        for one in maps:
            try:
                if not isinstance(one, Mapping):
                    reader.refuse(one, f'expected a condition, found "{shown(written(one))}"')
                parts.append(self._read_map(one, reader))
            except Bad:
                bad = True
        if bad:
            raise Bad
        return parts

    def schema(self) -> Schema:
        properties: Schema = {
            name: {**CONDITIONS[name].shape.schema(), "description": CONDITIONS[name].says}
            for name in self._names
        }
        several: Schema = {
            "anyOf": [
                {"$ref": "#/$defs/conditions"},
                {"type": "array", "items": {"$ref": "#/$defs/conditions"}},
            ]
        }
        properties.update(dict.fromkeys(_GROUPS, several))
        return {
            "type": "object",
            "additionalProperties": False,
            "minProperties": 1,
            "properties": properties,
        }


def _near(word: str, names: list[str]) -> str:
    """The nearest condition; `from` and `role` are near to `sender.address` and `sender.role`."""
    for name in names:
        if name.endswith(f".{word}"):
            return f'; did you mean "{name}"?'
    return did_you_mean(word, names)


def written(node: Node) -> str:
    """A node as one line, much as the book wrote it."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return f"[{', '.join(written(item) for item in node.items)}]"
    return f"{{{', '.join(f'{key.text}: {written(value)}' for key, value in node.pairs)}}}"
