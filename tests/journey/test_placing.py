"""On which ticket words belong: another matter in a reply, somebody else's words, the same matter twice."""

from datetime import timedelta
from typing import Any

import pytest

from desk import Desk, Got

SUPPLIER = "Kai Brandt <kai@supplier.example>"


def notified(desk: Desk) -> Got:
    """What an agent was told last."""
    return desk.letter(kind="notification")


def answer(desk: Desk, text: str, to: Got | None = None) -> None:
    """The agent answers a letter of theirs."""
    to = to or notified(desk)
    desk.mail(text, sender=to.recipient, answers=to)


def transcript(desk: Desk) -> Got:
    return desk.letter(kind="transcript")


def said(desk: Desk, number: int) -> list[str]:
    """What stands on a ticket, by customers and agents, oldest first."""
    return [one["words"] for one in desk.ticket(number)["messages"] if one["direction"] in ("in", "out")]


def reference(desk: Desk, number: int) -> dict[str, Any]:
    return {one["reference"]: one for one in desk.tickets()}[f"DB-{number}"]


@pytest.fixture
def opening(desk: Desk) -> Got:
    """Uma's acknowledgement for a printer that jams; half an hour has passed since."""
    return opened(desk)


def opened(desk: Desk) -> Got:
    desk.mail("The printer jams on every page.", subject="Printer on floor two")
    desk.clock.advance(timedelta(minutes=40))
    return desk.letter("uma@acme.example", "acknowledgement")


# -- /split


def test_another_matter_in_a_reply_gets_a_ticket_of_its_own(desk: Desk, opening: Got) -> None:
    """With a reference, an owner and a promise; both timelines say so, and the requester is told."""
    desk.mail("My telephone is silent, too.", answers=opening)
    answer(desk, "/split")

    assert said(desk, 1001) == ["The printer jams on every page."]
    assert said(desk, 1002) == ["My telephone is silent, too."]
    assert "split_off" in desk.events(1001)
    assert "opened" in desk.events(1002)
    new = reference(desk, 1002)
    assert (new["owner"], new["requester"], new["state"]) == ("ana@desk.example", "uma@acme.example", "open")
    assert new["promise"]
    assert reference(desk, 1001)["promise"]
    told = desk.letter("uma@acme.example", "acknowledgement")
    assert "DB-1002" in told.text
    assert "My telephone is silent, too.”: the mail is now DB-1002" in transcript(desk).text
    assert "Everything was done" in transcript(desk).text


def test_it_is_expected_and_promised_as_any_new_ticket(desk: Desk, opening: Got) -> None:
    """By when it should be solved, and when people should work again, are the rules' word; the requester reads it once."""
    desk.mail("My telephone is broken, too: I cannot call anybody.", answers=opening)
    answer(desk, "/split")

    first, new = desk.ticket(1001), desk.ticket(1002)
    assert (new["priority"], new["expected"] is None, new["restore_due"] is None) == (
        first["priority"],
        first["expected"] is None,
        first["restore_due"] is None,
    )
    assert new["restore_due"]
    assert new["expected"]
    [letter] = [one for one in desk.letters("uma@acme.example") if "DB-1002" in one.text]
    assert "solved" in letter.text
    assert [one["state"] for one in new["promises"]] == ["live"]


def test_the_agents_words_on_it_carry_what_is_expected(small_desk: Desk) -> None:
    """The answer names the second reference and the times of it; no further letter is needed."""
    first = opened(small_desk)
    small_desk.mail("My telephone is broken, too: I cannot call anybody.", answers=first)
    answer(small_desk, "/split\n\nI have ordered a new handset.")

    [letter] = [one for one in small_desk.letters("uma@acme.example") if "DB-1002" in one.text]
    assert "I have ordered a new handset." in letter.text
    assert "solved" in letter.text


def test_an_urgent_matter_that_lay_in_another_calls_people(small_desk: Desk) -> None:
    """What an agent splits off and takes for urgent is alerted as if it had come alone, and Uma reads who was called."""
    first = opened(small_desk)
    small_desk.mail("My telephone is silent, too, and so is everybody's here.", answers=first)
    answer(small_desk, "/split\n/urgency P1")

    assert "alerted" in small_desk.events(1002)
    assert "DB-1002" in small_desk.letter("lena@desk.example", "alert").subject
    letter = small_desk.letter("uma@acme.example", "acknowledgement_urgent")
    assert "Lena Fischer" in letter.text
    assert len([one for one in small_desk.letters("uma@acme.example") if "DB-1002" in one.text]) == 1


