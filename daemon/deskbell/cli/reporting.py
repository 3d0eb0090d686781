"""What a manager should hear, also when it is unpleasant: shortfalls with owner and age, and the figures last."""

import os
from datetime import timedelta
from itertools import islice

import click

from deskbell.cli.asking import moment_of
from deskbell.cli.lists import limit_option, name_or_dash
from deskbell.cli.output import Row, field, json_option, line_of_json, on_wall, show
from deskbell.clock import SystemClock
from deskbell.errors import OperatorError
from deskbell.settings import home_of, load
from deskbell.store.glance import looking

#: A report tells of so many days where nobody says since when.
DAYS = 7


@click.command()
@click.option("--since", default="", help=f"From that day or time on; {DAYS} days back where left out.")
@click.option("--until", default="", help="Up to that day or time; now where left out.")
@limit_option
@json_option
def report(since: str, until: str, limit: int, as_json: bool) -> None:
    """What broke and what is silent, each with an owner and an age; then the figures.

    Broken promises, silent and chased tickets, what went to the wrong person, what was reopened, complaints without all
    their parts, prevention that is overdue, letters that did not arrive. Nobody is ranked.
    """
    from deskbell.store.shortfalls import figures, shortfalls

    settings = load(home_of(os.environ))
    zone, now = str(settings("desk", "timezone")), SystemClock().now()
    end = moment_of(until, zone) if until else now
    start = moment_of(since, zone) if since else end - timedelta(days=DAYS)
    if start >= end:
        raise OperatorError(f"--since {since or start.isoformat()} is not before --until {until or 'now'}.")
    columns = [
        ("WHAT", field("what")),
        ("REFERENCE", field("reference")),
        ("AGE", lambda row: age(row["age_seconds"])),
        ("OWNER", name_or_dash("owner")),
        ("CLIENT", field("client")),
        ("HOW", field("text")),
    ]
    with looking(settings.store_url) as run:
        found = shortfalls(run, start, end, now)
        shown = show(islice(found, limit), columns, as_json=as_json, empty="Nothing broke.")
        left = sum(1 for _ in found) if shown == limit else 0
        totals = figures(run, start, end)
    if as_json:
        click.echo(line_of_json(totals | {"not_shown": left}))
        return
    click.echo(
        "\n".join(
            [*([f"… and {left:,} more; --limit shows them."] if left else []), "", *_told(totals, zone)]
        )
    )


def age(seconds: int) -> str:
    """How long ago, in one unit: 40 min, 5 h, 12 d."""
    for size, unit in ((86_400, "d"), (3_600, "h")):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds // 60} min"


def _told(f: Row, zone: str) -> list[str]:
    lines = [
        f"From {on_wall(f['from'], zone)} to {on_wall(f['until'], zone)}:",
        f"mails       {f['came_in']:,} came in, {f['accounted_for']:,} are accounted for",
        f"tickets     {f['opened']:,} opened, {f['resolved']:,} resolved",
        f"promises    {f['kept']:,} kept, {f['held']:,} held, {f['broken']:,} broken",
    ]
    if f["journey_gap_longest"]:
        longest, middle = age(f["journey_gap_longest_seconds"]), age(f["journey_gap_median_seconds"])
        lines.append(
            f"silence     {middle} at the median without a human word, {longest} at the longest ({f['journey_gap_longest']})"
        )
    return lines
