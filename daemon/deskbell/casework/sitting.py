"""One agent at one ticket: what the commands of a mail, or of `deskbell do`, work on, and what each answers with."""

from dataclasses import dataclass, field
from datetime import datetime

from deskbell.casework.docket import Docket, Message
from deskbell.casework.house import House
from deskbell.casework.reading import Reading
from deskbell.commands import kinds as words
from deskbell.domain.people import Agent
from deskbell.domain.said import say_at, say_by
from deskbell.domain.ticket import Ticket
from deskbell.letters.staff import TranscriptLine


@dataclass
class Sitting:
    """`words` are for `readers` (customer, agents, affected). The commands leave here what the end of the mail must do.

    `sent`: the words a customer was sent. `promised`: a promise a command made. `spoke`: a person's words reached the
    customer, by letter or by telephone.
    """

    docket: Docket
    house: House
    ticket_id: int
    agent: Agent
    reading: Reading | None = None
    readers: str = "customer"
    words: str = ""
    sent: str = ""
    resolved: bool = False
    spoke: bool = False
    promised: bool = False
    lines: list[TranscriptLine] = field(default_factory=list)

    @property
    def ticket(self) -> Ticket:
        return self.docket.tickets[self.ticket_id]

    def save(self, ticket: Ticket) -> Ticket:
        return self.docket.save(ticket)

    def said_at(self, at: datetime) -> str:
        """A time as the agent reads it."""
        return say_at(at, self.docket.now, self.agent.timezone or self.house.timezone, "en")

    def said_by(self, at: datetime) -> str:
        """A latest moment as the agent reads it."""
        return say_by(at, self.docket.now, self.agent.timezone or self.house.timezone, "en")

    def last_words(self) -> Message | None:
        """The customer's newest words on the ticket."""
        thread = self.docket.store.thread(self.ticket_id)
        return next((one for one in reversed(thread) if one.direction == "in" and one.words), None)


def done(command: words.Command, result: str) -> TranscriptLine:
    """The command was done."""
    return TranscriptLine(line=command.line, result=result)


def refused(command: words.Command, why: str) -> TranscriptLine:
    """It could not be done, and has changed nothing."""
    return TranscriptLine(line=command.line, result=why, done=False)
