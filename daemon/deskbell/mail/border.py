"""Which header fields did the border write? Those above its own Received, which nobody outside can reach.

Every host puts what it adds on top. Walking down from the top we meet our own hosts' Received fields, and
then the border's own, written when the mail came in from outside: what stands above it is ours, what stands
below came with the mail. Where that cannot be told, the walk ends early, so that rather too little is
believed than too much.
"""

import re
from dataclasses import dataclass

from deskbell.mail.tree import Field, Headers

_BY = re.compile(r"\bby\s+([^\s;()]+)", re.I)
_FROM = re.compile(r"\s*from\s", re.I)
_LMTP = re.compile(r"\bby\s+[^\s;()]+\s+(?:\([^()]*\)\s+){0,2}with\s+(?:utf8)?lmtps?a?\b", re.I)
_PARENTHESES = re.compile(r"\(([^()]*)")
_HELO = re.compile(r"helo=\S*")
_NAME = re.compile(r"[\w.-]+")
_LITERAL = re.compile(r"\[(?:IPv6:)?([0-9A-Fa-f.:]{3,45})\]")
_QUEUE_ID = re.compile(r"\bid\s+([A-Za-z0-9]{8,})", re.I)
_MICROSOFT = (".outlook.com", ".office365.com", ".exchangelabs.com", ".outlook.de", ".outlook.cn")


@dataclass(frozen=True, slots=True)
class Zone:
    """The fields above the border's own Received, and that field (None: the mail never passed one)."""

    fields: tuple[Field, ...]
    received: Field | None
    below: tuple[Field, ...] = ()


def words(one: Field) -> str:
    """A trace field as it came: decoding encoded words in it would let a sender's address turn into
    syntax.
    """
    return one.raw.decode("utf-8", "replace")


def zone(headers: Headers, authserv_id: str) -> Zone:
    """What the border that bears this authserv-id added. Its Received is the first one made by it from
    outside.
    """
    for number, one in enumerate(headers.fields):
        if one.name.lower() == "received" and not _is_inner(words(one), authserv_id):
            return Zone(headers.fields[:number], one, headers.fields[number + 1 :])
    return Zone((), None)


def _is_inner(received: str, authserv_id: str) -> bool:
    """Was this written behind the border: on one host from itself, over LMTP, or by a sibling host from
    the border?
    """
    match = _BY.search(received)
    if match is None or not _FROM.match(received) or _LMTP.search(received):
        return match is not None  # what comes from outside names its source, and never speaks LMTP
    source, by = received[: match.start()], match.group(1).lower().rstrip(".")
    literals = _LITERAL.findall(source)
    if literals and all(_is_loopback(one) for one in literals):
        return True
    return by != authserv_id and _siblings(by, authserv_id) and _comes_from(source, authserv_id)


def _comes_from(source: str, authserv_id: str) -> bool:
    """Does the receiving host itself name the border as the source? Only parentheses are its own words,
    HELO is not.
    """
    seen = _HELO.sub("", " ".join(_PARENTHESES.findall(source)).lower())
    return authserv_id in _NAME.findall(seen)


def _siblings(host: str, authserv_id: str) -> bool:
    domain = authserv_id if authserv_id.count(".") < 2 else authserv_id.partition(".")[2]
    return host == domain or host.endswith("." + domain)


def _is_loopback(literal: str) -> bool:
    return literal.startswith("127.") or literal in ("::1", "0:0:0:0:0:0:0:1")


def by_host(received: str) -> str:
    """The host that wrote a Received field, in lower case."""
    return match.group(1).lower().rstrip(".") if (match := _BY.search(received)) else ""


def queue_id(received: str) -> str:
    """The number under which the writer of a Received field took the mail in: unknown to whoever sent it."""
    return match.group(1) if (match := _QUEUE_ID.search(received)) else ""


def microsoft_zone(headers: Headers) -> Zone:
    """What Exchange Online added: all above the Received of its front door,
    `….mail.protection.outlook.com`.
    """
    for number, one in enumerate(headers.fields):
        if one.name.lower() != "received":
            continue
        host = by_host(words(one))
        if host.endswith(".mail.protection.outlook.com") or not host.endswith(_MICROSOFT):
            return Zone(headers.fields[:number], one, headers.fields[number + 1 :])
    return Zone((), None)
