"""A docket: what one transaction has locked and loaded, and what it will write when all is decided.

Decisions change the docket and nothing else. They see each other's changes at once, so that a reply and its original
in one batch meet; the store writes all of it in a few bulk statements, or nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from deskbell.domain.ticket import Alert, Correspondent, Participant, Promise, PromiseState, Ticket


@dataclass(frozen=True, slots=True)
class Asked:
    """What must be locked and loaded before anything is decided."""

    anchors: frozenset[bytes] = frozenset()
    tickets: frozenset[int] = frozenset()
    addresses: frozenset[str] = frozenset()
    letters: frozenset[int] = frozenset()
    inbound: tuple[int, ...] = ()
    new: int = 0
    history: bool = True


@dataclass(frozen=True, slots=True)
class Anchor:
    """A Message-ID's hash that points to a ticket. `seen`: a message bears it. `content`, `path`: see threading."""

    hash: bytes
    ticket_id: int
    message_id: int = 0
    own: bool = False
    seen: bool = False
    content: bytes = b""
    path: bytes = b""
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PastLetter:
    """A letter written before: whose, about what, and what became of it. `facts` as the outbox kept them."""

    id: int
    ticket_id: int
    kind: str
    recipient: str
    state: str
    made_at: datetime
    sent_at: datetime | None = None
    promise_id: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a ticket, to be written. See the message table."""

    id: int
    ticket_id: int
    at: datetime
    direction: str
    author: str
    author_name: str = ""
    inbound_id: int = 0
    letter_id: int = 0
    origin: str = "person"
    hand: str = ""
    reason: str = ""
    subject: str = ""
    words: str = ""
    text: str = ""
    attachments: str = "[]"
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one recipient, to be written into the outbox. See the letter table."""

    id: int
    ticket_id: int
    kind: str
    recipient: str
    facts: Mapping[str, Any]
    frame: Mapping[str, Any]
    made_at: datetime
    message_id: str
    audience: str = "staff"
    promise_id: int = 0
    true_until: datetime | None = None
    state: str = "waiting"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an inbound ended: one word of the design's list, why, and where."""

    inbound_id: int
    word: str
    reason: str = ""
    ticket_id: int = 0
    message_id: int = 0


@dataclass(frozen=True, slots=True)
class Complaint:
    """The record of a complaint; it belongs to a ticket of its own. `fault`: ours, partly, not-ours or ""."""

    ticket_id: int
    about: str
    opened_at: datetime
    about_ticket: int = 0
    fault: str = ""
    cause_word: str = ""
    cause: str = ""
    correction: str = ""
    prevention: str = ""
    prevention_due: datetime | None = None
    prevention_done: datetime | None = None
    closed_at: datetime | None = None

    def missing(self) -> list[str]:
        """The parts without which it cannot be closed (mission 3)."""
        parts = {
            "fault": self.fault,
            "cause": self.cause,
            "correction": self.correction,
            "prevention": self.prevention,
        }
        return [name for name, words in parts.items() if not words]


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """One person's answer about one ticket; a second submission replaces the first."""

    ticket_id: int
    address: str
    answered_at: datetime
    overall: int | None = None
    comment: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    by: str = "page"


