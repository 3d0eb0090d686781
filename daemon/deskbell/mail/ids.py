"""Message identifiers (RFC 5322 §3.6.4) out of the fields that bear them, without their angle brackets."""

import re

from deskbell.mail.tree import Headers

MAX_IDS = 1000
_BRACKETED = re.compile(r"<([^<>]{1,2000})>")
_BETWEEN = re.compile(r"[\s<>,;\"()]+")
_LONGEST_BARE = 1000


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
    """Every identifier in a field's value, in its order; blanks that folding put inside one are taken out.

    One that has lost a bracket or both is known by its "@"; beside others only where no words stand, for the addresses
    in a phrase are people's.
    """
    outside_and_inside = _BRACKETED.split(value)
    found = []
    for place, piece in enumerate(outside_and_inside):
        if place % 2:
            found.append("".join(piece.split()))
        elif "@" in piece:
            words = [word for word in _BETWEEN.split(piece) if word]
            bare = [word for word in words if "@" in word[1:-1] and len(word) <= _LONGEST_BARE]
            if len(bare) == len(words) or len(outside_and_inside) == 1:
                found += bare
    return [one for one in found if one]
