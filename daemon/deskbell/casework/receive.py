"""Settling one mail: where it goes, what it does to the ticket, who is told. The order of the questions is the policy.

a copy of what we have?      closed as a duplicate
a report about our letter?   the letter is marked, the owner hears of it
somebody does not want it?   no more of them go there by themselves, the operator hears of it
our own letter come back?    noted
whose ticket?                threads.find
taken at all?                the book of refusals
an agent of the desk?        agents.py; alone.py where it is a command and no matter
a ticket it belongs to?      appended, or set apart
none?                        a new ticket
"""

from dataclasses import replace
from datetime import timedelta

from deskbell.casework import (
    agents,
    alone,
    bounced,
    hearing,
    incidents,
    notify,
    open_ticket,
    people,
    together,
    unwanted,
)
from deskbell.casework.appending import append
from deskbell.casework.docket import Docket, Outcome
from deskbell.casework.filing import file_message
from deskbell.casework.house import House
from deskbell.casework.judging import Case, Writer, facts_of, learn, writer_of
from deskbell.casework.open_ticket import raise_urgency
from deskbell.casework.promising import hours_of
from deskbell.casework.reading import Reading
from deskbell.casework.terms import contact_of
from deskbell.casework.threads import LETTER, QUIET, Found, find, has_part
from deskbell.domain.ticket import State, Ticket
from deskbell.mail import tokens
from deskbell.mail.keyring import Purpose
from deskbell.mail.values import Origin

#: Whom the doctor's own mail is addressed to.
PROBE = tokens.Holder(Purpose.PROBE, 0)
#: The same text under the same Message-ID is the same mail for this long.
SAME_MAIL = timedelta(days=14)


def settle(docket: Docket, house: House, reading: Reading) -> Outcome:
    """Decide everything about one mail. The docket holds the result; the outcome closes the inbound."""
    inbound = reading.inbound
    if docket.open_inbound.get(inbound.id) is None:
        return Outcome(inbound.id, "", "another process settled it meanwhile")
    if docket.open_inbound[inbound.id]:
        return docket.close(_came_again(docket, house, reading, docket.open_inbound[inbound.id]))
    if copy := _copy_of(docket, reading):
        return docket.close(copy)
    if reading.clues.bounced or (reading.mail.bounce and reading.clues.returned):
        return docket.close(bounced.report(docket, house, reading))
    if reading.mail.feedback:
        return docket.close(unwanted.report(docket, house, reading))
    found = find(docket, house, reading)
    if reading.mail.origin is Origin.OWN:
        return docket.close(_own_letter(docket, house, reading, found))
    writer = writer_of(house, reading, found, docket)
    learn(docket, reading, writer)
    return docket.close(_matter(docket, house, reading, writer, found))


def _matter(docket: Docket, house: House, reading: Reading, writer: Writer, found: Found) -> Outcome:
    """A mail from somebody about something."""
    if writer.agent and (taken := agents.receive(docket, house, reading, writer, found)):
        return taken
    if writer.agent and (asked := alone.answered(docket, house, reading, writer, found)):
        return asked
    outcome = _anybodys(docket, house, reading, writer, found)
    agent = people.conflict(house, reading) if outcome.ticket_id else None
    if agent and not people.is_suspended(docket, agent.address):
        people.suspend(docket, house, docket.tickets[outcome.ticket_id], agent, reading)
    return outcome


def _anybodys(docket: Docket, house: House, reading: Reading, writer: Writer, found: Found) -> Outcome:
    """A mail that is judged by the books, whoever wrote it."""
    judgement = house.rules.judge(facts_of(docket, house, reading, writer, found.ticket, now=docket.now))
    if not judgement.refusal.taken:
        return Outcome(reading.inbound.id, "refused", judgement.refusal.reason)
    ticket = found.ticket
    if judgement.kind == "complaint":
        client = writer.client.name if writer.client else ""
        whom = hearing.about(house, reading.mail.reply.new or reading.mail.text, writer.name)
        judgement = hearing.fair(house, judgement, client, whom, docket.now)
    if ticket is None and writer.address in house.directory.monitors:
        ticket = incidents.by_monitor(docket, reading, writer)
        if ticket is not None:
            return _monitor_again(docket, house, reading, writer, ticket)
    if ticket is None and (same := people.same_matter(docket, house, reading, writer, judgement)):
        ticket = same
        found = replace(found, ticket=same, reason="much the same from the same person within half an hour")
    case = Case(reading, writer, found, judgement)
    if ticket is None:
        return open_ticket.open_new(docket, house, case)
    if not has_part(docket, house, ticket, writer.address, writer.proven, found):
        if found.signal <= LETTER:
            return _another_hand(docket, house, case)
        return open_ticket.set_apart(docket, house, case)
    if _is_new_matter(docket, house, found, ticket):
        return open_ticket.followed_up(docket, house, case)
    return append(docket, house, case, ticket)


