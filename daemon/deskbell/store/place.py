"""Where a SQLite database lies: is the file we write to still the one that bears its name?

A file that was removed or put in the place of another goes on taking commits that nobody will ever find again. What is
answered 250 must be found by the next start, so a keep asks first.
"""

from pathlib import Path

import sqlalchemy as sa

from deskbell.errors import TemporaryError


class Place:
    """The file of a database, once it has been opened; a server's database has none."""

    def __init__(self, url: str) -> None:
        address = sa.make_url(url)
        name = address.database if address.get_backend_name() == "sqlite" else ""
        self._path = Path(name) if name and not name.startswith((":", "file:")) else None
        self._file: tuple[int, int] | None = None

    def remember(self) -> None:
        """It is open: this is the file."""
        self._file = self._found()

    def check(self) -> None:
        """TemporaryError where another file, or none, bears its name by now."""
        if self._file is not None and self._found() != self._file:
            raise TemporaryError(
                f"the database {self._path} was removed or replaced while the desk runs; put it back, or stop the desk"
            )

    def _found(self) -> tuple[int, int] | None:
        try:
            there = self._path.stat() if self._path else None
        except OSError:
            return (0, 0)
        return (there.st_dev, there.st_ino) if there else None
