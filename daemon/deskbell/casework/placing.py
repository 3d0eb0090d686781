"""On which ticket words belong, where the desk guessed otherwise or would not guess: the agent decides."""

from dataclasses import replace

from deskbell.casework.sitting import Sitting, done, refused
from deskbell.commands import kinds as words
from deskbell.domain.ticket import PromiseState, State
from deskbell.letters.staff import TranscriptLine


def accept(command: words.Accept, sitting: Sitting) -> TranscriptLine:
    """The mail set apart belongs to the ticket it quoted: merged into it, its sender a participant."""
    apart = sitting.ticket
    sitting.docket.bring([apart.set_apart_from])
    if not apart.set_apart_from or apart.set_apart_from not in sitting.docket.tickets:
        return refused(command, "nothing is set apart here")
    into = sitting.docket.tickets[apart.set_apart_from]
    sitting.docket.end_promise(apart.id, PromiseState.ENDED)
    sitting.save(
        replace(apart.touched(sitting.docket.now), state=State.MERGED, merged_into=into.id, next_at=None)
    )
    sitting.docket.join(into.id, apart.requester, apart.requester_name, "participant")
    for one in sitting.docket.store.thread(apart.id):
        if one.direction == "in":
            number = sitting.docket.fresh_id("message", 8)
            reason = f"accepted from {apart.reference}"
            sitting.docket.file(replace(one, id=number, ticket_id=into.id, inbound_id=0, reason=reason))
    sitting.docket.note(into.id, "accepted", ticket=apart.id, by=sitting.agent.address)
    sitting.ticket_id = into.id
    return done(command, f"{apart.requester} takes part in {into.reference} from now on")


def separate(command: words.Separate, sitting: Sitting) -> TranscriptLine:
    """What was set apart stays a ticket of its own."""
    ticket = sitting.ticket
    if not ticket.set_apart_from:
        return refused(command, "nothing is set apart here")
    sitting.save(replace(ticket, set_apart_from=0))
    sitting.docket.note(ticket.id, "separated", by=sitting.agent.address)
    return done(command, "it stays a matter of its own")
