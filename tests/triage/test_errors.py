"""A mistake in a book is told with file, line, column and the nearest valid name; all of them at once."""

import pytest

from deskbell.triage.load import load
from deskbell.triage.ruleset import RuleSet
from deskbell.triage.trouble import RuleErrors

HEAD = """matrix:
  high:   {high: P1, normal: P2, low: P3}
  normal: {high: P2, normal: P3, low: P4}
  low:    {high: P3, normal: P4, low: P4}
entries:
"""
ENTRY = """  - name: one
    when:
      WHEN
    then: {urgency: high, impact: high}
    because: so
    examples:
      - mail: {subject: x}
"""


def errors(with_file, name: str, text: str) -> list[str]:
    with pytest.raises(RuleErrors) as caught:
        with_file(name, text)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("sender.rol: cio", 'rules/urgency.yaml:8:7: unknown condition "sender.rol"; did you mean "sender.role"?'),
        ("role: cio", 'rules/urgency.yaml:8:7: unknown condition "role"; did you mean "sender.role"?'),
        ("sender.role: [cio, it_maneger]", 'rules/urgency.yaml:8:26: unknown role "it_maneger"; did you mean "it_manager"?'),
        ("sender.client: Acmee", 'rules/urgency.yaml:8:22: unknown client "Acmee"; did you mean "Acme"?'),
        ("subject: {word: [x]}", 'rules/urgency.yaml:8:17: unknown way to look at a text "word"; did you mean "words"?'),
        ("subject: outage", "rules/urgency.yaml:8:16: expected a map with contains, words, matches, empty"),
        ("time.between: 22:00", 'rules/urgency.yaml:8:21: "22:00": expected hours like 22:00-06:00'),
        ("time.between: 22:00-25:00", 'rules/urgency.yaml:8:21: "25:00": no such time of day'),
        ("sender.proven: maybe", 'rules/urgency.yaml:8:22: "maybe": expected yes or no'),
        ("sender.proven:", "rules/urgency.yaml:8:7: expected yes or no, found nothing"),
        ("priority: P1", 'rules/urgency.yaml:8:7: "priority" is not known here: urgency.yaml decides it, and this book comes before it'),
        ("any: []", "rules/urgency.yaml:8:12: expected conditions under any, as a map or a list of maps"),
        ("history.tickets: {within: 7 wd}", "rules/urgency.yaml:8:33: expected a number of days, up to 400 d"),
        ("kind: falt", 'rules/urgency.yaml:8:13: unknown word "falt"; did you mean "fault"?'),
    ],
)  # fmt: skip
def test_each_mistake_in_a_condition_is_shown_where_it_is(with_file, when: str, told: str) -> None:
    assert errors(with_file, "urgency.yaml", HEAD + ENTRY.replace("WHEN", when)) == [told]


def test_all_mistakes_are_told_at_once(with_file, files) -> None:
    broken = HEAD + ENTRY.replace("WHEN", "sender.rol: cio\n      langage: de").replace("because", "becuase")
    with pytest.raises(RuleErrors) as caught:
        load({**files, "urgency.yaml": broken.encode(), "kinds.yaml": b"entries: 7\n"})
    assert str(caught.value).splitlines() == [
        "rules/kinds.yaml:1:10: expected a list",
        'rules/urgency.yaml:6:5: "because:" is missing here',
        'rules/urgency.yaml:8:7: unknown condition "sender.rol"; did you mean "sender.role"?',
        'rules/urgency.yaml:9:7: unknown condition "langage"; did you mean "language"?',
        'rules/urgency.yaml:11:5: unknown key of an entry "becuase"; did you mean "because"?',
    ]


@pytest.mark.parametrize(
    ("then", "told"),
    [
        ("{urgency: hihg, impact: high}", 'rules/urgency.yaml:9:21: unknown level "hihg"; did you mean "high"?'),
        ("{urgency: high}", "rules/urgency.yaml:9:11: urgency and impact are both said, or same: yes"),
        ("{urgency: high, impact: high, same: yes}", 'rules/urgency.yaml:9:11: "same: yes" stands alone, or urgency and impact are said'),
        ("{kind: fault}", 'rules/urgency.yaml:9:12: unknown answer "kind"'),
    ],
)  # fmt: skip
def test_a_book_cannot_do_another_books_work(with_file, then: str, told: str) -> None:
    entry = ENTRY.replace("WHEN", "sender.role: cio").replace("{urgency: high, impact: high}", then)
    assert errors(with_file, "urgency.yaml", HEAD + entry) == [told]


def test_an_entry_without_reason_or_example_is_refused(with_file) -> None:
    text = "entries:\n  - name: one\n    when: always\n    then: {kind: fault}\n"
    assert errors(with_file, "kinds.yaml", text) == [
        'rules/kinds.yaml:2:5: "because:" is missing here',
        'rules/kinds.yaml:2:5: "examples:" is missing here',
    ]


