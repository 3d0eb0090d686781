"""The voice of the desk: what every letter owes its reader."""

import re

import pytest

from deskbell.letters.checks import check_templates
from deskbell.letters.samples import Sample, sample_frame, samples
from each import each
from letters.rooms import FILES, LANGUAGES, ROOM, letter

OWES_A_TIME = [
    *(
        "acknowledgement",
        "acknowledgement_out_of_hours",
        "acknowledgement_urgent",
        "acknowledgement_complaint",
    ),
    *("reopened", "progress", "moved", "missed", "second_miss", "third_miss", "survey_low", "after_outage"),
    "complaint_acknowledgement",
]
CLOCK = re.compile(r"\d{1,2}:\d\d|\d{1,2}\s?h")
#: First persons of a robot: only what somebody wrote or approved may say "I".
FIRST_PERSON = {
    "en": re.compile(r"\b(?:I|me|my|mine)\b"),
    "de": re.compile(r"\b(?:[Ii]ch|mir|mich|mein\w*)\b"),
    "fr": re.compile(r"\b(?:[Jj]e|j'|me|m'|mes|mon|ma|moi)\b"),
    "es": re.compile(r"\b(?:yo|me|mi|mis|mía|mías|mí|conmigo)\b"),
}


def _to_customers(language: str) -> list[Sample]:
    return [sample for sample in samples(language) if sample.facts.wears in ("customer", "stranger")]


def test_the_shipped_templates_have_no_problem() -> None:
    """Every language there, every sample renders, no phrase of the lists, short enough for a lock screen."""
    assert check_templates(FILES) == []


@each("language", LANGUAGES)
@each("kind", OWES_A_TIME)
def test_what_is_still_owed_has_a_name_and_a_time_in_its_first_paragraph(kind: str, language: str) -> None:
    """Who, and by when, before anything else."""
    first = letter(kind, language).text.split("\n\n")[1]
    names = ("Priya Nair", "Jonas Weber", "Inês Duarte", "Tomás Roth")
    promised = kind == "missed" or any(name in first for name in names)

    assert promised, first
    assert kind == "moved-visit" or CLOCK.search(first), first


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_never_pretends_to_be_a_person(language: str) -> None:
    """`I` stands only in letters that somebody signs."""
    for sample in _to_customers(language):
        if sample.facts.signer:
            continue
        made = ROOM.render(sample.kind, sample.facts, sample_frame(sample, language)).text
        theirs = [value for value in sample.facts.to_dict().values() if isinstance(value, str) and value]
        own = re.sub("|".join(map(re.escape, theirs)) or "$^", " ", made)

        assert not FIRST_PERSON[language].search(own), sample.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_signs_is_who_speaks(language: str) -> None:
    """A person's letter closes with their name above the desk's, the desk's own with the desk's alone."""
    for sample in _to_customers(language):
        text = ROOM.render(sample.kind, sample.facts, sample_frame(sample, language)).text
        close = text.partition("\n-- \n")[0].strip().split("\n\n")[-1].split("\n")

        assert (sample.facts.signer or "Deskbell Service") == close[1], sample.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_repeats_the_letter_before_it(language: str) -> None:
    """Progress, second miss and third miss each say something new."""
    first = [
        letter(name, language).text.split("\n\n")[1] for name in ("progress", "second_miss", "third_miss")
    ]

    assert len(set(first)) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_says_sorry_once_or_not_at_all(language: str) -> None:
    sorry = re.compile(r"\bsorry\b|tut (?:mir|uns) leid|pardon|excuser|lo siento|lo sentimos|sentimos", re.I)
    for sample in _to_customers(language):
        text = ROOM.render(sample.kind, sample.facts, sample_frame(sample, language)).text

        assert len(sorry.findall(text)) <= 1, sample.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_time_is_said_in_words_and_never_as_figures_alone(language: str) -> None:
    """No 24/11, no 0:00, no seconds."""
    for sample in _to_customers(language):
        text = ROOM.render(sample.kind, sample.facts, sample_frame(sample, language)).text

        assert not re.search(
            r"\b\d{1,2}[/.]\d{1,2}[/.]\d|\b2[0-9]{3}-\d\d-\d\d|\d:\d\d:\d\d|\b0:00|\b24:00", text
        )


def test_a_complaint_is_not_called_one_before_they_did() -> None:
    """The first letter speaks of what they wrote."""
    words = {"en": "complain", "de": "beschwer", "fr": "plainte|réclamation", "es": "queja|reclamación"}
    for language, word in words.items():
        for name in ("acknowledgement_complaint", "complaint_acknowledgement", "acknowledgement_urgent"):
            made = letter(name, language)

            assert not re.search(word, made.subject + made.text, re.IGNORECASE), name
