"""Past mail judged by changed books: what would have been otherwise. It touches nothing and mails nobody."""

from collections.abc import Callable
from datetime import datetime

from deskbell.casework.house import House
from deskbell.reports.hindsight import kept_facts
from deskbell.store.store import SqlStore
from deskbell.triage.differences import Report, differences
from deskbell.triage.ruleset import RuleSet


def replay(
    store: SqlStore,
    house: House,
    old: RuleSet,
    new: RuleSet,
    *,
    last: int = 1000,
    since: datetime | None = None,
    tick: Callable[[int], None] = lambda done: None,
) -> Report:
    """Judge the newest `last` kept mails (of those since `since`) by both sets; `tick` is told how many are done.

    The directory of `house` says who is who for both, so that only the books differ where only books were changed.
    """
    return differences(old, new, kept_facts(store, house, last, since), tick)


def report_lines(report: Report) -> list[str]:
    """ "7 of 1,000 would change", then each with its old and its new answer, the largest first."""
    lines = [f"{report}."]
    for one in sorted(report.differences, key=lambda difference: -difference.weight):
        lines.append(f"  {one.sender}: {one.subject or '(no subject)'}")
        lines += [f"      {change.field}: {change.old} → {change.new}" for change in one.changes]
    if report.urgent_before != report.urgent_after:
        lines.append(f"P1 and P2 together: {report.urgent_before:,} → {report.urgent_after:,}.")
    if report.raises_alarm:
        lines.append("That is half as many again, or more: such a change asks for --yes before it goes live.")
    return lines
