"""`templates test` finds what would embarrass the desk, and says where."""

import pytest

from deskbell.letters.checks import check_templates, first_sentence
from deskbell.letters.facts import LetterError
from deskbell.letters.kinds import KINDS
from deskbell.letters.samples import preview
from deskbell.letters.shelf import read_templates
from letters.rooms import FILES, ROOM

GOOD = FILES["acknowledgement/en.txt"]


def _said(file: str, text: str | None) -> list[str]:
    files = {name: body for name, body in FILES.items() if name != file}
    return [
        str(problem) for problem in check_templates({**files, **({file: text} if text is not None else {})})
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "{{ ownr }} will write.\n",
            'acknowledgement/en.txt:1:4: unknown variable "ownr"; did you mean "owner"?',
        ),
        (
            "Hello\n  {{ next_contact.bye }}\n",
            'en.txt:2:19: unknown variable "next_contact.bye"; did you mean "next_contact.by"?',
        ),
        (
            "Call {{ desk.fone }}\n",
            'acknowledgement/en.txt:1:14: unknown variable "desk.fone"; did you mean "desk.phone"?',
        ),
        ("{% if owner %}\nHello\n", "acknowledgement/en.txt:2:1: Unexpected end of template."),
        ("Someone will write.\n", '1:1: "someone will" is a phrase no letter may hold'),
        ("We write as soon\nas possible.\n", '1:10: "as soon as possible" is a phrase no letter may hold'),
        ("<img src='x'>\n", '1:1: "<img": a letter loads nothing'),
        ("\n", "acknowledgement/en.txt: is empty: a letter that says nothing"),
        ("{% set a = 1 %}x\n", "a template decides little: Assign is not allowed"),
        ("{{ owner.upper() }}\n", "a template decides little: Call is not allowed"),
        ("{{ owner * 3 }}\n", "a template decides little: Mul is not allowed"),
    ],
)
def test_a_problem_is_named_with_its_place_and_what_was_meant(text: str, said: str) -> None:
    assert any(said in problem for problem in _said("acknowledgement/en.txt", text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ next_contact }}\n", "say which of its words"),
        ("{{ on_duty_from.at }}\n", "has no attribute 'at'"),
        (f"{'word ' * 300}.\n", "words, where 80 are enough"),
        (f"{'x' * 95}.\n", "the first sentence has 96 characters, a telephone shows 90"),
    ],
)
def test_what_only_a_letter_shows_is_found_by_making_one(text: str, said: str) -> None:
    assert any(said in problem for problem in _said("acknowledgement/en.txt", text))


def test_a_letter_that_one_language_lacks_is_named() -> None:
    assert _said("progress/fr.txt", None) == [
        "progress/fr.txt: is missing: a letter the desk has no words for"
    ]


def test_a_folder_that_is_no_letter_is_named_with_the_nearest() -> None:
    assert _said("acknowledgment/en.txt", "Hello\n") == [
        'acknowledgment/en.txt: there is no kind of letter "acknowledgment"; did you mean "acknowledgement"?'
    ]


def test_a_word_list_that_is_half_typed_is_named() -> None:
    said = _said("_words/en.txt", FILES["_words/en.txt"] + "priority.P1 something\n")

    assert any("is not of the form" in problem for problem in said)


def test_all_problems_come_at_once() -> None:
    said = _said("acknowledgement/en.txt", "{{ a1 }}\n{{ b2 }}\nsomeone will\n")

    assert len(said) == 3


@pytest.mark.parametrize(
    ("body", "language", "first"),
    [
        ("Ana writes by 14:00. More.", "en", "Ana writes by 14:00."),
        ("Ana schreibt am 25. November. Mehr.", "de", "Ana schreibt am 25. November."),
        ("8 out of 10. More", "en", "8 out of 10."),
        ("No end", "en", "No end"),
    ],
)
def test_a_first_sentence_ends_where_its_reader_would_stop(body: str, language: str, first: str) -> None:
    assert first_sentence(body, language) == first


def test_an_operators_file_stands_in_for_the_shipped_one_and_no_other(tmp_path) -> None:
    """One file changed, everything else as shipped."""
    mine, shipped = tmp_path / "mine", tmp_path / "shipped"
    for folder, text in ((shipped, "shipped"), (mine, "mine")):
        (folder / "acknowledgement").mkdir(parents=True)
        (folder / "acknowledgement" / "en.txt").write_text(text)
    (shipped / "acknowledgement" / "de.txt").write_text("ausgeliefert")

    assert read_templates(shipped, mine) == {
        "acknowledgement/de.txt": "ausgeliefert",
        "acknowledgement/en.txt": "mine",
    }


def test_a_preview_shows_one_kind_in_all_its_shapes_or_every_kind() -> None:
    """What `templates preview` prints."""
    names = [sample.name for sample, _ in preview(ROOM, "de", "moved")]

    assert names == ["moved", "moved-visit", "moved-expected"]
    assert {sample.kind for sample, _ in preview(ROOM, "de")} == set(KINDS)


def test_a_file_that_is_not_utf8_is_named(tmp_path) -> None:
    (tmp_path / "x.txt").write_bytes(b"Gr\xfc\xdfe")

    with pytest.raises(LetterError, match=r"x\.txt: not UTF-8 at byte 2"):
        read_templates(tmp_path)
