"""Databases with the tables of the newest migration: made once by the migrations themselves, then copied."""

import functools
import shutil
import tempfile
from pathlib import Path

from deskbell.migrate import migrate_to_head
from deskbell.settings import load
from forking import shared_folder

SQLITE = "deskbell.sqlite"


def migrate(url: str) -> None:
    """Bring a PostgreSQL database to the newest tables."""
    with tempfile.TemporaryDirectory() as home:
        migrate_to_head(load(Path(home), {"DESKBELL_STORE_URL": url}))


@functools.cache
def _pattern() -> Path:
    home = Path(tempfile.mkdtemp(prefix="tables-", dir=shared_folder()))
    migrate_to_head(load(home, {}))
    assert [path.name for path in home.iterdir()] == [SQLITE], (
        "what is not in the one file would be left behind"
    )
    return home / SQLITE


def lay_tables(home: Path) -> None:
    """Put an empty database into a home that has none."""
    if not (home / SQLITE).exists():
        shutil.copyfile(_pattern(), home / SQLITE)
