"""Lists of what the desk has in hand: tickets, promises, complaints, messages set aside."""

import os
from typing import Any

import click

from deskbell.cli.output import field, json_option, show, time_of
from deskbell.clock import SystemClock
from deskbell.errors import OperatorError
from deskbell.settings import Settings, home_of, load
from deskbell.store import asides, looks
from deskbell.store.glance import looking

#: The largest number that a database counts to.
LARGEST = 2**63 - 1

limit_option = click.option(
    "--limit",
    default=200,
    show_default=True,
    type=click.IntRange(min=1),
    callback=lambda _, __, limit: min(limit, LARGEST),
    help="At most so many.",
)


def times(settings: Settings) -> Any:
    """Makes a column's cell of a time, on the desk's wall."""
    zone, now = str(settings("desk", "timezone")), SystemClock().now()
    return lambda name: time_of(name, zone, now)


def name_or_dash(name: str) -> Any:
    """An address without its domain, to leave room for words."""
    return lambda row: str(row[name]).partition("@")[0] or "-"


@click.command()
@click.option(
    "--state", default="", help="open, waiting, resolved, closed or merged; left out: every one that lives."
)
@click.option("--owner", default="", help="An agent's address, or its part before the @.")
@click.option("--client", default="", help="A client's name.")
@click.option("--all", "everything", is_flag=True, help="Closed ones too.")
@limit_option
@json_option
def tickets(state: str, owner: str, client: str, everything: bool, limit: int, as_json: bool) -> None:
    """List tickets, newest change first."""
    settings = load(home_of(os.environ))
    if state and state not in (*looks.STATES, "all"):
        raise OperatorError(
            f'--state is "{state}"; expected one of {", ".join(looks.STATES)}{_meant(state, looks.STATES)}'
        )
    with looking(settings.store_url) as run:
        whom = _owner(run, owner) if owner else ""
        whose = _client(run, client) if client else ""
        found = looks.tickets(
            run, state="all" if everything and not state else state, owner=whom, client=whose, limit=limit
        )
        at = times(settings)
        columns = [
            ("REFERENCE", field("reference")),
            ("PRI", field("priority")),
            ("STATE", field("state")),
            ("KIND", field("kind")),
            ("OWNER", name_or_dash("owner")),
            ("CLIENT", lambda row: row["client"] or row["requester"]),
            ("NEXT CONTACT", at("promise")),
            ("SUBJECT", field("subject")),
        ]
        show(
            found,
            columns,
            as_json=as_json,
            empty="No tickets." if everything or state else "No open tickets.",
        )


def _owner(run: looks.Run, word: str) -> str:
    """The address an operator means; OperatorError naming the nearest where nobody of that name owns a ticket."""
    known = asides.owners(run)
    found = [one for one in known if word.casefold() in (one, one.partition("@")[0])]
    if len(found) == 1:
        return found[0]
    if found:
        raise OperatorError(f'--owner "{word}" may be {" or ".join(found)}; write the whole address.')
    raise OperatorError(
        f'Nobody called "{word}" owns a ticket{_meant(word, [one if "@" in word else one.partition("@")[0] for one in known])}'
    )


def _client(run: looks.Run, word: str) -> str:
    known = asides.clients(run)
    if word.casefold() in {one.casefold() for one in known}:
        return word
    raise OperatorError(f'No ticket is of a client called "{word}"{_meant(word, known)}')


def _meant(word: str, names: Any) -> str:
    from difflib import get_close_matches

    folded = {one.casefold(): one for one in names}
    near = get_close_matches(word.casefold(), folded, 1)
    return f"; did you mean {folded[near[0]]}?" if near else "."


@click.command()
@limit_option
@json_option
def promises(limit: int, as_json: bool) -> None:
    """List live promises, the next due first."""
    settings = load(home_of(os.environ))
    at = times(settings)
    columns = [
        ("DUE", at("due")),
        ("REFERENCE", field("reference")),
        ("PRI", field("priority")),
        ("KIND", field("kind")),
        ("BY", name_or_dash("by")),
        ("OWNER", name_or_dash("owner")),
        ("CLIENT", field("client")),
        ("SUBJECT", field("subject")),
    ]
    with looking(settings.store_url) as run:
        show(looks.promises(run, limit), columns, as_json=as_json, empty="No live promises.")


@click.command()
@limit_option
@json_option
def complaints(limit: int, as_json: bool) -> None:
    """List all complaints, those that are not done first, with their age and what is missing."""
    settings = load(home_of(os.environ))
    at = times(settings)
    columns = [
        ("AGE", lambda row: age_of(row["age_seconds"])),
        ("OPENED", at("opened")),
        ("REFERENCE", field("reference")),
        ("STATE", field("state")),
        ("OWNER", name_or_dash("owner")),
        ("CLIENT", field("client")),
        ("MISSING", lambda row: ", ".join(row["missing"]) or "nothing"),
        ("ABOUT", lambda row: ", ".join(one.partition("@")[0] for one in row["about_agents"]) or "-"),
        ("PREVENTION DUE", lambda row: "done" if row["prevention_done"] else at("prevention_due")(row)),
        ("CHASED", lambda row: str(row["chased"] or "-")),
        ("ASKED", lambda row: "yes" if row["asked"] else "-"),
        ("SUBJECT", field("subject")),
    ]
    with looking(settings.store_url) as run:
        found = looks.complaints(run, limit, SystemClock().now())
        show(found, columns, as_json=as_json, empty="No complaints.")


def age_of(seconds: int) -> str:
    """How old, in the largest unit that tells: "25 min", "7 h", "12 d"."""
    hours = seconds // 3600
    return f"{hours // 24} d" if hours >= 48 else f"{hours} h" if hours else f"{seconds // 60} min"


@click.command()
@limit_option
@json_option
def parked(limit: int, as_json: bool) -> None:
    """List messages set aside whole, newest first; deskbell replay tries them again."""
    settings = load(home_of(os.environ))
    at = times(settings)
    columns = [
        ("INBOUND", field("inbound")),
        ("RECEIVED", at("received")),
        ("SIZE", lambda row: f"{row['size']:,}"),
        ("DOOR", field("door")),
        ("TRIES", field("attempts")),
        ("REASON", field("reason")),
    ]
    with looking(settings.store_url) as run:
        show(looks.parked(run, limit), columns, as_json=as_json, empty="Nothing is parked.")
