"""The commands an agent may write, as values. `line` is the line as it was written, for the transcript.

Words behind a command stand in the command; words around the commands stand in `Parsed.text`.
"""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.judgement import Level, Priority


@dataclass(frozen=True, slots=True)
class Command:
    """What an agent told the desk to do."""

    line: str


@dataclass(frozen=True, slots=True)
class Resolve(Command):
    """It is solved; `words` go to the customer."""

    words: str


@dataclass(frozen=True, slots=True)
class Wait(Command):
    """Our next step waits for `who` (customer, vendor, or a word of the agent's) until then."""

    who: str
    until: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Promise(Command):
    """The customer hears from us by then; `words` go to the customer."""

    by: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Expect(Command):
    """The solution is expected by then: an expectation, never a promise."""

    by: datetime


@dataclass(frozen=True, slots=True)
class Note(Command):
    """The words of this mail are for agents alone."""

    words: str


@dataclass(frozen=True, slots=True)
class Broadcast(Command):
    """The words of this mail go to everybody the incident affects, unseen by each other."""

    words: str


@dataclass(frozen=True, slots=True)
class Assign(Command):
    """`name` owns the ticket from now on."""

    name: str


@dataclass(frozen=True, slots=True)
class Consult(Command):
    """`name` is asked; the ticket and the customer stay where they are."""

    name: str


@dataclass(frozen=True, slots=True)
class Urgency(Command):
    """How urgent it is: a level of the rules, or a priority outright; one of the two is None."""

    level: Level | None
    priority: Priority | None


@dataclass(frozen=True, slots=True)
class Called(Command):
    """The agent spoke with the customer; `words` are what was said."""

    words: str


@dataclass(frozen=True, slots=True)
class Restored(Command):
    """People can work again; the cause may still be there."""


@dataclass(frozen=True, slots=True)
class Cc(Command):
    """Somebody takes part from now on; "" is whoever wrote the mail by another hand that is answered."""

    address: str


@dataclass(frozen=True, slots=True)
class For(Command):
    """The matter is that person's, not the sender's."""

    address: str


@dataclass(frozen=True, slots=True)
class Accept(Command):
    """A mail set apart, or by another hand, belongs to this ticket after all, and its sender takes part."""


@dataclass(frozen=True, slots=True)
class Separate(Command):
    """A mail of another hand becomes a ticket of its own."""


@dataclass(frozen=True, slots=True)
class Split(Command):
    """The mail that is answered is another matter: a ticket of its own."""


@dataclass(frozen=True, slots=True)
class Merge(Command):
    """This ticket is the same matter as ticket `number`, and goes on there."""

    number: int


@dataclass(frozen=True, slots=True)
class Reopen(Command):
    """It is not solved after all."""


@dataclass(frozen=True, slots=True)
class Close(Command):
    """It is done with, without a further letter of solution."""


@dataclass(frozen=True, slots=True)
class Complaint(Command):
    """This is a complaint, and gets a record of its own."""

    words: str


@dataclass(frozen=True, slots=True)
class Fault(Command):
    """Were we at fault? `whose`: ours, partly, not-ours."""

    whose: str


@dataclass(frozen=True, slots=True)
class Cause(Command):
    """What led to the complaint: a word of causes.yaml and free text."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Correction(Command):
    """What was put right."""

    text: str


@dataclass(frozen=True, slots=True)
class Prevention(Command):
    """What changes so that it does not come again, and by when."""

    text: str
    by: datetime


@dataclass(frozen=True, slots=True)
class Undo(Command):
    """Take back what the commands of the agent's last mail did here, as far as it can be."""


@dataclass(frozen=True, slots=True)
class Help(Command):
    """Send me the list of commands."""


@dataclass(frozen=True, slots=True)
class Mine(Command):
    """The alert has reached me, and I see to it."""


@dataclass(frozen=True, slots=True)
class Send(Command):
    """Send what was laid before me, or held back."""


@dataclass(frozen=True, slots=True)
class Ok(Command):
    """Agreed."""


@dataclass(frozen=True, slots=True)
class Yes(Command):
    """Yes to what I was asked."""


@dataclass(frozen=True, slots=True)
class No(Command):
    """No to what I was asked."""
