"""The facts of the letters a customer reads on the way: answers, progress, times that move, their turn,
the solution.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from deskbell.letters.facts import Facts
from deskbell.letters.traits import Trait


@dataclass(frozen=True, kw_only=True)
class Reply(Facts):
    """An agent's own words. `quoted`: at most the customer's last message, below the signature's line.

    `next_contact`: the promise that goes with them, in the small print; `expected`: by when it should be solved, if
    they say so with them.
    """

    kind: ClassVar[str] = "reply"
    wears: ClassVar[str] = "person"
    traits: ClassVar[Trait] = Trait.GOES_AGAIN
    text: str
    agent: str
    signature: str = ""
    next_contact: datetime | None = None
    expected: datetime | None = None
    quoted: str = ""
    quoted_from: str = ""
    quoted_at: datetime | None = None

    @property
    def signer(self) -> str:
        return self.agent


@dataclass(frozen=True, kw_only=True)
class Progress(Facts):
    """No news, said honestly, before the promised time. `reason` completes a sentence of its own, in a
    person's words.

    `waiting_for` and `since`: whom or what we wait for. `expected`: when somebody said it will be
    solved. Of an urgent matter who confirmed that they have it, or else who was `alerted` so far.
    """

    kind: ClassVar[str] = "progress"
    traits: ClassVar[Trait] = Trait.BY_THE_CLOCK | Trait.PROMISES | Trait.WHILE_OPEN | Trait.OF_SILENCE
    owner: str
    next_contact: datetime
    reason: str = ""
    waiting_for: str = ""
    since: datetime | None = None
    meanwhile: str = ""
    expected: datetime | None = None
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    alerted: tuple[str, ...] = ()
    alerted_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Moved(Facts):
    """A time moves, told before the old one. `what`: contact, visit or expected; a visit has its `until`."""

    kind: ClassVar[str] = "moved"
    traits: ClassVar[Trait] = Trait.BY_ITSELF | Trait.WHILE_OPEN
    what: str
    old: datetime
    new: datetime
    owner: str
    new_until: datetime | None = None
    old_until: datetime | None = None
    reason: str = ""
    lead: str = ""


@dataclass(frozen=True, kw_only=True)
class Expected(Facts):
    """By when it should be solved, as a person said it: an expectation. Word comes by `next_contact` either way."""

    kind: ClassVar[str] = "expected"
    traits: ClassVar[Trait] = Trait.BY_ITSELF | Trait.WHILE_OPEN
    expected: datetime
    owner: str
    next_contact: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Unsolved(Facts):
    """The time by which it should have been solved passes, told before it does; the owner writes with a new one.

    `reason`, `waiting_for` and `since` as in a letter without news. `question`: what the customer was asked, where it
    is their turn; then `next_contact` is left out.
    """

    kind: ClassVar[str] = "unsolved"
    traits: ClassVar[Trait] = Trait.BY_THE_CLOCK | Trait.PROMISES | Trait.WHILE_OPEN
    expected: datetime
    owner: str
    next_contact: datetime | None = None
    question: str = ""
    reason: str = ""
    waiting_for: str = ""
    since: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Firm(Facts):
    """A time draws near and stands. `what`: visit or expected."""

    kind: ClassVar[str] = "firm"
    traits: ClassVar[Trait] = Trait.BY_THE_CLOCK | Trait.WHILE_OPEN
    what: str
    at: datetime
    owner: str
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Missed(Facts):
    """A promise was not kept; the words of `approved_by`, who sent it on with one word."""

    kind: ClassVar[str] = "missed"
    traits: ClassVar[Trait] = Trait.PROMISES | Trait.WHILE_OPEN
    promised: datetime
    next_contact: datetime
    approved_by: str
    reason: str = ""
    doing: str = ""
    watched_by: str = ""

    @property
    def signer(self) -> str:
        return self.approved_by


@dataclass(frozen=True, kw_only=True)
class SecondMiss(Facts):
    """The desk itself says that a second promise was not kept: who above the owner was told, when, the new
    time.
    """

    kind: ClassVar[str] = "second_miss"
    traits: ClassVar[Trait] = Trait.BY_THE_CLOCK | Trait.PROMISES | Trait.WHILE_OPEN | Trait.OF_SILENCE
    owner: str
    promised: datetime
    told: tuple[str, ...]
    told_at: datetime
    next_contact: datetime


@dataclass(frozen=True, kw_only=True)
class ThirdMiss(Facts):
    """A third promise was not kept: the account manager has been told and sees to it."""

    kind: ClassVar[str] = "third_miss"
    traits: ClassVar[Trait] = Trait.BY_THE_CLOCK | Trait.PROMISES | Trait.WHILE_OPEN | Trait.OF_SILENCE
    owner: str
    promised: datetime
    account_manager: str
    told_at: datetime
    next_contact: datetime


@dataclass(frozen=True, kw_only=True)
class Waiting(Facts):
    """It is their turn: what is needed, as questions. `ask_again`: when the desk will remind them."""

    kind: ClassVar[str] = "waiting"
    traits: ClassVar[Trait] = Trait.WHILE_OPEN
    questions: tuple[str, ...]
    owner: str
    ask_again: datetime
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Reminder(Facts):
    """The questions again in full. `number` counts from 1; `puts_away`: the last one says the day."""

    kind: ClassVar[str] = "reminder"
    traits: ClassVar[Trait] = Trait.BY_THE_CLOCK | Trait.WHILE_OPEN
    questions: tuple[str, ...]
    owner: str
    number: int = 1
    puts_away: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class KindClose(Facts):
    """Put aside, not refused. `reopens_until`: how long a reply brings the same matter back."""

    kind: ClassVar[str] = "kind_close"
    traits: ClassVar[Trait] = Trait.BY_THE_CLOCK
    owner: str
    reopens_until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Resolved(Facts):
    """The owner says what was done, in their own words, and asks whether it is so. The survey link is the
    frame's.
    """

    kind: ClassVar[str] = "resolved"
    wears: ClassVar[str] = "person"
    traits: ClassVar[Trait] = Trait.GOES_AGAIN
    text: str
    agent: str
    closes_on: datetime
    signature: str = ""
    quoted: str = ""
    quoted_from: str = ""
    quoted_at: datetime | None = None
    reopens_until: datetime | None = None

    @property
    def signer(self) -> str:
        return self.agent


@dataclass(frozen=True, kw_only=True)
class Handover(Facts):
    """Another person has it from now on. `by`: the one who leaves, if these are their words; `promise`
    still stands.
    """

    kind: ClassVar[str] = "handover"
    old_owner: str
    new_owner: str
    by_old_owner: bool = False
    since: datetime | None = None
    reason: str = ""
    promise: datetime | None = None

    @property
    def signer(self) -> str:
        return self.old_owner if self.by_old_owner else ""


@dataclass(frozen=True, kw_only=True)
class AfterOutage(Facts):
    """Our mail was stuck: what was promised meanwhile and passed, and the new time. Replaces what is no
    longer true.
    """

    kind: ClassVar[str] = "after_outage"
    traits: ClassVar[Trait] = Trait.BY_THE_CLOCK | Trait.PROMISES | Trait.WHILE_OPEN | Trait.OF_SILENCE
    owner: str
    next_contact: datetime
    stuck_since: datetime | None = None
    promised: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Broadcast(Facts):
    """One text for everybody an incident touches, in the words of `/broadcast`."""

    kind: ClassVar[str] = "broadcast"
    title: str
    text: str
    since: datetime
    next_update: datetime


@dataclass(frozen=True, kw_only=True)
class BroadcastEnded(Facts):
    """The incident is over: since when, what it was in one sentence."""

    kind: ClassVar[str] = "broadcast_ended"
    title: str
    ended_at: datetime
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class WorksAnnounced(Facts):
    """Planned works, from `at` until `until`. `moved`: they were announced for another time. `text`: the operator's."""

    kind: ClassVar[str] = "works_announced"
    title: str
    text: str
    at: datetime
    until: datetime
    moved: bool = False


@dataclass(frozen=True, kw_only=True)
class WorksBegun(Facts):
    """They have begun, and are over by `until`."""

    kind: ClassVar[str] = "works_begun"
    title: str
    text: str
    until: datetime


@dataclass(frozen=True, kw_only=True)
class WorksEnded(Facts):
    """They are over since `at`."""

    kind: ClassVar[str] = "works_ended"
    title: str
    at: datetime
