"""A database, opened: who writes, who reads, and what its trouble is called."""

from contextlib import contextmanager
from typing import Any, cast

import sqlalchemy as sa

from deskbell.errors import TemporaryError
from deskbell.store.dialect import Dialect
from deskbell.store.drivers import Told
from deskbell.store.engine import open_engine
from deskbell.store.writer import Writer, is_the_statements_own


class Opened:
    """What every part of the store leans on. Constructing connects to nothing."""

    def __init__(self, url: str) -> None:
        self.url = url
        write_engine, self.reader = open_engine(url)
        self.sql = Dialect(write_engine)
        self.writer = Writer(write_engine, alone=self.sql.sqlite)
        for engine in {write_engine, self.reader}:
            cast(Told, engine.dialect).heard = self.writer.count_statement

    @property
    def alone(self) -> bool:
        """Is this a database for one process (SQLite)?"""
        return self.sql.sqlite

    @contextmanager
    def reading(self) -> Any:
        """A connection for reading; its transaction ends with the block."""
        try:
            connection = self.reader.connect()
        except sa.exc.DBAPIError as trouble:
            raise TemporaryError(f"database: {trouble.orig}") from trouble
        with connection:
            try:
                yield connection
            except sa.exc.OperationalError as trouble:
                if is_the_statements_own(trouble):
                    raise
                raise TemporaryError(f"database: {trouble.orig}") from trouble
