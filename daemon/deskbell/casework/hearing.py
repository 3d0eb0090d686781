"""Who hears a complaint: never whoever it is about."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from deskbell.casework import relations
from deskbell.casework.docket import Complaint, Docket
from deskbell.casework.house import House
from deskbell.domain.judgement import Contact, Judgement, Routing
from deskbell.domain.people import Agent
from deskbell.domain.ticket import Ticket

_WORD = re.compile(r"\w+")
#: "I complain about your service desk"; but not "I wrote to the service desk".
_OF_THE_DESK = re.compile(
    r"(?<!\w)(?:about|against|(?:unhappy|dissatisfied|disappointed|fed up|satisfied) with"
    r"|über|gegen|(?:unzufrieden|enttäuscht) (?:mit|von)|contre|au sujet d[eu]|à propos d[eu]|(?:me plains|nous plaignons) d[eu]"
    r"|contra|acerca del?|sobre|(?:quejo|quejamos|quejarme|quejarnos) del?)\s+"
    r"(?=(?P<rest>.{0,60}))"
    r"(?P<what>(?:(?:the|your|you|this|den|das|ihr|ihren?|euren?|euer|le|la|votre|el|su|vuestro)\s+)?"
    r"(?:(?:whole|entire|gesamten?|ganzen?|todo)\s+)?"
    r"(?:(?:service|help|support|it)[ -]?desk|desk(?!\s+(?:in|on|at|im|am)\b)|(?<=whole )team|(?<=entire )team|(?<=ganzes )team)(?!\w))?"
)
#: An account manager whose hours begin this much later than the deputy's is away; the deputy stands in.
AWAY = timedelta(hours=4)
#: "Hello Marco," names whom they write to, not whom they complain about.
_GREETING_WORDS = 4


def about(house: House, words: str, writer: str = "") -> frozenset[str]:
    """The agents whom the words name, by their whole or their given name; not in the greeting, not the writer's namesake.

    One about the desk as a whole is about everybody of it below the leadership, who then decides.
    """
    lines = words.splitlines()
    if lines and len(_WORD.findall(lines[0])) <= _GREETING_WORDS:
        lines = lines[1:]
    spoken = set(_WORD.findall("\n".join(lines)))
    own = set(_WORD.findall(writer))
    named = frozenset(
        agent.address for agent in house.directory.agents.values() if _given(agent) in spoken - own - {""}
    )
    return named | _everybody(house) if is_about_the_desk(house, words) else named


def is_about_the_desk(house: House, words: str) -> bool:
    """Do they complain about the desk itself, and not about somebody of it or something that went wrong?"""
    said = " ".join(words.casefold().split())
    name = re.compile(rf"{re.escape(house.name.casefold())}(?!\w)")
    return any(
        match["what"] is not None or name.match(match["rest"]) for match in _OF_THE_DESK.finditer(said)
    )


def _everybody(house: House) -> frozenset[str]:
    """Those below the leadership; nobody where there is none to go to."""
    above = house.directory.leadership
    return frozenset(house.directory.agents) - set(above) if above else frozenset()


def _given(agent: Agent) -> str:
    first = agent.name.split()[0] if agent.name else ""
    return first if len(first) > 2 else ""


def fair(house: House, judgement: Judgement, client: str, whom: frozenset[str], now: datetime) -> Judgement:
    """The judgement of a complaint with nobody it is about among those who own it or are told."""
    if judgement.kind != "complaint":
        return judgement
    owner = hears(house, client, whom, judgement.routing.owner, now)
    routing = (
        judgement.routing if owner == judgement.routing.owner else Routing(judgement.routing.team, owner)
    )
    return replace(judgement, routing=routing, contact=without(house, judgement.contact, whom, owner))


def hears(house: House, client_name: str, whom: frozenset[str], routed: str, now: datetime) -> str:
    """The account manager; while they are away the deputy; where it is about them, or about the desk, the next above."""
    client = house.directory.clients.get(client_name)
    manager = client.account_manager if client else ""
    deputy = client.deputy if client else ""
    above = [one for one in house.directory.leadership if one not in whom]
    if manager and manager not in whom:
        return _stands_in(house, manager, deputy if deputy not in whom else "", above, now)
    if manager and above:
        return next((one for one in above if not _is_absent(house, one, now)), above[0])
    lead = house.directory.lead_of(routed)
    choices = [deputy, *([] if manager else [routed]), *above, lead.address if lead else "", routed]
    return next((one for one in choices if one and one not in whom), routed)


def _stands_in(house: House, manager: str, deputy: str, above: list[str], now: datetime) -> str:
    """The account manager if they are there; else the deputy; else, where both are absent, the next above."""
    absent = _is_absent(house, manager, now)
    if deputy and not _is_absent(house, deputy, now):
        return deputy if absent or _comes_much_later(house, manager, deputy, now) else manager
    there = [one for one in above if not _is_absent(house, one, now)]
    return there[0] if absent and there else manager


def _is_absent(house: House, address: str, now: datetime) -> bool:
    """Has the directory an absence of theirs for this day, or does it not know them at all?"""
    agent = house.directory.agent(address)
    return agent is None or agent.is_away(now)


def _comes_much_later(house: House, manager: str, deputy: str, now: datetime) -> bool:
    first, second = house.directory.agent(manager), house.directory.agent(deputy)
    if first is None or second is None:
        return False
    return first.hours.next_open(now) - second.hours.next_open(now) > AWAY


def without(house: House, contact: Contact, whom: frozenset[str], owner: str) -> Contact:
    """The terms with nobody told whom it is about; a rung that would be empty goes to leadership."""
    if not whom and owner in contact.alert:
        return contact
    above = tuple(one for one in house.directory.leadership if one not in whom)

    def fair_part(told: tuple[str, ...]) -> tuple[str, ...]:
        left = tuple(one for one in told if one not in whom)
        return left if left or not told else above

    return replace(
        contact,
        alert=tuple(dict.fromkeys((owner, *fair_part(contact.alert)))),
        pager=fair_part(contact.pager),
        chain=tuple(replace(rung, tell=fair_part(rung.tell)) for rung in contact.chain),
        misses=tuple(fair_part(told) for told in contact.misses),
    )


# -- the record


def opened(
    docket: Docket, house: House, ticket: Ticket, words: str, whom: frozenset[str], about_ticket: int = 0
) -> Complaint:
    """The record of a ticket that is a complaint, in the complainant's own words."""
    known = docket.complaint_of(ticket.id)
    record = known or Complaint(ticket.id, words, docket.now, about_ticket, " ".join(sorted(whom)))
    docket.complaints[ticket.id] = record
    relations.of_complaint(docket, house, ticket, words)
    return record


def stands_in_for(house: House, ticket: Ticket) -> str:
    """The account manager's name where the owner is the deputy, else ""."""
    client = house.directory.clients.get(ticket.client)
    if client is None or ticket.owner != client.deputy or client.account_manager == ticket.owner:
        return ""
    return house.directory.name_of(client.account_manager)
