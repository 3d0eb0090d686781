"""A compiled condition: a test of a scene, what it costs, and how several combine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from deskbell.triage.scene import Scene

Holds = Callable[[Scene], bool]
Saw = Callable[[Scene], str]

#: What a test costs, cheapest asked first: a look at a value, words in a set, a search in the text, a
#: pattern, the store.
LOOK, WORDS, SEARCH, PATTERN, STORE = range(5)


@dataclass(frozen=True, slots=True)
class Test:
    """A compiled condition. `periods`: the days of history it asks for.

    `needs`: of these words, each of a text of the scene, at least one must be there for it to hold; None
    if it cannot be told. `words`: all that it asks texts for.
    """

    holds: Holds
    saw: Saw
    cost: int = LOOK
    periods: tuple[int, ...] = ()
    needs: frozenset[tuple[str, str]] | None = None
    words: frozenset[str] = frozenset()


def any_holds(tests: list[Holds]) -> Holds:
    """Does any of them hold? Asked in order."""
    if len(tests) == 1:
        return tests[0]

    def holds(scene: Scene) -> bool:
        for test in tests:  # noqa: SIM110 - a loop costs half of any() with a generator, a thousand times a mail
            if test(scene):
                return True
        return False

    return holds


def all_hold(tests: list[Holds]) -> Holds:
    """Do all of them hold? Asked in order."""
    if len(tests) == 1:
        return tests[0]

    def holds(scene: Scene) -> bool:
        for test in tests:  # noqa: SIM110 - as above
            if not test(scene):
                return False
        return True

    return holds
