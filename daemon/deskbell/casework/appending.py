"""A customer's next words on their ticket, and what they do to it: thank, ask, complain, answer, reopen, make it more urgent."""

from deskbell.casework import (
    acknowledging,
    alerting,
    enclosing,
    followups,
    hearing,
    notify,
    people,
    surveys,
)
from deskbell.casework.docket import Docket, Outcome
from deskbell.casework.filing import file_message
from deskbell.casework.grievances import Grievance, open_beside
from deskbell.casework.house import House
from deskbell.casework.judging import Case
from deskbell.casework.open_ticket import raise_urgency
from deskbell.casework.promising import next_contact, renew
from deskbell.casework.reading import Reading
from deskbell.casework.terms import contact_of
from deskbell.domain import phrases
from deskbell.domain.ticket import APART, PromiseState, State, Ticket
from deskbell.letters import kinds
from deskbell.mail.values import Origin


def append(docket: Docket, house: House, case: Case, ticket: Ticket) -> Outcome:
    """The customer's next words on their ticket, and what they do to it."""
    reading, writer, judgement, found = case.reading, case.writer, case.judgement, case.found
    message = file_message(docket, reading, ticket.id, found.reason)
    if found.disagrees:
        docket.note(ticket.id, "signals_disagree", other=found.disagrees, reason=found.reason)
        docket.note(found.disagrees, "signals_disagree", other=ticket.id, reason=found.reason)
    outcome = Outcome(reading.inbound.id, "appended", found.reason, ticket.id, message.id)
    if reading.mail.origin in (Origin.AUTOMATIC, Origin.BOUNCE):
        docket.note(ticket.id, "automatic_reply", sender=writer.address, subject=reading.mail.subject[:200])
        return outcome
    people.gather_later(docket, house, ticket, reading, writer)
    words = reading.mail.reply.new
    ticket = docket.save(ticket.touched(docket.now).changed(customer_wrote_at=docket.now))
    if writer.proven and writer.address == ticket.requester and not ticket.proven:
        docket.note(ticket.id, "proven", sender=writer.address)
        ticket = docket.save(ticket.changed(proven=True, stranger=False))
    if phrases.is_thanks_only(words):
        docket.note(ticket.id, "thanked", sender=writer.address)
        if ticket.followed_up_at and not ticket.live:
            followups.solved_said(docket, house, ticket)
        notify.of_message(docket, house, ticket, case, "reply")
        return outcome
    silent = not ticket.answerable
    if silent and _may_be_answered(ticket, case):
        ticket = docket.save(ticket.changed(answerable=True))
        docket.note(ticket.id, "answerable", sender=writer.address)
    beside = _complains(docket, house, case, ticket)
    ticket = docket.tickets[ticket.id]
    if ticket.state in (State.RESOLVED, State.CLOSED):
        return _after_the_end(docket, house, case, ticket, outcome)
    if ticket.state is State.WAITING and ticket.waiting_for == "customer":
        ticket = _our_turn(docket, house, ticket)
    event = "reply"
    if phrases.is_chaser(words) or judgement.kind == "chaser":
        ticket, event = _chased(docket, house, ticket), "chaser"
    notify.of_message(docket, house, ticket, case, event)
    alerting.again(docket, house, ticket, case)
    if beside:
        return outcome
    raise_urgency(docket, house, ticket, case)
    ticket = docket.tickets[ticket.id]
    if silent and ticket.answerable:
        _owe_again(docket, house, ticket, reading)
    else:
        _acknowledge_if_nobody_is_there(docket, house, ticket, reading)
    return outcome


def _may_be_answered(ticket: Ticket, case: Case) -> bool:
    """A machine may not answer on this ticket: its reader had enough of that, or it opened with a machine's own mail.

    Now the requester themselves asks for something.
    """
    writer = case.writer
    return (
        writer.proven
        and writer.address == ticket.requester
        and not case.reading.mail.auto
        and case.judgement.refusal.answered
        and contact_of(ticket.contact).letter != "none"
    )


def _owe_again(docket: Docket, house: House, ticket: Ticket, reading: Reading) -> None:
    """What was the owner's own look is a promise to the customer from now on, and they are told of it."""
    docket.end_promise(ticket.id, PromiseState.RENEWED)
    ticket = renew(docket, house, ticket, next_contact(house, ticket, docket.now))
    acknowledging.acknowledge_reply(docket, house, ticket, reading)


