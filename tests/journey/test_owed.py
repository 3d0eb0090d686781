"""What is owed and to whom, where it is easily told wrongly: short promises, mail that nobody may answer, incidents."""

from datetime import UTC, datetime, timedelta

from desk import TUESDAY, Desk, Got, words_of

ANA = "Ana Silva <ana@desk.example>"
LENA = "Lena Fischer <lena@desk.example>"
LIST = {"List-Id": "<team.acme.example>", "Precedence": "list"}
NAMELESS = (
    b"To: support@desk.example\r\nSubject: Help\r\nMessage-ID: <a@b.example>\r\n\r\nMy screen is black.\r\n"
)
_REPORT = """From: Mail Delivery System <mailer-daemon@acme.example>
To: support@desk.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <report@acme.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.acme.example

Final-Recipient: rfc822; uma@acme.example
Action: failed
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

Message-ID: {}

--b--
"""


def test_word_promised_in_twenty_minutes_is_awaited_before_the_customer_hears_that_there_is_none(
    small_desk: Desk,
) -> None:
    desk = small_desk
    desk.mail("My laptop does not start.", subject="Laptop")
    desk.mail("/promise 20 minutes\n\nI look at once.", sender=ANA, answers=desk.letter("ana@desk.example"))
    desk.pass_time(timedelta(minutes=10))

    assert desk.letters("uma@acme.example", "progress") == []
    assert desk.letters("ana@desk.example", "promise_warning") == []

    desk.pass_time(timedelta(minutes=9))

    assert "today, Tuesday, by 09:45" not in desk.letter("ana@desk.example", "promise_warning").text
    assert "by 09:45" in desk.letter("ana@desk.example", "promise_warning").text
    assert desk.letters("uma@acme.example", "progress") == []

    desk.pass_time(timedelta(minutes=10))

    assert len(desk.letters("uma@acme.example", "progress")) == 1


def test_an_agent_who_promises_at_closing_time_is_not_warned_at_night(small_desk: Desk) -> None:
    desk = small_desk
    desk.clock.set(datetime(2026, 11, 24, 17, 30, tzinfo=UTC))
    desk.mail("My laptop does not start.", subject="Laptop")
    owner = desk.ticket()["owner"]
    desk.mail("/promise tomorrow 08:15\n\nFirst thing.", sender=owner, answers=desk.letter(owner))
    desk.pass_time(timedelta(minutes=30))
    warned = desk.letters(owner, "promise_warning")

    desk.pass_time(datetime(2026, 11, 25, 7, 59, tzinfo=UTC))

    assert len(warned) == 1
    assert len(desk.letters(owner, "promise_warning")) == 1


def test_a_mail_that_is_put_aside_is_owed_nothing_any_more(small_desk: Desk) -> None:
    desk = small_desk
    desk.mail("My laptop does not start.", subject="Laptop")
    desk.mail(
        "/wait customer until fri Which model is it?", sender=ANA, answers=desk.letter("ana@desk.example")
    )
    desk.pass_time(timedelta(days=20))

    assert desk.ticket()["state"] == "closed"
    assert desk.ticket()["promise"] is None


def test_a_list_is_promised_nothing_so_nobody_is_told_that_it_was(small_desk: Desk) -> None:
    desk = small_desk
    desk.mail(
        "The coffee machine prints errors.", sender="Team <team@acme.example>", subject="Coffee", headers=LIST
    )
    desk.pass_time(timedelta(hours=10))

    warning = desk.letter("ana@desk.example", "promise_warning").text
    assert warning.startswith(
        "To be looked at tomorrow, Wednesday 25 November, by 09:15; no word is promised by then."
    )
    assert "Promised to" not in warning


