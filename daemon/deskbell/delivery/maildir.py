"""Letters into a Maildir, for a desk that has no relay yet: whole or not at all, and never twice."""

import contextlib
import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from deskbell.failpoints import reach
from deskbell.mail.compose import addr_spec, clean_line
from deskbell.ports import Handed, Parcel, Result


class MaildirPostman:
    """Delivers each letter as one file, named by its id, so that a second hand-over finds the first."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def deliver(self, parcels: Iterable[Parcel]) -> Iterator[Result]:
        """Each letter is on stable storage before its result is given. Trouble with the disk defers it."""
        for parcel in parcels:
            try:
                yield self._deliver(parcel)
            except OSError as trouble:
                yield Result(
                    parcel.letter_id, Handed.DEFERRED, 452, clean_line(f"{self._path}: {trouble.strerror}")
                )

    def _deliver(self, parcel: Parcel) -> Result:
        try:
            trace = _trace(parcel)
        except ValueError as wrong:
            return Result(parcel.letter_id, Handed.REFUSED, 553, clean_line(str(wrong)))
        for folder in ("tmp", "new", "cur"):
            (self._path / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{parcel.letter_id}.deskbell"
        if not self._is_there(name):
            self._store(name, trace + parcel.data.replace(b"\r\n", b"\n"))
        return Result(parcel.letter_id, Handed.ACCEPTED, 250, f"stored as {name}")

    def forget(self, letters: Iterable[int]) -> None:
        """Take the files of these letters away, read or not; what somebody moved elsewhere is out of reach."""
        for folder in ("tmp", "new", "cur"):
            for number in letters:
                for file in (self._path / folder).glob(f"{number}.deskbell*"):
                    file.unlink(missing_ok=True)

    def _is_there(self, name: str) -> bool:
        """Was the letter delivered before, read (and so moved and marked `:2,S`) or not?"""
        if (self._path / "new" / name).exists():
            return True
        with os.scandir(self._path / "cur") as read:
            return any(entry.name == name or entry.name.startswith(name + ":") for entry in read)

    def _store(self, name: str, data: bytes) -> None:
        """tmp, fsync, link, fsync of the folder. A link, unlike a rename, overwrites nothing."""
        # Two threads may deliver one letter at once, after a lease ran out: each writes a file of its own.
        written = self._path / "tmp" / f"{name}.{os.getpid()}.{threading.get_ident()}"
        descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(written, self._path / "new" / name)
            reach("O4")
        finally:
            written.unlink(missing_ok=True)
        _sync_folder(self._path / "new")


def _trace(parcel: Parcel) -> bytes:
    """What a final delivery notes above a message (RFC 5321 §4.4), here also to whom it went."""
    back = addr_spec(parcel.return_path) if parcel.return_path else ""
    return f"Return-Path: <{back}>\nDelivered-To: {addr_spec(parcel.recipient)}\n".encode()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
