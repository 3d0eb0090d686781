"""A desk whose rules and templates are an operator's own files, and who waits by a clock that a test moves."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from desk import Desk

from deskbell.live.going import Live
from deskbell.share import shipped

OPERATOR = "operator@desk.example"


@dataclass
class Seconds:
    """The clock by which files come to rest."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Office(Desk):
    """A desk with an operator who edits files."""

    seconds: Seconds = field(default_factory=Seconds)

    @property
    def live(self) -> Live:
        return self.parts.books.live

    @property
    def rules(self) -> Path:
        return self.home / "rules"

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace words in a file, as an editor does: in place."""
        path = self.home / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} holds no {old!r}"
        path.write_text(text.replace(old, new), "utf-8")

    def second(self, count: int = 1) -> None:
        """So many seconds pass, and the desk looks at its files in each."""
        for _ in range(count):
            self.seconds.now += 1
            self.live.step()

    def rest(self) -> None:
        """The files are left alone for long enough; then the letters about it leave."""
        self.second(7)
        self.run()

    def restart(self) -> None:
        """Stop the desk and start it again, as a process that works."""
        self.close()
        self.open()
        self.live.begin()
        self.run()

    def told(self, kind: str) -> list[str]:
        """The texts of the letters of a kind that the operator got."""
        return [one.text for one in self.letters(OPERATOR, kind)]


MakeOffice = Callable[..., Office]


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
