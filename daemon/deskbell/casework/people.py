"""Whose mail is it, who takes part, and whose word counts?

Requester, participants and last writer are three things. A participant's `part` is "participant"; "outside" while the
agent has not yet seen that an answer would leave the client; "aside" once the agent left them out.
"""

from dataclasses import replace
from datetime import timedelta

from deskbell.casework import likeness
from deskbell.casework.docket import Docket, OpenMatter
from deskbell.casework.house import House, known_address
from deskbell.casework.judging import Writer
from deskbell.casework.post import to_staff
from deskbell.casework.reading import Reading
from deskbell.commands import kinds as words
from deskbell.commands.parse import Parsed
from deskbell.domain.judgement import Judgement
from deskbell.domain.people import Agent
from deskbell.domain.ticket import APART, Correspondent, Ticket
from deskbell.letters import kinds
from deskbell.mail.compose import reply_subject
from deskbell.mail.values import Origin

#: New mails of one person this close together, alike or without a subject, are one matter.
TOGETHER = timedelta(minutes=30)
ALIKE = 0.6
#: Later ones are proposed to the owner: so far back, so many.
LOOK_BACK, MOST_LOOKALIKES = timedelta(days=30), 3
#: How the letter of a suspended agent begins; only an answer to such a letter ends it.
SUSPENDED = "A mail in your name asked for answers to another address"


# -- who takes part


def gather(docket: Docket, house: House, ticket: Ticket, reading: Reading, writer: Writer) -> list[str]:
    """Those in To and Cc who take part: of the requester's client, or anybody if the sender is proven; the new ones.

    No more than a conversation has (`[caps] participants`), for each is sent every answer; see `left_out`.
    """
    named = _without_part(docket, house, ticket, reading)
    if not (writer.proven and not writer.agent):
        named = {address: name for address, name in named.items() if is_inside(house, ticket, address)}
    joined = list(named)[: _room(docket, house, ticket)]
    for address in joined:
        part = "participant" if is_inside(house, ticket, address) else "outside"
        docket.join(ticket.id, address, named[address], part)
    return joined


def left_out(docket: Docket, house: House, ticket: Ticket, reading: Reading) -> tuple[str, ...]:
    """Those in To and Cc who take no part in a ticket that has as many participants as mails may make."""
    return () if _room(docket, house, ticket) else tuple(_without_part(docket, house, ticket, reading))


def _without_part(docket: Docket, house: House, ticket: Ticket, reading: Reading) -> dict[str, str]:
    """The people in To and Cc who have no part in the ticket, with their names."""
    named: dict[str, str] = {}
    for one in (*reading.mail.to, *reading.mail.cc):
        address = known_address(house, one.address.lower())
        of_desk = not address or house.is_ours(address) or house.directory.agent(address) is not None
        if not of_desk and address != ticket.requester and not docket.part_of(ticket.id, address):
            named.setdefault(address, one.name)
    return named


def _room(docket: Docket, house: House, ticket: Ticket) -> int:
    """How many more participants mails may make."""
    parts = docket.participants.get(ticket.id, {}).values()
    return max(0, house.caps.participants - sum(one.part in ("participant", "outside") for one in parts))


def gather_later(docket: Docket, house: House, ticket: Ticket, reading: Reading, writer: Writer) -> None:
    """A later mail adds nobody, unless its sender is proven and takes part."""
    part = docket.part_of(ticket.id, writer.address)
    if ticket.kind == "complaint" or not writer.proven or part is None or part.part == "aside":
        return
    for address in gather(docket, house, ticket, reading, writer):
        docket.note(ticket.id, "joined", who=address, by=writer.address)


def is_inside(house: House, ticket: Ticket, address: str) -> bool:
    """Is the address of the requester's client, or, where that is none of ours, of the requester's domain?"""
    if ticket.client:
        return house.client_name(address) == ticket.client
    return address.rpartition("@")[2] == ticket.requester.rpartition("@")[2]


def outside(docket: Docket, ticket: Ticket) -> list[str]:
    """Participants outside the client whom no agent has yet seen among the readers of an answer."""
    return [one.address for one in docket.participants.get(ticket.id, {}).values() if one.part == "outside"]


def speaks(parsed: Parsed) -> bool:
    """Does an agent's mail hold words, around its commands or behind one, that may reach a customer?"""
    return bool(parsed.text) or any(
        isinstance(one, words.Resolve | words.Promise) and one.words for one in parsed.commands
    )


def decide_outside(docket: Docket, ticket: Ticket, part: str) -> None:
    """The agent has said whether those outside read along: "participant" or "aside"."""
    for address in outside(docket, ticket):
        docket.set_part(replace(docket.participants[ticket.id][address], part=part))
        docket.note(ticket.id, "outsider", who=address, part=part)


def in_copy(docket: Docket, ticket: Ticket) -> tuple[str, ...]:
    """Who besides the requester reads what an agent answers."""
    parts = docket.participants.get(ticket.id, {}).values()
    readers = [one.address for one in parts if one.part in ("requester", "participant")]
    return tuple(one for one in readers if one != ticket.requester)


def answers_elsewhere(house: House, reading: Reading, writer: Writer) -> str:
    """The address of somebody else to which a mail asks for answers, "" if there is none: a claim like any other."""
    for one in reading.mail.reply_to[:5]:
        address = known_address(house, one.address.lower())
        if address and address not in (writer.address, reading.sender) and not house.is_ours(address):
            return address
    return ""


