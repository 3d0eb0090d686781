"""Subjects keep threads together in every mail program."""

import pytest

from deskbell.letters.frame import Frame
from deskbell.letters.samples import NOW, sample_frame, samples
from deskbell.letters.subjects import LONGEST_OWN, for_staff, in_thread, shortened
from letters.rooms import LANGUAGES, ROOM, letter


def _frame(subject: str) -> Frame:
    return Frame(language="en", now=NOW, thread_subject=subject, reference="DB-7", client="Acme")


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Printer", "Re: Printer"),
        ("Re: Printer", "Re: Printer"),
        ("AW: RE: Sv: Printer", "Re: Printer"),
        ("Re[2]: Printer", "Re: Printer"),
        ("RE : Printer", "Re: Printer"),
        ("回复：打印机", "Re: 打印机"),
        ("Fwd: Printer", "Re: Fwd: Printer"),
        ("  Printer  on \t fire  ", "Re: Printer on fire"),
        ("Regarding: the printer", "Re: Regarding: the printer"),
        ("Report: 3 pages", "Re: Report: 3 pages"),
        ("R: drive is full", "Re: R: drive is full"),
        ("Re:", "Your message"),
        ("", "Your message"),
        ("\n\r\x00", "Your message"),
    ],
)
def test_the_customers_subject_has_one_re_and_no_other_change(theirs: str, ours: str) -> None:
    assert in_thread(_frame(theirs), "Your message") == ours


def test_a_thousand_marks_of_answers_cost_nothing() -> None:
    assert in_thread(_frame("Re: " * 5000 + "x"), "") == "Re: x"


def test_agents_see_reference_client_and_subject_in_that_order() -> None:
    assert for_staff(_frame("Re: Printer"), "") == "[DB-7] Acme: Re: Printer"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desks_own_subjects_are_short_and_quiet(language: str) -> None:
    """At most 60 characters, no exclamation mark, no capitals shouting, whatever was put in."""
    for sample in samples(language):
        subject = ROOM.render(sample.kind, sample.facts, sample_frame(sample, language)).subject
        if not subject.startswith(("Re: ", "[DB-")) and sample.kind != "pager":
            assert len(subject) <= LONGEST_OWN, (sample.name, subject)
            assert "!" not in subject
            assert "URGENT" not in subject.upper()


def test_the_longest_words_are_cut_and_the_reference_never() -> None:
    long = "\ufdd0" + "word " * 40 + "\ufdd1: how was it? [\ufdd0DB-1042\ufdd1]"
    subject = shortened(long)

    assert len(subject) <= LONGEST_OWN
    assert subject.endswith("…: how was it? [DB-1042]")


def test_a_complaints_thread_keeps_its_subject_when_the_year_turns() -> None:
    """The closing letter and the word that prevention is done stand in one thread."""
    assert letter("complaint_closing").subject == letter("prevention_done").subject
    assert letter("complaint_closing").subject == "Our answer to your complaint of 19 November 2026 [DB-1042]"
