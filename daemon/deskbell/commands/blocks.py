"""An agent's lines: which are commands at the top or the end, which are words, which a signature.

Here lines are only told apart by how they look; `parse` reads them.
"""

import unicodedata
from collections.abc import Sequence

from deskbell.commands.table import TABLE
from deskbell.domain.phrases import is_polite

#: Marks that some programs put before the first word, and that nobody sees.
_UNSEEN = "\ufeff\u200b\u200e\u200f\u2060"
#: A signature is short; more lines than these under "-- " are words.
LONGEST_SIGNATURE = 10


def lines_of(text: str) -> list[str]:
    """The lines by their line feeds alone, so that joining them again changes no other character."""
    return text.replace("\r\n", "\n").split("\n")


def seen(line: str) -> str:
    """The line without the spaces and unseen marks around it."""
    return line.strip().strip(_UNSEEN).strip()


def is_blank(line: str) -> bool:
    """Does a reader see nothing on it?"""
    return not seen(line)


def without_signature(lines: list[str]) -> list[str]:
    """The lines above the last "-- ", which mail programs put before a signature."""
    for i in range(len(lines) - 1, max(-1, len(lines) - 2 - LONGEST_SIGNATURE), -1):
        if lines[i].rstrip() == "--" and any(line.strip() for line in lines[:i]):
            return lines[:i]
    return lines


def blocks(lines: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The commands at the top, the text, the commands at the end; blank lines may stand between commands.

    A closing ("Kind regards, Mara") that a program puts below the last command is text, and no hindrance.
    """
    closing = _closing(lines)
    start, end = 0, closing
    while start < end and (is_blank(lines[start]) or _looks_like_one(lines[start])):
        start += 1
    while end > start and (is_blank(lines[end - 1]) or _looks_like_one(lines[end - 1])):
        end -= 1
    top = [line for line in lines[:start] if not is_blank(line)]
    last = [line for line in lines[end:closing] if not is_blank(line)]
    return top, [*lines[start:end], *([""] if last else []), *lines[closing:]], last


def _closing(lines: Sequence[str]) -> int:
    """Where a closing begins that stands right below a known command; else the end of the lines."""
    for start in range(len(lines) - 1, max(0, len(lines) - 2 - LONGEST_SIGNATURE), -1):
        if slashed(lines[start]):
            break
        above = next((line for line in reversed(lines[:start]) if not is_blank(line)), "")
        if slashed(above) in TABLE and is_polite(seen(lines[start])):
            return start
    return len(lines)


def _looks_like_one(line: str) -> bool:
    """`/` and letters; or a known word with a stray mark behind it, which nobody writes as text."""
    word = slashed(line)
    return word.isalpha() or (word.rstrip(":,;!") in TABLE)


def slashed(line: str) -> str:
    """The first word of the line without its slash, casefolded; "" if it has none, or is escaped."""
    first = seen(line).split(maxsplit=1)
    word = folded(first[0]) if first else ""
    return word[1:] if word.startswith("/") else ""


def folded(word: str) -> str:
    """The word as the table holds it; no command is a hundred letters long."""
    return unicodedata.normalize("NFKC", word[:100]).casefold()


def unescaped(line: str) -> str:
    """`//resolve` is the text "/resolve"; a path or a comment with two slashes stays as it is."""
    body = line.lstrip()
    if body.startswith("//") and slashed(body[1:]).isalpha():
        return line[: len(line) - len(body)] + body[1:]
    return line
