"""Text as format=flowed (RFC 3676): wrapped for old programs, flowing again on a telephone."""

import re
from functools import lru_cache

_WIDTH = 72
_LONGEST_LINE = 76
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
#: All of ASCII that is no control, and the end of a line.
_FINE = bytes(range(0x20, 0x7F)) + b"\n"
_SURROGATES = re.compile("[\ud800-\udfff]")
#: So many characters, at most, has a line worth remembering.
_SENTENCE = 400
#: How a line begins that may need stuffing.
_CAREFUL = (" ", "F")
_QUOTE = re.compile(r">+ ?")


def clean_text(text: str) -> str:
    """Text with `\\n` line ends and without controls; lone surrogates become U+FFFD, as UTF-8 has none."""
    # Most texts are clean, which bytes show in a fifth of the time of characters; a no-break space is no control.
    if text.isascii() and not text.encode().translate(None, _FINE):
        return text
    bare = text.replace("\n", "")
    if bare.isprintable() or bare.replace("\u00a0", "").isprintable():
        return text
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def flowed(text: str) -> str:
    """Clean text as format=flowed lines with CRLF, ending in one.

    A line longer than 76 is wrapped at spaces, each piece but the last ending in a space; a word (a link) is
    never cut. Trailing spaces go, for they would join a line to the next; `-- ` stays, as it marks the
    signature. Quoted lines keep their marks on every piece.
    """
    lines = text.rstrip("\n").split("\n")
    # Most lines are fit as they are.
    fit = [
        line
        if len(line) <= _LONGEST_LINE and line[-1:] != " " and line[:1] not in _CAREFUL
        else (_remembered if len(line) < _SENTENCE else _fitted)(line)
        for line in lines
    ]
    return "\r\n".join(fit) + "\r\n"


def _fitted(line: str) -> str:
    """A line wrapped, stuffed, and without spaces at its end."""
    if line == "-- ":
        return line
    line = line.rstrip(" ")
    quote = _QUOTE.match(line)
    mark = quote[0] if quote else ""
    words = line[len(mark) :]
    pieces = _wrapped(words, _WIDTH - len(mark)) if len(line) > _LONGEST_LINE else [words]
    return "\r\n".join([mark + piece if mark else _stuffed(piece) for piece in pieces])


#: Many of them are sentences that stand in every letter of a kind.
_remembered = lru_cache(512)(_fitted)


def _stuffed(line: str) -> str:
    """A space before what would be read as a quote, as stuffing, or by mail stores as a new message."""
    return " " + line if line.startswith((" ", ">", "From ")) else line


def _wrapped(line: str, width: int) -> list[str]:
    """Pieces of at most `width` characters where spaces allow; their concatenation is the line."""
    pieces, start = [], 0
    while len(line) - start > width:
        end = line.rfind(" ", start, start + width)
        if end <= start:
            end = line.find(" ", start + width)
        if end < 0:
            break
        while end < len(line) and line[end] == " ":
            end += 1
        pieces.append(line[start:end])
        start = end
    pieces.append(line[start:])
    return pieces
