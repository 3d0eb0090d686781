"""Who has a ticket, who is asked about it, whose matter it is, and who reads along."""

from dataclasses import replace
from textwrap import shorten

from deskbell.casework import complaints, enclosing, keeping, meant, notify, placing
from deskbell.casework.docket import Message, PastLetter
from deskbell.casework.post import to_customer, to_staff
from deskbell.casework.sitting import Sitting, done, refused
from deskbell.casework.threads import known_address
from deskbell.commands import kinds as words
from deskbell.commands import parse
from deskbell.commands.parse import Parsed
from deskbell.domain.people import Agent
from deskbell.letters import kinds
from deskbell.letters.staff import Past, TranscriptLine

#: So many entries of a ticket, each of so many letters, are told to whoever takes it over.
_MANY, _SHORT = 8, 400


#: What is a command to the desk, and an answer to a colleague.
_WORDS = (words.Yes, words.No, words.Ok, words.Send, words.Mine)


def assign(command: words.Assign, sitting: Sitting) -> TranscriptLine:
    """Somebody else owns it from now on; nobody whom a complaint is about."""
    agent = sitting.house.directory.agent_named(command.name)
    if agent is None:
        near = ", ".join(sorted(one.name for one in sitting.house.directory.agents.values()))
        return refused(command, f"nobody here answers to that name alone; there are {near}")
    ticket = sitting.ticket
    if complaints.concerns(sitting.docket, ticket, agent.address):
        return refused(command, f"it is about {agent.name}, who has no hand in it")
    if agent.address == ticket.owner:
        return refused(command, f"{agent.name} has it already")
    hand_over(sitting, agent)
    return done(command, f"{agent.name} has it from now on")


def hand_over(sitting: Sitting, agent: Agent) -> None:
    """The ticket is the agent's from now on; the customer hears who it was and who it is, the agent gets the last words."""
    ticket = sitting.ticket
    old = sitting.house.directory.agent(ticket.owner)
    sitting.save(
        ticket.touched(sitting.docket.now).changed(owner=agent.address, team=agent.team or ticket.team)
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
            promise=live.due_at if live and keeping.stands(live, sitting.docket.now) else None,
        )
        to_customer(
            sitting.docket,
            sitting.house,
            ticket,
            facts,
            author=sitting.agent.address if sitting.agent.name == old else "",
        )
    last = sitting.last_words()
    to_staff(
        sitting.docket,
        sitting.house,
        ticket,
        kinds.Notification(
            event="handed",
            words=last.words if last else sitting.words,
            requester=ticket.requester_name or ticket.requester,
            address=ticket.requester,
            hears=ticket.requester_name or ticket.requester,
            proven=ticket.proven,
            arrived_at=last.at if last else ticket.opened_at,
            **notify.due(live),
            priority=ticket.priority,
            owner=name,
            handed_by=sitting.agent.name,
            so_far=_so_far(sitting, last),
            requester_zone=ticket.timezone,
        ),
        new,
        files=enclosing.of_message(sitting.house, last),
    )


def _so_far(sitting: Sitting, last: Message | None) -> tuple[Past, ...]:
    """What customers and colleagues wrote before the last words, oldest first, each cut short; of our mails what they noted."""
    told = []
    for one in sitting.docket.thread(sitting.ticket_id):
        said = _noted(sitting, one) if one.direction == "note" else one.words
        if said.strip() and one is not last:
            who = one.author_name or sitting.house.directory.name_of(one.author) or one.author
            text = shorten(said, _SHORT, placeholder=" …")
            told.append(Past(what=who, text=text, at=one.at))
    return tuple(told[-_MANY:])


def _noted(sitting: Sitting, mail: Message) -> str:
    """The words of an agent's mail that were for agents alone."""
    parsed = parse(mail.words, mail.at, sitting.agent.hours, sitting.house.timezone)
    notes = [one.words for one in parsed.commands if isinstance(one, words.Note)]
    return "\n".join([*notes, parsed.text]) if notes and not parsed.stopped else ""


def consult(command: words.Consult, sitting: Sitting) -> TranscriptLine:
    """A colleague is asked; the customer sees nothing of it."""
    agent = sitting.house.directory.agent_named(command.name)
    if agent is None:
        return refused(command, "nobody here answers to that name alone")
    live, last = sitting.docket.promises.get(sitting.ticket_id), sitting.last_words()
    facts = kinds.Consult(
        asked_by=sitting.agent.name,
        question=sitting.words,
        words=last.words if last else "",
        requester=sitting.ticket.requester_name or sitting.ticket.requester,
        promise_due=live.due_at if live else None,
    )
    files = enclosing.together(sitting.house, enclosing.of_message(sitting.house, last), sitting.files)
    to_staff(sitting.docket, sitting.house, sitting.ticket, facts, agent.address, files=files)
    sitting.enclosed = sitting.files.go
    sitting.docket.note(
        sitting.ticket_id, "consulted", whom=agent.address, by=sitting.agent.address, question=sitting.words
    )
    sitting.readers = "agents"
    return done(command, f"{agent.name} is asked; the customer sees nothing of it")


