"""A ticket: one matter of a client, its states, its promise, its alert. Values, and the moves between them.

Every move returns a new value; who may make it and what letter follows is decided in casework.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

#: Public numbers start here, so that the first ticket does not look like the first.
FIRST_NUMBER = 1001


class State(StrEnum):
    """Where a ticket stands. `waiting` names for whom and until when; `closed` may be reopened for a while."""

    OPEN = "open"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"
    MERGED = "merged"


#: The requester of a ticket whose requester was erased.
ERASED = "erased"
#: States in which a ticket carries a live promise.
LIVE = frozenset({State.OPEN, State.WAITING})
#: Kinds of tickets that stand alone: never taken for another matter, joined with one, or surveyed.
APART = frozenset({"complaint", "abuse"})


def reference(ticket_id: int) -> str:
    """The public number a person reads and types: `DB-1042`."""
    return f"DB-{ticket_id}"


@dataclass(frozen=True)  # without slots, so that `changed` is one copy of a dictionary
class Ticket:
    """One matter of a client.

    `requester`, `owner`, `desk_address`: addr-specs. `answerable`: a machine may write to the requester.
    `proven`: the requester's claim was proven when the ticket opened. `contact`: the spans and chains its rules gave,
    as JSON (see casework.terms). `misses`: promises in a row that no person's words kept. `mode`: acknowledgement,
    silent (mail released without letters), held.
    `expected_at`: by when the customer was told that it should be solved; a person said so at `expected_said_at`, or
    (None) the desk did as it opened. Then: the owner was warned of it, the customer heard that it stands. `restore_due_at`: by
    when people should work again; `restore_step`: 1 when the owner was warned of it, 2 when the lead heard that it passed.
    `follow_up_laid_at`: since when the follow-up letter lies before the owner; `followed_up_at`: it went out, or the
    owner said that it should not. `next_at`: when the clockwork must look again; None when there is nothing to wait for.
    """

    id: int
    subject: str
    requester: str
    requester_name: str
    client: str
    language: str
    timezone: str
    owner: str
    team: str
    desk_address: str
    opened_at: datetime
    updated_at: datetime
    state: State = State.OPEN
    kind: str = "question"
    urgency: str = "normal"
    impact: str = "normal"
    priority: str = "P3"
    answerable: bool = True
    proven: bool = False
    stranger: bool = False
    contact: Mapping[str, object] = field(default_factory=dict)
    set_number: int = 0
    set_apart_from: int = 0
    previous: int = 0
    merged_into: int = 0
    incident: int = 0
    complaint: int = 0
    acknowledged_at: datetime | None = None
    person_wrote_at: datetime | None = None
    customer_wrote_at: datetime | None = None
    restored_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    expected_at: datetime | None = None
    expected_said_at: datetime | None = None
    expected_warned_at: datetime | None = None
    expected_firm_at: datetime | None = None
    restore_due_at: datetime | None = None
    restore_step: int = 0
    waiting_for: str = ""
    waiting_until: datetime | None = None
    waiting_why: str = ""
    reminders: int = 0
    misses: int = 0
    chasers: int = 0
    reopened: int = 0
    generation: int = 0
    gap_seconds: int = 0
    follow_up_laid_at: datetime | None = None
    followed_up_at: datetime | None = None
    surveyed_at: datetime | None = None
    survey_due_at: datetime | None = None
    next_at: datetime | None = None

    @property
    def reference(self) -> str:
        return reference(self.id)

    @property
    def live(self) -> bool:
        return self.state in LIVE

    @property
    def erased(self) -> bool:
        """Is nothing left of it but its place, its times and its figures?"""
        return self.requester == ERASED

    def changed(self, **values: Any) -> "Ticket":
        """The ticket with these values. `dataclasses.replace` would go through all fifty fields, five times a mail.

        Raises TypeError for a field that it does not have.
        """
        if not values.keys() <= Ticket.__dataclass_fields__.keys():
            raise TypeError(
                f"a ticket has no {', '.join(values.keys() - Ticket.__dataclass_fields__.keys())}"
            )
        ticket = object.__new__(Ticket)
        ticket.__dict__.update(self.__dict__, **values)
        return ticket

    def touched(self, now: datetime) -> "Ticket":
        return self.changed(updated_at=max(now, self.updated_at))

    def answered(self, now: datetime) -> "Ticket":
        """A person's words went to the customer: the row of misses ends, and the longest silence is remembered."""
        since = self.person_wrote_at or self.opened_at
        gap = max(self.gap_seconds, int((now - since).total_seconds()))
        return self.touched(now).changed(person_wrote_at=now, misses=0, gap_seconds=gap)

    def wait(self, whom: str, until: datetime, why: str, now: datetime) -> "Ticket":
        """It is somebody else's turn until then."""
        return self.touched(now).changed(
            state=State.WAITING,
            waiting_for=whom,
            waiting_until=until,
            waiting_why=why,
            reminders=0,
        )

    def resume(self, now: datetime) -> "Ticket":
        """It is our turn again."""
        return self.touched(now).changed(
            state=State.OPEN,
            waiting_for="",
            waiting_until=None,
            waiting_why="",
            reminders=0,
        )

    def resolve(self, now: datetime) -> "Ticket":
        resumed = self.resume(now)
        return resumed.changed(
            state=State.RESOLVED,
            resolved_at=now,
            restored_at=self.restored_at or now,
            misses=0,
        ).unexpected()

    def expect(self, at: datetime, said_at: datetime | None = None) -> "Ticket":
        """It should be solved by then."""
        return self.changed(
            expected_at=at, expected_said_at=said_at, expected_warned_at=None, expected_firm_at=None
        )

    def unexpected(self) -> "Ticket":
        """No time for its solution stands."""
        return self.changed(
            expected_at=None, expected_said_at=None, expected_warned_at=None, expected_firm_at=None
        )

    def close(self, now: datetime) -> "Ticket":
        return self.touched(now).changed(state=State.CLOSED, closed_at=now)

    def reopen(self, now: datetime) -> "Ticket":
        """The matter is not done after all; the same owner has it."""
        return self.resume(now).changed(
            resolved_at=None,
            restored_at=None,
            restore_due_at=None,
            closed_at=None,
            follow_up_laid_at=None,
            followed_up_at=None,
            survey_due_at=None,
            reopened=self.reopened + 1,
        )


