"""The text of a YAML book as a bounded tree of words, lists and maps, each knowing its line and column.

Every scalar stays the text that was written, so `no` is a word and `12:30` a time; what is wanted where
is decided by the shape that reads it (`shapes.py`). Anchors, aliases, tags and second documents are
refused, and so is anything too big or too deep: a book of rules is read by people, and no book can make a
desk hang.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn

from deskbell.triage.nodes import Mapping, Node, Scalar, Sequence
from deskbell.triage.quick import Uncommon, read_quickly
from deskbell.triage.trouble import RuleErrors, Trouble, shown

if TYPE_CHECKING:
    from ruamel.yaml.events import ScalarEvent

#: The most bytes, nested levels and nodes (words, lists, maps) of one book.
LARGEST = 1_000_000
DEEPEST = 24
MOST_NODES = 100_000
#: The longest line: some words cost the scanner their length squared.
LONGEST_LINE = 20_000


@dataclass(slots=True)
class _Open:
    """A list or map whose end has not come yet."""

    node: Sequence | Mapping
    key: Scalar | None = None
    keys: set[str] = field(default_factory=set)


@lru_cache(maxsize=16)
def read_tree(file: str, data: bytes) -> Node:
    """The one document of a book, remembered so that a reload reads only what changed.

    RuleErrors where it is not YAML, or not YAML of the kind that books are written in."""
    if len(data) > LARGEST:
        raise RuleErrors([Trouble(file, 1, 1, f"{len(data):,} bytes; a book holds {LARGEST:,} at most")])
    text = _with_short_lines(file, _decoded(file, data))
    try:
        return read_quickly(text)
    except Uncommon:
        return read_wholly(file, text)


def read_wholly(file: str, text: str) -> Node:
    """The document by a reader of all of YAML, which tells every mistake; a dozen times slower."""
    builder = _Builder(file)
    for event in _events(file, text):
        builder.take(event)
    if builder.root is None:
        raise RuleErrors([Trouble(file, 1, 1, "this book is empty")])
    if builder.troubles:
        raise RuleErrors(builder.troubles)
    return builder.root


def _decoded(file: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = data.count(b"\n", 0, trouble.start) + 1
        column = trouble.start - (data.rfind(b"\n", 0, trouble.start) + 1) + 1
        raise RuleErrors([Trouble(file, line, column, "this is not UTF-8; save the file as UTF-8")]) from None


def _with_short_lines(file: str, text: str) -> str:
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            told = f"a line of {len(line):,} characters; {LONGEST_LINE:,} at most"
            raise RuleErrors([Trouble(file, number, LONGEST_LINE + 1, told)])
    return text


def _events(file: str, text: str) -> Iterator[object]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except RuleErrors:
        raise
    except MarkedYAMLError as trouble:
        mark = trouble.problem_mark or trouble.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        words = ", ".join(str(part) for part in (trouble.context, trouble.problem) if part)
        raise RuleErrors([Trouble(file, line, column, f"this is not YAML: {shown(words)}")]) from None
    except YAMLError as trouble:
        line, column = _place(text, getattr(trouble, "position", 0))
        raise RuleErrors([Trouble(file, line, column, "a character that YAML does not allow")]) from None
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, AssertionError):
        # A scanner surprised by an odd escape raises what it likes; the operator needs the file all the same.
        raise RuleErrors([Trouble(file, 1, 1, "this is not YAML")]) from None


def _place(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - (text.rfind("\n", 0, position) + 1) + 1


class _Builder:
    """Puts the events of one document together, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.troubles: list[Trouble] = []
        self._open: list[_Open] = []
        self._nodes = 0

    def take(self, event: object) -> None:
        """Add what one parser event brings; RuleErrors at once for what a book must not hold."""
        from ruamel.yaml import events as kinds

        if isinstance(event, kinds.ScalarEvent):
            self._add(event, Scalar(event.value, not event.implicit[0], *self._place_of(event)))
        elif isinstance(event, kinds.MappingStartEvent):
            self._descend(event, Mapping([], *_position(event)))
        elif isinstance(event, kinds.SequenceStartEvent):
            self._descend(event, Sequence([], *_position(event)))
        elif isinstance(event, kinds.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, kinds.AliasEvent):
            self._refuse(event, "aliases (*name) are not used in books; write it out")
        elif isinstance(event, kinds.DocumentStartEvent) and self.root is not None:
            self._refuse(event, "a second document; a book is one")

    def _place_of(self, event: "ScalarEvent") -> tuple[int, int]:
        """Where a word stands; one left out, at its key, for the parser has gone on to the next line."""
        key = self._open[-1].key if self._open else None
        return (key.line, key.column) if key and not event.value and event.implicit[0] else _position(event)

    def _descend(self, event: object, node: Sequence | Mapping) -> None:
        self._add(event, node)
        self._open.append(_Open(node))
        if len(self._open) > DEEPEST:
            self._refuse(event, f"nested more than {DEEPEST} levels deep")

    def _add(self, event: object, node: Node) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._refuse(event, f"more than {MOST_NODES:,} words; make several books of it")
        if getattr(event, "anchor", None):
            self._refuse(event, "anchors (&name) are not used in books; write it out")
        if getattr(event, "tag", None):
            self._refuse(event, "tags (!name) are not used in books")
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent.node, Sequence):
            parent.node.items.append(node)
        elif parent.key is not None:
            parent.node.pairs.append((parent.key, node))
            parent.key = None
        else:
            self._key(event, parent, node)

    def _key(self, event: object, parent: _Open, node: Node) -> None:
        if not isinstance(node, Scalar):
            self._refuse(event, "a name was expected here, not a list or a map")
        if node.text in parent.keys:
            self._tell(node, f'"{shown(node.text)}" is there twice')
        parent.keys.add(node.text)
        parent.key = node

    def _tell(self, node: Node, message: str) -> None:
        self.troubles.append(Trouble(self.file, node.line, node.column, message))

    def _refuse(self, event: object, message: str) -> NoReturn:
        raise RuleErrors([*self.troubles, Trouble(self.file, *_position(event), message)])


def _position(event: object) -> tuple[int, int]:
    mark = getattr(event, "start_mark", None)
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
