"""Fixtures of the faults: a relay, a desk of real processes on SQLite, and a PostgreSQL that may be hurt."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from process import Running
from relay import Relay
from servers import Postgres


@pytest.fixture
def relay() -> Iterator[Relay]:
    with Relay() as made:
        yield made


@pytest.fixture
def running(tmp_path: Path, relay: Relay) -> Iterator[Callable[..., Running]]:
    """Makes desks that are killed when the test is over; where no `home` is named it is the test's own."""
    made: list[Running] = []

    def make(home: str = "home", **options: Any) -> Running:
        made.append(Running(tmp_path / home, relay=relay.url, **options))
        return made[-1]

    yield make
    for desk in made:
        desk.kill()


@pytest.fixture(scope="module")
def frail() -> Iterator[Postgres]:
    """A PostgreSQL server of this file's own, which its tests may kill."""
    server = Postgres().start()
    yield server
    server.close()
