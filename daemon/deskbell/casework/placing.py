"""On which ticket words belong, where the desk guessed otherwise or would not guess: the agent decides.

`/split` and `/separate` give words a ticket of their own, `/accept` and `/merge` bring them to another. What the agent
writes in the same mail is about the ticket the words end on.
"""

from dataclasses import replace

from deskbell.casework import alerting, enclosing, meant, notify, parting
from deskbell.casework.docket import Message, Moved
from deskbell.casework.promising import scheduled
from deskbell.casework.sitting import Sitting, done, refused
from deskbell.casework.threads import known_address, survivor
from deskbell.commands import kinds as words
from deskbell.domain.ticket import APART, PromiseState, State, Ticket, reference
from deskbell.letters.staff import TranscriptLine

# -- a ticket of their own


def split(command: words.Split, sitting: Sitting) -> TranscriptLine:
    """The mail that the agent answers is another matter, with what its sender wrote after it of the same."""
    source, first = sitting.ticket, meant.meant(sitting)
    if first is None:
        return refused(command, "there is no mail here to split off")
    if source.kind in APART:
        return refused(
            command, f"a matter of {source.kind} stays whole; a reply to the customer may open another"
        )
    mails = meant.with_later(sitting, first)
    before = [one for one in sitting.docket.thread(source.id) if one.direction == "in" and one.id < first.id]
    if not before:
        return refused(
            command,
            f"it is the mail that opened {source.reference}; answer the letter that told you of a later one",
        )
    ticket = parting.part(sitting, mails)
    return done(
        command, f"{_told(mails)} now {ticket.reference}, {ticket.priority}; {source.reference} goes on"
    )


def _told(mails: list[Message]) -> str:
    """How many mails went, and by what words the agent knows the first of them."""
    begins = " ".join(mails[0].words.split())[:60]
    many = "the mail is" if len(mails) == 1 else f"{len(mails)} mails are"
    return f"“{begins}”: {many}" if begins else many


def separate(command: words.Separate, sitting: Sitting) -> TranscriptLine:
    """What was set apart stays a ticket of its own; a mail by another hand gets one."""
    ticket = sitting.ticket
    if ticket.set_apart_from:
        sitting.save(ticket.changed(set_apart_from=0))
        sitting.docket.note(ticket.id, "separated", by=sitting.agent.address)
        return done(command, "it stays a matter of its own")
    mail = meant.meant(sitting, hand=True)
    if mail is None:
        return refused(command, "nothing is set apart here, and no mail is by another hand")
    mails = [one for one in meant.with_later(sitting, mail) if one.hand]
    made = parting.part(sitting, mails)
    return done(
        command,
        f"{made.reference} is {made.requester}'s matter now; nothing of {ticket.reference} goes there",
    )


# -- to another ticket


def accept(command: words.Accept, sitting: Sitting) -> TranscriptLine:
    """What was set apart belongs to the ticket it quoted; a mail by another hand belongs where it is. The sender takes part."""
    apart = sitting.ticket
    sitting.bring([apart.set_apart_from])
    into = survivor(sitting.docket, sitting.docket.tickets.get(apart.set_apart_from))
    if into is None:
        return _accept_hand(command, sitting)
    sitting.bring([into.id])
    sitting.docket.join(into.id, apart.requester, apart.requester_name, "participant")
    into = _join(sitting, apart, _open_again(sitting, into, apart.requester))
    sitting.docket.note(into.id, "accepted", ticket=apart.id, by=sitting.agent.address)
    return done(command, f"{apart.requester} takes part in {into.reference} from now on")


def _accept_hand(command: words.Accept, sitting: Sitting) -> TranscriptLine:
    mail = meant.meant(sitting, hand=True)
    if mail is None:
        return refused(command, "nothing is set apart here, and no mail is by another hand")
    address = known_address(sitting.house, mail.author.lower())
    take_in(sitting, address, mail.author_name)
    return done(command, f"{address} takes part from now on, and sees nothing older")


def take_in(sitting: Sitting, address: str, name: str) -> None:
    """Somebody takes part from now on; what they wrote by another hand counts as theirs, and opens what was resolved."""
    docket, ticket = sitting.docket, sitting.ticket
    part = docket.join(ticket.id, address, sitting.house.directory.name_of(address) or name, "participant")
    if part.part in ("outside", "aside"):
        docket.set_part(replace(part, part="participant"))
    docket.note(ticket.id, "joined", who=address, by=sitting.agent.address)
    theirs = [
        one
        for one in docket.thread(ticket.id)
        if one.hand and known_address(sitting.house, one.author.lower()) == address
    ]
    for one in theirs:
        docket.amend(one.id, hand="")
    if theirs:
        _open_again(sitting, ticket, address)


