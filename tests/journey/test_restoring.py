"""By when people should work again: the desk's own aim, watched for its people and told to nobody else."""

from datetime import UTC, datetime, timedelta

import pytest

from desk import Desk

ANA, AGENT, UMA = "ana@desk.example", "Ana Silva <ana@desk.example>", "uma@acme.example"

everywhere = pytest.mark.parametrize("desk", ["sqlite", "postgresql"], indirect=True)


def fault(desk: Desk) -> None:
    """A fault that hinders one person, on a Tuesday at a quarter past nine: three working days to restore."""
    desk.mail("My screen stays dark and does not work since this morning.", subject="Screen broken")
    assert (desk.ticket()["kind"], desk.ticket()["priority"]) == ("fault", "P3")


def about_restoring(desk: Desk, reader: str = "") -> list[str]:
    """The letters about it, as text."""
    letters = [one.text for one in desk.letters(reader, "promise_warning")]
    return [text for text in letters if "able to work again" in text]


@everywhere
def test_the_owner_sees_the_aim_at_once_and_the_customer_never(desk: Desk) -> None:
    """It stands in the first letter to the owner; what the customer is told is the next word and the solution."""
    fault(desk)

    assert desk.ticket()["restore_due"] == "2026-11-27T09:15:00+00:00"
    assert "Should work again: on Friday, 27 November, by 09:15" in desk.letter(ANA, "notification").text
    assert "27 November" not in desk.letter(UMA).text


@everywhere
def test_its_owner_is_warned_before_it_and_the_lead_hears_after_it(desk: Desk) -> None:
    """An hour of work before; and once it has passed, by name and with what ends it."""
    fault(desk)

    desk.pass_time(datetime(2026, 11, 27, 9, 10, tzinfo=UTC))
    (warning,) = about_restoring(desk)
    assert "Uma Patel should be able to work again today, Friday, by 09:15." in warning
    assert "/restored" in warning

    desk.pass_time(timedelta(minutes=10))
    late = about_restoring(desk)
    assert len(late) == 3
    assert {one.recipient for one in desk.letters(kind="promise_warning") if "nothing says" in one.text} == {
        ANA,
        "lena@desk.example",
    }
    desk.pass_time(timedelta(days=5))
    assert len(about_restoring(desk)) == 3
    assert not about_restoring(desk, UMA)


def test_what_works_again_in_time_is_never_chased(small_desk: Desk) -> None:
    """`/restored` ends it, and so does the solution."""
    for line in ("/restored", "/resolve It has a new cable."):
        fault(small_desk)
        small_desk.mail(line, sender=AGENT, answers=small_desk.letter(kind="notification"))
        small_desk.pass_time(timedelta(days=1))

    small_desk.pass_time(timedelta(days=6))

    assert not about_restoring(small_desk)


def test_while_the_customer_has_the_turn_nobody_is_chased(small_desk: Desk) -> None:
    """A wait that is not ours to end is not held against us."""
    fault(small_desk)
    small_desk.mail(
        "/wait customer until 2026-12-15 10:00 Which model is it?",
        sender=AGENT,
        answers=small_desk.letter(ANA, "notification"),
    )

    small_desk.pass_time(timedelta(days=8))

    assert not about_restoring(small_desk)


def test_a_question_has_nothing_to_restore(small_desk: Desk) -> None:
    """Only of a fault can it be said that people work again."""
    small_desk.mail("How do I print on both sides of the paper?", subject="Question about printing")

    assert small_desk.ticket()["restore_due"] is None


def test_more_urgent_is_sooner_and_less_urgent_later(small_desk: Desk) -> None:
    """The aim goes with the terms, counted from when they were set."""
    fault(small_desk)
    notification = small_desk.letter(ANA, "notification")
    small_desk.mail("/urgency P1", sender=AGENT, answers=notification)
    assert small_desk.ticket()["restore_due"] == "2026-11-24T13:15:00+00:00"

    small_desk.mail("/urgency P3", sender=AGENT, answers=notification)
    assert small_desk.ticket()["restore_due"] == "2026-11-27T09:15:00+00:00"
    small_desk.mail("/urgency P4", sender=AGENT, answers=notification)
    assert small_desk.ticket()["restore_due"] is None
