"""The operator's hands: `deskbell COMMAND`. Each command imports what it needs when it runs, so that help answers at once."""

import os
import sys

import click

from deskbell import __version__
from deskbell.errors import DeskbellError, OperatorError, TemporaryError

#: Command -> the module of this room that holds it, as a function of the same name.
COMMANDS = {
    "init": "setup",
    "run": "running",
    "intake": "running",
    "poll": "running",
    "work": "running",
    "clock": "running",
    "web": "running",
    "status": "health",
    "check": "checking",
    "doctor": "health",
    "migrate": "setup",
    "backup": "keeping",
    "restore": "keeping",
    "rules": "rules",
    "templates": "templates",
    "read": "reading",
    "explain": "explaining",
    "tickets": "lists",
    "ticket": "explaining",
    "promises": "lists",
    "complaints": "lists",
    "parked": "lists",
    "replay": "moving",
    "outbox": "moving",
    "mailbox": "moving",
    "ledger": "health",
    "deliver": "moving",
    "do": "doing",
    "erase": "erasing",
    "report": "reporting",
    "handover": "rules_live",
    "secret": "keeping",
    "demo": "demo",
}


class Lazy(click.Group):
    """Finds a command's module when the command is called for, and no sooner."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        from importlib import import_module

        module = import_module(f"deskbell.cli.{COMMANDS[name]}")
        command: click.Command = getattr(module, name.replace("-", "_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from deskbell.cli.summary import SUMMARIES

        with formatter.section("Commands"):
            formatter.write_dl([(name, SUMMARIES[name]) for name in COMMANDS])

    def invoke(self, ctx: click.Context) -> object:
        try:
            status: object = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # click would make it status 1, which is what a finding of doctor's says
            _end_output()  # whoever read us has seen enough
            return 0
        return status

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            raise OperatorError(
                f'There is no command "{args[0]}"'
                + (f"; did you mean {near[0]}?" if near else "; deskbell --help lists them.")
            )
        return super().resolve_command(ctx, args)


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="deskbell", message="%(prog)s %(version)s")
def deskbell() -> None:
    """A service desk that lives in e-mail.

    The home of a desk is ./var, or whatever DESKBELL_HOME names.
    """


def main() -> None:
    """Run a command. What the operator can mend is one sentence and exit status 2; our own trouble is 75."""
    _open_what_is_closed()
    try:
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        status = deskbell.main(standalone_mode=False, color=False if plain else None)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as trouble:  # what there is, where nothing was named
        click.echo(trouble.format_message(), err=True)
        sys.exit(2)
    except click.ClickException as trouble:
        _say(trouble.format_message())
        sys.exit(2)
    except OperatorError as trouble:
        _say(str(trouble))
        sys.exit(2)
    except TemporaryError as trouble:
        _say(f"{' '.join(str(trouble).split())} (nothing is lost; try again)")
        sys.exit(75)
    except DeskbellError as trouble:
        _say(str(trouble))
        sys.exit(2)
    except OSError as trouble:
        if os.environ.get("DESKBELL_TRACE"):
            raise
        where = f"{trouble.filename}: " if trouble.filename else ""
        _end_output()
        _say(f"{where}{trouble.strerror or trouble} (the machine's own word)")
        sys.exit(75)
    except Exception as trouble:
        if os.environ.get("DESKBELL_TRACE"):
            raise
        _say(f"{type(trouble).__name__}: {trouble} (a fault of deskbell's own; DESKBELL_TRACE=1 shows where)")
        sys.exit(70)
    sys.exit(status if isinstance(status, int) else 0)


def _open_what_is_closed() -> None:
    """Standard input, output and error, where whoever started us closed them: else the next file opened takes their place."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def _end_output() -> None:
    """Write what is left; give up what cannot be, else the interpreter tries again at its end, with a status of its own."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(sentence: str) -> None:
    shown = sentence.encode(errors="backslashreplace").decode()  # a path may be bytes that are no text
    click.echo(f"deskbell: {shown}", err=True)
