"""A message as a bounded tree of parts: what the readers of this room work on.

The parser (`parse.py`) makes it from any bytes; the readers (bodies, reply, origin, bounce, marks, authenticity) ask it.
Nothing here raises for what a message holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Field:
    """One header field in the order it came: name as written, `raw` the unfolded value's bytes, `text` decoded and clean."""

    name: str
    raw: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Headers:
    """A header block. Look-ups ignore case."""

    fields: tuple[Field, ...] = ()

    def first(self, name: str) -> str:
        """The decoded, clean value of the topmost field of that name, or ""."""
        raise NotImplementedError

    def all(self, name: str) -> list[str]:
        """Every decoded value of that name, topmost first."""
        raise NotImplementedError

    def raw(self, name: str) -> bytes:
        """The topmost field's unfolded bytes, or b""."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Part:
    """One MIME entity: type in lower case, parameters decoded, disposition in lower case ("" if none), body as it came."""

    headers: Headers
    content_type: str = "text/plain"
    params: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    filename: str = ""
    content_id: str = ""
    raw_body: bytes = b""
    children: tuple["Part", ...] = ()

    def data(self) -> bytes:
        """The body with its transfer encoding undone, as far as it can be."""
        raise NotImplementedError

    def text(self) -> str:
        """The body as clean text, by its charset, else UTF-8, else a guess."""
        raise NotImplementedError

    def walk(self) -> Iterator["Part"]:
        """This part and all below it, in order, without recursion. The insides of a message/rfc822 are its children."""
        raise NotImplementedError
