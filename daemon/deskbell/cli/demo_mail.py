"""Mail as the people of the demo write, read and see it."""

import re
import textwrap
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Any

import click

from deskbell.cli.output import printable
from deskbell.clock import fresh_id

WIDTH = 78
_QUOTED = re.compile(r"(?:> ?)*")


@dataclass(frozen=True)
class Got:
    """A letter as its receiver got it. `number` grows with each letter that leaves the desk."""

    number: int
    recipient: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """The words as a mail program shows them."""
        body = self.message.get_body(("plain",))
        return flowed(body.get_content()) if body else ""

    def says(self, *words: str) -> bool:
        """Are all these words in its text or its subject?"""
        whole = f"{self.subject}\n{self.text}".replace("\u00a0", " ")
        return all(word in whole for word in words)

    def link(self, page: str) -> str:
        """A link in it: "s" survey, "t" status, "a" alert; "" where there is none."""
        return next((word for word in self.text.split() if f"/{page}/" in word), "")


def got(path: Path) -> Got:
    """The letter in a file of the Maildir, which is named by the letter's number."""
    message: Any = message_from_bytes(path.read_bytes(), policy=policy.default.clone(max_line_length=998))
    return Got(number_of(path), str(message["Delivered-To"]), message)


def number_of(path: Path) -> int:
    return int(path.name.partition(".")[0])


def written(
    sender: str, to: str, text: str, at: datetime, *, subject: str, answers: Got | None, importance: str
) -> EmailMessage:
    """What a person's mail program sends; an answer quotes the letter, as mail programs do."""
    message = EmailMessage(policy=policy.SMTP.clone(max_line_length=998))
    message["From"] = sender
    message["To"] = str(answers.message["From"]) if answers else to
    message["Subject"] = subject or (_answer_to(answers.subject) if answers else "")
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{fresh_id()}@{parseaddr(sender)[1].partition('@')[2]}>"
    if importance:
        message["Importance"], message["X-Priority"] = importance, "1"
    if answers:
        message["In-Reply-To"] = str(answers.message["Message-ID"])
        message["References"] = (
            f"{answers.message['References'] or ''} {answers.message['Message-ID']}".strip()
        )
        text += f"\n\nOn {answers.message['Date']}, {answers.message['From']} wrote:\n"
        text += textwrap.indent(answers.text, "> ", lambda _: True)
    message.set_content(text)
    return message


def _answer_to(subject: str) -> str:
    return subject if subject.lower().startswith("re:") else f"Re: {subject}"


def show(message: EmailMessage, text: str, colour: str) -> None:
    """A mail with a bar beside it."""
    bar = click.style(" │ ", fg=colour)
    click.echo("")
    for name in ("From", "To", "Subject", "Date", "Importance"):
        if message[name]:
            click.echo(bar + click.style(printable(f"{name + ':':11} {message[name]}"), dim=True))
    click.echo(bar.rstrip())
    for line in printable(text).splitlines():
        quoted = "> " if line.startswith(">") else ""
        for piece in textwrap.wrap(
            line, WIDTH, subsequent_indent=quoted, break_long_words=False, break_on_hyphens=False
        ) or [""]:
            click.echo((bar + piece).rstrip())


def flowed(text: str) -> str:
    """Soft line breaks are spaces again (RFC 3676); a signature's mark and another depth of quoting stay."""
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").rstrip().split("\n"):
        if lines and lines[-1].endswith(" ") and lines[-1] != "-- " and _depth(line) == _depth(lines[-1]):
            lines[-1] += line[_quotation(line) :]
        else:
            lines.append(line)
    return "\n".join(lines)


def _depth(line: str) -> int:
    return line[: _quotation(line)].count(">")


def _quotation(line: str) -> int:
    """Where the words of a line begin."""
    found = _QUOTED.match(line)
    return found.end() if found else 0
