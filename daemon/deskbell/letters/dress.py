"""Blocks as HTML: the same words in the same order, dressed by `_frame/frame.html`.

Everything is escaped here or by the template; `<bdi>` and `<br>` are the only marks this module writes
itself.
"""

from html import escape
from typing import NamedTuple

from markupsafe import Markup

from deskbell.letters.blocks import Block
from deskbell.letters.marks import LINK_CLOSE, LINK_OPEN, NEWLINE, TIME_SPACE, WORDS_CLOSE, WORDS_OPEN

#: Base languages written from right to left.
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


class Piece(NamedTuple):
    """What `_frame/frame.html` sees of a block. `kind`: paragraph, list, words, quote, link or rule.

    `parts` are the items of a list, else one piece of HTML. `url` is a link's address.
    """

    kind: str
    parts: list[Markup]
    small: bool = False
    url: str = ""


def as_pieces(letter: list[Block]) -> list[Piece]:
    """The letter's blocks for the HTML frame: items become lists, lines that stand together one paragraph."""
    pieces: list[Piece] = []
    before = ""
    for block in letter:
        together = block.kind == before and (block.tight or block.kind == "item")
        before = block.kind
        if block.kind == "item" and together:
            pieces[-1].parts.append(_inline(block.lines))
        elif block.kind == "line" and together and pieces[-1].small == block.small:
            pieces[-1].parts[0] += Markup("<br>") + _inline(block.lines)
        else:
            pieces.append(_piece(block))
    return pieces


def _piece(block: Block) -> Piece:
    if block.kind == "item":
        return Piece("list", [_inline(block.lines)])
    if block.kind in ("words", "quote"):
        return Piece(block.kind, [Markup("<br>".join(map(escape, block.lines)))])  # noqa: S704  escaped
    if block.kind == "link":
        words = _inline(block.lines or [block.url])
        return Piece("link", [_without_colon(words)], block.small, block.url)
    return Piece("rule" if block.kind == "rule" else "paragraph", [_inline(block.lines)], block.small)


def _inline(lines: list[str]) -> Markup:
    html = escape(" ".join(lines))
    html = html.replace(WORDS_OPEN, "<bdi>").replace(WORDS_CLOSE, "</bdi>").replace(NEWLINE, " ")
    html = html.replace(TIME_SPACE, "&nbsp;").replace(LINK_OPEN, "").replace(LINK_CLOSE, "")
    return Markup(html)  # noqa: S704  escaped above; the marks come from us alone


def _without_colon(words: Markup) -> Markup:
    """The words of a link need no colon before an address that is not shown."""
    return Markup(words.rstrip(": \u00a0"))  # noqa: S704  a piece of what was escaped
