"""No book can hang a desk or break it: its bytes make a set or a clear error, in bounded time."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.errors import OperatorError
from deskbell.triage.load import load
from deskbell.triage.tree import DEEPEST, LARGEST, read_tree
from deskbell.triage.trouble import MOST_TOLD, RuleErrors


def told(data: bytes) -> str:
    with pytest.raises(RuleErrors) as caught:
        read_tree("kinds.yaml", data)
    return str(caught.value)


def outcome(read: Callable[[], object]) -> str:
    """The error it ends in, "" if it ends well; whatever else is raised is a bug."""
    try:
        read()
    except OperatorError as trouble:
        return str(trouble)
    return ""


def test_a_book_of_ten_megabytes_is_refused_unread() -> None:
    assert told(b"a" * 10_000_000) == (
        f"rules/kinds.yaml:1:1: 10,000,000 bytes; a book holds {LARGEST:,} at most"
    )


def test_a_billion_laughs_end_at_the_first() -> None:
    laughs = b"a: &a [ha, ha]\n" + b"".join(
        b"%c: &%c [*%c, *%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 120)
    )
    assert told(laughs) == "rules/kinds.yaml:1:4: anchors (&name) are not used in books; write it out"


def test_a_cyclic_alias_is_refused() -> None:
    assert told(b"entries: &e\n  - *e\n") == (
        "rules/kinds.yaml:1:10: anchors (&name) are not used in books; write it out"
    )


def test_an_alias_of_nothing_is_refused() -> None:
    assert told(b"entries: *nothing\n").startswith("rules/kinds.yaml:1:10: aliases")


@pytest.mark.parametrize("deep", [b"[" * 19_000, b"{a: " * 4_000, b"- " * 9_000, b"? " * 9_000])
def test_a_tower_of_brackets_is_refused_at_its_foot(deep: bytes) -> None:
    assert f"nested more than {DEEPEST} levels deep" in told(deep) or "a name was expected" in told(deep)


def test_tags_run_no_code() -> None:
    assert told(b"entries: !!python/object/apply:os.system [ls]\n") == (
        "rules/kinds.yaml:1:10: tags (!name) are not used in books"
    )


def test_a_second_document_is_refused() -> None:
    assert told(b"entries: []\n---\nentries: []\n").startswith("rules/kinds.yaml:2:1: a second document")


@pytest.mark.parametrize("empty", [b"", b"\n\n", b"# nothing\n", b"\xef\xbb\xbf"])
def test_an_empty_book_is_told(empty: bytes) -> None:
    assert told(empty) == "rules/kinds.yaml:1:1: this book is empty"


def test_bytes_that_are_not_utf8_are_told_with_their_place() -> None:
    assert told(b"a: b\nc: St\xf6rung\n") == (
        "rules/kinds.yaml:2:6: this is not UTF-8; save the file as UTF-8"
    )


@pytest.mark.parametrize("odd", [b"a: \x00\n", b"a: b\nc: \x07\n", b'a: "\\UFFFFFFFF"\n', b'a: "\\xZZ"\n', b"\ta: b\n", b"%YAML 9.9\n---\na: b\n"])  # fmt: skip
def test_odd_characters_and_escapes_are_told(odd: bytes) -> None:
    assert told(odd).startswith("rules/kinds.yaml:")


def test_a_byte_order_mark_and_windows_line_ends_are_fine(files) -> None:
    changed = b"\xef\xbb\xbf" + files["kinds.yaml"].replace(b"\n", b"\r\n")
    assert load({**files, "kinds.yaml": changed}).test().passed


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (100_000, "a line of 100,034 characters; 20,000 at most"),
        (5_000, "a pattern of 5,000 characters; 1,000 at most"),
    ],
)
def test_a_huge_pattern_is_refused_and_not_repeated(with_file, length: int, told: str) -> None:
    entry = "entries:\n  - name: huge\n    when: {subject: {matches: '" + "a" * length + "'}}\n"
    entry += "    then: {kind: fault}\n    because: b\n    examples: [{mail: {subject: c}}]\n"
    with pytest.raises(RuleErrors) as caught:
        with_file("kinds.yaml", entry)
    assert told in str(caught.value)
    assert len(str(caught.value)) < 500


def test_a_line_that_would_take_the_scanner_for_ever_is_refused() -> None:
    assert told(b"a: b\n" + b"!" * 900_000).startswith("rules/kinds.yaml:2:20001: a line of 900,000")


@pytest.mark.parametrize("mail", ["7", "[a]", "''", "{}", "{subject: [a]}", "{from: nobody}", "{at: yesterday}", "{body: {a: b}}"])  # fmt: skip
def test_an_example_that_is_no_mail_is_told(with_file, mail: str) -> None:
    text = f"entries:\n  - name: a\n    when: always\n    then: {{kind: fault}}\n    because: b\n    examples: [{{mail: {mail}}}]\n"
    with pytest.raises(RuleErrors) as caught:
        with_file("kinds.yaml", text)
    assert str(caught.value).startswith("rules/kinds.yaml:6:")


def test_a_thousand_mistakes_are_told_shortly(with_file) -> None:
    text = "entries:\n" + "".join(f"  - {{nam: {n}}}\n" for n in range(1000))
    with pytest.raises(RuleErrors) as caught:
        with_file("kinds.yaml", text)
    lines = str(caught.value).splitlines()
    assert len(lines) == MOST_TOLD + 1
    assert lines[-1].startswith("and ")


def test_a_mistake_as_long_as_a_book_is_quoted_shortly(with_file) -> None:
    with pytest.raises(RuleErrors) as caught:
        with_file("kinds.yaml", f"entries: []\n{'x' * 900}: 1\n{'y ' * 400}: 2\n")
    assert all(len(line) < 200 for line in str(caught.value).splitlines())


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_make_a_tree_or_an_error(data: bytes) -> None:
    told = outcome(lambda: read_tree("kinds.yaml", data))
    assert not told or told.startswith("rules/kinds.yaml:")


YAMLISH = st.text(alphabet="ab:-{}[]#&*!|>'\"%@`?, \n\t01.y~\\", max_size=120)


@settings(max_examples=150, deadline=None)
@given(YAMLISH)
def test_any_text_much_like_a_book_makes_a_tree_or_an_error(text: str) -> None:
    told = outcome(lambda: read_tree("kinds.yaml", f"entries:\n{text}".encode()))
    assert not told or told.startswith("rules/kinds.yaml:")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_shipped_book_with_a_piece_torn_out_makes_a_set_or_an_error(files, data) -> None:
    name = data.draw(
        st.sampled_from(["routing.yaml", "notices.yaml", "directory.yaml", "refusals.yaml", "people.csv"])
    )
    whole = files[name]
    start = data.draw(st.integers(0, len(whole)))
    torn = whole[:start] + data.draw(st.binary(max_size=8)) + whole[start + data.draw(st.integers(0, 60)) :]
    told = outcome(lambda: load({**files, name: torn}))
    assert all(line.startswith(("rules/", "and ")) for line in told.splitlines())
