"""A colleague is asked by mail: what they answer is for whoever asked, and never for the customer."""

import pytest

from desk import Desk, Got

ANA, BEN = "Ana Silva <ana@desk.example>", "Ben Okafor <ben@desk.example>"
UMA = "uma@acme.example"


def asked(desk: Desk) -> Got:
    """The letter in which Ana asks Ben about a matter of Uma's."""
    desk.mail("My printer prints stripes.")
    told = desk.letter("ana@desk.example", "notification")
    desk.mail("/consult ben\n\nIs it the drum?", sender=ANA, answers=told)
    return desk.letter("ben@desk.example", "consult")


@pytest.mark.parametrize(
    "words",
    ["It is. He should buy a better one.", "Yes", "no", "/note It is the drum.", "mine"],
)
def test_what_a_colleague_answers_who_was_asked_goes_to_whoever_asked(small_desk: Desk, words: str) -> None:
    """As the letter that asked them says; the question stands below, and the customer's own agent goes on."""
    desk = small_desk
    desk.mail(words, sender=BEN, answers=asked(desk))

    advice = desk.letter("ana@desk.example", "advice")
    assert words.removeprefix("/note ") in advice.text
    assert "Is it the drum?" in advice.text
    assert not desk.letters(UMA, "reply")
    assert desk.ticket()["owner"] == "ana@desk.example"

    desk.mail("It is the drum; a new one comes tomorrow.", sender=ANA, answers=advice)
    assert desk.letter(UMA, "reply").text.startswith("It is the drum; a new one")


def test_an_answer_without_the_letters_name_is_for_whoever_asked_too(small_desk: Desk) -> None:
    """Some programs name no mail they answer; the newest letter to this agent asked them."""
    desk = small_desk
    letter = asked(desk)
    desk.mail("It is the drum.", sender=BEN, to=letter.reply_to, subject=f"Re: {letter.subject}")

    assert desk.letters("ana@desk.example", "advice")
    assert not desk.letters(UMA, "reply")


def test_an_answer_to_a_colleague_that_is_stopped_cannot_be_sent_to_the_customer(small_desk: Desk) -> None:
    desk = small_desk
    desk.mail("/asign chloe\n\nIt is the drum, as always with him.", sender=BEN, answers=asked(desk))
    transcript = desk.letter("ben@desk.example", "transcript")
    assert "The one word send" not in transcript.text

    desk.mail("send", sender=BEN, answers=transcript)
    assert not desk.letters(UMA, "reply")


def test_commands_in_an_answer_to_a_colleague_are_done(small_desk: Desk) -> None:
    desk = small_desk
    desk.mail("/assign ben\n\nIt is the drum, I take it.", sender=BEN, answers=asked(desk))

    assert desk.ticket()["owner"] == "ben@desk.example"
    assert "I take it" in desk.letter("ana@desk.example", "advice").text
    assert not desk.letters(UMA, "reply")


def test_who_was_asked_may_write_to_the_customer_all_the_same(small_desk: Desk) -> None:
    """In answer to a letter that shows the customer's words."""
    desk = small_desk
    asked(desk)
    desk.mail("Any news?", answers=desk.letter(UMA, "acknowledgement"))
    desk.mail("/assign ben", sender=ANA, answers=desk.letter("ana@desk.example", "notification"))
    desk.mail("I have the drum here.", sender=BEN, answers=desk.letter("ben@desk.example", "notification"))

    assert desk.letter(UMA, "reply").text.startswith("I have the drum here.")
