"""Migrations: Alembic brings the database to the tables this version needs; every other process only asks whether it is there.

`run` and `init` and `deskbell migrate` may change tables, under a lock in the database; the rest refuse an older or a
newer schema and name the command that cures it. Alembic is imported only when there is something to do.
"""

import re

from deskbell.errors import OperatorError
from deskbell.settings import Settings
from deskbell.share import shipped
from deskbell.store.store import SqlStore


def head() -> str:
    """The newest migration there is, from the names of the files: `0001_first.py`."""
    names = sorted(path.name for path in (shipped("migrations") / "versions").glob("[0-9]*.py"))
    return names[-1].split("_")[0]


def known() -> set[str]:
    return {path.name.split("_")[0] for path in (shipped("migrations") / "versions").glob("[0-9]*.py")}


def version_of(settings: Settings) -> str | None:
    store = SqlStore(settings.store_url, holder="migrate")
    try:
        return store.schema_version()
    finally:
        store.close()


def bring_up(settings: Settings, store: SqlStore) -> None:
    """For `run`: bring the database to head if it is behind; one query of its store where it is not."""
    if store.schema_version() != head():
        migrate_to_head(settings)


def require_current(store: SqlStore) -> None:
    """Refuse to work on tables of another version."""
    version = store.schema_version()
    if version == head():
        return
    if version and version not in known():
        raise OperatorError(
            f"The database is at version {version}, newer than this program knows ({head()}); install the newer deskbell."
        )
    raise OperatorError(
        f"The database is {'empty' if version is None else f'at version {version}'}, this program needs {head()}: run deskbell migrate."
    )


def migrate_to_head(settings: Settings) -> tuple[str | None, str]:
    """Run what is missing, under a lock; (version before, version after). A newer database is refused."""
    before = version_of(settings)
    if before and before not in known():
        raise OperatorError(
            f"The database is at version {before}, newer than this program knows ({head()}); install the newer deskbell."
        )
    if before != head():
        _upgrade(settings.store_url)
    return before, head()


def _upgrade(url: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")))
    config.set_main_option("sqlalchemy.url", re.sub("%", "%%", url))
    command.upgrade(config, "head")


__all__ = ["bring_up", "head", "migrate_to_head", "require_current", "version_of"]
