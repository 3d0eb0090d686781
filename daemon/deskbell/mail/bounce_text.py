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
from deskbell.mail.values import FailedRecipient

MOST = 500
_A = r"(?P<a>(?:\"[^\"\s@]{1,64}\"|[^\s<>()\[\]:;,\"@\\|]{1,128})@[^\s<>()\[\]:;,\"@\\|'’]{1,255})"
_L = re.M | re.I

# Each level is tried only when those above named nobody.
_HEADED = re.compile(  # <user@example.org>: at the head of a paragraph: qmail, Postfix, Exim, Courier, PowerMTA, Zoho
    rf"^[ \t]{{0,12}}(?:[>*\"'-][ \t]?)?<(?:mailto:|smtp:)?{_A}>[\"']?(?:[ \t]?\((?:expanded from|reason)[^\n]*)?[ \t]*(?::|\.{{3}}|,|;|$|[ \t]+\S)",
    _L,
)
_LABELLED = re.compile(
    r"(?:^|[ \t(>])(?:(?:failed |original |intended |final |the )?recipient(?:\(s\)|s)?(?: address)?|undeliverable address|addressed to"
    r"|unknown (?:user|host|address)|user unknown|no such user|unable to deliver (?:(?:the |your )?(?:message|mail) )?(?:to|for)|could not deliver (?:(?:the |your )?(?:message|mail) )?to"
    r"|(?:message|mail|email|e-mail) to|delivery to|delivery failed(?: \d+ attempts)?|error-for|invalid final delivery userid|rejected recipient"
    r"|could not be delivered to|cannot be delivered to|not delivered to|undeliverable to|sent to|forwarded? to|user mailbox exceeds allowed size"
    r"|user'?s mailbox is full|mailbox (?:is )?full|not a member of (?:the )?mailing list|following message to|failed to deliver to|was unable to deliver to"
    r"|delivering to|deliver to|bounced address|destinat(?:ion|ario|aire)(?: address)?|empf(?:ä|ae)nger|adressat|address|ordinatari\w*|宛先|收件人|受信者|수신자|получател\w+)"
    rf"[ \t]{{0,3}}(?:was|is|are)?[ \t]{{0,3}}[:=：]?[ \t\n]{{0,6}}(?:\[smtp:|<|\"|'|smtp:|rfc822;|“|\()?[ \t]{{0,2}}{_A}",
    _L,
)
_DIALOGUE = re.compile(rf"\brcpt[ _]to[ \t]{{0,3}}:?[ \t]{{0,3}}<?(?:smtp:)?{_A}>?", re.I)
_SMTP_LINE = re.compile(  # 550 5.1.1 <user@example.org>... User unknown: sendmail's transcript, any age
    rf"^[ \t>]{{0,8}}(?:<<<[ \t]?)?[45]\d\d(?:[ -][45]\.\d{{1,3}}\.\d{{1,3}})?[ -]+(?:.{{0,40}}?[ \t:])?<?{_A}>?(?:\.{{3}}|:|>|[ \t]|$)",
    _L,
)
_ALONE = re.compile(
    rf"^[ \t*>|•·-]{{0,20}}(?:smtp:|to:|<|\"|'|\[smtp:|--[ \t]|“)?[ \t]?{_A}[>\"'”)\]]{{0,3}}(?:<mailto:[^\n]{{1,200}}>)?"
    r"(?:[ \t]{0,6}(?:$|[:;,.][ \t]*$|:[ \t]|[ \t]on [^\n]{6,60}$|;[ \t]on [^\n]{6,60}$|\([^\n]{1,200}\)?[ \t]*$|[ \t]{1,4}(?:-|–|failed|delivery|invalid|user|error|mailbox|was|is|could|:)))",
    _L,
)
_X400 = re.compile(r"\bsmtp=([^\s;,/]{3,200}(?:@|\(a\))[^\s;,/]{3,200})", re.I)

_NOT_A_RECIPIENT = re.compile(
    r"^[ \t>*]{0,8}(?:from|sender|reply-to|return-path|mail from|message-id|message identifier|in-reply-to|references|contact|von|de|da|van|от|generating server"
    r"|x-[\w-]+|received|date|subject|sent|reporting-mta|errors-to|postmaster)\b[^\n]{0,3}?[:<]",
    re.I,
)
_HELPERS = re.compile(
    r"(?:contact|write to|e-?mail|mail to|send (?:a |an )?(?:mail|message|e-?mail|report)|report(?:ed)? (?:this |it )?to|please reply to|reply to|ask|assistance|help|from"
    r"|sent by|mail from:?|message-id:?|id:?|sender|questions? to|forward (?:this|it)[^\n]{0,40} to|kontakt\w*|contacter|contacte|wenden sie sich an)[ \t]{0,3}[:<(\"'\[]{0,3}[ \t]?$",
    re.I,
)
_DAEMONS = re.compile(
    r"(?:mailer[-_.]?daemon|mail-?daemon|mdaemon)@|^[0-9a-f]{16,}[.\w-]*@|^[\w.$+-]{20,}@[\w.-]+\.(?:local|prod\.outlook\.com|jadu)$",
    re.I,
)
_SUPPORT = re.compile(
    r"(?:post-?master|abuse|support|help(?:desk)?|noc|hostmaster|webmaster|admin(?:istrator)?|info|security|spam|mail-?admin|sysadmin|root)@",
    re.I,
)
_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")


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
    for level in (_HEADED, _LABELLED, _ALONE, _SMTP_LINE, _DIALOGUE):
        found = _kept(level, words, addressees, strangers, strict=True)
        if found:
            if level is _LABELLED and (alone := _kept(_ALONE, words, addressees, strangers, strict=True)):
                return _merged(found, alone)
            return found
    if x400 := [clean_address(one.group(1).replace("(a)", "@")) for one in _X400.finditer(words)]:
        return [Found(one, words.casefold().find(one)) for one in dict.fromkeys(x400) if one]
    return _kept(ADDRESS, words, addressees, strangers, strict=False)


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
        if not wanted and (address in strangers or _DAEMONS.search(address)):
            continue
        if not wanted and not strict and _SUPPORT.match(address):
            continue
        begin = words.rfind("\n", 0, place) + 1
        if _NOT_A_RECIPIENT.match(words, begin, place + 1) or _HELPERS.search(
            words, max(begin, place - 60), place
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
        return FailedRecipient(found.address, match.group(1) if (match := _CODE.search(words)) else "")
    after = min((place for place in places if place > found.place), default=len(words))
    span = words[found.place + len(found.address) : min(after, found.place + 1500)]
    paragraph = re.split(r"\n[ \t]*\n", span.strip(" \t\n<>:,;\"'"), maxsplit=1)[0]
    code = _CODE.search(span) or _CODE.search(words[max(0, found.place - 300) : found.place])
    return FailedRecipient(
        found.address, code.group(1) if code else "", re.sub(r"\s+", " ", paragraph).strip()[:500]
    )


def named_in_header(value: str) -> list[str]:
    """The addresses of X-Failed-Recipients."""
    return addresses_in(value[:20_000])[:MOST]
