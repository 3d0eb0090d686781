"""`deskbell rules`: prove the books, explain a mail, try changed books on past mail, write the schema for editors."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from deskbell.cli import rules_live
from deskbell.cli.asking import Near, meant, moment_of
from deskbell.cli.output import json_option, line_of_json, printable
from deskbell.errors import OperatorError
from deskbell.settings import Settings, home_of, load

if TYPE_CHECKING:
    from deskbell.cli.sets import Proof
    from deskbell.triage.differences import Report
    from deskbell.triage.ruleset import RuleSet

#: How many past mails say which entries are reached.
LATELY = 1000
T = TypeVar("T")


@click.group(cls=Near)
def rules() -> None:
    """Test, explain and replay the rules, write their schema; make them live, or take them back."""


for _command in rules_live.COMMANDS:
    rules.add_command(_command)


@rules.command()
@click.option(
    "--shipped",
    "only_shipped",
    is_flag=True,
    help="The books that come with deskbell, whatever the home holds.",
)
@click.option(
    "--with", "folder", type=click.Path(path_type=Path), help="The books in this folder, before they go live."
)
@click.option("--past/--no-past", default=True, help="Let the last 1,000 mails count as reaching entries.")
@json_option
def test(only_shipped: bool, folder: Path | None, past: bool, as_json: bool) -> int:
    """Run every example of every book; exit status 1 where one does not hold. Entries that nothing reaches are warned of."""
    from deskbell.cli.sets import prove_rules, rules_of

    if only_shipped:
        return _tell_proof(prove_rules(rules_of(None)), as_json)
    settings = load(home_of(os.environ))
    files = _files_with(settings, folder) if folder else rules_of(settings.home)
    return _tell_proof(_proved(settings, files, past), as_json)


def _proved(settings: Settings, files: dict[str, bytes], past: bool) -> "Proof":
    """With past mail where there is some; nobody's first test needs a database."""
    from deskbell.cli.sets import prove_rules

    first = prove_rules(files)
    if not (past and first.rules and first.warnings and _has_database(settings)):
        return first
    from deskbell.cli.explained import house_with
    from deskbell.reports.hindsight import judged, kept_facts
    from deskbell.store.store import SqlStore

    store = SqlStore(settings.store_url, holder="rules test")
    try:
        if store.schema_version() is None:
            return first
        house = house_with(settings, first.rules)
        with store.reading() as connection:
            length = judged(connection, LATELY)
        with _bar("reading past mail", length, kept_facts(store, house, LATELY)) as mails:
            report = first.rules.test(mails)
        return replace(first, warnings=tuple(str(one) for one in report.unreached))
    finally:
        store.close()


@contextmanager
def _bar(label: str, length: int, things: Iterable[T]) -> Iterator[Iterable[T]]:
    """The same things, with a bar on the terminal that shows how many are done; where there is none, as they are."""
    if not sys.stderr.isatty():
        yield things
        return
    with click.progressbar(things, length=length, label=label, file=sys.stderr) as bar:
        yield bar


def _has_database(settings: Settings) -> bool:
    url = settings.store_url
    return not url.startswith("sqlite") or Path(url.partition(":///")[2].partition("?")[0]).exists()


def _tell_proof(proof: "Proof", as_json: bool) -> int:
    if as_json:
        for level, found in (("error", proof.errors), ("warning", proof.warnings)):
            for one in found:
                click.echo(line_of_json({"level": level, "message": one}))
        return 1 if proof.errors else 0
    for one in proof.errors:
        click.echo(f"{click.style('fails', fg='red')}    {printable(one)}")
    for one in proof.warnings:
        click.echo(f"{click.style('warning', fg='yellow')}  {printable(one)}")
    if proof.rules is None:
        click.echo(f"The books cannot be read: {_counted(len(proof.errors), 'error')}.")
    else:
        click.echo(
            f"{proof.examples} examples, {_counted(len(proof.errors), 'failure')}; set {proof.fingerprint[:12]}."
        )
    return 1 if proof.errors else 0


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


@rules.command()
@click.argument("what", metavar="FILE|REF")
@json_option
@click.pass_context
def explain(ctx: click.Context, what: str, as_json: bool) -> None:
    """Each book's entries in order for one mail, with each condition's outcome and what it saw."""
    from deskbell.cli.explaining import explain as whole

    ctx.invoke(whole, what=what, as_json=as_json)


