"""The migrations make the very tables the program works on, on both databases."""

from pathlib import Path

import sqlalchemy as sa

from deskbell.migrate import head, migrate_to_head, version_of
from deskbell.settings import Settings, load
from deskbell.store import schema
from servers import Postgres


def differences(settings: Settings) -> list[object]:
    """What Alembic would still change."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = sa.create_engine(settings.store_url)
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), schema.metadata)
    engine.dispose()
    return [
        one
        for one in found
        if not (isinstance(one, tuple) and one[0] == "remove_table" and one[1].name == "alembic_version")
    ]


def test_a_new_sqlite_database_is_what_the_schema_says(tmp_path: Path) -> None:
    """From empty to head, and nothing is left to change; a second run changes nothing."""
    settings = load(tmp_path, {})
    assert migrate_to_head(settings) == (None, head())
    assert differences(settings) == []
    assert migrate_to_head(settings) == (head(), head())


def test_a_new_postgresql_database_is_what_the_schema_says(tmp_path: Path, postgres: Postgres) -> None:
    """The same on PostgreSQL, with its sequences."""
    settings = load(tmp_path, {"DESKBELL_STORE_URL": postgres.empty()})
    assert migrate_to_head(settings) == (None, head())
    assert differences(settings) == []
    assert version_of(settings) == head()
