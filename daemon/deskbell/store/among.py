"""`column in (…)` with all values in one parameter: the statement's text is the same however many there are.

The library's own way writes a place for each value, so that every batch has a text of its own, which the library works
out and the database plans anew.
"""

import json
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class _Many(sa.types.TypeDecorator[Collection[Any]]):
    """Numbers or texts: an array where there are arrays, else JSON."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, one: Any) -> None:
        super().__init__()
        self.one = one

    def load_dialect_impl(self, dialect: Any) -> Any:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.ARRAY(self.one))
        return dialect.type_descriptor(sa.Text())

    def process_bind_param(self, value: Collection[Any] | None, dialect: Any) -> Any:
        return list(value or ()) if dialect.name == "postgresql" else json.dumps(list(value or ()))


class _Among(FunctionElement[Any]):
    """No Boolean to the library, which would write `= 1` behind it, and no index would be used."""

    type = sa.types.NULLTYPE
    inherit_cache = True


def among(column: sa.Column[Any], name: str) -> Any:
    """Is the column's value one of those given as the parameter `name`, a list of numbers or of texts (not of bytes)?"""
    one = sa.BigInteger if isinstance(column.type, sa.Integer) else sa.Text
    return _Among(column, sa.bindparam(name, type_=_Many(one)))


@compiles(_Among, "sqlite")
def _of_json(element: Any, compiler: Any, **how: Any) -> str:
    column, many = (compiler.process(one, **how) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({many}))"  # noqa: S608 - both are the compiler's own


@compiles(_Among, "postgresql")
def _of_array(element: Any, compiler: Any, **how: Any) -> str:
    column, many = (compiler.process(one, **how) for one in element.clauses)
    return f"{column} = ANY ({many})"
