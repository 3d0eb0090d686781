"""A message as a bounded tree of parts: what the readers of this room work on.

The parser (`parse.py`) makes it from any bytes; the readers (bodies, reply, origin, bounce, marks,
authenticity) ask it. Nothing here raises for what a message holds.
"""

from collections.abc import Iterator, KeysView, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from deskbell.mail.charsets import clean, decode
from deskbell.mail.transfer import decode_body, tidy_base64


class Field(NamedTuple):
    """One header field: name as written, `raw` the unfolded value's bytes, `text` decoded and clean."""

    name: str
    raw: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Headers:
    """A header block. Look-ups ignore case."""

    fields: tuple[Field, ...] = ()
    _places: dict[str, list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = self._places
        for number, one in enumerate(self.fields):
            places.setdefault(one.name.lower(), []).append(number)

    def first(self, name: str) -> str:
        """The decoded, clean value of the topmost field of that name, or ""."""
        found = self._places.get(name.lower())
        return self.fields[found[0]].text if found else ""

    def all(self, name: str) -> list[str]:
        """Every decoded value of that name, topmost first."""
        return [self.fields[number].text for number in self._places.get(name.lower(), ())]

    def raw(self, name: str) -> bytes:
        """The topmost field's unfolded bytes, or b""."""
        found = self._places.get(name.lower())
        return self.fields[found[0]].raw if found else b""

    def raws(self, name: str) -> list[bytes]:
        """The unfolded bytes of every field of that name, topmost first."""
        return [self.fields[number].raw for number in self._places.get(name.lower(), ())]

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._places

    @property
    def names(self) -> KeysView[str]:
        """The name of each field there is, in lower case."""
        return self._places.keys()


class Part(NamedTuple):
    """One MIME entity: type in lower case, parameters decoded, disposition in lower case ("" if none), the word of
    its Content-Transfer-Encoding in lower case, body as it came.

    A multipart that was taken apart has children, and its own body is only what stands before the first of
    them. `source`, `start` and `end` say where the body lies, so that a big mail is not copied for each of
    its levels.
    """

    headers: Headers
    content_type: str = "text/plain"
    params: Mapping[str, str] = MappingProxyType({})
    disposition: str = ""
    filename: str = ""
    content_id: str = ""
    encoding: str = ""
    source: bytes = b""
    start: int = 0
    end: int | None = None
    children: tuple["Part", ...] = ()
    hint: str = ""

    @property
    def raw_body(self) -> bytes:
        """The body as it came, its transfer encoding still on it."""
        return self.source[self.start : self.end]

    def data(self) -> bytes:
        """The body with its transfer encoding undone, as far as it can be."""
        return decode_body(self.raw_body, self.encoding)

    def tidy_base64(self) -> int | None:
        """How many bytes the body holds, if it is base64 as we would write it; see transfer.tidy_base64."""
        return tidy_base64(self.raw_body) if self.encoding == "base64" else None

    def text(self) -> str:
        """The body as clean text, by its charset, else UTF-8, else a guess."""
        return clean(decode(self.data(), self.params.get("charset", ""), self.hint))

    def walk(self) -> Iterator["Part"]:
        """This part and all below it, in order, an attached message's insides included. No recursion."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.children))
