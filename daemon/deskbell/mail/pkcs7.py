"""S/MIME in one piece (RFC 8551 §3.5): the signed content taken out of its CMS envelope. Nothing is verified here."""

_MAX_CMS = 40 * 1024 * 1024


def signed_content(data: bytes) -> bytes | None:
    """The content of opaque signed (or compressed) data; None for encrypted or unreadable data."""
    if len(data) > _MAX_CMS:
        return None
    from asn1crypto import cms  # not at the top: few mails need it

    try:
        info = cms.ContentInfo.load(data)
        kind = info["content_type"].native
        if kind == "signed_data":
            content = info["content"]["encap_content_info"]["content"]
            return _octets(content)
        if kind == "compressed_data":
            return _inflated(_octets(info["content"]["encap_content_info"]["content"]))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None  # asn1crypto raises these for bytes that are no CMS
    return None


def is_encrypted(data: bytes) -> bool:
    """Is it enveloped data, which only the addressee can open? Judged by the object identifier in its first bytes."""
    head = data[:64]
    return (
        b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03" in head
        or b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x17" in head
    )


def _octets(content: object) -> bytes | None:
    native = getattr(content, "native", None)
    return native if isinstance(native, bytes) else None


def _inflated(data: bytes | None) -> bytes | None:
    if data is None:
        return None
    import zlib

    try:
        return zlib.decompressobj().decompress(data, _MAX_CMS)
    except zlib.error:
        return None
