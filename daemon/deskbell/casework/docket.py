"""A docket: what one transaction has locked and loaded, and what it will write when all is decided.

Decisions change the docket and nothing else. They see each other's changes at once, so that a reply and its original
in one batch meet; the store writes all of it in a few bulk statements, or nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from deskbell.casework.asking import Store
from deskbell.casework.likeness import Lately
from deskbell.casework.records import (
    Anchor,
    Asked,
    Complaint,
    Deed,
    Incident,
    Letter,
    Likeness,
    Message,
    Moved,
    OpenMatter,
    Outcome,
    PastLetter,
    Solved,
    SurveyAnswer,
)
from deskbell.domain.ticket import Alert, Correspondent, Participant, Promise, PromiseState, Ticket


class Docket:
    """See the module. Dictionaries hold what is true now, loaded or changed; lists hold what is new."""

    def __init__(self, now: datetime, store: Store, writers: frozenset[str] = frozenset()) -> None:
        self.now, self.store, self.writers = now, store, writers
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
        self.moves: list[Moved] = []
        self.amended: dict[int, dict[str, str]] = {}
        self.events: list[tuple[int, int, datetime, str, Mapping[str, Any]]] = []
        self.letters: list[Letter] = []
        self.letter_states: dict[int, tuple[str, str]] = {}
        #: Letters that a cap held back and that go now.
        self.released: list[int] = []
        self.withdrawn: list[tuple[int, tuple[str, ...], str]] = []
        self.outcomes: dict[int, Outcome] = {}
        self.complaints: dict[int, Complaint] = {}
        self.incidents: dict[int, Incident] = {}
        self.likenesses: dict[int, Likeness] = {}
        self.recent: Lately[Likeness] | None = None
        #: By client: what was solved for it before, asked for once.
        self.solved: dict[str, Lately[Solved]] = {}
        self.live_incidents: dict[int, Incident] | None = None
        #: By incident: how many tickets were taken for it before this docket, asked for once.
        self.crowds: dict[int, int] = {}
        #: By client: invitations to a survey, and tickets that closed, in the week before this docket.
        self.week_of: dict[str, tuple[int, int]] = {}
        self.load_more: Callable[[Iterable[int]], None] = lambda tickets: None
        self.surveys: list[SurveyAnswer] = []
        self.flags: dict[str, str] = {}
        self._spare: dict[str, list[int]] = {}
        self._counts: dict[str, dict[str, tuple[int, int]]] = {}
        self._lately: list[tuple[str, str, int]] | None = None
        #: What automatic letters count against, by audience (and, of the proven, recipient); kept by `caps`.
        self.tallies: dict[str, Any] = {}
        self._load: Counter[str] | None = None

    # -- ids

    def fresh_id(self, name: str, block: int = 1) -> int:
        """One id of a numbered table, taken in blocks where many will be wanted."""
        spare = self._spare.get(name)
        if not spare:
            spare = self._spare[name] = list(self.store.fresh_ids(name, block))
        return spare.pop(0)

    def spare_ids(self) -> Mapping[str, list[int]]:
        return self._spare

    # -- tickets

    def open(self, ticket: Ticket) -> Ticket:
        """A ticket that did not exist before."""
        self.tickets[ticket.id] = ticket
        self.new_tickets[ticket.id] = None
        self.participants.setdefault(ticket.id, {})
        if self._load is not None:
            self._load[ticket.owner] += 1
        return ticket

    def bring(self, tickets: Iterable[int]) -> None:
        """Lock and load these tickets too, with all that hangs on them; what is here already stays as it is."""
        if missing := set(tickets) - self.tickets.keys() - {0}:
            self.load_more(missing)

    def save(self, ticket: Ticket) -> Ticket:
        """The ticket as it is from now on."""
        known = self.tickets.get(ticket.id)
        if known is None or vars(known) != vars(ticket):
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

    def raise_alert(self, ticket_id: int, reason: str, told: tuple[str, ...], *, pages: bool = True) -> Alert:
        alert = Alert(self.fresh_id("alert"), ticket_id, self.now, reason, told, pages)
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

    def complaint_of(self, ticket_id: int) -> Complaint | None:
        """The record of a complaint, as it is now."""
        return self.complaints.get(ticket_id) or self.store.complaint(ticket_id)

    def know(self, person: Correspondent) -> None:
        self.people[person.address] = self.changed_people[person.address] = person

    # -- anchors, messages, letters

    def anchor(self, anchor: Anchor) -> None:
        self.anchors[anchor.hash] = self.changed_anchors[anchor.hash] = anchor

    def file(self, message: Message) -> Message:
        self.messages.append(message)
        return message

    def move(self, moved: Moved) -> None:
        """Messages, and the letters about them, stand on another ticket from now on, and mail that answers them finds it."""
        self.moves.append(moved)
        here = {one.id for one in moved.messages}
        for key, anchor in self.anchors.items():
            if anchor.message_id in here and anchor.ticket_id == moved.source:
                self.anchors[key] = replace(anchor, ticket_id=moved.ticket_id)
        for number in moved.letters:
            if letter := self.letters_before.get(number):
                self.letters_before[number] = replace(letter, ticket_id=moved.ticket_id)

    def amend(self, message_id: int, **columns: str) -> None:
        """An entry written before is seen otherwise now: its `hand`, its `direction`."""
        self.amended.setdefault(message_id, {}).update(columns)

    def thread(self, ticket_id: int) -> list[Message]:
        """The ticket's messages as they stand now, oldest first: moved, amended, and those of this docket."""
        found = {} if ticket_id in self.new_tickets else {one.id: one for one in self.store.thread(ticket_id)}
        for moved in self.moves:
            for one in moved.messages:
                if moved.ticket_id == ticket_id:
                    found[one.id] = replace(one, ticket_id=ticket_id)
                elif moved.source == ticket_id:
                    found.pop(one.id, None)
        found |= {one.id: one for one in self.messages if one.ticket_id == ticket_id}
        return [_amended(found[number], self.amended.get(number)) for number in sorted(found)]

    def post(self, letter: Letter) -> Letter:
        self.letters.append(letter)
        return letter

    def withdraw(self, ticket_id: int, kinds: Iterable[str], why: str) -> None:
        """Letters of these kinds that still wait are not true any more: they will not go out, and the timeline says so."""
        self.withdrawn.append((ticket_id, tuple(kinds), why))

    def close(self, outcome: Outcome) -> Outcome:
        self.outcomes[outcome.inbound_id] = outcome
        return outcome

    def automatic_to(self, audience: str, recipient: str, day: datetime, hour: datetime) -> tuple[int, int]:
        """How many automatic letters such a customer was written in the day and the hour; this docket's left out."""
        if recipient not in self._counts:
            wanted = {recipient, *self.writers} - self._counts.keys()
            self._counts |= {address: {} for address in wanted}
            for of, to, in_day, in_hour in self.store.automatic_letters_to(wanted, day, hour):
                self._counts[to][of] = in_day, in_hour
        return self._counts[recipient].get(audience, (0, 0))

    def automatic_lately(self, audience: str, hour: datetime) -> Iterator[tuple[str, int]]:
        """To whom of an unproven audience, and how often, a machine wrote in the last hour; this docket's left out."""
        if self._lately is None:
            self._lately = self.store.automatic_letters(hour)
        return ((to, count) for of, to, count in self._lately if of == audience)

    def load_of(self, agent: str, agents: Iterable[str]) -> int:
        """How many live tickets the agent has, those opened in this docket included, so that a batch spreads too."""
        if self._load is None:
            self._load = Counter(self.store.load(agents))
            self._load.update(self.tickets[number].owner for number in self.new_tickets)
        return self._load[agent]


def _amended(message: Message, columns: Mapping[str, str] | None) -> Message:
    return message if columns is None else replace(message, **columns)  # type: ignore[arg-type]


__all__ = [
    "Anchor",
    "Asked",
    "Complaint",
    "Deed",
    "Docket",
    "Incident",
    "Letter",
    "Likeness",
    "Message",
    "Moved",
    "OpenMatter",
    "Outcome",
    "PastLetter",
    "Solved",
    "Store",
    "SurveyAnswer",
]
