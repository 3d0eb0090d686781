"""Abuse of staff: it goes up, and is closed only with what was done, which whoever was insulted hears (mission 13)."""

from deskbell.casework.post import to_staff
from deskbell.casework.sitting import Sitting
from deskbell.letters import kinds
from deskbell.letters.staff import TranscriptLine


def refusal(sitting: Sitting, said: str) -> str:
    """Why this agent cannot close it now, or ""."""
    directory, ticket = sitting.house.directory, sitting.ticket
    lead = directory.lead_of(ticket.team or ticket.owner)
    may = {*directory.leadership, *([lead.address] if lead else [])}
    if may and sitting.agent.address not in may:
        return f"abuse of staff is closed by {', '.join(directory.names(sorted(may)))}"
    return "" if said.strip() else "it is closed with what was done; say that in the same mail"


def closed(sitting: Sitting, said: str) -> None:
    """What was done is kept, and told to the agents who had to read it."""
    docket, house, ticket = sitting.docket, sitting.house, sitting.ticket
    docket.note(ticket.id, "abuse_closed", by=sitting.agent.address, done=said)
    docket.bring([ticket.previous])
    first = docket.tickets.get(ticket.previous)
    parts = docket.participants.get(ticket.id, {}).values()
    readers = [one.address for one in parts if one.part == "agent"] + ([first.owner] if first else [])
    facts = kinds.Transcript(
        reached="nothing",
        reason=f"{sitting.agent.name} has closed this, and this is what was done.",
        lines=(TranscriptLine(line=ticket.reference, result=said),),
    )
    for reader in dict.fromkeys(readers):
        if reader and reader != sitting.agent.address:
            to_staff(docket, house, ticket, facts, reader)
