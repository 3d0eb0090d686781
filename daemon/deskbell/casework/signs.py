"""What has gone wrong with a live matter, as far as its rows tell: its signs, the gravest first.

A sign lasts until somebody answers it: a person's words to the customer end all of them but a handover's.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.promising import CHASED_TOO_OFTEN, hours_of, waits_for_customer
from deskbell.domain.hours import Span
from deskbell.domain.ticket import Ticket

#: No person's word for so long is silence.
SILENT = Span.working_days(3)
#: A matter this old is a sign by itself.
OLD: Mapping[str, Span] = {
    "P1": Span.working_days(1),
    "P2": Span.working_days(3),
    "P3": Span.working_days(10),
    "P4": Span.working_days(20),
}
#: Somebody is the third to have it.
THIRD_OWNER = 2


@dataclass(frozen=True, slots=True)
class Sign:
    """`what`: broken, chasers, silent, abuse, misrouted, reopened, handed or old. `since`: its age counts from then."""

    what: str
    since: datetime
    count: int = 0


def of(docket: Docket, house: House, tickets: Iterable[Ticket]) -> dict[int, list[Sign]]:
    """The signs of these live tickets; tickets without any are left out."""
    breaks = {number: Sign("broken", due, times) for number, due, times in docket.store.unanswered_breaks()}
    moves: dict[int, list[tuple[datetime, Mapping[str, str]]]] = {}
    for number, at, data in docket.store.handovers():
        moves.setdefault(number, []).append((at, json.loads(data)))
    found = {}
    for ticket in tickets:
        signs = [breaks[ticket.id]] if ticket.id in breaks else []
        signs += _of_words(house, ticket, docket.now, bool(signs))
        signs += _of_hands(house, ticket, moves.get(ticket.id, []))
        if docket.now > hours_of(house, ticket).add(ticket.opened_at, OLD.get(ticket.priority, OLD["P4"])):
            signs.append(Sign("old", ticket.opened_at))
        if signs:
            found[ticket.id] = signs
    return found


def _of_words(house: House, ticket: Ticket, now: datetime, broken: bool) -> list[Sign]:
    """What the customer wrote and nobody answered, and silence."""
    spoken = ticket.person_wrote_at or ticket.opened_at
    unanswered = bool(ticket.customer_wrote_at and ticket.customer_wrote_at > spoken)
    signs = []
    if ticket.kind == "abuse":
        signs.append(Sign("abuse", ticket.opened_at))
    if unanswered and ticket.chasers and ticket.customer_wrote_at:
        signs.append(Sign("chasers", ticket.customer_wrote_at, ticket.chasers))
    if unanswered and ticket.reopened and ticket.customer_wrote_at:
        signs.append(Sign("reopened", ticket.customer_wrote_at, ticket.reopened))
    owed = ticket.answerable and not waits_for_customer(ticket)
    if owed and not broken and now > hours_of(house, ticket).add(spoken, SILENT):
        signs.append(Sign("silent", spoken))
    return sorted(signs, key=lambda sign: _ORDER.index(sign.what))


def _of_hands(house: House, ticket: Ticket, moves: list[tuple[datetime, Mapping[str, str]]]) -> list[Sign]:
    """It went to another team, or to a third owner; since when."""
    signs = []
    if len(moves) >= THIRD_OWNER:
        signs.append(Sign("handed", moves[-1][0], len(moves)))
    for at, data in moves:
        old, new = house.directory.agent(data.get("old", "")), house.directory.agent(data.get("new", ""))
        if old and new and old.team != new.team and at > (ticket.person_wrote_at or ticket.opened_at):
            signs.insert(0, Sign("misrouted", at))
            break
    return signs


def is_chased(sign: Sign) -> bool:
    """Did the customer have to ask often enough for those above to hear of it?"""
    return sign.what == "chasers" and sign.count >= CHASED_TOO_OFTEN


_ORDER = ("broken", "chasers", "silent", "abuse", "reopened")
