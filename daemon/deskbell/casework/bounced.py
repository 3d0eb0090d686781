"""Reports about letters of ours: the customer was not told, and the owner must know."""

from dataclasses import replace
from datetime import datetime

from deskbell.casework.docket import Docket, Outcome
from deskbell.casework.filing import file_message
from deskbell.casework.house import House
from deskbell.casework.post import to_staff
from deskbell.casework.promising import next_contact, scheduled
from deskbell.casework.reading import Reading
from deskbell.domain.ticket import ERASED, Correspondent, State, Ticket
from deskbell.letters import kinds
from deskbell.mail.values import FailedRecipient

#: Letters that tell a requester that their matter is done, or close to it.
_TELLING = ("resolved", "reply")


def report(docket: Docket, house: House, reading: Reading) -> Outcome:
    """A delivery report: the letter it speaks of is marked; a bounced letter counts as never sent."""
    clues, bounce = reading.clues, reading.mail.bounce
    letter = docket.letters_before.get(clues.returned) or docket.letters_before.get(clues.bounced)
    if letter is None or bounce is None:
        return Outcome(reading.inbound.id, "bounce", "of a letter nobody here knows")
    ticket = docket.tickets.get(letter.ticket_id)
    if letter.recipient == ERASED or (ticket and ticket.erased):
        return Outcome(reading.inbound.id, "bounce", "of a letter that was erased")
    why = next(map(_said, (*bounce.failed, *bounce.delayed)), "") or reading.mail.subject
    if not bounce.failed:
        if ticket:
            docket.note(ticket.id, "letter_delayed", letter=letter.id, why=why[:300])
        return Outcome(reading.inbound.id, "bounce", "delayed, still being tried", letter.ticket_id)
    docket.letter_states[letter.id] = ("bounced", why[:500])
    _remember(docket, letter.recipient, docket.now)
    if ticket is None:
        return Outcome(reading.inbound.id, "bounce", f"of our letter {letter.id}", 0)
    docket.note(
        ticket.id,
        "letter_bounced",
        letter=letter.id,
        kind=letter.kind,
        recipient=letter.recipient,
        why=why[:300],
    )
    message = file_message(docket, reading, ticket.id, "a report about our letter", direction="note")
    tell(docket, house, ticket, letter.kind, letter.recipient, letter.sent_at or letter.made_at, why)
    return Outcome(
        reading.inbound.id, "bounce", f"of our letter {letter.id} ({letter.kind})", ticket.id, message.id
    )


def _said(failed: FailedRecipient) -> str:
    """What the other side said, with the status of it that most answers name already."""
    named = failed.status in failed.diagnostic
    return failed.diagnostic if named else f"{failed.status} {failed.diagnostic}".strip()


def tell(
    docket: Docket, house: House, ticket: Ticket | None, kind: str, recipient: str, at: datetime, why: str
) -> None:
    """A letter of `kind`, sent at that time, never reached its reader: whoever can do something about it hears of it."""
    reopened = ticket is not None and _reopen(docket, house, ticket, kind, recipient, at)
    live = docket.promises.get(ticket.id) if ticket else None
    facts = kinds.Bounced(
        recipient=recipient,
        letter=kind,
        sent_at=at,
        why=why[:300],
        promise_due=live.due_at if live and live.to_customer else None,
        reopened=reopened,
    )
    if not house.directory.agent(recipient):
        if ticket:
            to_staff(docket, house, ticket, facts, ticket.owner)
    elif kind in ("alert", "notification"):
        _agent_unreachable(docket, house, recipient, facts)


def _reopen(docket: Docket, house: House, ticket: Ticket, kind: str, recipient: str, at: datetime) -> bool:
    """What was solved is not done while its requester was never told so: it is open again, and its owner looks."""
    told_so = kind in _TELLING and recipient == ticket.requester
    if not told_so or ticket.state not in (State.RESOLVED, State.CLOSED) or ticket.kind == "complaint":
        return False
    if any(
        one.direction == "in" and one.at > at and one.author == recipient for one in docket.thread(ticket.id)
    ):
        return False
    ticket = docket.save(ticket.reopen(docket.now))
    docket.note(ticket.id, "reopened", reason="letter_bounced")
    docket.withdraw(ticket.id, kinds.WHEN_DONE, "they were never told that it is solved")
    docket.promise(ticket, next_contact(house, ticket, docket.now), to_customer=False)
    docket.save(scheduled(docket, house, ticket))
    return True


def _agent_unreachable(docket: Docket, house: House, address: str, facts: kinds.Bounced) -> None:
    """An agent whose mail bounces would leave tickets in silence: their lead and the operator hear of it."""
    lead = house.directory.lead_of(address)
    for reader in dict.fromkeys([*([lead.address] if lead else []), *house.directory.operators]):
        if reader != address:
            to_staff(docket, house, None, facts, reader, thread=f"bounced.{address}")


def _remember(docket: Docket, address: str, at: datetime) -> None:
    known = docket.people.get(address) or Correspondent(address)
    docket.know(replace(known, bounced_at=at))
