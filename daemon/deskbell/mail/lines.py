"""A text as the readers of quotations see it: its lines as they stand, and bare of what no eye sees."""

import re
from collections.abc import Sequence

_INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad\u061c"
)
_BLANKS = "\u00a0\u2002\u2003\u2009\u202f\u3000"
UNSEEN = f" \t\f{_INVISIBLE}{_BLANKS}"
"""What no eye sees: a line of nothing else is blank."""
_PREFIX_WITHIN = re.compile(r"(?<![^\s\]])[^\s\d:：]{1,12}(?:\[\d{1,3}\])?\s?[:：]")
_SUBJECT_LOOK = 80
_PREFIXES = re.compile(r"(?:\s{0,5}[^\s\d:：]{1,12}(?:\[\d{1,3}\])?\s?[:：])+")
QUOTE_SIGNS = ">＞|&"
_PREFIX = re.compile(r"(?:(?:>|＞|&gt;|\|)[ \t]?)+")
_FORMATTING = re.compile(r"[\s>＞|*_=#~.\-‐–—:]*")


def is_prefixed(subject: str) -> bool:
    """Does it begin as the subject of an answer does, or of a letter passed on?"""
    return _PREFIX_WITHIN.search(subject, 0, _SUBJECT_LOOK) is not None


class Lines:
    """`raw` lines as they came; `bare` ones stripped, without direction marks, no-break spaces made plain.

    `text` is the whole, made plain as well, to ask cheaply whether a word is anywhere in it. `subject` is the
    letter's behind its "Re:", in lower case ("" if it has none): what an answer quotes bears it again.
    `threaded`: it may answer an earlier letter. `writer`: the name of whoever wrote it.
    """

    __slots__ = ("bare", "raw", "subject", "text", "threaded", "writer")

    def __init__(self, text: str, subject: str = "", threaded: bool = True, writer: str = "") -> None:
        self.threaded, self.writer = threaded, writer
        prefix = _PREFIXES.match(subject)
        self.subject = subject[prefix.end() :].strip().casefold() if prefix else ""
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.text = plain(text)
        self.raw = text.split("\n")
        self.bare = [line.strip() for line in (self.raw if self.text is text else self.text.split("\n"))]

    def split(self, index: int, column: int) -> None:
        """Break a line in two at a column of its bare form."""
        line = self.bare[index]
        parts = [line[:column].rstrip(), line[column:]]
        self.raw[index : index + 1] = parts
        self.bare[index : index + 1] = parts

    def next_full(self, index: int) -> int:
        """The first line at or after `index` that is not blank, or the number of lines."""
        bare = self.bare
        while index < len(bare) and not bare[index]:
            index += 1
        return index

    def previous_full(self, index: int) -> int:
        """The last line before `index` that is not blank, or -1."""
        bare = self.bare
        index -= 1
        while index >= 0 and not bare[index]:
            index -= 1
        return index


def plain(text: str) -> str:
    """`text` without invisible marks, with every kind of blank as a space; as many lines as before."""
    if text.isascii():
        return text
    for mark in _INVISIBLE:
        if mark in text:
            text = text.replace(mark, "")
    for blank in _BLANKS:
        if blank in text:
            text = text.replace(blank, " ")
    return text


def is_announced(bare: Sequence[str], start: int, index: int) -> bool:
    """Does a colon stand at the end of the words above a line, none higher than `start`: are they about to show it?"""
    index -= 1
    while index >= start and not bare[index]:
        index -= 1
    return index >= start and bare[index][-1] in ":："


def is_quoted(line: str) -> bool:
    """Does a bare line bear a quotation sign? A bar counts only when it stands alone, not in a table."""
    first = line[:1]
    if not first or first not in QUOTE_SIGNS:
        return False
    if first == "|":
        return line == "|" or (line.startswith("| ") and "|" not in line[1:])
    return first != "&" or line.startswith("&gt;")


def unquoted(line: str) -> str:
    """A line without its quotation signs."""
    found = _PREFIX.match(line.lstrip()) if is_quoted(line.strip()) else None
    return line.lstrip()[found.end() :] if found else line


def says_something(line: str) -> bool:
    """Is there more in it than rules, bullets and blanks?"""
    if line[:1].isalpha():
        return True  # as most lines
    found = _FORMATTING.match(line)
    return found is None or found.end() < len(line)
