"""Phrase books find what stands in a text, in any script, and cost no more for having many phrases."""

import pytest

from deskbell.mail.spotting import PhraseBook, filed, words_of

BOOK = PhraseBook(
    ("could not be delivered", "non consegnat*", "εκτός γραφείου", "无法投递", "配信できません", "ооо *")
)


@pytest.mark.parametrize(
    "text",
    ["Your mail could not be delivered.", "Messaggio NON CONSEGNATO", "Εκτός Γραφείου", "邮件无法投递到",
     "配信できませんでした"],
)  # fmt: skip
def test_a_phrase_is_found_in_any_script(text: str) -> None:
    assert BOOK.first(text.casefold())


@pytest.mark.parametrize(
    "text", ["", "Your mail could be delivered.", "could\nnot be delivered", "投递", "Consegnato"]
)
def test_what_is_not_there_is_not_found(text: str) -> None:
    assert not BOOK.first(text.casefold())


def test_words_are_told_apart_by_common_punctuation() -> None:
    filed(("hello", "world", "a", "b", "größe", "日本"))
    assert words_of("(hello), world! ‘x’ – a/b") >= {"hello", "world", "a", "b"}
    assert words_of("“größe”, 日本") >= {"größe", "日本"}


def test_only_words_that_somebody_looks_for_are_kept() -> None:
    words = words_of("aardvarks could not be delivered")
    assert "delivered" in words
    assert "aardvarks" not in words
