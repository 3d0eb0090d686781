"""A letter of which the desk knows next to nothing is whole: a sentence without its fact is left out."""

import random
import re
from dataclasses import MISSING, fields
from datetime import datetime, timedelta
from typing import Any

from deskbell.letters.facts import Facts, field_types
from deskbell.letters.frame import Frame
from deskbell.letters.kinds import KINDS
from deskbell.letters.samples import NOW, sample_frame
from each import each
from letters.rooms import LANGUAGES, ROOM, sample

#: Pieces that have broken letters elsewhere.
ODD = [
    *(
        "",
        " ",
        "\n",
        "\r\n",
        "\x00",
        "\ud800",
        "\ufdd0",
        "\ufdd1",
        "\ufdd2",
        "\u202e",
        "\u2028",
        "{{",
        "}}",
        "{%",
    ),
    *(
        "-- \n",
        "--",
        "> x",
        ">",
        "- ",
        "| ",
        "~ ",
        "From ",
        "<b>",
        "&",
        '"',
        "é",
        "שלום",
        "مرحبا",
        "日本",
        "👩‍💻",
    ),
    *("https://x.example/", "Re: ", "a" * 300, "x y ", "Subject: z\n", "%s", "{0}", "\\"),
]


def _bare(kind: type[Facts], text: str) -> Facts:
    """The facts that have no default, with the same text everywhere; lists are empty."""
    types = field_types(kind)
    return kind(**{one.name: _value(types[one.name], text) for one in fields(kind) if one.default is MISSING})


def _value(hint: Any, text: str) -> Any:
    return {str: text, int: 0, bool: False, datetime: NOW + timedelta(hours=3)}.get(hint, ())


@each("language", LANGUAGES)
@each("kind", KINDS.values(), ids=KINDS)
@each("text", ["Words", ""], ids=["words", "nothing"])
def test_a_letter_with_the_least_facts_is_whole(kind: type[Facts], language: str, text: str) -> None:
    """No gap, no half sentence, no list without items; nobody's name is left blank where one is owed."""
    frame = sample_frame(sample(kind.kind), language)
    made = ROOM.render(kind.kind, _bare(kind, text).to_dict(), frame)

    assert "\n\n\n" not in made.text
    assert not re.search(r"(?m)^[|~>-] ?$|\( ?\)|None|False", made.text.replace("\n-- \n", "\n"))
    assert made.subject.strip()


@each("language", LANGUAGES)
@each("kind", KINDS.values(), ids=KINDS)
def test_no_words_of_anybody_break_a_letter(kind: type[Facts], language: str) -> None:
    """Whatever stands in facts and frame, a letter comes out, on one subject line and fit for UTF-8."""
    dice = random.Random(f"{kind.kind} {language}")
    for _ in range(12):
        odd = "".join(dice.choices(ODD, k=dice.randrange(1, 7)))
        frame = Frame(language=language, now=NOW, name=odd, reference="DB-1", thread_subject=odd, client=odd)
        made = ROOM.render(kind.kind, _bare(kind, odd), frame)

        assert "\n" not in made.subject
        (made.subject + made.text + made.html).encode("utf-8")
        assert not re.search("[\ufdd0-\ufdef]", made.subject + made.text + made.html)
        assert made.html.count("<bdi>") == made.html.count("</bdi>")
