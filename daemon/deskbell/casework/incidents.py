"""Many mails about one thing: found by how alike they are, by a notice, or by a monitor; told and ended together.

An incident has a ticket of its own (a monitor's is the ticket of its first alarm), owned by the team lead. Proposed, it
links nothing: what looks like it is only remembered. Once it is open, what looks like it is linked, told what is known,
and alerts nobody a second time.
"""

import re
from dataclasses import replace
from datetime import timedelta

from deskbell.casework import alerting, likeness
from deskbell.casework.docket import Docket, Incident, Likeness
from deskbell.casework.house import House
from deskbell.casework.judging import Case, Writer, facts_of_ticket
from deskbell.casework.post import to_staff
from deskbell.casework.promising import first_contact, scheduled
from deskbell.casework.reading import Reading
from deskbell.casework.terms import contact_json
from deskbell.domain.judgement import Judgement, Routing
from deskbell.domain.people import MANAGER_ROLES
from deskbell.domain.ticket import PromiseState, Ticket
from deskbell.letters import kinds
from deskbell.mail.values import Origin

#: So many of the newest mails are compared with a new one; in a flood the older ones have their incident by then.
COMPARED = 200
#: So many mails say what an incident looks like.
FOUNDERS = 5
#: Those whose mail alerts whatever else is known.
_ALWAYS_ALERT = MANAGER_ROLES | {"vip"}
_STATUS = re.compile(
    r"\b(?:problem|alert|alarm|firing|critical|warning|down|failed|update|acknowledged"
    r"|recovery|recovered|resolved|cleared|clear|closed|normal|ok|up)\b|\d+",
    re.IGNORECASE,
)
_CLEAR = re.compile(
    r"\b(?:recovery|recovered|resolved|cleared|clear|closed|back to normal|ok|up)\b", re.IGNORECASE
)
_ALARM = re.compile(r"\b(?:problem|firing|critical|down|failed|not ok)\b", re.IGNORECASE)


# -- a new ticket: is it one of many?


def look(docket: Docket, house: House, ticket: Ticket, case: Case) -> Incident | None:
    """The incident that a new ticket is taken for, proposed or open; a new one where it makes them many."""
    reading, writer, judgement = case.reading, case.writer, case.judgement
    if writer.address in house.directory.monitors:
        return _of_monitor(docket, ticket, reading, writer)
    if judgement.kind != "fault" or writer.stranger or reading.mail.origin is not Origin.PERSON:
        return None
    words = likeness.words_of(reading.mail.subject, reading.mail.reply.new)
    own = Likeness(ticket.id, docket.now, ticket.requester, ticket.client, words)
    known = _known(docket, house, own, judgement) or _born(docket, house, ticket, own, judgement)
    docket.likenesses[ticket.id] = replace(own, incident=known.ticket_id) if known else own
    if known is None:
        recent(docket, house).add(own)
    elif known.state == "open" or _is_crowd(docket, house, known):
        _link(docket, ticket.id, known)
    return known


def _is_crowd(docket: Docket, house: House, known: Incident) -> bool:
    """Is a proposed incident so large that one more mail is no news, and hangs on it for the time being?"""
    number, crowd = known.ticket_id, house.rules.similar.crowd
    if number not in docket.crowds:
        docket.crowds[number] = len(docket.store.taken_for(number, crowd))
    here = sum(one.incident == number for one in docket.likenesses.values())
    return here + docket.crowds[number] > crowd


def live(docket: Docket) -> dict[int, Incident]:
    """Incidents proposed or open, asked for once a docket."""
    if docket.live_incidents is None:
        docket.live_incidents = {one.ticket_id: one for one in docket.store.incidents()}
    return docket.live_incidents


def recent(docket: Docket, house: House) -> likeness.Lately[Likeness]:
    """What the newest tickets without an incident look like, asked for once a docket."""
    if docket.recent is None:
        since = docket.now - timedelta(minutes=house.rules.similar.minutes)
        docket.recent = likeness.Lately(docket.store.lookalikes(since, COMPARED), lambda one: one.words)
    return docket.recent


