"""What the whole stories (tests/stories) leave out of one matter's course, on every combination of parts."""

from datetime import UTC, datetime, timedelta

import pytest

from desk import Desk, words_of
from deskbell.mail import read

CIO = "Catherine Osei <catherine@acme.example>"
ANA_ALONE = "ana@desk.example"
UMA = "uma@acme.example"
ANA = "Ana Silva <ana@desk.example>"
NIGHT = datetime(2026, 11, 24, 22, 10, tzinfo=UTC)

everywhere = pytest.mark.parametrize("desk", ["sqlite", "postgresql", "postgresql+redis"], indirect=True)


@everywhere
def test_at_night_the_acknowledgement_says_when_the_desk_opens(desk: Desk) -> None:
    """Out of hours the letter tells the truth about the night."""
    desk.clock.set(NIGHT)

    desk.mail("The printer on floor two is slow.", subject="Slow printer")

    letter = desk.letter("uma@acme.example", "acknowledgement_out_of_hours")
    assert "08:00" in letter.text
    assert "tomorrow, Wednesday 25 November" in letter.text


@everywhere
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
    assert "The one word send, in answer to this, sends them" in desk.letter(ANA_ALONE, "transcript").text
    assert "commands put right" not in desk.letter(ANA_ALONE, "transcript").text
    desk.mail(
        "I am away until Monday.",
        sender=ANA,
        answers=notification,
        headers={"Auto-Submitted": "auto-replied", "Subject": "Out of office"},
    )
    assert not desk.letters("uma@acme.example", "reply")

    desk.mail("send", sender=ANA, answers=desk.letters("ana@desk.example", "transcript")[0])
    assert len(desk.letters("uma@acme.example", "reply")) == 1


PASSED_ON = """What do you make of this one?

---------- Forwarded message ---------
From: Service Desk <support@desk.example>
Subject: [DB-1001] Acme: Printer
To: Ana Silva <ana@desk.example>

My printer prints nothing.
"""


