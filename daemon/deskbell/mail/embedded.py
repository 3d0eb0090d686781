"""Files that stand in the running text: uuencode (POSIX) and yEnc. Found line by line, in one pass."""

import re
from dataclasses import dataclass

from deskbell.mail.transfer import uu_line

_UU_BEGIN = re.compile(rb"begin(?:-base64)? [0-7]{3,4} +(\S[^\r\n]{0,250})\r?$")
_YENC_BEGIN = re.compile(rb"=ybegin (?=[^\r\n]{0,200}line=)[^\r\n]{0,200}?name=([^\r\n]{1,250})\r?$")
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
    lines = data.split(b"\n")
    kept: list[bytes] = []
    files: list[Embedded] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        taken = None
        if line.startswith(b"begin") and len(files) < _MAX_FILES:
            taken = _uuencoded(lines, number)
        elif line.startswith(b"=ybegin ") and len(files) < _MAX_FILES:
            taken = _yencoded(lines, number)
        if taken is None:
            kept.append(line)
            number += 1
            continue
        files.append(taken[0])
        number = taken[1]
    return (b"\n".join(kept), tuple(files)) if files else (data, ())


def _uuencoded(lines: list[bytes], number: int) -> tuple[Embedded, int] | None:
    """The file that begins at this line, and the line after it; None when no encoded line follows."""
    begin = _UU_BEGIN.match(lines[number])
    if begin is None or number + 1 >= len(lines) or not _is_uu(lines[number + 1]):
        return None
    decoded: list[bytes] = []
    number += 1
    while number < len(lines):
        line = lines[number].rstrip(b"\r")
        if line.strip() == b"end":
            number += 1
            break
        if line.strip() and not _is_uu(line):
            break
        decoded.append(uu_line(line) if line.strip(b"` ") else b"")
        number += 1
    return Embedded(begin[1].strip(), b"".join(decoded)), number


def _is_uu(line: bytes) -> bool:
    """Does the first character tell the length that the line has, about?"""
    line = line.rstrip(b"\r")
    if not line or not 32 <= line[0] <= 96:
        return False
    if line.strip(b"` ") == b"" or line.strip() == b"end":
        return True
    groups = (((line[0] - 32) & 63) + 2) // 3 * 4
    return groups - 4 <= len(line) - 1 <= groups + 2 and max(line) <= 96


def _yencoded(lines: list[bytes], number: int) -> tuple[Embedded, int] | None:
    begin = _YENC_BEGIN.match(lines[number])
    if begin is None:
        return None
    number += 1
    body: list[bytes] = []
    ended = False
    while number < len(lines):
        line = lines[number].removesuffix(b"\r")
        number += 1
        if line.startswith(b"=yend"):
            ended = True
            break
        if not line.startswith(b"=ypart "):
            body.append(line)
    if not body and not ended:
        return None
    first, *escaped = b"".join(body).split(b"=")
    decoded = [first.translate(_YENC)]
    for piece in escaped:
        decoded.append(bytes([(piece[0] - 106) % 256]) + piece[1:].translate(_YENC) if piece else b"")
    return Embedded(begin[1].strip(b' "'), b"".join(decoded)), number