# -- whose matter


def requester(docket: Docket, house: House, reading: Reading, writer: Writer) -> tuple[str, str]:
    """Whose matter it is: the writer's; of a mail passed on by an agent, or within one client, its first sender's."""
    forward = reading.mail.forward
    if forward and "@" in forward.sender:
        address = known_address(house, forward.sender.lower())
        by_agent = (
            writer.agent is not None and writer.proven and has_powers(docket, house, reading, writer.agent)
        )
        colleague = bool(writer.client) and house.client_name(address) == house.client_name(writer.address)
        ours = house.is_ours(address) or house.directory.agent(address) is not None
        if not ours and address != writer.address and (by_agent or (colleague and not writer.agent)):
            return address, house.directory.name_of(address) or forward.sender_name
    return writer.address, writer.name


def same_matter(
    docket: Docket, house: House, reading: Reading, writer: Writer, judgement: Judgement
) -> Ticket | None:
    """The ticket that this person opened within the half hour by a mail like this one, or without a subject.

    Proven mails join what a proven one opened, claims what a claim did: else a stranger's words in somebody's name
    would stand among theirs, or theirs on a ticket that a stranger may read.
    """
    if reading.mail.origin is not Origin.PERSON or judgement.kind in APART:
        return None
    known = docket.people.get(writer.address)
    lately = known and known.mails > 1 and known.seen_at and docket.now - known.seen_at <= TOGETHER
    new = [docket.tickets[number] for number in reversed(docket.new_tickets)]
    here = [ticket for ticket in new if ticket.requester == writer.address]
    before = docket.store.recent_tickets(writer.address, docket.now - TOGETHER) if lately else []
    subject = reading.mail.subject
    for ticket in [*here, *before]:
        mine = not (ticket.set_apart_from or ticket.complaint)
        plain = ticket.kind not in APART and ticket.client == house.client_name(writer.address)
        sure = ticket.proven == writer.proven
        if mine and sure and plain and ticket.live and _alike(subject, ticket.subject):
            docket.bring([ticket.id])
            return docket.tickets[ticket.id]
    return None


def lookalikes(
    docket: Docket, house: House, reading: Reading, writer: Writer, ticket: Ticket
) -> list[OpenMatter]:
    """What this person has open that a new mail of theirs looks like: the owner is shown it, and joins them or does not."""
    known = docket.people.get(writer.address)
    plain = reading.mail.origin is Origin.PERSON and ticket.kind not in APART
    mine = ticket.requester == writer.address and not ticket.previous and not ticket.set_apart_from
    if not (plain and mine and known and known.mails > 1 and reading.mail.subject.strip()):
        return []
    return [
        one
        for one in docket.store.open_matters(writer.address, docket.now - LOOK_BACK)
        if one.subject.strip() and one.client == ticket.client and _alike(reading.mail.subject, one.subject)
    ][:MOST_LOOKALIKES]


def _alike(subject: str, other: str) -> bool:
    one, two = reply_subject(subject).casefold().strip(), reply_subject(other).casefold().strip()
    if not subject.strip() or not other.strip() or one == two:
        return True
    return likeness.alike(likeness.words_of(subject, ""), likeness.words_of(other, "")) >= ALIKE


# -- whose word


def conflict(house: House, reading: Reading) -> Agent | None:
    """The agent named by a From and a Reply-To that speak of two people."""
    sender = known_address(house, reading.sender)
    answers = {known_address(house, one.address.lower()) for one in reading.mail.reply_to} - {""}
    if not answers or sender in answers or any(house.is_ours(one) for one in (sender, *answers)):
        return None
    named = [house.directory.agent(one) for one in (sender, *sorted(answers))]
    return next((agent for agent in named if agent), None)


def has_powers(docket: Docket, house: House, reading: Reading, agent: Agent) -> bool:
    """May this mail do what only an agent's may?"""
    return not is_suspended(docket, agent.address) and conflict(house, reading) is None


def is_suspended(docket: Docket, agent: str) -> bool:
    """May this agent's mail do nothing until they confirm?"""
    known = docket.people.get(agent)
    return bool(known and known.suspended_at)


def suspend(docket: Docket, house: House, ticket: Ticket, agent: Agent, reading: Reading) -> None:
    """Nothing the agent writes by mail is done until they confirm, from their own mailbox, by a new address."""
    part = docket.join(ticket.id, agent.address, agent.name, "agent")
    docket.set_part(replace(part, generation=part.generation + 1))
    if not is_suspended(docket, agent.address):
        known = docket.people.get(agent.address) or Correspondent(agent.address)
        docket.know(replace(known, suspended_at=docket.now))
        docket.note(ticket.id, "agent_suspended", agent=agent.address)
    reason = (
        f"{SUSPENDED}, so nothing that comes by mail in your name is done. "
        "If you read this you are yourself: the one word yes, in answer to this letter, ends it."
    )
    facts = kinds.Transcript(
        reached="held", stopped=reading.mail.reply.new or reading.mail.text, reason=reason
    )
    to_staff(docket, house, ticket, facts, agent.address)


def trust_again(docket: Docket, ticket: Ticket, agent: str) -> None:
    """The agent has confirmed."""
    docket.know(replace(docket.people[agent], suspended_at=None))
    docket.note(ticket.id, "agent_confirmed", agent=agent)