@pytest.mark.parametrize(
    ("to", "subject", "words"),
    [
        ("", "Fwd : [DB-1001] Acme: Printer", "What do you make of this one?"),
        ("", "Re: FW: [DB-1001] Acme: Printer", "What do you make of this one?"),
        ("", "VL: [DB-1001] Acme: Printer", "What do you make of this one?"),
        ("tom@desk.example", "Re: [DB-1001] Acme: Printer", "He asks every week."),
        ("tom@desk.example", "Re: [DB-1001] Acme: Printer", PASSED_ON),
    ],
)
def test_words_to_a_colleague_with_the_ticket_in_copy_never_reach_the_customer(
    small_desk: Desk, to: str, subject: str, words: str
) -> None:
    """Whatever the mail program calls a forward, and also where it is called an answer; one word sends it after all."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    told = desk.letter(ANA_ALONE, "notification")
    aside = {"To": to, "Cc": told.reply_to} if to else {}
    desk.mail(words, sender=ANA, answers=told, quote=False, headers={"Subject": subject, **aside})

    assert not desk.letters(UMA, "reply")
    assert "The one word send" in desk.letter(ANA_ALONE, "transcript").text


def test_an_answer_to_what_a_customer_passed_on_goes_out(small_desk: Desk) -> None:
    """Their subject begins like a forward's; the agent's answer is an answer all the same."""
    desk = small_desk
    desk.mail(
        "Is this invoice ours?", subject="FW: Invoice 7", headers={"Message-ID": "<seven@acme.example>"}
    )
    desk.mail("It is.", sender=ANA, answers=desk.letter(ANA_ALONE, "notification"))
    assert desk.letter(UMA, "reply").text.startswith("It is.")

    desk.mail(
        "And it is paid.",
        sender=ANA,
        to="Uma Patel <uma@acme.example>",
        subject="Re: FW: Invoice 7",
        headers={"Cc": "support@desk.example", "In-Reply-To": "<seven@acme.example>"},
    )
    assert desk.ticket()["messages"][-1]["words"] == "And it is paid."
    assert len(desk.letters(UMA, "reply")) == 1, "she has it from Ana herself"


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


@pytest.mark.parametrize(
    "words", ["-- \nAna Silva\nService Desk", "Sent from my iPhone", "\n\n--\nAna Silva | Acme | +44 20 1234"]
)
def test_an_agents_signature_alone_is_no_answer(small_desk: Desk, words: str) -> None:
    """The mail program puts it there before a word is written."""
    small_desk.mail("My printer prints nothing.")
    small_desk.mail(words, sender=ANA, answers=small_desk.letter(ANA_ALONE, "notification"))

    assert not small_desk.letters(UMA, "reply")
    assert "holds no words" in small_desk.letter(ANA_ALONE, "transcript").text


@pytest.mark.parametrize(
    "words",
    ["Done.", "Ana", "👍", "Thanks,\nAna", "See below.", "1. yes\n2. no", "https://kb.example/7"],
)
def test_an_agents_shortest_answer_is_one(small_desk: Desk, words: str) -> None:
    small_desk.mail("My printer prints nothing.")
    small_desk.mail(words, sender=ANA, answers=small_desk.letter(ANA_ALONE, "notification"))

    assert small_desk.letter(UMA, "reply").text.startswith(words.partition("\n")[0])


@everywhere
def test_the_letter_without_news_never_comes_twice(desk: Desk) -> None:
    """The second time it says who above the owner was told; the third time the account manager is named."""
    desk.mail("My printer prints nothing.")

    desk.pass_time(timedelta(days=9))

    kinds = [one.kind for one in desk.letters("uma@acme.example")]
    assert kinds[:4] == ["acknowledgement", "progress", "second_miss", "third_miss"]
    assert "Lena Fischer" in desk.letter("uma@acme.example", "second_miss").text
    assert kinds.count("progress") == 1


@everywhere
def test_the_agents_words_become_the_promise(desk: Desk) -> None:
    """ "I'll write to you tomorrow by 10:00" is tracked as said."""
    desk.mail("My printer prints nothing.")

    desk.mail(
        "I'll get back to you tomorrow by 10:00.",
        sender=ANA,
        answers=desk.letter("ana@desk.example", "notification"),
    )

    assert desk.ticket()["promise"].startswith("2026-11-25T10:00")


def test_an_answer_says_by_when_the_next_one_comes(small_desk: Desk) -> None:
    """In the small print, whether a command named the time, the words did, or the terms of the ticket do."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    notification = desk.letter("ana@desk.example", "notification")

    desk.mail("Which of the two is it?", sender=ANA, answers=notification)
    assert "hear from us again tomorrow, Wednesday 25 November, by" in desk.letter(UMA, "reply").text
    desk.mail("/promise fri 15:00\n\nI have ordered the part.", sender=ANA, answers=notification)
    assert "hear from us again on Friday, 27 November, by 15:00" in desk.letter(UMA, "reply").text
    desk.mail("It came. I write again on Monday at 10:00.", sender=ANA, answers=notification)
    assert "hear from us again on Monday, 30 November, by 10:00" in desk.letter(UMA, "reply").text

    desk.mail("/assign ben", sender=ANA, answers=notification)
    assert "The time you were given stands: you will hear on Monday, 30 November, by 10:00." in " ".join(
        desk.letter(UMA, "handover").text.split()
    )


def test_no_time_is_said_while_it_is_the_customers_turn(small_desk: Desk) -> None:
    """They are reminded; what the desk promised itself is no word to them, neither in a letter nor on the page."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    notification = desk.letter("ana@desk.example", "notification")

    desk.mail("/wait customer until fri 10:00 size\n\nIs it A4?", sender=ANA, answers=notification)
    desk.mail("Look at the label in the tray.", sender=ANA, answers=notification)
    desk.mail("/assign ben", sender=ANA, answers=notification)

    assert desk.ticket()["state"] == "waiting"
    for letter in (*desk.letters(UMA, "reply"), desk.letter(UMA, "handover")):
        assert "hear" not in letter.text


def test_a_time_promised_while_it_is_the_customers_turn_is_a_promise(small_desk: Desk) -> None:
    """Whoever says when they write is held to it, whosever turn it is."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    notification = desk.letter("ana@desk.example", "notification")
    desk.mail("/wait customer until mon 10:00 size\n\nIs it A4?", sender=ANA, answers=notification)

    desk.mail("/promise thu 15:00\n\nI look at the driver until then.", sender=ANA, answers=notification)
    assert "on Thursday, 26 November, by 15:00" in desk.letter(UMA, "reply").text
    desk.pass_time(timedelta(days=3))

    assert desk.letters(ANA_ALONE, "promise_warning")
    assert desk.letters(UMA, "progress")


