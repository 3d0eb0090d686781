"""Blocks as HTML: the same words in the same order, dressed by `_frame/frame.html`.

Everything is escaped here or by the template; `<bdi>` and `<br>` are the only marks this module writes
itself.
"""

from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from deskbell.letters.blocks import Block
from deskbell.letters.marks import LINK_CLOSE, LINK_OPEN, NEWLINE, TIME_SPACE, WORDS_CLOSE, WORDS_OPEN

#: Base languages written from right to left.
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

#: The line end within the tag is seen by nobody, and keeps lines so short that few letters must be encoded for them.
_BREAK = Markup("<br\n>")
#: So many characters, at most, has a line worth remembering.
_SENTENCE = 400


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
        kind = block.kind
        together = kind == before and (block.tight or kind == "item")
        before = kind
        if kind == "item" and together:
            pieces[-1].parts.append(_inline(" ".join(block.lines)))
        elif kind == "line" and together and pieces[-1].small == block.small:
            pieces[-1].parts[0] += _BREAK + _inline(" ".join(block.lines))
        else:
            pieces.append(_piece(block))
    return pieces


def _piece(block: Block) -> Piece:
    kind, lines, _, small, url = block
    if kind == "item":
        return Piece("list", [_inline(" ".join(lines))])
    if kind in ("words", "quote"):
        return Piece(kind, [_inline("\n".join(lines)).replace("\n", _BREAK)])
    if kind == "link":
        # words need no colon before an address that is not shown
        return Piece("link", [_inline(" ".join(lines or [url])).rstrip(": \u00a0")], small, url)
    return Piece("rule" if kind == "rule" else "paragraph", [_inline(" ".join(lines))], small)


def _inline(text: str) -> Markup:
    """Text as escaped HTML, with the marks of values become tags of ours."""
    return _remembered(text) if len(text) < _SENTENCE else _marked_up(text)


def _marked_up(text: str) -> Markup:
    html = str(escape(text))
    if not html.isascii():  # else no mark is there
        html = html.replace(WORDS_OPEN, "<bdi>").replace(WORDS_CLOSE, "</bdi>").replace(NEWLINE, " ")
        html = html.replace(TIME_SPACE, "&nbsp;").replace(LINK_OPEN, "").replace(LINK_CLOSE, "")
    return Markup(html)  # noqa: S704  escaped above


#: Most sentences of a letter stand in every letter of its kind.
_remembered = lru_cache(512)(_marked_up)
