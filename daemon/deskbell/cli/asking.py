"""How a command gets something done: it asks the running desk; where none runs it takes the home's lock and does it itself."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

import click

from deskbell.errors import OperatorError
from deskbell.settings import Settings


class Near(click.Group):
    """A group of commands that names the nearest one where a word is none of them, and says of each its whole first sentence."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.get_short_help_str(500)) for name, one in self.commands.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            names = ", ".join(self.commands)
            raise OperatorError(
                f'There is no command "deskbell {ctx.info_name} {args[0]}"{meant(args[0], self.commands, f"; expected {names}.")}'
            )
        return super().resolve_command(ctx, args)


def meant(word: str, names: Any, otherwise: str = ".") -> str:
    """`; did you mean x?` where one of the names is near, else `otherwise`."""
    near = get_close_matches(word, list(names), 1)
    return f"; did you mean {near[0]}?" if near else otherwise


def done(
    settings: Settings, command: Mapping[str, Any], payload: bytes = b"", timeout: float = 60
) -> Mapping[str, Any]:
    """The answer to one of requests.handlers, from the running desk (within so many seconds) or from this process.

    Raises OperatorError for what cannot be done, TemporaryError for our own trouble.
    """
    from deskbell.intake.deliver import NobodyThere, ask

    try:
        return ask(settings.command_socket, command, payload, timeout)
    except NobodyThere:
        return _done_here(settings, command, payload)


def _done_here(settings: Settings, command: Mapping[str, Any], payload: bytes) -> Mapping[str, Any]:
    from deskbell.bootstrap import build
    from deskbell.migrate import require_current
    from deskbell.requests import handlers
    from deskbell.serve import owning

    with owning(settings.home):
        parts = build(settings.home, settings=settings, duties=frozenset())
        try:
            require_current(parts.store)
            parts.start()
            return handlers(parts)[str(command["command"])](command, payload)
        finally:
            parts.stop()


def number_of(word: str) -> int:
    """The number in a reference as people type it: DB-1042, db-1042, 1042."""
    bare = word.strip().upper().removeprefix("DB-").removeprefix("#")
    if not (bare.isascii() and bare.isdigit() and len(bare) < 16):
        raise OperatorError(f'"{word}" is no reference; expected one such as DB-1042.')
    return int(bare)


def moment_of(word: str, zone: str) -> datetime:
    """A day (from its first minute on the desk's wall) or a time in ISO 8601, as an aware datetime."""
    try:
        at = (
            datetime.combine(date.fromisoformat(word), time())
            if len(word) <= 10
            else datetime.fromisoformat(word)
        )
        at = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))
        at.astimezone(UTC)  # the first and the last day there are have no room for every zone
    except (ValueError, OverflowError):
        raise OperatorError(
            f'"{word}" is no date; expected one such as 2026-11-24 or 2026-11-24T14:00.'
        ) from None
    return at
