"""winmail.dat unpacked: Outlook's own envelope (MS-OXTNEF) with the files and, often, the only text of a
mail.

Bounded by the length of what came: every step goes forward, embedded messages are handed out as files, not
opened.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from struct import Struct
from struct import error as StructError

from deskbell.mail.charsets import decode

SIGNATURE = b"\x78\x9f\x3e\x22"
_HEAD = Struct("<BII")
_U32 = Struct("<I")
_PAIR = Struct("<HH")
_MAX_ATTRIBUTES = 5000
_MAX_PROPERTIES = 5000

_ATTACH_RENDER = 0x9002
_ATTACH_TITLE = 0x8010
_ATTACH_DATA = 0x800F
_ATTACH_PROPERTIES = 0x9005
_MESSAGE_PROPERTIES = 0x9003
_BODY = 0x800C
_OEM_CODEPAGE = 0x9007

_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME, _MIME_TYPE, _CONTENT_ID = 0x3707, 0x3704, 0x3001, 0x370E, 0x3712
_DATA, _METHOD = 0x3701, 0x3705
_TEXT, _HTML, _RTF, _CODEPAGE = 0x1000, 0x1013, 0x1009, 0x3FDE
_EMBEDDED_MESSAGE = 5
_FIXED = {
    0x02: 4,
    0x03: 4,
    0x04: 4,
    0x05: 8,
    0x06: 8,
    0x07: 8,
    0x0A: 4,
    0x0B: 4,
    0x14: 8,
    0x40: 8,
    0x48: 16,
    0x01: 0,
}
_VARIABLE = {0x1E, 0x1F, 0x102, 0x0D}


@dataclass(slots=True)
class PackedFile:
    """One file of the envelope, its name not yet made safe."""

    name: str = ""
    content_type: str = ""
    content_id: str = ""
    data: bytes = b""
    titles: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Unpacked:
    """What the envelope held."""

    text: str = ""
    html: str = ""
    files: list[PackedFile] = field(default_factory=list)


def unpack(data: bytes) -> Unpacked | None:
    """The envelope's text and files, as far as it can be read; None if nothing of it can, or it is no such envelope."""
    if not data.startswith(SIGNATURE):
        return None
    found = Unpacked()
    codepage = "cp1252"
    current: PackedFile | None = None
    attributes = list(_attributes(data))
    if not attributes:
        return None
    for name, value in attributes:
        if name == _OEM_CODEPAGE and len(value) >= 4:
            codepage = f"cp{_U32.unpack_from(value)[0]}"
        elif name == _ATTACH_RENDER:
            current = PackedFile()
            found.files.append(current)
        elif name == _BODY:
            found.text = found.text or _string(value, codepage)
        elif name == _MESSAGE_PROPERTIES:
            _read_message(found, dict(_properties(value, codepage)))
        elif name in (_ATTACH_TITLE, _ATTACH_DATA, _ATTACH_PROPERTIES):
            if current is None:
                current = PackedFile()
                found.files.append(current)
            if name == _ATTACH_TITLE:
                current.titles["title"] = _string(value, codepage)
            elif name == _ATTACH_DATA:
                current.data = value
            else:
                _read_file(current, dict(_properties(value, codepage)))
    for file in found.files:
        titles = file.titles
        file.name = next(
            (titles[key] for key in ("long", "title", "short", "display") if titles.get(key)), ""
        )
        if file.content_type == "message/x-tnef" and not file.name.lower().endswith((".msg", ".eml")):
            file.name = f"{file.name or 'message'}.msg"
    return found


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The number and bytes of each attribute; the last may be cut short."""
    place = 6
    for _ in range(_MAX_ATTRIBUTES):
        if place + _HEAD.size > len(data):
            return
        level, tag, length = _HEAD.unpack_from(data, place)
        if level not in (1, 2):
            return
        place += _HEAD.size
        yield tag & 0xFFFF, data[place : place + length]
        place += length + 2  # a check sum of two bytes, which many get wrong, follows


def _properties(data: bytes, codepage: str) -> Iterator[tuple[int, str | bytes]]:
    """The first value of each MAPI property that is a text or bytes, or a number as bytes."""
    try:
        count = _U32.unpack_from(data)[0]
        place = 4
        for _ in range(min(count, _MAX_PROPERTIES)):
            kind, number = _PAIR.unpack_from(data, place)
            place += 4
            if number >= 0x8000:
                place = _after_name(data, place + 16)
            values = 1
            if kind & 0x1000 or kind in _VARIABLE:
                values = _U32.unpack_from(data, place)[0]
                place += 4
            base = kind & 0xFFF
            if base not in _FIXED and base not in _VARIABLE:
                return
            first: bytes | None = None
            for _ in range(min(values, _MAX_PROPERTIES)):
                length = _FIXED.get(base, -1)
                if length < 0:
                    length = _U32.unpack_from(data, place)[0]
                    place += 4
                if place > len(data):
                    return
                first = data[place : place + length] if first is None else first
                place += length + -length % 4
            yield number, _value(base, first or b"", codepage)
    except StructError:
        return


def _after_name(data: bytes, place: int) -> int:
    """Past the name or number of a named property."""
    by_name = _U32.unpack_from(data, place)[0]
    length = _U32.unpack_from(data, place + 4)[0]
    return place + 8 + (length + -length % 4 if by_name else 0)


def _value(kind: int, value: bytes, codepage: str) -> str | bytes:
    if kind == 0x1F:
        return value.decode("utf-16-le", "replace").partition("\0")[0]
    return _string(value, codepage) if kind == 0x1E else value


def _string(value: bytes, codepage: str) -> str:
    return decode(value.partition(b"\0")[0], codepage)


def _read_file(file: PackedFile, properties: dict[int, str | bytes]) -> None:
    def text(number: int) -> str:
        value = properties.get(number, "")
        return value if isinstance(value, str) else ""

    file.titles.update(long=text(_LONG_NAME), short=text(_SHORT_NAME), display=text(_DISPLAY_NAME))
    file.content_type = text(_MIME_TYPE).lower()
    file.content_id = text(_CONTENT_ID).strip("<> ")
    data = properties.get(_DATA)
    method = properties.get(_METHOD, b"")
    if isinstance(data, bytes) and data and not file.data:
        file.data = data
    if isinstance(method, bytes) and method[:1] == bytes([_EMBEDDED_MESSAGE]):
        file.content_type = "message/x-tnef"
        file.data = file.data[16:]  # the interface's identifier stands before the embedded envelope


def _read_message(found: Unpacked, properties: dict[int, str | bytes]) -> None:
    text, html, rtf = properties.get(_TEXT), properties.get(_HTML), properties.get(_RTF)
    page = properties.get(_CODEPAGE, b"")
    codepage = f"cp{_U32.unpack(page)[0]}" if isinstance(page, bytes) and len(page) == 4 else ""
    codepage = {"cp65001": "utf-8", "cp28591": "cp1252"}.get(codepage, codepage)
    if isinstance(text, str) and text:
        found.text = text
    if html:
        found.html = html if isinstance(html, str) else decode(html.rstrip(b"\0"), codepage)
    if isinstance(rtf, bytes) and rtf and not found.text and not found.html:
        from deskbell.mail.rtf import rtf_text

        found.text = rtf_text(rtf)
