"""The facts of the letters to operators and leads: alarms, digests, sets of rules."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from deskbell.letters.facts import Facts
from deskbell.letters.traits import Trait


@dataclass(frozen=True, kw_only=True)
class OperatorAlarm(Facts):
    """Read at night, by somebody who did not build it.

    `what`: a sentence of what no longer works, for whom. `safe`: what still works (is mail safe?).
    `command`: the first thing to do; `next`: where to look then. `repeats_at`: when it comes again.
    `lasts`: it goes on until it is put right, and a letter follows then; else it has happened, and is over.
    `key` keeps one alarm in one thread.
    """

    kind: ClassVar[str] = "operator_alarm"
    wears: ClassVar[str] = "inside"
    traits: ClassVar[Trait] = Trait.GOES_AGAIN
    key: str
    what: str
    since: datetime
    safe: str
    command: str
    next: str = ""
    repeats_at: datetime | None = None
    lasts: bool = True


@dataclass(frozen=True, kw_only=True)
class OperatorAllClear(Facts):
    """The letter that follows an alarm when it is over."""

    kind: ClassVar[str] = "operator_all_clear"
    wears: ClassVar[str] = "inside"
    key: str
    what: str
    since: datetime
    over_at: datetime
    waiting: str = ""


@dataclass(frozen=True, kw_only=True)
class Lack:
    """A part that a complaint lacks: fault, cause, correction or prevention."""

    part: str


@dataclass(frozen=True, kw_only=True)
class DigestLine:
    """One item: what happened, who owns it, since when, and the word that answers it.

    `what`: broken, chasers, silent, complaint, prevention, abuse, misrouted, reopened, bounced, capped, parked or gap.
    `text`: the customer's subject. `lacks`: what a complaint lacks.
    """

    what: str
    text: str
    owner: str
    since: datetime
    reference: str = ""
    client: str = ""
    word: str = ""
    on_duty: bool = True
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Digest(Facts):
    """The plain truth for people who can change something. The ledger: `came_in` against `accounted_for`, since `since`.

    `answered`: what stood in the digest before this one. `more`: lines that found no room.
    """

    kind: ClassVar[str] = "digest"
    wears: ClassVar[str] = "inside"
    day: datetime
    came_in: int
    accounted_for: int
    since: datetime | None = None
    lines: tuple[DigestLine, ...] = ()
    answered: tuple[str, ...] = ()
    more: int = 0
    kept: int = 0
    held: int = 0
    broken: int = 0


@dataclass(frozen=True, kw_only=True)
class MorningLine:
    """A promise of today, or a ticket that needs its owner, whose name stands here where it is another's.

    `what`: what went wrong with it, as in a DigestLine; `count`: how often they asked for news.
    """

    reference: str
    subject: str
    client: str
    due: datetime | None = None
    what: str = ""
    count: int = 0
    owner: str = ""


@dataclass(frozen=True, kw_only=True)
class ClientLine:
    """What stands between a client and us. `what` as in a DigestLine, or many (tickets of one person), lost (letters that
    came back), old, handed (a third owner), volume (tickets of a day, far more than usual), quiet (they wrote every week and
    do no more).
    """

    client: str
    what: str
    since: datetime
    text: str = ""
    reference: str = ""
    count: int = 0
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Morning(Facts):
    """One person's day: what is promised, what came overnight, what waits for a word of theirs; for a lead what went wrong
    in the team, for an account manager what their clients must feel.
    """

    kind: ClassVar[str] = "morning"
    wears: ClassVar[str] = "inside"
    day: datetime
    promised: tuple[MorningLine, ...] = ()
    overnight: tuple[MorningLine, ...] = ()
    waiting: tuple[MorningLine, ...] = ()
    team: tuple[MorningLine, ...] = ()
    clients: tuple[ClientLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RulesLive(Facts):
    """A set of books is live: one line, and the largest differences. `differences` in ready words, at most
    three.
    """

    kind: ClassVar[str] = "rules_live"
    wears: ClassVar[str] = "inside"
    set_number: int
    changed: tuple[str, ...]
    at: datetime
    differ: int = 0
    of: int = 0
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RulesWaiting(Facts):
    """A sound set waits for an operator's word, for it would make far more mail urgent. `differences` in ready words,
    at most three.
    """

    kind: ClassVar[str] = "rules_waiting"
    wears: ClassVar[str] = "inside"
    running: int
    urgent_before: int
    urgent_after: int
    of: int
    at: datetime
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RulesRefused(Facts):
    """A set of books was not taken; the last good one runs on. `problems` as `file:line:column: what`."""

    kind: ClassVar[str] = "rules_refused"
    wears: ClassVar[str] = "inside"
    running: int
    problems: tuple[str, ...]
    at: datetime
