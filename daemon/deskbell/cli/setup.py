"""Making a home, and keeping its database in step with the program."""

import shutil
from pathlib import Path

import click

from deskbell.errors import OperatorError
from deskbell.settings import Settings, home_at, home_of, load
from deskbell.settings_file import FILE, commented
from deskbell.share import shipped

#: The people of the sample directory: in the sample home loopback may write as them, so that a newcomer can play every
#: part of the story, and as nobody else, so that a stranger is met as one.
SAMPLE_PEOPLE = (
    "catherine@acme.example ian@acme.example uma@acme.example jonas@acme.example ana@desk.example ben@desk.example "
    "chloe@desk.example lena@desk.example marco@desk.example dana@desk.example vera@desk.example"
)
SAMPLE = {
    ("desk", "timezone"): "Europe/London",
    ("intake.smtp", "trusted"): [f"127.0.0.0/8 {SAMPLE_PEOPLE}", f"::1 {SAMPLE_PEOPLE}"],
}


def make_home(home: Path) -> bool:
    """A home with commented settings, rules and templates to edit; True if it was made now. What is there is left alone."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        fresh = not (home / FILE).exists()
        if fresh:
            for name in ("rules", "templates"):
                if not (home / name).exists():
                    scratch = home / f".{name}.new"
                    shutil.rmtree(scratch, ignore_errors=True)
                    shutil.copytree(shipped(name), scratch)
                    scratch.rename(home / name)
            (home / FILE).write_text(_sample(), "utf-8")
    except OSError as trouble:
        raise OperatorError(f"The home {home} cannot be written: {trouble.strerror}.") from trouble
    return fresh


def require_home(home: Path) -> None:
    """OperatorError where there is none: a name typed wrong must not pass for a desk that is well."""
    if not home.is_dir():
        raise OperatorError(
            f"There is no home at {home} yet: run deskbell init, or name the desk's home in DESKBELL_HOME."
        )


def require_a_place(settings: Settings) -> None:
    """A SQLite database needs a folder that is there, and a file that is one; OperatorError where a person must mend that."""
    name = settings.store_url.partition(":///")[2].partition("?")[0]
    if not settings.store_url.startswith("sqlite") or name.startswith(("file:", ":")):
        return
    path = Path(name)
    try:
        require_home(settings.home)
        if not path.parent.is_dir():
            raise OperatorError(
                f"[store] url: the folder {path.parent} is not there; make it, or name another."
            )
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError:
        return
    except OSError as trouble:
        raise OperatorError(f"The database {path} cannot be read: {trouble.strerror}.") from trouble
    if head and head != b"SQLite format 3\0":
        raise OperatorError(f"{path} is not a SQLite database; take the file away, or bring a backup back.")


def _sample() -> str:
    note = (
        "# A sample desk: from this machine itself the sample people are believed to be who they say (see `trusted`).\n"
        "# Take that line out before the world can reach the SMTP door through a server on this machine.\n"
    )
    return note + commented(SAMPLE)


@click.command()
@click.argument("directory", required=False)
def init(directory: str | None) -> None:
    """Make a home in DIRECTORY (else in DESKBELL_HOME, else ./var): settings, rules, templates, database."""
    import os

    from deskbell.migrate import migrate_to_head
    from deskbell.serve import owning

    if directory == "":
        raise OperatorError("DIRECTORY is empty; name the folder to make, or leave it out.")
    home = home_at(directory) if directory else home_of(os.environ)
    with owning(home):
        fresh = make_home(home)
        settings = load(home)
        require_a_place(settings)
        migrate_to_head(settings)
    click.echo(
        f"{'Made' if fresh else 'Found'} the home {home}. Next: edit {home / FILE} and {home / 'rules' / 'directory.yaml'}, then deskbell check."
    )


@click.command()
def migrate() -> None:
    """Bring the database to the tables this version needs; safe to run again."""
    import os

    from deskbell.migrate import migrate_to_head

    settings = load(home_of(os.environ))
    require_a_place(settings)
    before, after = migrate_to_head(settings)
    click.echo(
        f"The database is at {after} already."
        if before == after
        else f"The database went from {before or 'empty'} to {after}."
    )
