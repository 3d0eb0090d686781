"""Files become the live set, or it is said why not: checked, compared with what runs, published in one transaction."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deskbell.casework.docket import Docket
from deskbell.clock import Clock
from deskbell.errors import OperatorError
from deskbell.letters import kinds
from deskbell.live.files import Files, read_files
from deskbell.live.handover import readdress
from deskbell.live.proof import Comparison, Proof, compare, missed, prove
from deskbell.live.running import Stage
from deskbell.live.verdicts import Verdicts, lines, tell_operators
from deskbell.share import shipped
from deskbell.store import sets
from deskbell.store.store import SqlStore
from deskbell.triage.ruleset import RuleSet

_log = logging.getLogger("deskbell")


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of files. `number`: the set that is live with them; 0 where they are not, and then `why`.

    `overtaken`: another process published in the same moment.
    """

    number: int
    changed: tuple[str, ...] = ()
    found: Comparison = field(default_factory=Comparison)
    why: tuple[str, ...] = ()
    unchanged: bool = False
    overtaken: bool = False


class Decider:
    """Decides on files, for the process that publishes."""

    def __init__(
        self,
        home: Path,
        store: SqlStore,
        clock: Clock,
        stage: Stage,
        verdicts: Verdicts,
        nudge: Callable[[], None],
    ) -> None:
        self._home, self._store, self._clock = home, store, clock
        self._stage, self._verdicts, self._nudge = stage, verdicts, nudge

    def decide(self, files: Files, *, by_hand: bool = False, yes: bool = False) -> Decision:
        """Check, compare, publish; or say why not. By hand nobody is written to about a refusal."""
        running = self._stage.number
        gone = self._gone_folder()
        proof = Proof(None, (gone,)) if gone else self._proved(files)
        if proof.problems or proof.rules is None:
            self._verdicts.refuse(files.fingerprint, proof.problems, running, silent=by_hand)
            return Decision(0, why=proof.problems)
        found = self._compared(proof.rules)
        if found.greedy and not yes:
            ask = f"This change waits: {found.greedy}. If that is meant: deskbell rules apply --yes"
            letter = None if by_hand else self._question(found)
            self._verdicts.let_wait(files.fingerprint, (ask, *found.largest), running, letter)
            return Decision(0, why=(ask, *found.largest), found=found)
        return self._publish(files, proof.rules, found, {})

    def begin(self, files: Files) -> Decision:
        """The first set; OperatorError with everything wrong with it."""
        proof = prove(files, self._stage.frame)
        if proof.problems or not proof.rules:
            raise OperatorError("\n".join(proof.problems))
        return self._publish(files, proof.rules, Comparison(), {"why": "the first set"}, tell=False)

    def again(self, files: Files, origin: int, verdict: Mapping[str, Any] | None) -> Decision:
        """A set of the past, once number `origin`. An operator asked for it, so it need not wait for a yes."""
        proof = self._proved(files)
        if proof.problems or proof.rules is None:
            return Decision(0, why=proof.problems)
        why = {"again": origin, "why": f"set {origin} again"}
        return self._publish(files, proof.rules, self._compared(proof.rules), why, verdict=verdict)

    def readdress(self) -> None:
        """Agents to whom the live set gives a new address have what they held under the old one."""
        readdress(self._store, self._stage.now.house, self._clock.now())

    def _proved(self, files: Files) -> Proof:
        """Sound in itself, and losing nobody who is needed."""
        proof = prove(files, self._stage.frame, self._stage.now.files)
        if proof.rules is None or proof.problems:
            return proof
        running, coming = self._stage.now.rules.directory, proof.rules.directory
        return Proof(proof.rules, missed(running, coming, sets.holders(self._store)))

    def _compared(self, coming: RuleSet) -> Comparison:
        """What past mail would have become, each set with its own directory."""
        now = self._stage.now
        return compare(self._store, (now.house, self._stage.house_of(coming)), (now.rules, coming))

    def _question(self, found: Comparison) -> kinds.RulesWaiting:
        report = found.report
        return kinds.RulesWaiting(
            running=self._stage.number,
            urgent_before=report.urgent_before,
            urgent_after=report.urgent_after,
            of=report.mails,
            at=self._clock.now(),
            differences=found.largest,
        )

    def _gone_folder(self) -> str:
        """A share that is not mounted must not make the sample desk live."""
        running, ours = self._stage.now.files, read_files(None)
        for folder, is_shipped in (
            (self._home / "rules", running.rules == ours.rules),
            (self._home / "templates" / "email", running.templates == ours.templates),
        ):
            if not (is_shipped or folder.is_dir()):
                return (
                    f"{folder} is not there; put it back (what is shipped lies in {shipped('rules').parent})"
                )
        return ""

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
        now, report = self._clock.now(), found.report
        changed = files.changed_from(self._stage.now.files)
        note = {
            "changed": changed,
            "differ": len(report.differences),
            "of": report.mails,
            "rates": found.rates,
            **why,
        }
        house = self._stage.house_of(rules)

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
            expected=self._stage.number,
            fingerprint=files.fingerprint,
            note=note,
            files=files.to_bytes(),
            verdict=verdict,
            now=now,
            tell=write if tell else None,
        )
        if not number:
            return Decision(0, why=("another set went live in this very moment; try again",), overtaken=True)
        self._stage.swap(number, rules, files, note)
        self.readdress()
        self._verdicts.learn(verdict or {})
        if tell:
            said = ", ".join(lines(changed)) or "nothing"
            _log.warning("Set %d of the rules is live; changed: %s; %s", number, said, found.sentence)
        self._nudge()
        return Decision(number, changed, found)
