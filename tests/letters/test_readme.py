"""The README of the templates tells the truth about every variable."""

import re

from deskbell.letters.facts import Facts, field_types
from deskbell.letters.kinds import KINDS
from deskbell.letters.names import AROUND, OF_A_TIME, OF_THE_DESK
from deskbell.letters.shelf import Shelf
from each import each
from letters.rooms import FILES, LANGUAGES, ROOT

README = (ROOT / "templates" / "README.md").read_text("utf-8")


@each("kind", KINDS.values(), ids=KINDS)
def test_every_kind_is_listed_with_exactly_its_variables(kind: type[Facts]) -> None:
    """What a template may say is written down, and nothing else is."""
    row = next(line for line in README.split("\n") if line.startswith(f"| `{kind.kind}` |"))
    listed = re.findall(r"`(\w+)`", re.sub(r"\(rows of .*?\)", "", row.split(" | ")[2]))

    assert listed == list(field_types(kind))


def test_what_surrounds_a_letter_is_listed() -> None:
    around = README.partition("Around every letter:")[2].partition(" A variable")[0]

    assert {name.partition(".")[0] for name in re.findall(r"`([\w.]+)`", around)} == set(AROUND)
    assert {f"desk.{name}" for name in OF_THE_DESK} <= set(re.findall(r"`([\w.]+)`", around))


def test_every_way_to_say_a_time_is_listed() -> None:
    assert set(re.findall(r"\| `(?:next_contact)?\.(\w+)` \|", README)) == OF_A_TIME


def test_the_languages_of_the_desk_are_those_it_has_words_for() -> None:
    assert Shelf(FILES).languages == LANGUAGES
