"""What became of files that are not live: refused, waiting for a word, or pinned. Said once, and remembered.

Files are known by their fingerprint and the verdict stands in the database, so nobody is told twice of the same files,
by whichever process, before or after a restart.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.casework.post import to_staff
from deskbell.clock import Clock
from deskbell.letters import kinds
from deskbell.letters.facts import Facts
from deskbell.store import sets
from deskbell.store.store import SqlStore

#: So many lines are written into a letter or a list; the commands tell all of it.
LINES = 20
REFUSED, WAITING, PINNED = "refused", "waiting", "pinned"
_log = logging.getLogger("deskbell")


class Verdicts:
    """The verdict on the home's files. `house` is the one that runs: its operators are told."""

    def __init__(
        self, store: SqlStore, clock: Clock, house: Callable[[], House], nudge: Callable[[], None]
    ) -> None:
        self._store, self._clock, self._house, self._nudge = store, clock, house, nudge
        self._known: Mapping[str, Any] = {}

    def learn(self, known: Mapping[str, Any]) -> None:
        """What the database says now."""
        self._known = known

    def is_known(self, fingerprint: str) -> bool:
        return fingerprint == self._known.get("fingerprint")

    def forget(self) -> None:
        """The files are the live set, or are to be looked at as if they were new."""
        if self._known:
            sets.forget_files(self._store)
            self._known = {}

    @property
    def word(self) -> str:
        return str(self._known.get("word", ""))

    @property
    def why(self) -> str:
        """The first line of why; "" where nothing is to be said."""
        return str((self._known.get("why") or [""])[0])

    def refuse(self, fingerprint: str, problems: tuple[str, ...], running: int, *, silent: bool) -> None:
        """These files are not taken. `silent`: whoever asked for it reads why on their screen."""
        first = next(iter(lines(problems)), "")
        _log.error("A change of the rules was not taken, set %d runs on: %s", running, first)
        letter = kinds.RulesRefused(running=running, problems=tuple(lines(problems)), at=self._clock.now())
        self._remember(fingerprint, REFUSED, problems, None if silent else letter)

    def let_wait(self, fingerprint: str, why: tuple[str, ...], running: int, letter: Facts | None) -> None:
        """These files are sound, and wait for an operator's word. `letter` asks for it; None where nobody need be asked."""
        _log.warning("A change of the rules waits, set %d runs on: %s", running, why[0])
        self._remember(fingerprint, WAITING, why, letter)

    def _remember(self, fingerprint: str, word: str, why: tuple[str, ...], letter: Facts | None) -> None:
        told = [str(one) for one in self._known.get("told", [])]
        writes = letter is not None and fingerprint not in told
        verdict = {
            "fingerprint": fingerprint,
            "word": word,
            "why": lines(why),
            "told": [*told, *([fingerprint] if writes else [])][-LINES:],
        }

        def write(docket: Docket) -> None:
            if letter and writes:
                tell_operators(docket, self._house(), letter)

        sets.judge_files(self._store, verdict, self._clock.now(), write)
        self._known = verdict
        self._nudge()


def pinned(fingerprint: str) -> Mapping[str, Any]:
    """These files are passed over: an operator went back to an older set, which stays until they are edited again."""
    return {"fingerprint": fingerprint, "word": PINNED, "why": []}


def tell_operators(docket: Docket, house: House, facts: Facts) -> None:
    for reader in house.directory.operators:
        to_staff(docket, house, None, facts, reader, thread="rules")


def lines(problems: Iterable[str]) -> list[str]:
    """The first line of each, and how many more there are."""
    first = [one.splitlines()[0] for one in problems if one]
    return first if len(first) <= LINES else [*first[:LINES], f"and {len(first) - LINES} more"]
