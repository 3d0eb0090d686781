"""A home made as an operator makes one, a desk in it, and a way to run commands there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from shell import Shell, fresh_home

from desk import Desk


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with an empty database."""
    return fresh_home(tmp_path / "home")


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    """A whole desk in that home; it does nothing by itself and holds no lock, so commands run beside it."""
    desk = Desk(home)
    yield desk
    desk.close()


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(home, capsys, monkeypatch)
