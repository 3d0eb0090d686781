"""Message identifiers (RFC 5322 §3.6.4) out of the fields that bear them, without their angle brackets."""

import re

from deskbell.mail.tree import Headers

MAX_IDS = 1000
_BRACKETED = re.compile(r"<([^<>]{1,2000})>")
_BARE = re.compile(r"[^\s<>,;\"()]{1,500}@[^\s<>,;\"()]{1,500}")


def message_id(headers: Headers) -> str:
    """The message's own identifier, or ""."""
    for value in headers.all("Message-ID"):
        found = ids_in(value)
        if found:
            return found[0]
        bare = "".join(value.split()).strip("<>")
        if bare:
            return bare[:2000]
    return ""


def in_reply_to(headers: Headers) -> tuple[str, ...]:
    """What the message says it answers."""
    return _all(headers, "In-Reply-To")


def references(headers: Headers) -> tuple[str, ...]:
    """The chain above the message, oldest first."""
    return _all(headers, "References")


def _all(headers: Headers, name: str) -> tuple[str, ...]:
    values = headers.all(name)
    if not values:
        return ()
    found = [one for value in values for one in ids_in(value)]
    return tuple(dict.fromkeys(found))[:MAX_IDS]


def ids_in(value: str) -> list[str]:
    """Every identifier in a field's value; blanks that folding put inside one are taken out."""
    bracketed = ["".join(found.split()) for found in _BRACKETED.findall(value)]
    if bracketed:
        return [one for one in bracketed if one]
    return _BARE.findall(value)