def _open_again(sitting: Sitting, ticket: Ticket, sender: str) -> Ticket:
    """Words that were taken in open what was resolved, as they would have if they had been let in at once."""
    if ticket.state not in (State.RESOLVED, State.CLOSED):
        return ticket
    sitting.docket.note(ticket.id, "reopened", sender=sender)
    return sitting.save(ticket.reopen(sitting.docket.now))


def merge(command: words.Merge, sitting: Sitting) -> TranscriptLine:
    """This ticket is the same matter as another of that client's: its words, people and promise go there."""
    ticket, docket = sitting.ticket, sitting.docket
    sitting.bring([command.number])
    into = survivor(docket, docket.tickets.get(command.number))
    sitting.bring([into.id] if into else [])
    if why := _why_apart(sitting, ticket, into, command.number):
        return refused(command, why)
    assert into is not None
    mine, theirs = docket.promises.get(ticket.id), docket.promises.get(into.id)
    for one in list(docket.participants.get(ticket.id, {}).values()):
        if one.part in ("requester", "participant") and one.address != into.requester:
            docket.join(into.id, one.address, one.name, "participant")
    if ticket.priority < into.priority:
        into = docket.save(_as_urgent(into, ticket))
    into = _join(sitting, ticket, into)
    if mine and mine.to_customer and (theirs is None or mine.due_at < theirs.due_at):
        docket.end_promise(into.id, PromiseState.RENEWED)
        docket.promise(into, mine.due_at, by=mine.by, to_customer=into.answerable)
    docket.note(into.id, "merged", ticket=ticket.id, by=sitting.agent.address)
    return done(command, f"{ticket.reference} is part of {into.reference} now; answers to either come here")


def _as_urgent(into: Ticket, ticket: Ticket) -> Ticket:
    """The more urgent of two that become one says how urgent they are."""
    return into.changed(
        urgency=ticket.urgency,
        impact=ticket.impact,
        priority=ticket.priority,
        contact=ticket.contact,
    )


def _why_apart(sitting: Sitting, ticket: Ticket, into: Ticket | None, number: int) -> str:
    """Why the two cannot be one, or ""."""
    if into is None:
        return f"there is no open ticket {reference(number)}"
    if into.id == ticket.id:
        return f"this is {ticket.reference}"
    if not into.live or not ticket.live:
        return f"{(into if not into.live else ticket).reference} is {(into if not into.live else ticket).state}; /reopen it first"
    if {ticket.kind, into.kind} & APART:
        return "a complaint, or abuse, has a thread of its own"
    if not ticket.requester or not into.requester:
        return "an incident links tickets and is not merged"
    if ticket.requester != into.requester and (not ticket.client or ticket.client != into.client):
        return f"{into.reference} is another client's matter; what one is told the other would read"
    return ""


def _join(sitting: Sitting, ticket: Ticket, into: Ticket) -> Ticket:
    """The ticket ends as a part of the other, at which the agent sits from now on, and whose owner gets the words."""
    docket = sitting.docket
    mails = tuple(one for one in docket.thread(ticket.id) if one.direction != "note")
    docket.move(Moved(ticket.id, into.id, mails))
    docket.end_promise(ticket.id, PromiseState.ENDED)
    merged = ticket.touched(docket.now).changed(state=State.MERGED, merged_into=into.id, next_at=None)
    sitting.save(merged)
    docket.note(ticket.id, "merged_into", ticket=into.id, by=sitting.agent.address)
    alert = docket.alerts.get(ticket.id)
    if alert and not alert.confirmed_by:
        alerting.confirm(docket, sitting.house, merged, sitting.agent.address)
    sitting.ticket_id = into.id
    into = docket.save(scheduled(docket, sitting.house, into.touched(docket.now)))
    if into.owner != sitting.agent.address:
        theirs = [one for one in mails if one.direction == "in"]
        said = "\n\n".join(one.words for one in theirs if one.words)
        files = enclosing.of_message(sitting.house, theirs[-1] if theirs else None)
        owner = (into.owner,)
        notify.copies(
            docket, sitting.house, into, said, owner, event="reply", about=ticket.subject, files=files
        )
    return into
