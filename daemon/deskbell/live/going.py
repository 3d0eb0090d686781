"""The set that is live: in step with the home's files, with what operators ask, and with the other processes.

Files that came to rest by themselves, or that an operator applies, are decided on in one way (live/deciding.py). A
process that publishes holds the lease "rules"; every other takes over what it published.
"""

import contextlib
import hashlib
import threading
from collections.abc import Callable, Mapping
from typing import Any

from deskbell.casework.house import House, Paging
from deskbell.clock import Clock, machine_seconds
from deskbell.errors import OperatorError
from deskbell.letters.room import LetterRoom
from deskbell.live.deciding import Decider, Decision
from deskbell.live.files import Files, Watch, read_files
from deskbell.live.overruns import Overruns
from deskbell.live.past import origin_of, wanted
from deskbell.live.runaway import Runaway
from deskbell.live.running import Stage
from deskbell.live.verdicts import REFUSED, WAITING, Verdicts, pinned
from deskbell.settings import Settings
from deskbell.store import sets
from deskbell.store.store import SqlStore
from deskbell.triage.load import load
from deskbell.triage.ruleset import RuleSet

#: Lease seconds after which another process publishes when the one that did is dead; rounds between renewals.
LEASE, RENEWED = 20, 5
#: Rounds between two looks at contents, for file systems whose time stamps cannot be trusted.
DEEP = 15


