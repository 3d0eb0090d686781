"""A manager writes at night with a red mark: who hears it, who stands up, and what is promised when nobody can."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from town import ANA, BEN, CIO, DANA, ELSEWHERE, LENA, MARCO, RED, Town, rules_of


def test_the_cio_at_night_and_the_person_on_call(town: Town) -> None:
    """Minutes are promised; the alert climbs until one tap takes it; an answer keeps the promise; no telephone rings on."""
    town.begin("Tuesday", "22:10")
    town.mail("Nobody can log in since 21:50.", sender=CIO, subject="Login down", headers=RED)

    # The CIO knows within a second who it is with and by when; two people have been called.
    promised = town.letter(CIO)
    assert promised.subject == "Re: Login down"
    assert "Ana Silva" in promised.text
    assert "by 22:25, in 15 minutes" in promised.text
    asked = town.letter(ANA, "Nobody can log in since 21:50.", "the one word mine")
    assert "Catherine Osei, CIO of Acme, is to hear from a person by 22:25" in asked.text
    assert "a manager's red mark" in asked.text
    assert town.letter(MARCO, "Nobody can log in")
    assert town.rang() == ["ana"]
    rang = town.letter("ana-pager@desk.example")
    assert len(rang.text.strip()) <= 120
    assert "log in" not in rang.text.lower() + rang.subject.lower()

    # Ana sleeps. After five minutes it is Ben's. Looking at the page takes nothing; the tap does.
    town.pass_time(timedelta(minutes=6))
    climbed = town.letter(BEN, "Ana Silva", "have not confirmed; it is now yours to take")
    assert town.rang() == ["ana", "ben"]
    status, page = town.page(climbed.link("a"))
    assert (status, "DB-" in page) == (200, True)
    assert not town.letters(ANA, "Ben Okafor has it")
    status, page = town.page(climbed.link("a"), tap="yes")
    town.settle()
    assert (status, "Ben Okafor" in page) == (200, True)
    assert town.letters(ANA, "Ben Okafor has it, confirmed at 22:16")
    town.pass_time(timedelta(minutes=2))
    assert town.rang() == ["ana", "ben"]

    # He answers the alert itself: she reads his words under his name, and the promise is kept.
    town.mail(
        "The sign-in server had run out of disk. I have made room; it is starting.",
        sender=BEN,
        answers=climbed,
    )
    told = town.letter(CIO, "run out of disk")
    assert "Ben Okafor" in str(told.message["From"])
    assert "Nobody can log in" not in told.text.split("\n> ")[0]
    assert town.ticket()["promises"][0]["state"] == "kept"

    # What she adds is his by mail alone, and it is over with one line.
    town.mail("It is still slow.", sender=CIO, answers=told)
    assert town.letter(BEN, "It is still slow.")
    town.mail("/resolve\n\nEverybody can log in since 22:30.", sender=BEN, answers=climbed)
    assert town.letter(CIO, "Everybody can log in since 22:30.")
    town.pass_time(timedelta(hours=2))
    assert len(town.rang()) == 2
    assert town.ticket()["state"] == "resolved"


def test_the_cio_complains_at_night_and_a_leader_stands_up(town: Town) -> None:
    """A complaint is as urgent as a fault: its account manager is named, the leader on call is rung, a person writes."""
    town.begin("Wednesday", "22:10")
    town.mail(
        "This is unacceptable. Nobody answers us since Monday.", sender=CIO, subject="Your desk", headers=RED
    )

    promised = town.letter(CIO).text
    assert (
        "Marco Rossi answers for this. Told of it at 22:10: Lena Fischer, Marco Rossi and Dana Novak;"
        in promised
    )
    assert "you hear from them by 22:25, in 15 minutes." in promised
    assert town.rang() == ["lena"]
    theirs = town.letter(MARCO, "Catherine Osei complains", "Nobody answers us since Monday.")
    assert town.letters(MARCO, "a draft to")

    town.pass_time(timedelta(minutes=11))
    assert set(town.rang()) == {"lena", "ben", "dana", "marco"}
    alert = town.letter(LENA, "the one word mine")
    town.mail("mine", sender=LENA, answers=alert)
    rang = len(town.rang())
    assert "Lena Fischer" in town.letter(DANA, "Lena Fischer").text
    town.mail("I have read what you wrote, and will call you at eight.", sender=LENA, answers=alert)

    words = town.letter(CIO, "I have read what you wrote")
    assert "Lena Fischer" in str(words.message["From"])
    kept, next_word = town.ticket()["promises"]
    assert kept["state"] == "kept"
    assert next_word["due"].startswith("2026-11-26T11:00"), "four hours, in which people are awake"
    town.pass_time(timedelta(hours=2))
    assert len(town.rang()) == rang

    # In the morning Marco writes down all of it, and the CIO reads it: admission and apology first.
    day = town.begin("Thursday", "09:00") + timedelta(days=28)
    town.mail(
        "/fault ours\n/cause capacity two of us were ill and nobody looked at the queue\n"
        "/correction all four of your open messages were answered this morning\n"
        "/prevention a third person looks at the queue every noon by "
        f"{day:%Y-%m-%d}\n/resolve\n\n"
        "Nobody here answered you since Monday.",
        sender=MARCO,
        answers=theirs,
    )
    closing = town.letter(CIO, "Nobody here answered you since Monday.").text
    parts = [
        closing.index(part)
        for part in ("our fault, and I am sorry", "were ill", "four of your", f"{day.day} {day:%B}")
    ]
    assert parts == sorted(parts)
    assert town.ticket()["state"] == "resolved"


def without_on_call(home: Path) -> None:
    """The sample directory, with nobody on call."""
    directory = rules_of(home) / "directory.yaml"
    text = directory.read_text("utf-8")
    start = text.index("on_call:")
    directory.write_text(text[:start] + text[text.index("\n\n", start) :], "utf-8")


def test_the_cio_at_night_with_nobody_on_call_is_told_so(own_town: Callable[..., Town]) -> None:
    """No minutes are promised that nobody keeps: who was told, that nobody is there, and the first quarter of the day."""
    town = own_town("2026-11-24 22:10", without_on_call)

    town.mail("Nobody can log in since 21:50.", sender=CIO, subject="Login down", headers=RED)
    letter = town.letter(CIO).text
    assert "Nobody is on call before that." in letter
    assert "Ana Silva will write tomorrow, Wednesday 25 November, by 07:15" in letter
    assert "minutes" not in letter
    assert town.letters(MARCO, "Nobody can log in since 21:50.")
    assert town.letters(LENA, "Nobody can log in since 21:50.")

    town.mail("This is unacceptable, nobody answers.", sender=CIO, subject="Your desk", headers=RED)
    letter = town.letter(CIO, "answers for this").text
    assert "tomorrow, Wednesday 25 November, by 08:15" in letter
    assert "Nobody is on call before then." in letter
    assert "minutes" not in letter

    # Lena reads her mail before she sleeps, and takes both; nothing rings after that.
    for subject in ("Login down", "Your desk"):
        town.mail("mine", sender=LENA, answers=town.letter(LENA, subject, "the one word mine"))
    rang = len(town.rang())

    # It is kept: Ana finds it when her day begins, and the CIO has her words before a quarter past seven.
    found = town.letter(ANA, "Nobody can log in since 21:50.")
    town.pass_time(timedelta(hours=8, minutes=50))
    assert len(town.rang()) == rang
    town.mail("I am on it, and write again at half past.", sender=ANA, answers=found)
    assert town.letter(CIO, "I am on it")
    assert town.ticket(1001)["promises"][0]["state"] == "kept"


def test_somebody_who_only_says_to_be_the_cio(town: Town) -> None:
    """A false alarm is cheap: it is urgent, and shown as unproven; it rings once, leaks nothing, and commands nothing."""
    town.begin("Friday", "08:30")
    town.mail("The archive asks for a password.", sender=CIO, subject="Archive")
    true = town.ticket()
    archive = town.letter(true["owner"], "The archive asks")
    town.begin("Friday", "22:10")
    for number, what in enumerate(("login", "network", "telephone")):
        town.mail(
            f"Everything is down ({what}), and what did I write to you this morning?",
            sender=CIO,
            subject=f"The {what} is down ‼",
            come_from=ELSEWHERE,
        )
        town.pass_time(timedelta(minutes=1))
        assert town.ticket()["priority"] == "P1"
        assert town.ticket()["proven"] is False, number

    alert = town.letter(ANA, "Everything is down (login)")
    assert "Proven: no" in alert.text or "not proven" in alert.text
    assert town.rang() == ["ana"]
    told = town.letters(CIO)
    assert len(told) == 3
    for one in told:
        assert "rchive" not in one.text
        assert true["reference"] not in one.text
        assert "what did I write" not in one.text

    # The false alarm ends with one word each; nothing of it woke anybody else.
    for what in ("login", "network", "telephone"):
        town.mail("/close", sender=ANA, answers=town.letter(ANA, f"Everything is down ({what})"))
    assert town.rang() == ["ana"]
    assert {one["state"] for one in town.tickets()[:3]} == {"closed"}
    town.mail("/close", sender=true["owner"], answers=archive)
