"""The morning mail of one person of the desk: what they promised for today, what came in, what waits for a word of theirs.

A lead has what has gone wrong in the team beside it, an account manager what stands between their clients and us.
Nobody sees a complaint about themselves.
"""

from collections.abc import Iterator
from datetime import datetime

from deskbell.casework import patterns, signs
from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.records import Complaint
from deskbell.casework.signs import Sign
from deskbell.domain.people import Agent
from deskbell.domain.ticket import Promise, Ticket
from deskbell.letters import kinds

#: So many lines of one sort; more nobody reads at a bus stop.
MOST = 20
_GRAVE = frozenset({"broken", "silent", "reopened", "abuse", "misrouted", "handed"})
_OF_CLIENTS = frozenset({"broken", "silent", "handed", "old"})


def letter(docket: Docket, house: House, agent: Agent, evening: datetime) -> kinds.Morning | None:
    """What is on this agent's desk; None where nothing is. `evening`: when they last went home."""
    complaints = docket.store.open_complaints()
    hidden = {one.id for one, record in complaints if agent.address in record.about_agents.split()}
    team = _led(house, agent)
    mine = [one for one in docket.store.live_tickets(owners=(agent.address,)) if one.id not in hidden]
    theirs = [one for one in docket.store.live_tickets(owners=team) if one.id not in hidden] if team else []
    clients = [name for name, one in house.directory.clients.items() if one.account_manager == agent.address]
    of_clients = docket.store.live_tickets(clients=clients) if clients else []
    found = signs.of(docket, house, [*mine, *theirs, *of_clients])
    promised, overnight, waiting = _day(docket, agent, mine, found, evening)
    facts = kinds.Morning(
        day=docket.now,
        promised=promised,
        overnight=overnight,
        waiting=waiting,
        team=_team(house, theirs, found),
        clients=tuple(_clients([one for one in of_clients if one.id not in hidden], found))[:MOST]
        + tuple(patterns.of_clients(docket, house, clients, evening))[:MOST]
        + tuple(_complaints(docket, clients, [pair for pair in complaints if pair[0].id not in hidden]))[
            :MOST
        ],
    )
    lines = (*facts.promised, *facts.overnight, *facts.waiting, *facts.team, *facts.clients)
    return facts if lines else None


def _led(house: House, agent: Agent) -> tuple[str, ...]:
    """The agents whose lead this is, and nobody: what has no owner is a lead's too."""
    teams = [one for one in house.directory.teams.values() if one.lead == agent.address]
    members = {member for one in teams for member in one.members} - {agent.address}
    return (*sorted(members), "") if teams else ()


def _day(
    docket: Docket, agent: Agent, mine: list[Ticket], found: dict[int, list[Sign]], evening: datetime
) -> tuple[tuple[kinds.MorningLine, ...], ...]:
    """Promised for today, came in since the evening, waits for a word; nothing stands in two of them."""
    tomorrow = agent.day_after(docket.now)
    live = {one.ticket_id: one for one in docket.store.live_promises(agent.address)}
    by_due = sorted((one for one in mine if one.id in live), key=lambda one: live[one.id].due_at)
    promised = [one for one in by_due if live[one.id].due_at < tomorrow]
    rest = [one for one in mine if one not in promised and _their_turn_is_over(one)]
    overnight = [one for one in rest if one.customer_wrote_at and one.customer_wrote_at >= evening]
    waiting = sorted(
        (one for one in rest if one not in overnight),
        key=lambda one: (-one.chasers, one.customer_wrote_at or one.opened_at),
    )

    def lines(some: list[Ticket]) -> tuple[kinds.MorningLine, ...]:
        return tuple(_line(one, found.get(one.id, []), live.get(one.id)) for one in some[:MOST])

    return lines(promised), lines(overnight), lines(waiting)


def _their_turn_is_over(ticket: Ticket) -> bool:
    """Is the last word the customer's?"""
    spoken = ticket.person_wrote_at
    return ticket.customer_wrote_at is not None and (spoken is None or ticket.customer_wrote_at > spoken)


def _line(
    ticket: Ticket, found: list[Sign], live: Promise | None = None, owner: str = ""
) -> kinds.MorningLine:
    sign = next((one for one in found if one.what != "old"), None)
    return kinds.MorningLine(
        reference=ticket.reference,
        subject=ticket.subject,
        client=ticket.client or ticket.requester_name or ticket.requester,
        due=live.due_at if live else None,
        what=sign.what if sign else "",
        count=sign.count if sign and sign.what == "chasers" else 0,
        owner=owner,
    )


def _team(house: House, theirs: list[Ticket], found: dict[int, list[Sign]]) -> tuple[kinds.MorningLine, ...]:
    """What has gone wrong with colleagues' matters, and what nobody has."""
    grave = []
    for ticket in theirs:
        seen = [one for one in found.get(ticket.id, []) if one.what in _GRAVE or signs.is_chased(one)]
        if seen or not ticket.owner:
            name = house.directory.name_of(ticket.owner) or house.name
            grave.append(_line(ticket, seen, owner=name))
    return tuple(grave[:MOST])


# -- an account manager's clients


def _clients(tickets: list[Ticket], found: dict[int, list[Sign]]) -> Iterator[kinds.ClientLine]:
    """What a client must feel: promises not kept, silence, asking twice."""
    for ticket in tickets:
        for sign in found.get(ticket.id, []):
            if ticket.kind != "complaint" and (sign.what in _OF_CLIENTS or signs.is_chased(sign)):
                yield kinds.ClientLine(
                    client=ticket.client,
                    what=sign.what,
                    text=ticket.subject,
                    reference=ticket.reference,
                    since=sign.since,
                    count=sign.count,
                )
                break


def _complaints(
    docket: Docket, clients: list[str], complaints: list[tuple[Ticket, Complaint]]
) -> Iterator[kinds.ClientLine]:
    """Those that lack a part, and the prevention that is owed."""
    for ticket, record in complaints:
        if ticket.client not in clients:
            continue
        lacks, due = record.missing(), record.prevention_due
        if ticket.live and lacks:
            parts = tuple(kinds.Lack(part=part) for part in lacks)
            yield kinds.ClientLine(
                client=ticket.client,
                what="complaint",
                text=ticket.subject,
                reference=ticket.reference,
                since=record.opened_at,
                lacks=parts,
            )
        elif record.closed_at and due and due < docket.now:
            yield kinds.ClientLine(
                client=ticket.client,
                what="prevention",
                text=ticket.subject,
                reference=ticket.reference,
                since=due,
            )
