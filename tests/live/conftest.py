"""Offices for the tests of going live: desks whose rules and templates are an operator's own files."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from office import MakeOffice, Office

from deskbell.share import shipped


@pytest.fixture
def make(tmp_path: Path) -> Iterator[MakeOffice]:
    """Makes offices; in homes with rules and templates of their own, the first set published."""
    made: list[Office] = []

    def office(name: str = "home", **more: Any) -> Office:
        home = tmp_path / name
        if not (home / "rules").exists():
            shutil.copytree(shipped("rules"), home / "rules")
            shutil.copytree(shipped("templates"), home / "templates")
        one = Office(home, **more)
        made.append(one)
        one.live.begin()
        return one

    yield office
    for one in made:
        one.close()


@pytest.fixture
def office(make: MakeOffice) -> Office:
    return make()
