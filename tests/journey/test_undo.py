"""`/undo`: what an agent's last commands did is taken back; what has left by mail stays said, and that is said."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from desk import Desk, Got
from deskbell.pages import DeskPages
from deskbell.store import schema

ANA, BEN = "ana@desk.example", "ben@desk.example"


def notified(desk: Desk) -> Got:
    """What Ana was told of a printer that jams."""
    desk.mail("The printer jams on every page.", subject="Printer")
    return desk.letter(ANA, "notification")


def answer(desk: Desk, text: str, to: Got | None = None) -> str:
    """Ana answers; the transcript she gets."""
    desk.mail(text, sender=ANA, answers=to or desk.letter(ANA, "notification"))
    return desk.letter(ANA, "transcript").text


def columns(desk: Desk, number: int = 1001) -> dict[str, Any]:
    """A ticket's row and its live promise, without the times that every mail moves."""
    one = sa.select(schema.ticket).where(schema.ticket.c.id == number)
    with desk.parts.store.reading() as connection:
        row = dict(connection.execute(one).one()._mapping)
    return row | {"updated_at": None, "next_at": None, "promise": desk.ticket(number)["promise"]}


@pytest.mark.parametrize(
    "lines",
    [
        "/urgency low",
        "/wait vendor until today 12:00 parts ordered",
        "/restored",
        "/close",
        "/called They will wait until Friday.",
        "/urgency low\n/restored\n/wait Ben until today 12:00",
    ],
)
def test_what_only_the_desk_saw_is_as_it_was(desk: Desk, lines: str) -> None:
    """State, urgency, terms, times and the promise to the customer; both mails stand on the timeline."""
    notified(desk)
    before = columns(desk)
    answer(desk, lines)
    assert columns(desk) != before

    said = answer(desk, "/undo")

    assert columns(desk) == before
    assert f"taken back: {lines.splitlines()[0]}" in said
    assert "cannot be called back" not in said
    assert {"commanded", "taken_back"} <= set(desk.events(1001))


def test_the_old_promise_lives_again(small_desk: Desk) -> None:
    """The customer was never told another time, so the first still counts, and is missed if nobody writes."""
    notified(small_desk)
    due = small_desk.ticket()["promise"]
    answer(small_desk, "/wait vendor until today 12:00")
    assert small_desk.ticket()["promise"] != due

    answer(small_desk, "/undo")
    assert small_desk.ticket()["promise"] == due
    assert [one["state"] for one in small_desk.ticket()["promises"] if one["due"] == due] == ["live"]


def test_a_letter_that_left_stays_said(desk: Desk) -> None:
    """The ticket is open again with a promise; the agent is told what the customer holds in their hands."""
    notified(desk)
    answer(desk, "/resolve The rollers are new.")
    desk.clock.advance(timedelta(minutes=7))

    said = answer(desk, "/undo")

    assert "the letter to uma@acme.example (resolved) left" in said
    assert "cannot be called back" in said
    assert desk.ticket()["state"] == "open"
    assert desk.ticket()["promise"]
    assert len(desk.letters("uma@acme.example", "resolved")) == 1


def test_a_letter_that_waits_is_withdrawn(small_desk: Desk) -> None:
    """While the outbox is held nothing has been said: the words never leave, and count for nothing."""
    notified(small_desk)
    due = small_desk.ticket()["promise"]
    small_desk.parts.store.set_flag("outbox_hold", "held", small_desk.clock.now())
    answered = small_desk.letter(ANA, "notification")
    small_desk.mail("/resolve The rollers are new.", sender=ANA, answers=answered)
    small_desk.mail("/undo", sender=ANA, answers=answered)
    small_desk.parts.store.set_flag("outbox_hold", None, small_desk.clock.now())
    small_desk.run()

    assert not small_desk.letters("uma@acme.example", "resolved")
    assert "cannot be called back" not in small_desk.letter(ANA, "transcript").text
    assert small_desk.ticket()["promise"] == due
    assert "out" not in {one["direction"] for one in small_desk.ticket()["messages"]}


@pytest.mark.parametrize("line", ["/promise thu 15:00", "/wait vendor until thu 15:00", "/urgency high"])
def test_a_promise_the_customer_was_told_stands(small_desk: Desk, line: str) -> None:
    """A time that left by letter is owed, whatever is taken back."""
    notified(small_desk)
    answer(small_desk, line)
    due = small_desk.ticket()["promise"]

    said = answer(small_desk, "/undo")

    assert small_desk.ticket()["promise"] == due
    assert "they are to hear from us" in said


