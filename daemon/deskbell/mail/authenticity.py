"""Is From true? The border says; this only makes sure that it was the border who said it.

    aligned    a DMARC pass (RFC 7489) for the domain in From, stated by the border this door's settings
               name; or, where that border states no DMARC result at all, a DKIM pass of that domain, or an
               SPF pass of it as MAIL FROM
    unaligned  the border says DMARC failed, or there is not exactly one From
    unknown    nobody we believe has said anything, or no policy is published (`dmarc=none`)

A result of the border that contradicts another makes it unaligned. Forged fields are simply not read: those
below the border's own Received, of another authserv-id, or not well formed. An ARC chain (RFC 8617) counts
only when the border says `arc=pass` and the newest seals are of sealers the settings name.
"""

import re
from functools import cache
from typing import Any

from deskbell.mail.authres_field import AuthResults, Result, read_field
from deskbell.mail.border import Zone, microsoft_zone, queue_id, words, zone
from deskbell.mail.tree import Field, Headers
from deskbell.mail.values import Address, Authentic, Authenticity, Door

MICROSOFT = "microsoft365"

_UNKNOWN = Authentic.UNKNOWN
_FAILED = frozenset(("fail", "hardfail", "reject", "quarantine"))
_INSTANCE = re.compile(r"\s*i\s*=\s*([0-9]{1,2})\s*;")
_TAG = re.compile(r"(?:^|;)\s*([a-z]+)\s*=\s*([^;]*)", re.I)


def verdict(headers: Headers, door: Door, sender: Address, senders: tuple[Address, ...]) -> Authenticity:
    """The border's verdict on From, and the words an operator can check it by."""
    if not door.authserv_id:
        return Authenticity(_UNKNOWN, "this door names no border")
    if not door.border_peer:
        return Authenticity(_UNKNOWN, "the mail did not come from a border")
    if len(headers.all("From")) != 1 or len(senders) != 1:
        return Authenticity(
            Authentic.UNALIGNED, f"{max(len(headers.all('From')), len(senders))} senders in From, not one"
        )
    domain = _ascii(sender.address.rpartition("@")[2])
    if not domain:
        return Authenticity(_UNKNOWN, "From has no domain")
    if door.authserv_id.casefold() == MICROSOFT:
        return _microsoft(headers, domain)
    authserv_id = door.authserv_id.strip().lower().rstrip(".")
    where = zone(headers, authserv_id)
    said = _said(where, authserv_id)
    if not said:
        return Authenticity(_UNKNOWN, _why_nothing(where, authserv_id))
    judged = _judge(said, domain, authserv_id)
    if judged.verdict is not Authentic.ALIGNED and door.sealers:
        return _sealed(headers, where, said, door, domain) or judged
    return judged


def _said(where: Zone, authserv_id: str) -> list[AuthResults]:
    """The border's own fields: above its Received, of its name; its copy for ARC; or below, bound by its
    queue number.
    """
    said: list[AuthResults] = []
    for one in where.fields:
        name = one.name.lower()
        if name == "authentication-results":
            results = read_field(words(one))
        elif name == "arc-authentication-results" and (instance := _INSTANCE.match(words(one))):
            results = read_field(words(one)[instance.end() :])
        else:
            continue
        if results is not None and results.authserv_id == authserv_id:
            said.append(results)
    return said or _bound_by_queue_id(where, authserv_id)


def _bound_by_queue_id(where: Zone, authserv_id: str) -> list[AuthResults]:
    """OpenDMARC before 2026 inserted below Postfix's Received, where a sender's own fields begin.

    Its `DMARC-Filter` field stands directly above its result and bears the queue number Postfix gave this
    mail in the Received directly above both. The sender could not know that number, so this one result is
    the filter's own.
    """
    number = queue_id(words(where.received)) if where.received else ""
    if len(where.below) < 2 or not number:
        return []
    mark, result = where.below[0], where.below[1]
    if mark.name.lower() != "dmarc-filter" or result.name.lower() != "authentication-results":
        return []
    if words(mark).split()[-2:] != [authserv_id, number]:
        return []
    results = read_field(words(result))
    return [results] if results is not None and results.authserv_id == authserv_id else []


def _why_nothing(where: Zone, authserv_id: str) -> str:
    if any(one.name.lower() == "authentication-results" for one in (*where.fields, *where.below)):
        return f"no result of {authserv_id} above its own Received; others are not believed"
    return f"no result of {authserv_id}"


def _judge(said: list[AuthResults], domain: str, who: str) -> Authenticity:
    """DMARC's word where there is one; else the identifiers DMARC would have looked at."""
    dmarc = [one for results in said for one in results.of("dmarc")]
    if dmarc:
        return _by_dmarc(dmarc, domain, who)
    for results in said:
        for one in results.results:
            if one.result == "pass" and (identity := _identity(one)) and _aligned(identity, domain):
                return Authenticity(
                    Authentic.ALIGNED, f"{who}: {one.method}=pass for {identity}, no dmarc result"
                )
    return Authenticity(_UNKNOWN, f"{who}: no dmarc result, and no aligned pass")


