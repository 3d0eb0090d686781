"""Signing in at a hosted provider, by the operator's hands: `mailbox sign-in`, and what the doctor looks at."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import click

from deskbell.casework.sign_in import FLAG, ends_soon, hindrance
from deskbell.cli.finding import Finding
from deskbell.cli.output import json_option, line_of_json, printable
from deskbell.clock import Clock
from deskbell.errors import DeskbellError, OperatorError
from deskbell.settings import Settings, home_of, load
from deskbell.store import looks
from deskbell.store.glance import looking


@click.command("sign-in")
@json_option
def sign_in(as_json: bool) -> None:
    """Sign in once as the mailbox's user, in any browser; the desk goes on in their name.

    Shows where to go and the code to enter there, waits until it is done, and writes the file that [oauth]
    refresh_token_file names. A running desk uses it at once.
    """
    from deskbell.oauth.device import await_grant, invite
    from deskbell.secret_file import write_secret
    from deskbell.signing_in import provider_of

    settings = load(home_of(os.environ))
    path = _file_to_write(settings)
    provider = provider_of(settings)
    asked = invite(provider)
    said = f"Open {asked.url} in any browser, enter the code {asked.code}, and sign in as the mailbox's user. The code is good for {asked.seconds / 60:.0f} minutes; this command waits."
    todo = {"url": asked.url, "code": asked.code, "seconds": round(asked.seconds)}
    click.echo(line_of_json(todo) if as_json else printable(said))
    grant = await_grant(provider, asked)
    if not grant.refresh_token:
        raise OperatorError(
            "The provider gave no refresh token, so nobody would stay signed in: [oauth] scope needs offline_access, or what the provider calls it."
        )
    try:
        write_secret(path, f"{grant.refresh_token}\n")
    except OSError as trouble:
        raise OperatorError(f"{path} cannot be written: {trouble.strerror}.") from trouble
    click.echo(
        line_of_json({"file": str(path)})
        if as_json
        else f"Signed in. The desk goes on by itself with {path}."
    )


def _file_to_write(settings: Settings) -> Path:
    """Looked at before anybody is asked to sign in."""
    lacking = [
        name
        for name in ("token_url", "client_id", "device_url", "refresh_token_file")
        if not settings("oauth", name)
    ]
    if lacking:
        raise OperatorError(
            f"[oauth] {' and '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} missing."
        )
    path = Path(settings.file("oauth", "refresh_token_file"))
    if not os.access(path.parent, os.W_OK):
        raise OperatorError(f"The folder {path.parent} cannot be written.")
    return path


# -- the doctor


def examine(settings: Settings, clock: Clock, asks: bool) -> Iterator[Finding]:
    """What the desk says of it, the files, the secret's end; and, where it `asks`, whether the provider signs us in now."""
    if not settings.signs_in_by_oauth:
        return
    yield from _files(settings)
    told = ends_soon(str(settings("oauth", "secret_until")), clock.now().date())
    if told or settings("oauth", "secret_until"):
        yield Finding(
            "secret's end",
            not told,
            told or str(settings("oauth", "secret_until")),
            "Make a new secret at the provider, write its value into the file and its end into [oauth] secret_until."
            if told
            else "",
        )
    yield from _noted(settings)
    if asks:
        yield _asked(settings)


def _files(settings: Settings) -> Iterator[Finding]:
    """Nobody but the desk may read them."""
    for key in ("client_secret_file", "refresh_token_file"):
        path = Path(settings.file("oauth", key))
        if settings("oauth", key) and path.exists() and (mode := stat.S_IMODE(path.stat().st_mode)) & 0o077:
            yield Finding(f"{key} of [oauth]", False, f"mode {mode:04o}", f"chmod 600 {path}")


def _noted(settings: Settings) -> Iterator[Finding]:
    with looking(settings.store_url) as run:
        found = hindrance(looks.flag(run, FLAG))
    if found:
        yield Finding(
            "signing in",
            False,
            f"{found.sentence} (since {found.since.isoformat(timespec='minutes')})",
            "Do what it says; the desk tries again by itself, and at once when one of the files of [oauth] has changed.",
        )


def _asked(settings: Settings) -> Finding:
    from deskbell.signing_in import tokens_of

    tokens = tokens_of(settings)
    assert tokens
    try:
        tokens.renew()
    except DeskbellError as trouble:
        return Finding("access token", False, str(trouble), "Do what it says, then look again.")
    return Finding("access token", True, "the provider gives one")
