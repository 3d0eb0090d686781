"""`deskbell check`: settings, rules with their examples, templates and directory proved before anything starts."""

import os
from typing import TYPE_CHECKING

import click

from deskbell.cli.output import json_option, line_of_json
from deskbell.clock import SystemClock
from deskbell.settings import home_of, read

if TYPE_CHECKING:
    from deskbell.cli.sets import Proof


@click.command()
@json_option
def check(as_json: bool) -> int:
    """Prove settings, rules, templates and directory; everything wrong is told at once. Exit status 2 if anything is."""
    from deskbell.cli.foresight import of_directory, of_languages, of_settings, room_for_tokens
    from deskbell.cli.sets import languages_of, prove
    from deskbell.cli.setup import require_home

    home = home_of(os.environ)
    require_home(home)
    settings, troubles = read(home)
    errors: list[str] = list(troubles)
    warnings: list[str] = []
    told = of_settings(settings)
    errors += told.errors
    warnings += told.warnings
    proof = prove(settings)
    errors += proof.errors
    warnings += proof.warnings
    ours = [one.address for one in proof.rules.directory.addresses if not one.retired] if proof.rules else []
    errors += room_for_tokens(settings, dict.fromkeys((str(settings("desk", "address")).lower(), *ours)))
    if proof.rules:
        warnings += of_directory(proof.rules.directory, SystemClock().now())
        if languages := languages_of(settings):
            warnings += of_languages(proof.rules.directory, languages)
    if as_json:
        for level, found in (("error", errors), ("warning", warnings)):
            for one in found:
                click.echo(line_of_json({"level": level, "message": one}))
    else:
        _tell(errors, warnings, proof)
    return 2 if errors else 0


def _tell(errors: list[str], warnings: list[str], proof: "Proof") -> None:
    for one in errors:
        click.echo(f"{click.style('error', fg='red')}    {one}")
    for one in warnings:
        click.echo(f"{click.style('warning', fg='yellow')}  {one}")
    if errors:
        wrong, it = ("1 thing is", "it") if len(errors) == 1 else (f"{len(errors)} things are", "them")
        click.echo(f"{wrong} wrong; a desk with {it} does not start, and a set with {it} does not go live.")
    else:
        well = click.style("All is well", fg="green") if not warnings else "Nothing is wrong"
        click.echo(
            f"{well}: settings, {proof.examples} examples of the rules, templates and directory of {home_of(os.environ)}."
        )
