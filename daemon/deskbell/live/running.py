"""What the desk works by at this moment: a set with its house and its letter room, swapped as one."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from deskbell.casework.house import House, Paging
from deskbell.errors import OperatorError
from deskbell.letters.frame import DeskFrame
from deskbell.letters.room import LetterRoom
from deskbell.live.files import Files
from deskbell.live.overruns import Overruns
from deskbell.live.runaway import Runaway
from deskbell.settings import Settings
from deskbell.store import sets
from deskbell.store.store import SqlStore
from deskbell.triage.load import load
from deskbell.triage.ruleset import RuleSet

_log = logging.getLogger("deskbell")


@dataclass(frozen=True, slots=True)
class Running:
    """What runs now."""

    number: int
    house: House
    room: LetterRoom
    rules: RuleSet
    files: Files


class Stage:
    """Where one set runs and the next may take its place. `house_of` makes the house of some rules."""

    def __init__(
        self,
        settings: Settings,
        store: SqlStore,
        house_of: Callable[[RuleSet, Paging], House],
        runaway: Runaway,
        overruns: Overruns,
    ) -> None:
        self._settings, self._store = settings, store
        self._house_of, self._runaway, self._overruns = house_of, runaway, overruns
        self._running: Running | None = None
        #: The number of a live set that this version cannot read; 0 as a rule.
        self.unreadable = 0

    @property
    def now(self) -> Running:
        assert self._running, "open() comes first"
        return self._running

    @property
    def empty(self) -> bool:
        return self._running is None

    @property
    def number(self) -> int:
        """The number of the set that is live here; 0 before the first was published."""
        return self._running.number if self._running else 0

    @property
    def frame(self) -> DeskFrame:
        desk = {name: str(self._settings("desk", name)) for name in ("name", "phone", "language", "address")}
        return DeskFrame(zone=str(self._settings("desk", "timezone")), **desk)

    def house_of(self, rules: RuleSet) -> House:
        """The house these rules would make; what it judges too slowly is told."""
        return self._house_of(replace(rules, late=self._overruns.note), self._runaway.brake)

    def swap(self, number: int, rules: RuleSet, files: Files, note: Mapping[str, Any]) -> None:
        """In one step: whoever asked for the house before goes on with that one to the end of their batch."""
        rules = rules.numbered(number)
        self._runaway.expect(note.get("rates", {}))
        room = LetterRoom(files.templates, self.frame)
        self._running = Running(number, self.house_of(rules), room, rules, files)
        self.unreadable = 0

    def follow(self, live: int) -> None:
        """The set that the database calls live, if it is not ours already.

        One that cannot be read leaves ours running; OperatorError where there is none to go on with.
        """
        if live in (0, self.number, self.unreadable):
            return
        kept = sets.stored(self._store, live)
        if kept is None:
            return
        try:
            files = Files.from_bytes(kept.files)
            self.swap(kept.number, load(files.rules), files, kept.note)
        except OperatorError as trouble:
            self.unreadable = kept.number
            said = f"Set {kept.number} of the rules, which is live, cannot be read by this version: {trouble}"
            if self.empty:
                raise OperatorError(said) from trouble
            _log.error("%s", said)
