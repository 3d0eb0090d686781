"""One agent at one ticket: what the commands of a mail, or of `deskbell do`, work on."""

from dataclasses import dataclass, field

from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.reading import Reading
from deskbell.domain.people import Agent
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
