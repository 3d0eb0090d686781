"""A kept message, read: its mail, and the clues to the ticket it belongs to. Pure; no transaction is open meanwhile."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from deskbell.casework.docket import Asked
from deskbell.casework.house import House, base_address, known_address
from deskbell.failpoints import reach
from deskbell.mail import message_ids, tokens
from deskbell.mail.read import read as read_mail
from deskbell.mail.tokens import AddressToken
from deskbell.mail.values import Door, Mail, Own
from deskbell.ports import Inbound

_DASH = "[-\u2010-\u2015\u2212]"  # what programs make of a hyphen
_REFERENCE = re.compile(rf"\bDB{_DASH}([0-9]{{4,10}})\b", re.ASCII | re.IGNORECASE)
_SMALL_PRINT = re.compile(
    rf"^[> \t]*DB{_DASH}([0-9]{{4,10}})[ \t]*$", re.ASCII | re.IGNORECASE | re.MULTILINE
)
_BEGINNINGS = ("DB", "db", "Db", "dB")
_NO_DOOR = Door()
#: How many strangers' ids of a References field are followed from either end, which say all there is to say.
_END_OF_CHAIN = 20
#: How much of a quotation is searched for what names a ticket: the newest letter stands first, or at the very end.
_QUOTED_FIRST, _QUOTED_LAST = 20_000, 4_000
_ASCII_BLANKS = bytes(code for code in range(128) if chr(code).isspace())


@dataclass(frozen=True, slots=True)
class Clues:
    """What in a mail points to a ticket, each kind strongest first.

    `letters`: ids of our own letters it answers. `nearest`: the hash of what it answers, where that is no letter of ours.
    `chain`: hashes of every other Message-ID it refers to, nearest first.
    `reported`: the letter that a feedback report is about.
    `returned`: the letter whose return path it came to; whatever comes to one is answered by no machine. `references`: ticket numbers written in subject or text.
    """

    own_hash: bytes
    tokens: tuple[AddressToken, ...] = ()
    letters: tuple[int, ...] = ()
    chain: tuple[bytes, ...] = ()
    returned: int = 0
    to_return_path: bool = False
    bounced: int = 0
    reported: int = 0
    references: tuple[int, ...] = ()
    nearest: bytes = b""


@dataclass(frozen=True, slots=True)
class Reading:
    """One inbound and what was read of it. `recipients`: everybody it is addressed to, envelope first."""

    inbound: Inbound
    mail: Mail
    clues: Clues
    recipients: tuple[str, ...]
    content: bytes
    path: bytes

    @property
    def sender(self) -> str:
        return self.mail.sender.address.lower()


def words_of(mail: Mail) -> str:
    """What the desk's people are shown of a mail: its new words, and below them those it passes on, which often are the matter."""
    new, passed = mail.reply.new or mail.text, mail.forward
    if passed is None or not passed.text.strip() or passed.text in new:
        return new
    by = f"{passed.sender_name} <{passed.sender}>" if passed.sender_name else passed.sender
    return "\n\n".join(filter(None, (new, f"{by}:\n{passed.text}" if by else passed.text)))


def read(inbound: Inbound, house: House) -> Reading:
    """Never raises for what a message holds."""
    reach("T2", inbound.raw)
    door = house.doors.get(inbound.door, _NO_DOOR)
    if not inbound.envelope.border:
        door = Door(door.name, "", (), border_peer=False)
    own = Own(tuple(house.own_domains), (house.address,), house.domain)
    mail = read_mail(inbound.raw, door=door, own=own, envelope_from=inbound.envelope.mail_from)
    recipients = tuple(dict.fromkeys(address.lower() for address in _addressed(inbound, mail)))
    return Reading(inbound, mail, _clues(inbound, mail, recipients, house), recipients, *_prints(mail))


def _addressed(inbound: Inbound, mail: Mail) -> Iterable[str]:
    yield from inbound.envelope.recipients
    yield from (one.address for one in (*mail.to, *mail.cc))
    yield from mail.delivered_to


