"""What each command does to a ticket, and what the end of an agent's mail does: the letter, the promise, the schedule.

`do` answers with a line of the transcript; a command that cannot be done says why and changes nothing.
"""

from dataclasses import replace
from datetime import datetime
from functools import singledispatch

from deskbell.casework import abuse, complaints, hearing, notify, together
from deskbell.casework.docket import Message
from deskbell.casework.judging import facts_of_ticket
from deskbell.casework.post import to_customer, to_staff
from deskbell.casework.promising import hours_of, next_contact, said_time, scheduled
from deskbell.casework.sitting import Sitting
from deskbell.casework.terms import contact_json, contact_of
from deskbell.casework.threads import known_address
from deskbell.commands import help_lines
from deskbell.commands import kinds as words
from deskbell.domain import phrases
from deskbell.domain.judgement import Level, Routing
from deskbell.domain.people import Agent
from deskbell.domain.said import say_at, say_by
from deskbell.domain.ticket import PromiseState, State, reference
from deskbell.letters import kinds
from deskbell.letters.staff import TranscriptLine
from deskbell.mail.tokens import without_tokens


def help_letter() -> kinds.Help:
    """The commands an agent may write."""
    return kinds.Help(commands=tuple(kinds.HelpLine(form=form, does=does) for form, does in help_lines()))


@singledispatch
def do(command: words.Command, sitting: Sitting) -> TranscriptLine:
    """Do one command."""
    return _refused(command, "this works only as an answer to a letter that asks for it")


def _done(command: words.Command, result: str) -> TranscriptLine:
    return TranscriptLine(line=command.line, result=result)


def _refused(command: words.Command, why: str) -> TranscriptLine:
    return TranscriptLine(line=command.line, result=why, done=False)


def _said(sitting: Sitting, at: datetime) -> str:
    zone = sitting.agent.timezone or sitting.house.timezone
    return say_at(at, sitting.docket.now, zone, "en")


def _by(sitting: Sitting, at: datetime) -> str:
    zone = sitting.agent.timezone or sitting.house.timezone
    return say_by(at, sitting.docket.now, zone, "en")


# -- how it stands


@do.register
def _(command: words.Resolve, sitting: Sitting) -> TranscriptLine:
    ticket = sitting.ticket
    said = "\n\n".join(one for one in (command.words, sitting.words) if one)
    if complaints.owes_prevention(sitting.docket, ticket) and not ticket.live:
        complaints.prevention_done(sitting, said)
        sitting.words = ""
        return _done(command, "the prevention is done, and the complainant is told")
    if ticket.kind == "complaint" and (why := complaints.refusal(sitting, said)):
        return _refused(command, why)
    if ticket.kind == "abuse" and (why := abuse.refusal(sitting, said)):
        return _refused(command, why)
    if result := together.resolved(sitting, said):
        sitting.words, sitting.readers = said, "agents"
        sitting.docket.end_promise(ticket.id, PromiseState.KEPT)
        sitting.save(sitting.ticket.resolve(sitting.docket.now))
        return _done(command, result)
    sitting.words = said
    sitting.resolved = True
    sitting.save(ticket.resolve(sitting.docket.now))
    sitting.docket.note(ticket.id, "resolved", by=sitting.agent.address)
    return _done(command, "resolved; the customer is told" if ticket.answerable else "resolved")


@do.register
def _(command: words.Close, sitting: Sitting) -> TranscriptLine:
    ticket = sitting.ticket
    if ticket.kind == "complaint" and (missing := complaints.missing(sitting.docket, ticket)):
        return _refused(
            command,
            f"a complaint is closed when all its parts are written; still missing: {', '.join(missing)}",
        )
    if ticket.kind == "abuse":
        if why := abuse.refusal(sitting, sitting.words):
            return _refused(command, why)
        sitting.readers = "agents"
        abuse.closed(sitting, sitting.words)
    sitting.docket.end_promise(ticket.id, PromiseState.ENDED)
    sitting.save(ticket.close(sitting.docket.now))
    sitting.docket.note(ticket.id, "closed", by=sitting.agent.address)
    return _done(command, "closed")


@do.register
def _(command: words.Reopen, sitting: Sitting) -> TranscriptLine:
    if sitting.ticket.live:
        return _refused(command, "it is open")
    sitting.save(sitting.ticket.reopen(sitting.docket.now))
    sitting.docket.note(sitting.ticket_id, "reopened", by=sitting.agent.address)
    return _done(command, "open again")