def test_the_one_before_comes_next(small_desk: Desk) -> None:
    """Each `/undo` takes back one mail of commands, the newest first, and none twice."""
    notified(small_desk)
    answer(small_desk, "/urgency high")
    answer(small_desk, "/restored")

    assert "taken back: /restored" in answer(small_desk, "/undo")
    assert small_desk.ticket()["priority"] == "P2"
    assert "taken back: /urgency high" in answer(small_desk, "/undo")
    assert small_desk.ticket()["priority"] == "P3"
    assert "no command of yours" in answer(small_desk, "/undo")


def test_what_somebody_changed_since_is_left_to_them(small_desk: Desk) -> None:
    """Only what still stands as the agent left it is put back; a colleague's word is not theirs to take."""
    notified(small_desk)
    answer(small_desk, "/urgency high\n/expect fri 12:00\n/assign Ben")
    small_desk.mail("/urgency low", sender=BEN, answers=small_desk.letter(BEN, "notification"))

    said = answer(small_desk, "/undo")

    assert (small_desk.ticket()["priority"], small_desk.ticket()["owner"]) == ("P4", ANA)
    assert "changed since, and left as it is: urgency, priority" in said


def test_a_colleague_hears_that_it_does_not_hold(small_desk: Desk) -> None:
    """Who was handed the ticket, or asked, is not left with it."""
    notified(small_desk)
    answer(small_desk, "/assign Ben")
    answer(small_desk, "/undo")

    assert small_desk.ticket()["owner"] == ANA
    assert "Ana Silva has taken this back: /assign Ben" in small_desk.letter(BEN, "transcript").text


def test_an_address_given_away_is_worth_nothing_afterwards(small_desk: Desk) -> None:
    """Who was let in by mistake reads no further, and their address proves nothing any more."""
    notified(small_desk)
    answer(small_desk, "/cc help@vendor.example\n\nThe part is ordered.")
    theirs = small_desk.letter("help@vendor.example", "reply")

    answer(small_desk, "/undo")
    answer(small_desk, "It comes on Friday.")
    small_desk.mail("Which part?", sender="help@vendor.example", answers=theirs)

    assert len(small_desk.letters("help@vendor.example", "reply")) == 1
    assert small_desk.ticket()["messages"][-1]["hand"] == "another"


def test_a_split_is_taken_back_with_all_that_came_since(desk: Desk) -> None:
    """One ticket again; answers to the letters of either lead to it."""
    notified(desk)
    acknowledged = desk.letter("uma@acme.example", "acknowledgement")
    desk.clock.advance(timedelta(minutes=40))
    desk.mail("My telephone is silent, too.", answers=acknowledged)
    answer(desk, "/split")
    second = desk.letter("uma@acme.example", "acknowledgement")
    desk.mail("It is the black one.", answers=second)

    said = answer(desk, "/undo", desk.letter(ANA, "transcript"))

    assert "DB-1002 is part of DB-1001 again" in said
    assert "(acknowledgement) left" in said
    desk.mail("It rings again.", answers=second)
    assert [one["words"] for one in desk.ticket(1001)["messages"] if one["direction"] == "in"] == [
        "The printer jams on every page.",
        "My telephone is silent, too.",
        "It is the black one.",
        "It rings again.",
    ]
    assert desk.ticket(1002)["merged_into"] == "DB-1001"


def test_a_merge_is_taken_back(desk: Desk) -> None:
    """Two tickets again, each with its words, its owner and its promise."""
    notified(desk)
    desk.clock.advance(timedelta(minutes=40))
    desk.mail("A chair squeaks.", subject="Chair")
    before = [columns(desk, number) for number in (1001, 1002)]
    owner = str(desk.ticket(1002)["owner"])
    mine = desk.letter(owner, "notification")
    desk.mail("/merge DB-1001", sender=owner, answers=mine)
    assert desk.ticket(1002)["state"] == "merged"

    desk.mail("/undo", sender=owner, answers=desk.letter(owner, "transcript"))

    assert [columns(desk, number) for number in (1001, 1002)] == before
    assert [one["words"] for one in desk.ticket(1002)["messages"] if one["direction"] == "in"] == [
        "A chair squeaks."
    ]


def test_a_mail_by_another_hand_is_that_again(small_desk: Desk) -> None:
    """The agent took somebody in by mistake."""
    notified(small_desk)
    small_desk.mail(
        "We have that part.",
        sender="kai@supplier.example",
        answers=small_desk.letter("uma@acme.example", "acknowledgement"),
        proven=False,
    )
    answer(small_desk, "/accept")
    answer(small_desk, "/undo")
    answer(small_desk, "We are on our way.")

    assert small_desk.ticket()["messages"][1]["hand"] == "another"
    assert not small_desk.letters("kai@supplier.example")


