"""Books are read by a quick reader where it can, and mean what they mean to a reader of all of YAML."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.triage.nodes import Node
from deskbell.triage.quick import Uncommon, read_quickly
from deskbell.triage.tree import read_wholly
from deskbell.triage.trouble import RuleErrors

RULES = Path(__file__).parents[2] / "rules"
BOOKS = sorted(path.name for path in RULES.glob("*.yaml"))
#: What an operator's slip of the keyboard leaves in a book.
SLIPS = ["", " ", "  ", "\n", "\n  ", "\n- a", "\n\n", "\r\n", ": ", ":", " : ", "a: ", "- ", "-", "- - ", "#", " # b", '"', "'", '""', "''", "[", "]", "{", "}", ", ", "|", ">", "&a ", "*a", "!t ", "? ", "?", "%", "@", "`", "\\", "\\n", "---", "...", "\t", "~", "12:30", "x:y", "::", "é", "漢", "\u00a0", "\u2028", "-1", ".5"]  # fmt: skip


def quickly(text: str) -> Node | None:
    """What the quick reader makes of it; None where it leaves the book to the other."""
    try:
        return read_quickly(text)
    except Uncommon:
        return None


def wholly(text: str) -> Node | str:
    try:
        return read_wholly("kinds.yaml", text)
    except RuleErrors as errors:
        return str(errors)


def same(text: str) -> bool:
    read = quickly(text)
    return read is None or read == wholly(text)


@pytest.mark.parametrize("name", BOOKS)
def test_every_shipped_book_is_read_quickly_and_rightly(name: str) -> None:
    text = (RULES / name).read_text("utf-8")
    assert quickly(text) is not None
    assert quickly(text) == wholly(text)


@pytest.mark.parametrize(
    "text",
    [
        "because: Two lines\n  of one text # and a word on it\nname: x",
        "a:\n- b\n- c: d\n  e: 'it''s'\nf: [g, {h: 22:10}, \"\\\\bsay \\\"hi\\\"\"]",
        "mail: {subject: Any news?, body: \"a, b\",\n  from: x@y.example} # which?",
        "empty:\nlist:\n  -\n    a: b\n  - [\n      c, d\n    ]\n",
        "\n# first\na: b\r\nc: -1\r\n",
    ],
)  # fmt: skip
def test_all_usual_ways_of_writing_are_read_quickly_and_rightly(text: str) -> None:
    assert quickly(text) is not None
    assert quickly(text) == wholly(text)


@pytest.mark.parametrize("text", ["a: b\na: c", "a: b: c", "a: &b c", "a: |\n  b", "a: [b", "a: !b c", "a: {b}", "- a", "a: b\n c: d", "a:\tb", "a: '\\", "x: - y", "? a", "---\na: b"])  # fmt: skip
def test_mistakes_and_rare_forms_are_left_to_the_reader_that_explains_them(text: str) -> None:
    assert quickly(text) is None


ENTRIES = [
    f"entries:\n  - name:{entry}"
    for name in ("routing.yaml", "refusals.yaml", "notices.yaml", "contact.yaml")
    for entry in (RULES / name).read_text("utf-8").split("\n  - name:")[1:]
]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_an_entry_with_a_slip_in_it_means_the_same_to_both(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(ENTRIES))
    start = data.draw(st.integers(0, len(text)))
    gone = data.draw(st.sampled_from([0, 0, 1, 2, 9]))
    assert same(text[:start] + data.draw(st.sampled_from(SLIPS)) + text[start + gone :])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*SLIPS, "a", "b c"]), max_size=10).map("".join))
def test_any_text_much_like_a_book_means_the_same_to_both(text: str) -> None:
    assert same(f"a:{text}")
