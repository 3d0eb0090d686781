"""A message as a bounded tree of parts: what the readers of this room work on.

The parser (`parse.py`) makes it from any bytes; the readers (bodies, reply, origin, bounce, marks,
authenticity) ask it. Nothing here raises for what a message holds.
"""

from collections.abc import Iterator, KeysView
from dataclasses import dataclass, field
from typing import NamedTuple

from deskbell.mail.charsets import clean, decode
from deskbell.mail.transfer import decode_body, tidy_base64, transfer_word


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


@dataclass(frozen=True, slots=True)
class Part:
    """One MIME entity: type in lower case, parameters decoded, disposition in lower case ("" if none), body
    as it came.

    A multipart that was taken apart has children, and its own body is only what stands before the first of
    them. `source`, `start` and `end` say where the body lies, so that a big mail is not copied for each of
    its levels.
    """

    headers: Headers
    content_type: str = "text/plain"
    params: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    filename: str = ""
    content_id: str = ""
    source: bytes = field(default=b"", repr=False)
    start: int = 0
    end: int | None = None
    children: tuple["Part", ...] = ()
    hint: str = ""

    @property
    def raw_body(self) -> bytes:
        """The body as it came, its transfer encoding still on it."""
        return self.source[self.start : self.end]

    @property
    def encoding(self) -> str:
        """The word of the Content-Transfer-Encoding, in lower case."""
        return transfer_word(self.headers.first("Content-Transfer-Encoding"))

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
