"""Recipients in the words of a report that has no machine-readable half, or one that names nobody.

Mail programs have said it in a hundred ways, but they name a failed recipient in few: at the head of a
paragraph, in the SMTP dialogue, after a word such as "recipient", alone on a line, or in a sentence. These
are tried in that order, and the first that names somebody is believed; the returned message's own
addressees come last.
"""

import re
from dataclasses import dataclass

from deskbell.mail.bounce_address import ADDRESS, addresses_in, clean_address
from deskbell.mail.bounce_outline import Outline, returned_to
from deskbell.mail.bounce_patterns import (
    ALONE,
    CODE,
    DAEMONS,
    DIALOGUE,
    HEADED,
    HELPERS,
    LABELLED,
    NOT_A_RECIPIENT,
    SMTP_LINE,
    SUPPORT,
    X400,
)
from deskbell.mail.values import FailedRecipient

MOST = 500
_COLON = re.compile(r">[\"']?[ \t]*(?::|\()")


@dataclass(frozen=True, slots=True)
class Found:
    """An address and where in the words it stood (-1: elsewhere)."""

    address: str
    place: int


def recipients(report: Outline, named: list[str], strangers: set[str]) -> list[FailedRecipient]:
    """Whom a report's words are about. `named` stood in its header; `strangers` are the addresses it was
    sent to and by.
    """
    addressees = returned_to(report.returned)
    found = _by_words(report.words, set(addressees), strangers)
    if named:
        places = {one.address: one.place for one in found}
        found = [
            Found(address, places.get(address, report.words.casefold().find(address))) for address in named
        ]
    if not found and addressees and len(addressees) <= 20:
        found = _by_local_part(report.words, addressees) or [Found(one, -1) for one in addressees[:1]]
    places_now = sorted(one.place for one in found if one.place >= 0)
    return [_with_reason(one, report.words, places_now) for one in found[:MOST]]


def _by_words(words: str, addressees: set[str], strangers: set[str]) -> list[Found]:
    for level in (HEADED, LABELLED, ALONE, SMTP_LINE, DIALOGUE):
        found = _kept(level, words, addressees, strangers, strict=True)
        if found:
            if level is HEADED:
                return _in_one_style(found, words)
            if level is LABELLED and (alone := _kept(ALONE, words, addressees, strangers, strict=True)):
                return _merged(found, [one for one in alone if not _is_addressed(words, one.place)])
            return found
    if x400 := [clean_address(one.group(1).replace("(a)", "@")) for one in X400.finditer(words)]:
        return [Found(one, words.casefold().find(one)) for one in dict.fromkeys(x400) if one]
    return (
        _kept(ADDRESS, words, addressees, strangers, strict=False)
        or _kept(HEADED, words, addressees, set(), strict=True)  # who wrote to themselves
        or _kept(LABELLED, words, addressees, set(), strict=True)
    )


def _in_one_style(found: list[Found], words: str) -> list[Found]:
    """Where a colon follows the first, one follows each: other addresses stand in a server's wrapped words."""
    marked = [one for one in found if _COLON.match(words, one.place + len(one.address))]
    return marked if marked and marked[0] is found[0] else found


def _is_addressed(words: str, place: int) -> bool:
    """Does the line begin "To:", as one does that repeats the letter's own header?"""
    return words[words.rfind("\n", 0, place) + 1 : place].lstrip(" \t>").casefold().startswith("to:")


def _merged(first: list[Found], second: list[Found]) -> list[Found]:
    seen = {one.address for one in first}
    return sorted([*first, *(one for one in second if one.address not in seen)], key=lambda one: one.place)


def _kept(
    pattern: re.Pattern[str], words: str, addressees: set[str], strangers: set[str], *, strict: bool
) -> list[Found]:
    """What a pattern finds, without the report's own parties, message ids, and the people it says to write
    to.
    """
    found: dict[str, Found] = {}
    for match in pattern.finditer(words):
        group = "a" if "a" in pattern.groupindex else 0
        address = clean_address(match.group(group))
        place = match.start(group)
        if not _is_address(address) or address in found:
            continue
        wanted = address in addressees
        if not wanted and (address in strangers or DAEMONS.search(address)):
            continue
        if not wanted and not strict and SUPPORT.match(address):
            continue
        begin = words.rfind("\n", 0, place) + 1
        if (
            NOT_A_RECIPIENT.match(words, begin, place + 1)
            or HELPERS.search(words, max(begin, place - 60), place)
            or words[max(0, place - 60) : place].rstrip(" \t\n<").casefold().endswith("message sent by")
        ):
            continue
        found[address] = Found(address, place)
        if len(found) >= MOST:
            break
    return list(found.values())


def _is_address(address: str) -> bool:
    local, _, domain = address.rpartition("@")
    return (
        bool(local)
        and ("." in domain.strip(".") or domain.startswith("[") or domain.isalnum())
        and not domain.startswith(".")
    )


def _by_local_part(words: str, addressees: list[str]) -> list[Found]:
    """Old programs write the local part alone ("550 karin... User unknown"); the returned message knows
    the rest.
    """
    found = []
    for address in addressees:
        local = re.escape(address.rpartition("@")[0])
        if match := re.search(rf"(?<![\w.@-]){local}(?![\w@-])", words, re.I):
            found.append(Found(address, match.start()))
    return found


def _with_reason(found: Found, words: str, places: list[int]) -> FailedRecipient:
    """The status and the server's words that follow an address, up to the next one."""
    if found.place < 0:
        return FailedRecipient(found.address, match.group(1) if (match := CODE.search(words)) else "")
    after = min((place for place in places if place > found.place), default=len(words))
    span = words[found.place + len(found.address) : min(after, found.place + 1500)]
    paragraph = re.split(r"\n[ \t]*\n", span.strip(" \t\n<>:,;\"'"), maxsplit=1)[0]
    code = CODE.search(span) or CODE.search(words[max(0, found.place - 300) : found.place])
    return FailedRecipient(
        found.address, code.group(1) if code else "", re.sub(r"\s+", " ", paragraph).strip()[:500]
    )


def named_in_header(value: str) -> list[str]:
    """The addresses of X-Failed-Recipients."""
    return addresses_in(value[:20_000])[:MOST]
