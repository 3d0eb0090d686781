"""`words` finds whole words of any script, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.triage.words import Joined, Phrases, Text, folded, words_in


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("outage", "OUTAGE!"),
        ("outage", "(outage)"),
        ("site down", "The site   DOWN\nsince nine"),
        ("störung", "STÖRUNG im Netz"),
        ("störung", "Sto\u0308rung"),
        ("straße", "STRASSE"),
        ("imprimante", "l'imprimante est en panne"),
        ("l'imprimante", "l’imprimante"),
        ("can't", "I can’t print"),
        ("outage", "out\u00adage"),
        ("outage", "out\u200bage"),
        ("outage", "ｏｕｔａｇｅ"),
        ("ofis", "OFİS"),
        ("авария", "АВАРИЯ!"),
        ("βλάβη", "ΒΛΆΒΗ"),
        ("障害", "サーバー障害が発生"),
        ("无法登录", "我们无法登录系统"),
        ("ล่ม", "ระบบล่มแล้ว"),
        ("सर्वर", "हमारा सर्वर बंद है"),
        ("عطل", "يوجد عطل في الشبكة"),
        ("서버", "서버 다운"),
        ("e-mail", "my E-Mail is gone"),
        ("12:30", "at 12:30 sharp"),
        ("c++", "written in C++"),
    ],
)
def test_a_word_is_found_however_it_is_written(word: str, text: str) -> None:
    assert Phrases([word]).found_in(Text(text))
    assert Phrases([word]).all_in(Text(text))


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("down", "please download it"),
        ("störung", "Entstörungsdienst"),
        ("site down", "the site went down"),
        ("can", "canteen"),
        ("सर", "सर्वर"),
        ("ошибка", "безошибочно"),
        ("", "anything"),
        ("!!!", "anything!!!"),
    ],
)
def test_a_part_of_a_word_is_not_the_word(word: str, text: str) -> None:
    assert not Phrases([word]).found_in(Text(text))
    assert Phrases([word]).all_in(Text(text)) == []


def test_a_phrase_does_not_reach_from_the_subject_into_the_body() -> None:
    both = Joined(Text("the site"), Text("down the road"))
    assert not Phrases(["site down"]).found_in(both)
    assert Phrases(["down the"]).found_in(both)
    assert folded("site down") not in both.folded


@given(st.text())
def test_folding_twice_is_folding_once_for_words(text: str) -> None:
    assert words_in(folded(folded(text))) == words_in(folded(text))


@given(st.lists(st.text(min_size=1, max_size=6), max_size=5), st.text(max_size=40))
def test_the_set_of_words_agrees_with_a_plain_search(wanted: list[str], text: str) -> None:
    spaced = f" {' '.join(words_in(folded(text)))} "
    plain = any((cut := words_in(folded(word))) and f" {' '.join(cut)} " in spaced for word in wanted)
    assert Phrases(wanted).found_in(Text(text)) is plain


@given(st.lists(st.text("ab '", min_size=1, max_size=6), max_size=5), st.text("ab ',\n", max_size=40))
def test_a_text_asked_for_few_words_finds_what_the_whole_text_does(wanted: list[str], text: str) -> None:
    phrases = Phrases(wanted)
    few, whole = Text(text, phrases.asked), Text(text)
    assert phrases.found_in(few) is phrases.found_in(whole)
    assert phrases.all_in(few) == phrases.all_in(whole)
    subject = Text("b a", phrases.asked)
    assert phrases.found_in(Joined(few, subject)) is phrases.found_in(Joined(whole, Text("b a")))
