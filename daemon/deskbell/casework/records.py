"""What stands on a ticket, as values: its messages and letters, how mail finds it, its record as complaint or incident."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from deskbell.letters.facts import Facts


@dataclass(frozen=True, slots=True)
class Asked:
    """What must be locked and loaded before anything is decided."""

    anchors: frozenset[bytes] = frozenset()
    tickets: frozenset[int] = frozenset()
    addresses: frozenset[str] = frozenset()
    letters: frozenset[int] = frozenset()
    inbound: tuple[int, ...] = ()
    new: int = 0
    history: bool = True


@dataclass(frozen=True, slots=True)
class Anchor:
    """A Message-ID's hash that points to a ticket. `seen`: a message bears it. `content`, `path`: see threading."""

    hash: bytes
    ticket_id: int
    message_id: int = 0
    own: bool = False
    seen: bool = False
    content: bytes = b""
    path: bytes = b""
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PastLetter:
    """A letter written before: whose, about what, and what became of it. `facts` as the outbox kept them; `subject` "" until its first try."""

    id: int
    ticket_id: int
    kind: str
    recipient: str
    state: str
    made_at: datetime
    sent_at: datetime | None = None
    promise_id: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)
    subject: str = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a ticket, to be written. See the message table."""

    id: int
    ticket_id: int
    at: datetime
    direction: str
    author: str
    author_name: str = ""
    inbound_id: int = 0
    letter_id: int = 0
    origin: str = "person"
    hand: str = ""
    reason: str = ""
    subject: str = ""
    words: str = ""
    text: str = ""
    attachments: str = "[]"
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """Messages, and the letters that speak of them, which stand on another ticket from now on; mail finds them there."""

    source: int
    ticket_id: int
    messages: tuple[Message, ...] = ()
    letters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """What the commands of one mail did, as its event keeps it: by whom, when, and what it was before. See deeds."""

    at: datetime
    by: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one recipient, to be written into the outbox. See the letter table."""

    id: int
    ticket_id: int
    kind: str
    recipient: str
    facts: Facts
    frame: Mapping[str, Any]
    made_at: datetime
    message_id: str
    audience: str = "staff"
    promise_id: int = 0
    true_until: datetime | None = None
    state: str = "waiting"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an inbound ended: one word of the design's list, why, and where."""

    inbound_id: int
    word: str
    reason: str = ""
    ticket_id: int = 0
    message_id: int = 0


@dataclass(frozen=True, slots=True)
class Complaint:
    """The record of a complaint; it belongs to a ticket of its own. `fault`: ours, partly, not-ours or "".

    `about`: their own words. `about_agents`: addresses of those it is about, who do not handle it, by spaces.
    `chased`: how often its prevention was asked for. `asked`: words that play it down were pointed out, once.
    """

    ticket_id: int
    about: str
    opened_at: datetime
    about_ticket: int = 0
    about_agents: str = ""
    fault: str = ""
    cause_word: str = ""
    cause: str = ""
    correction: str = ""
    prevention: str = ""
    prevention_due: datetime | None = None
    prevention_done: datetime | None = None
    chased: int = 0
    asked: bool = False
    closed_at: datetime | None = None

    def missing(self) -> list[str]:
        """The parts without which it cannot be closed (mission 3)."""
        parts = {
            "fault": self.fault,
            "cause": self.cause,
            "correction": self.correction,
            "prevention": self.prevention,
        }
        return [name for name, words in parts.items() if not words]


@dataclass(frozen=True, slots=True)
class Incident:
    """Many mails about one thing; it has a ticket of its own, which the linked tickets name as theirs.

    `state`: proposed, open, declined or ended. `key`: the notice, or the monitor's subject, that it is known by.
    `words`: what its mails look like. `known`: what customers were last told of it.
    """

    ticket_id: int
    title: str
    since: datetime
    state: str = "proposed"
    client: str = ""
    key: str = ""
    words: str = ""
    known: str = ""
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the mail that opened a ticket looks like (see casework.likeness). `incident`: the one it was taken for."""

    ticket_id: int
    at: datetime
    requester: str
    client: str
    words: str
    incident: int = 0


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """A live ticket of somebody who writes again: enough to see whether the new mail is about the same."""

    ticket_id: int
    subject: str
    opened_at: datetime
    client: str = ""


@dataclass(frozen=True, slots=True)
class Solved:
    """A ticket that was solved. `words`: what its first mail looked like (see casework.likeness), "" if not known."""

    ticket_id: int
    subject: str
    solved_at: datetime
    words: str = ""


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """One person's answer about one ticket; a second submission replaces the first."""

    ticket_id: int
    address: str
    answered_at: datetime
    overall: int | None = None
    comment: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    by: str = "page"


@dataclass(frozen=True, slots=True)
class Capped:
    """A letter to a customer that a cap holds back. `audience`: whose caps it counts under."""

    letter_id: int
    ticket_id: int
    recipient: str
    kind: str
    audience: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Returned:
    """A letter to a customer that never reached them, or that a cap holds back."""

    ticket_id: int
    recipient: str
    kind: str
    state: str
    made_at: datetime
