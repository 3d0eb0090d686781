"""Towns for the stories: one on each combination of parts that many stories share, and some of a story's own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from town import Town, london

from servers import running_valkey

#: Seconds that a story may take on a machine with much else to do; alone it takes a tenth.
LONGEST = 600
#: The large set: every duty in a process of its own.
LARGE = ("intake", "work -t 2", "clock", "web")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each story may take its time."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.timeout(LONGEST))


@pytest.fixture(scope="module", params=["sqlite", "postgresql", "postgresql+redis"])
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town that lives on from story to story of a file; its time begins on a Monday morning in November."""
    home, now = tmp_path_factory.mktemp("town") / "home", london("2026-11-23 07:00")
    if request.param == "sqlite":
        made = Town(home, now)
        yield from _living(made)
        return
    url = request.getfixturevalue("postgres").database()
    if request.param == "postgresql":
        yield from _living(Town(home, now, url=url))
        return
    with running_valkey() as valkey:
        yield from _living(Town(home, now, url=url, broker=valkey.url, commands=LARGE))


def _living(town: Town) -> Iterator[Town]:
    try:
        yield town.open()
    finally:
        town.close()


@pytest.fixture
def own_town(tmp_path: Path) -> Iterator[Callable[..., Town]]:
    """Makes a town for one story, on SQLite."""
    made: list[Town] = []

    def make(now: Any, prepare: Callable[[Path], None] = lambda home: None) -> Town:
        home = tmp_path / "home"
        home.mkdir()
        prepare(home)
        made.append(Town(home, london(now)))
        return made[-1].open()

    yield make
    for one in made:
        one.close()
