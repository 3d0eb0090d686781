"""One mail, every book: lazily, in bounded time, the same answer whatever the order of the questions."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.domain.judgement import Kind, Priority
from deskbell.triage.facts import Facts, History, TicketFacts
from deskbell.triage.ruleset import RuleSet

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
PLAIN = Facts(now=NOW, sender="uma@acme.example", client="Acme", role="user", subject="Printer jams")


class Memory:
    """The desk's memory; counts how often it is asked, and for which periods."""

    def __init__(self, history: History) -> None:
        self.asked: list[tuple[int, ...]] = []
        self._history = history

    def __call__(self, periods: tuple[int, ...]) -> History:
        self.asked.append(periods)
        return self._history


def test_the_desks_memory_is_asked_at_most_once_for_all_periods(shipped: RuleSet) -> None:
    memory = Memory(History(mails=3))
    facts = replace(PLAIN, subject="Unacceptable", importance="high", history=memory)
    shipped.judge(facts)
    assert memory.asked == [shipped.periods] == [(90,)]


def test_the_desks_memory_is_not_asked_when_no_entry_needs_it(shipped: RuleSet) -> None:
    memory = Memory(History())
    ticket = TicketFacts(is_new=False, is_reply=True, priority="P3", owner="ana@desk.example")
    shipped.judge(replace(PLAIN, history=memory, ticket=ticket))
    assert memory.asked == []


def test_what_fired_says_why_and_what_it_saw(shipped: RuleSet) -> None:
    judged = shipped.judge(replace(PLAIN, role="cio", importance="high"))
    fired = next(fired for fired in judged.fired if fired.book == "urgency")
    assert fired.entry == "a manager's red mark"
    assert fired.because
    assert "sender.role: cio" in fired.saw
    assert judged.trace["entries"]["urgency"] == 0


def test_a_set_keeps_its_number_and_its_fingerprint(shipped: RuleSet) -> None:
    assert shipped.numbered(7).judge(PLAIN).set_number == 7
    assert shipped.numbered(7).fingerprint == shipped.fingerprint
    assert len(shipped.fingerprint) == 64


def test_the_fingerprint_is_of_the_files_and_not_of_their_order(files, shipped: RuleSet, with_file) -> None:
    from deskbell.triage.load import load

    assert load(dict(reversed(files.items()))).fingerprint == shipped.fingerprint
    assert with_file("kinds.yaml", files["kinds.yaml"].decode() + "\n").fingerprint != shipped.fingerprint


def test_a_judgement_that_runs_out_of_time_is_safe_and_says_so(shipped: RuleSet) -> None:
    judged = replace(shipped, limit=-1.0).judge(replace(PLAIN, role="cio", importance="high"))
    assert judged.overran
    assert judged.refusal.taken
    assert judged.kind is Kind.FAULT
    assert judged.priority is Priority.P3
    assert judged.routing.owner
    assert judged.contact.letter == "acknowledgement"


def test_a_long_text_is_judged_by_its_beginning(shipped: RuleSet) -> None:
    start, end = "Nobody can work. " + "x " * 200_000, "x " * 200_000 + "Nobody can work."
    assert shipped.judge(replace(PLAIN, new_words=start)).priority is Priority.P1
    assert shipped.judge(replace(PLAIN, new_words=end)).priority is Priority.P3


@pytest.mark.parametrize("priority", ["", "P9", "urgent"])
def test_a_ticket_with_an_odd_priority_is_judged_as_if_it_had_none(shipped: RuleSet, priority: str) -> None:
    ticket = TicketFacts(is_new=False, is_reply=True, priority=priority)
    assert shipped.judge(replace(PLAIN, ticket=ticket)).priority in tuple(Priority)


FACTS = st.builds(
    Facts,
    now=st.integers(946_684_800, 4_102_444_800).map(lambda second: datetime.fromtimestamp(second, UTC)),
    sender=st.text(max_size=20),
    client=st.sampled_from(["", "Acme", "Nobody"]),
    role=st.sampled_from(["cio", "user", "unknown", "agent", ""]),
    sender_kind=st.sampled_from(["person", "monitor", "automatic", "?"]),
    subject=st.text(max_size=60),
    new_words=st.text(max_size=200),
    text=st.text(max_size=200),
    importance=st.sampled_from(["high", "normal", "low", "?"]),
    recipients=st.tuples(st.text(max_size=20)),
    headers=st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=3).map(tuple),
    ticket=st.builds(TicketFacts, is_new=st.booleans(), priority=st.sampled_from(["", "P1", "P4"]), owner=st.text(max_size=9)),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(FACTS)
def test_no_mail_makes_a_judgement_raise(shipped: RuleSet, facts: Facts) -> None:
    judged = shipped.judge(facts)
    assert judged == shipped.judge(facts)
    assert shipped.explain(facts)
    assert not judged.overran


@settings(max_examples=150, deadline=None)
@given(FACTS)
def test_the_first_entry_that_holds_answers(shipped: RuleSet, facts: Facts) -> None:
    scene = shipped.scene(facts)
    for book in (shipped.refusal_book, shipped.kind_book):
        plain = next((n for n, entry in enumerate(book.entries) if entry.check.holds(scene)), -1)
        assert book.first(shipped.scene(facts)) == plain
