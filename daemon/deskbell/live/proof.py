"""May this set go live, and what would it change? Everything wrong with it at once; then past mail judged by both sets."""

import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from deskbell.casework.house import House
from deskbell.domain.judgement import Judgement
from deskbell.domain.people import Directory
from deskbell.domain.ticket import reference
from deskbell.errors import OperatorError
from deskbell.letters.frame import DeskFrame
from deskbell.live.files import Files, read_files
from deskbell.reports.hindsight import kept_views
from deskbell.store.sets import Holder
from deskbell.store.store import SqlStore
from deskbell.triage.differences import Difference, Report, differences
from deskbell.triage.facts import Facts
from deskbell.triage.load import load
from deskbell.triage.ruleset import RuleSet
from deskbell.triage.trouble import RuleErrors

#: So many of the newest mails are judged by both sets, in so many CPU seconds at most; how many it were is told.
COMPARED, BUDGET = 1000, 5.0
#: Comparing works so long, then lets others work as long: mail that comes in meanwhile must not wait for it.
_TURN = 0.02
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Proof:
    """`rules` is None where they cannot be read. A set with problems must not go live."""

    rules: RuleSet | None
    problems: tuple[str, ...] = ()


def prove(files: Files, frame: DeskFrame, sound: Files | None = None) -> Proof:
    """Read the rules, run their examples, try the templates. What `sound` holds alike, or is shipped, is not tried again."""
    from deskbell.letters.checks import check_templates

    tried = [read_files(None), *([sound] if sound else [])]
    problems: list[str] = []
    rules: RuleSet | None = None
    try:
        rules = load(files.rules)
        if files.rules not in [one.rules for one in tried]:
            problems += [str(failure) for failure in rules.test().failures]
    except RuleErrors as errors:
        problems += [str(one) for one in errors.troubles]
    except OperatorError as trouble:
        problems.append(str(trouble))
    if files.templates not in [one.templates for one in tried]:
        problems += [f"templates/email/{one}" for one in check_templates(files.templates, frame)]
    return Proof(rules, tuple(problems))


def missed(running: Directory, coming: Directory, holders: Iterable[Holder]) -> tuple[str, ...]:
    """A sentence for everybody whom the coming directory loses and who holds something."""
    return tuple(
        f"rules/directory.yaml: {one.address} is no longer in it, and holds {_held(one)}."
        f" First: deskbell handover {one.address} TO{_or_renamed(one.address, lost.name, coming)}"
        for one in holders
        if (lost := running.agent(one.address)) and not coming.agent(one.address)
    )


def _or_renamed(address: str, name: str, coming: Directory) -> str:
    """What to do instead where somebody of the same name is there: it may be the same person."""
    same = coming.agent_named(name)
    return f"; or, if {same.address} is their new address, add there aliases: [{address}]" if same else ""


def _held(one: Holder) -> str:
    shown = ", ".join(reference(number) for number in one.tickets[:5])
    more = f" and {len(one.tickets) - 5:,} more" if len(one.tickets) > 5 else ""
    parts = [f"{_count(len(one.tickets), 'ticket')} ({shown}{more})"] if one.tickets else []
    parts += [
        _count(count, what)
        for count, what in (
            (one.promises, "live promise"),
            (one.complaints, "complaint"),
            (one.prevention, "prevention"),
        )
        if count
    ]
    return ", ".join(parts)


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


# -- what it would change


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a change makes of past mail. `rates`: how often an hour each urgency entry would have made an alert."""

    report: Report = field(default_factory=lambda: Report(0, (), 0, 0))
    rates: dict[str, float] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        count, of = len(self.report.differences), self.report.mails
        if not of:
            return "no past mail to compare with"
        return f"{count:,} of the last {of:,} mails would have been judged otherwise"

    @property
    def largest(self) -> tuple[str, ...]:
        """The three differences that matter most, in words."""
        return tuple(_said(one) for one in self.report.largest)

    @property
    def greedy(self) -> str:
        """Why an operator must say yes to it; "" where they need not."""
        report = self.report
        if not report.raises_alarm:
            return ""
        return (
            f"of the last {_count(report.mails, 'mail')}, {report.urgent_after:,} would be P1 or P2"
            f" instead of {report.urgent_before:,}"
        )


def _said(one: Difference) -> str:
    subject = one.subject if len(one.subject) <= 60 else f"{one.subject[:59]}…"
    changes = ", ".join(f"{change.field} {change.old} becomes {change.new}" for change in one.changes[:3])
    return f"{one.sender}, {subject or '(no subject)'}: {changes}"


def compare(
    store: SqlStore,
    houses: tuple[House, House],
    rules: tuple[RuleSet, RuleSet],
    budget: float = BUDGET,
) -> Comparison:
    """Judge the newest mails by the old and the new set, each in its own house."""
    alerts: Counter[str] = Counter()
    times: list[datetime] = []

    def count(facts: Facts, judged: Judgement) -> None:
        times.append(facts.now)
        if judged.contact.confirm:
            alerts.update(one.entry for one in judged.fired if one.book == "urgency")

    views = ((facts[0], facts[1]) for facts in kept_views(store, houses, COMPARED))
    report = differences(*rules, _in_turns(views, budget), count)
    hours = max((max(times) - min(times)) / timedelta(hours=1), 1.0) if times else 1.0
    return Comparison(report, {entry: count / hours for entry, count in alerts.items()})


def _in_turns(mails: Iterable[T], budget: float) -> Iterator[T]:
    """As many as the budget of CPU seconds allows, resting as long as it works."""
    until, turn, rest = time.thread_time() + budget, time.thread_time(), threading.Event()
    for mail in mails:
        now = time.thread_time()
        if now > until:
            return
        if now - turn > _TURN:
            rest.wait(_TURN)
            turn = now
        yield mail


__all__ = ["COMPARED", "Comparison", "Proof", "compare", "missed", "prove"]
