"""Getting stuck things to move: parked mail, held letters, held mailboxes; and mail in from a pipe."""

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from deskbell.cli.asking import Near, done, meant
from deskbell.cli.lists import LARGEST, limit_option, times
from deskbell.cli.output import Row, field, json_option, line_of_json, show
from deskbell.cli.signing_in import sign_in
from deskbell.clock import SystemClock
from deskbell.errors import DeskbellError, OperatorError, TemporaryError
from deskbell.settings import Settings, home_of, load
from deskbell.store import asides, looks
from deskbell.store.glance import looking

#: What a mail server is told by a pipe's exit status: try again later, or give up, or that nobody is there (sysexits.h).
TRY_AGAIN, NOT_TAKEN, NO_USER = 75, 69, 67


@click.command()
@click.argument("numbers", metavar="[ID]...", nargs=-1, type=click.IntRange(1, LARGEST))
@click.option("--parked", "all_parked", is_flag=True, help="Every message that is parked.")
@json_option
def replay(numbers: tuple[int, ...], all_parked: bool, as_json: bool) -> None:
    """Try messages again that were set aside (deskbell parked shows their IDs) or refused."""
    settings = load(home_of(os.environ))
    if bool(numbers) == all_parked:
        raise OperatorError(
            "Name the messages to try again (deskbell parked lists them), or --parked for all of them."
        )
    with looking(settings.store_url) as run:
        wanted = (
            [row["inbound"] for row in looks.parked(run, 1_000_000)]
            if all_parked
            else list(dict.fromkeys(numbers))
        )
        for number in () if all_parked else wanted:
            _check_outcome(run, number)
    count = done(settings, {"command": "replay", "ids": wanted})["replayed"] if wanted else 0
    click.echo(
        line_of_json({"replayed": count})
        if as_json
        else f"{count} {'message is' if count == 1 else 'messages are'} looked at again."
    )


def _check_outcome(run: looks.Run, number: int) -> None:
    """Only what was set aside or refused is tried again; the rest has its place."""
    fate = asides.fate(run, number)
    if fate is None:
        raise OperatorError(f"There is no message {number}; deskbell parked lists those that are set aside.")
    if fate.outcome not in ("parked", "refused"):
        raise OperatorError(
            f"Message {number} is not set aside: it {'waits for its turn' if fate.outcome is None else f'was {fate.outcome}'}."
        )


class _Outbox(Near):
    """Lists when no word follows."""


@click.group(cls=_Outbox, invoke_without_command=True)
@click.option(
    "--state", default="", help="Only letters of this state: waiting, held, capped, refused, sent …"
)
@limit_option
@json_option
@click.pass_context
def outbox(ctx: click.Context, state: str, limit: int, as_json: bool) -> None:
    """List letters that have not gone out, oldest first; hold or release all sending."""
    if ctx.invoked_subcommand:
        return
    settings = load(home_of(os.environ))
    known = (*looks.UNSENT, "sent", "withdrawn")
    if state and state not in known:
        raise OperatorError(f'--state is "{state}"; expected one of {", ".join(known)}{meant(state, known)}')
    at = times(settings)
    columns = [
        ("LETTER", field("letter")),
        ("STATE", field("state")),
        ("MADE", at("made")),
        ("TRIES", field("attempts")),
        ("REFERENCE", field("reference")),
        ("KIND", field("kind")),
        ("TO", field("recipient")),
        ("THE RELAY SAID", field("answer")),
    ]
    with looking(settings.store_url) as run:
        held = looks.flag(run, "outbox_hold")
        show(
            looks.outbox(run, state=state, limit=limit),
            columns,
            as_json=as_json,
            empty="Every letter has gone out.",
        )
    if held is not None and not as_json:
        click.echo(
            click.style("Sending is held", fg="yellow")
            + f"{f' ({held})' if held else ''}; deskbell outbox release lets letters go."
        )


@outbox.command()
@click.option("--why", default="", help="A word for whoever finds it held.")
@json_option
def hold(why: str, as_json: bool) -> None:
    """Stop all sending at once, in every process."""
    done(load(home_of(os.environ)), {"command": "outbox hold", "why": why})
    click.echo(
        line_of_json({"held": True})
        if as_json
        else "Sending is held. Mail still comes in; deskbell outbox release lets letters go."
    )


@outbox.command()
@click.option(
    "--days",
    default=1,
    show_default=True,
    type=click.IntRange(0, 3650),
    help="Letters that a cap stopped go too, so many days back.",
)
@json_option
def release(days: int, as_json: bool) -> None:
    """Let letters go: those that were held, and those a cap stopped lately, if they are still true."""
    answer = done(load(home_of(os.environ)), {"command": "outbox release", "days": days})
    freed = answer["capped_released"]
    click.echo(
        line_of_json(answer)
        if as_json
        else f"Letters go out{f'; {freed} of them had been stopped by a cap' if freed else ''}."
    )


