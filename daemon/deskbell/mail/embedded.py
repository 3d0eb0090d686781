"""Files that stand in the running text: uuencode (POSIX) and yEnc. Found line by line, in one pass."""

import binascii
import re
from dataclasses import dataclass

from deskbell.mail.transfer import uu_line

_UU_BEGIN = re.compile(rb"begin(?:-base64)? [0-7]{3,4} +(\S[^\r\n]{0,250})$")
_YENC_BEGIN = re.compile(rb"=ybegin (?=[^\r\n]{0,200}line=)[^\r\n]{0,200}?name=([^\r\n]{1,250})$")
_BEGIN = re.compile(rb"^(?:begin(?:-base64)? [0-7]{3,4} |=ybegin )", re.MULTILINE)
_FULL_LINES = re.compile(rb"(?:M[ -`]{60}\r?\n){1,5000}")
_TO_BASE64 = bytes.maketrans(
    bytes(range(32, 97)), b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/A"
)
_MAX_ESCAPES = 1_000_000
_ESCAPED = re.compile(rb"=(.)", re.DOTALL)
_MINUS_64 = [bytes([(byte - 64) % 256]) for byte in range(256)]
_YENC = bytes((byte - 42) % 256 for byte in range(256))
_MAX_FILES = 100


@dataclass(frozen=True, slots=True)
class Embedded:
    """A file that stood in a text: its raw name, and its bytes."""

    name: bytes
    data: bytes


def take_out(data: bytes) -> tuple[bytes, tuple[Embedded, ...]]:
    """The text without the files that stand in it, and the files."""
    if b"begin" not in data:
        return data, ()
    kept: list[bytes] = []
    files: list[Embedded] = []
    done = place = 0
    while len(files) < _MAX_FILES:
        at = _BEGIN.search(data, place)
        if at is None:
            break
        start = at.start()
        taken = _yencoded(data, start) if data[start] == 61 else _uuencoded(data, start)
        if taken is None:
            place = at.end()
            continue
        kept.append(data[done:start])
        files.append(taken[0])
        done = place = taken[1]
    if not files:
        return data, ()
    kept.append(data[done:])
    return b"".join(kept), tuple(files)


def _line(data: bytes, place: int) -> tuple[bytes, int]:
    """The line at `place` without its end, and where the next one begins."""
    stop = data.find(b"\n", place)
    if stop < 0:
        return data[place:].rstrip(b"\r"), len(data)
    return data[place:stop].rstrip(b"\r"), stop + 1


def _uuencoded(data: bytes, place: int) -> tuple[Embedded, int] | None:
    """The file that begins at this line, and where the text goes on; None when no encoded line follows."""
    line, place = _line(data, place)
    begin = _UU_BEGIN.match(line)
    if begin is None or not _is_uu(_line(data, place)[0]):
        return None
    decoded = bytearray()
    while place < len(data):
        full = _FULL_LINES.match(data, place)
        if full:
            decoded += _full_lines(full[0])
            place = full.end()
            continue
        line, following = _line(data, place)
        if line.strip() == b"end":
            place = following
            break
        if line.strip() and not _is_uu(line):
            break
        if line.strip(b"` "):
            decoded += uu_line(line)
        place = following
    return Embedded(begin[1].strip(), bytes(decoded)), place


def _full_lines(lines: bytes) -> bytes:
    """Many lines of 45 bytes at once: without their marks they are base64 in other letters."""
    letters = lines.replace(b"\r", b"").replace(b"\nM", b"")[1:].translate(_TO_BASE64, b"\n")
    return binascii.a2b_base64(letters)


def _is_uu(line: bytes) -> bool:
    """Does the first character tell the length that the line has, about?"""
    if not line or not 32 <= line[0] <= 96 or len(line) > 100:
        return False
    if line.strip(b"` ") == b"" or line.strip() == b"end":
        return True
    groups = (((line[0] - 32) & 63) + 2) // 3 * 4
    return groups - 4 <= len(line) - 1 <= groups + 2 and max(line) <= 96


def _yencoded(data: bytes, place: int) -> tuple[Embedded, int] | None:
    line, place = _line(data, place)
    begin = _YENC_BEGIN.match(line)
    if begin is None:
        return None
    end = data.find(b"\n=yend", place - 1)
    body = data[place : end if end >= 0 else len(data)]
    if body.count(b"=") > _MAX_ESCAPES:
        return None
    if body.startswith(b"=ypart "):
        body = body[_line(body, 0)[1] :]
    place = _line(data, end + 1)[1] if end >= 0 else len(data)
    escaped = _ESCAPED.sub(_unescape, body.translate(None, b"\r\n"))
    return Embedded(begin[1].strip(b' "'), escaped.translate(_YENC)), place


def _unescape(found: re.Match[bytes]) -> bytes:
    return _MINUS_64[found[1][0]]
