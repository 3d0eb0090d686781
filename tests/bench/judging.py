"""How long judgement takes: the shipped books with enough entries of an operator's own to make 300.

`python -m tests.bench --only rooms` measures it with the rest; `books()` and `mails()` serve the tests as well.
"""

import random
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from deskbell.triage.facts import Facts, History
from deskbell.triage.load import load, read_folder
from deskbell.triage.ruleset import RuleSet

from .corpus import COMMON, OWN

RULES = Path(__file__).parents[2] / "rules"
MORE = {"refusals": 20, "kinds": 100, "urgency": 110, "routing": 23}
THEN = {"refusals": "{taken: no}", "kinds": "{kind: fault}", "urgency": "{urgency: low, impact: low}", "routing": "{owner: least_load}"}  # fmt: skip
#: What an operator's entries ask for; the corpus has none of these words.
NOUNS = ("quantum", "lattice", "bracket", "umbrella", "zebra", "kettle", "violin", "harbour", "meadow", "glacier", "pigment", "saddle")  # fmt: skip
WHENS = (
    "text: {{words: [{0}{2}, {1} {0}x{2}]}}",
    "subject: {{contains: [{0}-{1}{2}]}}",
    "sender.domain: [{0}{2}.example]",
    "sender.role: cio, body: {{words: [{0}{2}]}}",
    "body: {{words: [{0} {1} {2}, {1}{2}]}}",
)
EARLY = ("sender.domain: [{0}{2}.example]", "subject: {{contains: [{0}-{1}{2}]}}")


def measure(words: int = 120, count: int = 400) -> dict[str, float]:
    """Entries, milliseconds of CPU for one judgement (median, p99), seconds of CPU to load and to test."""
    files = books()
    start = time.process_time()
    rules = load(files)
    loaded = time.process_time()
    report = rules.test()
    tested = time.process_time()
    assert report.passed
    for facts in mails(rules, words, 20):
        rules.judge(facts)
    took = sorted(_cpu(rules, facts) for facts in mails(rules, words, count))
    return {
        "entries": sum(len(book.entries) for book in rules.books),
        "judge_median_ms": statistics.median(took) * 1000,
        "judge_p99_ms": took[len(took) * 99 // 100] * 1000,
        "load_s": loaded - start,
        "test_s": tested - loaded,
    }


def books() -> dict[str, bytes]:
    """The shipped files, with an operator's entries before theirs; the same every time."""
    chance = random.Random(1)
    files = dict(read_folder(None, RULES))
    for book, count in MORE.items():
        text = files[f"{book}.yaml"].decode()
        entries = "".join(_entry(chance, book, number) for number in range(count))
        files[f"{book}.yaml"] = text.replace("\nentries:\n", f"\nentries:\n{entries}", 1).encode()
    return files


def _entry(chance: random.Random, book: str, number: int) -> str:
    one, two = chance.sample(NOUNS, 2)
    when = EARLY[number % 2] if book == "refusals" else WHENS[number % 5]
    return (
        f"  - name: own {number}\n    when: {{{when.format(one, two, number)}}}\n    then: {THEN[book]}\n"
        "    because: so\n    examples: [{mail: {subject: x}, expect: another entry}]\n"
    )


def mails(rules: RuleSet, words: int, count: int) -> Iterator[Facts]:
    """Mails of so many words, of people of a known client; one in four with letters beyond ASCII."""
    chance = random.Random(2)
    hours = rules.directory.clients["Acme"].hours
    for number in range(count):
        yield Facts(
            now=datetime(2026, 3, 10, 9, tzinfo=UTC) + timedelta(minutes=7 * number),
            sender=f"u{number}@acme.example",
            client="Acme",
            role="user",
            recipients=("support@desk.example",),
            subject=f"Light on the printer {number}",
            new_words=" ".join(
                [*chance.choices(COMMON * 10 + OWN, k=words), *(["Grüße"] if number % 4 == 0 else [])]
            ),
            history=lambda periods: History(mails=3, last_owner="ben@desk.example"),
            client_hours=hours,
            desk_hours=rules.directory.desk_hours,
        )


def _cpu(rules: RuleSet, facts: Facts) -> float:
    start = time.thread_time()
    rules.judge(facts)
    return time.thread_time() - start
