"""What the books of rules say of one mail: the answer of each book, with the entry that gave it and why.

Made by triage, used by casework, stored with the ticket so that `deskbell explain` tells what happened then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from deskbell.domain.hours import Span


class Level(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Priority(StrEnum):
    """ITIL: urgency × impact."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class Kind(StrEnum):
    FAULT = "fault"
    REQUEST = "request"
    QUESTION = "question"
    COMPLAINT = "complaint"
    WISH = "wish"
    PRAISE = "praise"
    ABUSE = "abuse"
    CHASER = "chaser"


@dataclass(frozen=True, slots=True)
class Fired:
    """The entry of a book that matched: its name, why it is there, and what it saw ("sender.role: cio")."""

    book: str
    entry: str
    because: str
    saw: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """May this mail in (`taken`), and may a machine answer it (`answered`)? Refused mail is kept, never ticketed."""

    taken: bool = True
    answered: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Routing:
    """The team and the owner (an agent's address). `on_duty_from` is said where the owner is not on duty now."""

    team: str
    owner: str
    on_duty_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of the ladder: that long after the alert, or after the broken promise, these are told (addresses)."""

    after: Span
    tell: tuple[str, ...]
    pager: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """Which letter answers, when the next contact is promised, who is alerted, and how it climbs.

    Spans are in the client's hours where they say so. `letter`: acknowledgement, acknowledgement_urgent,
    acknowledgement_complaint, or none. `pager`: agents (addresses) whose pager rings as well.
    `staffed`: somebody is there now to keep a promise in minutes (mission 2).
    `later`: from the second contact on, where it differs from `next`; `restored`: once people can work again.
    `repeat`: so often the last step of the chain comes again. `misses`: who is told at the first, the second, the third
    promise in a row that no person's words kept. `expect`: is an expected resolution told: never, said (when a person
    said it), target (the resolve target is, as "we expect")?
    """

    letter: str
    first: Span
    next: Span
    warn_before: Span
    holding_before: Span
    alert: tuple[str, ...] = ()
    pager: tuple[str, ...] = ()
    confirm: bool = False
    chain: tuple[Step, ...] = ()
    reminders: tuple[Span, ...] = ()
    waiting_closes: Span | None = None
    closes_after: Span | None = None
    reopens: Span | None = None
    follow_up: Span | None = None
    survey_after: Span | None = None
    longest_promise: Span | None = None
    staffed: bool = True
    later: Span | None = None
    restored: Span | None = None
    repeat: Span | None = None
    misses: tuple[tuple[str, ...], ...] = ()
    restore_target: Span | None = None
    resolve_target: Span | None = None
    expect: str = "said"
    mode: str = "standard"

    def __hash__(self) -> int:
        # Of some fields: a few dozen terms serve all mails, and each mail looks its own up.
        return hash((self.letter, self.first, self.alert, self.staffed))


@dataclass(frozen=True, slots=True)
class Notice:
    """A known fault, incident or planned work that this mail seems to be about."""

    name: str
    since: datetime | None
    text: str
    link: str = "propose"


@dataclass(frozen=True)
class Judgement:
    """Every book's answer for one mail. `set_number` says which set of rules judged.

    `trace` says for each book which entry fired (from 0; -1 for none): with the facts of the mail it is what explain
    prints. `overran`: the time limit passed, and what was not judged by then has the safe default.
    """

    refusal: Refusal
    kind: Kind
    urgency: Level
    impact: Level
    priority: Priority
    routing: Routing
    contact: Contact
    notice: Notice | None = None
    fired: tuple[Fired, ...] = ()
    set_number: int = 0
    trace: Mapping[str, object] = field(default_factory=dict)
    overran: bool = False
