"""What the mail room understood of a message, as frozen values.

All text is clean: str without lone surrogates or NUL, `\\n` line ends; one-line fields hold no control or bidi
characters. Times are aware datetimes with the offset the sender gave.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from deskbell.mail.sanitise import sanitise


class Origin(StrEnum):
    """Who speaks: the best single word; `Mail.auto` answers separately whether it may be answered by a machine."""

    PERSON = "person"
    AUTOMATIC = "automatic"
    LIST = "list"
    BOUNCE = "bounce"
    OWN = "own"


class Authentic(StrEnum):
    """Does the border say, by a DMARC-aligned pass, that From is true?"""

    ALIGNED = "aligned"
    UNALIGNED = "unaligned"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Address:
    """A display name ("" if none) and an addr-spec with its domain in lower case ("" if none)."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


#: Letters with more pictures name them as the standard says.
_MOST_PICTURES = 50


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment: a safe file name ("" if none), `type/subtype`, size in decoded bytes. `part` finds it again.

    `begins`, `ends`: where in the mail its base64 stands, if that is as we would write it; else both are 0.
    """

    name: str
    content_type: str
    size: int
    inline: bool
    content_id: str = ""
    part: str = ""
    begins: int = 0
    ends: int = 0


@dataclass(frozen=True, slots=True)
class Importance:
    """`high`, `normal` or `low`, and each mark seen, as it stood ("Importance: high", "‼ in the subject")."""

    level: str = "normal"
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """An invitation or its answer (RFC 5545, 6047); start and end ISO 8601, "" if not said."""

    method: str
    summary: str
    start: str
    end: str
    organizer: str
    attendees: tuple[str, ...]
    location: str = ""


@dataclass(frozen=True, slots=True)
class Forward:
    """The message somebody passed on: the original sender's addr-spec, subject, date as written, text."""

    sender: str
    sender_name: str
    subject: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class FailedRecipient:
    """One recipient a report speaks of: addr-spec in lower case, RFC 3463 status ("" if none), the server's words."""

    address: str
    status: str = ""
    diagnostic: str = ""


@dataclass(frozen=True, slots=True)
class Bounce:
    """A delivery report. `failed` is for good, `delayed` is still being tried."""

    failed: tuple[FailedRecipient, ...]
    delayed: tuple[FailedRecipient, ...] = ()
    original_message_id: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """A feedback report (RFC 5965). `type`: abuse, fraud, virus, opt-out, not-spam, auth-failure …, in lower case.

    The rest tells which letter it is about, where it says so: its Message-ID, and the sender of its envelope.
    """

    type: str
    original_message_id: str = ""
    original_mail_from: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """The new words, the quoted tail and the signature of a text. Together they hold every word of it.

    `new` never is empty when the text holds words: where little or nothing would remain it is the whole text.
    """

    new: str
    quoted: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Authenticity:
    """The border's verdict on From, and the evidence in words an operator can check."""

    verdict: Authentic = Authentic.UNKNOWN
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """What a door's settings say of the border in front of it (design: who may do what).

    `authserv_id`: the name its Authentication-Results bear, or "microsoft365", or "" (none is believed).
    `sealers`: ARC sealing domains believed. `border_peer`: this very connection came from a border.
    """

    name: str = ""
    authserv_id: str = ""
    sealers: tuple[str, ...] = ()
    border_peer: bool = True


@dataclass(frozen=True, slots=True)
class Own:
    """How the mail room knows the desk's own letters: domains of its Message-IDs and its loop marker's value."""

    domains: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    loop_marker: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """A message parsed into values. `read()` gives one for any bytes whatever."""

    subject: str = ""
    sender: Address = Address("", "")
    senders: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    delivered_to: tuple[str, ...] = ()
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    date: datetime | None = None
    text: str = ""
    html_source: str = ""  # as it came, fit to be read by a program and never to be shown: see `html`
    reply: Reply = Reply("")
    attachments: tuple[Attachment, ...] = ()
    origin: Origin = Origin.PERSON
    auto: bool = False
    origin_evidence: tuple[str, ...] = ()
    bounce: Bounce | None = None
    feedback: Feedback | None = None
    forward: Forward | None = None
    importance: Importance = Importance()
    calendar: Calendar | None = None
    authenticity: Authenticity = Authenticity()
    language: str = ""
    signed: bool = False
    encrypted: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    defects: tuple[str, ...] = field(default=())

    @property
    def html(self) -> str:
        """The HTML made safe, "" if there was none. Made when asked for: few readers need it."""
        return sanitise(_with_schemes(self.html_source, self.attachments))


def _with_schemes(source: str, attachments: tuple[Attachment, ...]) -> str:
    """Some programs name a picture that came with the mail without the `cid:` before it (RFC 2392)."""
    for one in attachments[:_MOST_PICTURES]:
        if one.inline and one.content_id and one.content_id in source:
            for mark in "\"'":
                source = source.replace(
                    f"src={mark}{one.content_id}{mark}", f"src={mark}cid:{one.content_id}{mark}"
                )
    return source