@do.register
def _(command: words.Wait, sitting: Sitting) -> TranscriptLine:
    until = said_time(command.until, sitting.ticket, sitting.house)
    sitting.save(sitting.ticket.wait(command.who, until, command.why, sitting.docket.now))
    sitting.docket.note(
        sitting.ticket_id,
        "waiting",
        whom=command.who,
        until=until.isoformat(),
        why=command.why,
        by=sitting.agent.address,
    )
    _promise(sitting, until)
    return _done(command, f"waiting for {command.who}, and looked at again {_said(sitting, until)}")


@do.register
def _(command: words.Restored, sitting: Sitting) -> TranscriptLine:
    sitting.save(replace(sitting.ticket.touched(sitting.docket.now), restored_at=sitting.docket.now))
    sitting.docket.note(sitting.ticket_id, "restored", by=sitting.agent.address)
    return _done(command, "noted that people can work again; the cause stays open")


@do.register
def _(command: words.Expect, sitting: Sitting) -> TranscriptLine:
    by = said_time(command.by, sitting.ticket, sitting.house)
    old = sitting.ticket.expected_at
    sitting.save(replace(sitting.ticket, expected_at=by, expected_firm_at=None))
    sitting.docket.note(sitting.ticket_id, "expected", by=by.isoformat(), agent=sitting.agent.address)
    if old and old != by and sitting.ticket.answerable:
        facts = kinds.Moved(what="expected", old=old, new=by, owner=sitting.agent.name)
        to_customer(sitting.docket, sitting.house, sitting.ticket, facts, true_until=by)
    return _done(command, f"expected to be solved {_by(sitting, by)}")


# -- promises


@do.register
def _(command: words.Promise, sitting: Sitting) -> TranscriptLine:
    sitting.words = "\n\n".join(one for one in (command.words, sitting.words) if one)
    by = said_time(command.by, sitting.ticket, sitting.house)
    longest = contact_of(sitting.ticket.contact).longest_promise
    if longest and by > hours_of(sitting.house, sitting.ticket).add(sitting.docket.now, longest):
        sitting.docket.note(
            sitting.ticket_id,
            "long_promise",
            by=by.isoformat(),
            agent=sitting.agent.address,
            longest=str(longest),
        )
    old = sitting.docket.promises.get(sitting.ticket_id)
    _promise(sitting, by)
    if not sitting.words and old and old.to_customer and sitting.ticket.answerable:
        facts = kinds.Moved(what="contact", old=old.due_at, new=by, owner=sitting.agent.name)
        to_customer(sitting.docket, sitting.house, sitting.ticket, facts, true_until=by)
        return _done(command, f"promised {_by(sitting, by)}; the customer is told of the new time")
    return _done(command, f"promised {_by(sitting, by)}")


def _promise(sitting: Sitting, by: datetime) -> None:
    """The live promise ends as the words of this mail make it end, and a new one is made."""
    _end_promise(sitting, PromiseState.RENEWED)
    sitting.docket.promise(
        sitting.ticket, by, by=sitting.agent.address, to_customer=sitting.ticket.answerable
    )
    sitting.promised = True


def _end_promise(sitting: Sitting, otherwise: PromiseState) -> None:
    live = sitting.docket.promises.get(sitting.ticket_id)
    if live is None:
        return
    spoken = bool(sitting.words and sitting.readers == "customer") or sitting.spoke
    in_time = PromiseState.KEPT if sitting.docket.now <= live.due_at else PromiseState.BROKEN
    sitting.docket.end_promise(sitting.ticket_id, in_time if spoken else otherwise)


@do.register
def _(command: words.Called, sitting: Sitting) -> TranscriptLine:
    sitting.spoke = True
    sitting.docket.note(sitting.ticket_id, "called", by=sitting.agent.address, words=command.words)
    sitting.save(sitting.ticket.answered(sitting.docket.now))
    return _done(command, "noted that you spoke with them; the promise is kept")


# -- people