class Live:
    """House and room as they are now; `step`, once a second, keeps them so. Any thread may ask for them.

    `house_of` makes the house of some rules. `seconds` is the clock by which edited files come to rest.
    """

    def __init__(
        self,
        settings: Settings,
        store: SqlStore,
        clock: Clock,
        house_of: Callable[[RuleSet, Paging], House],
        nudge: Callable[[], None],
        alarm: Callable[[str, str], None],
        seconds: Callable[[], float] = machine_seconds,
    ) -> None:
        self._settings, self._store = settings, store
        self._runaway = Runaway(store, clock, alarm)
        self._overruns = Overruns(alarm)
        self._stage = Stage(settings, store, house_of, self._runaway, self._overruns)
        self._verdicts = Verdicts(store, clock, lambda: self.house, nudge)
        self._decider = Decider(settings.home, store, clock, self._stage, self._verdicts, nudge)
        self._watch = Watch(settings.home, seconds)
        self._considered = ""
        self._rounds = 0
        self._holds = False
        self._guard = threading.RLock()

    @property
    def number(self) -> int:
        """The number of the set that is live here; 0 before the first was published."""
        return self._stage.number

    @property
    def house(self) -> House:
        return self._stage.now.house

    @property
    def room(self) -> LetterRoom:
        return self._stage.now.room

    # -- at the start and at the end

    def open(self) -> None:
        """The live set of the database; where there is none yet, the files as they are, unpublished.

        Raises OperatorError with everything wrong with the files, where there is no set to go on with.
        """
        with self._guard:
            self._follow()
            if self._stage.empty:
                files = read_files(self._settings.home)
                self._stage.swap(0, load(files.rules), files, {})

    def begin(self) -> None:
        """For a process that works: the first set is published; files edited meanwhile are decided on."""
        with self._guard:
            if self.number:
                self._decider.readdress()  # whoever published may have died before it did
                self._consider()
                return
            files = self._stage.now.files
            self._considered = files.fingerprint
            self._settled(self._decider.begin(files))

    def close(self) -> None:
        """Another process may publish at once."""
        if self._holds and not self._store.alone:
            self._store.release_lease("rules", self._store.holder)

    # -- once a second

    def step(self) -> int:
        """Take over what another process published, decide on files that came to rest, watch for a runaway."""
        with self._guard:
            self._follow()
            self._rounds += 1
            if self._rounds % RENEWED == 1:
                self._publishes()
                self._runaway.count()
            self._runaway.tell()
            self._overruns.tell(self.number)
            if self._rounds % DEEP == 0:
                self._look_deep()
            if self._watch.rested():
                self._consider()
        return 0

    def _follow(self) -> None:
        """What the database says: the live set, the verdict on the files, the entries that are stopped."""
        standing = sets.standing(self._store)
        self._verdicts.learn(standing.files)
        self._runaway.mark(standing.paging)
        self._stage.follow(standing.live)

    def _publishes(self) -> bool:
        """Is it this process that publishes? On a database for one process it always is."""
        self._holds = self._store.alone or bool(self._store.lease("rules", self._store.holder, LEASE))
        return self._holds

    def _look_deep(self) -> None:
        """What changed although no time stamp says so. What cannot be read at all is told when it rests."""
        with contextlib.suppress(OperatorError):
            if self._considered not in ("", read_files(self._settings.home).fingerprint):
                self._watch.touch()

    # -- files that came to rest

    def _consider(self) -> None:
        """Files nobody decided on yet: publish, refuse, or let wait; the operators are told which."""
        try:
            files = read_files(self._settings.home)
        except OperatorError as trouble:
            fingerprint = hashlib.sha256(str(trouble).encode()).hexdigest()
            if not self._verdicts.is_known(fingerprint):
                self._verdicts.refuse(fingerprint, (str(trouble),), self.number, silent=False)
            return
        if not self._watch.still:
            self._watch.touch()
            return
        self._considered = files.fingerprint
        if files.fingerprint == self._stage.now.files.fingerprint:
            self._verdicts.forget()
        elif not self._verdicts.is_known(files.fingerprint):
            if not self._publishes():
                self._watch.touch()  # whoever does sees the same files; should they die, it is our turn
            elif self._settings("rules", "apply") == "manual":
                why = ("deskbell rules apply makes it live",)
                self._verdicts.let_wait(files.fingerprint, why, self.number, None)
            else:
                self._settled(self._decider.decide(files))

    def _settled(self, decision: Decision) -> Decision:
        """Files that another process's set overtook are looked at again, against what went live before them."""
        if decision.overtaken:
            self._follow()
            self._watch.touch()
        return decision

    # -- what an operator asks for

    def apply(self, *, yes: bool = False) -> Decision:
        """The files as they are, at once. `yes`: even if urgent tickets rise by half. OperatorError: why not."""
        with self._guard:
            self._follow()
            if not self.number:
                self.begin()
                return Decision(self.number)
            files = read_files(self._settings.home)
            self._considered = files.fingerprint
            if files.fingerprint == self._stage.now.files.fingerprint:
                self._verdicts.forget()
                return Decision(self.number, unchanged=True)
            return self._or_say_why(self._decider.decide(files, by_hand=True, yes=yes))

    def back(self, number: int | None = None) -> Decision:
        """An older set again, under a new number; the one before the live one if none is named.

        It stays live although the home's files say otherwise, until they are changed again.
        """
        with self._guard:
            self._follow()
            kept = wanted(self._store, self._stage.now, number)
            files = Files.from_bytes(kept.files)
            return self._or_say_why(self._decider.again(files, origin_of(kept), self._pin(files)))

    def _pin(self, files: Files) -> Mapping[str, Any] | None:
        """The files of the home, as they are now, are passed over."""
        try:
            here = read_files(self._settings.home).fingerprint
        except OperatorError:
            return None
        self._considered = here
        return None if here == files.fingerprint else pinned(here)

    def _or_say_why(self, decision: Decision) -> Decision:
        if self._settled(decision).number:
            return decision
        raise OperatorError("\n".join((*decision.why, f"Set {self.number} runs on as before.")))

    def reconsider(self) -> None:
        """What kept files from going live may be gone: they are looked at as if they had just been saved."""
        with self._guard:
            self._follow()
            if self._verdicts.word == REFUSED:
                self._verdicts.forget()
                self._watch.touch()

    def release(self, entry: str) -> None:
        """An entry that ran away pages again. OperatorError where it is not stopped."""
        with self._guard:
            self._follow()
            self._runaway.release(entry)

    # -- what ails it

    def troubles(self) -> tuple[str, ...]:
        """For doctor and the health page, in plain words."""
        told, runs = [], f"set {self.number} runs on"
        word, why = self._verdicts.word, self._verdicts.why
        if word == REFUSED:
            told.append(f"the rules in the home were not taken, {runs} (deskbell check): {why}")
        elif word == WAITING and self._settings("rules", "apply") != "manual":
            told.append(f"the rules in the home wait, {runs}: {why}")
        if unread := self._stage.unreadable:
            told.append(f"set {unread} is live and this version cannot read it; {runs} here")
        return (*told, *self._runaway.troubles())


__all__ = ["Decision", "Live"]
