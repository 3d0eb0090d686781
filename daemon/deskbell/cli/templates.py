"""`deskbell templates`: see a letter as its receiver would, and prove them all."""

import os

import click

from deskbell.cli.asking import Near, meant
from deskbell.cli.output import json_option, line_of_json, printable
from deskbell.errors import OperatorError
from deskbell.settings import home_of, load


@click.group(cls=Near)
def templates() -> None:
    """Look at the letters, or prove them."""


@templates.command()
@click.option(
    "--shipped",
    "only_shipped",
    is_flag=True,
    help="The letters that come with deskbell, whatever the home holds.",
)
@json_option
def test(only_shipped: bool, as_json: bool) -> int:
    """Prove every letter in every language: syntax, variables, length, words no letter may hold. Exit status 1 if one fails."""
    from deskbell.cli.sets import desk_frame, templates_of
    from deskbell.letters.checks import check_templates

    settings = load(home_of(os.environ))
    files = templates_of(None if only_shipped else settings.home)
    problems = check_templates(files, desk_frame(settings))
    for one in problems:
        told = {
            "file": f"templates/email/{one.file}",
            "line": one.line,
            "column": one.column,
            "message": one.message,
            "nearest": one.nearest,
        }
        click.echo(
            line_of_json(told)
            if as_json
            else f"{click.style('fails', fg='red')}  templates/email/{printable(str(one))}"
        )
    if not as_json:
        count = len(problems)
        click.echo(f"{len(files)} files, {count} {'problem' if count == 1 else 'problems'}.")
    return 1 if problems else 0


@templates.command()
@click.argument("kind", required=False)
@click.option("--language", default="", help="The reader's language; the desk's where left out.")
@click.option("--html", "as_html", is_flag=True, help="The HTML of the letter.")
@json_option
def preview(kind: str | None, language: str, as_html: bool, as_json: bool) -> None:
    """Print letters of KIND (of every kind where left out) with sample facts, as their receivers would see them."""
    from deskbell.cli.sets import desk_frame, templates_of
    from deskbell.letters.kinds import KINDS
    from deskbell.letters.room import LetterRoom
    from deskbell.letters.samples import preview as previewed

    settings = load(home_of(os.environ))
    if kind and kind not in KINDS:
        raise OperatorError(
            f'There is no kind of letter "{kind}"{meant(kind, KINDS, f"; there are {chr(44).join(sorted(KINDS))}.")}'
        )
    room = LetterRoom(templates_of(settings.home), desk_frame(settings))
    tongue = language or str(settings("desk", "language"))
    if tongue.partition("-")[0].lower() not in room.shelf.languages:
        raise OperatorError(
            f'No letter is written in "{tongue}"; the desk has words for {", ".join(room.shelf.languages)}.'
        )
    for sample, letter in previewed(room, tongue, kind or ""):
        if as_json:
            click.echo(
                line_of_json(
                    {
                        "kind": sample.kind,
                        "sample": sample.name,
                        "subject": letter.subject,
                        "text": letter.text,
                        "html": letter.html,
                    }
                )
            )
        elif as_html:
            click.echo(letter.html)
        else:
            click.echo(
                click.style(f"== {sample.name}", bold=True) + f"\nSubject: {letter.subject}\n\n{letter.text}"
            )