@do.register
def _(command: words.Assign, sitting: Sitting) -> TranscriptLine:
    agent = sitting.house.directory.agent_named(command.name)
    if agent is None:
        near = ", ".join(sorted(one.name for one in sitting.house.directory.agents.values()))
        return _refused(command, f"nobody here answers to that name alone; there are {near}")
    ticket = sitting.ticket
    if complaints.concerns(sitting.docket, ticket, agent.address):
        return _refused(command, f"it is about {agent.name}, who has no hand in it")
    if agent.address == ticket.owner:
        return _refused(command, f"{agent.name} has it already")
    hand_over(sitting, agent)
    return _done(command, f"{agent.name} has it from now on")


def hand_over(sitting: Sitting, agent: Agent) -> None:
    """The ticket is the agent's from now on; the customer hears who it was and who it is, the agent gets the last words."""
    ticket = sitting.ticket
    old = sitting.house.directory.agent(ticket.owner)
    sitting.save(
        replace(ticket.touched(sitting.docket.now), owner=agent.address, team=agent.team or ticket.team)
    )
    sitting.docket.join(ticket.id, agent.address, agent.name, "agent")
    sitting.docket.note(
        ticket.id, "handed_over", old=ticket.owner, new=agent.address, by=sitting.agent.address
    )
    _tell_of_handover(sitting, old.name if old else "", agent.address)


def _tell_of_handover(sitting: Sitting, old: str, new: str) -> None:
    ticket, live = sitting.ticket, sitting.docket.promises.get(sitting.ticket_id)
    name = sitting.house.directory.name_of(new)
    if ticket.answerable and ticket.acknowledged_at and ticket.live and old:
        facts = kinds.Handover(
            old_owner=old,
            new_owner=name,
            by_old_owner=sitting.agent.name == old,
            since=sitting.docket.now,
            promise=live.due_at if live and live.to_customer else None,
        )
        to_customer(
            sitting.docket,
            sitting.house,
            ticket,
            facts,
            author=sitting.agent.address if sitting.agent.name == old else "",
        )
    last = _last_words(sitting)
    to_staff(
        sitting.docket,
        sitting.house,
        ticket,
        kinds.Notification(
            event="handed",
            words=last.words if last else sitting.words,
            requester=ticket.requester_name or ticket.requester,
            address=ticket.requester,
            proven=ticket.proven,
            arrived_at=last.at if last else ticket.opened_at,
            promise_due=live.due_at if live else None,
            priority=ticket.priority,
            owner=name,
            handed_by=sitting.agent.name,
        ),
        new,
    )


def _last_words(sitting: Sitting) -> Message | None:
    """The customer's newest words on the ticket."""
    theirs = [
        one for one in sitting.docket.store.thread(sitting.ticket_id) if one.direction == "in" and one.words
    ]
    return theirs[-1] if theirs else None


@do.register
def _(command: words.Consult, sitting: Sitting) -> TranscriptLine:
    agent = sitting.house.directory.agent_named(command.name)
    if agent is None:
        return _refused(command, "nobody here answers to that name alone")
    live, last = sitting.docket.promises.get(sitting.ticket_id), _last_words(sitting)
    facts = kinds.Consult(
        asked_by=sitting.agent.name,
        question=sitting.words,
        words=last.words if last else "",
        requester=sitting.ticket.requester_name or sitting.ticket.requester,
        promise_due=live.due_at if live else None,
    )
    to_staff(sitting.docket, sitting.house, sitting.ticket, facts, agent.address)
    sitting.docket.note(
        sitting.ticket_id, "consulted", whom=agent.address, by=sitting.agent.address, question=sitting.words
    )
    sitting.readers = "agents"
    return _done(command, f"{agent.name} is asked; the customer sees nothing of it")


@do.register
def _(command: words.Cc, sitting: Sitting) -> TranscriptLine:
    address = known_address(sitting.house, command.address.lower())
    name = sitting.house.directory.name_of(address)
    part = sitting.docket.join(sitting.ticket_id, address, name, "participant")
    if part.part in ("outside", "aside"):
        sitting.docket.set_part(replace(part, part="participant"))
    sitting.docket.note(sitting.ticket_id, "joined", who=address, by=sitting.agent.address)
    return _done(command, f"{address} takes part from now on, and sees nothing older")


