"""The Message-ID a relay says it put in the place of ours: answers will refer to that one."""

import re

_IN_BRACKETS = re.compile(r"<([\x21-\x3b\x3d\x3f-\x7e]{1,200}@[\x21-\x3b\x3d\x3f-\x7e]{1,200})>")
_SES_ID = re.compile(r"\b([0-9a-f]{16}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9]{6})\b")
_SES_HOST = re.compile(r"email-smtp(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com", re.IGNORECASE)


def reported_id(words: str, relay_host: str, data: bytes) -> str:
    """The id in the words of a `250`, without brackets; "" if there is none, or if it is our letter's own.

    Some name it whole, in angle brackets. Amazon SES names the left part only; the right one is its region's,
    and bears another name in its oldest region.
    """
    if found := _IN_BRACKETS.search(words):
        identifier = found[1]
    elif found := _SES_ID.search(words):
        host = _SES_HOST.fullmatch(relay_host)
        region = host[1].lower() if host else "us-east-1"
        identifier = f"{found[1]}@{'email' if region == 'us-east-1' else region}.amazonses.com"
    else:
        return ""
    head = data.partition(b"\r\n\r\n")[0]
    return "" if f"<{identifier}>".encode() in head else identifier