# -- before anything is judged


def _copy_of(docket: Docket, reading: Reading) -> Outcome | None:
    """The same mail once more, by another way; or the same with a gateway's changes in its text."""
    if not reading.mail.message_id:
        return None
    known = docket.anchors.get(reading.clues.own_hash)
    if known is None or not known.seen or known.own or docket.now - (known.made_at or docket.now) > SAME_MAIL:
        return None
    if known.content == reading.content:
        return Outcome(
            reading.inbound.id, "duplicate", "the same mail by another way", known.ticket_id, known.message_id
        )
    if known.path == reading.path and reading.mail.date is not None:
        message = file_message(
            docket, reading, known.ticket_id, "the same mail, changed on its way", direction="note"
        )
        return Outcome(
            reading.inbound.id, "duplicate", "the same mail, changed on its way", known.ticket_id, message.id
        )
    return None


def _came_again(docket: Docket, house: House, reading: Reading, former: str) -> Outcome:
    """It was settled, then came by another of our addresses: judged once more by all of them, and it may only raise."""
    word, _, number = former.partition(":")
    ticket = docket.tickets.get(int(number or 0))
    if ticket and ticket.live:
        found = Found(ticket, reason="it came again by another address")
        writer = writer_of(house, reading, found, docket)
        judgement = house.rules.judge(facts_of(docket, house, reading, writer, None, now=docket.now))
        docket.note(ticket.id, "came_again", recipients=list(reading.inbound.envelope.recipients))
        raise_urgency(docket, house, ticket, Case(reading, writer, found, judgement))
    return Outcome(reading.inbound.id, word, "it came again by another address", int(number or 0))


def _own_letter(docket: Docket, house: House, reading: Reading, found: Found) -> Outcome:
    """A letter of ours that found its way back is no matter, and is answered by nobody."""
    if found.ticket:
        docket.note(found.ticket.id, "own_letter_returned", message_id=reading.mail.message_id)
    probes = [
        token.number
        for token in filter(None, map(tokens.read_address, reading.recipients))
        if tokens.holder_of(token, (PROBE,), house.keyring)
    ]
    reason = probe_reason(probes[0]) if probes else "loop: a letter of our own came back"
    return Outcome(reading.inbound.id, "refused", reason, found.ticket.id if found.ticket else 0)


def probe_reason(number: int) -> str:
    """What is noted of a mail that the doctor sent to a tagged address of the desk's, by which the doctor knows it."""
    return f"the doctor's own mail {number} came back"


# -- onto a ticket that exists


def _is_new_matter(docket: Docket, house: House, found: Found, ticket: Ticket) -> bool:
    """A closed ticket past its time to reopen, or an address-book mail to one that is closed or quiet."""
    if found.address_book and (ticket.state is State.CLOSED or docket.now - ticket.updated_at > QUIET):
        return True
    if ticket.state is not State.CLOSED:
        return False
    window = contact_of(ticket.contact).reopens
    return window is not None and docket.now > hours_of(house, ticket).add(
        ticket.closed_at or docket.now, window
    )


def _another_hand(docket: Docket, house: House, case: Case) -> Outcome:
    """Somebody our letter was forwarded to: the agent alone sees it, and it changes nothing until they say so."""
    ticket, reason = case.found.ticket, case.found.reason
    assert ticket
    message = file_message(docket, case.reading, ticket.id, reason, hand="another")
    docket.note(ticket.id, "another_hand", sender=case.writer.address)
    docket.save(ticket.touched(docket.now))
    notify.of_message(docket, house, ticket, case, "reply", hand="another")
    return Outcome(case.reading.inbound.id, "appended", f"{reason}; by another hand", ticket.id, message.id)


def _monitor_again(docket: Docket, house: House, reading: Reading, writer: Writer, ticket: Ticket) -> Outcome:
    """A monitor's next word on what it reported: the incident goes on, or is over."""
    reason = "the monitor's incident goes on"
    message = file_message(docket, reading, ticket.id, reason)
    docket.save(ticket.touched(docket.now))
    if incidents.clears(reading):
        reason = "the monitor says that it is over"
        together.cleared(docket, house, ticket, reading.mail.subject)
    else:
        docket.note(ticket.id, "monitor_again", subject=reading.mail.subject[:200])
    return Outcome(reading.inbound.id, "appended", reason, ticket.id, message.id)
