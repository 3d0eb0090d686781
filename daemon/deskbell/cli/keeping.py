"""Keeping a desk safe: `backup` into one file while it runs, `restore` into an empty home, and the signing key."""

import os
from datetime import datetime
from pathlib import Path

import click

from deskbell.cli.asking import Near
from deskbell.cli.output import json_option, line_of_json
from deskbell.clock import SystemClock
from deskbell.errors import OperatorError
from deskbell.settings import home_of, load


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def backup(file: Path, as_json: bool) -> None:
    """Write database, settings, rules, templates and keys into FILE, as they are at one moment, while the desk runs."""
    from deskbell.cli.archive import write_archive

    settings = load(home_of(os.environ))
    if not settings.store_url.startswith("sqlite"):
        raise OperatorError(
            "The database is PostgreSQL, which brings its own tool: pg_dump --format=custom --file=desk.dump NAME, and beside it a copy of"
            f" {settings.home}/secret.keys, deskbell.toml, rules and templates."
        )
    size = write_archive(settings, file, SystemClock().now())
    click.echo(
        line_of_json({"file": str(file), "size": size})
        if as_json
        else f"Wrote {file} ({size:,} bytes). It holds the desk's keys: keep it where only you can read it."
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--keep-key", is_flag=True, help="Go on signing with the same key.")
def restore(file: Path, keep_key: bool) -> None:
    """Bring a backup back into the home, which must be empty. Sending stays held until deskbell outbox release.

    The desk signs with a fresh key from then on: what it wrote after the backup is lost, and its numbers come again.
    All older keys still verify, so every answer finds its ticket.
    """
    from deskbell.cli.archive import read_archive

    home = home_of(os.environ)
    made_at = read_archive(file, home, SystemClock().now())
    if not keep_key:
        _rotate(home)
    click.echo(
        f"Restored the desk as it was on {datetime.fromisoformat(made_at):%d %B %Y at %H:%M} UTC into {home}. Sending is held: look with deskbell tickets and deskbell outbox, start with deskbell run,"
        " and let letters go with deskbell outbox release."
    )


@click.group(cls=Near)
def secret() -> None:
    """The keys that sign reply addresses, links and Message-IDs."""


@secret.command()
@json_option
def rotate(as_json: bool) -> None:
    """Add a fresh key that signs from the next start on; all older ones still verify."""
    home = home_of(os.environ)
    load(home)
    kid, count = _rotate(home)
    said = f"Key {kid} signs from the next start of the desk on; {count - 1} older {'key verifies' if count == 2 else 'keys verify'} as before. Back the file up: {home / 'secret.keys'}."
    click.echo(line_of_json({"key": kid, "keys": count}) if as_json else said)


def _rotate(home: Path) -> tuple[str, int]:
    """The id of the new key, and how many there are now."""
    import secrets

    from deskbell.bootstrap import keyring_of
    from deskbell.secret_file import SECRET, write_secret

    try:
        ring = keyring_of(home).rotated(secrets.token_bytes(32))
        write_secret(home / SECRET, ring.text())
    except ValueError as trouble:
        raise OperatorError(f"{home / SECRET}: {trouble}") from trouble
    except OSError as trouble:
        raise OperatorError(f"{home / SECRET} cannot be written: {trouble.strerror}.") from trouble
    return ring.signing, len(ring.keys)
