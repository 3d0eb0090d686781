"""How many automatic letters anybody gets, so that a forged sender cannot make the desk write to a victim (design §6).

Counted in SQL for all processes. What goes over a cap is not lost: the letter waits as `capped` for the operator's
word, or for the next hour if it is still true then. How many they are is a setting, `[caps]`.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.limits import Caps
from deskbell.domain.ticket import Ticket
from deskbell.letters import kinds
from deskbell.letters.traits import Trait

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
_OF_THE_CLOCK = kinds.having(Trait.BY_THE_CLOCK)


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `count` letters; `of` says to whom together: address, domain, client or desk. In an hour; `daily`, for an
    address alone: in a day.
    """

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
    if kind not in _OF_THE_CLOCK or ticket.proven:
        return None
    return reached(docket, house, ticket, recipient)


def has_room(docket: Docket, house: House, audience: str, recipient: str) -> bool:
    """May one more automatic letter go to this recipient?"""
    return _full(docket, house, audience, recipient) is None


def count_in(docket: Docket, house: House, audience: str, recipient: str) -> None:
    """One letter that waited for room takes it."""
    _tally(docket, house, audience).add(recipient)


def _full(docket: Docket, house: House, audience: str, recipient: str) -> Cap | None:
    tally = _tally(docket, house, audience)
    for cap in caps_for(audience, house.caps):
        if tally.count(cap, recipient) >= cap.count:
            return cap
    return None


class _Tally:
    """Automatic letters to one audience: those written before, and those of this very docket, each looked at once."""

    def __init__(self, docket: Docket, house: House, audience: str) -> None:
        self._docket, self._house, self._audience = docket, house, audience
        #: Letters of this docket by recipient, and all of the last hour by those who share a cap.
        self._here: Counter[str] = Counter()
        self._shared: Counter[tuple[str, str]] = Counter()
        self._shares = frozenset(cap.of for cap in caps_for(audience, house.caps)) - {"address"}
        self._seen = 0
        if self._shares:
            for recipient, count in docket.automatic_lately(audience, docket.now - HOUR):
                self._share(recipient, count)

    def add(self, recipient: str) -> None:
        """One more."""
        self._here[recipient] += 1
        self._share(recipient, 1)

    def count(self, cap: Cap, recipient: str) -> int:
        """Letters under this cap; none for a client nobody knows."""
        for letter in self._docket.letters[self._seen :]:
            if letter.audience == self._audience:
                self.add(letter.recipient)
        self._seen = len(self._docket.letters)
        if cap.of != "address":
            return self._shared[cap.of, self._sharers(cap.of, recipient)]
        now = self._docket.now
        in_day, in_hour = self._docket.automatic_to(self._audience, recipient, now - DAY, now - HOUR)
        return self._here[recipient] + (in_day if cap.daily else in_hour)

    def _share(self, recipient: str, count: int) -> None:
        for of in self._shares:
            if (sharers := self._sharers(of, recipient)) or of == "desk":
                self._shared[of, sharers] += count

    def _sharers(self, of: str, recipient: str) -> str:
        """What those who share a cap with the recipient have in common."""
        match of:
            case "domain":
                return recipient.rpartition("@")[2]
            case "client":
                return self._house.client_name(recipient)
        return ""


def _tally(docket: Docket, house: House, audience: str) -> _Tally:
    if audience not in docket.tallies:
        docket.tallies[audience] = _Tally(docket, house, audience)
    tally: _Tally = docket.tallies[audience]
    return tally
