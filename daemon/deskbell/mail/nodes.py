"""A part while it is being built: what its header says of it, before its end is known."""

from functools import lru_cache
from typing import NamedTuple

from deskbell.mail.charsets import one_line
from deskbell.mail.headers import build, usual
from deskbell.mail.params import parse_value
from deskbell.mail.transfer import transfer_word
from deskbell.mail.tree import Headers, Part

_TYPES = {"text": "text/plain", "plain": "text/plain", "html": "text/html", "multipart": "multipart/mixed"}
_MANY = {"alternative", "related", "signed", "report", "digest"}
_MEANT = {"plain/text": "text/plain", "html/text": "text/html", "application/text": "text/plain"}
SHORT = 300
_TOKEN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789!#$&^_.+-/")


class Said(NamedTuple):
    """What a header says of its entity. Several nodes may share one: none of it is ever changed."""

    headers: Headers
    content_type: str
    params: dict[str, str]
    disposition: str
    filename: str
    content_id: str
    encoding: str
    boundary: bytes


class Node:
    """One entity under construction."""

    __slots__ = ("boundary", "children", "content_type", "encoding", "end", "hint", "said", "source", "start")

    def __init__(self, said: Said, source: bytes, start: int, end: int, hint: str) -> None:
        self.said = said
        self.content_type, self.encoding, self.boundary = said.content_type, said.encoding, said.boundary
        self.source, self.start, self.end = source, start, end
        self.hint = hint
        self.children: list[Node] = []

    def frozen(self, children: tuple[Part, ...]) -> Part:
        """The finished part."""
        said = self.said
        return Part(
            said.headers,
            said.content_type,
            said.params,
            said.disposition,
            said.filename,
            said.content_id,
            said.encoding,
            self.source,
            self.start,
            self.end,
            children,
            self.hint,
        )


@lru_cache(maxsize=256)
def said_in_short(block: bytes, default_type: str, hint: str) -> Said | None:
    """What a header block of at most `SHORT` bytes says; None for one that is not ASCII, or not without a fault.

    Remembered, since the parts of most mails bear one of a few, letter for letter.
    """
    fields = usual(block) if block.isascii() else None
    return said_by(build(fields, hint), default_type, hint) if fields is not None else None


def said_by(headers: Headers, default_type: str, hint: str) -> Said:
    """What the header of an entity says; `default_type`: what it is where nothing is said."""
    if not headers.fields:
        return Said(headers, default_type, {}, "", "", "", "", b"")
    declared, params = _type_field(headers, hint)
    disposition, more = parse_value(headers.raw("Content-Disposition"), hint)
    filename = more.get("filename") or params.get("name") or more.get("name") or params.get("filename", "")
    content_type = _content_type(declared, default_type, params, filename, disposition)
    many = content_type.startswith("multipart/")
    return Said(
        headers,
        content_type,
        params,
        disposition,
        filename,
        one_line(headers.first("Content-ID")).strip("<> "),
        transfer_word(headers.first("Content-Transfer-Encoding")),
        params.get("boundary", "").encode("utf-8", "replace") if many else b"",
    )


def _type_field(headers: Headers, hint: str) -> tuple[str, dict[str, str]]:
    """The first Content-Type that says something; one with a boundary is believed before others."""
    first: tuple[str, dict[str, str]] = ("", {})
    for raw in headers.raws("Content-Type"):
        declared, params = parse_value(raw, hint)
        if declared.startswith("multipart/") and "boundary" in params:
            return declared, params
        if not first[0] and not first[1]:
            first = declared, params
    return first


def _content_type(
    declared: str, default_type: str, params: dict[str, str], filename: str, disposition: str
) -> str:
    if not declared:
        return "multipart/mixed" if "boundary" in params else default_type
    if declared in _MEANT and not filename:
        return _MEANT[declared]
    if "/" not in declared and "boundary" in params:
        return f"multipart/{declared}" if declared in _MANY else "multipart/mixed"
    if "/" not in declared or declared.endswith("/") or declared.startswith("/"):
        if declared.strip("/") in _TYPES:
            return _TYPES[declared.strip("/")]
        return "application/octet-stream" if filename or disposition == "attachment" else "text/plain"
    if not _TOKEN.issuperset(declared):
        declared = "".join(char for char in declared if char in _TOKEN)
    kind, _, subtype = declared.partition("/")
    return f"{kind}/{subtype}" if kind and subtype else "text/plain"