class Store:
    """What a docket may still ask while decisions are made: rare look-ups, each one statement at most."""

    def fresh_ids(self, name: str, count: int) -> list[int]:
        raise NotImplementedError

    def history(self, address: str, client: str, now: datetime, periods: tuple[int, ...]) -> Any:
        raise NotImplementedError

    def load(self) -> Mapping[str, int]:
        raise NotImplementedError

    def thread(self, ticket_id: int) -> list[Message]:
        """The ticket's messages, oldest first, without their long texts cut."""
        raise NotImplementedError

    def automatic_letters(self, since: datetime, hour: datetime) -> list[tuple[str, str, str, int, int]]:
        """(audience, recipient, domain, in the time since, in the last hour) of automatic letters to customers."""
        raise NotImplementedError

    def recent_tickets(self, requester: str, since: datetime) -> list[Ticket]:
        """The requester's tickets opened since then, newest first."""
        raise NotImplementedError

    def letters_of(self, ticket_id: int) -> list[PastLetter]:
        raise NotImplementedError

    def held_transcript(self, ticket_id: int, agent: str) -> Mapping[str, Any] | None:
        """The newest mail of this agent that was stopped and not sent since."""
        raise NotImplementedError

    def complaint(self, ticket_id: int) -> "Complaint | None":
        raise NotImplementedError

    def pages_since(self, claimed: str, since: datetime) -> int:
        """How many alerts were made for mails of that claimed sender since then."""
        raise NotImplementedError

    def surveys_to(self, address: str, since: datetime) -> int:
        """How many survey invitations went to that person since then."""
        raise NotImplementedError

    def survey(self, ticket_id: int) -> "SurveyAnswer | None":
        raise NotImplementedError


