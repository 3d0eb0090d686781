"""The set that is live: in step with the home's files, with what operators ask, and with the other processes.

Everything that decides is one call of `_decide`, whether files came to rest by themselves, the desk was just started,
or an operator said apply. A process that publishes holds the lease "rules"; every other takes over what it published.
"""

import contextlib
import hashlib
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from deskbell.casework.docket import Docket
from deskbell.casework.house import House, Paging
from deskbell.clock import Clock, machine_seconds
from deskbell.errors import OperatorError
from deskbell.letters import kinds
from deskbell.letters.frame import DeskFrame
from deskbell.letters.room import LetterRoom
from deskbell.live.files import Files, Watch, read_files
from deskbell.live.proof import Comparison, Proof, compare, missed, prove
from deskbell.live.runaway import Runaway
from deskbell.live.verdicts import REFUSED, WAITING, Verdicts, lines, pinned, tell_operators
from deskbell.settings import Settings
from deskbell.share import shipped
from deskbell.store import sets
from deskbell.store.store import SqlStore
from deskbell.triage.load import load
from deskbell.triage.ruleset import RuleSet

#: Lease seconds after which another process publishes when the one that did is dead; rounds between renewals.
LEASE, RENEWED = 20, 5
#: Rounds between two looks at contents, for file systems whose time stamps cannot be trusted.
DEEP = 15
_log = logging.getLogger("deskbell")


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of files. `number`: the set that is live with them; 0 where they are not, and then `why`."""

    number: int
    changed: tuple[str, ...] = ()
    found: Comparison = field(default_factory=Comparison)
    why: tuple[str, ...] = ()
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _Running:
    """What runs now, swapped as one."""

    number: int
    house: House
    room: LetterRoom
    rules: RuleSet
    files: Files


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
        self._settings, self._store, self._clock = settings, store, clock
        self._house_of, self._nudge = house_of, nudge
        self._verdicts = Verdicts(store, clock, lambda: self.house, nudge)
        self._watch = Watch(settings.home, seconds)
        self._runaway = Runaway(store, clock, alarm)
        self._running: _Running | None = None
        self._considered = ""
        self._unreadable = 0
        self._rounds = 0
        self._holds = False
        self._guard = threading.RLock()

    @property
    def _now(self) -> _Running:
        assert self._running, "open() comes first"
        return self._running

    @property
    def number(self) -> int:
        """The number of the set that is live here; 0 before the first was published."""
        return self._running.number if self._running else 0

    @property
    def house(self) -> House:
        return self._now.house

    @property
    def room(self) -> LetterRoom:
        return self._now.room

    # -- at the start and at the end

    def open(self) -> None:
        """The live set of the database; where there is none yet, the files as they are, unpublished.

        Raises OperatorError with everything wrong with the files, where there is no set to go on with.
        """
        with self._guard:
            self._follow()
            if self._running is None:
                files = read_files(self._settings.home)
                self._swap(0, load(files.rules), files, {})

    def begin(self) -> None:
        """For a process that works: the first set is published; files edited meanwhile are decided on."""
        with self._guard:
            if self.number:
                self._consider()
                return
            self._considered = self._now.files.fingerprint
            proof = prove(self._now.files, self._frame())
            if proof.problems or not proof.rules:
                raise OperatorError("\n".join(proof.problems))
            self._publish(self._now.files, proof.rules, Comparison(), {"why": "the first set"}, tell=False)

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
            if self._rounds % DEEP == 0:
                self._look_deep()
            if self._watch.rested():
                self._consider()
        return 0

    def _follow(self) -> None:
        """The set that the database calls live, if it is not ours already."""
        standing = sets.standing(self._store)
        self._verdicts.learn(standing.files)
        self._runaway.mark(standing.paging)
        if standing.live in (0, self.number, self._unreadable):
            return
        kept = sets.stored(self._store, standing.live)
        if kept is None:
            return
        try:
            files = Files.from_bytes(kept.files)
            self._swap(kept.number, load(files.rules), files, kept.note)
        except OperatorError as trouble:
            self._unreadable = kept.number
            said = f"Set {kept.number} of the rules, which is live, cannot be read by this version: {trouble}"
            if self._running is None:
                raise OperatorError(said) from trouble
            _log.error("%s", said)

    def _swap(self, number: int, rules: RuleSet, files: Files, note: Mapping[str, Any]) -> None:
        """In one step: whoever asked for the house before goes on with that one to the end of their batch."""
        rules = rules.numbered(number)
        self._runaway.expect(note.get("rates", {}))
        house = self._house_of(rules, self._runaway.brake)
        self._running = _Running(number, house, LetterRoom(files.templates, self._frame()), rules, files)
        self._unreadable = 0

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
        if files.fingerprint == self._now.files.fingerprint:
            self._verdicts.forget()
        elif not self._verdicts.is_known(files.fingerprint):
            if not self._publishes():
                self._watch.touch()  # whoever does sees the same files; should they die, it is our turn
            elif self._settings("rules", "apply") == "manual":
                why = ("deskbell rules apply makes it live",)
                self._verdicts.let_wait(files.fingerprint, why, self.number, silent=True)
            else:
                self._decide(files)

    def _decide(self, files: Files, *, by_hand: bool = False, yes: bool = False) -> Decision:
        """Check, compare, publish; or say why not. By hand nobody is written to about a refusal."""
        gone = self._gone_folder()
        proof = Proof(None, (gone,)) if gone else self._proved(files)
        if proof.problems or proof.rules is None:
            self._verdicts.refuse(files.fingerprint, proof.problems, self.number, silent=by_hand)
            return Decision(0, why=proof.problems)
        found = self._compared(proof.rules)
        if found.greedy and not yes:
            ask = f"This change waits: {found.greedy}. If that is meant: deskbell rules apply --yes"
            self._verdicts.let_wait(files.fingerprint, (ask, *found.largest), self.number, silent=by_hand)
            return Decision(0, why=(ask, *found.largest), found=found)
        return self._publish(files, proof.rules, found, {})

    def _compared(self, coming: RuleSet) -> Comparison:
        """What past mail would have become, each set with its own directory."""
        houses = (self.house, self._house_of(coming, self._runaway.brake))
        return compare(self._store, houses, (self._now.rules, coming))

    def _gone_folder(self) -> str:
        """A share that is not mounted must not make the sample desk live."""
        home, running, ours = self._settings.home, self._now.files, read_files(None)
        for folder, is_shipped in (
            (home / "rules", running.rules == ours.rules),
            (home / "templates" / "email", running.templates == ours.templates),
        ):
            if not (is_shipped or folder.is_dir()):
                return (
                    f"{folder} is not there; put it back (what is shipped lies in {shipped('rules').parent})"
                )
        return ""

    def _proved(self, files: Files) -> Proof:
        """Sound in itself, and losing nobody who is needed."""
        proof = prove(files, self._frame(), self._now.files)
        if proof.rules is None or proof.problems:
            return proof
        running, coming = self._now.rules.directory, proof.rules.directory
        return Proof(proof.rules, missed(running, coming, sets.holders(self._store)))

    def _publish(
        self,
        files: Files,
        rules: RuleSet,
        found: Comparison,
        why: Mapping[str, Any],
        *,
        verdict: Mapping[str, Any] | None = None,
        tell: bool = True,
    ) -> Decision:
        """One transaction: the set, the flag, the letters. Then the swap here; other processes follow."""
        changed, report, now = files.changed_from(self._now.files), found.report, self._clock.now()
        note = {
            "changed": changed,
            "differ": len(report.differences),
            "of": report.mails,
            "rates": found.rates,
        }
        house = self._house_of(rules, self._runaway.brake)

        def write(docket: Docket, number: int) -> None:
            facts = kinds.RulesLive(
                set_number=number,
                changed=tuple(lines(changed)),
                at=now,
                differ=len(report.differences),
                of=report.mails,
                differences=found.largest,
            )
            tell_operators(docket, house, facts)

        number = sets.publish(
            self._store,
            expected=self.number,
            fingerprint=files.fingerprint,
            note=note | dict(why),
            files=files.to_bytes(),
            verdict=verdict,
            now=now,
            tell=write if tell else None,
        )
        if not number:
            self._follow()
            self._watch.touch()  # ours is looked at again, against what went live before it
            return Decision(0, why=("another set went live in this very moment; try again",))
        self._swap(number, rules, files, note)
        self._verdicts.learn(verdict or {})
        if tell:
            said = ", ".join(lines(changed)) or "nothing"
            _log.warning("Set %d of the rules is live; changed: %s; %s", number, said, found.sentence)
        self._nudge()
        return Decision(number, changed, found)

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
            if files.fingerprint == self._now.files.fingerprint:
                self._verdicts.forget()
                return Decision(self.number, unchanged=True)
            return self._or_say_why(self._decide(files, by_hand=True, yes=yes))

    def back(self, number: int | None = None) -> Decision:
        """An older set again, under a new number; the one before the live one if none is named.

        It stays live although the home's files say otherwise, until they are changed again.
        """
        with self._guard:
            self._follow()
            kept = self._wanted(number)
            files, origin = Files.from_bytes(kept.files), origin_of(kept)
            proof = self._proved(files)
            if proof.problems or proof.rules is None:
                return self._or_say_why(Decision(0, why=proof.problems))
            found = self._compared(proof.rules)
            why = {"again": origin, "why": f"set {origin} again"}
            return self._or_say_why(self._publish(files, proof.rules, found, why, verdict=self._pin(files)))

    def _wanted(self, number: int | None) -> sets.Stored:
        kept = sets.history(self._store)
        number = number or before(kept, self.number)
        found = sets.stored(self._store, number)
        if found is None:
            have = f"those kept are {kept[-1].number} to {kept[0].number}" if kept else "none went live yet"
            raise OperatorError(f"There is no set {number}; {have} (deskbell rules history).")
        if found.fingerprint == self._now.files.fingerprint:
            raise OperatorError(f"Set {number} is what is live now, as set {self.number}.")
        return found

    def _pin(self, files: Files) -> Mapping[str, Any] | None:
        """The files of the home, as they are now, are passed over."""
        try:
            here = read_files(self._settings.home).fingerprint
        except OperatorError:
            return None
        self._considered = here
        return None if here == files.fingerprint else pinned(here)

    def _or_say_why(self, decision: Decision) -> Decision:
        if decision.number:
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
        if self._unreadable:
            told.append(f"set {self._unreadable} is live and this version cannot read it; {runs} here")
        return (*told, *self._runaway.troubles())

    def _frame(self) -> DeskFrame:
        desk = {name: str(self._settings("desk", name)) for name in ("name", "phone", "language", "address")}
        return DeskFrame(zone=str(self._settings("desk", "timezone")), **desk)


def origin_of(kept: sets.Stored) -> int:
    """The number a set had when it was new: one that was brought back counts as what it is."""
    return int(kept.note.get("again", kept.number))


def before(kept: list[sets.Stored], live: int) -> int:
    """The newest set older than the live one and not the same; OperatorError where there is none."""
    now = next((one for one in kept if one.number == live), None)
    older = [
        one for one in kept if now and one.number < origin_of(now) and one.fingerprint != now.fingerprint
    ]
    if not older:
        raise OperatorError("There is no older set to go back to (deskbell rules history).")
    return older[0].number


__all__ = ["Decision", "Live"]
