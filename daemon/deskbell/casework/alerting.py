"""People who must stand up at once: an alert asks for one word, climbs until somebody says it, and rings telephones."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from deskbell.casework import enclosing
from deskbell.casework.docket import Docket
from deskbell.casework.enclosing import Files
from deskbell.casework.house import House
from deskbell.casework.judging import Case
from deskbell.casework.post import to_staff
from deskbell.casework.promising import alert_due
from deskbell.casework.reading import words_of
from deskbell.casework.terms import contact_of
from deskbell.domain.judgement import Contact, Fired
from deskbell.domain.people import role_said
from deskbell.domain.ticket import Alert, Ticket
from deskbell.letters import kinds

#: An unproven sender's mail pages a person this often at most; the letters by mail go all the same.
UNPROVEN_PAGE = timedelta(hours=1)
UNPROVEN_PAGES_A_NIGHT, NIGHT = 2, timedelta(hours=12)
#: Further mail on a matter nobody has confirmed rings the telephones again, this often at most.
BETWEEN_PAGES = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Plea:
    """What people are called for: somebody's words, who they are as far as it is known, and the files that came with them.

    `by`: whose words they are, where they are not the requester's.
    """

    words: str
    proven: bool
    by: str = ""
    role: str = ""
    files: Files = enclosing.NONE


def alert(docket: Docket, house: House, ticket: Ticket, case: Case) -> None:
    """People stand up at once; until one of them says `mine` it climbs the chain. An alert that lives is not doubled."""
    if ticket.id in docket.alerts:
        again(docket, house, ticket, case)
        return
    writer, judgement = case.writer, case.judgement
    contact, inbound = judgement.contact, case.reading.inbound
    told = tuple(dict.fromkeys((*contact.pager, *contact.alert)))
    urgent = [one for one in judgement.fired if one.book == "urgency"]
    reason = "; ".join(one.entry for one in urgent) or judgement.priority.value
    if not house.paging.makes_alert(reason):
        docket.note(ticket.id, "paging_stopped", entry=reason)
        return
    pages = not inbound.silent and (writer.proven or not _paged_enough(docket, house, writer.address))
    made = docket.raise_alert(ticket.id, reason, told, pages=pages)
    if not inbound.silent:
        words, files = words_of(case.reading.mail), enclosing.of_mail(house, case.reading)
        plea = Plea(words, writer.proven, writer.name or writer.address, writer.role, files)
        tell(docket, house, ticket, made, told, plea, page=contact.pager if pages else (), fired=urgent)


def stand_up(docket: Docket, house: House, ticket: Ticket, contact: Contact, reason: str, plea: Plea) -> None:
    """An alert for what came by no mail of its own: a survey, an agent's word, many mails that look alike."""
    told = tuple(dict.fromkeys((*contact.pager, *contact.alert)))
    made = docket.raise_alert(ticket.id, reason, told, pages=bool(contact.pager))
    tell(docket, house, ticket, made, told, plea, page=contact.pager)


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


def again(docket: Docket, house: House, ticket: Ticket, case: Case) -> None:
    """More mail on an alerted matter: whoever confirmed has it already; while nobody has, the telephones ring again."""
    alert, contact = docket.alerts.get(ticket.id), contact_of(ticket.contact)
    if alert is None or alert.confirmed_by or not alert.pages or case.reading.inbound.silent:
        return
    rang = [one.made_at for one in docket.store.letters_of(ticket.id) if one.kind == "pager"]
    rang += [one.made_at for one in docket.letters if one.kind == "pager" and one.ticket_id == ticket.id]
    if rang and docket.now - max(rang) < BETWEEN_PAGES:
        return
    climbed = [who for rung in contact.chain[: alert.step] if rung.pager for who in rung.tell]
    docket.note(ticket.id, "paged_again", sender=case.writer.address)
    whom = () if house.paging.is_stopped(alert.reason) else dict.fromkeys((*contact.pager, *climbed))
    _page(docket, house, ticket, alert, whom, case.writer.role)


def tell(
    docket: Docket,
    house: House,
    ticket: Ticket,
    alert: Alert,
    whom: Iterable[str],
    plea: Plea,
    *,
    rung: int = 0,
    page: Iterable[str] = (),
    silent: tuple[str, ...] = (),
    fired: Iterable[Fired] = (),
) -> None:
    """One rung of an alert: a letter that asks for one word, and a telephone where there is one."""
    contact, live = contact_of(ticket.contact), docket.promises.get(ticket.id)
    due = live.due_at if live else docket.now
    climbs = alert_due(house, ticket, contact, alert.made_at, rung) if contact.chain else None
    upper = contact.chain[rung].tell if rung < len(contact.chain) else ()
    names = house.directory.names(alert.told)
    shown = role_said(plea.role)
    because = tuple(kinds.Because(entry=one.entry, because=one.because, book=one.book) for one in fired)
    for address in whom:
        facts = kinds.Alert(
            requester=plea.by or ticket.requester_name or ticket.requester,
            words=plea.words,
            arrived_at=alert.made_at,
            promise_due=due,
            proven=plea.proven,
            role=shown,
            because=because,
            rung=rung,
            silent=silent,
            climbs_at=climbs,
            climbs_to=tuple(house.directory.names(upper)),
            confirm=contact.confirm,
            owner=house.directory.name_of(ticket.owner),
            others=tuple(name for name in names if name != house.directory.name_of(address)),
        )
        to_staff(docket, house, ticket, facts, address, links=("confirm",), high=True, files=plea.files)
    telephones = () if rung and house.paging.is_stopped(alert.reason) else page
    _page(docket, house, ticket, alert, telephones, plea.role)


def _page(docket: Docket, house: House, ticket: Ticket, alert: Alert, whom: Iterable[str], role: str) -> None:
    """The telephones of those who have one, without a customer's words."""
    live = docket.promises.get(ticket.id)
    facts = kinds.Pager(
        priority=ticket.priority,
        promise_due=live.due_at if live else docket.now,
        role=role_said(role),
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


def known_names(house: House, alert: Alert | None) -> tuple[str, ...]:
    """Those whom an alert was told, as a customer may read it: by name, nobody where there is no alert."""
    return tuple(name for name in house.directory.names(alert.told) if "@" not in name) if alert else ()


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
