"""A whole desk for tests: real database, real rules and templates, letters into a real Maildir; time stands still.

Nothing runs by itself: a test says when mail is taken in, when the clock ticks, when letters leave. So a month of desk
life takes seconds, and what happened is the same every time.
"""

import functools
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from deskbell import bootstrap, journey
from deskbell.clock import SetClock, machine_seconds
from deskbell.ports import Arrival
from deskbell.settings_file import commented
from deskbell.store import looks, queries, schema
from deskbell.store.keep import unpack
from tables import lay_tables

#: A Tuesday morning at a quarter past nine in London, where the sample client lives.
TUESDAY = datetime(2026, 11, 24, 9, 15, tzinfo=UTC)


@dataclass
class Got:
    """A letter as its receiver got it."""

    recipient: str
    message: EmailMessage
    kind: str

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """The words, unwrapped: soft line breaks of format=flowed are spaces again."""
        body = self.message.get_body(("plain",))
        return (
            body.get_content().replace("\r\n", "\n").replace(" \n", " ").replace("\u00a0", " ")
            if body
            else ""
        )

    @property
    def reply_to(self) -> str:
        return str(self.message["From"].addresses[0].addr_spec)

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])

    def link(self, page: str) -> str:
        """The path of a link in it: "s" survey, "t" status, "a" alert."""
        return next(word for word in self.text.split() if f"/{page}/" in word)


def written(
    now: datetime,
    text: str,
    sender: str,
    to: str = "support@desk.example",
    subject: str | None = None,
    answers: Got | None = None,
    quote: bool = True,
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """What a mail program sends; an answer goes where the letter says, and quotes it as mail programs do."""
    message = EmailMessage(policy=policy.SMTP.clone(max_line_length=998))
    message["From"] = sender
    message["To"] = answers.reply_to if answers else to
    if answers:
        subject = answers.subject if answers.subject.startswith("Re:") else f"Re: {answers.subject}"
        message["In-Reply-To"] = answers.message_id
        message["References"] = " ".join(filter(None, (answers.message["References"], answers.message_id)))
    if subject is not None:
        message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain="acme.example")
    for name, value in (headers or {}).items():
        del message[name]
        message[name] = value
    quoted = ""
    if answers and quote:
        quoted = "\n\nOn Tue, 24 Nov 2026 at 09:20, Desk wrote:\n" + "".join(
            f"> {line}\n" for line in answers.text.splitlines()
        )
    message.set_content(text + quoted)
    return message.as_bytes()


