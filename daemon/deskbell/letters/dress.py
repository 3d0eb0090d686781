"""Blocks as HTML: the same words in the same order, dressed by `_frame/frame.html`.

Everything is escaped here or by the template; `<bdi>` and `<br>` are the only marks this module writes
itself.
"""

from typing import NamedTuple

from markupsafe import Markup, escape

from deskbell.letters.blocks import Block
from deskbell.letters.marks import LINK_CLOSE, LINK_OPEN, NEWLINE, TIME_SPACE, WORDS_CLOSE, WORDS_OPEN

#: Base languages written from right to left.
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

#: The line end within the tag is seen by nobody, and keeps lines so short that few letters must be encoded for them.
_BREAK = "<br\n>"


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
    pieces: list[tuple[str, list[str], bool, str]] = []
    before = ""
    for block in letter:
        together = block.kind == before and (block.tight or block.kind == "item")
        before = block.kind
        if block.kind == "item" and together:
            pieces[-1][1].append(_inline(block.lines))
        elif block.kind == "line" and together and pieces[-1][2] == block.small:
            pieces[-1][1][0] += f"{_BREAK}{_inline(block.lines)}"
        else:
            pieces.append(_piece(block))
    return [
        Piece(kind, [Markup(part) for part in parts], small, url)  # noqa: S704  escaped in `_inline`
        for kind, parts, small, url in pieces
    ]


def _piece(block: Block) -> tuple[str, list[str], bool, str]:
    if block.kind == "item":
        return "list", [_inline(block.lines)], False, ""
    if block.kind in ("words", "quote"):
        return block.kind, [_inline(["\n".join(block.lines)]).replace("\n", _BREAK)], False, ""
    if block.kind == "link":
        # words need no colon before an address that is not shown
        return "link", [_inline(block.lines or [block.url]).rstrip(": \u00a0")], block.small, block.url
    return "rule" if block.kind == "rule" else "paragraph", [_inline(block.lines)], block.small, ""


def _inline(lines: list[str]) -> str:
    """Lines as escaped HTML, with the marks of values become tags of ours."""
    html = str(escape(" ".join(lines)))
    if html.isascii():  # no mark is
        return html
    html = html.replace(WORDS_OPEN, "<bdi>").replace(WORDS_CLOSE, "</bdi>").replace(NEWLINE, " ")
    return html.replace(TIME_SPACE, "&nbsp;").replace(LINK_OPEN, "").replace(LINK_CLOSE, "")
