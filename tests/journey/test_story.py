"""One person's whole story, from the first mail to the survey, on every combination of parts."""

from datetime import UTC, datetime, timedelta

import pytest

from desk import Desk
from deskbell.mail import read

CIO = "Catherine Osei <catherine@acme.example>"
ANA = "Ana Silva <ana@desk.example>"
NIGHT = datetime(2026, 11, 24, 22, 10, tzinfo=UTC)


def test_an_end_user_hears_at_once_from_a_named_owner_with_a_time(desk: Desk) -> None:
    """The acknowledgement names the owner, the next contact in the reader's time, the reference and the status page."""
    desk.mail("My printer prints nothing since this morning.", subject="Printer")

    letter = desk.letter("uma@acme.example", "acknowledgement")
    assert "Ana Silva" in letter.text
    assert "today, Tuesday, by 13:15" in letter.text
    assert "DB-1001" in letter.text
    assert "/t/" in letter.link("t")
    assert letter.subject == "Re: Printer"
    assert letter.message["Auto-Submitted"] == "auto-replied"


def test_at_night_the_acknowledgement_says_when_the_desk_opens(desk: Desk) -> None:
    """Out of hours the letter tells the truth about the night."""
    desk.clock.set(NIGHT)

    desk.mail("The printer on floor two is slow.", subject="Slow printer")

    letter = desk.letter("uma@acme.example", "acknowledgement_out_of_hours")
    assert "08:00" in letter.text
    assert "tomorrow, Wednesday 25 November" in letter.text


def test_the_answer_to_the_acknowledgement_lands_on_the_same_ticket(desk: Desk) -> None:
    """By our signed address first; the reason is stored with the message."""
    desk.mail("My printer prints nothing.")
    letter = desk.letter("uma@acme.example", "acknowledgement")

    desk.mail("It is the one on floor two.", answers=letter)

    assert len(desk.tickets()) == 1
    messages = desk.ticket()["messages"]
    assert messages[-1]["words"] == "It is the one on floor two."
    assert messages[-1]["reason"] == "our signed address"


def test_a_reply_is_not_acknowledged_again(desk: Desk) -> None:
    """Within a conversation the desk does not chatter."""
    desk.mail("My printer prints nothing.")
    before = len(desk.letters("uma@acme.example"))

    desk.mail("It is the one on floor two.", answers=desk.letter("uma@acme.example", "acknowledgement"))

    assert len(desk.letters("uma@acme.example")) == before


def test_the_cio_with_a_red_mark_at_night_is_urgent_at_once(desk: Desk) -> None:
    """Another letter, a promise in minutes, the on-call agent and the account manager alerted, a pager without words."""
    desk.clock.set(NIGHT)

    desk.mail(
        "Nobody can log in since 21:50.",
        sender=CIO,
        subject="Login down",
        headers={"Importance": "high", "X-Priority": "1"},
    )

    letter = desk.letter("catherine@acme.example", "acknowledgement_urgent")
    assert "by 22:25, in 15 minutes" in letter.text
    assert "Ana Silva" in letter.text
    assert {one.recipient for one in desk.letters(kind="alert")} >= {"ana@desk.example", "marco@desk.example"}
    pager = desk.letter("ana-pager@desk.example", "pager")
    assert len(pager.text.strip()) <= 120 + 2
    assert "log in" not in pager.text
    assert desk.ticket()["priority"] == "P1"


def test_an_alert_climbs_until_somebody_says_mine(desk: Desk) -> None:
    """Unconfirmed it reaches the next person within minutes; after the one word it stops, and the others may sit down."""
    desk.clock.set(NIGHT)
    desk.mail("Nobody can log in.", sender=CIO, subject="Login down ‼")

    desk.pass_time(timedelta(minutes=6))
    assert desk.letters("ben@desk.example", "alert")
    desk.mail("mine", sender="ben@desk.example", answers=desk.letter("ben@desk.example", "alert"))
    alerts = len(desk.letters(kind="alert"))
    desk.pass_time(timedelta(minutes=7))

    assert desk.letters("ana@desk.example", "confirmed")
    assert len(desk.letters(kind="alert")) == alerts