@dataclass
class Desk:
    """One desk in a home of its own; `parts` is what bootstrap made, with its threads not started."""

    home: Path
    url: str = ""
    settings: dict[tuple[str, str], Any] = field(default_factory=dict)
    now: datetime = TUESDAY
    postman: Any = None
    trusted: tuple[str, ...] = ("*",)
    #: The clock by which an edit of rules or templates comes to rest.
    seconds: Callable[[], float] = machine_seconds

    def __post_init__(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        values = {
            ("intake.smtp", "listen"): "127.0.0.1:0",
            ("desk", "timezone"): "Europe/London",
        } | self.settings
        if self.url:
            values["store", "url"] = self.url
        else:
            lay_tables(self.home)
        (self.home / "deskbell.toml").write_text(commented(values))
        self.clock = SetClock(self.now)
        self.open()

    def open(self) -> None:
        """Put it together."""
        self.parts = bootstrap.build(
            self.home, clock=self.clock, duties=frozenset(), environment={}, seconds=self.seconds
        )
        self.parts.start()
        self.desk = self.parts.desk
        if self.postman is not None:
            object.__setattr__(self.desk, "postman", self.postman)
        self.seen = 0

    def close(self) -> None:
        self.parts.stop()

    # -- mail in

    def mail(
        self,
        text: str = "Please help.",
        *,
        sender: str = "Uma Patel <uma@acme.example>",
        to: str = "support@desk.example",
        subject: str | None = "Printer",
        answers: Got | None = None,
        quote: bool = True,
        proven: bool = True,
        headers: dict[str, str] | None = None,
        raw: bytes | None = None,
        run: bool = True,
    ) -> bytes:
        """A person writes, or answers a letter they got; then everything that follows happens."""
        data = raw or written(self.clock.now(), text, sender, to, subject, answers, quote, headers)
        addressed = BytesHeaderParser(policy=policy.default).parsebytes(data)["To"]
        self.keep(data, [a.addr_spec for a in addressed.addresses] if addressed else [to], proven)
        if run:
            self.run()
        return data

    def keep(self, data: bytes, recipients: list[str], proven: bool = True) -> Any:
        arrival = Arrival(
            raw=data,
            received_at=self.clock.now(),
            door="smtp",
            mail_from="x@acme.example",
            recipients=tuple(recipients),
            trusted_for=self.trusted if proven else (),
        )
        return journey.keep(self.desk, arrival).result(30)

    # -- what happens then

    def run(self) -> None:
        """Take in, tick and send until there is nothing left to do."""
        for _ in range(50):
            if not journey.take_in(self.desk):
                return self.go_on()
        raise AssertionError("the desk does not come to the end of its mail")

    def go_on(self) -> None:
        """Tick and send until there is nothing left to do. No door is open by which mail could come in meanwhile."""
        for _ in range(50):
            if not journey.tick(self.desk) + journey.send_due(self.desk):
                return
        raise AssertionError("the desk does not come to rest")

    def pass_time(self, until: datetime | timedelta) -> None:
        """Time passes, and whatever falls due happens when it does."""
        end = until if isinstance(until, datetime) else self.clock.now() + until
        happens = self.run  # what was kept before is taken in at the first stop
        while self.clock.now() < end:
            due = self.next_due()
            self.clock.set(min(end, max(due, self.clock.now() + timedelta(seconds=1)) if due else end))
            happens()
            happens = self.go_on

    def next_due(self) -> datetime | None:
        with self.parts.store.reading() as connection:
            row = connection.exec_driver_sql(
                "select min(next_at) from ticket where next_at is not null"
            ).scalar()
        return schema.EPOCH + timedelta(microseconds=row) if row else None

    # -- letters out

    def letters(self, recipient: str = "", kind: str = "") -> list[Got]:
        """Letters that left, oldest first."""
        return self._letters(recipient, kind)

    def letter(self, recipient: str = "", kind: str = "") -> Got:
        """The newest such letter."""
        found = self._letters(recipient, kind, newest=True)
        assert found, (
            f"no letter {kind} to {recipient}; there are {[(one.kind, one.recipient) for one in self.letters()]}"
        )
        return found[0]

    def _letters(self, recipient: str, kind: str, newest: bool = False) -> list[Got]:
        letter, raw = schema.letter, schema.letter_raw
        wanted = [letter.c.state == "sent"]
        wanted += [letter.c.recipient == recipient] if recipient else []
        wanted += [letter.c.kind == kind] if kind else []
        query = sa.select(letter.c.recipient, letter.c.kind, raw.c.data).where(*wanted)
        query = query.order_by(letter.c.id.desc()).limit(1) if newest else query.order_by(letter.c.id)
        with self.parts.store.reading() as connection:
            rows = list(connection.execute(query.outerjoin_from(letter, raw, raw.c.letter_id == letter.c.id)))
        return [Got(row.recipient, _parsed(bytes(row.data or b"")), row.kind) for row in rows]

    # -- what the operator would see

    def tickets(self) -> list[dict[str, Any]]:
        with self.parts.store.reading() as connection:
            return list(looks.tickets(queries.run_on(connection), state="all"))

    def ticket(self, number: int | None = None) -> dict[str, Any]:
        """One ticket whole; the newest where none is named."""
        with self.parts.store.reading() as connection:
            if number is None:
                number = connection.execute(sa.select(sa.func.max(schema.ticket.c.id))).scalar() or 0
            found = looks.ticket(queries.run_on(connection), number)
        assert found
        return found

    def events(self, number: int | None = None) -> list[str]:
        return [one["event"] for one in self.ticket(number)["events"]]

    def events_of(self, kind: str) -> list[int]:
        """The tickets on whose timelines such an event stands, once for each time."""
        with self.parts.store.reading() as connection:
            rows = connection.execute(
                sa.select(schema.event.c.ticket_id)
                .where(schema.event.c.kind == kind)
                .order_by(schema.event.c.id)
            )
            return [row.ticket_id for row in rows]

    def outcomes(self) -> list[tuple[str, str]]:
        with self.parts.store.reading() as connection:
            return [
                (row.outcome, row.reason)
                for row in connection.exec_driver_sql("select outcome, reason from inbound order by id")
            ]


@functools.lru_cache(1_000)
def _parsed(packed: bytes) -> EmailMessage:
    """A letter as it is stored, parsed once however often a test looks at it."""
    message = message_from_bytes(unpack(packed) if packed else b"", policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


Make = Callable[..., Desk]


def words_of(number: int) -> str:
    """Words of its own for each number: people who write much the same are taken for one trouble."""
    letters = hashlib.sha256(b"%d" % number).hexdigest().translate(str.maketrans("0123456789", "ghijklmnop"))
    return " ".join(letters[at : at + 8] for at in range(0, 64, 8))
