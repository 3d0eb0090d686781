"""Doing at a ticket, from the desk's own machine, what an agent's mail would do there."""

import os
import sys

import click

from deskbell.cli.asking import done, number_of
from deskbell.cli.output import json_option, line_of_json, printable
from deskbell.errors import OperatorError
from deskbell.settings import home_of, load


class _WithTable(click.Command):
    """Lists the agents' commands below its help; they are only loaded for that."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from deskbell.commands.table import help_lines

        with formatter.section("Lines"):
            formatter.write_dl([*help_lines(), ("mine", "the alert has reached me (with --as)")])


@click.command(cls=_WithTable)
@click.argument("reference")
@click.argument("words", nargs=-1, required=True)
@click.option("--as", "name", default="", help="The agent in whose name it is done, who gets the transcript.")
@click.option(
    "--outsiders",
    type=click.Choice(["with", "without"]),
    default=None,
    help="Whether people outside the client, who were in copy, read the words.",
)
@click.option(
    "--sure", is_flag=True, help="Promise it even where the rules would have the agent asked first."
)
@json_option
def do(
    reference: str, words: tuple[str, ...], name: str, outsiders: str | None, sure: bool, as_json: bool
) -> None:
    """Do at ticket REFERENCE what an agent's mail of these WORDS would do: all of it or nothing.

    A word that begins with / begins a line; the single word - reads the lines from standard input. Words without a
    command go to the customer, in the name of the agent that --as names.

    \b
        deskbell do DB-1042 /urgency high
        deskbell do DB-1042 /wait vendor until thu 15:00 part ordered --as ana
        deskbell do DB-1042 "It prints again." /resolve --as ana
    """
    settings = load(home_of(os.environ))
    command = {
        "command": "do",
        "ticket": number_of(reference),
        "text": sys.stdin.read() if words == ("-",) else _lines(words),
        "as": name,
        "outsiders": outsiders or "",
        "sure": sure,
    }
    answer = done(settings, command)
    if as_json:
        click.echo(line_of_json(answer))
        return
    for one in answer["done"]:
        click.echo(printable(f"{one['line']}: {one['result']}"))
    if answer["sent"]:
        click.echo("The words go to the customer.")


def _lines(words: tuple[str, ...]) -> str:
    """The words as the lines of a mail."""
    lines: list[str] = []
    for word in words:
        if lines and not word.startswith("/"):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    text = "\n".join(lines)
    if not text.strip():
        raise OperatorError(
            "There is nothing to do: write a command such as /resolve, or words for the customer."
        )
    return text