def test_the_owner_has_all_that_is_needed_and_simply_answers(desk: Desk) -> None:
    """The answer goes out under the agent's name, without quoted text and tokens, and keeps the promise."""
    desk.mail("My printer prints nothing since this morning.")
    notification = desk.letter("ana@desk.example", "notification")
    for needed in (
        "Uma Patel",
        "Acme",
        "prints nothing since this morning",
        "one person is hindered",
        "13:15",
    ):
        assert needed in notification.text

    desk.mail(
        "Please switch it off and on once. Tell me what the display says.", sender=ANA, answers=notification
    )

    reply = desk.letter("uma@acme.example", "reply")
    assert reply.text.startswith("Please switch it off and on once.")
    assert "Ana Silva" in str(reply.message["From"])
    assert "Rules that fired" not in reply.text
    assert reply.reply_to != notification.reply_to
    assert [one["state"] for one in desk.ticket()["promises"]] == ["kept", "live"]


def test_nothing_reaches_the_requester_by_accident(desk: Desk) -> None:
    """A misspelt command, a forward, an out-of-office: nothing goes out; the words come back, and `send` sends them."""
    desk.mail("My printer prints nothing.")
    notification = desk.letter("ana@desk.example", "notification")

    desk.mail(
        "/wiat vendor until thu 15:00 part ordered\n\nThe part is ordered.", sender=ANA, answers=notification
    )
    assert not desk.letters("uma@acme.example", "reply")
    transcript = desk.letter("ana@desk.example", "transcript")
    assert "/wait" in transcript.text
    assert "The part is ordered." in transcript.text

    desk.mail(
        "Look at this one please.",
        sender=ANA,
        answers=notification,
        headers={"Subject": "Fwd: [DB-1001] Acme: Printer"},
    )
    desk.mail(
        "I am away until Monday.",
        sender=ANA,
        answers=notification,
        headers={"Auto-Submitted": "auto-replied", "Subject": "Out of office"},
    )
    assert not desk.letters("uma@acme.example", "reply")

    desk.mail("send", sender=ANA, answers=desk.letters("ana@desk.example", "transcript")[0])
    assert len(desk.letters("uma@acme.example", "reply")) == 1


