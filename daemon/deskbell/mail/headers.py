"""Cut a header block into fields: bounded, and forgiving of what gateways and scripts do to headers."""

import re

from deskbell.mail.charsets import one_line
from deskbell.mail.tree import Field, Headers
from deskbell.mail.words import decode_words, header_text

MAX_BLOCK = 256 * 1024
MAX_FIELD = 16 * 1024
MAX_LIST_FIELD = 64 * 1024
MAX_FIELDS = 1000
MAX_GUESSES = 50  # so many raw 8-bit headers may have their charset guessed
EVERY_BYTE = "cp1252"  # the charset that leaves nothing to guess
_LIST_FIELDS = {
    b"to",
    b"cc",
    b"bcc",
    b"from",
    b"reply-to",
    b"references",
    b"in-reply-to",
    b"resent-to",
    b"resent-cc",
}
_NAME = re.compile(rb"([!-9;-~]{1,100})[ \t]*:")
_PLAUSIBLE = re.compile(
    rb"(?:(?:x|content|list|resent|arc|dkim|mime|received|authentication|thread|auto|return|delivered|message"
    rb"|reply|in-reply|errors|original|envelope|mail|user|disposition)[!-9;-~]*"
    rb"|from|to|cc|bcc|date|subject|sender|references|precedence|importance|priority|organi[sz]ation"
    rb"|keywords|comments|lines|status|sensitivity|domainkey-signature|accept-language|approved|newsgroups"
    rb"|path|xref)[ \t]*:",
    re.IGNORECASE,
)
_URL = re.compile(rb"(?:https?|ftp|file)[ \t]*:[ \t]*//", re.IGNORECASE)
_FOLD = re.compile(rb"\n[ \t]+")
_TRAILING = re.compile(rb"(?<![ \t])[ \t]+\n")
_BLANK_FOLD = re.compile(rb"\n[ \t]+(?:\n|\Z)")
_URL_NAMES = {b"http", b"https", b"ftp", b"file"}


def is_field(line: bytes) -> bool:
    """Could this line begin a header field?"""
    return _NAME.match(line) is not None and not _URL.match(line)


def is_known_field(line: bytes) -> bool:
    """Does this line begin a field that mails are known to have?"""
    return _PLAUSIBLE.match(line) is not None


def cut(block: bytes, defects: set[str]) -> tuple[list[tuple[bytes, bytes]], int]:
    """Name and unfolded value of each field, and where in `block` the body starts that came without a blank
    line.

    The second number is `len(block)` when all of the block is header. A line without colon or indentation
    is a continuation when fields follow it, else the first line of the body.
    """
    plain = usual(block)
    if plain is not None:
        return plain, len(block)
    fields: list[tuple[bytes, list[bytes]]] = []
    lines = block.splitlines(keepends=True)
    place = 0
    for number, line in enumerate(lines):
        if line[:1] in (b" ", b"\t"):
            if not line.strip() and not _fields_follow(lines, number) and not _is_fold(lines, number + 1):
                return _joined(fields, defects), place + len(line)
            if fields:
                fields[-1][1].append(line)
            elif line.strip() and is_field(line.lstrip()):
                fields.append(_split(line.lstrip()))
                defects.add("indented-header")
        elif is_field(line):
            fields.append(_split(line))
        elif not line.strip():
            pass
        elif number == 0 and line.startswith((b"From ", b">From ")):
            defects.add("mbox-from-line")
        elif fields and _continues(lines[number - 1], line):
            fields[-1][1].append(b" " + line)
        elif not _fields_follow(lines, number):
            defects.add("no-blank-line-after-header")
            return _joined(fields, defects), place
        elif fields:
            defects.add("unindented-continuation")
            fields[-1][1].append(b" " + line)
        else:
            defects.add("junk-before-header")
        place += len(line)
    return _joined(fields, defects), len(block)


def usual(block: bytes) -> list[tuple[bytes, bytes]] | None:
    """The fields of a block without a fault, found in one go; None where a line needs a closer look."""
    if len(block) > MAX_FIELD:
        return None
    block = block.replace(b"\r\n", b"\n")
    if b"\r" in block:
        return None
    folded = b"\n " in block or b"\n\t" in block
    if folded and _BLANK_FOLD.search(block):
        return None
    if b" \n" in block or b"\t\n" in block:
        block = _TRAILING.sub(b"\n", block)
    fields = []
    if folded:
        block = _FOLD.sub(b" ", block)
    for line in block.removesuffix(b"\n").split(b"\n"):
        name, colon, value = line.partition(b":")
        if not colon or not name.translate(None, b"-_").isalnum() or len(name) > 100 or name in _URL_NAMES:
            return None
        fields.append((name, value.strip()))
    return fields if len(fields) <= MAX_FIELDS else None


def _split(line: bytes) -> tuple[bytes, list[bytes]]:
    name, _, value = line.partition(b":")
    return name.rstrip(), [value]


def _continues(before: bytes, line: bytes) -> bool:
    """Does this line belong to the one before: after a bare CR, or as a parameter after a semicolon?"""
    bare = before.endswith(b"\r")
    return bare or (before.rstrip().endswith(b";") and b"=" in line and b" " not in line.partition(b"=")[0])


def _fields_follow(lines: list[bytes], number: int) -> bool:
    """Is one of the next lines surely a header field?"""
    return any(is_known_field(line) for line in lines[number + 1 : number + 6])


def _is_fold(lines: list[bytes], number: int) -> bool:
    """Does the line there go on with a field, indented and with words?"""
    return number < len(lines) and lines[number][:1] in (b" ", b"\t") and bool(lines[number].strip())


def _joined(fields: list[tuple[bytes, list[bytes]]], defects: set[str]) -> list[tuple[bytes, bytes]]:
    if len(fields) > MAX_FIELDS:
        defects.add("too-many-header-fields")
        del fields[MAX_FIELDS:]
    joined = []
    for name, values in fields:
        value = (values[0] if len(values) == 1 else b"".join(values)).strip()
        if b"\n" in value or b"\r" in value:
            value = b" ".join([line for line in map(bytes.strip, value.splitlines()) if line])
        if len(value) > MAX_FIELD:
            limit = MAX_LIST_FIELD if name.lower() in _LIST_FIELDS else MAX_FIELD
            if len(value) > limit:
                defects.add("header-field-too-long")
                value = value[:limit]
        joined.append((name, value))
    return joined


def build(cut_fields: list[tuple[bytes, bytes]], hint: str = "") -> Headers:
    """Headers of decoded, clean fields; `hint` is the body's charset, for raw 8-bit values."""
    fields: list[Field] = []
    guesses = 0
    for name, raw in cut_fields:
        plain = raw.isascii()
        guesses += not plain
        text = raw.decode("ascii") if plain and b"=?" not in raw else ""
        if not text or not text.isprintable():
            # No letter has so many raw fields; to guess at each would take seconds.
            text = _decoded(raw, hint if guesses <= MAX_GUESSES else EVERY_BYTE)
        fields.append(Field(name.decode("ascii", "replace"), raw, text))
    return Headers(tuple(fields))


def _decoded(raw: bytes, hint: str) -> str:
    text = one_line(header_text(raw, hint))
    if text.startswith("=?") and text.endswith("?="):
        text = one_line(decode_words(text, hint))  # encoded twice
    return text
