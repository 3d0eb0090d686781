"""The facts of the letters that call somebody: alerts, pagers, low scores, and praise passed on."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from deskbell.letters.facts import Facts
from deskbell.letters.staff import Because, Past
from deskbell.letters.traits import Trait


@dataclass(frozen=True, kw_only=True)
class Alert(Facts):
    """An urgent matter, to those who must stand up: one word or one tap confirms. `rung` 0 was told at
    once.

    `silent`: the names told before you who have not confirmed. `climbs_at`: when the next person is
    told.
    """

    kind: ClassVar[str] = "alert"
    wears: ClassVar[str] = "inside"
    traits: ClassVar[Trait] = Trait.GOES_AGAIN | Trait.WHILE_OPEN
    requester: str
    words: str
    arrived_at: datetime
    promise_due: datetime
    proven: bool
    role: str = ""
    because: tuple[Because, ...] = ()
    rung: int = 0
    silent: tuple[str, ...] = ()
    climbs_at: datetime | None = None
    climbs_to: tuple[str, ...] = ()
    confirm: bool = True
    owner: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Pager(Facts):
    """120 characters for a telephone, without a customer's words. `more`: how many further alerts were not
    sent.
    """

    kind: ClassVar[str] = "pager"
    wears: ClassVar[str] = "pager"
    traits: ClassVar[Trait] = Trait.GOES_AGAIN | Trait.WHILE_OPEN
    priority: str
    promise_due: datetime
    role: str = ""
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class Confirmed(Facts):
    """Somebody has it; the others may sit down."""

    kind: ClassVar[str] = "confirmed"
    wears: ClassVar[str] = "inside"
    by: str
    at: datetime
    promise_due: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class AccountManagerAlert(Facts):
    """Why you, why now. `happened`: one sentence of what, since `since`; `threshold`: the line that was
    crossed.
    """

    kind: ClassVar[str] = "account_manager_alert"
    wears: ClassVar[str] = "inside"
    happened: str
    since: datetime
    threshold: str
    words: str = ""
    on_it: str = ""
    on_it_due: datetime | None = None
    asked: str = ""
    asked_by: datetime | None = None
    history: tuple[Past, ...] = ()


@dataclass(frozen=True, kw_only=True)
class IncidentQuestion(Facts):
    """Several people wrote of much the same: one incident? `people` are names with their clients.

    `linked`: they were taken together at once, as a notice says.
    """

    kind: ClassVar[str] = "incident_question"
    wears: ClassVar[str] = "inside"
    title: str
    since: datetime
    people: tuple[str, ...]
    linked: bool = False


@dataclass(frozen=True, kw_only=True)
class LowScoreAlert(Facts):
    """A low score or a worried comment, to the lead and perhaps the account manager; `words` whole, first.

    `complaint`: the reference of the one that a very low score opened.
    """

    kind: ClassVar[str] = "low_score_alert"
    wears: ClassVar[str] = "inside"
    respondent: str
    agent: str
    answer_due: datetime
    overall: int | None = None
    words: str = ""
    answers: tuple[str, ...] = ()
    writes: str = ""
    complaint: str = ""


@dataclass(frozen=True, kw_only=True)
class PraiseForward(Facts):
    """Good words, to the agent they are about and to the lead."""

    kind: ClassVar[str] = "praise_forward"
    wears: ClassVar[str] = "inside"
    respondent: str
    agent: str
    words: str
    overall: int | None = None
