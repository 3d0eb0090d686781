"""How commands speak: lists as aligned columns or one JSON object a line, times on the desk's wall, colour on a terminal only."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import click

Row = Mapping[str, Any]
#: A column: its heading, and the cell for a row.
Column = tuple[str, Callable[[Row], str]]

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
_WIDEST = 60
_COLOURS = {
    "P1": "red",
    "P2": "yellow",
    "broken": "red",
    "parked": "red",
    "refused": "red",
    "bounced": "red",
    "bad": "red",
    "held": "yellow",
    "good": "green",
}


def line_of_json(value: Any) -> str:
    """One line; what is no Unicode is replaced, so that a pipe never breaks on a mail's odd bytes."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def show(rows: Iterable[Row], columns: Sequence[Column], *, as_json: bool, empty: str) -> int:
    """Print a list; how many rows there were. A list of nothing says so in words, and is no line at all in JSON."""
    if as_json:
        count = 0
        for row in rows:
            click.echo(line_of_json(row))
            count += 1
        return count
    table = [[_cell(cell(row)) for _, cell in columns] for row in rows]
    if not table:
        click.echo(empty)
        return 0
    heads = [head for head, _ in columns]
    widths = [max(len(line[at]) for line in [heads, *table]) for at in range(len(heads))]
    click.echo(click.style(_padded(heads, widths), dim=True))
    for line in table:
        click.echo(_padded(line, widths, paint))
    return len(table)


def _cell(text: str) -> str:
    one = " ".join(printable(text).split())
    return one if len(one) <= _WIDEST else one[: _WIDEST - 1] + "…"


def printable(text: str) -> str:
    """Somebody else's words without what could drive a terminal; line ends and tabs stay."""
    return "".join(letter if letter.isprintable() or letter in "\n\t" else "\ufffd" for letter in text)


def _padded(cells: Sequence[str], widths: Sequence[int], dress: Callable[[str], str] = str) -> str:
    pairs = zip(cells, widths, strict=True)
    return "  ".join(dress(cell) + " " * (width - len(cell)) for cell, width in pairs).rstrip()


def paint(word: str) -> str:
    """A word that asks for attention in its colour; click takes colours out where there is no terminal."""
    return click.style(word, fg=_COLOURS[word]) if word in _COLOURS else word


def on_wall(at: str | datetime | None, zone: str, now: datetime | None = None) -> str:
    """A stored time as the desk's clock shows it: "Tue 24 Nov 14:00"; the year where it is not this one; "" for none."""
    if not at:
        return ""
    local = (datetime.fromisoformat(at) if isinstance(at, str) else at).astimezone(ZoneInfo(zone))
    year = "" if now and local.year == now.astimezone(ZoneInfo(zone)).year else f" {local.year}"
    return f"{local:%a} {local.day} {local:%b}{year} {local:%H:%M}"


def field(name: str) -> Callable[[Row], str]:
    return lambda row: str(row[name] if row[name] is not None else "")


def time_of(name: str, zone: str, now: datetime) -> Callable[[Row], str]:
    return partial(_time, name, zone, now)


def _time(name: str, zone: str, now: datetime, row: Row) -> str:
    return on_wall(row[name], zone, now)
