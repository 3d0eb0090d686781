"""Blocks as text, one line a paragraph: the mail room wraps it as format=flowed when it composes the
letter.

Links stand alone on their line; somebody's words keep the lines they were written in.
"""

from collections.abc import Iterator

from deskbell.letters.blocks import Block
from deskbell.letters.marks import LINK_CLOSE, LINK_OPEN, NEWLINE, TIME_SPACE, WORDS_CLOSE, WORDS_OPEN

SIGNATURE_LINE = "-- "

_MARKS = str.maketrans(
    {
        WORDS_OPEN: None,
        WORDS_CLOSE: None,
        LINK_OPEN: None,
        LINK_CLOSE: None,
        NEWLINE: " ",
        TIME_SPACE: "\u00a0",
    }
)


def as_text(letter: list[Block]) -> str:
    """The whole letter as text, ending in one line end."""
    lines: list[str] = []
    for block in letter:
        if lines and not block.tight:
            lines.append("")
        lines += _lines(block)
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> Iterator[str]:
    if block.kind == "rule":
        yield SIGNATURE_LINE
    elif block.kind == "quote":
        yield from map(_quoted, block.lines)
    elif block.kind == "words":
        yield from block.lines
    elif block.kind == "link":
        yield from (line.translate(_MARKS) for line in block.lines)
        yield block.url
    else:
        words = " ".join(block.lines).translate(_MARKS)
        yield f"- {words}" if block.kind == "item" else words


def _quoted(line: str) -> str:
    """A line in quotation. One that quotes already gets one more mark, without a space between (RFC 3676
    §4.5).
    """
    return f">{line}" if line.startswith(">") else f"> {line}".rstrip()
