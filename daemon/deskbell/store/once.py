"""Statements that are built once for all the stores of a process: building one costs more than running it.

A start opens two stores, and whoever asks of a desk opens one more; what each asks is the same.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from deskbell.store.dialect import Dialect

Build = Callable[[Any, Dialect], None]


def built_once(build: Build) -> Build:
    """A method that hangs statements onto its object, run for the first object of a class and a kind of database.

    Every later one is given the same statements; so they hold nothing that belongs to one object.
    """
    built: dict[tuple[type, type, bool], dict[str, Any]] = {}

    @wraps(build)
    def given(one: Any, dialect: Dialect) -> None:
        kind = type(one), type(dialect), dialect.sqlite
        if kind not in built:
            before = set(vars(one))
            build(one, dialect)
            built[kind] = {name: made for name, made in vars(one).items() if name not in before}
        vars(one).update(built[kind])

    return given
