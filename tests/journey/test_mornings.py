"""The letters of the morning: a plain digest for the management, and to each of the desk what the day brings."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from desk import Desk, words_of
from deskbell import bootstrap, journey
from deskbell.clock import SetClock
from deskbell.share import shipped

UMA = "uma@acme.example"
VERA, LENA, MARCO, ANA = (f"{name}@desk.example" for name in ("vera", "lena", "marco", "ana"))
#: London is on UTC in November.
WEDNESDAY = datetime(2026, 11, 25, tzinfo=UTC)


def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """A time of that Wednesday, or so many days later."""
    return WEDNESDAY + timedelta(days=days, hours=hour, minutes=minute)


def morning(desk: Desk, when: datetime) -> None:
    """It is that time, and what falls due happens."""
    desk.pass_time(when)
    desk.run()


def line(letter: Any, words: str) -> str:
    """The one line of a letter that says this."""
    found = [one for one in letter.text.splitlines() if words in one]
    assert len(found) == 1, letter.text
    return str(found[0])


def test_the_digest_comes_at_half_past_seven_also_when_nothing_broke(desk: Desk) -> None:
    """What came in is accounted for; a day without trouble says what was counted."""
    desk.mail("My mouse is slow.", subject="Mouse")
    morning(desk, at(7, 29))
    assert not desk.letters(VERA, "digest")

    morning(desk, at(7, 30))

    [digest] = desk.letters(VERA, "digest")
    assert digest.subject == "The desk on the morning of Wednesday, 25 November"
    assert "1 mail came in" in digest.text
    assert "and it is accounted for." in digest.text
    assert digest.text.rstrip().splitlines()[-1].startswith("Promises: ")


def test_a_desk_that_was_just_set_up_writes_its_first_digest_the_next_morning(small_desk: Desk) -> None:
    """Nobody is greeted at a quarter past nine by a digest of nothing; a broken promise is in the first one."""
    desk = small_desk
    desk.run()
    assert not desk.letters(kind="digest") + desk.letters(kind="morning")

    desk.mail("My mouse is slow.", subject="Mouse")
    morning(desk, at(7, 30))
    assert len(desk.letters(VERA, "digest")) == 1


def test_a_line_stays_until_somebody_answers_it(desk: Desk) -> None:
    """Silence has an owner and an age every morning; the morning after the answer it is told as answered."""
    desk.mail("My mouse is slow.", subject="Mouse")
    ticket = desk.ticket()
    name = {"ana": "Ana Silva", "ben": "Ben Okafor", "chloe": "Chloe Martin"}[
        ticket["owner"].partition("@")[0]
    ]
    morning(desk, at(7, 30, days=7))
    first = line(desk.letter(VERA, "digest"), ticket["reference"])
    assert "Acme" in first
    assert "Mouse" in first
    assert name in first
    assert "promises broken" in first
    assert "Since Friday, 27 November" in first
    morning(desk, at(7, 30, days=8))
    assert ticket["reference"] in desk.letter(VERA, "digest").text

    desk.mail(
        "I am bringing you a new one today.",
        sender=ticket["owner"],
        answers=desk.letter(ticket["owner"], "notification"),
    )
    morning(desk, at(7, 30, days=9))

    assert f"Answered since the last digest: {ticket['reference']}" in desk.letter(VERA, "digest").text


def test_a_complaint_stands_in_it_with_what_it_lacks(small_desk: Desk) -> None:
    """And with the first word that answers it."""
    desk = small_desk
    desk.mail("I want to complain. My laptop waited two days and no word came.", subject="Laptop")
    desk.mail("/fault ours", sender=MARCO, answers=desk.letter(MARCO, "complaint_to_manager"))
    morning(desk, at(7, 30))

    said = line(desk.letter(VERA, "digest"), "complaint")
    assert "which lacks cause, correction, prevention" in said
    assert "Marco Rossi" in said
    assert "Answer: /cause." in said


def test_nobody_reads_in_the_morning_of_a_complaint_about_themselves(small_desk: Desk) -> None:
    """Neither in the account manager's mail nor in the digest of the leader it is about."""
    desk = small_desk
    desk.mail("I want to complain about Marco. He promised to call and never did.", subject="Promises")
    desk.mail(
        "I want to complain about Vera. She hung up on me twice.", subject="Calls", sender="tom@acme.example"
    )
    about_marco, about_vera = sorted(one["reference"] for one in desk.tickets())
    for days in range(3):
        morning(desk, at(7, 45, days=days))

    assert all(about_marco not in one.text for one in desk.letters(MARCO))
    assert all(about_vera not in one.text for one in desk.letters(VERA))
    assert about_marco in desk.letter(VERA, "digest").text


