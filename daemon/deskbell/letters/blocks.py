"""A rendered template as blocks: paragraphs, lists, somebody's words, links, the small print.

The small grammar of a letter, decided by how a line begins:

    text            lines of one paragraph are joined; a blank line ends it
    - text          an item of a list; further lines of it begin with two spaces
    | text          a line that stays a line
    > {{ words }}   somebody's words, quoted, line by line as they wrote them
    ~ text          small print
    --              from here on the signature and the small print
    {{ link }}      alone on a line: a link, whose words are the line above

A paragraph that is one variable alone is somebody's words too, unquoted.
"""

from typing import NamedTuple

from deskbell.letters.marks import LINK_CLOSE, LINK_OPEN, NEWLINE, WORDS_CLOSE, WORDS_OPEN

#: How a line begins that may be more than a line of a paragraph.
_BEGINNINGS = frozenset("|->~" + LINK_OPEN)
#: What begins a block whatever stands before it: its kind, and is it small print?
_KINDS = {"| ": ("line", False), "- ": ("item", False), "~ ": ("line", True)}
#: Lines whose variable turned out empty.
_BARE = frozenset("|->~")


class Block(NamedTuple):
    """One block. `lines` hold marks still. `tight`: it follows the block before it without a blank line.

    `kind`: paragraph, item, line, words, quote, link, rule. A link's `lines` are its words (perhaps none).
    """

    kind: str
    lines: list[str]
    tight: bool = False
    small: bool = False
    url: str = ""


def blocks(source: str) -> list[Block]:
    """The blocks of a rendered template, in order."""
    found: list[Block] = []
    paragraph: list[Block] = []
    height = 0
    for line in (*source.split("\n"), ""):
        if line and (text := line.strip()):
            height += 1
            add = _add_marked if text[0] in _BEGINNINGS else _add_plain
            add(paragraph, line, text)
        elif height:
            found += paragraph if height > 1 else map(_alone, paragraph)
            paragraph, height = [], 0
    while found and found[-1].kind == "rule":
        found.pop()
    return found


def _alone(block: Block) -> Block:
    """A paragraph of one line: a variable that is all of it is somebody's words."""
    only = block.kind == "paragraph" and _only_words(block.lines[0])
    return Block("words", _unfold(block.lines[0])) if only else block


def _add_marked(found: list[Block], line: str, text: str) -> None:
    """Put a line that may begin a block of its own to the blocks of its paragraph."""
    tight, start = bool(found), text[:2]
    if start in _KINDS:
        kind, small = _KINDS[start]
        found.append(Block(kind, [text[2:]], tight, small))
    elif start == "> ":
        found.append(Block("quote", _unfold(text[2:].strip()), tight))
    elif text == "--":
        found.append(Block("rule", [], tight))
    elif text[0] == LINK_OPEN and text[-1] == LINK_CLOSE:
        _add_link(found, text[1:-1])
    elif text not in _BARE:
        _add_plain(found, line, text)


def _add_plain(found: list[Block], line: str, text: str) -> None:
    """A line of a paragraph or of an item, or words beneath the signature line."""
    last = found[-1] if found else None
    if last is None:
        found.append(Block("paragraph", [text]))
    elif last.kind == "paragraph" or (last.kind == "item" and line.startswith("  ")):
        last.lines.append(text)
    elif last.kind == "rule" and _only_words(text):
        found.append(Block("words", _unfold(text), tight=True))
    else:
        found.append(Block("paragraph", [text], tight=True))


def _add_link(found: list[Block], url: str) -> None:
    """The line above a link gives it its words."""
    if found and found[-1].kind in ("paragraph", "line"):
        above = found[-1]
        words = above.lines.pop()
        if not above.lines:
            found.pop()
        tight = bool(found) if above.lines else above.tight
        found.append(Block("link", [words], tight, above.small, url))
    else:
        found.append(Block("link", [], bool(found), url=url))


def _only_words(text: str) -> bool:
    return text[0] == WORDS_OPEN and text.find(WORDS_CLOSE) == len(text) - 1


def _unfold(text: str) -> list[str]:
    """Somebody's words as the lines they wrote."""
    plain = text.replace(WORDS_OPEN, "").replace(WORDS_CLOSE, "")
    return [line.rstrip() for line in plain.split(NEWLINE)]
