"""Letters that a cap held back go once it has room again, as long as they are true (design §6)."""

from datetime import timedelta

from deskbell.casework import caps
from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.records import Capped

#: They are thought of for so long; most are untrue sooner.
LONGEST = timedelta(days=1)


def let_go(docket: Docket, house: House) -> list[Capped]:
    """Each goes, the oldest to its reader first, whose cap has room now; those that still wait, the oldest first."""
    true = docket.store.capped(docket.now - LONGEST, docket.now)
    docket.writers |= {one.recipient for one in true}  # what they had of late is asked at once
    room = [one for one in true if caps.has_room(docket, house, one.audience, one.recipient)]
    docket.bring(one.ticket_id for one in room)
    gone = {one.letter_id for one in room if _goes(docket, house, one)}
    return [one for one in true if one.letter_id not in gone]


def _goes(docket: Docket, house: House, one: Capped) -> bool:
    """Does it wait for its cap no longer? It leaves, or there is nothing left that it could say."""
    ticket = docket.tickets.get(one.ticket_id)
    spoken = ticket.person_wrote_at if ticket else None
    if ticket is None or not ticket.live or (spoken and spoken >= one.made_at):
        docket.letter_states[one.letter_id] = ("withdrawn", "the matter went on meanwhile")
        return True
    if not caps.has_room(docket, house, one.audience, one.recipient):
        return False
    caps.count_in(docket, house, one.audience, one.recipient)
    docket.released.append(one.letter_id)
    docket.note(ticket.id, "cap_lifted", letter=one.kind)
    return True