@do.register
def _(command: words.For, sitting: Sitting) -> TranscriptLine:
    address = known_address(sitting.house, command.address.lower())
    name = sitting.house.directory.name_of(address)
    sitting.docket.join(sitting.ticket_id, address, name, "requester")
    client = sitting.house.client_name(address)
    sitting.save(
        replace(sitting.ticket, requester=address, requester_name=name, client=client, stranger=False)
    )
    sitting.docket.note(sitting.ticket_id, "requester_changed", new=address, by=sitting.agent.address)
    return _done(command, f"the matter is {name or address}'s")


# -- what it is

_PRIORITY_OF = {Level.HIGH: "P2", Level.NORMAL: "P3", Level.LOW: "P4"}
_LEVEL_OF = {"P1": "high", "P2": "high", "P3": "normal", "P4": "low"}


@do.register
def _(command: words.Urgency, sitting: Sitting) -> TranscriptLine:
    ticket = sitting.ticket
    priority = command.priority.value if command.priority else _PRIORITY_OF[command.level or Level.NORMAL]
    level = command.level.value if command.level else _LEVEL_OF[priority]
    facts = facts_of_ticket(sitting.docket, sitting.house, ticket)
    contact = sitting.house.rules.terms(priority, ticket.kind, facts, Routing(ticket.team, ticket.owner))
    sitting.save(
        replace(
            ticket.touched(sitting.docket.now),
            urgency=level,
            priority=priority,
            contact=contact_json(contact),
        )
    )
    sitting.docket.note(
        ticket.id, "priority_set", old=ticket.priority, new=priority, by=sitting.agent.address
    )
    return _done(command, f"{priority} from now on")


@do.register
def _(command: words.Note, sitting: Sitting) -> TranscriptLine:
    sitting.words = "\n\n".join(one for one in (command.words, sitting.words) if one)
    sitting.docket.note(sitting.ticket_id, "noted", by=sitting.agent.address, words=sitting.words)
    return _done(command, "kept for agents alone")


@do.register
def _(command: words.Accept, sitting: Sitting) -> TranscriptLine:
    """The mail set apart belongs to the ticket it quoted: merged into it, its sender a participant."""
    apart = sitting.ticket
    sitting.docket.bring([apart.set_apart_from])
    if not apart.set_apart_from or apart.set_apart_from not in sitting.docket.tickets:
        return _refused(command, "nothing is set apart here")
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
    return _done(command, f"{apart.requester} takes part in {into.reference} from now on")


@do.register
def _(command: words.Separate, sitting: Sitting) -> TranscriptLine:
    ticket = sitting.ticket
    if not ticket.set_apart_from:
        return _refused(command, "nothing is set apart here")
    sitting.save(replace(ticket, set_apart_from=0))
    sitting.docket.note(ticket.id, "separated", by=sitting.agent.address)
    return _done(command, "it stays a matter of its own")


@do.register
def _(command: words.Complaint, sitting: Sitting) -> TranscriptLine:
    """A complaint that was said some other way: a ticket, a record and a thread of its own."""
    ticket = sitting.ticket
    if ticket.kind == "complaint":
        return _refused(command, "it is a complaint already")
    if ticket.complaint:
        return _refused(command, f"a complaint was opened from it: {reference(ticket.complaint)}")
    last = _last_words(sitting)
    said = command.words or (last.words if last else "") or ticket.subject
    whom = hearing.about(sitting.house, said, ticket.requester_name)
    made = hearing.open_beside(
        sitting.docket,
        sitting.house,
        ticket,
        said,
        because=f"{sitting.agent.name} took it for a complaint",
        whom=whom,
    )
    owner = sitting.house.directory.name_of(made.owner)
    return _done(
        command, f"{made.reference} is the complaint, in a thread of its own; {owner} answers for it"
    )


do.register(words.Broadcast, together.broadcast)
for _kind in (words.Fault, words.Cause, words.Correction, words.Prevention):
    do.register(_kind, complaints.do)


# -- the end of the mail


