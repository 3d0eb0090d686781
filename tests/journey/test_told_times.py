"""Times that were told to somebody: nobody is told another in the same breath, and whoever was told one hears at it."""

from datetime import UTC, datetime, timedelta

from desk import Desk, Got

ANA = "Ana Silva <ana@desk.example>"
CATHERINE = "Catherine Osei <catherine@acme.example>"
RED = {"Importance": "high", "X-Priority": "1"}
NIGHT = datetime(2026, 11, 24, 22, 10, tzinfo=UTC)


def _complaint_in_an_answer(desk: Desk) -> Got:
    """The CIO's second mail of a night, on the ticket of the first; the letter that answers it."""
    desk.clock.set(NIGHT)
    desk.mail("The trading system is down.", sender=CATHERINE, subject="Trading down", headers=RED)
    first = desk.letter("catherine@acme.example")
    desk.clock.set(NIGHT + timedelta(minutes=9))
    desk.mail("This is unacceptable. I want your director now.", sender=CATHERINE, answers=first, headers=RED)
    return desk.letter("catherine@acme.example", "complaint_acknowledgement")


def test_words_of_who_hands_a_ticket_over_leave_the_time_that_the_customer_is_told_stands(
    small_desk: Desk,
) -> None:
    desk = small_desk
    desk.mail("My laptop does not start.", subject="Laptop")
    mine = desk.letter("ana@desk.example", "notification")
    desk.mail("/assign ben\n\nI am away from tomorrow.", sender=ANA, answers=mine)

    assert "you will hear today, Tuesday, by 13:15" in desk.letter("uma@acme.example", "handover").text
    assert (
        "You will hear from us again today, Tuesday, by 13:15"
        in desk.letter("uma@acme.example", "reply").text
    )
    assert desk.ticket()["promise"] == "2026-11-24T13:15:00+00:00"


def test_a_complaint_said_in_an_answer_keeps_its_own_thread_under_one_subject(small_desk: Desk) -> None:
    desk = small_desk
    begun = _complaint_in_an_answer(desk)
    desk.pass_time(timedelta(minutes=15))
    told = desk.letter("marco@desk.example", "complaint_to_manager")
    desk.mail("I call you at eight.", sender="Marco Rossi <marco@desk.example>", answers=told)
    later = [one for one in desk.letters("catherine@acme.example") if "-- DB-1002" in one.text][1:]
    later += [one for one in desk.letters("catherine@acme.example") if "I call you at eight." in one.text]

    assert begun.subject == "What you told us on 24 November 2026 [DB-1002]"
    assert [one.kind for one in later] == ["progress", "reply"]
    assert {one.subject for one in later} == {f"Re: {begun.subject}"}
    assert {one.message["In-Reply-To"] for one in later} == {begun.message_id}


def test_whoever_complains_at_night_is_told_who_was_called_and_by_when_they_hear(small_desk: Desk) -> None:
    begun = _complaint_in_an_answer(small_desk)

    called = "Told of it at 22:19: Lena Fischer, Marco Rossi and Dana Novak; you hear from them by 22:35"
    assert called in " ".join(begun.text.split())


def test_no_news_of_an_urgent_matter_says_whom_the_alert_has_reached_or_who_has_it(small_desk: Desk) -> None:
    desk = small_desk
    desk.clock.set(NIGHT)
    desk.mail("The trading system is down.", sender=CATHERINE, subject="Trading down", headers=RED)
    desk.pass_time(timedelta(minutes=14))
    silent = desk.letter("catherine@acme.example", "progress").text

    assert "The alert began at 22:10 and has gone to Ana Silva, Lena Fischer, Marco Rossi" in silent
    assert "nobody has confirmed it yet" in silent


def test_no_news_of_an_urgent_matter_names_whoever_confirmed_it(small_desk: Desk) -> None:
    desk = small_desk
    desk.clock.set(NIGHT)
    desk.mail("The trading system is down.", sender=CATHERINE, subject="Trading down", headers=RED)
    desk.clock.set(NIGHT + timedelta(minutes=3))
    desk.mail("mine", sender=ANA, answers=desk.letter("ana@desk.example", "alert"))
    desk.pass_time(timedelta(minutes=11))

    assert (
        "Ana Silva confirmed at 22:13 that it is in hand."
        in desk.letter("catherine@acme.example", "progress").text
    )


def test_a_manager_who_was_told_a_time_on_a_users_ticket_hears_at_it(small_desk: Desk) -> None:
    """And is not told the day by which the matter was expected when it was less urgent."""
    desk = small_desk
    desk.mail("The VPN drops every ten minutes.", subject="VPN", headers={"Cc": CATHERINE})
    desk.mail("The board meets at eight.", sender=CATHERINE, answers=desk.letters()[0], headers=RED)
    told = desk.letter("catherine@acme.example", "acknowledgement_urgent").text
    assert "by 09:30, in 15 minutes" in told
    assert "We expect" not in told

    desk.pass_time(timedelta(minutes=14))
    assert desk.letter("catherine@acme.example", "progress").subject == "Re: VPN"
    assert desk.letter("uma@acme.example", "progress").subject == "Re: VPN"

    desk.pass_time(timedelta(minutes=30))
    assert "Lena Fischer now sees to it" in desk.letter("catherine@acme.example", "second_miss").text
