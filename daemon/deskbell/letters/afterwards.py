"""The facts of the letters that follow a solution: does it hold, how was the service, who answers for a
low score.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from deskbell.letters.facts import Facts
from deskbell.letters.traits import Trait


@dataclass(frozen=True, kw_only=True)
class FollowUp(Facts):
    """Days later: is it still well? `what`: their subject or the owner's words for it. `approved`: the
    owner sent it.
    """

    kind: ClassVar[str] = "follow_up"
    traits: ClassVar[Trait] = Trait.BY_ITSELF | Trait.WHEN_DONE
    owner: str
    what: str
    solved_on: datetime
    approved: bool = False
    words: str = ""

    @property
    def signer(self) -> str:
        return self.owner if self.approved else ""


@dataclass(frozen=True, kw_only=True)
class Survey(Facts):
    """A short favour, asked once. The link is the frame's `survey_url`."""

    kind: ClassVar[str] = "survey"
    traits: ClassVar[Trait] = Trait.BY_THE_CLOCK | Trait.WHEN_DONE | Trait.OWN_THREAD
    subject: str
    agent: str
    solved_on: datetime
    read_by: str
    open_until: datetime
    minutes: int = 2


@dataclass(frozen=True, kw_only=True)
class SurveyThanksHigh(Facts):
    """Their words have gone to the person they praise."""

    kind: ClassVar[str] = "survey_thanks_high"
    agent: str


@dataclass(frozen=True, kw_only=True)
class SurveyLow(Facts):
    """What they wrote was read whole. `words` are theirs; `writes` answers; `instead_of`: the agent it is
    not, by name.
    """

    kind: ClassVar[str] = "survey_low"
    traits: ClassVar[Trait] = Trait.PROMISES
    writes: str
    next_contact: datetime
    words: str = ""
    instead_of: str = ""


@dataclass(frozen=True, kw_only=True)
class SurveyUnsure(Facts):
    """A number came by mail and could be read in two ways: how it was read, and that one word corrects it."""

    kind: ClassVar[str] = "survey_unsure"
    read_as: int
    agent: str = ""
