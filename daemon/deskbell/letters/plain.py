"""Blocks as text, one line a paragraph: the mail room wraps it as format=flowed when it composes the
letter.

Links stand alone on their line; somebody's words keep the lines they were written in.
"""

from deskbell.letters.blocks import Block
from deskbell.letters.marks import LINK_CLOSE, LINK_OPEN, NEWLINE, TIME_SPACE, WORDS_CLOSE, WORDS_OPEN

SIGNATURE_LINE = "-- "


def as_text(letter: list[Block]) -> str:
    """The whole letter as text, ending in one line end."""
    lines: list[str] = []
    for kind, inner, tight, _, url in letter:
        if lines and not tight:
            lines.append("")
        if kind == "item":
            lines.append(f"- {' '.join(inner)}")
        elif kind == "quote":
            # One that quotes already gets one more mark, without a space between (RFC 3676 §4.5).
            lines += [f"> {line}" if line and line[0] != ">" else f">{line}" for line in inner]
        elif kind == "words":
            lines += inner
        elif kind == "link":
            lines += (*inner, url)
        elif kind == "rule":
            lines.append(SIGNATURE_LINE)
        else:
            lines.append(" ".join(inner))
    return _unmarked("\n".join(lines)) + "\n"


def _unmarked(text: str) -> str:
    """Without marks. (Six `replace` take a tenth of the time of one `translate`.)"""
    if text.isascii():
        return text
    text = text.replace(WORDS_OPEN, "").replace(WORDS_CLOSE, "").replace(NEWLINE, " ")
    return text.replace(LINK_OPEN, "").replace(LINK_CLOSE, "").replace(TIME_SPACE, "\u00a0")
