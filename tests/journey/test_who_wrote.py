"""Who wrote, whose matter it is, who hears: told apart in every letter to the desk's people."""

from datetime import timedelta

from desk import Desk

UMA = "Uma Patel <uma@acme.example>"
ANA = "Ana Silva <ana@desk.example>"
BEN = "Ben Okafor <ben@desk.example>"
IAN = "Ian Mercer <ian@acme.example>"
CATHERINE = "Catherine Osei <catherine@acme.example>"
RED = {"Importance": "high", "X-Priority": "1"}
NAMELESS = (
    b"To: support@desk.example\r\nSubject: Help\r\nMessage-ID: <a@b.example>\r\n\r\nMy screen is black.\r\n"
)
PASSED_ON = """Please see below, this must be done today.

Ian

---------- Forwarded message ----------
From: Peter Long <peter@acme.example>
Date: Mon, 23 Nov 2026 at 17:00
Subject: no access to payroll
To: Ian Mercer <ian@acme.example>

I cannot get into payroll since Friday and salaries are due.
"""


def test_the_owner_of_a_mail_that_was_passed_on_reads_what_was_passed_on(small_desk: Desk) -> None:
    """And that it is its first writer who is to hear, with whoever passed it on in copy."""
    desk = small_desk
    desk.mail(PASSED_ON, sender=IAN, subject="Fwd: no access to payroll")

    told = desk.letter("ana@desk.example", "notification").text
    assert "> Please see below, this must be done today." in told
    assert (
        "> Peter Long <peter@acme.example>:\n> I cannot get into payroll since Friday and salaries are due."
        in told
    )
    assert told.startswith("New (P4): Peter Long is to hear from us")
    assert "goes to Peter Long, and in copy to ian@acme.example," in told


def test_whoever_takes_part_by_name_keeps_it_when_the_matter_becomes_theirs(small_desk: Desk) -> None:
    desk = small_desk
    desk.mail(PASSED_ON, sender=IAN, subject="Fwd: no access to payroll")
    mine = desk.letter("ana@desk.example", "notification")
    desk.mail("/for peter@acme.example\n\nPlease try again.", sender=ANA, answers=mine)

    assert "the matter is Peter Long's" in desk.letter("ana@desk.example", "transcript").text


def test_an_alert_names_the_manager_who_wrote_and_not_the_user_whose_ticket_it_is(small_desk: Desk) -> None:
    desk = small_desk
    desk.mail("The VPN drops every ten minutes.", subject="VPN", headers={"Cc": CATHERINE})
    desk.mail("The board meets at eight.", sender=CATHERINE, answers=desk.letters()[0], headers=RED)
    first = desk.letter("marco@desk.example", "alert").text
    desk.pass_time(timedelta(minutes=6))
    climbed = desk.letter("ben@desk.example", "alert").text

    assert first.startswith("Catherine Osei, CIO of Acme, is to hear from a person")
    assert climbed.startswith("Catherine Osei, CIO of Acme, is to hear from a person")
    told = desk.letter("ana@desk.example", "notification").text
    assert "From: Catherine Osei, catherine@acme.example, CIO, Acme" in told
    assert told.splitlines()[0].startswith("Answer (P3): Uma Patel is to hear from us")


def test_an_alert_names_all_it_goes_to_next_in_one_breath(small_desk: Desk) -> None:
    desk = small_desk
    desk.mail("Nobody can log in.", sender=CATHERINE, subject="Login", headers=RED)
    desk.pass_time(desk.clock.now().replace(minute=25))

    assert "it goes to Vera Lind and Marco Rossi at 09:30" in desk.letter("lena@desk.example", "alert").text


def test_who_writes_by_another_hand_is_of_no_client_of_ours_and_is_promised_nothing(small_desk: Desk) -> None:
    desk = small_desk
    desk.mail("My laptop does not start.", subject="Laptop")
    letter = desk.letter("uma@acme.example")
    desk.mail("Is there news?", sender="Kai <kai@supplier.example>", answers=letter, proven=False)

    told = desk.letter("ana@desk.example", "notification").text
    assert told.startswith("Answer (P3): Uma Patel is to hear from us")
    assert "From: Kai, kai@supplier.example\n" in told


def test_words_for_a_mail_without_a_sender_are_not_said_to_have_gone_out(small_desk: Desk) -> None:
    """The owner is told so with the mail; once they say whose matter it is, it is a matter like any other."""
    desk = small_desk
    desk.mail(raw=NAMELESS)
    first = desk.letter("ana@desk.example", "notification")
    assert "The mail names no sender, so nobody can be answered" in first.text

    desk.mail("Which screen is it?", sender=ANA, answers=first)
    told = desk.letter("ana@desk.example", "transcript").text
    assert "nobody was sent these words" in told
    assert "have gone out" not in told
    assert "what the customer was sent" not in told

    desk.mail("/for uma@acme.example\n\nWhich screen is it?", sender=ANA, answers=first)
    assert "Which screen is it?" in desk.letter("uma@acme.example", "reply").text
    assert "You will hear from us again" in desk.letter("uma@acme.example", "reply").text


def test_the_owner_of_the_ticket_that_goes_on_gets_the_words_of_the_one_that_joins_it(
    small_desk: Desk,
) -> None:
    desk = small_desk
    desk.mail("My laptop does not start.", subject="Laptop")
    desk.clock.set(desk.clock.now().replace(hour=10))
    desk.mail("The same machine makes a clicking noise, its screen stays dark.", subject="Clicking noise")
    mine = desk.letter("ben@desk.example", "notification")
    desk.mail("/merge DB-1001", sender=BEN, answers=mine)

    told = desk.letter("ana@desk.example", "notification")
    assert told.subject == "[DB-1001] Acme: Laptop"
    assert "They now call it: Clicking noise" in told.text
    assert "> The same machine makes a clicking noise, its screen stays dark." in told.text