def test_two_entries_of_one_name_are_refused(with_file) -> None:
    entry = "  - {name: a, when: always, then: {kind: fault}, because: b, examples: [{mail: {subject: c}}]}\n"
    assert errors(with_file, "kinds.yaml", f"entries:\n{entry}{entry}") == [
        'rules/kinds.yaml:2:3: "a" names two entries, in lines 2 and 3'
    ]


def test_a_key_written_twice_is_refused(with_file) -> None:
    assert errors(with_file, "kinds.yaml", "entries: []\nentries: []\n") == [
        'rules/kinds.yaml:2:1: "entries" is there twice'
    ]


def test_text_that_is_not_yaml_is_told_with_its_place(with_file) -> None:
    (told,) = errors(with_file, "kinds.yaml", "entries:\n  - name: a\n    when: [b\n    then: c\n")
    assert told.startswith("rules/kinds.yaml:4:")
    assert "this is not YAML" in told


def test_a_missing_book_and_a_misspelt_one_are_told(files) -> None:
    renamed = {("urgancy.yaml" if name == "urgency.yaml" else name): data for name, data in files.items()}
    with pytest.raises(RuleErrors) as caught:
        load(renamed)
    assert str(caught.value).splitlines() == [
        'rules/urgancy.yaml:1:1: there is no book of this name; did you mean "urgency.yaml"?',
        "rules/urgency.yaml:1:1: this file is missing",
    ]


@pytest.mark.parametrize(
    "pattern", [r"\bÜberlast\b", r"Störung\w*ü", r"ü\b", r"\b(?:ä|ö)", r"\w+é", "é{2}\\b"]
)
def test_a_boundary_beside_a_letter_it_does_not_know_is_refused(with_file, pattern: str) -> None:
    (told,) = errors(
        with_file, "urgency.yaml", HEAD + ENTRY.replace("WHEN", f"subject: {{matches: '{pattern}'}}")
    )
    assert "knows ASCII letters only" in told
    assert "use words:" in told


@pytest.mark.parametrize("pattern", [r"\bserver\b.*Störung", r"[\wäöü]+\.exe", r"Störung: \w+", r"ü \bx"])
def test_a_boundary_among_letters_it_knows_is_fine(with_file, pattern: str) -> None:
    rules: RuleSet = with_file(
        "urgency.yaml", HEAD + ENTRY.replace("WHEN", f"subject: {{matches: '{pattern}'}}")
    )
    assert rules.urgency_book.entries


@pytest.mark.parametrize("pattern", ["(", "(?<=a)b", r"(a)\1", "a{2000}", "(?=x)"])
def test_a_pattern_that_re2_does_not_take_is_told(with_file, pattern: str) -> None:
    (told,) = errors(
        with_file, "urgency.yaml", HEAD + ENTRY.replace("WHEN", f"subject: {{matches: '{pattern}'}}")
    )
    assert told.startswith("rules/urgency.yaml:8:26: not a pattern in RE2 syntax")


def test_no_is_a_word_and_half_past_twelve_a_time(with_file) -> None:
    rules = with_file(
        "urgency.yaml", HEAD + ENTRY.replace("WHEN", "subject: {words: [no, on, 12:30, 1e3, null, 0o7]}")
    )
    entry = rules.urgency_book.entries[0]
    for word in ("no", "on", "12:30", "1e3", "null", "0o7"):
        scene = rules.scene(entry.examples[0].facts(rules.directory))
        object.__setattr__(scene.facts, "subject", word)
        assert entry.check.holds(scene), word


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("{crowd: many}", 'rules/notices.yaml:1:18: "many": expected a whole number'),
        ("{crowd: -1}", 'rules/notices.yaml:1:18: "-1": expected a whole number'),
        ("{crwd: 10}", 'rules/notices.yaml:1:11: unknown key "crwd"; did you mean "crowd"?'),
    ],
)
def test_a_threshold_that_is_none_is_shown_where_it_is(with_file, said: str, told: str) -> None:
    """What stands beside the entries of notices.yaml is read as strictly as they are."""
    assert errors(with_file, "notices.yaml", f"similar: {said}\nentries: []\n") == [told]


def test_a_target_that_is_told_must_be_there(with_file, files) -> None:
    """`expect: target` publishes the resolve target; without one there is nothing to publish."""
    text = (
        files["contact.yaml"]
        .decode()
        .replace("      resolve_target: 5 wd\n      expect: target\n", "      expect: target\n", 1)
    )
    line = next(number for number, one in enumerate(text.splitlines(), 1) if "expect: target" in one)
    assert errors(with_file, "contact.yaml", text) == [
        f"rules/contact.yaml:{line}:15: expect: target needs a resolve_target"
    ]
