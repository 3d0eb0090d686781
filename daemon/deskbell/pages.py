"""What the pages show and take, on the store and the house: the answer to every request that bears a token of ours."""

from collections.abc import Callable, Mapping
from datetime import datetime
from email import message_from_bytes, policy
from typing import Any

from deskbell.casework import doing, surveys, together
from deskbell.casework.docket import Asked, Docket
from deskbell.casework.house import House, person_number, person_numbers
from deskbell.casework.sitting import Sitting
from deskbell.clock import Clock
from deskbell.domain.said import say_at, say_by, say_day
from deskbell.domain.ticket import Ticket
from deskbell.errors import TemporaryError
from deskbell.failpoints import reach
from deskbell.mail import tokens
from deskbell.mail.keyring import Purpose
from deskbell.mail.reflow import reflow
from deskbell.shown import AlertPage, Health, ShownLetter, StatusPage, SurveyPage
from deskbell.store import queries, rows
from deskbell.store.store import SqlStore


class DeskPages:
    """See shown.Pages. `troubles` says what ails the desk now, most serious first."""

    def __init__(
        self,
        store: SqlStore,
        house: Callable[[], House],
        clock: Clock,
        troubles: Callable[[], tuple[str, ...]],
        nudge: Callable[[], None],
    ) -> None:
        self._store, self._house, self._clock = store, house, clock
        self._troubles, self._nudge = troubles, nudge

    # -- the survey

    def survey(self, token: str) -> SurveyPage | None:
        found = self._open(token, Purpose.SURVEY)
        if found is None:
            return None
        ticket, _address = found
        house, language = self._house(), ticket.language or self._house().language
        with self._store.reading() as connection:
            row = connection.execute(queries.by_ticket("survey", ticket.id)).first()
            answered = queries.answers(connection, ticket.id)
        lead = house.directory.lead_of(ticket.team or ticket.owner)
        done = ticket.resolved_at or ticket.closed_at or ticket.updated_at
        answers: Mapping[str, str] = rows.survey_of(row).answers if row else {}
        return SurveyPage(
            language=language,
            subject=ticket.subject,
            agent=house.directory.name_of(ticket.owner),
            resolved_on=say_day(done, self._clock.now(), ticket.timezone or house.timezone, language),
            read_by=lead.name if lead else house.name,
            desk=house.name,
            kept_informed=answered > 1 or ticket.reopened > 0 or ticket.chasers > 0,
            answers=answers,
            open=self._still_open(ticket),
        )

    def answer_survey(self, token: str, answers: Mapping[str, str]) -> bool:
        found = self._open(token, Purpose.SURVEY)
        if found is None or not self._still_open(found[0]):
            return False
        ticket_id, address, house = found[0].id, found[1], self._house()

        def decide(docket: Docket) -> bool:
            ticket = docket.tickets.get(ticket_id)
            if ticket is None:
                return False
            surveys.record(docket, house, ticket, address, answers, "page")
            return True

        reach("V1")
        recorded: bool = self._store.settle(
            Asked(tickets=frozenset({ticket_id}), addresses=frozenset({address})), self._clock.now(), decide
        )
        self._nudge()
        return recorded

    def _still_open(self, ticket: Ticket) -> bool:
        since = ticket.surveyed_at or ticket.closed_at
        return since is None or self._clock.now() < since + self._house().survey.open_for

    # -- status and alert

    def status(self, token: str) -> StatusPage | None:
        found = self._open(token, Purpose.STATUS)
        if found is None:
            return None
        ticket = found[0]
        house, language = self._house(), ticket.language or self._house().language
        zone = ticket.timezone or house.timezone
        now = self._clock.now()

        def said(at: datetime | None) -> str:
            if at is None or not ticket.live:
                return ""
            return say_by(at, now, zone, language, bool(ticket.timezone), house.timezone)

        solved = ticket.expected_at
        return StatusPage(
            language,
            ticket.reference,
            ticket.state.value,
            house.directory.name_of(ticket.owner),
            said(self._promise(ticket)),
            house.name,
            said(solved if solved and solved > now else None),
        )

    def alert(self, token: str) -> AlertPage | None:
        found = self._open_for_staff(token)
        return self._alert_page(found[0]) if found else None

    def confirm(self, token: str) -> AlertPage | None:
        found = self._open_for_staff(token)
        if found is None:
            return None
        ticket, address = found
        house = self._house()

        def decide(docket: Docket) -> None:
            if ticket.id in docket.tickets:
                agent = house.directory.agent(address)
                if agent:
                    doing.confirm(Sitting(docket, house, ticket.id, agent))
                else:
                    together.mine(docket, house, ticket.id, address)

        self._store.settle(Asked(tickets=frozenset({ticket.id})), self._clock.now(), decide)
        self._nudge()
        return self._alert_page(ticket)

    def _alert_page(self, ticket: Ticket) -> AlertPage | None:
        house = self._house()
        with self._store.reading() as connection:
            row = connection.execute(queries.by_ticket("alert", ticket.id)).first()
        if row is None:
            return None
        since = say_at(row.made_at, self._clock.now(), house.timezone, house.language)
        by = house.directory.name_of(row.confirmed_by) if row.confirmed_by else ""
        return AlertPage(house.language, ticket.reference, ticket.client or ticket.requester_name, since, by)

    # -- letters, for the local page

    def letters(self, limit: int = 200) -> list[ShownLetter]:
        with self._store.reading() as connection:
            return [_shown(row) for row in queries.newest_letters(connection, limit)]

    def letter(self, letter_id: int) -> ShownLetter | None:
        with self._store.reading() as connection:
            row = connection.execute(queries.by_ticket("letter", letter_id)).first()
            data = queries.letter_bytes(connection, letter_id)
        if row is None:
            return None
        text, html, sender = _opened(data)
        return _shown(row, text, html, sender)

    # -- health

    def health(self) -> Health:
        """What ails the desk, and its figures; where the database is gone that is what ails it."""
        writer = self._store.writer
        figures: dict[str, float] = {"statements_total": writer.statements, "commits_total": writer.commits}
        try:
            with self._store.reading() as connection:
                figures |= queries.figures(connection, self._clock.now())
        except TemporaryError as trouble:
            return Health((f"the database cannot be reached: {trouble}",), figures)
        return Health(self._troubles(), figures)

    # -- tokens

    def _open(self, token: str, purpose: Purpose) -> tuple[Ticket, str] | None:
        """The ticket and the person a token was given to; None for every other, whatever is wrong with it."""
        house = self._house()
        link = tokens.read_link(token, purpose, house.keyring, self._clock.now())
        if link is None:
            return None
        with self._store.reading() as connection:
            row = connection.execute(queries.by_ticket("ticket", link.ticket)).first()
            parts = connection.execute(queries.by_ticket("participant", link.ticket)).all()
        if row is None:
            return None
        people = {row.requester: 0} | {one.address: one.generation for one in parts}
        for address, generation in people.items():
            if generation == link.generation and link.person in person_numbers(house, address):
                return rows.ticket_of(row), address
        return None

    def _open_for_staff(self, token: str) -> tuple[Ticket, str] | None:
        """An alert's link: given to an agent, or to their pager."""
        house = self._house()
        link = tokens.read_link(token, Purpose.CONFIRM, house.keyring, self._clock.now())
        if link is None:
            return None
        for agent in house.directory.agents.values():
            if link.person in map(person_number, agent.addresses):
                with self._store.reading() as connection:
                    row = connection.execute(queries.by_ticket("ticket", link.ticket)).first()
                return (rows.ticket_of(row), agent.address) if row else None
        return None

    def _promise(self, ticket: Ticket) -> datetime | None:
        with self._store.reading() as connection:
            row = connection.execute(queries.live_promise(ticket.id)).first()
        return row.due_at if row and row.to_customer else None


def _opened(data: bytes) -> tuple[str, str, str]:
    """Text and HTML of a letter of our own making, and the address that answers go to.

    The text flows as in a mail program that knows format=flowed, as telephones do: no line ends in mid-sentence.
    """
    if not data:
        return "", "", ""
    whole: Any = message_from_bytes(data, policy=policy.default.clone(max_line_length=998))
    text, html = whole.get_body(("plain",)), whole.get_body(("html",))
    answers = (whole["Reply-To"] or whole["From"]).addresses
    return (
        reflow(text.get_content().replace("\r\n", "\n")) if text else "",
        html.get_content() if html else "",
        answers[0].addr_spec if answers else "",
    )


def _shown(row: Any, text: str = "", html: str = "", sender: str = "") -> ShownLetter:
    return ShownLetter(
        row.id,
        row.sent_at or row.made_at,
        row.kind,
        row.recipient,
        row.subject,
        row.state,
        text,
        html,
        sender,
    )