def test_what_could_not_be_told_from_its_quotation_reaches_no_customer(
    small_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the part that parts words from quotations breaks, an agent's whole mail comes back to them, and nothing goes out."""
    desk = small_desk
    desk.mail("My printer prints nothing.")

    def broken(*_: object) -> None:
        raise KeyError("quote")

    monkeypatch.setattr(read, "_reply", broken)
    desk.mail("It is the fuser.", sender=ANA, answers=desk.letter("ana@desk.example", "notification"))

    assert not desk.letters("uma@acme.example", "reply")
    assert "It is the fuser." in desk.letter("ana@desk.example", "transcript").text


QUOTED = {
    "signs": "On Tue, 24 Nov 2026 at 09:16, Acme via Service Desk <{address}> wrote:\n\n{signs}",
    "a letterhead": "________________________________\nFrom: Acme via Service Desk <{address}>\n"
    "Sent: Tuesday, November 24, 2026 9:16 AM\nTo: Ana Silva <ana@desk.example>\nSubject: {subject}\n\n{text}",
    "a telephone": "Sent from my iPhone\n\n> On 24 Nov 2026, at 09:16, Acme <{address}> wrote:\n> \n{signs}",
}


@pytest.mark.parametrize("way", QUOTED)
def test_an_agents_answer_without_a_word_reaches_no_customer(small_desk: Desk, way: str) -> None:
    """Sent too early, it holds nothing but our own letter to the agent, and that is for agents alone."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    letter = desk.letter("ana@desk.example", "notification")
    signs = "".join(f"> {line}\n" for line in letter.text.splitlines())
    body = QUOTED[way].format(address=letter.reply_to, subject=letter.subject, text=letter.text, signs=signs)

    desk.mail(body, sender=ANA, answers=letter, quote=False)

    assert not desk.letters("uma@acme.example", "reply")
    assert [one["state"] for one in desk.ticket()["promises"]] == ["live"]
    told = desk.letter("ana@desk.example", "transcript")
    assert "holds no words but those it quotes" in told.text
    desk.mail("send", sender=ANA, answers=told)
    assert not desk.letters("uma@acme.example", "reply")


def test_before_a_promise_breaks_the_requester_hears_honestly(desk: Desk) -> None:
    """The owner is warned; then the letter without news leaves before the promised time, with the next time in it."""
    desk.mail("My printer prints nothing.")

    desk.pass_time(timedelta(hours=5))

    warned = desk.letter("ana@desk.example", "promise_warning")
    progress = desk.letter("uma@acme.example", "progress")
    assert (
        warned.message["Date"].datetime
        < progress.message["Date"].datetime
        < datetime(2026, 11, 24, 13, 15, tzinfo=UTC)
    )
    assert "by" in progress.text
    assert [one["state"] for one in desk.ticket()["promises"]] == ["held", "live"]


def test_the_letter_without_news_never_comes_twice(desk: Desk) -> None:
    """The second time it says who above the owner was told; the third time the account manager is named."""
    desk.mail("My printer prints nothing.")

    desk.pass_time(timedelta(days=9))

    kinds = [one.kind for one in desk.letters("uma@acme.example")]
    assert kinds[:4] == ["acknowledgement", "progress", "second_miss", "third_miss"]
    assert "Lena Fischer" in desk.letter("uma@acme.example", "second_miss").text
    assert kinds.count("progress") == 1


def test_resolved_thanks_still_broken_survey(desk: Desk) -> None:
    """A bare thanks does not reopen, "still broken" does; after the quiet time it closes and the survey link goes out."""
    desk.mail("My printer prints nothing.")
    desk.mail(
        "/resolve\nIt had lost its network cable; it prints again.",
        sender=ANA,
        answers=desk.letter("ana@desk.example", "notification"),
    )
    resolved = desk.letter("uma@acme.example", "resolved")
    assert "It had lost its network cable" in resolved.text

    desk.mail("Thanks!", answers=resolved)
    assert desk.ticket()["state"] == "resolved"
    desk.mail("No, it is still broken.", answers=resolved)
    assert desk.ticket()["state"] == "open"

    desk.mail(
        "/resolve Cable replaced.", sender=ANA, answers=desk.letters("ana@desk.example", "notification")[-1]
    )
    desk.pass_time(timedelta(days=12))

    assert desk.ticket()["state"] == "closed"
    survey = desk.letter("uma@acme.example", "survey")
    assert "/s/" in survey.link("s")
    assert survey.message["Date"].datetime.hour in (9, 10)


def test_the_agents_words_become_the_promise(desk: Desk) -> None:
    """ "I'll write to you tomorrow by 10:00" is tracked as said."""
    desk.mail("My printer prints nothing.")

    desk.mail(
        "I'll get back to you tomorrow by 10:00.",
        sender=ANA,
        answers=desk.letter("ana@desk.example", "notification"),
    )

    assert desk.ticket()["promise"].startswith("2026-11-25T10:00")


def test_waiting_names_for_whom_and_until_when(desk: Desk) -> None:
    """/wait pauses with a name and a date, and the honest letter says both."""
    desk.mail("My printer prints nothing.")
    desk.mail(
        "/wait vendor until thu 15:00 the fuser was ordered\n\nThe part comes on Thursday.",
        sender=ANA,
        answers=desk.letter("ana@desk.example", "notification"),
    )

    ticket = desk.ticket()
    assert (ticket["state"], ticket["waiting_for"]) == ("waiting", "vendor")
    assert ticket["promise"].startswith("2026-11-26T15:00")
    assert "The part comes on Thursday." in desk.letter("uma@acme.example", "reply").text


def test_the_urgent_word_reaches_somebody_at_any_hour(desk: Desk) -> None:
    """The night letter says that one word is enough; it is: another letter, a promise in minutes, somebody called."""
    desk.clock.set(NIGHT)
    desk.mail("The printer on floor two is slow.")
    letter = desk.letter("uma@acme.example", "acknowledgement_out_of_hours")
    assert '"urgent"' in letter.text

    desk.mail("urgent", answers=letter)

    assert desk.ticket()["priority"] == "P1"
    assert desk.letters("ana@desk.example", "alert")
    assert "22:" in desk.letter("uma@acme.example", "acknowledgement_urgent").text