def _known(docket: Docket, house: House, own: Likeness, judgement: Judgement) -> Incident | None:
    """One that lives already: by the notice it belongs to, else the most alike."""
    incidents = live(docket)
    if judgement.notice:
        key = f"notice:{judgement.notice.name}"
        return next((one for one in incidents.values() if one.key == key), None)
    near = [
        (likeness.alike(own.words, one.words), one)
        for one in incidents.values()
        if one.words and one.client in ("", own.client)
    ]
    best = max(near, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= house.rules.similar.alike else None


def _born(
    docket: Docket, house: House, ticket: Ticket, own: Likeness, judgement: Judgement
) -> Incident | None:
    """A new incident: a notice says that they belong together, or this one makes similar mails of several people many."""
    if judgement.notice:
        key, automatic = f"notice:{judgement.notice.name}", judgement.notice.link == "automatic"
        return _open(docket, house, ticket, [own], judgement, key, automatic)
    rule = house.rules.similar
    others = recent(docket, house).like(own.words, rule.alike)
    if len({own.requester, *(one.requester for one in others)}) < rule.people:
        return None
    recent(docket, house).drop(others)
    founders = [own, *others]
    made = _open(docket, house, ticket, founders, judgement, "", rule.link == "automatic")
    for one in others:
        docket.likenesses[one.ticket_id] = replace(one, incident=made.ticket_id)
    if made.state == "open":
        docket.bring(one.ticket_id for one in others)
        for one in others:
            _link(docket, one.ticket_id, made)
    return made


def _open(
    docket: Docket,
    house: House,
    ticket: Ticket,
    founders: list[Likeness],
    judgement: Judgement,
    key: str,
    automatic: bool,
) -> Incident:
    """The incident and its ticket, and the word to the team lead."""
    clients = {one.client for one in founders}
    client = next(iter(clients)) if len(clients) == 1 and not key else ""
    mine = _ticket(docket, house, ticket, client, min(judgement.priority.value, "P2"))
    incident = Incident(
        mine.id,
        mine.subject,
        min(one.at for one in founders),
        "open" if automatic else "proposed",
        client,
        key,
        "" if key else "\n".join(one.words for one in founders[:FOUNDERS]),
        judgement.notice.text if judgement.notice else "",
    )
    docket.incidents[mine.id] = live(docket)[mine.id] = incident
    docket.note(mine.id, "incident_open" if automatic else "incident_proposed", key=key, first=ticket.id)
    words = "\n".join(one.words.partition("|")[2] for one in founders[:1])
    contact = house.rules.terms(
        mine.priority, "fault", facts_of_ticket(docket, house, ticket), Routing(mine.team, mine.owner)
    )
    mine = docket.save(mine.changed(contact=contact_json(contact)))
    docket.promise(mine, first_contact(house, mine, contact, docket.now), to_customer=False)
    if contact.confirm:
        reason = f"{len({one.requester for one in founders})} people wrote much the same"
        alerting.stand_up(docket, house, mine, contact, reason, alerting.Plea(words, proven=True))
    _ask_lead(docket, house, mine, incident, founders)
    docket.save(scheduled(docket, house, mine))
    return incident


def _ticket(docket: Docket, house: House, first: Ticket, client: str, priority: str) -> Ticket:
    """The incident's own ticket: the lead's, and no customer's."""
    lead = house.directory.lead_of(first.team or first.owner)
    return docket.open(
        Ticket(
            id=docket.fresh_id("ticket"),
            subject=first.subject,
            requester="",
            requester_name="",
            client=client,
            language=house.language,
            timezone=first.timezone if client else "",
            owner=lead.address if lead else first.owner,
            team=first.team,
            desk_address=first.desk_address,
            opened_at=docket.now,
            updated_at=docket.now,
            kind="fault",
            urgency="high",
            impact="high",
            priority=priority,
            answerable=False,
            proven=True,
            set_number=first.set_number,
        )
    )


def _ask_lead(
    docket: Docket, house: House, mine: Ticket, incident: Incident, founders: list[Likeness]
) -> None:
    facts = kinds.IncidentQuestion(
        title=incident.title,
        since=incident.since,
        people=tuple(
            f"{house.directory.name_of(one.requester) or one.requester}, {one.client or 'no client'}"
            for one in founders
        ),
        linked=incident.state == "open",
    )
    to_staff(docket, house, mine, facts, mine.owner)


def _link(docket: Docket, ticket_id: int, incident: Incident) -> None:
    ticket = docket.tickets[ticket_id]
    if ticket.incident != incident.ticket_id and ticket_id != incident.ticket_id:
        docket.save(ticket.changed(incident=incident.ticket_id))
        docket.note(ticket_id, "linked", incident=incident.ticket_id)


# -- what that means for the new ticket


def spares_alert(docket: Docket, house: House, incident: Incident | None, case: Case) -> bool:
    """Are people called for this incident, once for all? A manager's mail calls them whatever is known."""
    if incident is None or case.writer.role in _ALWAYS_ALERT:
        return False
    docket.bring([incident.ticket_id])
    if incident.ticket_id not in docket.alerts:
        words = case.reading.mail.reply.new or case.reading.mail.text
        _rouse(docket, house, docket.tickets[incident.ticket_id], case.judgement, words)
    return True


def _rouse(docket: Docket, house: House, mine: Ticket, judgement: Judgement, words: str) -> None:
    """The first mail that calls people calls them for the incident, which is as urgent from now on."""
    contact = judgement.contact
    mine = docket.save(mine.changed(priority=judgement.priority.value, contact=contact_json(contact)))
    docket.end_promise(mine.id, PromiseState.RENEWED)
    docket.promise(mine, first_contact(house, mine, contact, docket.now), to_customer=False)
    plea = alerting.Plea(words, proven=True)
    alerting.stand_up(docket, house, mine, contact, judgement.priority.value, plea)
    docket.save(scheduled(docket, house, mine))


def spares_owner(ticket: Ticket, incident: Incident | None, writer: Writer) -> bool:
    """Is one more mail about this incident no news to the agents? What a manager writes always is."""
    return (
        incident is not None
        and (incident.state == "open" or ticket.incident == incident.ticket_id)
        and writer.role not in _ALWAYS_ALERT
        and not incident.key.startswith("monitor:")
    )


def goes_on(docket: Docket, ticket: Ticket) -> Incident | None:
    """The open incident that a ticket is linked to."""
    known = live(docket).get(ticket.incident) if ticket.incident else None
    return known if known and known.state == "open" else None


def is_spoken_for(docket: Docket, ticket: Ticket) -> bool:
    """Do the agents hear of this ticket by its incident, proposed or open, once for all?"""
    return ticket.incident in live(docket) if ticket.incident else False


# -- monitors


def _of_monitor(docket: Docket, ticket: Ticket, reading: Reading, writer: Writer) -> Incident | None:
    """A monitor's first alarm is an incident; its ticket is the alarm's own."""
    key = _monitor_key(writer.address, reading.mail.subject)
    if clears(reading):
        return None
    made = Incident(
        ticket.id,
        ticket.subject,
        docket.now,
        "open",
        key=key,
        words=likeness.words_of(reading.mail.subject, reading.mail.reply.new),
    )
    docket.incidents[ticket.id] = live(docket)[ticket.id] = made
    docket.note(ticket.id, "incident_open", key=key)
    return made


def by_monitor(docket: Docket, reading: Reading, writer: Writer) -> Ticket | None:
    """The ticket of the incident that a monitor's mail goes on with."""
    key = _monitor_key(writer.address, reading.mail.subject)
    known = next((one for one in live(docket).values() if one.key == key), None)
    if known is None:
        return None
    docket.bring([known.ticket_id])
    return docket.tickets.get(known.ticket_id)


def _monitor_key(address: str, subject: str) -> str:
    """The same for every mail about one thing: the subject without its state and its numbers."""
    left = " ".join(re.findall(r"\w+", _STATUS.sub(" ", subject).casefold()))
    return f"monitor:{address}:{left}"[:300]


def clears(reading: Reading) -> bool:
    """Does it say that all is well again?"""
    subject = reading.mail.subject
    return bool(_CLEAR.search(subject)) and not _ALARM.search(subject)
