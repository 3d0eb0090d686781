"""The desk's tokens: signed reply addresses, return paths and links that only the desk can have made.

    support+1042.<seal>@desk.example      answers ticket 1042; the seal says for whom (a requester, an agent)
    bounces+5007.<seal>@desk.example      the return path of letter 5007 (VERP)
    https://desk.example/s/<link token>   a survey, a status page, an alert: the page's purpose is in the seal

Addresses survive what mail programs do to them: they are short, lower case, and compared after folding case.
They name the ticket only; whose they are the caller finds by offering everybody it could be. Link tokens
carry ticket and person themselves, and are letters and digits only, so no program loses a last `-` or `_`.
"""

import hmac
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from deskbell.mail.keyring import MAC_BYTES, SEAL, SEAL_LENGTH, Keyring, Purpose

#: RFC 5321 §4.5.3.1.1
LOCAL_PART_OCTETS = 64
DELIMITERS = ("+", "-", "=", "")
_LONGEST_TICKET = 9_999_999_999
_TOKEN = re.compile(rf"(.+)(?:[+\-=]|%2b)([1-9][0-9]{{0,11}})\.({SEAL})", re.ASCII | re.IGNORECASE)


class Holder(NamedTuple):
    """Whom a token was given to: what for, the person's id, and the generation, whose growth withdraws it."""

    purpose: Purpose
    person: int
    generation: int = 0


class AddressToken(NamedTuple):
    """What stands in a token address: nothing of it is proven before `holder_of` says so."""

    base: str
    number: int
    seal: str


class Link(NamedTuple):
    """What a true link token says; the caller still compares the generation with the stored one."""

    purpose: Purpose
    ticket: int
    person: int
    generation: int = 0
    expires: datetime | None = None


def reply_address(base: str, ticket: int, holder: Holder, keyring: Keyring, delimiter: str = "+") -> str:
    """The address that answers `ticket` in the holder's name.

    It is `base` itself where the provider has no sub-addresses (no delimiter). Raises ValueError where the
    local part would pass 64 octets.
    """
    if not delimiter:
        return base
    return _tagged(
        base, delimiter, ticket, keyring.seal(holder.purpose, ticket, holder.person, holder.generation)
    )


def room_for_tokens(base: str, delimiter: str = "+") -> int:
    """Octets of the local part left beside the longest token; below nought the base address is too long."""
    if not delimiter:
        return LOCAL_PART_OCTETS - len(base.rpartition("@")[0].encode())
    longest = f"{base.rpartition('@')[0]}{delimiter}{_LONGEST_TICKET}." + "a" * SEAL_LENGTH
    return LOCAL_PART_OCTETS - len(longest.encode())


def read_address(address: str) -> AddressToken | None:
    """The token in an address, or None.

    Any delimiter is read, so that changing the setting breaks no address given out before; and a plus that a program
    left as links spell it.
    """
    local, _, domain = address.rpartition("@")
    found = _TOKEN.fullmatch(local) if "." in local and len(local) <= 4 * LOCAL_PART_OCTETS else None
    if not found:
        return None
    return AddressToken(f"{found[1]}@{domain}".lower(), int(found[2]), found[3].lower())


def holder_of(token: AddressToken, candidates: Iterable[Holder], keyring: Keyring) -> Holder | None:
    """The candidate this token was given to, or None.

    Every candidate is looked at, whichever matches, so that time tells nothing.
    """
    found = None
    for holder in candidates:
        if keyring.holds(token.seal, holder.purpose, token.number, holder.person, holder.generation):
            found = holder
    return found


def return_path(base: str, letter_id: int, keyring: Keyring, delimiter: str = "+") -> str:
    """The VERP address a bounce of this letter comes back to; `base` itself with no delimiter."""
    if not delimiter:
        return base
    return _tagged(base, delimiter, letter_id, keyring.seal(Purpose.RETURN_PATH, letter_id))


def letter_of_return_path(address: str, keyring: Keyring) -> int | None:
    """The id of the letter whose return path this is, or None; needs no database."""
    token = read_address(address)
    if token is None or not keyring.holds(token.seal, Purpose.RETURN_PATH, token.number):
        return None
    return token.number


def link_token(link: Link, keyring: Keyring) -> str:
    """About 35 letters and digits for the end of a URL. `expires` is rounded up to a full hour."""
    hours = _hours(link.expires)
    kid = keyring.signing
    mac = keyring.mac(kid, link.purpose, ("link", link.ticket, link.person, link.generation, hours))
    numbers = b"".join(_packed(number) for number in (link.ticket, link.person, link.generation, hours))
    return kid + _base62(numbers + mac)


