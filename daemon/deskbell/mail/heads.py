"""Where a header block begins and ends, and what charset its raw 8-bit text may be in."""

import re
from collections.abc import Callable

from deskbell.mail import headers
from deskbell.mail.charsets import strict
from deskbell.mail.guess import guess

_LATE_HEADER = re.compile(rb"(?:mime-version|content-type|content-transfer-encoding)[ \t]*:", re.IGNORECASE)
_CHARSET = re.compile(rb"charset[ \t]*=[ \t]*\"?([\w.:-]{2,40})", re.IGNORECASE)
_WORD_CHARSET = re.compile(rb"=\?([\w.:-]{2,40})\?[bq]\?", re.IGNORECASE)
_SURE = 3  # so many known fields in a second block say that the first was no header

Fields = list[tuple[bytes, bytes]]


class Heads:
    """Reads the header blocks of one run of bytes."""

    def __init__(self, source: bytes, end: int, defects: set[str]) -> None:
        self.source = source
        self.end = end
        self.defects = defects

    def topmost(self, start: int) -> tuple[Fields, int]:
        """The message's own header, torn or preceded by blank lines as it may be; and its body's start."""
        found, body = self.read(start, None, far=True)
        if not found:
            after = self.block_end(start, far=True)[1]
            more, further = self.read(after, None) if start < after < self.end else ([], 0)
            if sum(headers.is_known_field(name + b":") for name, _ in more) >= _SURE:
                self.defects.add("junk-before-header")
                return more, further
        elif _LATE_HEADER.match(self.source, body) and not any(
            name.lower() == b"content-type" for name, _ in found
        ):
            more, further = self.read(body, None)
            self.defects.add("blank-line-in-header")
            return found + more, further
        return found, body

    def read(
        self, start: int, is_boundary: Callable[[bytes], bool] | None, far: bool = False
    ) -> tuple[Fields, int]:
        """The fields of the header block at `start`, and where the body begins."""
        return self.fields(start, *self.span(start, is_boundary, far))

    def span(
        self, start: int, is_boundary: Callable[[bytes], bool] | None, far: bool = False
    ) -> tuple[int, int]:
        """Where the header block at `start` ends (there, if there is none), and where the body begins."""
        source = self.source
        if source[start : start + 1] == b"\n":
            return start, start + 1
        if source[start : start + 2] == b"\r\n":
            return start, start + 2
        stop, body = self.block_end(start, far)
        return self.cut_short(start, stop, body, is_boundary) if is_boundary else (stop, body)

    def fields(self, start: int, stop: int, body: int) -> tuple[Fields, int]:
        """The fields of the header block from `start` to `stop`, and where the body begins."""
        if stop - start > headers.MAX_BLOCK:
            self.defects.add("header-too-long")
        block = self.source[start : min(stop, start + headers.MAX_BLOCK)]
        found, length = headers.cut(block, self.defects)
        return found, (start + length if length < len(block) else body)

    def block_end(self, start: int, far: bool) -> tuple[int, int]:
        """Where the header block ends and its body starts: at the first blank line, else at the end.

        Only the topmost header is followed far beyond the limit: its body would be lost.
        """
        limit = min(self.end, start + headers.MAX_BLOCK + 1000)
        while True:
            crlf = self.source.find(b"\n\r\n", start, limit)
            bare = self.source.find(b"\n\n", start, limit if crlf < 0 else crlf + 1)
            if bare >= 0:
                return bare + 1, bare + 2
            if crlf >= 0:
                return crlf + 1, crlf + 3
            if limit == self.end or not far:
                return limit, limit
            limit = self.end

    def cut_short(
        self, start: int, stop: int, body: int, is_boundary: Callable[[bytes], bool]
    ) -> tuple[int, int]:
        """A boundary line ends a header block that has no blank line of its own."""
        place = (
            start if self.source[start : start + 2] == b"--" else self.source.find(b"\n--", start, stop) + 1
        )
        while place:
            end = self.source.find(b"\n", place, stop)
            if is_boundary(self.source[place : end if end >= 0 else stop].rstrip()):
                return place, place
            place = self.source.find(b"\n--", place, stop) + 1
        return stop, body

    def hint(self, fields: Fields, start: int, body: int) -> str:
        """The charset raw 8-bit text of this message most likely is in: its body's or encoded words'."""
        for word in (b"charset", b"Charset", b"CHARSET"):
            place = self.source.find(word, start, min(body + 16384, self.end))
            found = _CHARSET.match(self.source, place) if place >= 0 else None
            if found and not found[1].lower().endswith(b"ascii"):  # that says nothing of 8-bit text
                return found[1].decode("ascii", "ignore")
        place = self.source.find(b"=?", start, body)
        found = _WORD_CHARSET.match(self.source, place) if place >= 0 else None
        return found[1].decode("ascii", "ignore") if found else self.guessed(fields, body)

    def guessed(self, fields: Fields, body: int) -> str:
        """What header and body together look like: each alone may be too short to tell."""
        raw = b"\n".join([value for _, value in fields if not value.isascii()])
        sample = raw + b"\n" + self.source[body : min(body + 4096, self.end)]
        return "" if sample.isascii() or strict(sample, "utf-8") else guess(sample)
