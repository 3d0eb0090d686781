"""Telling the desk's own people: the owner with everything needed to answer, the alerted who must stand up."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from deskbell.casework.docket import Docket, OpenMatter
from deskbell.casework.house import House
from deskbell.casework.judging import Writer
from deskbell.casework.post import to_staff
from deskbell.casework.promising import alert_due, hours_of
from deskbell.casework.reading import Reading
from deskbell.casework.terms import contact_of
from deskbell.domain import phrases
from deskbell.domain.hours import Span
from deskbell.domain.judgement import Contact, Judgement
from deskbell.domain.ticket import Alert, Ticket, reference
from deskbell.letters import kinds
from deskbell.letters.staff import Past

#: An unproven sender's mail pages a person this often at most; the letters by mail go all the same.
UNPROVEN_PAGE = timedelta(hours=1)
UNPROVEN_PAGES_A_NIGHT, NIGHT = 2, timedelta(hours=12)
#: Further mail on a matter nobody has confirmed rings the telephones again, this often at most.
BETWEEN_PAGES = timedelta(minutes=5)
#: Fault, cause, correction and prevention of a complaint are to be known by then.
CAUSE, CAUSE_URGENT = Span.working_days(5), Span.working_days(2)
#: From the second "any news?" on the lead reads along.
CHASERS_FOR_LEAD = 2


def of_message(
    docket: Docket,
    house: House,
    ticket: Ticket,
    reading: Reading,
    writer: Writer,
    event: str,
    *,
    hand: str = "",
    judgement: Judgement | None = None,
    like: Sequence[OpenMatter] = (),
) -> None:
    """New words reach the owner (whoever confirmed an alert as well), and the lead where the customer had to ask twice.

    `like`: what their writer has open that looks like them.
    """
    if reading.inbound.silent:
        return
    ticket = docket.tickets[ticket.id]
    alert = docket.alerts.get(ticket.id)
    readers = dict.fromkeys([ticket.owner, *([alert.confirmed_by] if alert and alert.confirmed_by else [])])
    if event == "new" and judgement and not judgement.contact.confirm:
        readers |= dict.fromkeys(judgement.contact.alert)
    if (
        event == "chaser"
        and ticket.chasers >= CHASERS_FOR_LEAD
        and (lead := house.directory.lead_of(ticket.team or ticket.owner))
    ):
        readers[lead.address] = None
    for reader in readers:
        if reader and reader == ticket.owner and event == "new" and ticket.kind == "complaint":
            _to_manager(docket, house, ticket, reading, writer, judgement)
        elif reader:
            facts = _notification(docket, house, ticket, reading, writer, event, hand, judgement, reader)
            facts = replace(facts, open_alike=tuple(_past(one) for one in like))
            to_staff(docket, house, ticket, facts, reader, high=ticket.priority == "P1")


def _past(one: OpenMatter) -> Past:
    return Past(what="open", text=one.subject, reference=reference(one.ticket_id), at=one.opened_at)


def _to_manager(
    docket: Docket,
    house: House,
    ticket: Ticket,
    reading: Reading,
    writer: Writer,
    judgement: Judgement | None,
) -> None:
    """A complaint that came as a mail of its own, to whoever owns it."""
    fired = judgement.fired if judgement else ()
    because = next((f"{one.entry}: {one.because}" for one in fired if one.book == "kinds"), "")
    words = reading.mail.reply.new or reading.mail.text
    complaint(docket, house, ticket, words, role=writer.role, because=because)


def complaint(
    docket: Docket, house: House, ticket: Ticket, words: str, *, role: str, because: str, about: str = ""
) -> None:
    """Who complains about what, in their words, and what is asked of the owner by when."""
    urgent, live = docket.alerts.get(ticket.id), docket.promises[ticket.id]
    facts = kinds.ComplaintToManager(
        complainant=ticket.requester_name or ticket.requester,
        words=words,
        answer_due=live.due_at,
        arrived_at=docket.now,
        role="" if role in ("unknown", "user") else role,
        about=about,
        urgent=urgent is not None,
        proven=ticket.proven,
        cause_due=hours_of(house, ticket).add(docket.now, CAUSE_URGENT if urgent else CAUSE),
        alerted=tuple(house.directory.names(urgent.told)) if urgent else (),
        because=because,
    )
    to_staff(docket, house, ticket, facts, ticket.owner, high=urgent is not None)


def _notification(
    docket: Docket,
    house: House,
    ticket: Ticket,
    reading: Reading,
    writer: Writer,
    event: str,
    hand: str,
    judgement: Judgement | None,
    reader: str,
) -> kinds.Notification:
    mail, live = reading.mail, docket.promises.get(ticket.id)
    words = mail.reply.new or mail.text
    return kinds.Notification(
        event=event if reader == ticket.owner or event == "chaser" else "copied",
        words=words,
        requester=writer.name or writer.address,
        address=writer.address,
        proven=writer.proven,
        arrived_at=reading.inbound.received_at,
        promise_due=live.due_at if live else None,
        role="" if writer.role in ("unknown", "user") else writer.role,
        requester_zone=writer.zone,
        hand=hand,
        unhappy=phrases.unhappy_sentence(words),
        about=mail.subject
        if mail.subject and event != "new" and _bare(mail.subject) != _bare(ticket.subject)
        else "",
        priority=ticket.priority,
        owner=house.directory.name_of(ticket.owner),
        fired=tuple(
            kinds.Because(entry=one.entry, because=one.because, book=one.book) for one in judgement.fired
        )
        if judgement and event in ("new", "reopened")
        else (),
        attachments=tuple(one.name or one.content_type for one in mail.attachments if not one.inline),
        also_to=tuple(one.address for one in (*mail.to, *mail.cc) if not house.is_ours(one.address)),
        defects=mail.defects[:5],
    )


def _bare(subject: str) -> str:
    return subject.rpartition(": ")[2].strip().casefold()


def set_apart(
    docket: Docket, house: House, ticket: Ticket, quoted: Ticket, reading: Reading, writer: Writer
) -> None:
    """The quoted ticket's agent decides: /accept or /separate."""
    same_name = writer.name and writer.name.casefold() == quoted.requester_name.casefold()
    facts = kinds.SetApartQuestion(
        sender=writer.address,
        words=reading.mail.reply.new or reading.mail.text,
        quoted=quoted.reference,
        arrived_at=reading.inbound.received_at,
        quoted_subject=quoted.subject,
        maybe=quoted.requester_name if same_name else "",
    )
    to_staff(docket, house, ticket, facts, quoted.owner or ticket.owner)


