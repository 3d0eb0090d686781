"""The plugs between the journey and the edges. Whoever stands behind one is decided in bootstrap.py.

Every method may be called from any thread. Times are aware UTC datetimes.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

# -- intake ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MailboxMark:
    """How far a mailbox folder has been read: committed together with the message that moved it."""

    mailbox: str
    folder: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message at a door: its bytes as they came, and its envelope.

    `delivery_key` names one delivery for good (IMAP: mailbox, folder, UIDVALIDITY, UID), "" where the door has none.
    `held`: old mail, kept but answered by nobody until the operator releases it. `seen_before`: noted, never taken in.
    `peer`: the client's IP address, "" where there is none; `border`: that peer is a border of ours.
    `left_behind`: only its head is here; so many bytes stayed in their mailbox.
    `trusted_for`: addresses this submitter may write as ("*" any), empty for the world.
    """

    raw: bytes
    received_at: datetime
    door: str
    mail_from: str | None = None
    recipients: tuple[str, ...] = ()
    delivery_key: str = ""
    peer: str = ""
    border: bool = True
    trusted_for: tuple[str, ...] = ()
    held: bool = False
    junk: bool = False
    mark: MailboxMark | None = None
    left_behind: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """The message is on stable storage. `duplicate`: it was there already, and its recipients were added to the first."""

    inbound_id: int
    duplicate: bool = False


class Keeper(Protocol):
    """Act one: bytes to stable storage."""

    def keep(self, arrival: Arrival) -> "Future[Kept]":
        """A future done after the commit; it raises TemporaryError for any trouble of ours. Never blocks."""
        ...


class Mailboxes(Protocol):
    """What the IMAP poller remembers, and who may poll."""

    def lease(self, mailbox: str, holder: str, seconds: int) -> bool:
        """Take or renew the lease of a mailbox; False while another holder's lives."""
        ...

    def mark(self, mailbox: str, folder: str) -> MailboxMark | None:
        """How far the folder was read, None before the first sync."""
        ...

    def set_mark(self, mark: MailboxMark) -> None:
        """Note progress that no message carries (a first sync that takes in nothing older)."""
        ...

    def known(self, raw_heads: Mapping[int, bytes]) -> set[int]:
        """Of these UIDs with their header blocks, those whose message is stored already (by Message-ID, Date, From)."""
        ...

    def polled(self, mailbox: str, at: datetime, trouble: str = "") -> None:
        """Note a good poll, or what stopped it; doctor and the health page read it."""
        ...

    def last_good_poll(self, mailbox: str) -> datetime | None: ...


# -- the store's work in hand ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Envelope:
    """How a message came: every recipient and every door, the first sender, and what its peer may be believed."""

    mail_from: str | None
    recipients: tuple[str, ...]
    doors: tuple[str, ...]
    peer: str = ""
    border: bool = True
    trusted_for: tuple[str, ...] = ()
    left_behind: int = 0

    def to_json(self) -> str:
        return json.dumps(
            {
                "from": self.mail_from,
                "to": self.recipients,
                "doors": self.doors,
                "peer": self.peer,
                "border": self.border,
                "trusted": self.trusted_for,
                "left": self.left_behind,
            },
            ensure_ascii=True,
        )

    @classmethod
    def from_json(cls, text: str) -> "Envelope":
        data = json.loads(text)
        return cls(
            data["from"],
            tuple(data["to"]),
            tuple(data["doors"]),
            data["peer"],
            data["border"],
            tuple(data["trusted"]),
            data["left"],
        )

    @classmethod
    def of(cls, arrival: Arrival) -> "Envelope":
        return cls(
            arrival.mail_from,
            arrival.recipients,
            (arrival.door,),
            arrival.peer,
            arrival.border,
            arrival.trusted_for,
            arrival.left_behind,
        )

    @property
    def erased(self) -> bool:
        """Was the mail erased, with all that stood on its envelope? It is known by its fingerprint alone."""
        return not self.doors

    def joined(self, other: "Envelope") -> "Envelope":
        """Both ways it came, each recipient and door once. What is believed is what both peers may be believed."""
        return Envelope(
            self.mail_from if self.mail_from is not None else other.mail_from,
            tuple(dict.fromkeys((*self.recipients, *other.recipients))),
            tuple(dict.fromkeys((*self.doors, *other.doors))),
            self.peer or other.peer,
            self.border,
            self.trusted_for,
            self.left_behind,
        )


#: The envelope of a mail that was erased.
ERASED_ENVELOPE = Envelope(None, (), ()).to_json()


@dataclass(frozen=True, slots=True)
class Inbound:
    """A kept message in hand. `attempts` counts this one. `former`: it was settled before and came by another address."""

    id: int
    raw: bytes
    envelope: Envelope
    door: str
    received_at: datetime
    attempts: int
    silent: bool
    junk: bool
    former: str
    fingerprint: bytes


class Due(NamedTuple):
    """A letter in hand. `data`: the bytes of its first try, b"" before that. `unknown`: we died while handing it over.

    `facts`: a letters.facts.Facts where this process has just made it, else the mapping that the outbox keeps of one.
    """

    id: int
    ticket_id: int
    kind: str
    recipient: str
    facts: Any
    frame: Mapping[str, Any]
    message_id: str
    promise_id: int
    made_at: datetime
    true_until: datetime | None
    attempts: int
    data: bytes
    unknown: bool
    ticket_state: str = ""


# -- signing in at a hosted provider --------------------------------------------------------------------------------


class SignIn(Protocol):
    """Signs a user in by access tokens in the place of a password (SASL XOAUTH2)."""

    def response(self, user: str) -> str:
        """The client's one response, before base64. Waits at most a minute for a provider that is asked; raises
        OperatorError where a person must act, TemporaryError where time may help.
        """
        ...

    def refused(self, response: str) -> bool:
        """A server did not take this one. True if there is reason to try once more, with another."""
        ...


def shows_token(text: str, response: str) -> bool:
    """Does a server's answer repeat the token of this response, or the response as it was sent? Then nobody is to see it."""
    secrets = response.rpartition(" ")[2], b64encode(response.encode()).decode()
    return any(one[:_TELLING] in text for one in secrets)


#: So many letters of a token tell it apart.
_TELLING = 12


# -- an operator's commands -----------------------------------------------------------------------------------------

Command = Mapping[str, Any]
#: What answers a command: its values and the bytes that came with it, to the values of the answer.
Handler = Callable[[Command, bytes], Mapping[str, Any]]

# -- delivery -------------------------------------------------------------------------------------------------------


class Handed(StrEnum):
    """What the relay made of a letter."""

    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Parcel(NamedTuple):
    """A letter ready for the relay: one recipient, our return path, the bytes every try sends."""

    letter_id: int
    return_path: str
    recipient: str
    data: bytes


class Result(NamedTuple):
    """What the relay said of one parcel. `alias`: a Message-ID it reported to have put in the place of ours."""

    letter_id: int
    outcome: Handed
    code: int = 0
    answer: str = ""
    alias: str = ""


class Postman(Protocol):
    """Hands letters on, one connection a batch, and says of each what became of it as soon as it is known."""

    def deliver(self, parcels: Iterable[Parcel]) -> Iterator[Result]: ...
