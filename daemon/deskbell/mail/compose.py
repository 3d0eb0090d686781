"""A letter's values to the bytes that every try sends.

Assembled by hand: the standard library's generator is many times slower, encodes long Message-IDs (which
breaks threads), and raises for what a subject may hold. Everything that could differ between two runs comes
from the letter itself, the boundaries too, so that a second hand-over is the same bytes under the same
Message-ID.
"""

import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from deskbell.mail.compose_fields import addr_spec, clean_id, clean_line, ids_field, mailbox_field, text_field
from deskbell.mail.compose_subject import reply_subject
from deskbell.mail.compose_text import clean_text, flowed
from deskbell.mail.values import Address

__all__ = ["Automatic", "Enclosure", "Outgoing", "addr_spec", "clean_line", "compose", "reply_subject"]

#: The header field by which a desk knows its own mail when it comes back.
LOOP_FIELD = "X-Deskbell-Loop"

_MOST_REFERENCES = 20
_LONGEST_REFERENCES = 4000
_LONGEST_LINE = 998
#: Beyond one octet in four that is not ASCII, base64 is shorter than quoted-printable, and no harder to read.
_MANY = 4
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ASCII = bytes(range(128))
#: What stands for itself in a parameter's value (RFC 2231 §7).
_PLAIN = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`{|}~"
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,4}")
_LINE = re.compile(rb".{1,76}")
_TYPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]{0,60}/[A-Za-z0-9][A-Za-z0-9.+_-]{0,60}")


#: What mail programs show or hand to a program that shows it; every other type is passed as mere bytes.
_HARMLESS = (
    "image/", "audio/", "video/", "font/", "text/plain", "text/csv", "application/pdf", "application/zip",
    "application/gzip", "application/json", "application/msword", "application/rtf", "application/vnd.",
)  # fmt: skip
_SCRIPTED = frozenset({"image/svg+xml", "application/vnd.microsoft.portable-executable"})


class Automatic(StrEnum):
    """Who wrote it, as RFC 3834 §5 says it to other machines."""

    NO = ""
    REPLIED = "auto-replied"
    GENERATED = "auto-generated"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a letter. `encoded`: `data` is tidy base64 already (see transfer.tidy_base64)."""

    name: str
    content_type: str
    data: bytes
    encoded: bool = False


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter to one recipient, ready to be put in bytes.

    `date` is aware. `references` is the chain of the mail answered, without it; its own id is `in_reply_to`.
    Ids may bear angle brackets or not. `html` "" sends plain text alone.
    """

    sender: Address
    to: Address
    subject: str
    text: str
    message_id: str
    date: datetime
    html: str = ""
    reply_to: Address | None = None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    automatic: Automatic = Automatic.NO
    loop_marker: str = ""
    high: bool = False
    language: str = ""
    enclosures: tuple[Enclosure, ...] = ()


def compose(letter: Outgoing) -> bytes:
    """The letter as a message (RFC 5322, MIME) with CRLF lines; the same letter gives the same bytes.

    Texts are cleaned, never refused. Raises ValueError for an address that is none, a Message-ID that cannot
    be written, or a date without offset: what no later try would put right. The bytes are ASCII but for a
    local part that is not: such a letter needs a relay with SMTPUTF8.
    """
    fields = [
        *_envelope_fields(letter),
        *_thread_fields(letter),
        *_manner_fields(letter),
        "MIME-Version: 1.0\r\n",
    ]
    return b"".join(["".join(fields).encode(), *_body(letter)])


# -- header fields


def _envelope_fields(letter: Outgoing) -> list[str]:
    fields = [
        mailbox_field("From", letter.sender.name, addr_spec(letter.sender.address)),
        mailbox_field("To", letter.to.name, addr_spec(letter.to.address)),
    ]
    if letter.reply_to:
        fields.append(mailbox_field("Reply-To", letter.reply_to.name, addr_spec(letter.reply_to.address)))
    return [*fields, text_field("Subject", clean_line(letter.subject)), f"Date: {_date(letter.date)}\r\n"]


def _thread_fields(letter: Outgoing) -> list[str]:
    own = clean_id(letter.message_id)
    if not own:
        raise ValueError(f"not a Message-ID: {clean_line(letter.message_id)[:100]!r}")
    parent = clean_id(letter.in_reply_to)
    # Some relays replace the Message-ID of what they pass on; our own id, last in References, is then what
    # the answer still bears.
    chain = [
        identifier for identifier in map(clean_id, letter.references) if identifier not in ("", parent, own)
    ]
    chain = list(dict.fromkeys(chain)) + ([parent] if parent else []) + [own]
    return [
        ids_field("Message-ID", [own]),
        ids_field("In-Reply-To", [parent] if parent else []),
        ids_field("References", _trimmed(chain)),
    ]


def _trimmed(chain: Sequence[str]) -> list[str]:
    """A long chain without its middle: mail programs look at the root and at the nearest ancestors."""
    root, rest = list(chain[:1]), list(chain[1:][-_MOST_REFERENCES:])
    length = sum(map(len, root)) + sum(map(len, rest))
    while length > _LONGEST_REFERENCES and len(rest) > 2:
        length -= len(rest.pop(0))
    return root + rest


def _manner_fields(letter: Outgoing) -> list[str]:
    fields = []
    if letter.automatic:
        fields.append(f"Auto-Submitted: {letter.automatic}\r\n")
        # Exchange answers automatic mail all the same unless it is told not to.
        fields.append("X-Auto-Response-Suppress: All\r\n")
    if letter.loop_marker:
        fields.append(text_field(LOOP_FIELD, clean_line(letter.loop_marker)))
    if letter.high:
        fields.append("Importance: high\r\nX-Priority: 1\r\n")
    if _LANGUAGE.fullmatch(letter.language):
        fields.append(f"Content-Language: {letter.language}\r\n")
    return fields


def _date(date: datetime) -> str:
    offset = date.utcoffset()
    if offset is None:
        raise ValueError("Timezone aware datetime is required")
    return _date_at(date, offset)


@lru_cache(16)  # The letters of a batch are of one moment. Moments may be equal on walls that are not.
def _date_at(date: datetime, offset: timedelta) -> str:
    minutes = int(offset.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    hours, minutes = divmod(abs(minutes), 60)
    day = f"{_DAYS[date.weekday()]}, {date.day:02} {_MONTHS[date.month - 1]} {date.year:04}"
    return f"{day} {date.hour:02}:{date.minute:02}:{date.second:02} {sign}{hours:02}{minutes:02}"


# -- body


def _body(letter: Outgoing) -> list[bytes]:
    """The fields that describe the content, the empty line, and the content: pieces, for files are large."""
    content = _text_part("plain; charset=utf-8; format=flowed", flowed(clean_text(letter.text)))
    if letter.html:
        html = clean_text(letter.html).replace("\n", "\r\n")
        rich = _text_part("html; charset=utf-8", html if html.endswith("\r\n") else html + "\r\n")
        content = _multipart("alternative", [content, rich], letter.message_id)
    if letter.enclosures:
        content = _multipart("mixed", [content, *map(_enclosed, letter.enclosures)], letter.message_id)
    return content


def _text_part(subtype: str, text: str) -> list[bytes]:
    encoding, data = _encoded(text.encode())
    head = f"Content-Type: text/{subtype}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return [head.encode(), data]


def _encoded(data: bytes) -> tuple[str, bytes]:
    """The data in the plainest transfer encoding that no server on the way will change."""
    if data.isascii():
        if not _has_long_line(data):
            return "7bit", data
    elif len(data.translate(None, _ASCII)) * _MANY > len(data):
        return "base64", _base64(data)
    return "quoted-printable", binascii.b2a_qp(data, istext=True)


def _has_long_line(data: bytes) -> bool:
    """Goes from one line end to the last one that a line of the longest may have before it: few steps for many lines."""
    place = 0
    while len(data) - place > _LONGEST_LINE:
        place = data.rfind(b"\n", place, place + _LONGEST_LINE + 2) + 1
        if not place:
            return True
    return False


def _base64(data: bytes) -> bytes:
    """Lines of 76 characters, each with its end. (Twice as fast as the library's, which encodes line by line.)"""
    return b"".join([line + b"\r\n" for line in _LINE.findall(binascii.b2a_base64(data, newline=False))])


def _multipart(subtype: str, parts: Sequence[list[bytes]], message_id: str) -> list[bytes]:
    """The parts between boundaries that the Message-ID decides, and that none of them holds.

    `=_` stands in no line of base64 or quoted-printable.
    """
    seed = f"{subtype} {message_id}"
    boundary = _boundary(seed)
    while any(boundary.encode() in piece for part in parts for piece in part):
        boundary = _boundary(seed := seed + "+")
    delimiter = f"--{boundary}\r\n".encode()
    pieces = [f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'.encode()]
    for part in parts:
        pieces += (delimiter, *part, b"\r\n")
    pieces.append(f"--{boundary}--\r\n".encode())
    return pieces


def _boundary(seed: str) -> str:
    return "=_" + hashlib.sha256(seed.encode(errors="replace")).hexdigest()[:24]


def _enclosed(file: Enclosure) -> list[bytes]:
    content_type = file.content_type.lower() if _TYPE.fullmatch(file.content_type) else ""
    if not content_type.startswith(_HARMLESS) or content_type in _SCRIPTED:
        # RFC 2046 §5.2.1 lets no message be base64; and what a mail program would run or render as a page
        # (HTML, SVG, programs) is somebody else's: it is to be saved, not opened.
        content_type = "application/octet-stream"
    fields = (
        f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment{_file_name(file.name)}\r\n\r\n"
    )
    data = file.data if file.encoded else _base64(file.data)
    return [fields.encode(), data, b"\r\n" if data and not data.endswith(b"\r\n") else b""]


def _file_name(name: str) -> str:
    """The `filename` parameter: quoted where ASCII, else RFC 2231, in pieces where it is long."""
    name = clean_line(name).replace("/", "_").replace("\\", "_").strip(". ")[:200]
    if not name:
        return ""
    if name.isascii() and len(name) <= 60:
        return ';\r\n filename="' + name.replace('"', "'") + '"'
    encoded = "utf-8''" + "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in name.encode())
    if len(encoded) <= 60:
        return f";\r\n filename*={encoded}"
    pieces = re.findall(r"(?:%..|[^%]){1,20}", encoded)
    return "".join(f";\r\n filename*{place}*={piece}" for place, piece in enumerate(pieces))