def test_an_owner_hears_of_what_a_colleague_split_off(small_desk: Desk) -> None:
    """The new ticket is theirs, so they have a letter to answer."""
    first = opened(small_desk)
    small_desk.mail("My telephone is silent, too.", answers=first)
    small_desk.mail(
        "/split", sender="ben@desk.example", to="support@desk.example", subject="Re: Printer [DB-1001]"
    )

    assert "DB-1002" in small_desk.letter("ana@desk.example", "notification").subject


def test_what_the_sender_wrote_after_it_of_the_same_goes_along(desk: Desk, opening: Got) -> None:
    """Up to the desk's next answer, under the same subject, by the same person."""
    desk.mail("My telephone is silent, too.", answers=opening)
    telephone = notified(desk)
    desk.mail("It is the black one.", answers=opening)
    desk.mail("I have a black one as well.", sender="Tom Reed <tom@acme.example>", answers=opening)
    answer(desk, "/split", telephone)

    assert said(desk, 1002) == ["My telephone is silent, too.", "It is the black one."]
    assert said(desk, 1001) == ["The printer jams on every page.", "I have a black one as well."]


def test_what_came_after_the_desks_answer_stays(small_desk: Desk) -> None:
    """It may answer that."""
    letter = opened(small_desk)
    small_desk.mail("My telephone is silent, too.", answers=letter)
    telephone = notified(small_desk)
    answer(small_desk, "Please send me a photo of the printer.", telephone)
    small_desk.mail("Here it is.", answers=letter)
    answer(small_desk, "/split", telephone)

    assert said(small_desk, 1002) == ["My telephone is silent, too."]


def test_old_letters_still_lead_to_the_right_ticket(desk: Desk, opening: Got) -> None:
    """The address says one ticket, what is answered says which: of the requester, and of the agent."""
    raw = desk.mail("My telephone is silent, too.", answers=opening)
    telephone = notified(desk)
    printer = desk.letters("ana@desk.example", "notification")[0]
    answer(desk, "/split", telephone)

    own = next(line for line in raw.decode().splitlines() if line.startswith("Message-ID:")).split()[1]
    desk.mail("It is a black one.", to=opening.reply_to, subject="Re: Printer", headers={"In-Reply-To": own})
    desk.mail("The jam is at the back.", answers=opening)
    answer(desk, "I have called the telephone company.", telephone)
    answer(desk, "A technician comes at noon.", printer)

    assert said(desk, 1002) == [
        "My telephone is silent, too.",
        "It is a black one.",
        "I have called the telephone company.",
    ]
    assert said(desk, 1001) == [
        "The printer jams on every page.",
        "The jam is at the back.",
        "A technician comes at noon.",
    ]
    letters = desk.letters("uma@acme.example", "reply")
    assert letters[0].message["In-Reply-To"] != letters[1].message["In-Reply-To"]


def test_an_old_address_lets_nobody_into_the_new_ticket(small_desk: Desk) -> None:
    """A colleague in copy of the first answers by their address what was split off: it stays where they take part."""
    small_desk.mail("The printer jams.", subject="Printer", headers={"Cc": "Tom Reed <tom@acme.example>"})
    answer(small_desk, "We are on our way.")
    mine, his = small_desk.letter("uma@acme.example", "reply"), small_desk.letter("tom@acme.example", "reply")
    raw = small_desk.mail("My telephone is silent, too.", answers=mine)
    answer(small_desk, "/split")
    own = next(line for line in raw.decode().splitlines() if line.startswith("Message-ID:")).split()[1]

    small_desk.mail(
        "Mine is, too.",
        sender="Tom Reed <tom@acme.example>",
        to=his.reply_to,
        subject="Re: Printer",
        headers={"In-Reply-To": own},
    )

    assert said(small_desk, 1002) == ["My telephone is silent, too."]


def test_the_agents_words_go_out_on_the_new_ticket(small_desk: Desk) -> None:
    """What stands under `/split` is about the words that were split off; then no machine writes as well."""
    small_desk.mail("My telephone is silent, too.", answers=opened(small_desk), subject="")
    answer(small_desk, "/split\n/urgency low\n\nPlease plug it in again.")

    assert said(small_desk, 1002) == ["My telephone is silent, too.", "Please plug it in again."]
    assert reference(small_desk, 1002)["priority"] == "P4"
    assert reference(small_desk, 1001)["priority"] == "P3"
    assert len(small_desk.letters("uma@acme.example", "acknowledgement")) == 1
    assert "DB-1002" in small_desk.letter("uma@acme.example", "reply").text


def test_the_only_mail_of_a_ticket_cannot_be_split_off(small_desk: Desk) -> None:
    """It says which letter to answer; nothing has changed."""
    opened(small_desk)
    answer(small_desk, "/split")

    assert "it is the mail that opened DB-1001" in transcript(small_desk).text
    assert len(small_desk.tickets()) == 1


