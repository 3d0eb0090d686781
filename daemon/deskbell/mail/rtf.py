"""The words of Outlook's compressed RTF (MS-OXRTFCP), for a mail whose text is nowhere else."""

import re
from struct import unpack_from

from deskbell.mail.charset_names import codec_name

_PRESET = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_MAX_RTF = 2_000_000
_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+",
    re.IGNORECASE,
)
_CODEPAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_BREAKS = {b"par": "\n", b"line": "\n", b"tab": "\t", b"cell": "\t", b"row": "\n", b"sect": "\n"}
_SIGNS = {
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
}
_HIDDEN = {
    b"fonttbl",
    b"colortbl",
    b"stylesheet",
    b"info",
    b"pict",
    b"object",
    b"header",
    b"footer",
    b"listtable",
    b"themedata",
}


def rtf_text(data: bytes) -> str:
    """The words of a compressed (or plain) RTF body; "" when it cannot be read."""
    return _words(_decompressed(data))


def _decompressed(data: bytes) -> bytes:
    if len(data) < 16:
        return b""
    size, kind = unpack_from("<I4s", data, 4)
    if kind == b"MELA":
        return data[16 : 16 + size]
    if kind != b"LZFu":
        return data if data.startswith(b"{\\rtf") else b""
    window = bytearray(_PRESET.ljust(4096, b"\0"))
    write, place, end = len(_PRESET), 16, len(data)
    out = bytearray()
    while place < end and len(out) < min(size, _MAX_RTF):
        control = data[place]
        place += 1
        for bit in range(8):
            if control >> bit & 1:
                if place + 2 > end:
                    return bytes(out)
                pair = data[place] << 8 | data[place + 1]
                place += 2
                offset, length = pair >> 4, (pair & 15) + 2
                if offset == write:
                    return bytes(out)
                for step in range(length):
                    byte = window[(offset + step) & 4095]
                    out.append(byte)
                    window[write] = byte
                    write = write + 1 & 4095
            elif place < end:
                out.append(data[place])
                window[write] = data[place]
                write = write + 1 & 4095
                place += 1
    return bytes(out)


def _words(rtf: bytes) -> str:
    out: list[str] = []
    hidden = depth = 0
    from_html = b"\\fromhtml1" in rtf[:2000]
    skip = 0
    high = bytearray()
    page = _CODEPAGE.search(rtf, 0, 2000)
    codepage = codec_name(f"cp{page[1].decode()}" if page else "cp1252") or "cp1252"
    stand_in = False  # the character for old readers that follows one given by its number
    for found in _TOKEN.finditer(rtf):
        word, number, code, sign, brace, plain = found.groups()
        if code and not hidden and not skip:
            if not stand_in:
                high.append(int(code, 16))
            stand_in = False
            continue
        if high:
            out.append(bytes(high).decode(codepage, "replace"))
            high.clear()
        if plain and stand_in:
            plain = plain[1:]
        stand_in = False
        if brace == b"{":
            depth += 1
        elif brace == b"}":
            depth -= 1
            if hidden > depth:
                hidden = 0
        elif sign == b"*" or word in _HIDDEN:
            hidden = hidden or depth
        elif hidden:
            continue
        elif word == b"htmlrtf":
            skip = number != b"0" and from_html
        elif skip:
            continue
        elif word == b"u" and number:
            out.append(chr(int(number) & 0xFFFF))
            stand_in = True
        elif word:
            out.append(_BREAKS.get(word) or _SIGNS.get(word, ""))
        elif sign:
            out.append({b"~": " ", b"_": "-"}.get(sign, sign.decode("latin-1") if sign in b"\\{}" else ""))
        elif plain:
            out.append(plain.decode(codepage, "replace"))
    return "".join(out).strip()
