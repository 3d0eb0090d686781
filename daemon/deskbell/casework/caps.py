"""How many automatic letters anybody gets, so that a forged sender cannot make the desk write to a victim (design §6).

Counted in SQL for all processes. What goes over a cap is not lost: the letter waits as `capped` for the operator's
word, or for the next hour if it is still true then. How many they are is a setting, `[caps]`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.limits import Caps
from deskbell.domain.ticket import Ticket

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


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
    audience = "stranger" if ticket.stranger else "proven" if ticket.proven else "known"
    counts = docket.automatic_counts(audience, recipient, docket.now - DAY, docket.now - HOUR)
    for cap in caps_for(audience, house.caps):
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
