"""What is live: `rules apply`, `rules history`, `rules back`, `rules release`, and `handover` from one agent to another."""

import os
from collections.abc import Mapping
from typing import Any

import click

from deskbell.cli.asking import done
from deskbell.cli.lists import LARGEST
from deskbell.cli.output import Row, field, json_option, line_of_json, printable, show, time_of
from deskbell.clock import SystemClock
from deskbell.settings import home_of, load
from deskbell.store.glance import looking
from deskbell.store.set_history import history as kept_sets
from deskbell.store.set_history import not_live


@click.command()
@click.option("--yes", is_flag=True, help="Even if urgent tickets would rise by half or more.")
@json_option
def apply(yes: bool, as_json: bool) -> None:
    """Make the home's rules and templates live at once, if they are sound."""
    answer = done(load(home_of(os.environ)), {"command": "rules apply", "yes": yes})
    click.echo(line_of_json(answer) if as_json else "\n".join(_lines(answer)))


@click.command()
@click.argument("number", required=False, type=click.IntRange(1, LARGEST))
@json_option
def back(number: int | None, as_json: bool) -> None:
    """Go back to set NUMBER, or to the one before the live one. It gets a new number.

    The home's files stay as they are and are passed over, until one of them is changed again.
    """
    answer = done(load(home_of(os.environ)), {"command": "rules back", "number": number})
    if as_json:
        click.echo(line_of_json(answer))
        return
    pinned = "It stays live until a file of the home's rules or templates is changed again."
    click.echo("\n".join([*_lines(answer), pinned]))


def _lines(answer: Mapping[str, Any]) -> list[str]:
    if answer["unchanged"]:
        return [f"Set {answer['set']} is live, and the files are the same."]
    changed = f" Changed: {', '.join(answer['changed'])}." if answer["changed"] else ""
    lines = [f"Set {answer['set']} is live.{changed}"]
    if answer["of"]:
        differ, of = f"{answer['differ']:,}", f"{answer['of']:,}"
        lines.append(f"{differ} of the last {of} mails would have been judged otherwise.")
    return lines + [f"  {printable(one)}" for one in answer["differences"]]


@click.command()
@json_option
def history(as_json: bool) -> None:
    """List the sets that went live, newest first; the last 50 are kept."""
    settings = load(home_of(os.environ))
    zone, now = str(settings("desk", "timezone")), SystemClock().now()
    with looking(settings.store_url) as run:
        columns = [
            ("SET", field("set")),
            ("", lambda row: "live" if row["live"] else ""),
            ("SINCE", time_of("live_at", zone, now)),
            ("DIFFERS", lambda row: f"{row['differ']:,} of {row['of']:,}" if row["of"] else ""),
            ("CHANGED", _what),
        ]
        empty = "No set went live yet; deskbell run makes the first one live."
        show(kept_sets(run), columns, as_json=as_json, empty=empty)
        left = not_live(run)
    if left and not as_json:
        click.echo(f"\nThe home's files are not live: {_LEFT[left['word']]}")
        for line in left["why"]:
            click.echo(f"  {printable(line)}")


_LEFT = {
    "refused": "they were refused.",
    "waiting": "they wait.",
    "pinned": "an operator went back to an older set, which stays until they are changed again.",
}


def _what(row: Row) -> str:
    return ": ".join(filter(None, (row["why"], ", ".join(row["changed"]))))


@click.command()
@click.argument("entry")
@json_option
def release(entry: str, as_json: bool) -> None:
    """Let ENTRY of urgency.yaml page people again, after it was stopped for doing so far too often."""
    answer = done(load(home_of(os.environ)), {"command": "rules release", "entry": entry})
    click.echo(line_of_json(answer) if as_json else f'"{printable(entry)}" pages again.')


@click.command()
@click.argument("giver", metavar="FROM")
@click.argument("taker", metavar="TO")
@json_option
def handover(giver: str, taker: str, as_json: bool) -> None:
    """Hand everything that agent FROM has in hand to agent TO: tickets, promises, complaints, prevention.

    Each customer is told who has their matter now. FROM and TO are names or addresses.
    """
    answer = done(load(home_of(os.environ)), {"command": "handover", "from": giver, "to": taker})
    if as_json:
        click.echo(line_of_json(answer))
        return
    count, shown = len(answer["tickets"]), ", ".join(answer["tickets"][:20])
    more = f" and {count - 20:,} more" if count > 20 else ""
    what = (
        f"{count:,} ticket{'' if count == 1 else 's'}: {shown}{more}."
        if count
        else "nothing; there was nothing in hand."
    )
    click.echo(f"{answer['to']} has from {answer['from']}: {what}")


#: What `deskbell rules` takes over from here.
COMMANDS = (apply, history, back, release)