def test_a_part_of_a_complaint_is_missing_again(small_desk: Desk) -> None:
    """The record is as it was before the line."""
    notified(small_desk)
    answer(small_desk, "/complaint Nobody called back.")
    manager = small_desk.letter(kind="complaint_to_manager")

    def write(line: str) -> str:
        small_desk.mail(line, sender=manager.recipient, answers=manager)
        return small_desk.letter(manager.recipient, "transcript").text

    assert "missing: cause, correction, prevention" in write("/fault ours")
    write("/undo")
    assert "missing: fault, cause, prevention" in write("/correction The account works again.")


def test_what_is_everybodys_by_now_is_not_taken_back(small_desk: Desk) -> None:
    """A complaint stays on record, and the agent is told how it ends."""
    notified(small_desk)
    answer(small_desk, "/complaint Nobody called back.")

    assert "a complaint stays on record" in answer(small_desk, "/undo")


def test_the_end_of_an_incident_stands(small_desk: Desk) -> None:
    """Its tickets have been asked about; a command taken back would leave them between two truths."""
    for number in range(3):
        small_desk.mail(
            "The wireless network in the warehouse drops every scanner.",
            sender=f"Person {number} <p{number}@acme.example>",
            subject="Wireless network drops scanners",
        )
    asked = small_desk.letter(kind="incident_question")

    def write(text: str) -> str:
        small_desk.mail(text, sender=asked.recipient, answers=asked)
        return small_desk.letter(asked.recipient, "transcript").text

    write("yes")
    write("/resolve The access point is new.")
    assert "what was done to an incident stands" in write("/undo")


def test_a_colleagues_commands_are_theirs(small_desk: Desk) -> None:
    """`/undo` takes back what its writer did, and nobody else's."""
    notified(small_desk)
    answer(small_desk, "/assign Ben")
    small_desk.mail("/undo", sender=BEN, answers=small_desk.letter(BEN, "notification"))

    assert "no command of yours" in small_desk.letter(BEN, "transcript").text
    assert small_desk.ticket()["owner"] == BEN


def test_words_in_the_same_mail_go_out(small_desk: Desk) -> None:
    """One mail takes back and puts right."""
    notified(small_desk)
    answer(small_desk, "/resolve The rollers are new.")
    answer(small_desk, "/undo\n\nI was too fast; the part comes tomorrow.")

    assert small_desk.letter("uma@acme.example", "reply").text.count("I was too fast") == 1
    assert small_desk.ticket()["state"] == "open"


def test_an_alert_taken_by_mistake_climbs_on(small_desk: Desk) -> None:
    """`mine`, then `/undo`: whoever comes next in the chain is called, and those who sat down hear of it."""
    small_desk.clock.set(datetime(2026, 11, 24, 22, 10, tzinfo=UTC))
    small_desk.mail("Nobody can log in.", sender="catherine@acme.example", subject="Login down ‼")
    alert = small_desk.letter("marco@desk.example", "alert")
    small_desk.mail("mine", sender="marco@desk.example", answers=alert)
    small_desk.mail("/undo", sender="marco@desk.example", answers=alert)

    assert "nobody has the alert now" in small_desk.letter("marco@desk.example", "transcript").text
    assert "has taken this back: mine" in small_desk.letter(ANA, "transcript").text
    small_desk.pass_time(timedelta(minutes=16))
    assert small_desk.letters("vera@desk.example", "alert")


def test_an_alert_taken_by_a_tap_can_be_given_back_by_mail(small_desk: Desk) -> None:
    """The button of the page says `mine` as a mail does; `/undo` lets it climb on."""
    small_desk.clock.set(datetime(2026, 11, 24, 22, 10, tzinfo=UTC))
    small_desk.mail("Nobody can log in.", sender="catherine@acme.example", subject="Login down ‼")
    alert = small_desk.letter("marco@desk.example", "alert")
    parts = small_desk.parts
    pages = DeskPages(parts.store, lambda: parts.books.house, parts.clock, parts.troubles, parts.queue.nudge)
    page = pages.confirm(alert.link("a").rpartition("/")[2])
    assert page is not None
    assert page.confirmed_by == "Marco Rossi"
    small_desk.run()

    small_desk.mail("/undo", sender="marco@desk.example", answers=alert)

    assert "nobody has the alert now" in small_desk.letter("marco@desk.example", "transcript").text
    small_desk.pass_time(timedelta(minutes=16))
    assert small_desk.letters("vera@desk.example", "alert")