def alert(
    docket: Docket, house: House, ticket: Ticket, reading: Reading, writer: Writer, judgement: Judgement
) -> None:
    """People stand up at once; until one of them says `mine` it climbs the chain. An alert that lives is not doubled."""
    if ticket.id in docket.alerts:
        again(docket, house, ticket, reading, writer)
        return
    contact = judgement.contact
    told = tuple(dict.fromkeys((*contact.pager, *contact.alert)))
    reason = (
        "; ".join(f"{one.entry}" for one in judgement.fired if one.book == "urgency")
        or judgement.priority.value
    )
    if not house.paging.makes_alert(reason):
        docket.note(ticket.id, "paging_stopped", entry=reason)
        return
    pages = not reading.inbound.silent and (writer.proven or not _paged_enough(docket, house, writer.address))
    made = docket.raise_alert(ticket.id, reason, told, pages=pages)
    if not reading.inbound.silent:
        words = reading.mail.reply.new or reading.mail.text
        tell(
            docket,
            house,
            ticket,
            made,
            told,
            words=words,
            proven=writer.proven,
            role=writer.role,
            page=contact.pager if pages else (),
            fired=judgement,
        )


def stand_up(
    docket: Docket,
    house: House,
    ticket: Ticket,
    contact: Contact,
    reason: str,
    words: str,
    *,
    proven: bool,
    role: str = "",
) -> None:
    """An alert for what came by no mail of its own: a survey, an agent's word, many mails that look alike."""
    told = tuple(dict.fromkeys((*contact.pager, *contact.alert)))
    made = docket.raise_alert(ticket.id, reason, told, pages=bool(contact.pager))
    tell(docket, house, ticket, made, told, words=words, proven=proven, role=role, page=contact.pager)


def copies(
    docket: Docket, house: House, ticket: Ticket, words: str, whom: Iterable[str], *, role: str = ""
) -> None:
    """Words that came by no mail of their own, to those who are in copy of them."""
    live = docket.promises.get(ticket.id)
    facts = kinds.Notification(
        event="copied",
        words=words,
        requester=ticket.requester_name or ticket.requester,
        address=ticket.requester,
        proven=ticket.proven,
        arrived_at=docket.now,
        promise_due=live.due_at if live else None,
        role="" if role in ("unknown", "user") else role,
        priority=ticket.priority,
        owner=house.directory.name_of(ticket.owner),
    )
    for reader in whom:
        if reader:
            to_staff(docket, house, ticket, facts, reader)


