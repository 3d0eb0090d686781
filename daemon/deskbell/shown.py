"""The plug between the desk and its pages: what they show, and what they take. Who stands behind it is in pages.py.

Every method may be called from any thread. Times are aware UTC datetimes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """What the survey page shows: about what and whom, in the reader's language, and what was answered before."""

    language: str
    subject: str
    agent: str
    resolved_on: str
    read_by: str
    desk: str
    kept_informed: bool
    answers: Mapping[str, str] = field(default_factory=dict)
    open: bool = True


@dataclass(frozen=True, slots=True)
class StatusPage:
    """State and promise of a ticket, never its messages. All texts are ready to be said in `language`.

    `expected`: by when they were told that it should be solved, while that lies ahead.
    """

    language: str
    reference: str
    state: str
    owner: str
    next_contact: str
    desk: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class AlertPage:
    """What an alerted person confirms with one tap. `confirmed_by`: a name once somebody has."""

    language: str
    reference: str
    client: str
    since: str
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """A letter for the local page: as its receiver sees it."""

    letter_id: int
    at: datetime
    kind: str
    recipient: str
    subject: str
    state: str
    text: str = ""
    html: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """Is all well? `troubles` in plain words, most serious first; `figures` for metrics by name."""

    troubles: tuple[str, ...]
    figures: Mapping[str, float]


class Pages(Protocol):
    """What the web shows and takes. A wrong, expired or unknown token is None, whatever is wrong with it."""

    def survey(self, token: str) -> SurveyPage | None: ...

    def answer_survey(self, token: str, answers: Mapping[str, str]) -> bool:
        """Record a whole submission (it replaces the one before); False for a token that opens nothing."""
        ...

    def status(self, token: str) -> StatusPage | None: ...

    def alert(self, token: str) -> AlertPage | None: ...

    def confirm(self, token: str) -> AlertPage | None: ...

    def letters(self, limit: int = 200) -> list[ShownLetter]:
        """The newest letters, newest first, without text."""
        ...

    def letter(self, letter_id: int) -> ShownLetter | None: ...

    def health(self) -> Health: ...