def advise(sitting: Sitting, parsed: Parsed, asked: PastLetter) -> Parsed:
    """The answer of a colleague who was asked goes to whoever asked, its files with it. What the mail says besides.

    `asked`: the letter that asked them.
    """
    house, ticket = sitting.house, sitting.ticket
    asker = house.directory.agent_named(str(asked.facts.get("asked_by", "")))
    live = sitting.docket.promises.get(ticket.id)
    if all(isinstance(one, _WORDS) for one in parsed.commands):
        parsed = replace(parsed, commands=(), text=parsed.whole)
    notes = [one.words for one in parsed.commands if isinstance(one, words.Note)]
    said = "\n\n".join(filter(None, (*notes, parsed.text)))
    if said or sitting.files:
        facts = kinds.Advice(
            by=sitting.agent.name,
            words=said,
            requester=ticket.requester_name or ticket.requester,
            question=str(asked.facts.get("question", "")),
            attachments=sitting.files.names,
            promise_due=live.due_at if live else None,
        )
        reader = asker.address if asker else ticket.owner
        to_staff(sitting.docket, house, ticket, facts, reader, files=sitting.files)
        sitting.docket.note(ticket.id, "advised", by=sitting.agent.address, whom=reader)
    sitting.files = enclosing.NONE
    return replace(parsed, text="")


def cc(command: words.Cc, sitting: Sitting) -> TranscriptLine:
    """Somebody takes part from now on: whom the line names, else who wrote the mail by another hand that is answered."""
    other = None if command.address else meant.meant(sitting, hand=True)
    if not command.address and other is None:
        return refused(command, "one mail address, like jo@acme.example")
    address = known_address(sitting.house, other.author.lower() if other else command.address)
    placing.take_in(sitting, address, other.author_name if other else "")
    return done(command, f"{address} takes part from now on, and sees nothing older")


def for_(command: words.For, sitting: Sitting) -> TranscriptLine:
    """It is that person's matter; what came back from the address before goes to the new one.

    Whose it was reads along, unless letters to them come back.
    """
    docket, house, before = sitting.docket, sitting.house, sitting.ticket.requester
    lost = _came_back(sitting)
    address = known_address(house, command.address.lower())
    theirs = docket.part_of(sitting.ticket_id, address)
    name = house.directory.name_of(address) or (theirs.name if theirs else "")
    reads = before != address and not lost and house.directory.agent(before) is None
    if (part := docket.part_of(sitting.ticket_id, before)) and part.part == "requester":
        stays = "agent" if house.directory.agent(before) else "aside"
        docket.set_part(replace(part, part="participant" if reads else stays))
    docket.join(sitting.ticket_id, address, name, "requester")
    docket.set_part(replace(docket.participants[sitting.ticket_id][address], part="requester"))
    client = house.client_name(address)
    sitting.save(
        sitting.ticket.changed(
            requester=address,
            requester_name=name,
            client=client,
            stranger=False,
            answerable=sitting.ticket.answerable or not before,  # nobody was there to be answered
        )
    )
    docket.note(sitting.ticket_id, "requester_changed", new=address, by=sitting.agent.address)
    if lost is not None and before != address:
        _send_again(sitting, lost)
        return done(command, f"the matter is {name or address}'s, and the letter that came back goes there")
    also = f"; {before} reads along" if reads and before else ""
    return done(command, f"the matter is {name or address}'s{also}")


def _came_back(sitting: Sitting) -> PastLetter | None:
    """The newest letter to the requester, if it never arrived."""
    letters = sitting.docket.store.letters_of(sitting.ticket_id)
    theirs = [one for one in letters if one.recipient == sitting.ticket.requester]
    return theirs[-1] if theirs and theirs[-1].state in ("bounced", "refused") else None


def _send_again(sitting: Sitting, lost: PastLetter) -> None:
    """The same letter to whoever the requester is now, with the time by which they hear from us as it is now."""
    docket, house, ticket = sitting.docket, sitting.house, sitting.ticket
    live, plain = docket.promises.get(ticket.id), dict(lost.facts)
    if live and plain.get("next_contact"):
        plain["next_contact"] = live.due_at.isoformat()
    author = (
        house.directory.agent_named(str(plain.get("agent", ""))) if lost.kind in kinds.BY_A_PERSON else None
    )
    to_customer(
        docket,
        house,
        ticket,
        kinds.facts_of(lost.kind, plain),
        author=author.address if author else "",
        true_until=live.due_at if live and not author else None,
    )
