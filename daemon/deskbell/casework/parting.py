"""Words that are another matter get a ticket of their own: `/split`, and `/separate` for a mail by another hand.

The new ticket is the sender's, keeps the owner, is judged anew, and carries a promise of its own, and by when it should
be solved where the rules say so. Whatever answers those words finds it, whichever address it was sent to; the sender
hears of it at the end of the mail, by the agent's own words or by an acknowledgement, and so does an owner who did not
part it.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from deskbell.casework import caps, expecting, meant, notify, restoring
from deskbell.casework.docket import Docket, Message, Moved
from deskbell.casework.house import House
from deskbell.casework.judging import LazyLoad, facts_of_ticket
from deskbell.casework.post import to_customer
from deskbell.casework.promising import first_contact, scheduled
from deskbell.casework.sitting import Sitting
from deskbell.casework.terms import contact_json, contact_of
from deskbell.casework.threads import known_address
from deskbell.domain.judgement import Judgement, Routing
from deskbell.domain.ticket import APART, PromiseState, Ticket
from deskbell.letters import kinds
from deskbell.letters.facts import Facts as LetterFacts
from deskbell.mail.compose import clean_line
from deskbell.triage.facts import TicketFacts

#: Kinds with a thread, an owner and a record of their own; words that are split off do not become one unawares.
_NOT_BY_SPLITTING = APART | {"chaser"}


def part(sitting: Sitting, mails: list[Message]) -> Ticket:
    """These mails on a ticket of their own, at which the agent sits from now on."""
    docket, source = sitting.docket, sitting.ticket
    ticket = _opened(sitting, mails[0])
    docket.join(ticket.id, ticket.requester, ticket.requester_name, "requester")
    if sitting.agent.address in sitting.house.directory.agents:
        docket.join(ticket.id, sitting.agent.address, sitting.agent.name, "agent")
    letters = tuple(meant.letters_about(sitting, mails))
    docket.move(Moved(source.id, ticket.id, tuple(mails), letters))
    for one in mails:
        if one.hand:
            docket.amend(one.id, hand="")
    docket.note(source.id, "split_off", ticket=ticket.id, messages=len(mails), by=sitting.agent.address)
    _stands_again(sitting, mails)
    docket.save(scheduled(docket, sitting.house, docket.tickets[source.id].touched(docket.now)))
    docket.promise(
        ticket,
        first_contact(sitting.house, ticket, contact_of(ticket.contact), docket.now),
        to_customer=ticket.answerable,
    )
    sitting.ticket_id, sitting.parted = ticket.id, True
    if ticket.owner != sitting.agent.address:
        notify.copies(docket, sitting.house, ticket, mails[0].words, (ticket.owner,), event="new")
    return ticket


def aim(sitting: Sitting) -> None:
    """By when people should work again, and by when it should be solved, as the rules say of any new ticket."""
    docket, house, ticket = sitting.docket, sitting.house, sitting.ticket
    ticket = docket.save(restoring.aimed(house, ticket, docket.now))
    at = expecting.by_the_rules(house, ticket, contact_of(ticket.contact), docket.now)
    if at and ticket.answerable and not (ticket.stranger or ticket.expected_at):
        docket.note(ticket.id, "expected", by="rules", due=at.isoformat())
        docket.save(ticket.expect(at))


def _stands_again(sitting: Sitting, mails: list[Message]) -> None:
    """A matter that was resolved, and opened again by nothing but these words, is as resolved as it was."""
    docket, ticket = sitting.docket, sitting.ticket
    ends = docket.store.ends(ticket.id)
    if len(ends) < 2 or [kind for kind, _ in ends[:2]] != ["reopened", "resolved"] or not ticket.live:
        return
    (_, reopened_at), (_, resolved_at) = ends[:2]
    since = [one for one in docket.thread(ticket.id) if one.at >= reopened_at and one.direction != "note"]
    if mails[0].at != reopened_at or since:
        return
    resolved = ticket.resolve(docket.now)
    docket.end_promise(ticket.id, PromiseState.ENDED)
    docket.save(resolved.changed(resolved_at=resolved_at, reopened=max(0, ticket.reopened - 1)))
    docket.note(ticket.id, "resolved", by=sitting.agent.address, reason="what opened it was another matter")


def _opened(sitting: Sitting, mail: Message) -> Ticket:
    """The new ticket, with what the rules say of its words."""
    docket, house, source = sitting.docket, sitting.house, sitting.ticket
    address = known_address(house, mail.author.lower())
    own = address == source.requester
    proven = own and source.proven
    client = house.client(address)
    ticket = _blank(sitting, mail).changed(
        requester=address,
        requester_name=house.directory.name_of(address) or clean_line(mail.author_name)[:200],
        client=client.name if client else "",
        timezone=source.timezone if own else client.timezone if client else "",
        answerable=source.answerable if own else mail.origin == "person",
        proven=proven,
        stranger=not proven and client is None and house.directory.person(address) is None,
    )
    judged = _judged(docket, house, ticket, mail)
    kind = "request" if judged.kind.value in _NOT_BY_SPLITTING else judged.kind.value
    facts = facts_of_ticket(docket, house, ticket)
    contact = house.rules.terms(judged.priority.value, kind, facts, Routing(ticket.team, ticket.owner))
    ticket = docket.open(
        ticket.changed(
            kind=kind,
            urgency=judged.urgency.value,
            impact=judged.impact.value,
            priority=judged.priority.value,
            answerable=ticket.answerable and judged.refusal.answered and contact.letter != "none",
            contact=contact_json(contact),
            set_number=judged.set_number,
        )
    )
    docket.note(ticket.id, "opened", reason=f"split from {source.reference}", by=sitting.agent.address)
    docket.note(
        ticket.id,
        "judged",
        set=judged.set_number,
        kind=kind,
        urgency=ticket.urgency,
        impact=ticket.impact,
        priority=ticket.priority,
        fired=[
            {"book": one.book, "entry": one.entry, "because": one.because, "saw": list(one.saw)}
            for one in judged.fired
        ],
    )
    return ticket


def _blank(sitting: Sitting, mail: Message) -> Ticket:
    """A ticket beside the first, under the subject that its customer sees in their own mail program."""
    docket, source = sitting.docket, sitting.ticket
    another = bool(mail.subject.strip()) and meant.bare(mail.subject) != meant.bare(source.subject)
    return Ticket(
        id=docket.fresh_id("ticket"),
        subject=clean_line(mail.subject)[:500] if another else source.subject,
        requester="",
        requester_name="",
        client="",
        language=source.language,
        timezone="",
        owner=source.owner,
        team=source.team,
        desk_address=source.desk_address,
        opened_at=mail.at,
        updated_at=docket.now,
        customer_wrote_at=mail.at,
        previous=source.id,
    )


def _judged(docket: Docket, house: House, ticket: Ticket, mail: Message) -> Judgement:
    """What the books say of these words as of a new mail; its header fields are not looked at again."""
    agents = tuple(house.directory.agents)
    facts = replace(
        facts_of_ticket(docket, house, ticket),
        recipients=(ticket.desk_address or house.address,),
        new_words=mail.words,
        text=mail.text or mail.words,
        language=ticket.language,
        ticket=TicketFacts(),
        history=lambda periods: docket.store.history(ticket.requester, ticket.client, docket.now, periods),
        load=LazyLoad(lambda agent: docket.load_of(agent, agents)),
    )
    return house.rules.judge(facts)


def tell(sitting: Sitting) -> None:
    """Nobody's words went out with the new ticket, so its requester is told by whom and by when they hear."""
    docket, house, ticket = sitting.docket, sitting.house, sitting.ticket
    live = docket.promises.get(ticket.id)
    if live is None or not ticket.answerable or not ticket.live:
        return
    facts = _sign_of_life(house, ticket, docket, live.due_at)
    cap = caps.reached(docket, house, ticket, ticket.requester)
    to_customer(
        docket,
        house,
        ticket,
        facts,
        true_until=live.due_at,
        links=() if ticket.stranger else ("status",),
        state="capped" if cap else "waiting",
    )
    if cap:
        docket.note(ticket.id, "capped", letter=facts.kind, of=cap.of, count=cap.count, daily=cap.daily)
    docket.save(docket.tickets[ticket.id].changed(acknowledged_at=docket.now))


def _sign_of_life(house: House, ticket: Ticket, docket: Docket, due: datetime) -> LetterFacts:
    if ticket.stranger:
        return kinds.AcknowledgementStranger(next_contact=due)
    owner, hours = house.directory.name_of(ticket.owner), house.directory.desk_hours
    contact, alert = contact_of(ticket.contact), docket.alerts.get(ticket.id)
    if alert and contact.letter == kinds.AcknowledgementUrgent.kind:
        return kinds.AcknowledgementUrgent(
            alerted=tuple(name for name in house.directory.names(alert.told) if "@" not in name),
            alerted_at=alert.made_at,
            next_contact=due,
            staffed=contact.staffed,
            owner=owner,
            expected=ticket.expected_at,
        )
    more: dict[str, Any] = {"priority": ticket.priority, "expected": ticket.expected_at}
    if hours.is_open(docket.now):
        return kinds.Acknowledgement(owner=owner, next_contact=due, **more)
    return kinds.AcknowledgementOutOfHours(
        owner=owner, opens_at=hours.next_open(docket.now), next_contact=due, **more
    )
