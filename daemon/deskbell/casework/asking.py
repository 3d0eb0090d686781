"""What may still be asked while decisions are made: rare look-ups, each one statement at most; the store answers them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from deskbell.casework.records import (
    Capped,
    Complaint,
    Deed,
    Incident,
    Likeness,
    Message,
    OpenMatter,
    PastLetter,
    Returned,
    Solved,
    SurveyAnswer,
)
from deskbell.domain.ticket import Promise, Ticket


class Store:
    """What a docket may still ask while decisions are made: rare look-ups, each one statement at most."""

    def fresh_ids(self, name: str, count: int) -> list[int]:
        raise NotImplementedError

    def history(self, address: str, client: str, now: datetime, periods: tuple[int, ...]) -> Any:
        raise NotImplementedError

    def load(self, agents: Iterable[str]) -> Mapping[str, int]:
        """How many live tickets each of these agents has, as the database knows it."""
        raise NotImplementedError

    def thread(self, ticket_id: int) -> list[Message]:
        """The ticket's messages, oldest first, without their long texts cut."""
        raise NotImplementedError

    def automatic_letters(self, since: datetime) -> list[tuple[str, str, int]]:
        """(audience, recipient, how many) of automatic letters to unproven customers, those that a cap stopped left out.

        Of the last hour there are no more than the caps allow, however many a forger brought about.
        """
        raise NotImplementedError

    def automatic_letters_to(
        self, recipients: Iterable[str], since: datetime, hour: datetime
    ) -> list[tuple[str, str, int, int]]:
        """(audience, recipient, how many since, how many in the last hour) of automatic letters to these customers."""
        raise NotImplementedError

    def recent_tickets(self, requester: str, since: datetime) -> list[Ticket]:
        """The requester's tickets opened since then, newest first."""
        raise NotImplementedError

    def letters_of(self, ticket_id: int) -> list[PastLetter]:
        raise NotImplementedError

    def letters_answering(self, ticket_id: int, message_ids: Iterable[str]) -> list[tuple[int, str]]:
        """The ticket's letters to customers in answer to mails with these Message-IDs: their numbers and kinds."""
        raise NotImplementedError

    def deeds(self, ticket_id: int) -> list[Deed]:
        """What commands did here and nobody has taken back, newest first."""
        raise NotImplementedError

    def ends(self, ticket_id: int) -> list[tuple[str, datetime]]:
        """When the ticket was resolved and reopened ("resolved", "reopened"), newest first."""
        raise NotImplementedError

    def open_matters(self, requester: str, since: datetime) -> list[OpenMatter]:
        """Live tickets of that person opened since then, newest first."""
        raise NotImplementedError

    def solved(self, client: str) -> list[Solved]:
        """Of the client's newest tickets, some dozens, those that were solved, newest first; complaints and abuse apart."""
        raise NotImplementedError

    def solutions(self, tickets: Sequence[int]) -> Mapping[int, str]:
        """The last words that went out on each of these tickets before it was solved."""
        raise NotImplementedError

    def held_transcript(self, ticket_id: int, agent: str) -> Mapping[str, Any] | None:
        """The newest mail of this agent that was stopped and not sent since."""
        raise NotImplementedError

    def complaint(self, ticket_id: int) -> Complaint | None:
        raise NotImplementedError

    def incidents(self) -> list[Incident]:
        """Those proposed or open, newest first."""
        raise NotImplementedError

    def incident(self, ticket_id: int) -> Incident | None:
        raise NotImplementedError

    def lookalikes(self, since: datetime, limit: int) -> list[Likeness]:
        """What the newest tickets opened since then look like, newest first."""
        raise NotImplementedError

    def taken_for(self, incident: int, most: int | None = None) -> list[int]:
        """The tickets whose mails were taken for an incident, by number."""
        raise NotImplementedError

    def linked(self, incident: int) -> list[int]:
        """Of those the tickets that are linked to it, by number."""
        raise NotImplementedError

    def causes_since(self, word: str, since: datetime) -> list[str]:
        """The clients, one for each complaint closed since then with that word as its cause."""
        raise NotImplementedError

    def heard_from(
        self, client: str, since: datetime, limit: int
    ) -> list[tuple[int, str, datetime, datetime | None, int]]:
        """(ticket, who wrote, when, when a person first answered, letters that bounced) of a client, newest first."""
        raise NotImplementedError

    def turned_away(self, domain: str, since: str) -> list[tuple[str, int, str]]:
        """(address, how often, the last day) of mail from that domain for addresses we do not have, since that day."""
        raise NotImplementedError

    def pages_since(self, claimed: str, since: datetime) -> int:
        """How many alerts for mails of that claimed sender rang a telephone since then."""
        raise NotImplementedError

    def surveys_to(self, address: str, since: datetime) -> int:
        """How many survey invitations went to that person since then."""
        raise NotImplementedError

    def surveys_of(self, client: str, since: datetime) -> tuple[int, int]:
        """How many survey invitations went to a client's people since then, and how many of its tickets closed."""
        raise NotImplementedError

    def survey(self, ticket_id: int) -> SurveyAnswer | None:
        raise NotImplementedError

    # -- how the desk stands, for the morning's letters

    def flag(self, name: str) -> str | None:
        """A small fact of the desk by its name."""
        raise NotImplementedError

    def live_tickets(
        self, owners: Iterable[str] | None = None, clients: Iterable[str] | None = None
    ) -> list[Ticket]:
        """Open and waiting ones, oldest first; of these owners, of these clients."""
        raise NotImplementedError

    def live_promises(self, owner: str) -> list[Promise]:
        """On the owner's live tickets, the next due first."""
        raise NotImplementedError

    def unanswered_breaks(self) -> list[tuple[int, datetime, int]]:
        """(ticket, when the first was due, how many) of promises broken since a person last wrote, on live tickets."""
        raise NotImplementedError

    def handovers(self) -> list[tuple[int, datetime, str]]:
        """(ticket, when, the event's data as JSON) of live tickets, oldest first."""
        raise NotImplementedError

    def returned(self, states: Iterable[str], since: datetime) -> list[Returned]:
        """Letters to customers made since then that are in one of these states."""
        raise NotImplementedError

    def parked(self) -> list[tuple[int, datetime]]:
        """(inbound, when it came) of messages set aside."""
        raise NotImplementedError

    def came_in(self, since: datetime, now: datetime) -> tuple[int, int]:
        """How many messages came in, and of how many it is known where they are."""
        raise NotImplementedError

    def promises_ended(self, since: datetime) -> dict[str, int]:
        """How many promises ended since then as kept, held and broken."""
        raise NotImplementedError

    def open_complaints(self) -> list[tuple[Ticket, Complaint]]:
        """Those that are not done, and those whose prevention is owed."""
        raise NotImplementedError

    def gaps(self, since: datetime) -> list[Ticket]:
        """Resolved since then with no person's word before the one that resolved it."""
        raise NotImplementedError

    def newest_letter(self, recipient: str, kind: str) -> PastLetter | None:
        raise NotImplementedError

    def first_opened(self, clients: Iterable[str]) -> dict[str, datetime]:
        """When each of these clients opened its first ticket; those that never did are left out."""
        raise NotImplementedError

    def opened_by_quarter(self, clients: Iterable[str], since: datetime) -> list[tuple[str, datetime, int]]:
        """(client, quarter of an hour, how many) of the tickets that people of these clients opened since then."""
        raise NotImplementedError

    def days_heard(self, clients: Iterable[str], since: datetime) -> list[tuple[str, datetime]]:
        """(client, when) of the last mail that a person of it wrote on each day since then."""
        raise NotImplementedError

    def many_of_one(self, clients: Iterable[str], since: datetime, least: int) -> list[tuple[str, str, int]]:
        """(client, who, how many) of people who opened at least so many tickets since then."""
        raise NotImplementedError

    # -- what the operator must hear of

    def capped(self, since: datetime, now: datetime) -> list[Capped]:
        """The oldest letter to each reader that was made since then, is held back by a cap, and is still true."""
        raise NotImplementedError

    def polls(self) -> dict[str, tuple[datetime | None, str]]:
        """By mailbox that was ever looked at: the last good look at it, and what ails it."""
        raise NotImplementedError

    def held_by_door(self) -> list[tuple[str, int]]:
        """(door, how many) of old mail that waits for the operator's word."""
        raise NotImplementedError

    def not_taken_in(self, before: datetime) -> datetime | None:
        """When the oldest mail came that nobody has taken in, if it came before then."""
        raise NotImplementedError

    def astray(self, since: datetime | None) -> tuple[int, datetime | None]:
        """How many messages lack their bytes, ticket or entry, and when the first of them came.

        Of the newest thousands, and of all that came since then.
        """
        raise NotImplementedError

    def flags(self, prefix: str) -> dict[str, str]:
        """The small facts of the desk whose names begin so, empty ones left out."""
        raise NotImplementedError
