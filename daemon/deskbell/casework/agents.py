"""An agent's mail: may it act in their name? Everything that must not get through by accident stops here.

Nothing reaches a customer unless the mail is proven to be the agent's, is no automatic answer and no forward, and every
line that looks like a command was understood; then `acting` follows it.
"""

from deskbell.casework import acting, complaints, enclosing, people
from deskbell.casework.docket import Docket, Outcome
from deskbell.casework.filing import file_message
from deskbell.casework.house import House, known_address
from deskbell.casework.judging import Writer
from deskbell.casework.reading import Reading
from deskbell.casework.sitting import Sitting
from deskbell.casework.threads import Found
from deskbell.commands import kinds as words
from deskbell.commands import parse
from deskbell.domain.ticket import Participant, Ticket
from deskbell.letters import kinds
from deskbell.mail.compose_subject import reply_subject
from deskbell.mail.forward import is_forward_subject
from deskbell.mail.keyring import Purpose
from deskbell.mail.reply import split
from deskbell.mail.values import Mail


def receive(docket: Docket, house: House, reading: Reading, writer: Writer, found: Found) -> Outcome | None:
    """What an agent's mail on a ticket does; None where the agent writes like any other person (a new matter, their own)."""
    ticket = found.ticket
    if ticket is None or ticket.requester == writer.address or writer.agent is None:
        return None
    agent = writer.agent
    if reading.mail.auto and reading.mail.origin.value != "person":
        return _away(docket, reading, found, ticket, agent.address)
    message = file_message(docket, reading, ticket.id, found.reason, direction="note")
    outcome = Outcome(reading.inbound.id, "appended", found.reason, ticket.id, message.id)
    docket.join(ticket.id, agent.address, agent.name, "agent")
    sitting = Sitting(docket, house, ticket.id, agent, reading)
    sitting.had = _have_it(docket, house, ticket, reading)
    if people.conflict(house, reading):
        people.suspend(docket, house, ticket, agent, reading)
        return outcome
    if people.is_suspended(docket, agent.address):
        _while_suspended(sitting, found)
        return outcome
    if doubt := _doubt(docket, house, reading, writer, found):
        acting.hold(sitting, reading.mail.reply.new, doubt)
        return outcome
    if complaints.concerns(docket, ticket, agent.address):
        acting.give_back(
            sitting, reading.mail.reply.new, "This complaint is about you, so somebody else answers it."
        )
        return outcome
    if any(one.startswith("unread-") for one in reading.mail.defects):
        # Its words may not be told from what it quotes, and among that stands what is for agents alone.
        reason = "Your mail could not be read in every part, so the customer was sent nothing."
        acting.hold(sitting, reading.mail.reply.new, reason)
        return outcome
    new = reading.mail.reply.new
    elsewhere = _to_somebody_else(docket, house, ticket, reading)
    if not elsewhere:
        sitting.files = enclosing.of_agent(house, reading)
        new = "" if _says_nothing(reading.mail) else new
    if not elsewhere and not new and not sitting.files:
        reason = "Your mail holds no words but those it quotes, and no file."
        acting.transcript(sitting, kinds.Transcript(reached="nothing", reason=reason))
        return outcome
    _withdraw_leaked_address(docket, house, reading, ticket, agent.address)
    parsed = parse(new, docket.now, agent.hours, agent.timezone or house.timezone)
    if parsed.stopped:
        acting.stop(sitting, parsed)
    elif elsewhere:
        acting.hold(sitting, reading.mail.reply.new or reading.mail.text, elsewhere)
    else:
        acting.follow(sitting, parsed)
    return outcome


def _away(docket: Docket, reading: Reading, found: Found, ticket: Ticket, agent: str) -> Outcome:
    """An agent's out-of-office goes on the ticket and to nobody."""
    message = file_message(docket, reading, ticket.id, found.reason, direction="note")
    docket.note(ticket.id, "agent_away", agent=agent, subject=reading.mail.subject[:200])
    return Outcome(
        reading.inbound.id, "appended", f"{found.reason}; an agent's automatic answer", ticket.id, message.id
    )


def _doubt(docket: Docket, house: House, reading: Reading, writer: Writer, found: Found) -> str:
    """Why this mail may not act in the agent's name, or "". Needs the agent's token, or an authenticated From."""
    by_token = found.purpose is Purpose.AGENT
    by_mail = writer.proven and not found.proven
    if by_token or by_mail:
        return ""
    return "Nothing proves that this mail is yours: it did not come to the address that was made for you."