def test_the_first_answer_is_followed_sooner_than_the_later_ones(small_desk: Desk) -> None:
    """P3: the next word after a person's first comes in one working day, after that in two."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    notification = desk.letter("ana@desk.example", "notification")

    desk.mail("Which of the two is it?", sender=ANA, answers=notification)
    assert desk.ticket()["promise"] == "2026-11-25T09:15:00+00:00"
    desk.mail("And which room?", sender=ANA, answers=notification)
    assert desk.ticket()["promise"] == "2026-11-26T09:15:00+00:00"


def test_a_promise_longer_than_the_terms_allow_is_asked_about_first(small_desk: Desk) -> None:
    """P3: five working days. Nothing goes out until the agent has seen that it is long, and `send` promises it."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    notification = desk.letter("ana@desk.example", "notification")

    desk.mail("/promise tomorrow 10:00", sender=ANA, answers=notification)
    assert "without asking back" not in desk.letter(ANA_ALONE, "transcript").text
    promised = desk.ticket()["promise"]
    desk.mail("/promise 2026-12-18 10:00\n\nThe part comes from overseas.", sender=ANA, answers=notification)
    told = " ".join(desk.letter(ANA_ALONE, "transcript").text.split())
    assert "You promise word on Friday, 18 December, by 10:00;" in told
    assert (
        "the longest that may be promised without asking back for P3 is 5 wd, on Tuesday, 1 December" in told
    )
    assert "The part comes from overseas." in told
    assert desk.ticket()["promise"] == promised
    assert not desk.letters(UMA, "reply")

    desk.mail("send", sender=ANA, answers=desk.letter(ANA_ALONE, "transcript"))
    assert desk.ticket()["promise"] == "2026-12-18T10:00:00+00:00"
    assert "overseas" in desk.letter(UMA, "reply").text
    assert "long_promise" in desk.events()


def test_a_long_promise_put_right_is_not_asked_about_again(small_desk: Desk) -> None:
    """An earlier time in its place is done at once; a long one, written anew, is asked about anew."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    notification = desk.letter(ANA_ALONE, "notification")
    desk.mail("/promise 2026-12-18 10:00", sender=ANA, answers=notification)

    desk.mail("/promise thu 10:00", sender=ANA, answers=desk.letter(ANA_ALONE, "transcript"))
    assert desk.ticket()["promise"] == "2026-11-26T10:00:00+00:00"
    desk.mail("/promise 2027-01-18 10:00", sender=ANA, answers=notification)
    assert desk.ticket()["promise"] == "2026-11-26T10:00:00+00:00"


def test_a_long_promise_in_plain_words_goes_out_and_the_agent_is_told(small_desk: Desk) -> None:
    """What was said was said; who said it reads by when it is now due, and how to say an earlier time."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    desk.mail(
        "The part comes from overseas. I will write to you on 18 December.",
        sender=ANA,
        answers=desk.letter(ANA_ALONE, "notification"),
    )

    assert "overseas" in desk.letter(UMA, "reply").text
    assert desk.ticket()["promise"].startswith("2026-12-18")
    told = " ".join(desk.letter(ANA_ALONE, "transcript").text.split())
    assert "You promise word on Friday, 18 December" in told
    assert "without asking back" in told
    assert "long_promise" in desk.events()


def test_what_was_stopped_for_another_reason_is_asked_about_too(small_desk: Desk) -> None:
    """`send` after a misspelt command puts it right, and then asks about the long promise beside it."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    notification = desk.letter(ANA_ALONE, "notification")
    desk.mail("/urgncy low\n/promise 2026-12-30 10:00", sender=ANA, answers=notification)
    before = desk.ticket()["promise"]

    desk.mail("send", sender=ANA, answers=desk.letter(ANA_ALONE, "transcript"))
    assert desk.ticket()["promise"] == before
    desk.mail("send", sender=ANA, answers=desk.letter(ANA_ALONE, "transcript"))
    assert desk.ticket()["promise"] == "2026-12-30T10:00:00+00:00"


def test_words_behind_a_command_go_out_where_they_were_written(small_desk: Desk) -> None:
    """Behind a command at the end they follow the other words, behind one at the top they begin."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    notification = desk.letter("ana@desk.example", "notification")

    desk.mail("The part is here.\n\n/promise fri 15:00 I come then.", sender=ANA, answers=notification)
    assert desk.letter(UMA, "reply").text.startswith("The part is here.\n\nI come then.\n")
    desk.mail("/resolve It prints again.\n\nThe part was worn.", sender=ANA, answers=notification)
    assert desk.letter(UMA, "resolved").text.startswith("It prints again.\n\nThe part was worn.\n")


