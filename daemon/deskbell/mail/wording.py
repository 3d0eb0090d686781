"""The words of one text part: its charset found, and the commands of text/enriched taken out."""

import re

from deskbell.mail.charsets import clean, decode
from deskbell.mail.tree import Part

_META_CHARSET = re.compile(
    rb"<meta[^<>]{1,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_PARAMETER = re.compile(r"<param>[^<]{0,200}</param>", re.IGNORECASE)
_COMMAND = re.compile(r"<<|</?[A-Za-z][A-Za-z0-9-]{0,60}>")
_LINE_ENDS = re.compile(r"\n(\n*)")


def words_of(part: Part, data: bytes) -> str:
    """Clean text of a part's decoded bytes, HTML still as HTML."""
    words = clean(decode(data, _charset(part, data), part.hint))
    return _unmarked(words) if part.content_type in ("text/enriched", "text/richtext") else words


def _charset(part: Part, data: bytes) -> str:
    """The declared charset; HTML whose part declares none, or ASCII, may say it itself."""
    declared = part.params.get("charset", "")
    if (
        part.content_type == "text/html"
        and declared.lower() in ("", "us-ascii", "ascii")
        and not data.isascii()
    ):
        found = _META_CHARSET.search(data, 0, 4096)
        if found:
            return found[1].decode("ascii")
    return declared


def _unmarked(words: str) -> str:
    """text/enriched (RFC 1896) without its commands: `<bold>`, `<<` for `<`, one line end for two."""
    text = _COMMAND.sub(lambda found: "<" if found[0] == "<<" else "", _PARAMETER.sub("", words))
    return _LINE_ENDS.sub(lambda found: found[1] or " ", text)
