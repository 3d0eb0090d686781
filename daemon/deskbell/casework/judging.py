"""From a reading to the facts that rules see, and to the people a ticket speaks of."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from deskbell.casework import visitors
from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.reading import Reading
from deskbell.casework.threads import Found, known_address, proven
from deskbell.domain.hours import WorkingHours
from deskbell.domain.judgement import Judgement
from deskbell.domain.people import Agent, Client, Person
from deskbell.domain.ticket import Correspondent, State, Ticket
from deskbell.mail.values import Origin
from deskbell.triage.facts import Facts, TicketFacts

_NO_TICKET = TicketFacts()


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote, as far as it is known. `address`: the one they are known by. `name` "" where nobody can tell."""

    address: str
    name: str
    proven: bool
    person: Person | None
    agent: Agent | None
    client: Client | None
    language: str
    zone: str
    hours: WorkingHours

    @property
    def role(self) -> str:
        if self.agent:
            return "agent"
        if self.person:
            return self.person.role
        return "user" if self.client else "unknown"

    @property
    def is_named(self) -> bool:
        """Does the directory name them, and not only their client's domain?"""
        return self.person is not None or self.agent is not None

    @property
    def stranger(self) -> bool:
        """Unknown to the directory and unproven: nothing of theirs is echoed."""
        return not self.proven and self.role == "unknown"


@dataclass(frozen=True, slots=True)
class Case:
    """A mail that is taken: what was read, who wrote it, which ticket it was found to be about, and how it is judged."""

    reading: Reading
    writer: Writer
    found: Found
    judgement: Judgement


def writer_of(house: House, reading: Reading, found: Found, docket: Docket) -> Writer:
    """The writer by directory first, then by what mail taught us."""
    directory = house.directory
    visitor = visitors.visitor(house, reading)
    claimed = visitor or reading.mail.sender
    address = known_address(house, claimed.address.lower())
    person, agent, client = directory.person(address), directory.agent(address), directory.client_of(address)
    known = docket.people.get(address)
    own = person or agent
    name = own.name if own else claimed.name
    language = (
        (person.language if person else "")
        or reading.mail.language
        or (known.language if known else "")
        or (client.language if client else "")
        or house.language
    )
    zone = (
        (own.timezone if own else "")
        or (client.timezone if client else "")
        or (client.hours.zone if client else "")
    )
    hours = client.hours if client else directory.desk_hours
    is_proven = visitor is None and proven(house, reading, found)
    return Writer(address, name, is_proven, person, agent, client, language, zone, hours)


def learn(docket: Docket, reading: Reading, writer: Writer) -> None:
    """What this mail teaches of its writer: a name, a language, how often they set the red mark.

    Whoever proves to write from an address reads there again, whatever came back from it before.
    """
    if not writer.address:
        return
    known = docket.people.get(writer.address) or Correspondent(writer.address)
    docket.know(
        replace(
            known,
            name=writer.name or known.name,
            language=reading.mail.language or known.language,
            client=writer.client.name if writer.client else known.client,
            mails=known.mails + 1,
            marked=known.marked + (reading.mail.importance.level == "high"),
            bounced_at=None if writer.proven and not reading.mail.auto else known.bounced_at,
        )
    )


def facts_of(
    docket: Docket, house: House, reading: Reading, writer: Writer, ticket: Ticket | None, *, now: datetime
) -> Facts:
    """Everything a condition may see of this mail."""
    mail = reading.mail
    agents = tuple(house.directory.agents)
    return Facts(
        now=now,
        sender=writer.address,
        sender_name=writer.name,
        client=writer.client.name if writer.client else "",
        role=writer.role,
        known=writer.is_named,
        proven=writer.proven,
        sender_kind=_kind_of_sender(house, writer, mail.origin),
        auto=mail.auto,
        recipients=reading.recipients,
        subject=mail.subject,
        new_words=mail.reply.new,
        text=mail.text,
        language=mail.language,
        importance=mail.importance.level,
        marks=mail.importance.marks,
        headers=mail.headers,
        attachments=mail.attachments,
        authenticity=mail.authenticity.verdict.value,
        client_hours=writer.hours,
        desk_hours=house.directory.desk_hours,
        busy_days=writer.client.busy_days if writer.client else (),
        ticket=_ticket_facts(docket, ticket, now),
        history=partial(
            docket.store.history, writer.address, writer.client.name if writer.client else "", now
        ),
        away=house.directory.away(now),
        load=LazyLoad(lambda agent: docket.load_of(agent, agents)),
    )


def facts_of_ticket(docket: Docket, house: House, ticket: Ticket) -> Facts:
    """What the rules may see of a ticket that a person judges anew, with no mail at hand."""
    directory = house.directory
    person, client = directory.person(ticket.requester), directory.clients.get(ticket.client)
    return Facts(
        now=docket.now,
        sender=ticket.requester,
        sender_name=ticket.requester_name,
        client=ticket.client,
        role=person.role if person else "user" if client else "unknown",
        known=person is not None,
        proven=ticket.proven,
        subject=ticket.subject,
        client_hours=client.hours if client else directory.desk_hours,
        desk_hours=directory.desk_hours,
        busy_days=client.busy_days if client else (),
        ticket=_ticket_facts(docket, ticket, docket.now),
        away=directory.away(docket.now),
    )


def _kind_of_sender(house: House, writer: Writer, origin: Origin) -> str:
    return "monitor" if writer.address in house.directory.monitors else origin.value


def _ticket_facts(docket: Docket, ticket: Ticket | None, now: datetime) -> TicketFacts:
    if ticket is None:
        return _NO_TICKET
    return TicketFacts(
        is_new=False,
        is_reply=True,
        reopened=ticket.state in (State.RESOLVED, State.CLOSED),
        age=max(now - ticket.opened_at, timedelta(0)),
        state=ticket.state.value,
        kind=ticket.kind,
        priority=ticket.priority,
        promises_broken=docket.broken.get(ticket.id, 0),
        chasers=ticket.chasers,
        subject=ticket.subject,
        owner=ticket.owner,
        team=ticket.team,
    )


class LazyLoad(dict[str, int]):
    """Open tickets by agent, counted when somebody first asks."""

    def __init__(self, count: Callable[[str], int]) -> None:
        super().__init__()
        self._count = count

    def __missing__(self, agent: str) -> int:
        return self._count(agent)

    def get(self, agent: str, default: int = 0) -> int:  # type: ignore[override]
        return self._count(agent)
