"""Every letter as it leaves the desk, word for word; `DESKBELL_GOLDEN=write` writes what changed."""

import os
from pathlib import Path

import pytest

from deskbell.letters.samples import samples
from each import each
from letters.rooms import FILES, LANGUAGES, ROOT, letter

GOLDEN = ROOT / "tests" / "golden" / "letters"
CASES = [
    (language, sample.name)
    for language in LANGUAGES
    for sample in samples(language)
    if f"{sample.kind}/{language}.txt" in FILES
]
DRESSED = ["acknowledgement", "reply-quoting", "waiting-two", "survey"]


def _compare(path: Path, text: str) -> None:
    if os.environ.get("DESKBELL_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    assert path.read_text("utf-8") == text


@each(("language", "name"), CASES)
def test_a_letter_reads_as_it_was_approved(language: str, name: str) -> None:
    """Nobody changes a letter without seeing the change."""
    made = letter(name, language)

    _compare(GOLDEN / language / f"{name}.txt", f"Subject: {made.subject}\n\n{made.text}")


@pytest.mark.parametrize("name", DRESSED)
def test_a_letter_is_dressed_as_it_was_approved(name: str) -> None:
    """The HTML of one letter of each shape."""
    _compare(GOLDEN / "html" / f"{name}.html", letter(name).html)


def test_no_golden_file_is_left_over() -> None:
    """A letter that is gone leaves no file behind."""
    expected = {f"{language}/{name}.txt" for language, name in CASES} | {
        f"html/{name}.html" for name in DRESSED
    }

    assert {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.*")} == expected
