"""Letters the relay will not have, or could not take for five days: the owner hears that the customer was not told."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from deskbell.casework.bounced import tell
from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.ports import Due, Handed

#: How long a letter is tried (RFC 5321 §4.5.4.1: four to five days).
GIVE_UP = timedelta(days=5)


def is_hopeless(due: Due, outcome: Handed, now: datetime) -> bool:
    """Does this answer end the tries? A refusal does; so does anything but a yes after five days."""
    if outcome in (Handed.ACCEPTED, Handed.REFUSED):
        return outcome is Handed.REFUSED
    return bool(due.attempts) and now - due.made_at > GIVE_UP


def given_up(docket: Docket, house: House, failed: Sequence[tuple[Due, str]]) -> None:
    """Each is marked, noted on its timeline, and told to whoever can do something about it."""
    for due, answer in failed:
        docket.letter_states[due.id] = ("refused", answer[:500])
        ticket = docket.tickets.get(due.ticket_id)
        if ticket:
            docket.note(
                ticket.id,
                "letter_refused",
                letter=due.id,
                kind=due.kind,
                recipient=due.recipient,
                why=answer[:300],
            )
        tell(docket, house, ticket, due.kind, due.recipient, due.made_at, answer)
