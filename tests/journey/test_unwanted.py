"""Somebody marks a letter of ours as unwanted, and their provider says so: for the operator, and answered by nobody."""

from datetime import timedelta
from email.message import EmailMessage

from desk import Desk, Got

UMA, ANA, OPERATOR = "uma@acme.example", "ana@desk.example", "operator@desk.example"


def reported(letter: Got, kind: str = "abuse", number: int = 1) -> bytes:
    """What a provider sends; it has the letter, and so its Message-ID."""
    return (
        "From: Feedback Loop <fbl@provider.example>\r\nTo: support@desk.example\r\n"
        f"Subject: FW: {letter.subject} URGENT\r\nMessage-ID: <fbl-{number}@provider.example>\r\n"
        "Date: Tue, 24 Nov 2026 10:02:11 +0000\r\nX-Priority: 1\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=part\r\n\r\n"
        "--part\r\nContent-Type: text/plain\r\n\r\nNobody can work, the whole company stands still.\r\n\r\n"
        f"--part\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: {kind}\r\nVersion: 1\r\n\r\n"
        f"--part\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {letter.message_id}\r\n"
        f"Subject: {letter.subject}\r\n\r\n--part--\r\n"
    ).encode()


def alarms(desk: Desk) -> list[Got]:
    return desk.letters(OPERATOR, "operator_alarm")


def test_it_stands_on_the_ticket_and_the_operator_hears_of_it(desk: Desk) -> None:
    """No ticket of its own, no answer to the provider, no customer's words in the alarm."""
    desk.mail("The printer jams on every page.")
    desk.mail(raw=reported(desk.letter(UMA, "acknowledgement")))

    assert len(desk.tickets()) == 1
    assert not desk.letters("fbl@provider.example")
    outcome, reason = desk.outcomes()[-1]
    assert outcome == "bounce"
    assert "feedback report (abuse) about our letter" in reason
    assert "letter_reported" in desk.events()
    [told] = alarms(desk)
    assert "DB-1001 as abuse" in told.text
    assert "deskbell ticket DB-1001" in told.text
    assert "when it is over" not in told.text
    assert "stands still" not in told.text


def test_nothing_writes_itself_to_them_about_it_any_more(desk: Desk) -> None:
    """No letter without news, no survey; the owner's own look is due instead, and what Ana writes still goes."""
    desk.mail("The printer jams on every page.")
    told = desk.letter(ANA, "notification")
    desk.mail(raw=reported(desk.letter(UMA, "acknowledgement")))
    desk.pass_time(timedelta(days=3))

    assert [one.kind for one in desk.letters(UMA)] == ["acknowledgement"]
    assert desk.letters(ANA, "promise_broken")
    assert all("has written to" not in one.text for one in desk.letters(ANA, "promise_broken"))

    desk.mail("/resolve The rollers are new.", sender=ANA, answers=told)
    desk.pass_time(timedelta(days=30))
    assert [one.kind for one in desk.letters(UMA)] == ["acknowledgement", "resolved"]


def test_who_writes_again_is_answered_again(small_desk: Desk) -> None:
    """The next matter is theirs, and they want to hear of it."""
    desk = small_desk
    desk.mail("The printer jams on every page.")
    desk.mail(raw=reported(desk.letter(UMA, "acknowledgement")))
    desk.clock.advance(timedelta(days=1))
    desk.mail("My keyboard has lost its letter E.", subject="Keyboard")

    assert len(desk.letters(UMA, "acknowledgement")) == 2


def test_who_writes_again_about_the_same_matter_is_promised_an_answer(small_desk: Desk) -> None:
    """What they called unwanted was a letter; now they ask, and silence would be the greater harm."""
    desk = small_desk
    desk.mail("The printer jams on every page.")
    letter = desk.letter(UMA, "acknowledgement")
    desk.mail(raw=reported(letter))
    desk.clock.advance(timedelta(days=1))
    desk.mail("It still jams, and now it smells. Is anybody on it?", answers=letter)

    assert "answerable" in desk.events()
    told = desk.letter(UMA, "reopened")
    assert "Ana" in told.text
    assert "open again" not in told.text
    desk.pass_time(timedelta(days=2))
    assert desk.letters(UMA, "progress")


def test_one_that_does_not_know_the_letter_changes_nothing(small_desk: Desk) -> None:
    """Anybody can write such a report; a Message-ID that we did not sign names no letter of ours."""
    desk = small_desk
    desk.mail("The printer jams on every page.")
    letter = desk.letter(UMA, "acknowledgement")
    forged = EmailMessage()
    forged["Message-ID"] = "<1.0000.aaaaaaaaaaaaaaaa@desk.example>"
    desk.mail(raw=reported(Got(UMA, forged, letter.kind)))
    desk.pass_time(timedelta(hours=5))

    assert len(desk.tickets()) == 1
    assert "a feedback report (abuse) about no letter known here" in desk.outcomes()[-1][1]
    assert desk.letters(UMA, "progress")
    assert len(alarms(desk)) == 1


def test_a_flood_of_them_alarms_once_an_hour(small_desk: Desk) -> None:
    desk = small_desk
    desk.mail("The printer jams on every page.")
    letter = desk.letter(UMA, "acknowledgement")
    for number in range(5):
        desk.mail(raw=reported(letter, number=number))
    assert len(alarms(desk)) == 1

    desk.clock.advance(timedelta(hours=1))
    desk.mail(raw=reported(letter, number=9))
    assert len(alarms(desk)) == 2


def test_a_mistake_put_right_silences_nobody(small_desk: Desk) -> None:
    """ "Not spam" is good news: it stands on the ticket, and that is all."""
    desk = small_desk
    desk.mail("The printer jams on every page.")
    desk.mail(raw=reported(desk.letter(UMA, "acknowledgement"), kind="not-spam"))
    desk.pass_time(timedelta(hours=5))

    assert "letter_reported" in desk.events()
    assert desk.letters(UMA, "progress")
    assert not alarms(desk)
