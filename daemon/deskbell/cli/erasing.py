"""Erasing a person, after a look at what that is."""

import getpass
import os
import sys
from collections.abc import Mapping
from typing import Any

import click

from deskbell.cli.asking import Near, done
from deskbell.cli.output import json_option, line_of_json, printable
from deskbell.errors import OperatorError
from deskbell.settings import Settings, home_of, load

#: Seconds for which an answer is waited for: every table is read, and on SQLite the file is written anew.
_PATIENCE = 3600.0
_LINES = {
    "tickets": "{n} of their own: words, subjects, files and names go; number, times and figures stay",
    "shared": "{n} of others: their words, their addresses and their name go",
    "messages": "{n} on those tickets",
    "mails": "{n} as they came in",
    "letters": "{n} to them, about their matters, or naming them",
    "withdrawn": "{n} of these letters have not left, and will not",
    "surveys": "{n} answered; the scores stay",
    "events": "{n} of the timelines lose what tells of them",
    "people": "{n} known by address, with language and name",
}
_COLUMN = 11


@click.group(cls=Near)
def erase() -> None:
    """Erase what the desk keeps of somebody."""


@erase.command()
@click.argument("address")
@click.option("--yes", is_flag=True, help="Erase without asking; for scripts.")
@json_option
def person(address: str, yes: bool, as_json: bool) -> None:
    """Erase the person who writes from ADDRESS, and from every other address the directory gives them. There is no way back.

    First it shows what there is, then it asks for the address once more. Tickets keep their numbers, times, promises and
    scores; the timeline says that something was erased, when and by whom. A later mail of theirs is a new matter.
    """
    settings = load(home_of(os.environ))
    plan = _asked(settings, address, sure=False)
    if not as_json:
        _show(plan, "Of {who} there is to erase:")
    if not yes and not as_json and _something(plan):
        _ask_once_more(plan["addresses"][0])
        yes = True
    if not yes:
        if as_json:
            click.echo(line_of_json(plan))
        return
    told = _asked(settings, address, sure=True)
    if as_json:
        click.echo(line_of_json(told))
        return
    click.echo("Erased." if _something(told) else "There was nothing to erase.")
    if settings.store_url.startswith("sqlite"):
        click.echo(
            "The database's file was written anew, so that nothing of it is left in free places."
            if told["overwritten"]
            else "The database's file could not be written anew (is the disk full?): its free places still hold what was erased; ask again."
        )
    click.echo("\nNot reached:")
    for one in told["not_reached"]:
        click.echo(printable(f"- {one}"))


def _asked(settings: Settings, address: str, *, sure: bool) -> Mapping[str, Any]:
    command = {"command": "erase person", "address": address, "by": _login(), "sure": sure}
    return done(settings, command, timeout=_PATIENCE)


def _login() -> str:
    """Who runs the command, as the timeline is to name them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "operator"


def _something(plan: Mapping[str, Any]) -> bool:
    return any(plan[name] for name in _LINES)


def _show(plan: Mapping[str, Any], head: str) -> None:
    if not _something(plan):
        click.echo(printable(f"There is nothing of {', '.join(plan['addresses'])}."))
        return
    click.echo(printable(head.format(who=", ".join(plan["addresses"]))))
    for name, line in _LINES.items():
        if plan[name]:
            click.echo(f"  {name:<{_COLUMN}}{line.format(n=format(plan[name], ','))}")


def _ask_once_more(address: str) -> None:
    if not sys.stdin.isatty():
        raise OperatorError("Nothing was erased: say --yes to erase it.")
    if (
        click.prompt("Type the address once more to erase it all", default="", show_default=False)
        .strip()
        .lower()
        != address
    ):
        raise OperatorError("Nothing was erased.")