def test_a_machines_answer_is_not_what_is_split_off(small_desk: Desk) -> None:
    """The newest words of a person are meant, where the letter that is answered shows none."""
    letter = opened(small_desk)
    small_desk.mail("My telephone is silent, too.", answers=letter)
    answer(small_desk, "/help")
    small_desk.mail("I am away until Monday.", answers=letter, headers={"Auto-Submitted": "auto-replied"})
    answer(small_desk, "/split", small_desk.letter(kind="help"))

    assert said(small_desk, 1002) == ["My telephone is silent, too."]


def test_a_line_that_leads_to_another_ticket_stands_first(small_desk: Desk) -> None:
    """Is the printer solved, or the telephone? The whole mail is stopped, and nobody is told anything."""
    small_desk.mail("My telephone is silent, too.", answers=opened(small_desk))
    answer(small_desk, "/resolve it is well\n/split")

    assert "this line first of all" in transcript(small_desk).text
    assert len(small_desk.tickets()) == 1
    assert not small_desk.letters(kind="resolved")


def test_what_another_matter_opened_is_resolved_again(desk: Desk, opening: Got) -> None:
    """The printer was never broken again; it was the telephone."""
    answer(desk, "/resolve The rollers are new.")
    resolved = desk.letter("uma@acme.example", "resolved")
    desk.clock.advance(timedelta(hours=1))
    desk.mail("My telephone does not ring any more.", answers=resolved)
    assert reference(desk, 1001)["state"] == "open"

    answer(desk, "/split")

    assert reference(desk, 1001)["state"] == "resolved"
    assert reference(desk, 1001)["promise"] is None
    assert reference(desk, 1002)["state"] == "open"
    assert len(desk.letters("uma@acme.example", "resolved")) == 1


def test_a_mail_from_a_telephones_address_book_is_offered_for_splitting(small_desk: Desk) -> None:
    """With our address, no thread and another subject it is appended, and the owner told how to part it."""
    small_desk.mail("The chair squeaks.", to=opened(small_desk).reply_to, subject="Chair")

    offer = notified(small_desk).text
    assert "They now call it: Chair" in offer
    assert "/split gives these words a ticket of their own" in offer
    answer(small_desk, "/split")
    assert small_desk.ticket(1002)["subject"] == "Chair"


# -- by another hand


def forwarded(desk: Desk) -> Got:
    """Somebody to whom our letter was passed on has answered it; what the agent got."""
    desk.mail("We have that part in stock.", sender=SUPPLIER, answers=opened(desk), proven=False)
    return notified(desk)


def test_a_mail_by_another_hand_gets_a_ticket_of_its_own(desk: Desk) -> None:
    """`/separate`: the stranger is answered as a stranger, and sees nothing of the first ticket, nor its people of theirs."""
    answer(desk, "/separate", forwarded(desk))

    assert said(desk, 1001) == ["The printer jams on every page."]
    new = desk.ticket(1002)
    assert (new["requester"], new["proven"], new["client"]) == ("kai@supplier.example", False, "")
    assert new["messages"][0]["hand"] == ""
    letter = desk.letter("kai@supplier.example")
    assert letter.kind == "acknowledgement_stranger"
    assert "rinter" not in letter.text
    answer(desk, "Please send an offer.", transcript(desk))
    assert [one.recipient for one in desk.letters(kind="reply")] == ["kai@supplier.example"]


@pytest.mark.parametrize("line", ["/accept", "/cc", "/cc kai@supplier.example"])
def test_a_mail_by_another_hand_is_taken_in(small_desk: Desk, line: str) -> None:
    """`/accept`, its counterpart, or `/cc`: the words count as theirs, and they read along from then on."""
    answer(small_desk, line, forwarded(small_desk))
    answer(small_desk, "Thank you both.")

    assert small_desk.ticket(1001)["messages"][1]["hand"] == ""
    assert {one.recipient for one in small_desk.letters(kind="reply")} == {
        "uma@acme.example",
        "kai@supplier.example",
    }
    assert "jams" not in small_desk.letter("kai@supplier.example", "reply").text


def test_taking_in_a_mail_by_another_hand_opens_what_was_resolved(small_desk: Desk) -> None:
    """Until then it does not; from then on there is a promise again."""
    letter = opened(small_desk)
    answer(small_desk, "/resolve The printer is new.")
    small_desk.mail("It still jams.", sender=SUPPLIER, answers=letter, proven=False)
    assert reference(small_desk, 1001)["state"] == "resolved"

    answer(small_desk, "/accept", notified(small_desk))

    assert reference(small_desk, 1001)["state"] == "open"
    assert reference(small_desk, 1001)["promise"]


