"""Past mail judged by changed books: what would have been otherwise. It touches nothing and mails nobody."""

from datetime import datetime

from deskbell.casework.house import House
from deskbell.reports.hindsight import kept_views
from deskbell.store.store import SqlStore
from deskbell.triage.differences import Report, Seen, differences, unseen
from deskbell.triage.ruleset import RuleSet


def replay(
    store: SqlStore,
    houses: tuple[House, House],
    rules: tuple[RuleSet, RuleSet],
    *,
    last: int = 1000,
    since: datetime | None = None,
    seen: Seen = unseen,
) -> Report:
    """Judge the newest `last` kept mails (of those since `since`) by the old and the new set, each in its own house.

    So a changed directory counts like a changed book: it says who is who for the new set. `seen` is told of each mail.
    """
    views = ((facts[0], facts[1]) for facts in kept_views(store, houses, last, since))
    return differences(*rules, views, seen)


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
