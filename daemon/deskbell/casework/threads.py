"""Which ticket does a mail belong to, and has its sender a part in it? (design §5)

A signal finds the ticket; it does not say who may write on it. Every way in goes through here, and the reason is
stored with the message.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from deskbell.casework.docket import Docket
from deskbell.casework.house import House, person_number, person_numbers
from deskbell.casework.house import known_address as known_address
from deskbell.casework.reading import Reading
from deskbell.domain.ticket import APART, State, Ticket
from deskbell.mail import tokens
from deskbell.mail.compose import reply_subject
from deskbell.mail.keyring import Purpose
from deskbell.mail.values import Authentic

TOKEN, LETTER, MESSAGE, MENTION = 1, 2, 3, 4
#: A token address on a ticket this quiet, with no thread and another subject, is an address book's, not a reply.
QUIET = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Found:
    """The ticket a mail points to, by which signal, and in words. `purpose`: of the token that proved the sender.

    `address_book`: the token proves the person and not the thread. `disagrees`: another ticket a weaker signal named.
    """

    ticket: Ticket | None = None
    signal: int = 0
    reason: str = "no signal: a new matter"
    purpose: Purpose | None = None
    address_book: bool = False
    disagrees: int = 0

    @property
    def proven(self) -> bool:
        return self.purpose is not None


def find(docket: Docket, house: House, reading: Reading) -> Found:
    """The strongest signal wins; a weaker one that names another ticket is recorded."""
    signals = [
        *_by_token(docket, house, reading),
        *_by_letter(docket, reading),
        *_by_message(docket, reading),
        *_by_mention(docket, reading),
    ]
    signals, erased = [one for one in signals if not _is_erased(docket, one)], signals
    if not signals:
        return Found(reason="what it answers was erased: a new matter") if erased else Found()
    first = signals[0]
    if went_on := _went_on(docket, house, reading, first):
        return went_on
    ticket = survivor(docket, first.ticket)
    other = (
        next(
            (one.ticket.id for one in signals[1:] if one.ticket and survivor(docket, one.ticket) != ticket),
            0,
        )
        if len(signals) > 1
        else 0
    )
    proof = next((one.purpose for one in signals if one.purpose and one.ticket == first.ticket), None)
    return Found(ticket, first.signal, first.reason, proof, first.address_book, other)


def _is_erased(docket: Docket, found: Found) -> bool:
    ticket = survivor(docket, found.ticket)
    return ticket is not None and ticket.erased


def _went_on(docket: Docket, house: House, reading: Reading, first: Found) -> Found | None:
    """The address is an older letter's, but what the mail answers has gone on in a ticket of its own since then.

    Only for whom that ticket is no stranger's: the address proves the person, and does not let them in.
    """
    if first.signal != TOKEN or first.ticket is None:
        return None
    clues = reading.clues
    letter = docket.letters_before.get(clues.letters[0]) if clues.letters and not clues.nearest else None
    anchor = docket.anchors.get(clues.nearest)
    answered = letter.ticket_id if letter else anchor.ticket_id if anchor else 0
    other = docket.tickets.get(answered)
    if other is None or other.state is State.MERGED or not _comes_from(docket, other, first.ticket):
        return None
    if other.kind in APART:
        return None  # a thread of its own, which no address of another ticket opens
    takes_part = docket.part_of(other.id, known_address(house, reading.sender)) is not None
    if not takes_part and first.purpose is not Purpose.AGENT:
        return None
    return Found(
        other, LETTER if letter else MESSAGE, "what it answers has a ticket of its own now", first.purpose
    )


def _comes_from(docket: Docket, ticket: Ticket, first: Ticket) -> bool:
    """Was it parted from that ticket, or does it follow it, over a few steps?"""
    for _ in range(5):
        if ticket.previous in (0, first.id):
            break
        docket.bring([ticket.previous])
        if ticket.previous not in docket.tickets:
            return False
        ticket = docket.tickets[ticket.previous]
    return ticket.previous == first.id


def _by_token(docket: Docket, house: House, reading: Reading) -> Iterable[Found]:
    for token in reading.clues.tokens:
        ticket = docket.tickets.get(token.number)
        if ticket is None:
            continue
        holder = tokens.holder_of(token, _holders(docket, house, ticket), house.keyring)
        if holder is None:
            continue
        mine = holder.person in person_numbers(house, reading.sender)
        yield Found(
            ticket,
            TOKEN,
            "our signed address",
            holder.purpose if mine else None,
            _from_address_book(reading, ticket, docket),
        )


def _holders(docket: Docket, house: House, ticket: Ticket) -> Iterable[tokens.Holder]:
    """Everybody who may have been given an address of this ticket, also when they had another of their own."""
    parts = docket.participants.get(ticket.id, {})
    for part in parts.values():
        for number in person_numbers(house, part.address):
            yield tokens.Holder(Purpose.REPLY, number, part.generation)
    for agent in house.directory.agents.values():
        known = next((parts[one] for one in agent.addresses if one in parts), None)
        for address in agent.addresses:
            yield tokens.Holder(
                Purpose.AGENT, person_number(address), known.generation if known else ticket.generation
            )


def _from_address_book(reading: Reading, ticket: Ticket, docket: Docket) -> bool:
    """No thread of ours, another subject: the person picked us from their telephone."""
    clues = reading.clues
    threaded = clues.letters or any(
        one in docket.anchors and docket.anchors[one].ticket_id == ticket.id for one in clues.chain
    )
    if threaded or not reading.mail.subject:
        return False
    return reply_subject(reading.mail.subject).casefold() != reply_subject(ticket.subject).casefold()


def _by_letter(docket: Docket, reading: Reading) -> Iterable[Found]:
    for number in (reading.clues.returned, *reading.clues.letters):
        letter = docket.letters_before.get(number)
        if letter and (ticket := docket.tickets.get(letter.ticket_id)):
            yield Found(ticket, LETTER, f"an answer to our letter ({letter.kind})")
    for one in reading.clues.chain:
        anchor = docket.anchors.get(one)
        if anchor and anchor.own and (ticket := docket.tickets.get(anchor.ticket_id)):
            yield Found(ticket, LETTER, "an answer to our letter, by the id its relay gave it")


def _by_message(docket: Docket, reading: Reading) -> Iterable[Found]:
    for one in reading.clues.chain:
        anchor = docket.anchors.get(one)
        if anchor and anchor.seen and not anchor.own and (ticket := docket.tickets.get(anchor.ticket_id)):
            yield Found(ticket, MESSAGE, "an answer to a message on the ticket")
    anchor = docket.anchors.get(reading.clues.own_hash)
    if anchor and not anchor.seen and (ticket := docket.tickets.get(anchor.ticket_id)):
        yield Found(ticket, MESSAGE, "a message on the ticket answered this one, which came later")


def _by_mention(docket: Docket, reading: Reading) -> Iterable[Found]:
    for number in reading.clues.references:
        if ticket := docket.tickets.get(number):
            yield Found(ticket, MENTION, f"the reference {ticket.reference} is written in it")


def survivor(docket: Docket, ticket: Ticket | None) -> Ticket | None:
    """Of merged tickets the one they were merged into, which is loaded with them."""
    for _ in range(10):
        if ticket is None or ticket.state is not State.MERGED:
            break
        ticket = docket.tickets.get(ticket.merged_into)
    return ticket


def proven(house: House, reading: Reading, found: Found) -> bool:
    """Is the sender who From claims? By token, by a trusted submitter, or by the border's aligned verdict."""
    trusted = reading.inbound.envelope.trusted_for
    submitted = "*" in trusted or reading.sender in trusted
    return found.proven or submitted or reading.mail.authenticity.verdict is Authentic.ALIGNED


def has_part(
    docket: Docket, house: House, ticket: Ticket, sender: str, is_proven: bool, found: Found
) -> bool:
    """Requester, participant, its agent, proven to be of its client, or the person the token was given to."""
    address = known_address(house, sender)
    part = docket.part_of(ticket.id, address)
    if found.proven or address == ticket.requester or (part and part.part != "aside"):
        return True
    if house.directory.agent(address):
        return is_proven
    return bool(is_proven and ticket.client and house.client_name(address) == ticket.client)