def test_an_agents_morning_names_todays_promises_and_what_came_overnight(desk: Desk) -> None:
    """At the beginning of an early shift; a promise of today by its time, what came after they went home below it."""
    desk.mail("My mouse is slow.", subject="Mouse")
    owner = desk.ticket()["owner"]
    assert owner == ANA
    desk.mail(
        "/promise tomorrow 14:00 I shall bring a new one.",
        sender=owner,
        answers=desk.letter(owner, "notification"),
    )
    desk.pass_time(datetime(2026, 11, 24, 20, 0, tzinfo=UTC))
    desk.mail("The screen flickers since this evening.", subject="Screen", sender="tom@acme.example")
    later = desk.ticket()
    morning(desk, at(6, 59))
    assert not desk.letters(ANA, "morning")

    morning(desk, at(7, 0))

    [letter] = desk.letters(ANA, "morning")
    assert letter.subject == "Your day, Wednesday, 25 November"
    assert "today, Wednesday, by 14:00" in line(letter, "Mouse")
    if later["owner"] == ANA:
        assert later["reference"] in letter.text


def test_who_has_nothing_on_their_desk_gets_no_mail(small_desk: Desk) -> None:
    """An empty morning is no letter."""
    desk = small_desk
    desk.run()
    morning(desk, at(12))

    assert not desk.letters(kind="morning")


def test_a_lead_reads_what_went_wrong_in_the_team(small_desk: Desk) -> None:
    """Silence and questions nobody answered, with the owner's name; what goes well is the owner's alone."""
    desk = small_desk
    desk.mail("My mouse is slow.", subject="Mouse")
    ticket = desk.ticket()
    morning(desk, at(7, 45))
    assert not [one for one in desk.letters(LENA, "morning") if ticket["reference"] in one.text]

    morning(desk, at(7, 45, days=7))

    letter = desk.letter(LENA, "morning")
    assert "In your team:" in letter.text
    assert line(letter, ticket["reference"]).rstrip().endswith(("Ana Silva", "Ben Okafor", "Chloe Martin"))


def test_an_account_manager_reads_what_stands_between_their_clients_and_us(small_desk: Desk) -> None:
    """The third matter of one person within a week, promises not kept, complaints that lack a part."""
    desk = small_desk
    for number, what in enumerate(("mouse", "screen", "keyboard")):
        desk.mail(f"My {what} is slow, number {number}.", subject=what.title())
        desk.clock.advance(timedelta(hours=1))
    morning(desk, at(7, 45))

    letter = desk.letter(MARCO, "morning")
    assert "Your clients:" in letter.text
    assert "many matters of one person (3): Uma Patel" in letter.text


def weeks_of_mail(desk: Desk, weeks: int, each: int = 1) -> None:
    """So many people of Acme write each Tuesday at a quarter past nine, each of something else, and are answered."""
    for week in range(weeks):
        for one in range(each):
            number = 100 * week + one
            sender = f"person{number}@acme.example"
            desk.mail(words_of(number), sender=sender, subject=words_of(-1 - number)[:17])
            owner = desk.ticket()["owner"]
            desk.mail("/resolve\n\nIt is done.", sender=owner, answers=desk.letter(owner, "notification"))
        if week < weeks - 1:
            desk.clock.advance(timedelta(days=7))
            desk.run()


def days_pass(desk: Desk, days: int) -> None:
    """So many mornings come, each at eight."""
    for _ in range(days):
        morning(desk, desk.clock.now().replace(hour=8, minute=0) + timedelta(days=1))


def of_acme(desk: Desk, words: str) -> list[str]:
    """The lines of the account manager's morning mails that say this of the client."""
    lines = [line for one in desk.letters(MARCO, "morning") for line in one.text.splitlines()]
    return [line for line in lines if line.startswith("- Acme") and words in line]


def test_far_more_mail_than_usual_is_told_the_morning_after(desk: Desk) -> None:
    """Three times what is usual on such a day of the week, over eight weeks; once, and not of a quarter more."""
    weeks_of_mail(desk, 8, each=2)
    desk.clock.advance(timedelta(days=7))
    desk.run()
    weeks_of_mail(desk, 1, each=7)
    day = desk.clock.now()
    days_pass(desk, 3)

    assert len(of_acme(desk, "far more tickets in a day than usual (7)")) == 1
    assert f"since Tuesday, {day.day} January" in of_acme(desk, "far more")[0]


