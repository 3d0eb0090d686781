"""An agent's mail: their words to the customer, their commands, and everything that must not get through by accident.

Nothing reaches a customer unless the mail is proven to be the agent's, is no automatic answer and no forward, and every
line that looks like a command was understood. What is stopped comes back whole, with the one word that sends it.
"""

from deskbell.casework import complaints, doing, followups, people, relations, together
from deskbell.casework.docket import Docket, Outcome
from deskbell.casework.filing import file_message
from deskbell.casework.house import House
from deskbell.casework.judging import Writer
from deskbell.casework.post import to_staff
from deskbell.casework.reading import Reading
from deskbell.casework.records import PastLetter
from deskbell.casework.sitting import Sitting
from deskbell.casework.threads import Found
from deskbell.commands import kinds as words
from deskbell.commands import mended, parse
from deskbell.commands.parse import Parsed
from deskbell.domain.ticket import Participant, Ticket
from deskbell.letters import kinds
from deskbell.mail.keyring import Purpose

#: What mail programs put before the subject of a forwarded mail.
_FORWARD = (
    "fw:",
    "fwd:",
    "wg:",
    "tr:",
    "rv:",
    "enc:",
    "i:",
    "vs:",
    "vb:",
    "pd:",
    "转发:",
    "転送:",
    "fw：",
    "转发：",
    "轉寄:",
    "ynt:",
    "ilt:",
    "přp:",
    "doorst:",
)


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
    if people.conflict(house, reading):
        people.suspend(docket, house, ticket, agent, reading)
        return outcome
    if people.is_suspended(docket, agent.address):
        _while_suspended(sitting, found)
        return outcome
    if doubt := _doubt(docket, house, reading, writer, found):
        _hold(sitting, reading.mail.reply.new, doubt)
        return outcome
    if complaints.concerns(docket, ticket, agent.address):
        _hold(sitting, reading.mail.reply.new, "This complaint is about you, so somebody else answers it.")
        return outcome
    if any(one.startswith("unread-") for one in reading.mail.defects):
        # Its words may not be told from what it quotes, and among that stands what is for agents alone.
        reason = "Your mail could not be read in every part, so the customer was sent nothing."
        _hold(sitting, reading.mail.reply.new, reason)
        return outcome
    _withdraw_leaked_address(docket, house, reading, ticket, agent.address)
    parsed = parse(reading.mail.reply.new, docket.now, agent.hours, agent.timezone or house.timezone)
    if parsed.stopped:
        _stop(sitting, parsed)
    elif _is_forward(reading):
        _hold(
            sitting,
            reading.mail.reply.new or reading.mail.text,
            "This looks like a mail passed on to somebody else, so the customer was sent nothing.",
        )
    else:
        _do(sitting, parsed)
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
        _transcript(sitting, kinds.Transcript(reached="nothing", lines=(line,)))
        return
    people.suspend(sitting.docket, sitting.house, sitting.ticket, sitting.agent, sitting.reading)


def _is_forward(reading: Reading) -> bool:
    return reading.mail.subject.lower().lstrip("[( ").startswith(_FORWARD) or (
        reading.mail.forward is not None and not reading.clues.letters
    )


def _withdraw_leaked_address(
    docket: Docket, house: House, reading: Reading, ticket: Ticket, agent: str
) -> None:
    """A mail with the agent's token that also went to outsiders gives that token away; the next letters bear a new one."""
    outsiders = [
        one
        for one in reading.recipients
        if not house.is_ours(one)
        and not house.directory.agent(one)
        and docket.part_of(ticket.id, one) is None
    ]
    part = docket.part_of(ticket.id, agent)
    if outsiders and part and reading.clues.tokens:
        docket.set_part(
            Participant(
                part.ticket_id, part.address, part.name, part.part, part.joined_at, part.generation + 1
            )
        )
        docket.note(ticket.id, "address_withdrawn", agent=agent, outsiders=outsiders[:10])


# -- stopped and held


def _stop(sitting: Sitting, parsed: Parsed) -> None:
    """A line was not understood: nothing goes out, and the agent gets every word back."""
    lines = tuple(
        kinds.TranscriptLine(line=one.line, result=one.expected, done=False, nearest=one.nearest)
        for one in parsed.problems
    )
    sitting.docket.note(
        sitting.ticket.id,
        "agent_mail_stopped",
        agent=sitting.agent.address,
        lines=[one.line[:200] for one in parsed.problems],
    )
    _transcript(sitting, kinds.Transcript(reached="held", lines=lines, stopped=parsed.whole))


def _hold(sitting: Sitting, whole: str, reason: str) -> None:
    sitting.docket.note(sitting.ticket.id, "agent_mail_held", agent=sitting.agent.address, reason=reason)
    _transcript(sitting, kinds.Transcript(reached="held", stopped=whole, reason=reason))


def _transcript(sitting: Sitting, facts: kinds.Transcript | kinds.Help) -> None:
    to_staff(sitting.docket, sitting.house, sitting.ticket, facts, sitting.agent.address)


# -- done