def _paged_enough(docket: Docket, house: House, claimed: str) -> bool:
    """Has mail that claims this sender rung telephones within the hour, or twice this night?"""

    def rung(since: timedelta) -> int:
        here = sum(
            one.pages and docket.tickets[one.ticket_id].requester == claimed
            for one in docket.new_alerts.values()
        )
        return here + docket.store.pages_since(claimed, docket.now - since)

    if rung(UNPROVEN_PAGE) >= 1:
        return True
    return not house.directory.desk_hours.is_open(docket.now) and rung(NIGHT) >= UNPROVEN_PAGES_A_NIGHT


def again(docket: Docket, house: House, ticket: Ticket, reading: Reading, writer: Writer) -> None:
    """More mail on an alerted matter: whoever confirmed has it already; while nobody has, the telephones ring again."""
    alert, contact = docket.alerts.get(ticket.id), contact_of(ticket.contact)
    if alert is None or alert.confirmed_by or not alert.pages or reading.inbound.silent:
        return
    rang = [one.made_at for one in docket.store.letters_of(ticket.id) if one.kind == "pager"]
    rang += [one.made_at for one in docket.letters if one.kind == "pager" and one.ticket_id == ticket.id]
    if rang and docket.now - max(rang) < BETWEEN_PAGES:
        return
    climbed = [who for rung in contact.chain[: alert.step] if rung.pager for who in rung.tell]
    docket.note(ticket.id, "paged_again", sender=writer.address)
    whom = () if house.paging.is_stopped(alert.reason) else dict.fromkeys((*contact.pager, *climbed))
    _page(docket, house, ticket, alert, whom, writer.role)


def tell(
    docket: Docket,
    house: House,
    ticket: Ticket,
    alert: Alert,
    whom: Iterable[str],
    *,
    words: str,
    proven: bool,
    role: str = "",
    rung: int = 0,
    page: Iterable[str] = (),
    silent: tuple[str, ...] = (),
    fired: Judgement | None = None,
) -> None:
    """One rung of an alert: a letter that asks for one word, and a telephone where there is one."""
    contact, live = contact_of(ticket.contact), docket.promises.get(ticket.id)
    due = live.due_at if live else docket.now
    climbs = alert_due(house, ticket, contact, alert.made_at, rung) if contact.chain else None
    upper = contact.chain[rung].tell if rung < len(contact.chain) else ()
    names = house.directory.names(alert.told)
    shown = "" if role in ("unknown", "user") else role
    whom = tuple(whom)
    for address in whom:
        facts = kinds.Alert(
            requester=ticket.requester_name or ticket.requester,
            words=words,
            arrived_at=alert.made_at,
            promise_due=due,
            proven=proven,
            role=shown,
            because=tuple(
                kinds.Because(entry=one.entry, because=one.because, book=one.book)
                for one in fired.fired
                if one.book == "urgency"
            )
            if fired
            else (),
            rung=rung,
            silent=silent,
            climbs_at=climbs,
            climbs_to=", ".join(house.directory.names(upper)),
            confirm=contact.confirm,
            owner=house.directory.name_of(ticket.owner),
            others=tuple(name for name in names if name != house.directory.name_of(address)),
        )
        to_staff(docket, house, ticket, facts, address, links=("confirm",), high=True)
    _page(docket, house, ticket, alert, () if rung and house.paging.is_stopped(alert.reason) else page, role)


def _page(docket: Docket, house: House, ticket: Ticket, alert: Alert, whom: Iterable[str], role: str) -> None:
    """The telephones of those who have one, without a customer's words."""
    live = docket.promises.get(ticket.id)
    facts = kinds.Pager(
        priority=ticket.priority,
        promise_due=live.due_at if live else docket.now,
        role="" if role in ("unknown", "user") else role,
    )
    for address in whom:
        agent = house.directory.agent(address)
        if agent and agent.pager:
            to_staff(
                docket,
                house,
                ticket,
                facts,
                agent.pager,
                links=("confirm",),
                high=True,
                thread=f"page.{alert.id}",
            )


def confirm(docket: Docket, house: House, ticket: Ticket, address: str) -> bool:
    """Somebody says `mine`: the climbing stops and the others may sit down. False if there was nothing to confirm."""
    alert = docket.alerts.get(ticket.id)
    if alert is None:
        return False
    if alert.confirmed_by:
        return alert.confirmed_by == address
    docket.change_alert(replace(alert, confirmed_by=address, confirmed_at=docket.now))
    docket.note(ticket.id, "alert_confirmed", by=address)
    docket.withdraw(ticket.id, ("alert", "pager"), f"{house.directory.name_of(address)} has it")
    live = docket.promises.get(ticket.id)
    for other in alert.told:
        if other != address:
            facts = kinds.Confirmed(
                by=house.directory.name_of(address), at=docket.now, promise_due=live.due_at if live else None
            )
            to_staff(docket, house, ticket, facts, other)
    return True
