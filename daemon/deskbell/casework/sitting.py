"""One agent at one ticket: what the commands of a mail, or of `deskbell do`, work on, and what each answers with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from deskbell.casework.docket import Docket, Message
from deskbell.casework.enclosing import NONE, Files
from deskbell.casework.house import House
from deskbell.casework.reading import Reading
from deskbell.casework.was import Picture
from deskbell.commands.kinds import Command
from deskbell.domain.people import Agent
from deskbell.domain.said import say_at, say_by
from deskbell.domain.ticket import Ticket
from deskbell.letters.staff import File, TranscriptLine


@dataclass
class Sitting:
    """`words` are for `readers` (customer, agents, affected). The commands leave here what the end of the mail must do.

    `had`: customers to whom the agent's mail went by itself, and who are not sent its words again; `wrote`: letters
    with its words went out. `below`: the command in hand stands below the words. `sent`: the words a customer was sent. `promised`: a promise
    a command made; `expects`: the time by which it should be solved, that a command said, in the place of
    `expected_before`. `spoke`: a person's words reached the customer, by letter or by telephone; `first`: nobody had written
    to them before. `parted`: the ticket was opened by a command of this mail, and its requester is
    to hear of it. `raised`: a command made the matter more urgent. `files`: what the agent hung on the mail; `alone`: without a word; `enclosed`: what of it went. `commands`: those that were done;
    `before`: how it stood before the first of them.
    """

    docket: Docket
    house: House
    ticket_id: int
    agent: Agent
    reading: Reading | None = None
    readers: str = "customer"
    words: str = ""
    below: bool = False
    had: tuple[str, ...] = ()
    sent: str = ""
    wrote: bool = False
    resolved: bool = False
    spoke: bool = False
    first: bool = False
    promised: bool = False
    expects: datetime | None = None
    expected_before: datetime | None = None
    parted: bool = False
    raised: bool = False
    files: Files = NONE
    alone: bool = False
    enclosed: tuple[File, ...] = ()
    commands: list[Command] = field(default_factory=list)
    before: Picture | None = None
    lines: list[TranscriptLine] = field(default_factory=list)

    @property
    def ticket(self) -> Ticket:
        return self.docket.tickets[self.ticket_id]

    def save(self, ticket: Ticket) -> Ticket:
        return self.docket.save(ticket)

    def answered(self) -> Ticket:
        """A person's words have reached the customer."""
        self.first = self.first or self.ticket.person_wrote_at is None
        return self.save(self.ticket.answered(self.docket.now))

    def with_words(self, behind: str) -> str:
        """The words of the mail and those behind the command in hand, in the order in which they were written."""
        both = (self.words, behind) if self.below else (behind, self.words)
        return "\n\n".join(one for one in both if one)

    @property
    def reached(self) -> str:
        """What came to the customer by what was done here, as a transcript says it: "all", or "nothing"."""
        first = self.before.written[0] if self.before else len(self.docket.letters)
        wrote = any(one.audience != "staff" for one in self.docket.letters[first:])
        return "all" if self.sent or wrote else "nothing"

    def holds_words(self) -> bool:
        """Does a mail of this agent's wait for their word?"""
        held = self.docket.store.held_transcript(self.ticket_id, self.agent.address)
        return held is not None and held.get("reached") == "held"

    def bring(self, numbers: Iterable[int]) -> None:
        """Other tickets that a command is about to touch."""
        numbers = list(numbers)
        self.docket.bring(numbers)
        if self.before:
            self.before.add(self.docket, numbers)

    def said_at(self, at: datetime) -> str:
        """A time as the agent reads it."""
        return say_at(at, self.docket.now, self.agent.timezone or self.house.timezone, "en")

    def said_by(self, at: datetime) -> str:
        """A latest moment as the agent reads it."""
        return say_by(at, self.docket.now, self.agent.timezone or self.house.timezone, "en")

    def last_words(self) -> Message | None:
        """The customer's newest words on the ticket."""
        thread = self.docket.thread(self.ticket_id)
        return next((one for one in reversed(thread) if one.direction == "in" and one.words), None)


def done(command: Command, result: str) -> TranscriptLine:
    """The command was done."""
    return TranscriptLine(line=command.line, result=result)


def refused(command: Command, why: str) -> TranscriptLine:
    """It could not be done, and has changed nothing."""
    return TranscriptLine(line=command.line, result=why, done=False)
