"""Everything a condition of a rule may see of one mail, as plain values.

The journey (and an example in a book) fills it in; nothing else reaches a rule. Addresses are addr-specs
in lower case.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from deskbell.domain.hours import WorkingHours
from deskbell.mail.values import Attachment

#: Roles a sender may have: the directory's for a client's people, `user` for anybody else of a client's
#: domain, `agent` for the desk's own people, `unknown` for a stranger.
ROLES = ("cio", "it_manager", "vip", "user", "agent", "unknown")

#: Kinds of sender. `monitor` is an address the directory lists as one, whatever its mail looks like.
SENDER_KINDS = ("person", "automatic", "list", "monitor", "bounce", "own")


@dataclass(frozen=True, slots=True)
class History:
    """What the desk remembers of the requester and of their client, without the mail that is judged.

    The four counts are by period: `tickets[30]` is how many were opened in the last 30 days, for each of
    the periods asked for. `last_score` is the overall answer (1 to 10) of the last survey. `mails` counts
    what this sender ever wrote, `marked_mails` how many of them bore a mark of high importance.
    `last_owner` solved their last ticket.
    """

    open_tickets: int = 0
    client_open_tickets: int = 0
    tickets: Mapping[int, int] = field(default_factory=dict)
    client_tickets: Mapping[int, int] = field(default_factory=dict)
    complaints: Mapping[int, int] = field(default_factory=dict)
    client_complaints: Mapping[int, int] = field(default_factory=dict)
    last_score: int | None = None
    mails: int = 0
    marked_mails: int = 0
    last_owner: str = ""


def no_history(periods: tuple[int, ...]) -> History:
    """Nothing is remembered of anybody."""
    return History()


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """The ticket the mail belongs to, as it stood before this mail. `is_new`: there is none yet.

    `state`, `kind` and `priority` are words of domain/ ("" for a new ticket). `owner` is an agent's address.
    """

    is_new: bool = True
    is_reply: bool = False
    reopened: bool = False
    age: timedelta = timedelta(0)
    state: str = ""
    kind: str = ""
    priority: str = ""
    promises_broken: int = 0
    chasers: int = 0
    subject: str = ""
    owner: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """One mail, its sender, its ticket and the hour, as the rules see them.

    `new_words` is the text without quoted mail and signature, `text` the whole of it. `auto`: no machine
    may answer. `to_complaints`, `to_retired`: said by an example; of a real mail the directory knows.
    `client_hours` are the hours of the sender's client, else the desk's. `history` is called at most
    once, with the periods in days that the books ask for, and only when an entry asks. `away` are agents
    who are not there whatever their hours say; `load` counts the open tickets of each agent.
    """

    now: datetime
    sender: str = ""
    sender_name: str = ""
    client: str = ""
    role: str = "unknown"
    known: bool = False
    proven: bool = False
    sender_kind: str = "person"
    auto: bool = False
    recipients: tuple[str, ...] = ()
    to_complaints: bool = False
    to_retired: bool = False
    subject: str = ""
    new_words: str = ""
    text: str = ""
    language: str = ""
    importance: str = "normal"
    marks: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Attachment, ...] = ()
    authenticity: str = "unknown"
    client_hours: WorkingHours = field(default_factory=WorkingHours)
    desk_hours: WorkingHours = field(default_factory=WorkingHours)
    busy_days: tuple[str, ...] = ()
    ticket: TicketFacts = TicketFacts()
    history: Callable[[tuple[int, ...]], History] = field(default=no_history, compare=False)
    away: frozenset[str] = frozenset()
    load: Mapping[str, int] = field(default_factory=dict)

    @property
    def domain(self) -> str:
        """The sender's domain, "" if they have none."""
        return self.sender.rpartition("@")[2]
