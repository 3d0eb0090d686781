"""How many automatic letters anybody gets, so that a forged sender cannot make the desk write to a victim (design §6).

Counted in SQL for all processes. What goes over a cap is not lost: the letter waits as `capped` for the operator's
word, or for the next hour if it is still true then.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.domain.ticket import Ticket

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `count` letters; `of` says to whom together: address, domain, client or desk; `daily`: in a day, else an hour."""

    of: str
    count: int
    daily: bool = False


CAPS = {
    "proven": (Cap("address", 20),),
    "known": (Cap("address", 10), Cap("client", 300)),
    "stranger": (Cap("address", 2), Cap("address", 5, daily=True), Cap("domain", 30), Cap("desk", 300)),
}


def reached(docket: Docket, house: House, ticket: Ticket, recipient: str) -> Cap | None:
    """The cap that one more automatic letter to this recipient would break, or None."""
    audience = "stranger" if ticket.stranger else "proven" if ticket.proven else "known"
    counts = docket.automatic_counts(audience, recipient, docket.now - DAY, docket.now - HOUR)
    for cap in CAPS[audience]:
        if (
            sum(one[3] if cap.daily else one[4] for one in _counted(house, counts, cap, recipient))
            >= cap.count
        ):
            return cap
    return None


def _counted(
    house: House, counts: Iterable[tuple[str, str, str, int, int]], cap: Cap, recipient: str
) -> Iterable[tuple[str, str, str, int, int]]:
    domain, client = recipient.rpartition("@")[2], house.client_name(recipient)
    for one in counts:
        if (
            cap.of == "desk"
            or (cap.of == "address" and one[1] == recipient)
            or (cap.of == "domain" and one[2] == domain)
            or (cap.of == "client" and client and house.client_name(one[1]) == client)
        ):
            yield one