def test_what_was_split_twice_is_still_found_by_the_first_address(small_desk: Desk) -> None:
    """The chair came out of the telephone, which came out of the printer."""
    letter = opened(small_desk)
    small_desk.mail("My telephone is silent, too.", answers=letter)
    answer(small_desk, "/split")
    raw = small_desk.mail("And the chair squeaks.", answers=small_desk.letter(kind="acknowledgement"))
    answer(small_desk, "/split")
    own = next(line for line in raw.decode().splitlines() if line.startswith("Message-ID:")).split()[1]

    small_desk.mail("In room four.", to=letter.reply_to, subject="Re: Chair", headers={"In-Reply-To": own})

    assert said(small_desk, 1003) == ["And the chair squeaks.", "In room four."]


def test_what_is_accepted_opens_a_resolved_ticket(small_desk: Desk) -> None:
    """Somebody set apart had more to say of what was thought solved."""
    opened(small_desk)
    answer(small_desk, "/resolve The rollers are new.")
    small_desk.mail("It still jams.", sender=SUPPLIER, subject="About DB-1001", proven=False)
    answer(small_desk, "/accept", small_desk.letter(kind="set_apart_question"))

    assert reference(small_desk, 1001)["state"] == "open"
    assert reference(small_desk, 1001)["promise"]
    assert said(small_desk, 1001)[-1] == "It still jams."


@pytest.mark.parametrize("line", ["/accept", "/separate", "/cc"])
def test_where_nothing_is_by_another_hand_nothing_happens(small_desk: Desk, line: str) -> None:
    """The agent is told, and the words of the mail are held."""
    opened(small_desk)
    answer(small_desk, f"{line}\n\nGood morning.")

    assert not small_desk.letters(kind="reply")
    assert "Good morning." in transcript(small_desk).text
    assert len(small_desk.tickets()) == 1


# -- the same matter twice


def again(desk: Desk) -> Got:
    """Uma writes anew about the printer an hour later; what the agent got."""
    opened(desk)
    desk.mail("It jams again and again.", subject="printer on floor two!")
    return notified(desk)


def test_a_later_lookalike_is_proposed_and_not_joined(small_desk: Desk) -> None:
    """The owner sees what the same person has open, and the line that joins them."""
    letter = again(small_desk)

    assert len(small_desk.tickets()) == 2
    assert "/merge DB-1001 (“Printer on floor two”" in letter.text
    assert "/merge" not in small_desk.letters(kind="notification")[0].text


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        ("Uma Patel <uma@acme.example>", "A chair for room seven"),
        ("Tom Reed <tom@acme.example>", "Printer on floor two"),
    ],
)
def test_another_matter_or_another_person_is_not_proposed(
    small_desk: Desk, sender: str, subject: str
) -> None:
    """Only the same person, and only what looks alike."""
    opened(small_desk)
    small_desk.mail("Whenever there is time.", sender=sender, subject=subject)

    assert "/merge" not in notified(small_desk).text


def test_a_solved_matter_is_not_proposed(small_desk: Desk) -> None:
    """What is done is no place for new words."""
    opened(small_desk)
    answer(small_desk, "/resolve The rollers are new.")
    small_desk.mail("It jams again.", subject="Printer on floor two")

    assert "/merge" not in notified(small_desk).text


def test_merged_tickets_are_one(desk: Desk) -> None:
    """Words and letters of both lead to the survivor, the earlier promise stands, the agent's words go out once."""
    first = opened(desk)
    desk.mail("It jams again and again.", subject="printer on floor two!")
    second = desk.letter("uma@acme.example", "acknowledgement")
    answer(desk, "/merge DB-1001\n\nI have put your two letters together.")

    assert reference(desk, 1002)["state"] == "merged"
    assert desk.ticket(1002)["merged_into"] == "DB-1001"
    assert len(desk.letters("uma@acme.example", "reply")) == 1
    desk.mail("Thank you, it is urgent now.", answers=second)
    desk.mail("Room two.", answers=first)
    assert said(desk, 1001)[:2] == ["The printer jams on every page.", "It jams again and again."]
    assert said(desk, 1001)[-2:] == ["Thank you, it is urgent now.", "Room two."]
    assert said(desk, 1002) == []
    assert "merged" in desk.events(1001)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("/merge DB-4711", "there is no open ticket DB-4711"),
        ("/merge DB-1002", "this is DB-1002"),
        ("/merge 1001", "is another client's matter"),
    ],
)
def test_what_cannot_be_one_stays_two(small_desk: Desk, line: str, why: str) -> None:
    """Above all two clients' matters, of which one would read what the other is told."""
    small_desk.mail("The printer jams.", sender="Zoe <zoe@other.example>", subject="Printer")
    small_desk.mail("My screen flickers.", subject="Screen")
    answer(small_desk, line)

    assert why in transcript(small_desk).text
    assert {one["state"] for one in small_desk.tickets()} == {"open"}
