"""What `deskbell run` says once every door is open: what a newcomer can do next."""

import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from deskbell.casework.house import House
from deskbell.serve import Serving


def greet(serving: Serving, fresh: bool) -> None:
    """A mail to send, a page to watch, where to go from there."""
    click.echo("\n".join(_lines(serving, fresh)))
    sys.stdout.flush()


def _lines(serving: Serving, fresh: bool) -> Iterator[str]:
    settings, house = serving.settings, serving.parts.books.house
    yield f"{'A new desk' if fresh else 'The desk'} runs in {settings.home}. Ctrl-C stops it."
    by_smtp = serving.smtp_port and settings("intake.smtp", "protocol") == "smtp"
    carrier = f"curl -s smtp://127.0.0.1:{serving.smtp_port} --mail-from {{0}} --mail-rcpt {{1}} -T -"
    by_hand = f"{_command(settings.home)} deliver --sender {{0}} --recipient {{1}}"
    line = _a_mail(_somebody(house), house.address, carrier if by_smtp else by_hand)
    yield from ("", "Send it a mail:", f"  {line}")
    if serving.web_port and settings.local_page:
        page = f"http://127.0.0.1:{serving.web_port}/letters"
        yield from ("", "Watch every letter as its receiver sees it:", f"  {page}")
    yield from ("", "See the tickets:", f"  {_command(settings.home)} tickets")
    yield from ("", "Change who is who, how urgent, what is promised, and what letters say:")
    yield f"  {settings.home / 'rules'}  {settings.home / 'templates'}"


def _somebody(house: House) -> str:
    """An end user of the directory, or whoever is in it first."""
    people = sorted(house.directory.people, key=lambda person: person.role != "user")
    return people[0].address if people else f"you@{house.domain}"


def _a_mail(sender: str, to: str, carrier: str) -> str:
    """One line for a shell. Over SMTP by curl, which is on nearly every machine; else through the desk's own pipe."""
    text = f"From: {sender}\\nTo: {to}\\nSubject: Printer\\n\\nIt does not print since nine.\\n"
    return f"printf '{text}' | {carrier.format(sender, to)}"


def _command(home: Path) -> str:
    """How this program can be called again from here, for this home."""
    called = "deskbell" if shutil.which("deskbell") else sys.argv[0]
    called = f"{shlex.quote(sys.executable)} -m deskbell" if called.endswith(".py") else shlex.quote(called)
    return called if home == Path("var").absolute() else f"DESKBELL_HOME={shlex.quote(str(home))} {called}"