def read_link(token: str, purpose: Purpose, keyring: Keyring, now: datetime) -> Link | None:
    """What a link token says, or None if it is not ours, made for another purpose, or expired at `now`."""
    packed = _unbase62(token[2:]) if 2 < len(token) <= 100 and token.isascii() else None
    if packed is None or len(packed) <= MAC_BYTES:
        return None
    numbers, mac = _unpacked(packed[:-MAC_BYTES]), packed[-MAC_BYTES:]
    if numbers is None:
        return None
    ticket, person, generation, hours = numbers
    expected = keyring.mac(token[:2], purpose, ("link", ticket, person, generation, hours))
    if not (hmac.compare_digest(expected, mac) and keyring.knows(token[:2])):
        return None
    expires = _EPOCH + timedelta(hours=hours) if hours else None
    if expires and now >= expires:
        return None
    return Link(purpose, ticket, person, generation, expires)


_IN_TEXT = re.compile(
    rf"([A-Za-z0-9._-]{{1,64}})[+\-=][1-9][0-9]{{0,11}}\.{SEAL}(?=@)", re.ASCII | re.IGNORECASE
)
_DOMAIN = re.compile(r"@[A-Za-z0-9.-]{1,253}[A-Za-z0-9]", re.ASCII)


def addresses_in(text: str) -> Iterator[AddressToken]:
    """The tokens in addresses that are written in a text, as quotations name whom they quote."""
    if "@" not in text:
        return
    for found in _IN_TEXT.finditer(text):
        domain = _DOMAIN.match(text, found.end())
        token = read_address(found[0] + domain[0]) if domain else None
        if token is not None:
            yield token


def without_tokens(text: str, base_url: str) -> str:
    """The text with our signed addresses made plain and our signed links cut: they were given to one reader alone."""
    plain = _IN_TEXT.sub(r"\1", text)
    if not base_url or base_url not in plain:
        return plain
    return re.sub(rf"{re.escape(base_url)}/[ast]/[0-9A-Za-z]{{20,100}}", base_url, plain)


# -- how a token is written

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#: Every two of its digits.
_PAIRS = [one + other for one in _ALPHABET for other in _ALPHABET]
_DIGITS = {letter: value for value, letter in enumerate(_ALPHABET)}


def _tagged(base: str, delimiter: str, number: int, seal: str) -> str:
    if delimiter not in DELIMITERS:
        raise ValueError(f"The delimiter must be one of + - = or nothing, not {delimiter!r}.")
    local, _, domain = base.rpartition("@")
    local = f"{local}{delimiter}{number}.{seal}"
    if len(local.encode()) > LOCAL_PART_OCTETS:
        raise ValueError(f"The address {base} is too long: with a token its local part would pass 64 octets.")
    return f"{local}@{domain}"


def _hours(expires: datetime | None) -> int:
    return -int((_EPOCH - expires) // timedelta(hours=1)) if expires else 0


def _packed(number: int) -> bytes:
    """A number in as few bytes as it needs, seven bits each, the last one below 128."""
    if number < 0:
        raise ValueError("A link binds no negative number.")
    packed = bytearray()
    while number > 127:
        packed.append(number & 127 | 128)
        number >>= 7
    packed.append(number)
    return bytes(packed)


def _unpacked(packed: bytes) -> tuple[int, int, int, int] | None:
    """Four numbers, each written the one way `_packed` writes it; None for anything else."""
    numbers, number, shift = [], 0, 0
    for byte in packed:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            if byte == 0 and shift > 7:
                return None
            numbers.append(number)
            number = shift = 0
    # One letter for one meaning: years beyond what a date can hold are nobody's.
    if len(numbers) != 4 or shift or numbers[0] < 1 or numbers[3] > 10_000_000:
        return None
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _base62(data: bytes) -> str:
    # The first byte is never nought (a ticket's number begins at 1), so no leading byte is lost.
    number, pairs = int.from_bytes(data), []
    while number:
        number, two = divmod(number, len(_PAIRS))
        pairs.append(_PAIRS[two])
    return "".join(reversed(pairs)).lstrip("0")


def _unbase62(text: str) -> bytes | None:
    number = 0
    if text[0] == "0":
        return None
    for letter in text:
        digit = _DIGITS.get(letter)
        if digit is None:
            return None
        number = number * 62 + digit
    return number.to_bytes((number.bit_length() + 7) // 8)
