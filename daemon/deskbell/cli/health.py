"""How the desk is: `status` on one page, `doctor` line by line with what to do, `ledger` for what came in."""

import os

import click

from deskbell.cli.asking import moment_of
from deskbell.cli.output import json_option, line_of_json, on_wall, paint
from deskbell.clock import SystemClock
from deskbell.errors import DeskbellError
from deskbell.settings import Settings, home_of, load
from deskbell.store import looks
from deskbell.store.glance import looking


@click.command()
@json_option
def status(as_json: bool) -> None:
    """What the desk has in hand, on one page."""
    settings = load(home_of(os.environ))
    now = SystemClock().now()
    with looking(settings.store_url) as run:
        figures = looks.figures(run, now)
        held = looks.flag(run, "outbox_hold")
        due = next(looks.promises(run, 1), None)
    troubles = running(settings)
    if as_json:
        click.echo(
            line_of_json(
                {
                    "home": str(settings.home),
                    "running": troubles is not None,
                    "troubles": troubles or [],
                    "outbox_held": held is not None,
                    **figures,
                }
            )
        )
        return
    zone = str(settings("desk", "timezone"))
    f = figures
    lines = [
        f"{settings('desk', 'name')}, {settings('desk', 'address')}, home {settings.home}",
        "The desk runs."
        if troubles is not None
        else paint_word("No desk answers in this home; deskbell run starts it.", "yellow"),
        *(paint_word(f"Trouble: {one}.", "red") for one in troubles or []),
        *(
            [paint_word("Sending is held; deskbell outbox release lets letters go.", "yellow")]
            if held is not None and not troubles
            else []
        ),
        "",
        f"tickets     {f['tickets_open']:,} open, {f['tickets_waiting']:,} waiting, {f['tickets_urgent']:,} of them P1",
        f"promises    {f['promises_live']:,} live, {f['promises_overdue']:,} overdue"
        + (f"; next {on_wall(due['due'], zone, now)} on {due['reference']}" if due else ""),
        f"complaints  {f['complaints_open']:,} open",
        f"mail in     {f['inbound_waiting']:,} waiting, {f['inbound_held']:,} held, {f['inbound_parked']:,} parked",
        f"letters     {f['letters_waiting']:,} waiting, {f['letters_capped']:,} capped, {f['letters_refused']:,} refused since yesterday",
    ]
    click.echo("\n".join(lines))


def paint_word(words: str, colour: str) -> str:
    return click.style(words, fg=colour)


def running(settings: Settings) -> list[str] | None:
    """What ails the running desk; None where none answers."""
    from deskbell.intake.deliver import NobodyThere, ask

    try:
        return [str(one) for one in ask(settings.command_socket, {"command": "ping"}, timeout=10)["troubles"]]
    except NobodyThere:
        return None
    except DeskbellError as trouble:
        return [str(trouble)]


@click.command()
@click.option("--since", default="", help="Only what came in since that day or time.")
@json_option
def ledger(since: str, as_json: bool) -> int:
    """What came in against what became of it; exit status 1 where the two differ."""
    settings = load(home_of(os.environ))
    with looking(settings.store_url) as run:
        found = looks.ledger(run, moment_of(since, str(settings("desk", "timezone"))) if since else None)
    if as_json:
        click.echo(line_of_json(found))
    else:
        lines = [f"{found['came_in']:>9,}  came in"]
        lines += [f"{count:>9,}  {word}" for word, count in found["outcomes"].items()]
        lines += [f"{found['erased']:>9,}  of them erased since"] if found["erased"] else []
        lines += [
            f"{found['difference']:>9,}  difference"
            + (
                f" ({found['without_bytes']:,} without bytes, {found['without_place']:,} without their ticket)"
                if found["difference"]
                else ""
            )
        ]
        click.echo("\n".join(lines))
    return 1 if found["difference"] else 0


@click.command()
@click.option(
    "--wait",
    default=20,
    show_default=True,
    type=click.IntRange(0, 3600),
    help="Seconds to wait for the mail the desk sends itself; 0 sends none (for a monitor that asks often).",
)
@json_option
def doctor(wait: int, as_json: bool) -> int:
    """What ails the desk, line by line, and what to do; exit status 1 if something is bad.

    Where a relay is set and a desk runs, it mails the desk at a tagged address, as letters bear them, and waits for that
    mail to come home: by the relay, the mail servers between, the door.
    """
    from deskbell.cli.examination import examine

    settings = load(home_of(os.environ))
    bad = 0
    for finding in examine(settings, SystemClock(), wait):
        bad += not finding.good
        if as_json:
            click.echo(
                line_of_json(
                    {"check": finding.what, "state": finding.state, "saw": finding.saw, "do": finding.do}
                )
            )
        else:
            todo = f"\n      {finding.do}" if finding.do else ""
            click.echo(
                f"{paint(finding.state)}{' ' * (6 - len(finding.state))}{finding.what}: {finding.saw}{todo}"
            )
    return 1 if bad else 0
