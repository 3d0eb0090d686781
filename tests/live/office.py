"""A desk whose rules and templates are an operator's own files, and who waits by a clock that a test moves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desk import Desk
from deskbell.live.going import Live

OPERATOR = "operator@desk.example"
#: An entry that makes a word urgent, in front of all others.
ROBOT = """entries:
  - name: the robot stopped
    when: {text: {words: [robot]}}
    then: {urgency: high, impact: normal}
    because: The robot feeds the line.
    examples:
      - mail: {subject: The robot stands still}
        expect: {priority: P2}
"""


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


def robot(office: Office) -> None:
    office.edit("rules/urgency.yaml", "entries:\n", ROBOT)
