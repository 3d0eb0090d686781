"""The facts of the letters about a complaint and its prevention."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from deskbell.letters.facts import Facts
from deskbell.letters.traits import Trait


@dataclass(frozen=True, kw_only=True)
class ComplaintAcknowledgement(Facts):
    """What they told us is now a matter of its own, in a thread of its own; `answers_for` answers for it.

    For a complaint that did not come as a mail of complaint (a survey, an agent's `/complaint`). `alerted`: who was
    called for an urgent one.
    """

    kind: ClassVar[str] = "complaint_acknowledgement"
    traits: ClassVar[Trait] = Trait.BY_ITSELF | Trait.GOES_AGAIN | Trait.PROMISES | Trait.OWN_THREAD
    answers_for: str
    next_contact: datetime
    told_on: datetime
    stands_in_for: str = ""
    about: str = ""
    alerted: tuple[str, ...] = ()
    alerted_at: datetime | None = None
    staffed: bool = True


@dataclass(frozen=True, kw_only=True)
class ComplaintToManager(Facts):
    """To the account manager or deputy: who complains about what, in their words, and what is asked of you
    by when.
    """

    kind: ClassVar[str] = "complaint_to_manager"
    wears: ClassVar[str] = "inside"
    complainant: str
    words: str
    answer_due: datetime
    arrived_at: datetime
    role: str = ""
    about: str = ""
    urgent: bool = False
    proven: bool = True
    cause_due: datetime | None = None
    alerted: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class ComplaintClosing(Facts):
    """The account manager's own letter. `fault`: ours, partly or not-ours; the other words are the
    manager's own.
    """

    kind: ClassVar[str] = "complaint_closing"
    traits: ClassVar[Trait] = Trait.OWN_THREAD
    told: str
    told_on: datetime
    fault: str
    cause: str
    correction: str
    prevention: str
    prevention_due: datetime
    prevention_by: str
    manager: str
    above: str
    corrected_on: datetime | None = None

    @property
    def signer(self) -> str:
        return self.manager


@dataclass(frozen=True, kw_only=True)
class PreventionDone(Facts):
    """What we said would change has changed."""

    kind: ClassVar[str] = "prevention_done"
    traits: ClassVar[Trait] = Trait.OWN_THREAD
    told_on: datetime
    prevention: str
    done_on: datetime
    manager: str

    @property
    def signer(self) -> str:
        return self.manager


@dataclass(frozen=True, kw_only=True)
class PreventionDue(Facts):
    """To whoever answers for a prevention: it falls due, or is overdue."""

    kind: ClassVar[str] = "prevention_due"
    wears: ClassVar[str] = "inside"
    prevention: str
    due: datetime
    complainant: str
    overdue: bool = False


@dataclass(frozen=True, kw_only=True)
class _Records(Facts):
    """What thirty days of records show of a client.

    `matters` of `people`; `silent`: references of those without a person's word; `returned`: letters of ours that came
    back; `turned_away`: mails of theirs for an address we do not have.
    """

    told_on: datetime
    matters: int = 0
    people: int = 0
    silent: tuple[str, ...] = ()
    returned: int = 0
    turned_away: int = 0
    next_contact: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ManagementDraft(_Records):
    """A letter to the management of the client `of`, laid before the account manager: `send` sends it, `no` keeps it back.

    `readers`: their addresses. `draft`: the letter as the first of them would get it.
    """

    kind: ClassVar[str] = "management_draft"
    wears: ClassVar[str] = "inside"
    of: str
    readers: tuple[str, ...]
    draft: str = ""


@dataclass(frozen=True, kw_only=True)
class ManagementLetter(_Records):
    """To a client's management, when somebody there speaks for others or cannot reach us: what the records show.

    `words`: the manager's own, in their place.
    """

    kind: ClassVar[str] = "management_letter"
    traits: ClassVar[Trait] = Trait.OWN_THREAD
    manager: str
    words: str = ""

    @property
    def signer(self) -> str:
        return self.manager
