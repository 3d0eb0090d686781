"""Fixtures for everybody: a desk in a home of its own, on each database; servers that start once a run."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desk import Desk
from servers import Postgres, Valkey, running_valkey


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server for this test process."""
    server = Postgres().start()
    yield server
    server.close()


@pytest.fixture
def valkey() -> Iterator[Valkey]:
    """A Redis for this test alone, so that it may be killed."""
    with running_valkey() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql", "postgresql+redis"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A whole desk in a home of its own, in each of the three combinations."""
    settings: dict[tuple[str, str], Any] = {}
    url = ""
    if request.param != "sqlite":
        url = request.getfixturevalue("postgres").database()
    if request.param.endswith("redis"):
        settings["work", "broker"] = request.getfixturevalue("valkey").url
    made = Desk(tmp_path / "home", url=url, settings=settings)
    yield made
    made.close()


@pytest.fixture
def small_desk(tmp_path: Path) -> Iterator[Desk]:
    """A whole desk on SQLite."""
    made = Desk(tmp_path / "home")
    yield made
    made.close()