def _complains(docket: Docket, house: House, case: Case, ticket: Ticket) -> bool:
    """A complaint or an insult in a reply gets a ticket of its own beside this one; True if it did."""
    reading, writer, judgement = case.reading, case.writer, case.judgement
    kind = judgement.kind.value
    if kind not in APART or ticket.kind in APART:
        return False
    words = reading.mail.reply.new or reading.mail.text
    docket.bring([ticket.complaint])
    known = docket.tickets.get(ticket.complaint)
    if kind == "complaint" and known and known.live:
        docket.note(known.id, "complained_again", on=ticket.id)
        files = enclosing.of_mail(house, reading)
        notify.copies(docket, house, known, words, [known.owner], role=writer.role, files=files)
        return True
    whom = hearing.about(house, words, writer.name) | {ticket.owner}
    grievance = Grievance(
        words,
        because=next((one.because for one in judgement.fired if one.book == "kinds"), kind),
        whom=whom,
        complainant=writer.address,
        name=writer.name,
        role=writer.role,
        kind=kind,
        files=enclosing.of_mail(house, reading),
    )
    open_beside(docket, house, docket.tickets[ticket.id], grievance)
    return True


def _after_the_end(docket: Docket, house: House, case: Case, ticket: Ticket, outcome: Outcome) -> Outcome:
    """A word after "resolved": yes ends it, a number answers the survey, anything else opens it again with the same owner."""
    reading, writer = case.reading, case.writer
    words = reading.mail.reply.new
    if phrases.yes_or_no(words) is True and not phrases.says_still_broken(words):
        docket.note(ticket.id, "confirmed_solved", sender=writer.address)
        followups.solved_said(docket, house, ticket)
        return outcome
    asked = _answers_survey(docket, reading)
    if ticket.surveyed_at and surveys.by_mail(docket, house, ticket, writer.address, words, asked=asked):
        if phrases.score_in_reply(words) is None:  # words that no figure stands for are read by the owner
            ticket = docket.tickets[ticket.id]
            notify.of_message(docket, house, ticket, case, "reply")
        return outcome
    ticket = ticket.reopen(docket.now)
    docket.note(ticket.id, "reopened", sender=writer.address)
    docket.withdraw(ticket.id, kinds.WHEN_DONE, "the ticket was reopened")
    docket.save(ticket)
    again = contact_of(ticket.contact).first  # what was thought solved and is not counts as new
    ticket = renew(docket, house, ticket, next_contact(house, ticket, docket.now, again))
    notify.of_message(docket, house, ticket, case, "reopened")
    acknowledging.acknowledge_reply(docket, house, ticket, reading, again=True)
    return outcome


def _answers_survey(docket: Docket, reading: Reading) -> bool:
    """Is it an answer to the invitation to say how it was?"""
    letters = reading.clues.letters
    letter = docket.letters_before.get(letters[0]) if letters else None
    return letter is not None and letter.kind == kinds.Survey.kind


def _our_turn(docket: Docket, house: House, ticket: Ticket) -> Ticket:
    """The customer we waited for has answered."""
    docket.note(ticket.id, "resumed", waited_for=ticket.waiting_for)
    docket.withdraw(ticket.id, ("reminder", "kind_close", "waiting"), "they have answered")
    ticket = docket.save(ticket.resume(docket.now))
    docket.end_promise(ticket.id, PromiseState.RENEWED)
    return renew(docket, house, ticket, next_contact(house, ticket, docket.now))


def _chased(docket: Docket, house: House, ticket: Ticket) -> Ticket:
    """ "Any news?": counted; from the second on the lead hears of it too."""
    ticket = docket.save(ticket.changed(chasers=ticket.chasers + 1))
    docket.note(ticket.id, "chased", count=ticket.chasers)
    return ticket


def _acknowledge_if_nobody_is_there(docket: Docket, house: House, ticket: Ticket, reading: Reading) -> None:
    """A reply is not acknowledged, unless nobody on the ticket is on duty before the live promise (mission 1)."""
    live = docket.promises.get(ticket.id)
    owner = house.directory.agent(ticket.owner)
    if live is None or owner is None or owner.hours.next_open(docket.now) < live.due_at:
        return
    acknowledging.acknowledge_reply(docket, house, ticket, reading)