@click.group(cls=Near, invoke_without_command=True)
@json_option
@click.pass_context
def mailbox(ctx: click.Context, as_json: bool) -> None:
    """List the mailboxes: when each was last read, what stops it, how much of its mail is held."""
    if ctx.invoked_subcommand:
        return
    settings = load(home_of(os.environ))
    at = times(settings)
    columns = [
        ("MAILBOX", field("mailbox")),
        ("LAST READ", at("good")),
        ("HELD", field("held")),
        ("TROUBLE", field("trouble")),
    ]
    with looking(settings.store_url) as run:
        show(
            _mailboxes(settings, run),
            columns,
            as_json=as_json,
            empty="The settings name no [[intake.imap]] mailbox.",
        )


def _mailboxes(settings: Settings, run: looks.Run) -> list[Row]:
    polls, held = asides.polls(run), asides.held_by_door(run)
    return [
        {
            "mailbox": box["name"],
            "good": polls[box["name"]].good if box["name"] in polls else None,
            "held": held.get(f"imap:{box['name']}", 0),
            "trouble": polls[box["name"]].trouble if box["name"] in polls else "",
        }
        for box in settings.mailboxes
    ]


@mailbox.command("release")
@click.argument("name")
@click.option("--silent", is_flag=True, help="Make tickets of it, and write nobody a letter.")
@json_option
def release_mailbox(name: str, silent: bool, as_json: bool) -> None:
    """Take in the old mail of mailbox NAME that is held."""
    settings = load(home_of(os.environ))
    known = [box["name"] for box in settings.mailboxes]
    if name not in known:
        others = f"; there is {', '.join(known)}." if known else "."
        raise OperatorError(f'There is no mailbox "{name}" in the settings{meant(name, known, others)}')
    count = done(settings, {"command": "mailbox release", "name": name, "silent": silent})["released"]
    said = f"{count:,} {'message is' if count == 1 else 'messages are'} taken in{', without letters' if silent else ''}."
    click.echo(line_of_json({"released": count, "silent": silent}) if as_json else said)


mailbox.add_command(sign_in)


class _ForAPipe(click.Command):
    """A command line it cannot read is trouble of ours too: any other status would have a server send all mail back."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as trouble:
            click.echo(f"4.3.5 deskbell deliver: {trouble.format_message()}", err=True)
            raise click.exceptions.Exit(TRY_AGAIN) from trouble


@click.command(cls=_ForAPipe)
@click.option("--sender", "-f", default=None, help="The envelope's sender; <> or empty for none.")
@click.option(
    "--recipient",
    "-r",
    "recipients",
    multiple=True,
    help="A recipient of the envelope; as often as there are.",
)
def deliver(sender: str | None, recipients: tuple[str, ...]) -> int:
    """Take in the message on standard input, for a mail server's pipe transport.

    Exit status 0 once it is stored for good, 75 when the server shall try again, 67 when no recipient is an address of
    the desk's, 69 when it is too large. A recipient that is not ours beside one that is is named on standard error.
    """
    from deskbell.intake.deliver import NoSuchAddress

    try:
        settings = load(home_of(os.environ))
        most = settings("intake.smtp", "max_size")
        raw = sys.stdin.buffer.read(most + 1)
        if len(raw) > most:
            click.echo(
                f"5.3.4 The message is larger than {most:,} bytes, which is all this desk takes.", err=True
            )
            return NOT_TAKEN
        if not raw.strip():
            click.echo("5.6.0 There is no message on standard input.", err=True)
            return NOT_TAKEN
        refused = _hand_over(
            settings,
            raw,
            None if sender is None else sender.strip("<> "),
            tuple(one.strip("<> ") for one in recipients),
        )
    except NoSuchAddress as nobody:
        click.echo(f"5.1.1 {nobody}", err=True)
        return NO_USER
    except DeskbellError as trouble:
        click.echo(f"4.3.0 deskbell: {trouble}", err=True)
        return TRY_AGAIN
    except Exception as trouble:  # a fault of deskbell's own is no reason to send anybody's mail back
        if os.environ.get("DESKBELL_TRACE"):
            raise
        click.echo(f"4.3.0 deskbell: {type(trouble).__name__}: {trouble}", err=True)
        return TRY_AGAIN
    if refused:
        click.echo(f"No such address here: {', '.join(refused)}", err=True)
    return 0


def _hand_over(
    settings: Settings, raw: bytes, sender: str | None, recipients: tuple[str, ...]
) -> Sequence[str]:
    """To the running desk; where none runs this process owns the home for a moment and keeps the message itself.

    Returns the recipients that are not ours, where others are.
    """
    from deskbell.intake.deliver import NobodyThere, ask

    command = {"command": "deliver", "mail_from": sender, "recipients": list(recipients)}
    try:
        kept = ask(settings.command_socket, command, raw)
        return list(kept.get("refused", ()))
    except NobodyThere:
        pass
    from deskbell.cli.explained import house_at
    from deskbell.intake.deliver import deliver_to
    from deskbell.migrate import require_current
    from deskbell.serve import owning
    from deskbell.store.store import SqlStore

    with owning(settings.home):
        store = SqlStore(settings.store_url, holder=f"deliver.{os.getpid()}")
        try:
            require_current(store)
            store.start()
            kept = dict(deliver_to(store, SystemClock(), house_at(settings).takes)(command, raw))
        except TimeoutError as trouble:
            raise TemporaryError("the database did not answer in time") from trouble
        finally:
            store.close()
    return list(kept["refused"])
