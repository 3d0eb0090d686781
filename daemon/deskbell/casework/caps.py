"""How many automatic letters anybody gets, so that a forged sender cannot make the desk write to a victim (design §6).

Counted in SQL for all processes. What goes over a cap is not lost: the letter waits as `capped` for the operator's
word, or for the next hour if it is still true then. How many they are is a setting, `[caps]`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.limits import Caps
from deskbell.domain.ticket import Ticket

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: Letters that the clock writes about every ticket there is: whoever forges many mails must not bring many of these about.
OF_THE_CLOCK = frozenset(
    {
        "progress",
        "second_miss",
        "third_miss",
        "after_outage",
        "firm",
        "unsolved",
        "reminder",
        "kind_close",
        "survey",
    }
)


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `count` letters; `of` says to whom together: address, domain, client or desk; `daily`: in a day, else an hour."""

    of: str
    count: int
    daily: bool = False


def caps_for(audience: str, caps: Caps) -> tuple[Cap, ...]:
    """The caps on letters to the proven, to the known but unproven, or to strangers."""
    match audience:
        case "proven":
            return (Cap("address", caps.proven_address_hour),)
        case "known":
            return (Cap("address", caps.known_address_hour), Cap("client", caps.known_client_hour))
    return (
        Cap("address", caps.stranger_address_hour),
        Cap("address", caps.stranger_address_day, daily=True),
        Cap("domain", caps.stranger_domain_hour),
        Cap("desk", caps.stranger_desk_hour),
    )


def reached(docket: Docket, house: House, ticket: Ticket, recipient: str) -> Cap | None:
    """The cap that one more automatic letter to this recipient would break, or None."""
    return _full(docket, house, audience_of(ticket), recipient)


def audience_of(ticket: Ticket) -> str:
    """Whose caps letters about this ticket count under."""
    return "stranger" if ticket.stranger else "proven" if ticket.proven else "known"


def by_the_clock(docket: Docket, house: House, ticket: Ticket, kind: str, recipient: str) -> Cap | None:
    """The cap that such a letter would break where nobody has proven who wrote; None for all other letters."""
    if kind not in OF_THE_CLOCK or ticket.proven:
        return None
    return reached(docket, house, ticket, recipient)


def has_room(docket: Docket, house: House, audience: str, recipient: str) -> bool:
    """May one more automatic letter go to this recipient?"""
    return _full(docket, house, audience, recipient) is None


def count_in(docket: Docket, house: House, audience: str, recipient: str) -> None:
    """One letter that waited for room takes it."""
    _tally(docket, house, audience, recipient).add(recipient, 1, 1)


def _full(docket: Docket, house: House, audience: str, recipient: str) -> Cap | None:
    tally = _tally(docket, house, audience, recipient)
    for cap in caps_for(audience, house.caps):
        if tally.count(cap, recipient) >= cap.count:
            return cap
    return None


class _Tally:
    """Automatic letters to one audience, counted by whom they share a cap with; each is looked at once."""

    def __init__(self, house: House, caps: Iterable[Cap]) -> None:
        self._house = house
        self._kinds = frozenset(cap.of for cap in caps)
        self._days: Counter[tuple[str, str]] = Counter()
        self._hours: Counter[tuple[str, str]] = Counter()
        #: So many letters of the docket are in it.
        self.seen = 0

    def add(self, recipient: str, day: int, hour: int) -> None:
        for of in self._kinds:
            if (sharers := self._sharers(of, recipient)) or of == "desk":
                self._days[of, sharers] += day
                self._hours[of, sharers] += hour

    def count(self, cap: Cap, recipient: str) -> int:
        """Letters under this cap; none for a client nobody knows."""
        return (self._days if cap.daily else self._hours)[cap.of, self._sharers(cap.of, recipient)]

    def _sharers(self, of: str, recipient: str) -> str:
        """What those who share a cap with the recipient have in common."""
        match of:
            case "address":
                return recipient
            case "domain":
                return recipient.rpartition("@")[2]
            case "client":
                return self._house.client_name(recipient)
        return ""


def _tally(docket: Docket, house: House, audience: str, recipient: str) -> _Tally:
    """What counts today: what was written before, and what this very docket writes."""
    key = audience, recipient if audience == "proven" else ""
    tally = docket.tallies.get(key)
    if tally is None:
        tally = docket.tallies[key] = _Tally(house, caps_for(audience, house.caps))
        for _, to, _, day, hour in docket.automatic_counts(
            audience, recipient, docket.now - DAY, docket.now - HOUR
        ):
            tally.add(to, day, hour)
    for letter in docket.letters[tally.seen :]:
        if letter.audience == audience and (audience != "proven" or letter.recipient == recipient):
            tally.add(letter.recipient, 1, 1)
    tally.seen = len(docket.letters)
    return tally
