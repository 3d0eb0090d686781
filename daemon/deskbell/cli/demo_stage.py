"""The demo's stage: sample people with mail programs, around a desk that is real in every part but its clock.

People write by SMTP to the desk's own door and read their letters from its Maildir. Nothing here reaches into
the desk, except to wind its clock on once it has nothing left to do.
"""

import textwrap
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from deskbell.cli.demo_mail import WIDTH, Got, got, number_of, show, written
from deskbell.clock import FastClock, steady_seconds
from deskbell.delivery.factory import postman_from
from deskbell.errors import DeskbellError
from deskbell.ports import Handed, Parcel, Postman
from deskbell.store import asides, looks
from deskbell.store.glance import looking

#: How long the machine may take over what the story says happens at once.
PATIENCE = 30.0
_SOON = timedelta(seconds=1)


class StepFailed(DeskbellError):
    """A step of the story did not come true."""


@dataclass
class Stage:
    """What the story is played on. `url` and `letters`: where the desk keeps its database and its Maildir."""

    clock: FastClock
    url: str
    letters: Path
    smtp_port: int
    desk: str
    zone: ZoneInfo
    ended: threading.Event = field(default_factory=threading.Event)
    got: list[Got] = field(default_factory=list)
    _postman: Postman = field(init=False)

    def __post_init__(self) -> None:
        self._postman = postman_from(f"smtp+plain://127.0.0.1:{self.smtp_port}", helo="acme.example")

    # -- what people do

    def mail(
        self, sender: str, text: str, *, subject: str = "", answers: Got | None = None, importance: str = ""
    ) -> None:
        """A person writes to the desk, or answers a letter they got; then everything that follows happens."""
        now = self.clock.now().astimezone(self.zone)
        message = written(
            sender, self.desk, text, now, subject=subject, answers=answers, importance=importance
        )
        show(message, text + ("\n\n> (the letter answered, quoted whole)" if answers else ""), "green")
        self._hand_over(message, parseaddr(sender)[1], parseaddr(str(message["To"]))[1])
        self.settle()

    def _hand_over(self, message: EmailMessage, sender: str, recipient: str) -> None:
        (result,) = self._postman.deliver([Parcel(0, sender, recipient, message.as_bytes())])
        self.check(
            result.outcome is Handed.ACCEPTED, f"the desk's SMTP door answered {result.code} {result.answer}"
        )

    # -- what they get

    def letter(self, recipient: str, *words: str, since: int = 0) -> Got:
        """The newest letter to this person with these words, numbered above `since`."""
        for one in reversed(self.got):
            if one.recipient == recipient and one.number > since and one.says(*words):
                return one
        raise StepFailed(
            f"No letter to {recipient}{f' with “{words[0]}”' if words else ''} came; the demo stops here."
        )

    @property
    def last(self) -> int:
        """The number of the newest letter."""
        return max((one.number for one in self.got), default=0)

    def read_letters(self) -> None:
        """Everybody opens what came."""
        known = {one.number for one in self.got}
        for path in sorted((self.letters / "new").glob("*.deskbell"), key=number_of):
            if number_of(path) not in known:
                self.got.append(got(path))
                show(self.got[-1].message, self.got[-1].text, "cyan")

    # -- time

    def settle(self) -> None:
        """Wait until the desk has nothing left to do now, and read what it wrote."""
        self.wait(self._idle, "the desk did not come to rest")
        self.read_letters()

    def _idle(self) -> bool:
        busy, due = self._in_hand()
        return not busy and (due is None or due > self.clock.now())

    def _in_hand(self) -> tuple[int, datetime | None]:
        """How much the desk has to do now, and when the clockwork must look next; both at one moment."""
        with looking(self.url) as run:
            return asides.in_hand(run)

    def pass_time(self, until: datetime, enough: Callable[[], bool] = lambda: False) -> None:
        """Desk time passes until then, or until it is enough: wound on from one due time to the next."""
        while self.clock.now() < until and not enough():
            _, due = self._in_hand()
            self.clock.wind_on(min(until, max(due, self.clock.now()) + _SOON) if due else until)
            self.settle()

    def wait(self, true: Callable[[], bool], otherwise: str) -> None:
        """Wait until something is so; StepFailed in one sentence if it does not become so."""
        end = steady_seconds() + PATIENCE
        while not true():
            self.check(steady_seconds() < end, otherwise)
            self.check(not self.ended.wait(0.01), "stopped")

    def check(self, is_so: bool, otherwise: str) -> None:
        if not is_so:
            raise StepFailed(f"{otherwise[:1].upper()}{otherwise[1:]}; the demo stops here.")

    # -- what the desk knows

    def ticket(self, number: int) -> looks.Row:
        """A ticket as `deskbell tickets --json` would show it."""
        with looking(self.url) as run:
            found = looks.ticket(run, number)
        if found is None:
            raise StepFailed(f"There is no ticket DB-{number}; the demo stops here.")
        return found

    def reasons(self, number: int) -> list[str]:
        """Why each mail of a ticket went there."""
        with looking(self.url) as run:
            return asides.why_there(run, number)

    # -- what the audience sees

    def heading(self, text: str) -> None:
        """What happens now, and when."""
        local = self.clock.now().astimezone(self.zone)
        when = click.style(f"── {local:%A} {local.day} {local:%B}, {local:%H:%M}", fg="yellow", bold=True)
        click.echo(f"\n{when}  {click.style(text, bold=True)}")

    def remark(self, text: str) -> None:
        click.echo(textwrap.indent(textwrap.fill(text, WIDTH), "   "))
