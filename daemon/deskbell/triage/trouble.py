"""What is wrong with a book, and where: every trouble with file, line, column and the nearest valid name,
all at once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from deskbell.errors import OperatorError

#: So many troubles are told; a book with more of them has one cause.
MOST_TOLD = 50
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True, order=True)
class Trouble:
    """One thing wrong in one place. Lines and columns count from 1, as editors do."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"rules/{self.file}:{self.line}:{self.column}: {self.message}"


class RuleErrors(OperatorError):
    """The books cannot be used as they are. `troubles` holds every one found, in the order of files and
    lines.
    """

    def __init__(self, troubles: Iterable[Trouble]) -> None:
        self.troubles = tuple(sorted(set(troubles)))
        super().__init__("\n".join(self._lines()))

    def _lines(self) -> Iterator[str]:
        yield from (str(trouble) for trouble in self.troubles[:MOST_TOLD])
        if len(self.troubles) > MOST_TOLD:
            yield f"and {len(self.troubles) - MOST_TOLD} more"


def shown(word: str) -> str:
    """A word of a book as an error quotes it: one line, not too long."""
    line = " ".join(word.split())
    return line if len(line) <= _LONGEST_WORD else line[: _LONGEST_WORD - 1] + "…"


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """`; did you mean "x"?` when one of the names is near the word, else ""."""
    import difflib  # only a book with a mistake in it needs this

    by_fold = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(word.casefold()[:_LONGEST_WORD], by_fold, n=1, cutoff=0.6)
    return f'; did you mean "{by_fold[near[0]]}"?' if near else ""
