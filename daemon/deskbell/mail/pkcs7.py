"""S/MIME in one piece (RFC 8551 §3.5): the signed content taken out of its CMS envelope. Nothing is
verified here.

Only the path to the content is walked, forward and without recursion, so that neither deep nesting nor a
content in ten thousand pieces (as streaming signers write it) costs more than its length.
"""

import zlib

_MAX_CONTENT = 40 * 1024 * 1024
_SEQUENCE, _OID, _OCTETS, _OCTETS_IN_PIECES, _CONTEXT = 0x30, 0x06, 0x04, 0x24, 0xA0
_SIGNED = bytes.fromhex("2a864886f70d010702")
_COMPRESSED = bytes.fromhex("2a864886f70d0109100109")
_ENVELOPED = (bytes.fromhex("2a864886f70d010703"), bytes.fromhex("2a864886f70d0109100117"))


class _Unreadable(Exception):
    """These bytes are no CMS."""


def signed_content(data: bytes) -> bytes | None:
    """The content of opaque signed (or compressed) data; None for encrypted or unreadable data."""
    try:
        kind, place = _kind(data)
        if kind == _SIGNED:
            return _content(data, place)
        if kind == _COMPRESSED:
            return zlib.decompressobj().decompress(_content(data, place), _MAX_CONTENT)
    except (_Unreadable, zlib.error):
        return None
    return None


def is_encrypted(data: bytes) -> bool:
    """Is it enveloped data, which only the addressee can open?"""
    try:
        return _kind(data)[0] in _ENVELOPED
    except _Unreadable:
        return False


def _header(data: bytes, place: int) -> tuple[int, int, int]:
    """Tag, first place and end of the element at `place`; an end of -1 where its length is left open."""
    if place + 2 > len(data):
        raise _Unreadable
    tag, length = data[place], data[place + 1]
    place += 2
    if tag & 0x1F == 0x1F:
        raise _Unreadable  # tags of several bytes have no place in CMS
    if length == 0x80:
        return tag, place, -1
    if length > 0x80:
        octets = length & 0x7F
        if octets > 8:
            raise _Unreadable
        length = int.from_bytes(data[place : place + octets], "big")
        place += octets
    return tag, place, place + length


def _enter(data: bytes, place: int, expected: int) -> int:
    tag, start, _ = _header(data, place)
    if tag != expected:
        raise _Unreadable
    return start


def _after(data: bytes, place: int) -> int:
    """The place behind the element at `place`, its length given or left open."""
    depth = 0
    while True:
        tag, start, end = _header(data, place)
        if end < 0:
            depth += 1
            place = start
        else:
            place = end
            if tag == 0 and depth:
                depth -= 1
        if not depth:
            return place


def _kind(data: bytes) -> tuple[bytes, int]:
    """The content type of a ContentInfo, and where its content's fields begin."""
    place = _enter(data, 0, _SEQUENCE)
    start = _enter(data, place, _OID)
    place = _after(data, place)
    kind = data[start:place]
    if kind in _ENVELOPED:
        return kind, place
    return kind, _enter(data, _enter(data, place, _CONTEXT), _SEQUENCE)


def _content(data: bytes, place: int) -> bytes:
    """The octets in EncapsulatedContentInfo, which follows the version and the algorithms."""
    place = _after(data, _after(data, place))
    place = _enter(data, place, _SEQUENCE)
    place = _enter(data, _after(data, place), _CONTEXT)
    tag, start, end = _header(data, place)
    if tag == _OCTETS:
        return data[start:end]
    if tag != _OCTETS_IN_PIECES:
        raise _Unreadable
    stop = min(end, len(data)) if end >= 0 else len(data)
    pieces = []
    while start + 2 <= stop:
        tag, first, last = _header(data, start)
        if tag == _OCTETS:
            pieces.append(data[first:last])
            start = last
        elif tag == _OCTETS_IN_PIECES:
            start = first  # pieces of pieces are pieces
        elif tag == 0:
            break
        else:
            raise _Unreadable
    return b"".join(pieces)