@rules.command()
@click.argument("book", required=False)
@click.option(
    "--into",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the schema of every book into this folder.",
)
def schema(book: str | None, folder: Path | None) -> None:
    """Print the JSON Schema of BOOK, or of every book as one object; editors complete and check by it."""
    from deskbell.triage.schema import schema_files, schemas

    if folder:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, text in schema_files().items():
                (folder / name).write_text(text, "utf-8")
        except OSError as trouble:
            raise OperatorError(f"{folder} cannot be written: {trouble.strerror}.") from trouble
        click.echo(f"Wrote {_counted(len(schema_files()), 'schema')} into {folder}.")
        return
    every: Any = schemas()
    if book and (bare := book.removesuffix(".yaml")) not in every:
        raise OperatorError(
            f'There is no book "{book}"{meant(bare, every, f"; there are {chr(44).join(every)}.")}'
        )
    click.echo(_indented(every[book.removesuffix(".yaml")] if book else every))


def _indented(value: Any) -> str:
    import json

    return json.dumps(value, indent=1, ensure_ascii=False)


@rules.command()
@click.option(
    "--with",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    help="A folder with the changed books; what it lacks is taken from the home.",
)
@click.option(
    "--last",
    default=1000,
    show_default=True,
    type=click.IntRange(1, 10_000_000),
    help="So many of the newest mails.",
)
@click.option("--since", default="", help="Only mail that came in since that day or time.")
@json_option
def replay(folder: Path, last: int, since: str, as_json: bool) -> None:
    """Judge past mail by changed books, and print what would have been otherwise. It touches nothing and mails nobody."""
    from deskbell.cli.sets import rules_of
    from deskbell.triage.load import load as load_rules

    settings = load(home_of(os.environ))
    at = moment_of(since, str(settings("desk", "timezone"))) if since else None
    old, new = load_rules(rules_of(settings.home)), load_rules(_files_with(settings, folder))
    report = _replayed(settings, old, new, last, at)
    if as_json:
        for one in report.differences:
            changes = {change.field: {"old": change.old, "new": change.new} for change in one.changes}
            click.echo(line_of_json({"from": one.sender, "subject": one.subject, "changes": changes}))
        click.echo(
            line_of_json(
                {
                    "mails": report.mails,
                    "would_change": len(report.differences),
                    "urgent_before": report.urgent_before,
                    "urgent_after": report.urgent_after,
                }
            )
        )
        return
    from deskbell.reports.replay import report_lines

    click.echo(printable("\n".join(report_lines(report))))


def _replayed(settings: Settings, old: "RuleSet", new: "RuleSet", last: int, since: Any) -> "Report":
    from deskbell.cli.explained import house_with
    from deskbell.migrate import require_current
    from deskbell.reports.hindsight import judged
    from deskbell.reports.replay import replay as judge_again
    from deskbell.store.store import SqlStore

    store = SqlStore(settings.store_url, holder="replay")
    try:
        require_current(store)
        houses, sets = (house_with(settings, old), house_with(settings, new)), (old, new)
        if not sys.stderr.isatty():
            return judge_again(store, houses, sets, last=last, since=since)
        with store.reading() as connection:
            length = judged(connection, last, since)
        with click.progressbar(length=length, label="judging", file=sys.stderr) as bar:
            report = judge_again(
                store, houses, sets, last=last, since=since, seen=lambda facts, judged: bar.update(1)
            )
            bar.update(length - report.mails)
        return report
    finally:
        store.close()


def _files_with(settings: Settings, folder: Path) -> dict[str, bytes]:
    """The home's books, with those of the folder in their place."""
    from deskbell.cli.sets import rules_of
    from deskbell.triage.directory import FILE as DIRECTORY_FILE
    from deskbell.triage.load import read_folder
    from deskbell.triage.people_csv import PEOPLE_FILE

    if not folder.is_dir():
        raise OperatorError(f"There is no folder {folder}.")
    changed = read_folder(folder, folder)
    if not changed:
        raise OperatorError(f"There is no book in {folder}; expected files such as urgency.yaml.")
    files = rules_of(settings.home)
    if DIRECTORY_FILE in changed:
        files.pop(PEOPLE_FILE, None)
    return files | changed
