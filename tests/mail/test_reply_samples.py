"""Whole replies as programs write them (tests/samples/reply): the new words are what a person would call the answer.

A sample is the readable text, a line of six percent signs, and the new words expected of it.
"""

from pathlib import Path

from deskbell.mail import reply
from each import each

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "reply").glob("*.txt"))
BORDER = "%%%%%% new words\n"


def parted(sample: Path) -> tuple[str, str]:
    """The text and the new words expected of it."""
    text, _, expected = sample.read_bytes().decode("utf-8").partition(BORDER)
    return text, expected.strip("\n")


@each("sample", SAMPLES, ids=[sample.stem for sample in SAMPLES])
def test_the_new_words_are_those_a_person_would_name(sample: Path) -> None:
    """No more of the quotation than that, and no less of the answer."""
    text, expected = parted(sample)

    assert reply.split(text).new == expected


@each("sample", SAMPLES, ids=[sample.stem for sample in SAMPLES])
def test_no_word_of_the_text_is_lost(sample: Path) -> None:
    """New, quoted and signature together hold them all."""
    text, _ = parted(sample)
    found = reply.split(text)

    assert sorted(text.split()) == sorted(" ".join((found.new, found.quoted, found.signature)).split())
