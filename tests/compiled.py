"""Statements compiled once for all the desks of a process.

A desk compiles each statement when it first runs it, and then for good. The tests make desks by the hundred, and most
live for a mail or two: they would spend more on compiling than on all that they are made for.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine


class _Compiled(dict[Any, Any]):
    """What SQLAlchemy keeps for each engine, kept here for each kind of database."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_of_the_kind(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(_of_the_kind(key), compiled)


def _of_the_kind(key: Any) -> Any:
    dialect, *statement = key
    return dialect.name, *statement


_KEPT = _Compiled()


def share_statements() -> None:
    """From now on every connection of this process, and of what is forked from it, looks there first."""
    sa.event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    """The first connection of an engine tells all that follow."""
    if "compiled_cache" not in connection.get_execution_options():
        connection.execution_options(compiled_cache=_KEPT)
        connection.engine.update_execution_options(compiled_cache=_KEPT)
