"""The digest for the desk's management: every line has an owner and an age, and stays until somebody answers it.

What is about its reader is not in it: a complaint about one of the leadership is another's to decide.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from deskbell.casework import signs
from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.signs import Sign
from deskbell.domain.ticket import Ticket
from deskbell.letters import kinds

#: One screen: the gravest lines stand, the rest is counted.
MOST = 40
#: Letters that came back are asked about for so long, capped ones for as long as they may still go.
RETURNED, CAPPED = timedelta(days=14), timedelta(days=1)
#: The lines in the order of their weight, and the word that answers each.
_ANSWERS = {
    "broken": "/promise",
    "chasers": "/promise",
    "silent": "/promise",
    "complaint": "",
    "prevention": "/resolve",
    "abuse": "/resolve",
    "misrouted": "/assign",
    "reopened": "/promise",
    "bounced": "/called",
    "capped": "deskbell outbox release",
    "parked": "deskbell replay",
    "gap": "",
}


def letter(docket: Docket, house: House, reader: str, since: datetime) -> kinds.Digest:
    """How the desk stands this morning, and what came in since the last digest."""
    lines = sorted(_lines(docket, house, reader, since), key=lambda one: (_WEIGHT[one.what], one.since))
    came_in, accounted_for = docket.store.came_in(since, docket.now)
    ended = docket.store.promises_ended(since)
    return kinds.Digest(
        day=docket.now,
        since=since,
        came_in=came_in,
        accounted_for=accounted_for,
        lines=tuple(lines[:MOST]),
        answered=_answered(docket, reader, {one.reference for one in lines}),
        more=max(0, len(lines) - MOST),
        kept=ended.get("kept", 0),
        held=ended.get("held", 0),
        broken=ended.get("broken", 0),
    )


def _lines(docket: Docket, house: House, reader: str, since: datetime) -> Iterator[kinds.DigestLine]:
    complaints = docket.store.open_complaints()
    hidden = {ticket.id for ticket, record in complaints if reader in record.about_agents.split()}
    tickets = [one for one in docket.store.live_tickets() if one.id not in hidden]
    found = signs.of(docket, house, tickets)
    for ticket in tickets:
        shown = [one for one in found.get(ticket.id, ()) if one.what in _ANSWERS]
        if shown:
            yield _line(docket, house, ticket, shown[0], _ANSWERS[shown[0].what])
    for ticket, record in complaints:
        lacks = record.missing()
        due = record.prevention_due
        if ticket.id in hidden:
            continue
        if ticket.live and lacks:
            sign = Sign("complaint", record.opened_at)
            yield _line(docket, house, ticket, sign, f"/{lacks[0]}", lacks)
        elif record.closed_at and due and due < docket.now:
            yield _line(docket, house, ticket, Sign("prevention", due), _ANSWERS["prevention"])
    yield from _returned(docket, house, {one.id: one for one in tickets})
    for number, at in docket.store.parked():
        yield kinds.DigestLine(
            what="parked",
            text=str(number),
            owner=_operators(house),
            since=at,
            word=f"{_ANSWERS['parked']} {number}",
        )
    for ticket in docket.store.gaps(since):
        if ticket.answerable and ticket.resolved_at and ticket.resolved_at - ticket.opened_at > CAPPED:
            yield _line(docket, house, ticket, Sign("gap", ticket.opened_at), "")


def _returned(docket: Docket, house: House, tickets: dict[int, Ticket]) -> Iterator[kinds.DigestLine]:
    """Letters that never reached their readers, while nobody has written to them since."""
    told = set()
    for one in docket.store.returned(("bounced", "refused"), docket.now - RETURNED):
        ticket = tickets.get(one.ticket_id)
        spoken = ticket.person_wrote_at if ticket else None
        if ticket is None or one.ticket_id in told or (spoken and spoken > one.made_at):
            continue
        told.add(one.ticket_id)
        yield _line(docket, house, ticket, Sign("bounced", one.made_at), _ANSWERS["bounced"])
    for one in docket.store.returned(("capped",), docket.now - CAPPED):
        if ticket := tickets.get(one.ticket_id):
            yield _line(docket, house, ticket, Sign("capped", one.made_at), _ANSWERS["capped"])


def _line(
    docket: Docket, house: House, ticket: Ticket, sign: Sign, word: str, lacks: list[str] | None = None
) -> kinds.DigestLine:
    agent = house.directory.agent(ticket.owner)
    return kinds.DigestLine(
        what=sign.what,
        text=ticket.subject,
        owner=house.directory.name_of(ticket.owner) or ticket.owner or house.name,
        since=sign.since,
        reference=ticket.reference,
        client=ticket.client,
        word=word,
        on_duty=agent is None or agent.works_on(docket.now),
        lacks=tuple(kinds.Lack(part=part) for part in lacks or ()),
    )


def _operators(house: House) -> str:
    names = [house.directory.name_of(one) or one for one in house.directory.operators]
    return names[0] if names else house.name


def _answered(docket: Docket, reader: str, now: set[str]) -> tuple[str, ...]:
    """What stood in the digest before this one and does not any more."""
    before = docket.store.newest_letter(reader, kinds.Digest.kind)
    if before is None:
        return ()
    named = [str(line.get("reference", "")) for line in before.facts.get("lines", ())]
    return tuple(dict.fromkeys(one for one in named if one and one not in now))


_WEIGHT = {what: at for at, what in enumerate(_ANSWERS)}
