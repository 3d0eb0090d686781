"""How much the desk may write by itself, and whom it may ask how often: settings of the operator's, with their defaults."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Caps:
    """The most automatic letters, `[caps]` of the settings: to one address, client or domain, or all told, in an hour or a day.

    `participants`: the most people whom mails make participants of one ticket. An agent's `/cc` adds more.
    """

    proven_address_hour: int = 20
    known_address_hour: int = 10
    known_client_hour: int = 300
    stranger_address_hour: int = 2
    stranger_address_day: int = 5
    stranger_domain_hour: int = 30
    stranger_desk_hour: int = 300
    participants: int = 20


@dataclass(frozen=True, slots=True)
class SurveyTimes:
    """How often a person is asked how it was, and for how long they may answer: `[survey]` of the settings."""

    days_between: int = 30
    most_a_year: int = 6
    one_in: int = 5
    days_open: int = 14

    @property
    def pause(self) -> timedelta:
        """Nobody is asked twice in this time."""
        return timedelta(days=self.days_between)

    @property
    def open_for(self) -> timedelta:
        """How long an answer counts."""
        return timedelta(days=self.days_open)
