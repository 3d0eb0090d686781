"""The facts of the first letters: somebody has it, and writes by then.

An empty text or None means "not known": the sentence is left out. Names are names, never addresses, unless
the field says so. `next_contact` is the time of the promise as it shall be said: whoever makes a promise
rounds it up.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from deskbell.letters.facts import Facts
from deskbell.letters.traits import Trait


@dataclass(frozen=True, kw_only=True)
class Acknowledgement(Facts):
    """Who has it and by when they write. `on_duty_from`: when the owner is back, if not at work now.

    `priority` is P1 to P4, said in words. `expected`: by when it should be solved, an expectation. `notice`: what the desk says of a known fault that fits.
    `forwarded_for`: who else was understood as the one whose matter this is. `right_address`: given if
    they wrote to a retired one.
    """

    kind: ClassVar[str] = "acknowledgement"
    traits: ClassVar[Trait] = Trait.BY_ITSELF | Trait.GOES_AGAIN | Trait.PROMISES
    owner: str
    next_contact: datetime
    expected: datetime | None = None
    priority: str = ""
    notice: str = ""
    notice_since: datetime | None = None
    forwarded_for: str = ""
    right_address: str = ""
    on_duty_from: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class AcknowledgementOutOfHours(Facts):
    """A sign of life at night: when the desk opens, and when the owner writes after that."""

    kind: ClassVar[str] = "acknowledgement_out_of_hours"
    says_phone: ClassVar[bool] = True
    traits: ClassVar[Trait] = Trait.BY_ITSELF | Trait.GOES_AGAIN | Trait.PROMISES
    owner: str
    opens_at: datetime
    next_contact: datetime
    expected: datetime | None = None
    priority: str = ""
    notice: str = ""
    notice_since: datetime | None = None
    forwarded_for: str = ""
    right_address: str = ""


@dataclass(frozen=True, kw_only=True)
class AcknowledgementUrgent(Facts):
    """Somebody is standing up. `alerted` are names; `staffed`: one of them is there to keep a promise in
    minutes.

    Where not staffed, `next_contact` is the first quarter of an hour of the next opening and `owner`
    writes then.
    """

    kind: ClassVar[str] = "acknowledgement_urgent"
    says_phone: ClassVar[bool] = True
    traits: ClassVar[Trait] = Trait.BY_ITSELF | Trait.GOES_AGAIN | Trait.PROMISES
    alerted: tuple[str, ...]
    alerted_at: datetime
    next_contact: datetime
    staffed: bool = True
    account_manager: str = ""
    owner: str = ""
    expected: datetime | None = None
    notice: str = ""
    notice_since: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class AcknowledgementComplaint(Facts):
    """Who answers for it. `stands_in_for`: the account manager, where `answers_for` is the deputy.

    `alerted` and `alerted_at` only where people were alerted at once (an urgent one).
    """

    kind: ClassVar[str] = "acknowledgement_complaint"
    says_phone: ClassVar[bool] = True
    traits: ClassVar[Trait] = Trait.BY_ITSELF | Trait.GOES_AGAIN | Trait.PROMISES
    answers_for: str
    next_contact: datetime
    stands_in_for: str = ""
    alerted: tuple[str, ...] = ()
    alerted_at: datetime | None = None
    staffed: bool = True


@dataclass(frozen=True, kw_only=True)
class AcknowledgementStranger(Facts):
    """For the unknown and unproven: nothing of theirs comes back."""

    kind: ClassVar[str] = "acknowledgement_stranger"
    wears: ClassVar[str] = "stranger"
    traits: ClassVar[Trait] = Trait.BY_ITSELF | Trait.GOES_AGAIN | Trait.PROMISES
    next_contact: datetime


@dataclass(frozen=True, kw_only=True)
class Reopened(Facts):
    """Their answer opened it again (`again`), or came where nobody would see it in time; the same person has it."""

    kind: ClassVar[str] = "reopened"
    traits: ClassVar[Trait] = Trait.BY_ITSELF | Trait.GOES_AGAIN | Trait.PROMISES
    owner: str
    next_contact: datetime
    again: bool = True


@dataclass(frozen=True, kw_only=True)
class TooLarge(Facts):
    """A mail did not reach us whole. Sizes in bytes; the letter says them as a person counts them."""

    kind: ClassVar[str] = "too_large"
    size: int
    limit: int
    received_at: datetime
    owner: str = ""
