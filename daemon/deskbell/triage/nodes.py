"""The parts of a book's tree: words, lists and maps, each knowing its line and column (from 1)."""

from dataclasses import dataclass


@dataclass(slots=True)
class Scalar:
    """A word or a text as written. `quoted`: it stood in quotes or as a block, so that "" is meant and
    not missing.
    """

    text: str
    quoted: bool
    line: int
    column: int


@dataclass(slots=True)
class Sequence:
    items: list["Node"]
    line: int
    column: int


@dataclass(slots=True)
class Mapping:
    """Keys with their values, in order; no key comes twice."""

    pairs: list[tuple[Scalar, "Node"]]
    line: int
    column: int


Node = Scalar | Sequence | Mapping