def _by_dmarc(dmarc: list[Result], domain: str, who: str) -> Authenticity:
    seen = ", ".join(f"dmarc={one.result} header.from={one.get('header.from') or '?'}" for one in dmarc[:3])
    if any(one.result in _FAILED for one in dmarc):
        return Authenticity(Authentic.UNALIGNED, f"{who}: {seen}")
    if all(one.result == "pass" and _aligned(one.get("header.from"), domain) for one in dmarc):
        return Authenticity(Authentic.ALIGNED, f"{who}: {seen}")
    if any(one.result == "pass" for one in dmarc):
        return Authenticity(Authentic.UNALIGNED, f"{who}: {seen}, but From is of {domain}")
    return Authenticity(_UNKNOWN, f"{who}: {seen}")


def _identity(one: Result) -> str:
    """The domain a DKIM or SPF result speaks of. SPF for HELO alone says nothing of From."""
    if one.method == "dkim":
        return one.get("header.d") or one.get("header.i").rpartition("@")[2]
    if one.method == "spf":
        return one.get("smtp.mailfrom").rpartition("@")[2]
    return ""


def _aligned(identity: str, domain: str) -> bool:
    """Relaxed alignment (RFC 7489, 3.1): the same organisational domain."""
    identity = _ascii(identity.rpartition("@")[2])
    if not identity:
        return False
    return identity == domain or _organisation(identity) == _organisation(domain) != ""


def same_organisation(domain: str, other: str) -> bool:
    """Are two domains registered by the same, as far as the public suffix list tells?"""
    return _aligned(domain, _ascii(other))


def _organisation(domain: str) -> str:
    """The domain registered under a public suffix, "" for a public suffix itself."""
    return str(_suffixes().privatesuffix(domain) or "")


@cache
def _suffixes() -> Any:
    """The public suffix list: loaded once, and only when two domains differ."""
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


def _ascii(domain: str) -> str:
    domain = domain.strip().strip(".").lower()
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def _microsoft(headers: Headers, domain: str) -> Authenticity:
    """Exchange Online: its topmost result has no authserv-id; a colleague's mail passes no front door and
    has no result.
    """
    where = microsoft_zone(headers)
    if where.received is None:
        return _microsoft_inside(headers)
    topmost = next((one for one in where.fields if one.name.lower() == "authentication-results"), None)
    results = read_field(words(topmost), named=False) if topmost else None
    if results is None:
        return Authenticity(_UNKNOWN, f"{MICROSOFT}: no result above the front door's Received")
    if not results.of("dmarc"):
        return Authenticity(_UNKNOWN, f"{MICROSOFT}: no dmarc result")
    return _judge([results], domain, MICROSOFT)


def _microsoft_inside(headers: Headers) -> Authenticity:
    """A mail that never left the tenant. Exchange strips these fields from what comes in from outside."""
    values = [value.strip().lower() for value in headers.all("X-MS-Exchange-Organization-AuthAs")]
    if values == ["internal"] and headers.first("Received"):
        return Authenticity(Authentic.ALIGNED, f"{MICROSOFT}: AuthAs Internal, and no front door passed")
    return Authenticity(_UNKNOWN, f"{MICROSOFT}: no front door passed, and not AuthAs Internal")


def _sealed(
    headers: Headers, where: Zone, said: list[AuthResults], door: Door, domain: str
) -> Authenticity | None:
    """A forwarder's word for what it saw, when the border found the chain whole and the settings believe
    the sealers.
    """
    arc = [one.result for results in said for one in results.of("arc")]
    if not arc or set(arc) != {"pass"}:
        return None
    seals, seen = _by_instance(headers, "ARC-Seal"), _by_instance(headers, "ARC-Authentication-Results")
    believed = {sealer.strip().lower() for sealer in door.sealers}
    for instance in sorted(seals, reverse=True):
        tags = {key.lower(): value.strip().lower() for key, value in _TAG.findall(words(seals[instance]))}
        if tags.get("d", "") not in believed:
            if seals[instance] in where.fields:
                continue  # the border's own seal, on top of the forwarder's
            return None
        results = read_field(_INSTANCE.sub("", words(seen[instance]), count=1)) if instance in seen else None
        dmarc = results.of("dmarc") if results else []
        if dmarc and all(one.result == "pass" and _aligned(one.get("header.from"), domain) for one in dmarc):
            return Authenticity(
                Authentic.ALIGNED, f"{door.authserv_id}: arc=pass; {tags['d']} saw dmarc=pass for {domain}"
            )
    return None


def _by_instance(headers: Headers, name: str) -> dict[int, Field]:
    """Fields of an ARC set by their number; a number that stands twice makes the chain worthless."""
    found: dict[int, Field] = {}
    for one in headers.fields:
        if one.name.lower() != name.lower():
            continue
        tags = dict(_TAG.findall(words(one)[:2000]))
        number = tags.get("i", "").strip()
        if not number.isdigit() or int(number) in found:
            return {}
        found[int(number)] = one
    return found
