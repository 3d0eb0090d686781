"""`deskbell read`: what the mail room understands of a message in a file, without touching any ticket."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from deskbell.cli.output import json_option, line_of_json, printable

#: So many bytes of output are gathered before they are written.
_BUFFER = 1 << 16


@click.command()
@click.argument("files", nargs=-1)
@click.option(
    "--files-from",
    "names_from",
    help="A file with the names of the messages, one a line; - for standard input.",
)
@json_option
def read(files: tuple[str, ...], names_from: str | None, as_json: bool) -> int:
    """Print what is understood of the messages in FILES (- for standard input)."""
    from deskbell.errors import OperatorError

    if not files and names_from is None:
        raise OperatorError("Name a file with a message in it, or - for standard input, or --files-from.")
    failed = 0
    with open(sys.stdout.fileno(), "wb", buffering=_BUFFER, closefd=False) as out:
        for path in (*files, *_names(names_from)):
            said = _described(path)
            failed += "error" in said
            out.write((line_of_json(said) if as_json else _in_words(said)).encode() + b"\n")
    return 1 if failed else 0


def _names(source: str | None) -> Iterator[str]:
    """The names in a file, a line each, as bytes of a path may be: whatever they are."""
    if source is None:
        return
    from deskbell.errors import OperatorError

    try:
        with open(0 if source == "-" else source, "rb", closefd=source != "-") as lines:
            yield from _paths(lines)
    except OSError as trouble:
        raise OperatorError(f"{source} cannot be read: {trouble.strerror}.") from trouble


def _paths(lines: Iterable[bytes]) -> Iterator[str]:
    for line in lines:
        if name := line.rstrip(b"\r\n"):
            yield name.decode("utf-8", "surrogateescape")


def _described(path: str) -> dict[str, Any]:
    from deskbell.mail.to_json import describe

    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as trouble:
        return {"path": path, "error": getattr(trouble, "strerror", None) or str(trouble)}
    return describe(path, raw)


_LINES = ("subject", "message_id", "in_reply_to", "date", "origin")


def _in_words(said: dict[str, Any]) -> str:
    """For a person at a terminal: the values that matter, then the new words."""
    if "error" in said:
        return printable(f"{said['path']}: {said['error']}\n")
    sender = f"{said['from_name']} <{said['from']}>" if said["from_name"] else said["from"]
    lines = [f"path: {said['path']}", f"from: {sender}"]
    lines += [f"{name}: {said[name]}" for name in _LINES if said[name]]
    lines += [f"references: {' '.join(said['references'])}"] if said["references"] else []
    lines += ["auto: yes, a machine must not answer it"] if said["auto"] else []
    lines += [
        f"{name}: {', '.join(said[name])}"
        for name in ("failed_recipients", "delayed_recipients", "defects")
        if said[name]
    ]
    if said["importance"]["marks"] or said["importance"]["level"] != "normal":
        lines.append(f"importance: {said['importance']['level']} ({', '.join(said['importance']['marks'])})")
    if said["forward"]:
        lines.append(f"forward: of a mail from {said['forward']['from']}, {said['forward']['subject']}")
    if said["calendar"]:
        lines.append(
            f"calendar: {said['calendar']['method']} {said['calendar']['summary']} {said['calendar']['start']}"
        )
    lines += [f"{name}: yes" for name in ("signed", "encrypted") if said[name]]
    for one in said["attachments"]:
        lines.append(
            f"attachment: {one['name'] or '(no name)'}, {one['content_type']}, {one['size']:,} bytes{', inline' if one['inline'] else ''}"
        )
    return printable("\n".join([*lines, "", said["reply_text"] or said["text"], ""]))
