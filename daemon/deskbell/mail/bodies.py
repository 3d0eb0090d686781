"""The words of a letter: one text and one safe HTML from all the parts that are shown."""

import re
from html import unescape

from deskbell.mail.charsets import clean
from deskbell.mail.contents import Block, Contents, sort
from deskbell.mail.htmltext import html_to_text
from deskbell.mail.reflow import reflow
from deskbell.mail.sanitise import MAX_HTML

MAX_TEXT = 2_000_000
_MAX_MESSAGES = 20
_STUB = re.compile(
    r"(?:does ?n[o']t|can ?not|can't|unable to|not able to|nicht|pas|no (?:puede|admite|soporta)|non)\b"
    r".{0,80}\bHTML\b"
    r"|\bHTML\b.{0,80}"
    r"(?:not (?:supported|enabled|displayed)|compatible|capable|fähig|anzeigen|viewer|format)"
    r"|view (?:this|the) (?:e-?mail|message|newsletter)|please (?:view|use|switch)"
    r"|multi-?part message in MIME",
    re.IGNORECASE | re.DOTALL,
)
_STUB_LENGTH = 400
_STUB_LOOK = 50_000
_LOOKS_HTML = re.compile(r"\s*(?:<!doctype html|<html[\s>]|<head[\s>]|<body[\s>])", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z/!]")
_WORD = re.compile(r"\w+")


def readable(found: Contents) -> tuple[str, str]:
    """The text of all shown parts, quoted parts included, and their HTML as it came ("" if there is none)."""
    blocks = [block for block in found.blocks if block.words.strip()]
    chosen = _chosen(blocks)
    texts = [text.strip("\n") for text in _distinct(chosen)]
    text = "\n".join([part for part in texts if part.strip()])
    html = "\n".join(block.words for block in _html_blocks(blocks))[:MAX_HTML]
    if not text.strip() and found.messages:
        text = _of_messages(found)
    if len(text) > MAX_TEXT:
        found.defects.add("text-cut")
        text = text[:MAX_TEXT]
    return text.rstrip(), html


def _chosen(blocks: list[Block]) -> list[Block]:
    """Of blocks that say the same twice the plain ones, unless empty or a mere apology for having none."""
    chosen: list[Block] = []
    decided: dict[str, tuple[str, int]] = {}
    for block in blocks:
        if not block.choice:
            chosen.append(block)
            continue
        if block.choice not in decided:
            decided[block.choice] = _decide([other for other in blocks if other.choice == block.choice])
        if (block.kind, block.branch) == decided[block.choice]:
            chosen.append(block)
    return chosen


def _decide(rivals: list[Block]) -> tuple[str, int]:
    """Kind and branch of the blocks to show of one multipart/alternative."""
    html = [block for block in rivals if block.kind == "html"]
    for block in rivals:
        if block.kind == "text" and not (html and _is_stub(block.words, html)):
            return "text", block.branch
    return "html", html[-1].branch


def _is_stub(words: str, html: list[Block]) -> bool:
    """Does the plain text only say that the mail is in HTML?"""
    text = words.strip()
    if len(text) > _STUB_LENGTH or not (_STUB.search(text) or len(text) < 3):
        return False
    shown = html_to_text("\n".join(block.words for block in html)[:_STUB_LOOK])
    return len(shown) > 2 * len(text) or " ".join(_WORD.findall(text)) not in " ".join(_WORD.findall(shown))


def _distinct(chosen: list[Block]) -> list[str]:
    """The text of each block; an HTML block that only repeats the text before it is left out."""
    texts: list[str] = []
    said: set[str] = set()
    room = MAX_HTML
    for block in chosen:
        text = _text_of(block, room)
        room -= len(block.words) if block.kind == "html" else 0
        key = " ".join(_WORD.findall(text[:20_000].lower())) if len(chosen) > 1 else ""
        if key and key in said and not block.choice:
            continue
        said.add(key)
        texts.append(text)
    return texts


def _text_of(block: Block, room: int) -> str:
    """A block as text; of HTML only as much as there is `room` for, since it is costly to read."""
    words = block.words
    if block.kind == "html":
        words = words[: max(room, 0)]
        return html_to_text(words) if _MARKUP.search(words) else unescape(words)
    if _LOOKS_HTML.match(words) and "</" in words:
        return html_to_text(words)
    if block.part is not None:
        params = block.part.params
        if "format" in params and params["format"].lower() == "flowed":
            return reflow(words, params.get("delsp", "").lower() == "yes")
    return words


def _html_blocks(blocks: list[Block]) -> list[Block]:
    """The HTML to show: of each choice the last branch that has some."""
    last: dict[str, int] = {}
    for block in blocks:
        if block.kind == "html" and block.choice:
            last[block.choice] = block.branch
    return [
        block
        for block in blocks
        if block.kind == "html" and (not block.choice or last[block.choice] == block.branch)
    ]


def _of_messages(found: Contents) -> str:
    """A letter without words of its own (a digest, a bare forward) says what its messages say."""
    texts = []
    for message in found.messages[:_MAX_MESSAGES]:
        if message.children:
            inner = sort(message.children[0])
            inner.messages = []
            texts.append(readable(inner)[0])
    return clean("\n\n".join(text for text in texts if text.strip()))
