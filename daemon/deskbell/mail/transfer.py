"""Transfer encodings undone, as far as they can be: quoted-printable and base64 with errors, uuencode (RFC
2045 §6).

Every function is linear in its input and raises nothing.
"""

import binascii
import re

_NOT_BASE64 = bytes(
    byte for byte in range(256) if not (chr(byte).isascii() and chr(byte).isalnum()) and byte not in b"+/="
)
_BASE64 = bytes(set(range(256)) - {*_NOT_BASE64} - {*b"="})
_GAP = re.compile(rb"\n[ \t]*\r?\n")
_BREAK = re.compile(rb"=+|\n[ \t]*\r?\n")
_PROSE = re.compile(rb"[^\r\n]{0,200}?(?:[A-Za-z,.] [A-Za-z]|--|__|[^\x00-\x7f]|\*\*)")
_SOFT_BREAK = re.compile(rb"=[ \t]+(?=\r?\n)")
_PUNCTUATION = re.compile(rb"[,.:;!?'\"<>()-]")
_MAX_RUNS = 1000
_COMMENT = re.compile(r"\([^()]*\)?")
_NO_MARKS = {ord(mark): None for mark in " _-/"}
_URL_SAFE = bytes.maketrans(b"-_", b"+/")


def transfer_word(value: str) -> str:
    """The word of a Content-Transfer-Encoding field, without comments, quotes and what follows a semicolon."""
    if "(" in value:
        value = _COMMENT.sub("", value)
    return value.partition(";")[0].strip(" \t\"'").lower()


def decode_body(data: bytes, encoding: str) -> bytes:
    """`data` without its Content-Transfer-Encoding; an unknown encoding leaves it as it came."""
    word = encoding.lower()
    if word in ("", "7bit", "8bit", "binary"):
        return data
    plain = word.translate(_NO_MARKS)
    if plain.startswith("base64"):
        return base64(data)
    if plain.startswith("quotedprintable") or plain == "qp":
        return quoted_printable(data)
    if word in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return uuencoded(data)
    return data


def base64(data: bytes) -> bytes:
    """Base64 decoded over strange characters, missing padding, and several runs joined together.

    Plain text behind an empty line or the padding (a list's footer) is no base64, and is left out.
    """
    if _is_prose(data):
        return data  # the label lies
    end = data.rstrip()[-2:].count(b"=")
    if data.count(b"=") == end and not _GAP.search(data.rstrip()):
        try:
            return binascii.a2b_base64(data)
        except binascii.Error:
            pass
    decoded = []
    for run in _runs(data):
        run = run[:-1] if len(run) % 4 == 1 else run
        decoded.append(binascii.a2b_base64(run + b"=" * (-len(run) % 4)))
    return b"".join(decoded)


def tidy_base64(data: bytes) -> int | None:
    """How many bytes are in base64 written as we would write it: lines of 76, CRLF, padding at the end alone.

    None for any other. Such data may stand in another message as it is, and need not be decoded to be measured.
    """
    length = len(data) - 2 * data.endswith(b"\r\n")
    padding = data.endswith(b"=", 0, length) + data.endswith(b"==", 0, length)
    ends = max(0, length - 1) // 78
    if data.translate(None, _BASE64) != b"\r\n" * ends + b"=" * padding + data[length:]:
        return None
    if data[76:length:78] != b"\r" * ends or data[77:length:78] != b"\n" * ends:
        return None
    groups, rest = divmod(length - 2 * ends, 4)
    return None if rest else groups * 3 - padding


def _is_prose(data: bytes) -> bool:
    """Is the first line words with blanks between them, and not groups of base64?"""
    line = data[:400].lstrip().partition(b"\n")[0]
    words = line.split()
    return len(words) > 2 and any(len(word) % 4 for word in words[:-1]) and bool(_PUNCTUATION.search(line))


def _runs(data: bytes) -> list[bytes]:
    """The letters of each run up to its padding, until something follows that cannot be base64."""
    runs: list[bytes] = []
    for piece in _BREAK.split(data, _MAX_RUNS):
        if runs and _PROSE.match(piece.lstrip()):
            break
        if (b"-" in piece or b"_" in piece) and b"+" not in piece and b"/" not in piece:
            piece = piece.translate(_URL_SAFE)
        letters = piece.translate(None, _NOT_BASE64)
        if letters:
            runs.append(letters)
    return runs


def quoted_printable(data: bytes) -> bytes:
    """Quoted-printable decoded; an escape that is none stays as written."""
    if b"=" not in data:
        return data
    if b"= " in data or b"=\t" in data:
        data = _SOFT_BREAK.sub(b"=", data)
    return binascii.a2b_qp(data)


def uuencoded(data: bytes) -> bytes:
    """The bytes between `begin` and `end`, each line as far as it can be read."""
    out = []
    started = b"begin " not in data
    for line in data.splitlines():
        if not started:
            started = line.startswith(b"begin ")
            continue
        if line.strip() in (b"end", b"`"):
            break
        out.append(uu_line(line))
    return b"".join(out)


def uu_line(line: bytes) -> bytes:
    """One line of uuencode, also when it is longer or shorter than it claims."""
    line = line.rstrip(b"\r\n")
    if not line:
        return b""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        length = (line[0] - 32) & 63
        needed = (length * 4 + 5) // 3
        try:
            return binascii.a2b_uu(line[: needed + 1].ljust(needed + 1))
        except binascii.Error:
            return b""