def _while_suspended(sitting: Sitting, found: Found) -> None:
    """Nothing is done but the one word that ends it, in answer to the letter that says so."""
    assert sitting.reading is not None
    new = sitting.reading.mail.reply.new
    parsed = parse(
        new, sitting.docket.now, sitting.agent.hours, sitting.agent.timezone or sitting.house.timezone
    )
    yes = bool(parsed.commands) and isinstance(parsed.commands[0], words.Yes | words.Ok) and not parsed.text
    held = sitting.docket.store.held_transcript(sitting.ticket_id, sitting.agent.address) or {}
    asked = str(held.get("reason", "")).startswith(people.SUSPENDED)
    if yes and asked and found.purpose is Purpose.AGENT:
        people.trust_again(sitting.docket, sitting.ticket, sitting.agent.address)
        line = kinds.TranscriptLine(
            line="yes", result="you are yourself; what you write by mail is done again"
        )
        acting.transcript(sitting, kinds.Transcript(reached="nothing", lines=(line,)))
        return
    people.suspend(sitting.docket, sitting.house, sitting.ticket, sitting.agent, sitting.reading)


def _says_nothing(mail: Mail) -> bool:
    """Is there nothing in it but what it quotes, and a signature?

    Of such a mail the whole text stands for its words, for a customer's is never to be lost. An agent's quotes what is
    for agents alone, so it is read once more below a word of ours: is that the only new one?
    """
    if not mail.text.strip():
        return True
    word = "Hello."
    html = f"<p>{word}</p>{mail.html_source}" if mail.html_source else ""
    return split(f"{word}\n\n{mail.text}", html, mail.subject).new.strip() == word


def _to_somebody_else(docket: Docket, house: House, ticket: Ticket, reading: Reading) -> str:
    """Why the words may be meant for somebody other than the customer, "" if they are not."""
    subject = _own_subject(reading.mail.subject)
    customers, others = _written_to(docket, house, ticket, reading)
    passed_on = reading.mail.forward is not None and (bool(others) or not reading.clues.letters)
    if passed_on or (is_forward_subject(subject) and subject != _own_subject(ticket.subject)):
        return "This looks like a mail passed on to somebody else."
    if others and not customers and not any(house.is_ours(one.address.lower()) for one in reading.mail.to):
        return f"This was written to {others[0]}, with the ticket in copy."
    return ""


def _own_subject(subject: str) -> str:
    """Without the marks that say it is an answer."""
    return reply_subject(subject).removeprefix("Re: ")


def _written_to(
    docket: Docket, house: House, ticket: Ticket, reading: Reading
) -> tuple[list[str], list[str]]:
    """Those in To who take part as customers, and those who do not: colleagues, outsiders."""
    customers, others = [], []
    for address in dict.fromkeys(one.address.lower() for one in reading.mail.to if one.address):
        part = docket.part_of(ticket.id, known_address(house, address))
        if part and part.part != "agent":
            customers.append(address)
        elif not house.is_ours(address) and address != reading.sender:
            others.append(address)
    return customers, others


def _have_it(docket: Docket, house: House, ticket: Ticket, reading: Reading) -> tuple[str, ...]:
    """Customers of the ticket to whom the agent wrote from their own mailbox, with the desk in copy."""
    mail, parts = reading.mail, docket.participants.get(ticket.id, {})
    written = dict.fromkeys(
        known_address(house, one.address.lower()) for one in (*mail.to, *mail.cc) if one.address
    )
    return tuple(one for one in written if one in parts and parts[one].part not in ("agent", "aside"))


def _withdraw_leaked_address(
    docket: Docket, house: House, reading: Reading, ticket: Ticket, agent: str
) -> None:
    """A mail with the agent's token that also went to outsiders gives that token away; the next letters bear a new one.

    Customers are outsiders here too: what the agent may do is not theirs.
    """
    outsiders = [
        one for one in reading.recipients if not house.is_ours(one) and not house.directory.agent(one)
    ]
    part = docket.part_of(ticket.id, agent)
    if outsiders and part and reading.clues.tokens:
        docket.set_part(
            Participant(
                part.ticket_id, part.address, part.name, part.part, part.joined_at, part.generation + 1
            )
        )
        docket.note(ticket.id, "address_withdrawn", agent=agent, outsiders=outsiders[:10])