def test_a_look_that_nobody_takes_is_told_of_at_the_pace_of_its_matter_and_not_every_hour(
    small_desk: Desk,
) -> None:
    desk = small_desk
    desk.mail(
        "The coffee machine prints errors.", sender="Team <team@acme.example>", subject="Coffee", headers=LIST
    )
    desk.pass_time(timedelta(days=6, hours=1))

    told = desk.letters("ana@desk.example", "promise_broken")
    assert [one.text.splitlines()[0] for one in told] == [
        "This was to be looked at today, Wednesday, by 09:15, and no person has written.",
        "This was to be looked at today, Monday, by 09:15, and no person has written. It is number 2 in a row on this ticket.",
    ]
    assert "the owner is Ana Silva" in desk.letter("lena@desk.example", "promise_broken").text
    assert desk.letters("vera@desk.example", "promise_broken") == []


def test_of_a_mail_without_a_sender_no_letter_speaks_to_or_of_nobody(small_desk: Desk) -> None:
    desk = small_desk
    desk.mail(raw=NAMELESS)
    desk.pass_time(timedelta(days=2))

    told = [one.text for one in desk.letters() if one.kind in ("promise_warning", "promise_broken")]
    assert told
    assert [one for one in told if "Promised to" in one or "was promised" in one or "reaches" in one] == []
    assert "The last words:\n> My screen is black." in desk.letter("ana@desk.example", "promise_warning").text


def test_words_to_all_whom_an_incident_affects_are_the_first_word_of_it(small_desk: Desk) -> None:
    """So nobody above is told that nobody wrote; and as the next word falls due, that it is owed to all of them."""
    desk = small_desk
    for number in range(4):
        desk.mail(
            f"The mail server rejects my password. {words_of(number)[:8]}",
            sender=f"{words_of(number)[:5]} <p{number}@acme.example>",
            subject="Mail server rejects password",
        )
        desk.pass_time(timedelta(seconds=40))
    question = desk.letter("lena@desk.example", "incident_question")
    desk.mail(
        "/broadcast\n\nThe mail server refuses passwords; webmail works.", sender=LENA, answers=question
    )
    desk.pass_time(TUESDAY + timedelta(hours=4))

    told = [one for one in desk.letters("", "promise_warning") if "DB-1004" in one.subject]
    assert [one.recipient for one in told] == ["lena@desk.example"]
    assert told[0].text.startswith("Promised to all whom the incident affects: word by 13:30, in 30 minutes.")


def test_an_owner_whose_customers_letters_come_back_is_not_told_that_the_desk_has_written_to_them(
    small_desk: Desk,
) -> None:
    desk = small_desk
    desk.mail("My laptop does not start.", subject="Laptop")
    desk.mail(raw=_came_back(desk.letter("uma@acme.example", "acknowledgement")))
    desk.pass_time(timedelta(hours=4))

    told = desk.letter("ana@desk.example", "promise_broken").text
    assert "A letter to Uma Patel came back" in told
    assert "The desk has written to Uma Patel" not in told


def test_whoever_letters_come_back_from_is_not_asked_how_it_was(small_desk: Desk) -> None:
    desk = small_desk
    desk.mail("My laptop does not start.", subject="Laptop")
    desk.mail(raw=_came_back(desk.letter("uma@acme.example", "acknowledgement")))
    desk.mail("/called\n/resolve", sender=ANA, answers=desk.letter("ana@desk.example", "notification"))
    desk.pass_time(timedelta(days=14))

    assert desk.ticket()["state"] == "closed"
    assert desk.letters("uma@acme.example", "survey") == []


def _came_back(letter: Got) -> bytes:
    return _REPORT.format(letter.message_id).replace("\n", "\r\n").encode()


def test_an_agent_who_promises_word_at_a_time_of_rest_is_told_when_they_work_again(small_desk: Desk) -> None:
    desk = small_desk
    desk.mail("My laptop does not start.", subject="Laptop")
    mine = desk.letter("ana@desk.example", "notification")
    desk.mail("/promise sunday 10:00\n\nI look on Sunday.", sender=ANA, answers=mine)
    told = desk.letter("ana@desk.example", "transcript").text
    assert (
        "promised on Sunday, 29 November, by 10:00; you work again on Monday, 30 November, at 07:00" in told
    )

    desk.mail("/promise today 15:30\n\nSooner.", sender=ANA, answers=mine)
    assert "you work again" not in desk.letter("ana@desk.example", "transcript").text