def test_of_a_client_who_is_new_nothing_is_usual(small_desk: Desk) -> None:
    """A first busy day is no flood; nor is a day a little busier than others."""
    weeks_of_mail(small_desk, 1, each=8)
    days_pass(small_desk, 2)

    assert not of_acme(small_desk, "far more")


def test_a_client_who_wrote_every_week_and_fell_silent_is_named(desk: Desk) -> None:
    """After fifteen working days without a mail, for a week of mornings; whoever writes again is silent no more."""
    weeks_of_mail(desk, 8)
    last = desk.clock.now()
    days_pass(desk, 20)
    assert not of_acme(desk, "fell silent")

    days_pass(desk, 20)

    told = of_acme(desk, "wrote every week and fell silent")
    assert 3 <= len(told) <= 6
    assert f"since Tuesday, {last.day} January" in told[0]


def test_whoever_wrote_now_and_then_is_not_missed(small_desk: Desk) -> None:
    """Seven weeks are no habit."""
    weeks_of_mail(small_desk, 7)
    days_pass(small_desk, 40)

    assert not of_acme(small_desk, "fell silent")


def test_no_letter_comes_on_a_day_its_reader_is_off(small_desk: Desk) -> None:
    """Saturday has none; Monday's reaches back to Friday's."""
    desk = small_desk
    desk.mail("My mouse is slow.", subject="Mouse")
    for days in range(6):
        morning(desk, at(8, 0, days=days))

    days = [one.message["Date"].datetime.strftime("%A") for one in desk.letters(VERA, "digest")]
    assert days == ["Wednesday", "Thursday", "Friday", "Monday"]
    assert "since Friday, 27 November" in desk.letter(VERA, "digest").text


def test_a_desk_that_stood_still_in_the_morning_sends_it_when_it_runs_again_that_day(
    small_desk: Desk,
) -> None:
    """Late is better than never; a whole day late is the next one's."""
    desk = small_desk
    desk.mail("My mouse is slow.", subject="Mouse")
    desk.close()
    desk.clock.set(at(15))
    desk.open()
    desk.run()
    assert len(desk.letters(VERA, "digest")) == 1
    desk.close()
    desk.open()
    desk.run()

    assert len(desk.letters(VERA, "digest")) == 1


def test_several_clocks_at_once_write_each_letter_once(desk: Desk) -> None:
    """Whatever the lease of the clock says: the note is written with the letter, under a lock."""
    desk.mail("My mouse is slow.", subject="Mouse")
    desk.pass_time(at(7, 0) - timedelta(minutes=1))
    desk.clock.set(at(7, 50))
    others = []
    if not desk.parts.store.alone:
        others = [
            bootstrap.build(desk.home, clock=SetClock(at(7, 50)), duties=frozenset(), environment={})
            for _ in range(2)
        ]
    for one in others:
        one.start()
    desks = [desk.desk, *(one.desk for one in others)]
    fresh = [replace(one, house=_fresh(one)) for one in desks]
    threads = [threading.Thread(target=_tick, args=(one,)) for one in fresh]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    desk.run()
    for one in others:
        one.stop()

    assert len(desk.letters(VERA, "digest")) == 1
    assert len(desk.letters(ANA, "morning")) <= 1


def _fresh(desk: Any) -> Any:
    """The same house, without what this process remembers of the rounds."""
    house = replace(desk.house())
    return lambda: house


def _tick(desk: Any) -> None:
    while journey.tick(desk):
        pass


def test_a_reader_has_it_in_their_language(small_desk: Desk) -> None:
    """As other letters to staff."""
    desk = small_desk
    directory = desk.home / "rules"
    directory.mkdir(exist_ok=True)
    text = (shipped("rules") / "directory.yaml").read_text("utf-8")
    text = text.replace(
        "{address: vera@desk.example, name: Vera Lind,",
        "{address: vera@desk.example, name: Vera Lind, language: de,",
    )
    (directory / "directory.yaml").write_text(text, "utf-8")
    (directory / "people.csv").write_text((shipped("rules") / "people.csv").read_text("utf-8"), "utf-8")
    desk.close()
    desk.open()
    desk.mail("My mouse is slow.", subject="Mouse")
    morning(desk, at(7, 30))

    assert "Zusagen: " in desk.letter(VERA, "digest").text
