"""An agent's new mail that is no matter: `/help` alone, or a command alone that was not understood.

It would open a ticket in the agent's own name, with a promise to them. They get the help, or what there is in its place.
"""

from deskbell.casework import doing, people
from deskbell.casework.docket import Docket, Outcome
from deskbell.casework.house import House
from deskbell.casework.judging import Writer
from deskbell.casework.post import to_staff
from deskbell.casework.reading import Reading
from deskbell.casework.threads import Found
from deskbell.commands import kinds as words
from deskbell.commands import parse
from deskbell.domain.people import Agent
from deskbell.letters import kinds
from deskbell.mail.values import Origin

_NO_TICKET = (
    "No ticket was opened, for your mail holds a command and no more. "
    "Commands are done in an answer to a letter of the desk's about the ticket they are for."
)


def answered(docket: Docket, house: House, reading: Reading, writer: Writer, found: Found) -> Outcome | None:
    """The mail's outcome where that is all it is; None where it says something, or where nothing proves whose it is."""
    agent = writer.agent
    if found.ticket or agent is None or not _is_theirs(docket, house, reading, writer, agent):
        return None
    facts = _asked(docket, house, reading, agent)
    if facts is None:
        return None
    if not reading.inbound.silent:
        to_staff(docket, house, None, facts, agent.address, thread=f"{facts.kind}.{agent.address}")
    return Outcome(
        reading.inbound.id, "refused", "an agent's command that is about no ticket; answered by letter"
    )


def _is_theirs(docket: Docket, house: House, reading: Reading, writer: Writer, agent: Agent) -> bool:
    """A letter goes to the agent only for a mail that a person, proven to be them, wrote and hung nothing on."""
    mail = reading.mail
    hung = any(not one.inline for one in mail.attachments)  # what is inline is the logo of a signature
    plain = mail.origin is Origin.PERSON and not mail.auto and not mail.forward and not hung
    return plain and writer.proven and people.has_powers(docket, house, reading, agent)


def _asked(
    docket: Docket, house: House, reading: Reading, agent: Agent
) -> kinds.Help | kinds.Transcript | None:
    """What they get; None for a mail with words of its own, or commands that were understood."""
    parsed = parse(reading.mail.reply.new, docket.now, agent.hours, agent.timezone or house.timezone)
    if parsed.text:
        return None
    if parsed.stopped:
        lines = tuple(
            kinds.TranscriptLine(line=one.line, result=one.expected, done=False, nearest=one.nearest)
            for one in parsed.problems
        )
        return kinds.Transcript(reached="nothing", lines=lines, reason=_NO_TICKET)
    if parsed.commands and all(isinstance(one, words.Help) for one in parsed.commands):
        return doing.help_letter()
    return None
