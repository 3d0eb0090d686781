"""A table that is tried in one test claims what a test for each of its cases would."""

import pytest

from each import each


def test_every_case_is_tried_and_each_that_fails_is_named() -> None:
    tried: list[tuple[str, int]] = []

    @each("word", ["one", "two"])
    @each(("number", "name"), [(1, "fine"), (2, "wrong"), (3, "odd")], ids=["first", "second", "third"])
    def claim(word: str, number: int, name: str) -> None:
        tried.append((word, number))
        assert (word, name) != ("two", "wrong")
        if (word, name) == ("one", "odd"):
            raise ValueError("an odd one")

    with pytest.raises(AssertionError) as failed:
        claim()

    assert tried == [(word, number) for word in ("one", "two") for number in (1, 2, 3)]
    said = str(failed.value)
    assert said.startswith("2 of 2 cases failed")
    assert said.index("[one]") < said.index("[third]") < said.index("an odd one")
    assert said.index("an odd one") < said.index("[two]") < said.index("[second]")
    assert "[first]" not in said


def test_fixtures_are_given_to_every_case() -> None:
    @each("word", ["one", "two"], ids=str.upper)
    def claim(word: str, home: str) -> None:
        assert word + home in ("onehome", "twohome")

    claim(home="home")
    with pytest.raises(AssertionError, match=r"2 of 2(.|\n)*\[ONE\](.|\n)*\[TWO\]"):
        claim(home="nowhere")


def test_cases_of_one_name_are_told_apart() -> None:
    @each("number", [1, 2], ids=["same", "same"])
    def claim(number: int) -> None:
        assert number == 1

    with pytest.raises(AssertionError, match=r"1 of 2 cases failed\n\[same #1\]"):
        claim()


def test_a_table_without_cases_or_for_another_claim_is_refused() -> None:
    with pytest.raises(AssertionError, match="claims nothing"):
        each("word", [])
    with pytest.raises(AssertionError, match="takes no"):
        each("word", ["one"])(lambda: None)
