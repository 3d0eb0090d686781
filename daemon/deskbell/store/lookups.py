"""What decisions may still ask while a docket is open, each answered by one statement at most, on the docket's own connection.

The statements are built once (building one costs more than running it). What every mail of a batch asks is asked for
the whole batch at the first question: how busy the agents are, who solved a writer's last matter, how many automatic
letters a writer had of late.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from deskbell.casework.docket import Complaint, Message, OpenMatter, PastLetter, SurveyAnswer
from deskbell.domain.ticket import APART, Ticket
from deskbell.store import rows, schema, solved
from deskbell.store.among import among
from deskbell.store.dialect import Dialect
from deskbell.store.rare import Rare
from deskbell.store.rounds import Rounds
from deskbell.store.watching import Watching
from deskbell.triage.facts import History

#: Literals, not parameters: nothing to expand for each run, and a plan that may use a partial index.
_OPEN = "('open', 'waiting')"
_LIVE = f"ticket.state in {_OPEN}"
#: Behind coalesce, so that SQLite, which keeps no statistics here, cannot choose the index of states: nearly every ticket
#: of an old desk is closed, while one writer has a handful.
_DONE = "coalesce(ticket.state, '') in ('resolved', 'closed')"
#: Whoever answered for one of these, a manager or the lead, is not the agent of somebody's next broken printer.
_APART = sorted(APART)


def _moment(name: str) -> Any:
    return sa.bindparam(name, type_=schema.Moment)


class Questions:
    """The statements."""

    def __init__(self) -> None:
        t, letter, s = schema.ticket, schema.letter, schema.survey
        address: Any = sa.bindparam("address")
        live: Any = sa.literal_column(_LIVE)
        count = sa.func.count()
        self.load = (
            sa.select(t.c.owner, count.label("tickets"))
            .where(among(t.c.owner, "many"), live)
            .group_by(t.c.owner)
        )
        # Newest first until one is found: a writer may have ten thousand, and no more than that is looked at.
        newer, person = t.alias("newer"), schema.person
        last = (
            sa.select(newer.c.opened_at)
            .where(
                newer.c.requester == person.c.address,
                sa.literal_column(_DONE.replace("ticket.", "newer.")),
                newer.c.kind.not_in(_APART),
            )
            .order_by(newer.c.opened_at.desc())
            .limit(1)
        )
        done = (t.c.requester == person.c.address, t.c.opened_at == last.scalar_subquery())
        self.last_owners = (
            sa.select(t.c.requester, t.c.owner)
            .select_from(person.join(t, sa.and_(*done)))
            .where(among(person.c.address, "many"), sa.literal_column(_DONE), t.c.kind.not_in(_APART))
        )
        self.person = sa.select(schema.person.c.mails, schema.person.c.marked).where(
            schema.person.c.address == address
        )
        self.score = (
            sa.select(s.c.overall).where(s.c.address == address).order_by(s.c.answered_at.desc()).limit(1)
        )
        self.open_of_requester = sa.select(count).where(t.c.requester == address, live)
        self.open_of_client = sa.select(count).where(t.c.client == sa.bindparam("client"), live)
        recent = (count.label("tickets"), _count(t.c.kind == "complaint").label("complaints"))
        self.of_requester = sa.select(*recent).where(
            t.c.requester == address, t.c.opened_at > _moment("since")
        )
        self.of_client = sa.select(*recent).where(
            t.c.client == sa.bindparam("client"), t.c.opened_at > _moment("since")
        )
        counted: Any = sa.literal_column("letter.state <> 'capped'")
        self.automatic = (
            sa.select(letter.c.audience, letter.c.recipient, count)
            .where(letter.c.audience.in_(("known", "stranger")), letter.c.made_at > _moment("since"), counted)
            .group_by(letter.c.audience, letter.c.recipient)
        )
        self.automatic_to = (
            sa.select(
                letter.c.audience, letter.c.recipient, count, _count(letter.c.made_at > _moment("hour"))
            )
            .where(
                among(letter.c.recipient, "many"),
                sa.literal_column("coalesce(letter.audience, '')").in_(("proven", "known", "stranger")),
                letter.c.made_at > _moment("since"),
                counted,
            )
            .group_by(letter.c.audience, letter.c.recipient)
        )
        self.thread = (
            sa.select(schema.message)
            .where(schema.message.c.ticket_id == sa.bindparam("ticket"))
            .order_by(schema.message.c.id)
        )
        self.recent_tickets = (
            sa.select(t)
            .where(t.c.requester == address, t.c.opened_at >= _moment("since"))
            .order_by(t.c.id.desc())
            .limit(20)
        )
        self.open_matters = (
            sa.select(t.c.requester, t.c.id, t.c.subject, t.c.opened_at, t.c.client)
            .where(
                among(t.c.requester, "many"),
                t.c.opened_at >= _moment("since"),
                sa.literal_column(f"coalesce(ticket.state, '') in {_OPEN}"),
                t.c.kind.not_in(_APART),
                t.c.set_apart_from == 0,
            )
            .order_by(t.c.id.desc())
        )
        self.letters_of = rows.PAST_LETTERS.where(letter.c.ticket_id == sa.bindparam("ticket")).order_by(
            letter.c.id
        )
        a = schema.alert
        self.pages = (
            sa.select(count)
            .select_from(a.join(t, t.c.id == a.c.ticket_id))
            .where(
                t.c.requester == address,
                t.c.opened_at > _moment("month"),
                a.c.made_at > _moment("since"),
                a.c.pages,
            )
        )


def _count(condition: Any) -> Any:
    return sa.func.sum(sa.case((condition, 1), else_=0))


class Lookups(Rare, Rounds, Watching, solved.Past):
    """See casework.docket.Store. `addresses`: everybody who writes in this batch."""

    def __init__(
        self, connection: Connection, dialect: Dialect, questions: Questions, addresses: Iterable[str] = ()
    ) -> None:
        self._connection, self._sql, self._ask = connection, dialect, questions
        self._addresses = set(addresses)
        self._load: Mapping[str, int] | None = None
        self._owners: dict[str, str] = {}
        self._owners_of: set[str] = set()
        self._matters_of: dict[str, list[OpenMatter]] = {}

    def rows(self, question: str, **values: Any) -> Sequence[Row[Any]]:
        """The answer to one of the questions."""
        return self._connection.execute(getattr(self._ask, question), values).all()

    def _ask_rarely(self, statement: Any, **values: Any) -> Sequence[Row[Any]]:
        return self._connection.execute(statement, values).all()

    def fresh_ids(self, name: str, count: int) -> list[int]:
        return self._sql.ids(self._connection, name, count)

    def load(self, agents: Iterable[str]) -> Mapping[str, int]:
        if self._load is None:
            self._load = {row.owner: row.tickets for row in self.rows("load", many=sorted(agents))}
        return self._load

    def history(self, address: str, client: str, now: datetime, periods: tuple[int, ...]) -> History:
        return StoredHistory(self, address, client, now, periods)

    def last_owner(self, address: str) -> str:
        """Who solved their last matter, "" if there was none."""
        if address not in self._owners_of:
            wanted = (self._addresses | {address}) - self._owners_of
            self._owners_of |= wanted
            self._owners |= {
                row.requester: row.owner for row in self.rows("last_owners", many=sorted(wanted))
            }
        return self._owners.get(address, "")

    def thread(self, ticket_id: int) -> list[Message]:
        return [rows.message_of(row) for row in self.rows("thread", ticket=ticket_id)]

    def automatic_letters(self, since: datetime) -> list[tuple[str, str, int]]:
        return [tuple(row) for row in self.rows("automatic", since=since)]

    def automatic_letters_to(
        self, recipients: Iterable[str], since: datetime, hour: datetime
    ) -> list[tuple[str, str, int, int]]:
        wanted = sorted(recipients)
        return [tuple(row) for row in self.rows("automatic_to", many=wanted, since=since, hour=hour)]

    def recent_tickets(self, requester: str, since: datetime) -> list[Ticket]:
        return [rows.ticket_of(row) for row in self.rows("recent_tickets", address=requester, since=since)]

    def open_matters(self, requester: str, since: datetime) -> list[OpenMatter]:
        if requester not in self._matters_of:
            wanted = (self._addresses | {requester}) - self._matters_of.keys()
            self._matters_of |= {address: [] for address in wanted}
            for row in self.rows("open_matters", many=sorted(wanted), since=since):
                found = OpenMatter(row.id, row.subject, row.opened_at, row.client)
                self._matters_of[row.requester].append(found)
        return self._matters_of[requester]

    def letters_of(self, ticket_id: int) -> list[PastLetter]:
        return [rows.letter_of(row) for row in self.rows("letters_of", ticket=ticket_id)]

    def held_transcript(self, ticket_id: int, agent: str) -> Mapping[str, Any] | None:
        letter = schema.letter
        mine = rows.PAST_LETTERS.where(
            letter.c.ticket_id == ticket_id, letter.c.recipient == agent, letter.c.kind == "transcript"
        )
        found = self._ask_rarely(mine.order_by(letter.c.id.desc()).limit(1))
        return rows.letter_of(found[0]).facts if found else None

    def complaint(self, ticket_id: int) -> Complaint | None:
        found = self._ask_rarely(sa.select(schema.complaint).where(schema.complaint.c.ticket_id == ticket_id))
        return rows.complaint_of(found[0]) if found else None

    def pages_since(self, claimed: str, since: datetime) -> int:
        return int(self.rows("pages", address=claimed, since=since, month=since - timedelta(days=30))[0][0])

    def surveys_to(self, address: str, since: datetime) -> int:
        letter = schema.letter
        query = sa.select(sa.func.count()).where(
            letter.c.recipient == address,
            letter.c.kind == "survey",
            letter.c.made_at > since,
            letter.c.state != "withdrawn",
        )
        return int(self._ask_rarely(query)[0][0])

    def survey(self, ticket_id: int) -> SurveyAnswer | None:
        found = self._ask_rarely(sa.select(schema.survey).where(schema.survey.c.ticket_id == ticket_id))
        return rows.survey_of(found[0]) if found else None


class StoredHistory(History):
    """A history that asks for each part when a rule first looks at it: most rules want one part, if any.

    The counts of a large client are the dear ones; the agent of last time, which every new ticket asks for, is not.
    """

    def __init__(
        self, lookups: Lookups, address: str, client: str, now: datetime, periods: tuple[int, ...]
    ) -> None:
        self.__dict__["_asker"] = _Asker(lookups, address, client, now, periods)

    @property
    def _ask(self) -> "_Asker":
        asker: _Asker = self.__dict__["_asker"]
        return asker

    @cached_property
    def open_tickets(self) -> int:
        return self._ask.count("open_of_requester")

    @cached_property
    def client_open_tickets(self) -> int:
        return self._ask.count("open_of_client")

    @cached_property
    def _mine(self) -> tuple[dict[int, int], dict[int, int]]:
        return self._ask.by_period("of_requester")

    @cached_property
    def _clients(self) -> tuple[dict[int, int], dict[int, int]]:
        return self._ask.by_period("of_client")

    @property
    def tickets(self) -> Mapping[int, int]:
        return self._mine[0]

    @property
    def client_tickets(self) -> Mapping[int, int]:
        return self._clients[0]

    @property
    def complaints(self) -> Mapping[int, int]:
        return self._mine[1]

    @property
    def client_complaints(self) -> Mapping[int, int]:
        return self._clients[1]

    @cached_property
    def last_score(self) -> int | None:
        found = self._ask.rows("score")
        return found[0].overall if found else None

    @cached_property
    def _person(self) -> tuple[int, int]:
        found = self._ask.rows("person")
        return (found[0].mails, found[0].marked) if found else (0, 0)

    @property
    def mails(self) -> int:
        return self._person[0]

    @property
    def marked_mails(self) -> int:
        return self._person[1]

    @cached_property
    def last_owner(self) -> str:
        return self._ask.lookups.last_owner(self._ask.address)


@dataclass(frozen=True, slots=True)
class _Asker:
    """Whose history, and who can be asked for it."""

    lookups: Lookups
    address: str
    client: str
    now: datetime
    periods: tuple[int, ...]

    def rows(self, question: str, **values: Any) -> Sequence[Row[Any]]:
        whose = {"client": self.client} if question.endswith("client") else {"address": self.address}
        return self.lookups.rows(question, **whose, **values)

    def count(self, question: str) -> int:
        return int(self.rows(question)[0][0]) if self.client or not question.endswith("client") else 0

    def by_period(self, question: str) -> tuple[dict[int, int], dict[int, int]]:
        """Tickets and complaints of the last so many days, for each period that the books ask for."""
        if not self.client and question.endswith("client"):
            return dict.fromkeys(self.periods, 0), dict.fromkeys(self.periods, 0)
        found = {days: self.rows(question, since=self.now - timedelta(days=days))[0] for days in self.periods}
        return {days: one.tickets for days, one in found.items()}, {
            days: one.complaints or 0 for days, one in found.items()
        }
