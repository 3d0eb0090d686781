"""Transfer encodings undone, as far as they can be: quoted-printable and base64 with errors, uuencode (RFC 2045 §6).

Every function is linear in its input and raises nothing.
"""

import binascii
import re

_NOT_BASE64 = bytes(
    byte for byte in range(256) if not (chr(byte).isascii() and chr(byte).isalnum()) and byte not in b"+/="
)
_PADDED_END = re.compile(rb"=+(?=[A-Za-z0-9+/])")
_URL_SAFE = bytes.maketrans(b"-_", b"+/")


def decode_body(data: bytes, encoding: str) -> bytes:
    """`data` without its Content-Transfer-Encoding; an unknown encoding leaves it as it came."""
    word = encoding.strip(" \t\"'").lower()
    if word in ("", "7bit", "8bit", "binary"):
        return data
    if word.startswith(("base64", "base-64")):
        return base64(data)
    if word.startswith(("quoted-printable", "quoted_printable", "quotedprintable", "quoted printable")):
        return quoted_printable(data)
    if word in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return uuencoded(data)
    return data


def base64(data: bytes) -> bytes:
    """Base64 decoded over strange characters, missing padding and several runs joined together."""
    try:
        return (
            binascii.a2b_base64(data, strict_mode=False) if b"=" not in data.rstrip()[:-2] else _joined(data)
        )
    except binascii.Error:
        return _joined(data)


def _joined(data: bytes) -> bytes:
    """Each padded run is decoded by itself; what is left at an end is used as far as it reaches."""
    if b"-" in data or b"_" in data:
        plain = data.translate(_URL_SAFE) if b"+" not in data and b"/" not in data else data
    else:
        plain = data
    letters = plain.translate(None, _NOT_BASE64)
    runs = [run.rstrip(b"=") for run in _PADDED_END.sub(b"=\n", letters).split(b"\n")]
    decoded = []
    for run in runs:
        if len(run) % 4 == 1:
            run = run[:-1]
        try:
            decoded.append(binascii.a2b_base64(run + b"=" * (-len(run) % 4)))
        except binascii.Error:
            continue
    return b"".join(decoded)


def quoted_printable(data: bytes) -> bytes:
    """Quoted-printable decoded; an escape that is none stays as written."""
    return binascii.a2b_qp(data) if b"=" in data or b" " in data else data


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
