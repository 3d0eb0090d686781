"""What was solved for the same client before stands in the first letter to the owner, with how it ended."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from desk import Desk, words_of
from deskbell import erasure
from deskbell.casework.solved import first_line
from deskbell.store import schema
from deskbell.store.keep import unpack

ANA, AGENT = "ana@desk.example", "Ana Silva <ana@desk.example>"
TOM, UMA = "Tom Reed <tom@acme.example>", "Uma Patel <uma@acme.example>"

everywhere = pytest.mark.parametrize("desk", ["sqlite", "postgresql"], indirect=True)


def solved(desk: Desk, subject: str, text: str, answer: str, sender: str = TOM, **more: str) -> None:
    """Somebody writes, and the agent who has it solves it with these words."""
    desk.mail(text, sender=sender, subject=subject, **more)  # type: ignore[arg-type]
    desk.mail(f"/resolve\n\n{answer}", sender=AGENT, answers=desk.letter(ANA, "notification"))
    desk.pass_time(timedelta(hours=1))


def told(desk: Desk, text: str, subject: str, sender: str = UMA) -> str:
    """The newest letter to an owner, after that mail."""
    desk.mail(text, sender=sender, subject=subject)
    return desk.letter(kind="notification").text


@everywhere
def test_the_owner_is_shown_what_was_solved_alike_and_how(desk: Desk) -> None:
    """A colleague's solved matter: reference, subject, day, and the first line that says what was done."""
    solved(
        desk,
        "Plotter prints stripes",
        "The plotter in the drawing room prints stripes on each sheet.",
        "Hello Tom,\n\nThe cutter was dirty and is cleaned now.\nAll is well.",
    )

    text = told(desk, "Since noon the plotter prints stripes again.", "Stripes from the plotter")

    assert "Solved before, most alike first:" in text
    assert (
        "- DB-1001: Plotter prints stripes (Tuesday, 24 November): “The cutter was dirty and is cleaned now.”"
        in text
    )


def test_three_at_most_and_the_most_alike_first(small_desk: Desk) -> None:
    """What fits best stands first; a fourth is not shown."""
    for number, subject in enumerate(
        ("Scanner jams", "Scanner tray jams", "Scanner feeder jams", "Scanner feeder roller jams")
    ):
        solved(small_desk, subject, words_of(number), f"Solved by {words_of(number)[:20]} for good.")

    text = told(small_desk, words_of(9), "Scanner feeder roller jams again")

    shown = [line for line in text.splitlines() if line.startswith("- DB-") and "Scanner" in line]
    assert len(shown) == 3
    assert "Scanner feeder roller jams" in shown[0]


def test_what_is_not_solved_or_not_alike_or_anothers_is_not_shown(small_desk: Desk) -> None:
    """Open matters, other subjects, and other clients' matters stay out of it."""
    desk = small_desk
    solved(desk, "Grey curtain", "The curtain in my room is torn.", "The curtain is new now.")
    solved(
        desk,
        "Beamer shows green",
        "Green again, the beamer.",
        "We exchanged its lamp.",
        sender="Bo <bo@else.example>",
    )

    desk.mail("The beamer in room four shows green.", sender=TOM, subject="Beamer shows green")

    text = told(desk, "The beamer in room seven shows green as well.", "Beamer shows green")

    assert "Solved before" not in text


def test_a_stranger_brings_no_past_of_a_client(small_desk: Desk) -> None:
    """Who is of no client has no colleagues."""
    solved(small_desk, "Kettle is cold", "The kettle stays cold.", "It has a new plug.")
    small_desk.mail(
        "The kettle stays cold.", sender="Eve <eve@elsewhere.example>", subject="Kettle is cold", proven=False
    )

    assert "Solved before" not in small_desk.letter(ANA, "notification").text


def test_a_complaint_is_never_a_solution(small_desk: Desk) -> None:
    """What a complaint came to is the complainant's alone."""
    desk = small_desk
    desk.mail("I want to complain about how slowly the mail room answers.", sender=TOM, subject="Mail room")
    assert desk.ticket()["kind"] == "complaint"
    with desk.parts.store.reading() as connection:
        assert connection.exec_driver_sql("select count(*) from ticket").scalar() == 1

    assert "Solved before" not in told(desk, "The mail room door stays shut.", "Mail room")


def test_only_the_first_letter_about_a_matter_tells_it(small_desk: Desk) -> None:
    """An answer within the conversation does not repeat it."""
    solved(small_desk, "Plotter prints stripes", "The plotter prints stripes.", "The cutter is cleaned now.")
    told(small_desk, "Since noon the plotter prints stripes again.", "Plotter prints stripes")
    small_desk.mail("It is the left half.", sender=UMA, answers=small_desk.letter("uma@acme.example"))

    text = small_desk.letter(ANA, "notification").text
    assert "It is the left half." in text
    assert "Solved before" not in text


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Hello Uma,\n\nThe driver was old.\nRegards", "The driver was old."),
        ("Guten Tag Uma,\nder Treiber war alt.", "der Treiber war alt."),
        ("Done.", "Done."),
        ("\n \n", ""),
        ("word " * 60, "word " * 32 + "…"),
    ],
)
def test_how_it_ended_is_the_first_line_that_says_something(words: str, line: str) -> None:
    """Neither the greeting nor an empty line, and no more than a line."""
    assert first_line(words) == line


@everywhere
def test_who_is_erased_is_gone_from_what_was_shown_of_them(desk: Desk) -> None:
    """Their matter stands in no other's letter any more, neither its subject nor how it ended."""
    solved(
        desk, "Plotter prints a walrus", "The plotter prints a walrus.", "The walrus stencil is taken out now.",
        sender="Zoe Marlowe <zoe.marlowe@acme.example>",
    )  # fmt: skip
    assert "walrus stencil" in told(desk, "The plotter prints a face.", "Plotter prints a face")

    erasure.erase_person(desk.parts, "zoe.marlowe@acme.example", "pat", sure=True)

    with desk.parts.store.reading() as connection:
        for row in connection.execute(sa.select(schema.letter_facts.c.facts)):
            assert "alrus" not in row.facts
        for row in connection.execute(sa.select(schema.letter_raw.c.data)):
            assert b"alrus" not in unpack(bytes(row.data))
    assert "Solved before" not in told(desk, "The plotter prints a mouse.", "Plotter prints a mouse")
