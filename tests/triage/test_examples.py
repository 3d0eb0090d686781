"""`rules test` shows what failed and why, and names entries that nothing reaches."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from deskbell.triage.facts import Facts
from deskbell.triage.ruleset import RuleSet

BOOK = """entries:
  - name: printers
    when: {subject: {words: [printer]}, not: {sender.role: cio}}
    then: {kind: fault}
    because: They jam.
    examples:
      - mail: {subject: My printer, role: user}
      - mail: {subject: My scanner}
        expect: another entry
  - name: paper
    when: {text: {words: [printer paper]}}
    then: {kind: request}
    because: Paper is ordered.
    examples:
      - mail: {subject: Printer paper}
        expect: {kind: request}
  - name: the rest
    when: always
    then: {kind: question}
    because: Ask.
    examples:
      - mail: {subject: Hello}
  - name: too late
    when: {subject: {words: [scanner]}}
    then: {kind: fault}
    because: Nobody gets here.
    examples:
      - mail: {subject: Scanner}
        expect: another entry
"""


def test_a_failing_example_shows_mail_rule_conditions_and_what_was_expected(with_file) -> None:
    report = with_file("kinds.yaml", BOOK).test()
    (failure,) = [one for one in report.failures if one.book == "kinds"]
    assert not report.passed
    assert str(failure).splitlines() == [
        'rules/kinds.yaml:15:9: paper: expected kind: request, but "printers" took it: kind: fault',
        "  mail: subject: Printer paper",
        '  ✓ text: {words: [printer paper]}  (saw "printer paper")',
    ]


def test_an_entry_that_nothing_reaches_is_named_with_the_one_that_hides_it(with_file) -> None:
    unreached = [str(one) for one in with_file("kinds.yaml", BOOK).test().unreached if one.book == "kinds"]
    assert unreached == [
        'rules/kinds.yaml:10:5: "paper" is never reached: "printers" takes its mails before it',
        'rules/kinds.yaml:23:5: "too late" is never reached: "the rest" takes its mails before it',
    ]


def test_past_mail_that_reaches_an_entry_counts(with_file) -> None:
    rules: RuleSet = with_file("kinds.yaml", BOOK)
    past = Facts(now=datetime(2026, 3, 10, tzinfo=UTC), role="cio", subject="Printer paper for the printer")
    assert "paper" not in {one.entry for one in rules.test([past]).unreached}


GREEDY = """  - name: greedy
    when: {sender.kind: person, subject: {words: [printer, badge]}}
    then: ANSWER
    because: Too much.
    examples: [{mail: {subject: A badge}}]
  - name: behind it
    when: {text: {words: [toner]}}
    then: ANSWER
    because: Of toner we know.
    examples: [{mail: {subject: x}, expect: another entry}]
  - name: alone
    when: {text: {words: [quagga]}}
    then: ANSWER
    because: Nobody writes of one.
    examples: [{mail: {subject: x}, expect: another entry}]
"""
ANSWERS = {
    "refusals": "{taken: yes}",
    "kinds": "{kind: fault}",
    "urgency": "{urgency: low, impact: low}",
    "routing": "{owner: least_load}",
    "contact": "{letter: acknowledgement, first: 1 h, next: 1 d, warn_before: 10 min, holding_before: 5 min}",
    "notices": "{since: 2026-01-01 00:00, until: 2027-01-01 00:00, link: propose, text: {en: Known.}}",
}


@pytest.mark.parametrize("book", ANSWERS)
def test_in_every_book_past_mail_tells_which_entry_hides_another(files, with_file, book: str) -> None:
    """Of an entry that nothing would reach no other is named."""
    own = GREEDY.replace("ANSWER", ANSWERS[book])
    rules = with_file(
        f"{book}.yaml", files[f"{book}.yaml"].decode().replace("entries:\n", f"entries:\n{own}", 1)
    )
    line = {one.name: one.line for one in next(b for b in rules.books if b.name == book).entries}
    past = Facts(now=datetime(2026, 3, 10, 9, tzinfo=UTC), subject="Printer", new_words="It has no toner.")
    assert [str(one) for one in rules.test([past]).unreached if one.book == book] == [
        f'rules/{book}.yaml:{line["behind it"]}:5: "behind it" is never reached: "greedy" takes its mails before it',
        f'rules/{book}.yaml:{line["alone"]}:5: "alone" is never reached: no mail reaches it',
    ]


def test_past_mail_is_asked_for_only_while_an_entry_waits_for_one(shipped: RuleSet, with_file) -> None:
    def read(number: int) -> Iterator[Facts]:
        for _ in range(number):
            yield Facts(now=datetime(2026, 3, 10, tzinfo=UTC), role="cio", subject="Printer paper, scanner")
        raise AssertionError("no further mail need be read")

    shipped.test(read(0))
    reached = BOOK.replace("when: always", "when: {subject: {words: [hello]}}")
    reached = reached.replace("Scanner}\n        expect: another entry", "Scanner}")
    with_file("kinds.yaml", reached).test(read(1))


def test_examples_hold_whatever_hours_and_people_the_desk_has(files, with_file) -> None:
    directory = """
desk: {hours: {zone: Asia/Tokyo, always: yes}}
addresses: [{address: it@firma.example}]
teams: [{name: it, lead: eva@firma.example, members: [eva@firma.example]}]
agents: [{address: eva@firma.example, name: Eva}]
"""
    routing = files["routing.yaml"].decode().replace(", client: Acme", "")
    from deskbell.triage.load import load

    rules = load({**files, "directory.yaml": directory.encode(), "routing.yaml": routing.encode()})
    assert [str(failure) for failure in rules.test().failures] == []
    judged = rules.judge(Facts(now=datetime(2026, 3, 10, tzinfo=UTC), subject="Hello"))
    assert judged.routing.owner == "eva@firma.example"


def test_from_an_address_of_the_directory_brings_its_role(with_file) -> None:
    text = BOOK.replace("- mail: {subject: Hello}", "- mail: {subject: A printer, from: cio@acme.example}")
    report = with_file("kinds.yaml", text).test()
    assert "the rest" not in {failure.entry for failure in report.failures if failure.book == "kinds"}


def test_explain_shows_each_entry_in_order_with_what_each_condition_saw(with_file) -> None:
    rules: RuleSet = with_file("kinds.yaml", BOOK)
    lines = rules.explain(Facts(now=datetime(2026, 3, 10, tzinfo=UTC), role="cio", subject="The printer"))
    start = lines.index("kinds: kind question")
    assert lines[start : start + 11] == [
        "kinds: kind question",
        "    printers",
        "      ✗ all",
        '        ✓ subject: {words: [printer]}  (saw "printer")',
        "        ✗ not",
        "          ✓ sender.role: cio  (saw cio)",
        "    paper",
        '      ✗ text: {words: [printer paper]}  (saw "The printer")',
        "  → the rest",
        "      ✓ always",
        "      because: Ask.",
    ]


def test_explaining_changes_nothing_of_the_judgement(shipped: RuleSet) -> None:
    facts = Facts(now=datetime(2026, 3, 10, tzinfo=UTC), role="cio", importance="high", subject="Now")
    before = shipped.judge(facts)
    shipped.explain(replace(facts))
    assert shipped.judge(facts) == before
