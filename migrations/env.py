"""Runs the migrations against the database of the settings, under a lock, so that two never run at once."""

from alembic import context
from sqlalchemy import text

from deskbell.store import schema
from deskbell.store.engine import open_engine

#: Any number, the same in every version: whoever migrates holds it.
LOCK = 7351942


def run() -> None:
    """One transaction for all that is missing."""
    writer, _ = open_engine(context.config.get_main_option("sqlalchemy.url"))
    with writer.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        context.configure(
            connection=connection,
            target_metadata=schema.metadata,
            render_as_batch=sqlite,
            transactional_ddl=True,
        )
        with connection.begin():
            if not sqlite:
                connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": LOCK})
            context.run_migrations()
    writer.dispose()


run()
