"""A replay says how many mails would be judged otherwise, and which of them matter most."""

from dataclasses import replace
from datetime import UTC, datetime

from deskbell.triage.differences import differences
from deskbell.triage.facts import Facts
from deskbell.triage.ruleset import RuleSet

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
MAILS = [
    (facts, facts)
    for facts in (
        Facts(now=NOW, sender=f"u{n}@acme.example", role="user", client="Acme", subject=subject)
        for n, subject in enumerate(
            ["Printer jams", "New laptop", "The coffee machine is broken", "Site down", "Hello"]
        )
    )
]
COFFEE = """entries:
  - name: coffee
    when: {{text: {{words: [coffee]}}}}
    then: {{urgency: high, impact: {impact}}}
    because: Nobody works without.
    examples: [{{mail: {{subject: No coffee}}}}]
"""


def changed(files, with_file, impact: str) -> RuleSet:
    text = files["urgency.yaml"].decode()
    return with_file("urgency.yaml", text.replace("entries:\n", COFFEE.format(impact=impact), 1))


def test_the_same_books_judge_the_same(shipped: RuleSet) -> None:
    report = differences(shipped, shipped, MAILS)
    assert str(report) == "0 of 5 would change"
    assert not report.raises_alarm


def test_a_change_is_shown_with_old_and_new(shipped: RuleSet, files, with_file) -> None:
    report = differences(shipped, changed(files, with_file, "high"), MAILS)
    assert str(report) == "1 of 5 would change"
    (difference,) = report.largest
    assert (difference.number, difference.subject) == (2, "The coffee machine is broken")
    assert ("priority", "P3", "P1") in {(c.field, c.old, c.new) for c in difference.changes}


def test_urgent_tickets_that_would_rise_by_half_raise_an_alarm(shipped: RuleSet, files, with_file) -> None:
    report = differences(shipped, changed(files, with_file, "high"), MAILS)
    assert (report.urgent_before, report.urgent_after) == (1, 2)
    assert report.raises_alarm
    assert not differences(changed(files, with_file, "high"), shipped, MAILS).raises_alarm


def test_each_set_judges_the_mail_as_its_own_directory_sees_it(shipped: RuleSet) -> None:
    facts = MAILS[0][0]
    marked = replace(facts, importance="high")
    report = differences(shipped, shipped, [(marked, replace(marked, role="cio"))])
    assert ("priority", "P2", "P1") in {(c.field, c.old, c.new) for c in report.differences[0].changes}


def test_whoever_counts_along_is_told_mail_by_mail(shipped: RuleSet) -> None:
    told: list[tuple[str, str]] = []
    differences(shipped, shipped, MAILS, lambda facts, judged: told.append((facts.subject, judged.priority)))
    assert told[3] == ("Site down", "P1")
    assert len(told) == 5
