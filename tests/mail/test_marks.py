"""Marks of importance: what the sender wished, as it stood."""

import pytest

from deskbell.mail.marks import importance
from deskbell.mail.marks_words import CALM, URGENT
from deskbell.mail.tree import Field, Headers
from deskbell.mail.values import Importance
from each import each


def marked(*fields: tuple[str, str], subject: str = "Printer", text: str = "") -> Importance:
    return importance(
        Headers(tuple(Field(name, value.encode(), value) for name, value in fields)), subject, text
    )


@pytest.mark.parametrize(
    ("name", "value", "level"),
    [
        ("Importance", "high", "high"),
        ("importance", "HIGH", "high"),
        ("Importance", "Low", "low"),
        ("Importance", "normal", "normal"),
        ("Priority", "urgent", "high"),
        ("Priority", "Non-Urgent", "low"),
        ("Priority", "normal", "normal"),
        ("X-Priority", "1", "high"),
        ("X-Priority", "1 (Highest)", "high"),
        ("X-Priority", "2", "high"),
        ("X-Priority", " 2 (High) ", "high"),
        ("X-Priority", "3 (Normal)", "normal"),
        ("X-Priority", "4", "low"),
        ("X-Priority", "5 (Lowest)", "low"),
        ("X-Priority", "High", "high"),
        ("X-Priority", "11", "normal"),
        ("X-MSMail-Priority", "High", "high"),
        ("X-MSMail-Priority", "Low", "low"),
        ("Sensitivity", "Company-Confidential", "normal"),
        ("X-Priority", "", "normal"),
        ("Importance", "banana", "normal"),
    ],
)
def test_a_header_field_says_how_important(name: str, value: str, level: str) -> None:
    assert marked((name, value)).level == level


def test_each_mark_is_kept_as_it_stood() -> None:
    found = marked(("X-Priority", "1 (Highest)"), ("Importance", "High"), subject="❗ URGENT: printer")
    assert found == Importance(
        "high", ("Importance: High", "X-Priority: 1 (Highest)", "❗ in the subject", "URGENT in the subject")
    )


def test_a_program_that_says_normal_marks_nothing() -> None:
    fields = (("X-Priority", "3"), ("X-MSMail-Priority", "Normal"), ("Importance", "Normal"))
    assert marked(*fields) == Importance()


def test_one_high_mark_outweighs_low_ones() -> None:
    assert marked(("X-Priority", "5"), ("Importance", "high")).level == "high"


@pytest.mark.parametrize("sign", ["❗", "❗️", "❕", "‼", "‼️", "⁉️", "🚨", "⚠️", "🔴", "!!", "!!!", "！！"])
def test_a_red_mark_in_the_subject_counts(sign: str) -> None:
    assert marked(subject=f"Printer {sign}").level == "high"


@each("word", sorted({word for words in URGENT.values() for word in words}))
def test_the_word_urgent_is_known_in_every_language(word: str) -> None:
    for subject in (f"{word}: printer", f"[{word}] printer", f"Re: {word}! printer", f"Printer - {word}"):
        assert marked(subject=subject).level == "high", subject


@each("word", CALM)
def test_what_can_wait_is_marked_low(word: str) -> None:
    assert marked(subject=f"{word}: printer").level == "low"


@pytest.mark.parametrize(
    "subject",
    ["Rechnung DRINGEND bezahlen", "AW: EILT! Drucker", "Fwd: [Ticket 5] Urgent: printer",
     "СРОЧНО нужна помощь", "ACİL: yazıcı", "【緊急】プリンタ", "緊急のお願い",
     "打印机坏了（紧急）", "Server down (urgent)", "help - ASAP"],
)  # fmt: skip
def test_a_mark_is_seen_where_people_put_it(subject: str) -> None:
    assert marked(subject=subject).level == "high"


@pytest.mark.parametrize(
    "subject",
    ["Opening hours of the urgent care unit", "A question about important dates", "Insurgent readers", "Wow!",
     "急速充電器", "Die dringende Frage von gestern",
     "No longer urgent, thanks", "Printer, not that urgent", ""],
)  # fmt: skip
def test_prose_is_no_mark(subject: str) -> None:
    assert marked(subject=subject).level != "high"


def test_a_first_line_that_is_nothing_but_a_mark_counts() -> None:
    assert marked(text="URGENT!!!\n\nThe printer burns.").level == "high"
    assert marked(text="Urgent care is closed today.").level == "normal"
    assert marked(text="This is urgent for us.").level == "normal"
