"""An agent sees that it is more urgent than it was taken for: people stand up, and the customer hears of a nearer time."""

from datetime import datetime, timedelta

from desk import Desk, Got

ANA, UMA = "ana@desk.example", "uma@acme.example"


def notified(desk: Desk) -> Got:
    """What Ana was told of Uma's printer, which hinders one person; Uma was promised word by 13:15."""
    desk.mail("The printer jams on every page.", subject="Printer")
    assert (desk.ticket()["priority"], desk.ticket()["promise"]) == ("P3", "2026-11-24T13:15:00+00:00")
    return desk.letter(ANA, "notification")


def test_the_customer_hears_of_the_nearer_time(desk: Desk) -> None:
    """In one letter, with the old time beside it; the promise that is tracked is the one that was told."""
    told = notified(desk)
    desk.mail("/urgency P2", sender=ANA, answers=told)

    assert desk.ticket()["promise"] == "2026-11-24T10:15:00+00:00"
    assert [one["state"] for one in desk.ticket()["promises"]] == ["renewed", "live"]
    [letter] = desk.letters(UMA, "moved")
    assert "Ana Silva will write today, Tuesday, by 10:15." in letter.text
    assert "Until now the time was" in letter.text
    assert "is told of the nearer time" in desk.letter(ANA, "transcript").text


def test_people_stand_up_and_the_alert_climbs_as_for_any_p1(desk: Desk) -> None:
    """A quarter of an hour to the first word; those on call are called, and the next ones when nobody says `mine`."""
    told = notified(desk)
    desk.mail("/urgency P1", sender=ANA, answers=told)

    assert desk.ticket()["promise"] == "2026-11-24T09:30:00+00:00"
    assert "by 09:30" in desk.letter(UMA, "moved").text
    assert "The printer jams on every page." in desk.letter("lena@desk.example", "alert").text
    assert desk.letters(kind="pager")
    rung = len(desk.letters(kind="pager"))
    desk.pass_time(timedelta(minutes=6))
    assert len(desk.letters(kind="pager")) > rung
    assert "alert_climbed" in desk.events()


def test_said_twice_it_calls_people_once(small_desk: Desk) -> None:
    desk = small_desk
    told = notified(desk)
    desk.mail("/urgency P1", sender=ANA, answers=told)
    desk.mail("/urgency P1", sender=ANA, answers=told)

    assert desk.events().count("alerted") == 1
    assert len(desk.letters(UMA, "moved")) == 1


def test_words_in_the_same_mail_say_the_time_themselves(small_desk: Desk) -> None:
    """No second letter: the answer's small print has the time, by the pace of a more urgent matter; and Ana has the alert."""
    desk = small_desk
    told = notified(desk)
    desk.mail("/urgency P1\n\nI am on my way to you, Uma.", sender=ANA, answers=told)

    assert not desk.letters(UMA, "moved")
    assert desk.ticket()["promise"] == "2026-11-24T09:45:00+00:00"
    assert "9:45" in desk.letter(UMA, "reply").text
    assert {"alerted", "alert_confirmed"} <= set(desk.events())


def test_a_time_that_the_agent_names_stands(small_desk: Desk) -> None:
    """Whoever promises a time in the same mail means that one."""
    desk = small_desk
    desk.mail("/urgency P2\n/promise today 16:00", sender=ANA, answers=notified(desk))

    assert desk.ticket()["promise"] == "2026-11-24T16:00:00+00:00"
    assert len(desk.letters(UMA, "moved")) == 1


def test_less_urgent_keeps_the_time_that_was_told(small_desk: Desk) -> None:
    """Nobody's word comes later than they were told, unless a letter says so."""
    desk = small_desk
    told = notified(desk)
    desk.mail("/urgency P4", sender=ANA, answers=told)

    assert desk.ticket()["promise"] == "2026-11-24T13:15:00+00:00"
    assert [one.kind for one in desk.letters(UMA)] == ["acknowledgement"]
    desk.pass_time(datetime.fromisoformat("2026-11-24T13:20:00+00:00"))
    assert [one.kind for one in desk.letters(UMA)] == ["acknowledgement", "progress"]


def test_up_and_down_again_keeps_the_nearer_time(small_desk: Desk) -> None:
    """Uma was told 10:15, so 10:15 it is, however urgent it turns out to be."""
    desk = small_desk
    told = notified(desk)
    desk.mail("/urgency P2", sender=ANA, answers=told)
    desk.mail("/urgency P3", sender=ANA, answers=told)

    assert desk.ticket()["promise"] == "2026-11-24T10:15:00+00:00"
    assert len(desk.letters(UMA, "moved")) == 1


def test_while_the_customer_has_the_turn_only_our_own_look_is_nearer(small_desk: Desk) -> None:
    """They owe us an answer; a nearer time of ours is no news to them."""
    desk = small_desk
    told = notified(desk)
    desk.mail("/wait customer until fri 12:00 which tray?", sender=ANA, answers=told)
    before = [one.kind for one in desk.letters(UMA)]
    desk.mail("/urgency P1", sender=ANA, answers=told)

    assert [one.kind for one in desk.letters(UMA)] == before


def test_taken_back_nobody_is_called_on(desk: Desk) -> None:
    """The alert is over with the command that made it; the nearer time has left by letter, and stands."""
    told = notified(desk)
    desk.mail("/urgency P1", sender=ANA, answers=told)
    desk.mail("/undo", sender=ANA, answers=told)
    pagers = len(desk.letters(kind="pager"))
    assert (desk.ticket()["priority"], desk.ticket()["promise"]) == ("P3", "2026-11-24T09:30:00+00:00")
    desk.pass_time(timedelta(minutes=12))

    assert len(desk.letters(kind="pager")) == pagers
    assert "alert_taken_back" in desk.events()


def test_raised_once_more_people_are_called_once_more(small_desk: Desk) -> None:
    """What was less urgent meanwhile is a new call."""
    desk = small_desk
    told = notified(desk)
    for line in ("/urgency P1", "/undo", "/urgency P1"):
        desk.mail(line, sender=ANA, answers=told)

    assert desk.events().count("alerted") == 2
