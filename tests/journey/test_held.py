"""What is held of an agent's mail, and what the one word `send` may send of it."""

import pytest

from desk import Desk

ANA = "ana@desk.example"


def answer(desk: Desk, text: str) -> str:
    """Ana answers the last letter she got; the transcript that comes back."""
    desk.mail(text, sender=ANA, answers=desk.letter(ANA))
    return desk.letter(ANA, "transcript").text


def test_words_beside_a_line_that_is_no_command_go_out_on_one_word(small_desk: Desk) -> None:
    """The line stays behind, the words do not."""
    small_desk.mail("The printer jams.", subject="Printer")
    answer(small_desk, "The part is here.\n/frobnicate")
    assert not small_desk.letters(kind="reply")

    answer(small_desk, "send")
    assert "The part is here." in small_desk.letter("uma@acme.example", "reply").text
    assert "frobnicate" not in small_desk.letter("uma@acme.example", "reply").text


@pytest.mark.parametrize(
    "stopped",
    ["/note\nHe shouted at me.\n/wait vendor", "He shouted at me.\n/noets x\n/wait vendor", "/wait vendor"],
)
def test_what_is_not_the_customers_is_never_sent(small_desk: Desk, stopped: str) -> None:
    """Words beside a note are the agents' own, and a command is nobody's letter: it all comes back once more."""
    small_desk.mail("The printer jams.", subject="Printer")
    answer(small_desk, stopped)

    said = answer(small_desk, "send")

    assert not small_desk.letters(kind="reply")
    assert "Still nothing has gone out" in said
    assert all(line in said for line in stopped.splitlines())
