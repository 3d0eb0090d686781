"""Files with secrets: read as text, written whole or not at all, and readable by their owner alone."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from deskbell.errors import OperatorError

#: The file in a home that holds the keys of the desk's tokens.
SECRET = "secret.keys"  # noqa: S105 - the name of the file


def read_secret(path: Path) -> str:
    """The text of a secret file; OperatorError in one sentence where it cannot be read."""
    try:
        return path.read_text("utf-8").strip("\r\n")
    except OSError as trouble:
        raise OperatorError(f"The secret file {path} cannot be read: {trouble.strerror}.") from trouble
    except UnicodeDecodeError as trouble:
        raise OperatorError(f"The secret file {path} cannot be read: it is not UTF-8.") from trouble


def write_secret(path: Path, text: str) -> None:
    """A file only its owner may read, on the disk whole or not at all.

    A command that root runs leaves the file to whom it belonged, or to whom its folder does, so that the desk can read it.
    """
    scratch = written_beside(path, text)
    try:
        if os.geteuid() == 0:
            before = (path if path.exists() else path.parent).stat()
            os.chown(scratch, before.st_uid, before.st_gid)
        scratch.replace(path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def written_beside(path: Path, text: str) -> Path:
    """The text on the disk beside the path, in a file of a name of its own."""
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _settle(folder: Path) -> None:
    """A new name in a folder outlives a power cut once the folder is written; some file systems know no such thing."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
