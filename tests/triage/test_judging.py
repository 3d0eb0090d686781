"""One mail, every book: lazily, in bounded time, the same answer whatever the order of the questions."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.domain.judgement import Kind, Level, Priority
from deskbell.triage.facts import Facts, History, TicketFacts
from deskbell.triage.load import load
from deskbell.triage.ruleset import RuleSet
from deskbell.triage.words import folded, words_in

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


#: Entries of every sort that a book looks up rather than asks, and some that stand in their way.
LOOKED_UP = """
  - {name: own a, when: {sender.address: [jo@a.example, "*@b.example", "robot@*"]}, then: THEN, because: b, examples: EX}
  - {name: own b, when: {sender.address: ["j*n@*.example", jo@c.example]}, then: THEN, because: b, examples: EX}
  - {name: own c, when: {sender.domain: [d.example]}, then: THEN, because: b, examples: EX}
  - {name: own d, when: {subject: {contains: [vpn down, ﬁre]}}, then: THEN, because: b, examples: EX}
  - {name: own e, when: {subject: {contains: [on, vpn], words: [größe]}}, then: THEN, because: b, examples: EX}
  - {name: own f, when: {header: {X-One: {contains: a}, x-two: {words: b}}}, then: THEN, because: b, examples: EX}
  - {name: own g, when: {any: [{body: {words: [printer on fire, wifi]}}, {text: {words: drucker}}]}, then: THEN, because: b, examples: EX}
  - {name: own h, when: {not: {text: {words: [e, printer, vpn]}}, body: {words: [smoke]}}, then: THEN, because: b, examples: EX}
"""
THENS = {"refusals": "{taken: no}", "kinds": "{kind: wish}", "urgency": "{urgency: low, impact: low}", "routing": "{owner: least_load}"}  # fmt: skip
PIECES = ["vpn", " ", "down", "VPN Down", "on", "ﬁre", "fire", "Größe", "GRÖSSE", "printer on fire", "printer", "wifi", "smoke", "Drucker", "e", "\u00ad", "’", "\n", "ΩΜΈΓΑ", "日本"]  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
SENDERS = ["jo@a.example", "JO@c.example", "x@b.example", "robot@z", "robot", "jan@q.example", "a@sub.d.example", "a@xd.example", "@", ""]  # fmt: skip
MAILS = st.builds(
    Facts,
    now=st.just(NOW),
    sender=st.sampled_from(SENDERS),
    subject=WORDS,
    new_words=WORDS,
    role=st.sampled_from(["cio", "user", "unknown"]),
    headers=st.lists(st.tuples(st.sampled_from(["X-One", "x-one", "X-TWO", "Subject"]), WORDS | st.sampled_from(["a", "b"])), max_size=4).map(tuple),
)  # fmt: skip


@pytest.fixture(scope="module")
def crowded(files: dict[str, bytes]) -> RuleSet:
    """The shipped set with entries of an operator's own before the shipped ones."""
    changed = dict(files)
    for book, then in THENS.items():
        own = LOOKED_UP.replace("THEN", then).replace("EX}", "[{mail: {subject: x}}]}")
        text = files[f"{book}.yaml"].decode().replace("\nentries:\n", f"\nentries:{own}", 1)
        changed[f"{book}.yaml"] = text.encode()
    return load(changed)


@settings(max_examples=300, deadline=None)
@given(FACTS | MAILS)
def test_the_first_entry_that_holds_answers_however_it_is_found(crowded: RuleSet, facts: Facts) -> None:
    """What is looked up by words, tags and pieces is what asking every entry in turn would find."""
    for book in crowded.books:
        scene = crowded.scene(facts)
        scene.kind, scene.priority, scene.urgency = Kind.FAULT, Priority.P2, Level.HIGH
        asked = next((n for n, entry in enumerate(book.entries) if entry.check.holds(scene)), -1)
        assert book.first(scene) == asked


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.characters(max_codepoint=0x2FFF), max_size=30).map("".join))
def test_words_are_cut_alike_however_they_are_found(text: str) -> None:
    """Western text is cut by a table; a letter from elsewhere beside it changes nothing of its words."""
    small = folded(text)
    assert words_in(small) == words_in(f"{small} ж日")[:-2]