def test_two_matters_at_once_each_name_the_other_and_not_themselves(small_desk: Desk) -> None:
    """What stands between a person and us is what is beside the mail in hand."""
    desk = small_desk
    for number in (1, 2):
        desk.mail(words_of(number), subject=words_of(number + 7), run=False)
    desk.run()

    told = {one.subject[1:8]: one.text for one in desk.letters(kind="notification")}
    assert "- open DB-1002" in told["DB-1001"]
    assert "- open DB-1001" not in told["DB-1001"]
    assert "- open DB-1001" in told["DB-1002"]
    assert "- open DB-1002" not in told["DB-1002"]


def test_who_takes_a_ticket_over_is_told_what_was_written_so_far(small_desk: Desk) -> None:
    """The customer's words, ours, and the notes; whole sentences, no commands."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    notification = desk.letter("ana@desk.example", "notification")
    desk.mail("Which of the two is it?", sender=ANA, answers=notification)
    desk.mail("The one next to the kitchen.", answers=desk.letter(UMA, "reply"))
    desk.mail("/note she sits on floor two", sender=ANA, answers=notification)

    desk.mail("/assign ben", sender=ANA, answers=notification)

    told = desk.letter("ben@desk.example", "notification").text
    lines = ["Uma", "My printer prints nothing.", "Which of the two is it?", "she sits on floor two"]
    places = [" ".join(told.split()).index(line) for line in lines]
    assert places == sorted(places)
    assert "> The one next to the kitchen." in told
    assert "/note" not in told


@everywhere
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


def test_a_wait_without_words_tells_the_customer_that_the_time_has_moved(small_desk: Desk) -> None:
    """They were told a quarter past one; nobody lets that pass in silence because a part is ordered."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    told = desk.letter(ANA_ALONE, "notification")
    desk.mail("/wait vendor until thu 15:00 the fuser was ordered", sender=ANA, answers=told)

    moved = desk.letter(UMA, "moved").text
    assert "Ana Silva will write on Thursday, 26 November, by 15:00." in moved
    assert "13:15" in moved
    assert "The fuser was ordered." in moved


@pytest.mark.parametrize(("why", "asked"), [("Is it A4?", "Is it A4?"), ("", "the last letter")])
def test_a_customer_whose_turn_it_is_hears_so(small_desk: Desk, why: str, asked: str) -> None:
    """With the question, where the agent names it."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    told = desk.letter(ANA_ALONE, "notification")
    desk.mail(f"/wait customer until mon 10:00 {why}", sender=ANA, answers=told)

    letter = desk.letter(UMA, "waiting")
    assert asked in letter.text
    assert "We will ask once more on Thursday, 26 November" in letter.text
    assert "they are told" in desk.letter(ANA_ALONE, "transcript").text

    desk.mail("Yes, A4.", answers=letter)
    assert desk.ticket()["state"] == "open"


@everywhere
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


def test_words_that_nobody_will_see_before_the_promised_time_are_acknowledged(small_desk: Desk) -> None:
    """Ana sleeps until then; the letter says who will write when, and not that anything was closed."""
    desk = small_desk
    desk.mail("My printer prints nothing.")
    told = desk.letter(ANA_ALONE, "notification")
    desk.mail("/promise tomorrow 05:30\n\nThe part is on its way.", sender=ANA, answers=told)
    desk.clock.advance(timedelta(hours=13))
    desk.mail("There is smoke in it now, too.", answers=desk.letter(UMA, "reply"))

    acknowledged = desk.letter(UMA, "reopened")
    assert "Ana Silva will write" in acknowledged.text
    assert "open again" not in acknowledged.text
    assert "reopened" not in desk.events()
