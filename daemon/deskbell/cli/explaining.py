"""One ticket whole, and why it, or any message, was judged as it was."""

import os
from functools import partial
from pathlib import Path
from typing import Any

import click

from deskbell.cli.asking import number_of
from deskbell.cli.output import json_option, line_of_json, on_wall, printable
from deskbell.clock import SystemClock
from deskbell.errors import OperatorError
from deskbell.settings import Settings, home_of, load
from deskbell.store import asides, looks
from deskbell.store.glance import looking


@click.command()
@click.argument("reference")
@click.option(
    "--files",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the files of its mails into this folder.",
)
@json_option
def ticket(reference: str, folder: Path | None, as_json: bool) -> None:
    """One ticket: its whole timeline on one page."""
    from deskbell.reports.timeline import page

    settings = load(home_of(os.environ))
    found = _found(settings, reference)
    if folder is not None:
        from deskbell.cli.files import write_files

        for path in write_files(settings.store_url, number_of(reference), folder):
            click.echo(printable(str(path)))
        return
    if as_json:
        click.echo(line_of_json(found))
        return
    lines = page(found, _wall(settings))
    click.echo("\n".join([click.style(printable(lines[0]), bold=True), *map(printable, lines[1:])]))


def _wall(settings: Settings) -> Any:
    return partial(_on_wall, str(settings("desk", "timezone")))


def _on_wall(zone: str, at: Any) -> str:
    return on_wall(at, zone, SystemClock().now())


def _found(settings: Settings, reference: str) -> looks.Row:
    number = number_of(reference)
    with looking(settings.store_url) as run:
        found = looks.ticket(run, number)
        if found is None:
            newest = asides.newest_ticket(run)
            there = f"the newest is DB-{newest}." if newest else "there are none yet."
            raise OperatorError(f"There is no ticket DB-{number}; {there}")
    return found


@click.command()
@click.argument("what", metavar="REF|FILE")
@json_option
def explain(what: str, as_json: bool) -> None:
    """Why a ticket went where it went (as it was stored then), or how the message in a file would be judged now."""
    settings = load(home_of(os.environ))
    if what != "-" and not Path(what).exists():
        if "/" in what or what.endswith(".eml"):
            raise OperatorError(f"There is no file {what}.")
        _explain_ticket(settings, what, as_json)
        return
    from deskbell.cli.explained import explained

    found = explained(settings, _bytes(what), SystemClock().now())
    click.echo(line_of_json(found.values) if as_json else printable("\n".join(found.lines)))


def _bytes(what: str) -> bytes:
    import sys

    try:
        return sys.stdin.buffer.read() if what == "-" else Path(what).read_bytes()
    except OSError as trouble:
        raise OperatorError(f"{what} cannot be read: {trouble.strerror}.") from trouble


#: Events that say why a ticket is what it is.
_REASONS = (
    "opened",
    "set_apart",
    "followed_up",
    "split_off",
    "separated",
    "accepted",
    "merged",
    "merged_into",
    "taken_back",
    "judged",
    "priority_raised",
    "priority_set",
    "signals_disagree",
    "capped",
    "alerted",
    "escalated",
    "reopened",
)


def _explain_ticket(settings: Settings, reference: str, as_json: bool) -> None:
    found = _found(settings, reference)
    reasons = [
        {"at": one["at"], "author": one["author"], "reason": one["reason"], "hand": one["hand"]}
        for one in found["messages"]
        if one["direction"] == "in"
    ]
    events = [one for one in found["events"] if one["event"] in _REASONS]
    if as_json:
        head = {
            name: found[name]
            for name in (
                "reference",
                "subject",
                "kind",
                "urgency",
                "impact",
                "priority",
                "owner",
                "team",
                "set",
                "proven",
            )
        }
        click.echo(line_of_json(head | {"messages": reasons, "events": events}))
        return
    say = _wall(settings)
    lines = [f"{found['reference']}  {found['subject'] or '(no subject)'}", "", "Why each message is here:"]
    lines += [
        f"  {say(one['at'])}  {one['author']}: {one['reason']}{' (by another hand)' if one['hand'] else ''}"
        for one in reasons
    ] or ["  there is none"]
    lines += ["", f"What was decided then, by set {found['set']}:"]
    for event in events:
        lines += _told(event, say)
    click.echo(printable("\n".join(lines)))


def _told(event: looks.Row, say: Any) -> list[str]:
    """One decision; the entries that fired below it, each with its reason and what it saw."""
    from deskbell.reports.timeline import event_detail

    detail = event_detail({name: value for name, value in event.items() if name != "fired"}, say)
    lines = [f"  {say(event['at'])}  {event['event'].replace('_', ' ')}: {detail}"]
    for fired in event.get("fired", []):
        lines.append(f"      {fired['book']}: {fired['entry']}")
        lines.append(f"        because: {' '.join(str(fired['because']).split())}")
        lines += [f"        saw {one}" for one in fired["saw"]]
    return lines
