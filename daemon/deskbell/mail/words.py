"""Encoded words (RFC 2047) and raw 8-bit header text, as senders really write them.

Words of one charset that follow each other are joined before they are decoded, for senders split inside
characters. One pass, linear: no expression searches for an end that may not be there.
"""

import binascii
import re

from deskbell.mail.charset_names import codec_name
from deskbell.mail.charsets import decode
from deskbell.mail.transfer import base64

_BLANKS = " \t\r\n"
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_MAX_CHARSET = 60


def header_text(raw: bytes, hint: str = "") -> str:
    """A header value's bytes as text, its encoded words decoded. Not yet cleaned."""
    text = raw.decode("ascii") if raw.isascii() and b"\x1b" not in raw else decode(raw, "", hint)
    return decode_words(text, hint) if "=?" in text else text


def decode_words(text: str, hint: str = "") -> str:
    """`text` with every encoded word decoded; blanks between two of them vanish."""
    out: list[str] = []
    pending = _Pending(hint)
    place = 0
    while True:
        start = text.find("=?", place)
        if start < 0:
            break
        word = _word_at(text, start)
        if word is None:
            between, place = text[place : start + 2], start + 2
            out.append(pending.flush())
            out.append(between)
            continue
        charset, kind, body, end = word
        between = text[place:start]
        if between.strip(_BLANKS) or not pending:
            out.append(pending.flush())
            out.append(between)
        if not pending.accepts(charset, kind):
            out.append(pending.flush())
        pending.add(charset, kind, body)
        place = end
    out.append(pending.flush())
    out.append(text[place:])
    return "".join(out)


def encoded_word_end(text: str, start: int) -> int:
    """Where the encoded word at `start` ends, or 0 if none begins there."""
    word = _word_at(text, start)
    return word[3] if word else 0


def _word_at(text: str, start: int) -> tuple[str, str, str, int] | None:
    """Charset, kind, body and end of the encoded word at `start`, or None."""
    first = text.find("?", start + 2, start + 2 + _MAX_CHARSET)
    if first < 0 or text[first + 2 : first + 3] != "?":
        return None
    charset, kind = text[start + 2 : first].partition("*")[0].strip(), text[first + 1].lower()
    if kind not in "bq" or " " in charset:
        return None
    body_start = first + 3
    end = text.find("?=", body_start)
    if (
        kind == "q"
        and end == body_start
        and text.find("?=", end + 2) > 0
        and text[end + 2 : end + 4].isalnum()
    ):
        end = text.find("?=", end + 2)  # the body itself begins with an escape: `?Q?=E2=82?=`
    following = text.find("=?", body_start)
    if end < 0 or (
        0 <= following < end - 1 and codec_name(text[following + 2 : following + 42].partition("?")[0])
    ):
        return _unclosed(text, charset, kind, body_start, following)
    return charset, kind, text[body_start:end], end + 2


def _unclosed(
    text: str, charset: str, kind: str, start: int, following: int
) -> tuple[str, str, str, int] | None:
    """A word cut off by a length limit ends where the line, or the next word, does."""
    if not codec_name(charset):
        return None
    end = following if following >= 0 else len(text)
    body = text[start:end].rstrip(_BLANKS + "?")
    if not body or " " in body:
        return None
    return charset, kind, body, end


class _Pending:
    """Encoded words of one charset and kind, waiting for more of the same."""

    __slots__ = ("bodies", "charset", "hint", "kind")

    def __init__(self, hint: str) -> None:
        self.hint = hint
        self.charset = self.kind = ""
        self.bodies: list[str] = []

    def __bool__(self) -> bool:
        return bool(self.bodies)

    def accepts(self, charset: str, kind: str) -> bool:
        return not self.bodies or (charset.lower() == self.charset and kind == self.kind)

    def add(self, charset: str, kind: str, body: str) -> None:
        self.charset, self.kind = charset.lower(), kind
        self.bodies.append(body)

    def flush(self) -> str:
        """The text of what waited."""
        if not self.bodies:
            return ""
        undo = _from_base64 if self.kind == "b" else _from_q
        parts = undo(self.bodies)
        self.bodies = []
        if len(parts) > 1 and codec_name(self.charset).startswith(("iso2022", "hz", "utf-7", "utf-16")):
            return "".join(decode(part, self.charset, self.hint) for part in parts)
        return decode(b"".join(parts), self.charset, self.hint)


def _from_base64(bodies: list[str]) -> list[bytes]:
    """Each body's bytes; bodies cut inside a group of four letters are one."""
    texts = [body.encode("ascii", "ignore") for body in bodies]
    if any(len(text) % 4 and not text.endswith(b"=") for text in texts[:-1]):
        return [base64(b"".join(texts))]
    return [base64(text) for text in texts]


def _from_q(bodies: list[str]) -> list[bytes]:
    if any(body.endswith("=") or body[-2:-1] == "=" for body in bodies[:-1]):
        bodies = ["".join(bodies)]  # cut inside an escape
    decoded = []
    for body in bodies:
        raw = body.encode("utf-8", "replace").replace(b"_", b" ")
        decoded.append(_HEX.sub(lambda found: binascii.unhexlify(found[1]), raw) if b"=" in raw else raw)
    return decoded