def _clues(inbound: Inbound, mail: Mail, recipients: Iterable[str], house: House) -> Clues:
    answered = list(dict.fromkeys((*mail.in_reply_to, *reversed(mail.references))))
    letters = {one: number for one in answered if (number := message_ids.ours(one, house.keyring))}
    strangers = [one for one in answered if one not in letters]
    chain = [*strangers[:_END_OF_CHAIN], *strangers[_END_OF_CHAIN:][-_END_OF_CHAIN:]]
    mine = house.own_domains
    addressed = [token for one in recipients if (token := tokens.read_address(one))]
    addressed += [token for one in (*mail.to, *mail.cc) for token in tokens.addresses_in(one.name)]
    found = [token for token in addressed if _is_of_ours(token, house)]
    returned = next(
        (
            number
            for address in inbound.envelope.recipients
            if (number := tokens.letter_of_return_path(address, house.keyring))
        ),
        0,
    )
    bounced = message_ids.ours(mail.bounce.original_message_id, house.keyring) if mail.bounce else 0
    return Clues(
        own_hash=id_hash(mail.message_id) if mail.message_id else inbound.fingerprint[:16],
        tokens=tuple(dict.fromkeys(found)),
        letters=tuple(dict.fromkeys(letters.values())),
        chain=tuple(map(id_hash, chain)),
        returned=returned or 0,
        to_return_path=any(
            base_address(one, mine) == f"bounces@{house.domain}" for one in inbound.envelope.recipients
        ),
        bounced=bounced or 0,
        reported=_reported(mail, house) if mail.feedback else 0,
        references=tuple(dict.fromkeys((*_references(mail.subject), *_quoted(mail, house)))),
        nearest=id_hash(answered[0]) if answered and answered[0] not in letters else b"",
    )


def _is_of_ours(token: AddressToken, house: House) -> bool:
    return token.base.rpartition("@")[2] in house.own_domains and house.is_ours(token.base)


def _quoted(mail: Mail, house: House) -> Iterable[int]:
    """The tickets that quoted letters are of: by the address they came from, by their small print, by what they mention;
    and a letter that is passed on, or hung on, by the first two.
    """
    quoted = mail.reply.quoted
    if len(quoted) > _QUOTED_FIRST + _QUOTED_LAST:
        quoted = f"{quoted[:_QUOTED_FIRST]}\n{quoted[-_QUOTED_LAST:]}"
    passed_on = f"{mail.forward.sender}\n{mail.forward.text[:_QUOTED_FIRST]}" if mail.forward else ""
    for text in filter(None, (quoted, passed_on)):
        yield from (token.number for token in tokens.addresses_in(text) if _is_of_ours(token, house))
        yield from (int(number) for number in _SMALL_PRINT.findall(text))
    yield from _references(quoted)


def _references(text: str) -> list[int]:
    """The ticket numbers written in a text."""
    if not any(map(text.__contains__, _BEGINNINGS)):
        return []  # a search for a few letters in any case takes much longer
    return [int(number) for number in _REFERENCE.findall(text)]


def _reported(mail: Mail, house: House) -> int:
    """The letter of ours that a feedback report names, by what only whoever had it can know; 0 for none."""
    assert mail.feedback
    return (
        message_ids.ours(mail.feedback.original_message_id, house.keyring)
        or tokens.letter_of_return_path(mail.feedback.original_mail_from, house.keyring)
        or 0
    )


def id_hash(message_id: str) -> bytes:
    """What an anchor is known by: a Message-ID is too long, and too much a stranger's word, for an index."""
    return hashlib.sha256(message_id.strip("<> ").encode("utf-8", "replace")).digest()[:16]


def _prints(mail: Mail) -> tuple[bytes, bytes]:
    """What the same message has by two ways: its content, and its path where a gateway changed the text.

    The path is Message-ID, Date and From; the content these, the subject, and the text without white space.
    """
    begun = hashlib.sha256(_bytes("\0".join((mail.message_id, str(mail.date), mail.sender.address))))
    path = begun.digest()
    begun.update(_bytes(f"\0{mail.subject}\0"))
    begun.update(_without_blanks(mail.text))
    return begun.digest(), path


def _without_blanks(text: str) -> bytes:
    if text.isascii():  # as most are; several times faster than to cut it into words
        return text.encode("ascii").translate(None, _ASCII_BLANKS)
    return _bytes("".join(text.split()))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def asked(readings: Iterable[Reading], house: House) -> Asked:
    """All that must be locked and loaded before these are settled."""
    anchors: set[bytes] = set()
    tickets: set[int] = set()
    addresses: set[str] = set()
    letters: set[int] = set()
    numbers: list[int] = []
    new = 0
    for one in readings:
        clues = one.clues
        anchors |= {clues.own_hash, *clues.chain}
        tickets |= {token.number for token in clues.tokens} | set(clues.references)
        letters |= {*clues.letters, clues.returned, clues.bounced, clues.reported} - {0}
        addresses |= {
            address
            for address in (
                one.sender,
                known_address(house, one.sender),
                one.mail.forward.sender.lower() if one.mail.forward else "",
                *(known_address(house, reply.address.lower()) for reply in one.mail.reply_to[:5]),
            )
            if address
        }
        numbers.append(one.inbound.id)
        new += not (clues.tokens or clues.letters or clues.returned or one.inbound.former)
    return Asked(
        frozenset(anchors), frozenset(tickets), frozenset(addresses), frozenset(letters), tuple(numbers), new
    )


__all__ = ["Clues", "Reading", "asked", "base_address", "id_hash", "read"]