class Docket:
    """See the module. Dictionaries hold what is true now, loaded or changed; lists hold what is new."""

    def __init__(self, now: datetime, store: Store) -> None:
        self.now, self.store = now, store
        self.tickets: dict[int, Ticket] = {}
        self.promises: dict[int, Promise] = {}
        self.alerts: dict[int, Alert] = {}
        self.participants: dict[int, dict[str, Participant]] = {}
        self.people: dict[str, Correspondent] = {}
        self.anchors: dict[bytes, Anchor] = {}
        self.letters_before: dict[int, PastLetter] = {}
        self.open_inbound: dict[int, str] = {}
        self.broken: dict[int, int] = {}
        self.new_tickets: dict[int, None] = {}
        self.changed_tickets: dict[int, None] = {}
        self.new_promises: dict[int, Promise] = {}
        self.changed_promises: dict[int, Promise] = {}
        self.new_alerts: dict[int, Alert] = {}
        self.changed_alerts: dict[int, Alert] = {}
        self.changed_participants: dict[tuple[int, str], Participant] = {}
        self.changed_people: dict[str, Correspondent] = {}
        self.changed_anchors: dict[bytes, Anchor] = {}
        self.messages: list[Message] = []
        self.events: list[tuple[int, int, datetime, str, Mapping[str, Any]]] = []
        self.letters: list[Letter] = []
        self.letter_states: dict[int, tuple[str, str]] = {}
        self.withdrawn: list[tuple[int, tuple[str, ...], str]] = []
        self.outcomes: dict[int, Outcome] = {}
        self.complaints: dict[int, Complaint] = {}
        self.surveys: list[SurveyAnswer] = []
        self._spare: dict[str, list[int]] = {}
        self._counts: list[tuple[str, str, str, int, int]] | None = None

    # -- ids

    def fresh_id(self, name: str, block: int = 1) -> int:
        """One id of a numbered table, taken in blocks where many will be wanted."""
        spare = self._spare.setdefault(name, [])
        if not spare:
            spare.extend(self.store.fresh_ids(name, block))
        return spare.pop(0)

    def spare_ids(self) -> Mapping[str, list[int]]:
        return self._spare

    # -- tickets

    def open(self, ticket: Ticket) -> Ticket:
        """A ticket that did not exist before."""
        self.tickets[ticket.id] = ticket
        self.new_tickets[ticket.id] = None
        self.participants.setdefault(ticket.id, {})
        return ticket

    def save(self, ticket: Ticket) -> Ticket:
        """The ticket as it is from now on."""
        if self.tickets.get(ticket.id) != ticket:
            self.tickets[ticket.id] = ticket
            if ticket.id not in self.new_tickets:
                self.changed_tickets[ticket.id] = None
        return ticket

    def note(self, ticket_id: int, event: str, **data: Any) -> None:
        """An event on the ticket's timeline; `data` holds plain JSON values."""
        self.events.append((self.fresh_id("event", 16), ticket_id, self.now, event, data))

    # -- promises and alerts

    def promise(
        self,
        ticket: Ticket,
        due_at: datetime,
        *,
        by: str = "desk",
        kind: str = "contact",
        to_customer: bool = True,
    ) -> Promise:
        """A new live promise; the one before must have been ended."""
        made = Promise(self.fresh_id("promise", 8), ticket.id, due_at, self.now, kind, by, to_customer)
        self.promises[ticket.id] = made
        self.new_promises[made.id] = made
        self.note(ticket.id, "promised", due=due_at.isoformat(), by=by, kind=kind, to_customer=to_customer)
        return made

    def end_promise(self, ticket_id: int, state: PromiseState) -> None:
        """The live promise, if there is one, ends that way."""
        live = self.promises.pop(ticket_id, None)
        if live is None:
            return
        ended = replace(live, state=state, ended_at=self.now)
        self._keep_promise(ended)
        self.note(ticket_id, f"promise_{state.value}", due=live.due_at.isoformat(), by=live.by)

    def change_promise(self, promise: Promise) -> None:
        self.promises[promise.ticket_id] = promise
        self._keep_promise(promise)

    def _keep_promise(self, promise: Promise) -> None:
        if promise.id in self.new_promises:
            self.new_promises[promise.id] = promise
        else:
            self.changed_promises[promise.id] = promise

    def raise_alert(self, ticket_id: int, reason: str, told: tuple[str, ...]) -> Alert:
        alert = Alert(self.fresh_id("alert"), ticket_id, self.now, reason, told)
        self.alerts[ticket_id] = self.new_alerts[alert.id] = alert
        self.note(ticket_id, "alerted", reason=reason, told=list(told))
        return alert

    def change_alert(self, alert: Alert) -> None:
        self.alerts[alert.ticket_id] = alert
        if alert.id in self.new_alerts:
            self.new_alerts[alert.id] = alert
        else:
            self.changed_alerts[alert.id] = alert

    # -- people

    def part_of(self, ticket_id: int, address: str) -> Participant | None:
        return self.participants.get(ticket_id, {}).get(address)

    def join(self, ticket_id: int, address: str, name: str, part: str) -> Participant:
        """Somebody takes part from now on; who is in already stays as they are."""
        known = self.part_of(ticket_id, address)
        if known:
            return known
        return self.set_part(Participant(ticket_id, address, name, part, self.now))

    def set_part(self, participant: Participant) -> Participant:
        self.participants.setdefault(participant.ticket_id, {})[participant.address] = participant
        self.changed_participants[participant.ticket_id, participant.address] = participant
        return participant

    def know(self, person: Correspondent) -> None:
        self.people[person.address] = self.changed_people[person.address] = person

    # -- anchors, messages, letters

    def anchor(self, anchor: Anchor) -> None:
        self.anchors[anchor.hash] = self.changed_anchors[anchor.hash] = anchor

    def file(self, message: Message) -> Message:
        self.messages.append(message)
        return message

    def post(self, letter: Letter) -> Letter:
        self.letters.append(letter)
        return letter

    def withdraw(self, ticket_id: int, kinds: Iterable[str], why: str) -> None:
        """Letters of these kinds that still wait are not true any more: they will not go out, and the timeline says so."""
        self.withdrawn.append((ticket_id, tuple(kinds), why))

    def close(self, outcome: Outcome) -> Outcome:
        self.outcomes[outcome.inbound_id] = outcome
        return outcome

    def automatic_counts(self, day: datetime, hour: datetime) -> list[tuple[str, str, str, int, int]]:
        """What was written by machine of late, the letters of this very docket included."""
        if self._counts is None:
            self._counts = self.store.automatic_letters(day, hour)
        here = [
            (one.audience, one.recipient, one.recipient.rpartition("@")[2], 1, 1)
            for one in self.letters
            if one.audience != "staff"
        ]
        return [*self._counts, *here]


Decide = Callable[[Docket], Any]
