"""Blocks as text: wrapped at 72 columns as format=flowed (RFC 3676), so that telephones re-flow it.

A line that ends in a space goes on in the next one. Links stand alone on their line and are never broken.
"""

from collections.abc import Iterator

from deskbell.letters.blocks import Block
from deskbell.letters.marks import LINK_CLOSE, LINK_OPEN, NEWLINE, TIME_SPACE, WORDS_CLOSE, WORDS_OPEN

WIDTH = 72
SIGNATURE_LINE = "-- "

_PLAIN = str.maketrans({WORDS_OPEN: None, WORDS_CLOSE: None, LINK_OPEN: None, LINK_CLOSE: None, NEWLINE: " "})


def as_text(letter: list[Block]) -> str:
    """The whole letter as text, ending in one line end."""
    lines: list[str] = []
    for block in letter:
        if lines and not block.tight:
            lines.append("")
        lines += _lines(block)
    return "\n".join(lines).replace(TIME_SPACE, " ") + "\n"


def plain(text: str) -> str:
    """One line of a letter without its marks."""
    return text.translate(_PLAIN).replace(TIME_SPACE, " ")


def _lines(block: Block) -> Iterator[str]:
    if block.kind == "rule":
        yield SIGNATURE_LINE
    elif block.kind == "quote":
        for line in block.lines:
            yield from _quoted(line)
    elif block.kind == "words":
        for line in block.lines:
            yield from _theirs(line)
    elif block.kind == "link":
        yield from (stuffed(line.translate(_PLAIN)) for line in block.lines)
        yield block.url
    else:
        words = " ".join(block.lines).translate(_PLAIN)
        yield from map(stuffed, wrapped(f"- {words}" if block.kind == "item" else words))


def _theirs(line: str) -> Iterator[str]:
    """A line somebody wrote; their own quotation marks stay what they are."""
    if line.startswith(">"):
        return iter([line])
    return map(stuffed, wrapped(line))


def _quoted(line: str) -> Iterator[str]:
    """A line in quotation. One that quotes already gets one more mark, without a space between (RFC 3676
    §4.5).
    """
    if line.startswith(">"):
        yield f">{line}"
        return
    for part in wrapped(line, WIDTH - 2):
        yield f"> {part}" if part else ">"


def stuffed(line: str) -> str:
    """A space before a line that would else be taken for something it is not (RFC 3676 §4.4)."""
    return f" {line}" if line.startswith((" ", ">", "From ")) else line


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """Lines of at most `width` columns, each but the last ending in a space; a longer word stays whole."""
    text = text.rstrip(" ")
    if len(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line += f"{word} "
    return [*lines, line.rstrip(" ")]