def finish(sitting: Sitting) -> None:
    """The words go out, the promise they keep ends, the next one is made, and the ticket is scheduled."""
    words_for_customer = sitting.words.strip() if sitting.readers == "customer" else ""
    said = without_tokens(words_for_customer, sitting.house.base_url)
    if said or (sitting.resolved and sitting.ticket.answerable):
        _speak(sitting, said)
    if sitting.resolved:
        _end_promise(sitting, PromiseState.KEPT)
        if sitting.ticket.kind == "complaint":
            complaints.closed(sitting)
        elif sitting.ticket.kind == "abuse":
            abuse.closed(sitting, said)
    elif (said or sitting.spoke) and sitting.ticket.live and not sitting.promised:
        _end_promise(sitting, PromiseState.RENEWED)
        _promise_what_they_said(sitting, said)
    elif sitting.ticket.live and sitting.ticket_id not in sitting.docket.promises:
        sitting.docket.promise(
            sitting.ticket,
            next_contact(sitting.house, sitting.ticket, sitting.docket.now),
            to_customer=sitting.ticket.answerable,
        )
    alert = sitting.docket.alerts.get(sitting.ticket_id)
    if said and alert and not alert.confirmed_by:
        notify.confirm(sitting.docket, sitting.house, sitting.ticket, sitting.agent.address)
    sitting.save(scheduled(sitting.docket, sitting.house, sitting.ticket))


def _promise_what_they_said(sitting: Sitting, said: str) -> None:
    """A time in the agent's own words is a promise too; else the next contact by the terms of the ticket."""
    zone = sitting.agent.timezone or sitting.house.timezone
    named = phrases.promised_time(said, sitting.docket.now, zone) if said else None
    if named and named[1] > sitting.docket.now:
        due = said_time(named[1], sitting.ticket, sitting.house)
        sitting.docket.promise(
            sitting.ticket, due, by=sitting.agent.address, to_customer=sitting.ticket.answerable
        )
        sitting.docket.note(sitting.ticket_id, "promise_in_words", phrase=named[0], due=due.isoformat())
        return
    due = next_contact(sitting.house, sitting.ticket, sitting.docket.now)
    sitting.docket.promise(sitting.ticket, due, to_customer=sitting.ticket.answerable)


def _speak(sitting: Sitting, said: str) -> None:
    """The agent's words, under the agent's name, to the requester and to those in copy, each by a letter of their own."""
    docket, house, agent = sitting.docket, sitting.house, sitting.agent
    ticket = sitting.save(sitting.ticket.answered(docket.now))
    if ticket.state is State.WAITING and ticket.waiting_for != "customer" and not sitting.promised:
        ticket = sitting.save(ticket.resume(docket.now))
    facts: kinds.Reply | kinds.Resolved | kinds.ComplaintClosing = kinds.Reply(
        text=said, agent=agent.name, signature=agent.signature
    )
    links: tuple[str, ...] = ("status",)
    readers = [
        one.address
        for one in docket.participants.get(ticket.id, {}).values()
        if one.part in ("requester", "participant")
    ]
    if sitting.resolved and ticket.kind == "complaint":
        facts, readers = complaints.closing_letter(sitting, said), [ticket.requester]
    elif sitting.resolved:
        closes = _closing(sitting)
        facts = kinds.Resolved(
            text=said,
            agent=agent.name,
            signature=agent.signature,
            closes_on=closes,
            reopens_until=_reopens(sitting, closes),
        )
        links = ("status", "survey")
    docket.withdraw(ticket.id, ("progress", "second_miss", "third_miss"), "a person's words came first")
    live = docket.promises.get(ticket.id)
    letters = [
        to_customer(
            docket,
            house,
            ticket,
            facts,
            recipient=address,
            author=agent.address,
            promise_id=live.id if live else 0,
            links=links,
        )
        for address in readers or [ticket.requester]
        if address
    ]
    if letters:
        docket.file(
            Message(
                id=docket.fresh_id("message", 8),
                ticket_id=ticket.id,
                at=docket.now,
                direction="out",
                author=agent.address,
                author_name=agent.name,
                letter_id=letters[0].id,
                reason=facts.kind,
                words=said,
                message_id=letters[0].message_id.strip("<>"),
            )
        )
    sitting.sent = said


def _closing(sitting: Sitting) -> datetime:
    contact = contact_of(sitting.ticket.contact)
    hours = hours_of(sitting.house, sitting.ticket)
    return hours.add(sitting.docket.now, contact.closes_after) if contact.closes_after else sitting.docket.now


def _reopens(sitting: Sitting, closes: datetime) -> datetime | None:
    window = contact_of(sitting.ticket.contact).reopens
    return hours_of(sitting.house, sitting.ticket).add(closes, window) if window else None


__all__ = ["do", "finish", "hand_over", "help_letter"]
