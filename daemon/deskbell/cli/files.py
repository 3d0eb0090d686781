"""The files that came with a ticket's mails, written into a folder."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from deskbell.errors import OperatorError
from deskbell.mail.attachments import attached
from deskbell.store import asides
from deskbell.store.glance import looking
from deskbell.store.looks import Run


def write_files(url: str, number: int, folder: Path) -> list[Path]:
    """Every file of the ticket's mails as far as they are kept, each named for its message; none is ever written over."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with looking(url) as run:
            return [_written(folder / name, data) for name, data in _of_ticket(run, number)]
    except OSError as trouble:
        raise OperatorError(f"{trouble.filename or folder}: {trouble.strerror or trouble}.") from trouble


def _of_ticket(run: Run, number: int) -> Iterator[tuple[str, bytes]]:
    for message, attachments, raw in asides.raws_with_files(run, number):
        yield from _of_message(message, json.loads(attachments), raw)


def _of_message(
    message: int, attachments: list[Mapping[str, Any]], raw: bytes
) -> Iterator[tuple[str, bytes]]:
    files = attached(raw)
    listed = [one for one in attachments if one.get("part") in files]
    for place, one in enumerate(listed, 1):
        name = str(one["name"]).replace("/", "_").replace("\\", "_") or "attachment"
        yield (
            f"{message}-{place}-{name.encode()[-180:].decode(errors='ignore')}",
            files[one["part"]].content(),
        )


def _written(path: Path, data: bytes) -> Path:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    return path
