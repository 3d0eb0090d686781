"""An agent writes to the customer from their own mailbox, with the desk in copy: it counts, and nobody is sent it twice."""

from datetime import timedelta

import pytest

from desk import Desk

ANA, UMA, TOM = "ana@desk.example", "uma@acme.example", "tom@acme.example"
TO_UMA = {"To": "Uma Patel <uma@acme.example>", "Cc": "support@desk.example"}


def opened(desk: Desk, cc: str = "") -> str:
    """Uma's printer; the Message-ID of her mail, which Ana had in copy."""
    theirs = {"Message-ID": "<first@acme.example>"} | ({"Cc": cc} if cc else {})
    desk.mail("The printer jams on every page.", headers=theirs)
    return "<first@acme.example>"


def directly(desk: Desk, words: str, answers: str, more: dict[str, str] | None = None, **how: bool) -> None:
    """Ana answers Uma's mail in her own program."""
    headers = {**TO_UMA, "In-Reply-To": answers, "References": answers} | (more or {})
    desk.mail(words, sender=f"Ana Silva <{ANA}>", subject="Re: Printer", headers=headers, **how)


def words_out(desk: Desk) -> list[str]:
    return [one["words"] for one in desk.ticket()["messages"] if one["direction"] == "out"]


def test_it_stands_on_the_ticket_and_keeps_the_promise(desk: Desk) -> None:
    """Uma has Ana's own mail; the desk sends her no copy, and no letter without news either."""
    directly(desk, "It is the fuser, Uma. I bring a new one.", opened(desk))

    assert [one.kind for one in desk.letters(UMA)] == ["acknowledgement"]
    assert words_out(desk) == ["It is the fuser, Uma. I bring a new one."]
    assert [one["state"] for one in desk.ticket()["promises"]] == ["kept", "live"]
    desk.pass_time(timedelta(hours=5))
    assert [one.kind for one in desk.letters(UMA)] == ["acknowledgement"]


def test_those_who_do_not_have_it_are_sent_it(small_desk: Desk) -> None:
    """Tom reads along and was not on Ana's mail; his copy comes from the desk."""
    desk = small_desk
    directly(desk, "It is the fuser, Uma.", opened(desk, cc=TOM))

    assert "It is the fuser, Uma." in desk.letter(TOM, "reply").text
    assert not desk.letters(UMA, "reply")


def test_in_copy_is_as_good_as_addressed(small_desk: Desk) -> None:
    """Written to the desk with everybody in copy, it has reached everybody."""
    desk = small_desk
    copies = {"To": "support@desk.example", "Cc": f"{UMA}, {TOM}"}
    directly(desk, "It is the fuser, Uma.", opened(desk, cc=TOM), copies)

    assert not desk.letters(kind="reply")
    assert words_out(desk) == ["It is the fuser, Uma."]


def test_its_answer_finds_the_ticket(small_desk: Desk) -> None:
    """Uma answers Ana's mail with the desk in copy: her words are on the ticket, and no second one opens."""
    desk = small_desk
    directly(desk, "Which floor?", opened(desk), {"Message-ID": "<second@desk.example>"})
    desk.mail(
        "The second.",
        to=ANA,
        subject="Re: Printer",
        headers={"Cc": "support@desk.example", "In-Reply-To": "<second@desk.example>"},
    )

    assert len(desk.tickets()) == 1
    assert desk.ticket()["messages"][-1]["words"] == "The second."


def test_a_command_in_it_is_done(small_desk: Desk) -> None:
    """The solved letter comes from the desk, for it says what an answer does; the words are not in it again."""
    desk = small_desk
    directly(desk, "/resolve\n\nThe fuser is new.", opened(desk))

    assert desk.ticket()["state"] == "resolved"
    letter = desk.letter(UMA, "resolved")
    assert "The fuser is new." not in letter.text
    assert not desk.letters(UMA, "reply")


def test_what_is_parted_by_it_is_told_by_the_desk(small_desk: Desk) -> None:
    """Ana's mail cannot name a reference that did not exist when she wrote it."""
    desk = small_desk
    first = opened(desk)
    desk.clock.advance(timedelta(minutes=40))
    desk.mail("My telephone is silent, too.", answers=desk.letter(UMA, "acknowledgement"))
    directly(desk, "/split\n\nI look at the telephone first.", first)

    assert "DB-1002" in desk.letter(UMA, "acknowledgement").text
    assert "I look at the telephone first." not in desk.letter(UMA, "acknowledgement").text


def test_unproven_it_keeps_no_promise_and_released_it_is_sent_to_nobody_twice(small_desk: Desk) -> None:
    """Ana is told that nothing proves it is hers, and that Uma has it; the one word does the rest."""
    desk = small_desk
    directly(desk, "It is the fuser, Uma.", opened(desk), proven=False)
    assert [one["state"] for one in desk.ticket()["promises"]] == ["live"]
    told = desk.letter(ANA, "transcript")
    assert "your own mail went to uma@acme.example" in told.text
    assert "writes to nobody who has your mail" in told.text
    assert "nothing has gone to the customer" not in told.text

    desk.mail("send", sender=ANA, answers=told)

    assert not desk.letters(UMA, "reply")
    assert words_out(desk) == ["It is the fuser, Uma."]
    assert [one["state"] for one in desk.ticket()["promises"]] == ["kept", "live"]


@pytest.mark.parametrize("line", ["/wiat vendor", "/assign Nobody"])
def test_a_command_not_understood_says_who_has_the_words(small_desk: Desk, line: str) -> None:
    """What was written beside it has reached Uma, whatever the desk makes of the command."""
    desk = small_desk
    directly(desk, f"{line}\n\nIt is the fuser, Uma.", opened(desk))

    told = desk.letter(ANA, "transcript")
    assert "your own mail went to uma@acme.example" in told.text
    assert not desk.letters(UMA, "reply")


def test_the_address_made_for_the_agent_is_worth_nothing_in_the_customers_hands(small_desk: Desk) -> None:
    """Ana answered a notification with Uma in copy, so Uma can read the address by which Ana gives orders."""
    desk = small_desk
    opened(desk)
    told = desk.letter(ANA, "notification")
    desk.mail("It is the fuser.", sender=ANA, answers=told, headers={"Cc": UMA}, proven=False)
    assert words_out(desk) == ["It is the fuser."]
    assert "address_withdrawn" in desk.events()

    desk.mail("/close", sender=ANA, answers=told, proven=False)

    assert desk.ticket()["state"] == "open"
    assert "Nothing proves that this mail is yours" in desk.letter(ANA, "transcript").text