class PromiseState(StrEnum):
    """`kept` by a person's words in time, `held` by the honest letter in time, `broken` by nothing at all."""

    LIVE = "live"
    KEPT = "kept"
    HELD = "held"
    BROKEN = "broken"
    RENEWED = "renewed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Promise:
    """A tracked time of next contact (or visit, call-back, prevention). `due_at` is the time that was said.

    `to_customer`: it was said to the customer; else it is the owner's own next look.
    `by`: who made it: "desk", or an agent's address.
    """

    id: int
    ticket_id: int
    due_at: datetime
    made_at: datetime
    kind: str = "contact"
    by: str = "desk"
    to_customer: bool = True
    state: PromiseState = PromiseState.LIVE
    ended_at: datetime | None = None
    warned_at: datetime | None = None
    climbed: int = 0


@dataclass(frozen=True, slots=True)
class Alert:
    """People called at once. It climbs the chain until somebody says `mine`.

    `step`: how many rungs of the chain have been told. `pages`: telephones ring too, now and on the way up.
    `confirmed_by`: an address.
    """

    id: int
    ticket_id: int
    made_at: datetime
    reason: str
    told: tuple[str, ...] = ()
    pages: bool = True
    step: int = 0
    confirmed_by: str = ""
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who has a part in a ticket. `part`: requester, participant, agent. Proven when they first took part.

    `generation` grows to withdraw an address that leaked (design: who may do what).
    """

    ticket_id: int
    address: str
    name: str
    part: str
    joined_at: datetime
    generation: int = 0


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Anybody who writes: what mail taught us of them. `suspended_at`: since when an agent's mail may do nothing."""

    address: str
    name: str = ""
    language: str = ""
    client: str = ""
    mails: int = 0
    marked: int = 0
    bounced_at: datetime | None = None
    seen_at: datetime | None = None
    suspended_at: datetime | None = None