def _do(sitting: Sitting, parsed: Parsed) -> None:
    """Commands in the order written, then the words, then the promise; the transcript only where there was a command."""
    first = parsed.commands[0] if parsed.commands else None
    if isinstance(first, words.Mine):
        _confirm(sitting)
        return
    if followups.answered(sitting, parsed, of_draft=_answers(sitting, "follow_up_draft")):
        return
    if relations.answered(sitting, parsed, _answered_letter(sitting, "management_draft")):
        doing.finish(sitting)
        return
    if isinstance(first, words.Send) and not parsed.text:
        _send_held(sitting)
        return
    if isinstance(first, words.Yes | words.Ok | words.No) and _answered(sitting, first):
        return
    if isinstance(first, words.No) and people.outside(sitting.docket, sitting.ticket):
        people.decide_outside(sitting.docket, sitting.ticket, "aside")
        _send_held(sitting)
        return
    if isinstance(first, words.Help) and len(parsed.commands) == 1:
        _transcript(sitting, doing.help_letter())
        return
    if parsed.text and not parsed.commands and _answers(sitting, "prevention_due"):
        complaints.prevention_done(sitting, parsed.text)
        return
    act(sitting, parsed)


def _answered(sitting: Sitting, word: words.Command) -> bool:
    """A yes or a no to the question about an incident; False where none was asked."""
    result = together.answer(sitting, not isinstance(word, words.No))
    if not result:
        return False
    doing.finish(sitting)
    line = kinds.TranscriptLine(line=word.line, result=result)
    _transcript(sitting, kinds.Transcript(reached="all", lines=(line,)))
    return True


def _answers(sitting: Sitting, kind: str) -> bool:
    """Does the mail answer a letter of that kind?"""
    return _answered_letter(sitting, kind) is not None


def _answered_letter(sitting: Sitting, kind: str) -> PastLetter | None:
    """The letter of that kind which the mail answers."""
    letters = sitting.reading.clues.letters if sitting.reading else ()
    answered = sitting.docket.letters_before.get(letters[0]) if letters else None
    return answered if answered and answered.kind == kind else None


def act(sitting: Sitting, parsed: Parsed) -> None:
    """Do what a mail that was understood says."""
    if _leaves_the_client(sitting, parsed):
        return
    sitting.readers = parsed.readers
    sitting.words = parsed.text
    for command in parsed.commands:
        sitting.lines.append(doing.do(command, sitting))
        if not sitting.lines[-1].done:
            _refuse(sitting, parsed)
            return
    doing.finish(sitting)
    if parsed.commands:
        _transcript(
            sitting,
            kinds.Transcript(reached=sitting.reached, lines=tuple(sitting.lines), sent=sitting.sent),
        )


def _leaves_the_client(sitting: Sitting, parsed: Parsed) -> bool:
    """Readers outside the client are shown to the agent before an answer first includes them: True if it waits for that."""
    outsiders = people.outside(sitting.docket, sitting.ticket)
    if not outsiders or not people.speaks(parsed) or parsed.readers != "customer":
        return False
    of = sitting.ticket.client or sitting.ticket.requester.rpartition("@")[2]
    reason = (
        f"Your answer would also go to {', '.join(outsiders)}, outside {of}. "
        "The word send sends it to them as well; the word no leaves them out and sends it."
    )
    _hold(sitting, parsed.whole, reason)
    return True


def _refuse(sitting: Sitting, parsed: Parsed) -> None:
    """A command that could not be done stops what follows it: the words are held, and come back whole."""
    words_held = parsed.whole if len(sitting.lines) == 1 else parsed.text
    sitting.words, sitting.readers = "", "agents"
    doing.finish(sitting)
    reached = "held" if words_held.strip() else "nothing"
    _transcript(sitting, kinds.Transcript(reached=reached, lines=tuple(sitting.lines), stopped=words_held))


def _confirm(sitting: Sitting) -> None:
    result = together.mine(sitting.docket, sitting.house, sitting.ticket_id, sitting.agent.address)
    if result:
        line = kinds.TranscriptLine(line="mine", result=result, done=False)
        _transcript(sitting, kinds.Transcript(reached="nothing", lines=(line,)))


def _send_held(sitting: Sitting) -> None:
    """`send`: the words that were stopped go out, with a misspelt command put right where that is certain."""
    held = sitting.docket.store.held_transcript(sitting.ticket.id, sitting.agent.address)
    if held is None or held.get("reached") != "held" or not held.get("stopped"):
        line = kinds.TranscriptLine(line="send", result="Nothing is held on this ticket.", done=False)
        _transcript(sitting, kinds.Transcript(reached="nothing", lines=(line,)))
        return
    people.decide_outside(sitting.docket, sitting.ticket, "participant")
    zone = sitting.agent.timezone or sitting.house.timezone
    parsed = parse(held["stopped"], sitting.docket.now, sitting.agent.hours, zone)
    if parsed.stopped and (right := mended(parsed)):
        parsed = parse(right, sitting.docket.now, sitting.agent.hours, zone)
    if parsed.stopped:
        parsed = Parsed((), parsed.text or held["stopped"], (), held["stopped"])
    act(sitting, parsed)
    if not parsed.commands:
        _transcript(sitting, kinds.Transcript(reached="all", sent=sitting.sent))


__all__ = ["act", "receive"]
