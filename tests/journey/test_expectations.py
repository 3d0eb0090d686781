"""By when it should be solved: told as an expectation, confirmed, moved, and never left to pass in silence."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk import Desk

UMA, ANA = "uma@acme.example", "ana@desk.example"
AGENT = "Ana Silva <ana@desk.example>"
NOTICES = """entries:
  - name: kettle
    when: {subject: {contains: [kettle]}}
    then:
      since: 2026-11-24 07:00
      until: 2026-11-25 07:00
      link: propose
      text: {en: The kettle is being repaired.}
    because: It is broken.
    examples:
      - mail: {subject: Kettle, at: 2026-11-24 09:30}
"""

everywhere = pytest.mark.parametrize("desk", ["sqlite", "postgresql"], indirect=True)


def say(desk: Desk, text: str) -> None:
    """Ana answers her newest notification."""
    desk.mail(text, sender=AGENT, answers=desk.letter(ANA, "notification"))


def until(desk: Desk, kind: str, reader: str = UMA) -> datetime:
    """Time passes, and Ana writes to Uma each day, until such a letter has gone; when that was."""
    before = len(desk.letters(reader, kind))
    for _ in range(20):
        end = desk.clock.now() + timedelta(hours=20)
        while desk.clock.now() < end and len(desk.letters(reader, kind)) == before:
            due = desk.next_due()
            desk.clock.set(min(end, max(due, desk.clock.now() + timedelta(seconds=1)) if due else end))
            desk.run()
        if len(desk.letters(reader, kind)) > before:
            return desk.clock.now()
        say(desk, "I am still looking into it.")
    raise AssertionError(f"no letter {kind} in three weeks")


@everywhere
def test_the_acknowledgement_says_by_when_we_expect_it_solved(desk: Desk) -> None:
    """An ordinary matter's target is said as an expectation, on the reader's clock, and the ticket knows it."""
    desk.mail("My screen stays dark since this morning.", subject="Dark screen")

    letter = desk.letter(UMA, "acknowledgement")
    assert (
        "We expect to have this solved on Tuesday, 1 December, by 09:15; either way you hear by the time above."
        in letter.text
    )
    assert desk.ticket()["expected"] == "2026-12-01T09:15:00+00:00"
    assert (
        "Told to expect it solved: on Tuesday, 1 December, by 09:15" in desk.letter(ANA, "notification").text
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mein Bildschirm bleibt seit heute früh dunkel, bitte helfen Sie mir.", "bis 09:15 Uhr gelöst ist"),
        ("Mon écran reste noir depuis ce matin, pouvez-vous m'aider ?", "avant 9 h 15 ; à l'heure dite"),
        ("Mi pantalla sigue oscura desde esta mañana, por favor ayúdenme.", "antes de las 9:15; a la hora"),
    ],
)
def test_the_expectation_is_said_in_the_readers_language(small_desk: Desk, text: str, words: str) -> None:
    """German, French and Spanish have their own words for what is expected and what is promised."""
    small_desk.mail(text, sender="Sam <sam@acme.example>", subject="Monitor")

    assert words in small_desk.letter("sam@acme.example", "acknowledgement").text


def test_at_night_it_is_said_too(small_desk: Desk) -> None:
    """The letter out of hours names the same expectation; it counts from the opening."""
    small_desk.clock.set(datetime(2026, 11, 24, 22, 10, tzinfo=UTC))
    small_desk.mail("The printer on floor two is slow.", subject="Slow printer")

    assert "We expect to have this solved on Wednesday, 2 December, by 08:00" in small_desk.letter(UMA).text


@pytest.mark.parametrize(
    ("sender", "subject", "text", "proven"),
    [
        ("Eve <eve@elsewhere.example>", "Screen", "My screen stays dark.", False),
        ("Uma Patel <uma@acme.example>", "Login down", "Nobody in the whole company can log in.", True),
        ("Uma Patel <uma@acme.example>", "Complaint", "I want to make a complaint about your service.", True),
        ("Uma Patel <uma@acme.example>", "Thank you", "Thank you so much, great work by all of you!", True),
    ],
    ids=["a stranger", "a P1", "a complaint", "praise"],
)
def test_nothing_is_expected_of_what_the_books_do_not_measure(
    small_desk: Desk, sender: str, subject: str, text: str, proven: bool
) -> None:
    """Strangers, urgent matters, complaints and thanks are told no time of solution by the rules."""
    small_desk.mail(text, sender=sender, subject=subject, proven=proven)

    assert small_desk.ticket()["expected"] is None
    for letter in small_desk.letters(sender.partition("<")[2].rstrip(">")):
        assert "expect" not in letter.text


def test_a_known_faults_end_is_not_measured_by_the_book(tmp_path: Path) -> None:
    """Where a notice says what is known, no target stands beside it."""
    rules = tmp_path / "home" / "rules"
    rules.mkdir(parents=True)
    (rules / "notices.yaml").write_text(NOTICES, "utf-8")
    desk = Desk(tmp_path / "home")

    desk.mail("The kettle in the kitchen stays cold.", subject="Kettle")

    text = desk.letter(UMA, "acknowledgement").text
    assert "The kettle is being repaired." in text
    assert "expect" not in text
    desk.close()


@everywhere
def test_the_owner_is_warned_a_working_day_before_the_expected_time(desk: Desk) -> None:
    """In time to solve it, or to say another time; the customer is told nothing by then."""
    desk.mail("My screen stays dark since this morning.", subject="Dark screen")
    say(desk, "I am looking into it.")

    at = until(desk, "promise_warning", ANA)
    while "was told to expect" not in desk.letter(ANA, "promise_warning").text:
        at = until(desk, "promise_warning", ANA)

    assert at.date() == datetime(2026, 11, 30, tzinfo=UTC).date()
    assert "Uma Patel was told to expect this solved" in desk.letter(ANA, "promise_warning").text
    assert not desk.letters(UMA, "unsolved")


@everywhere
def test_a_time_that_passes_is_said_before_it_does_with_the_next_word(desk: Desk) -> None:
    """Nobody finds out by themselves: half an hour before, the letter says so, and by when Ana writes; that is tracked."""
    desk.mail("My screen stays dark since this morning.", subject="Dark screen")
    say(desk, "I am looking into it.")

    at = until(desk, "unsolved")

    letter = desk.letter(UMA, "unsolved")
    assert at == datetime(2026, 12, 1, 8, 45, tzinfo=UTC)
    assert "It is not solved yet; Ana Silva will write" in letter.text
    assert "The time we had expected, today, Tuesday, at 09:15, no longer holds." in letter.text
    ticket = desk.ticket(1001)
    assert ticket["expected"] is None
    due = datetime.fromisoformat(ticket["promise"])
    assert at < due <= at + timedelta(days=3)
    assert due.strftime("by %H:%M") in letter.text
    desk.pass_time(timedelta(hours=2))
    assert len(desk.letters(UMA, "unsolved")) == 1


def test_while_a_supplier_has_the_turn_the_reason_is_said(small_desk: Desk) -> None:
    """The letter bears the owner's own reason, and the time until which we wait, not a sooner one made up."""
    desk = small_desk
    desk.mail("My screen stays dark since this morning.", subject="Dark screen")
    say(desk, "/wait vendor until 2026-12-03 15:00 the panel is ordered")

    desk.pass_time(timedelta(days=8))

    text = desk.letter(UMA, "unsolved").text
    assert "We have been waiting for the supplier since" in text
    assert "the panel is ordered" in text
    assert "on Thursday, 3 December, by 15:00" in text


def test_what_is_solved_in_time_is_never_said_to_be_late(small_desk: Desk) -> None:
    """After /resolve no letter speaks of the expected time any more."""
    desk = small_desk
    desk.mail("My screen stays dark since this morning.", subject="Dark screen")
    say(desk, "/resolve Your screen is exchanged.")

    desk.pass_time(timedelta(days=14))

    assert not desk.letters(UMA, "unsolved")
    assert desk.ticket(1001)["expected"] is None


def test_a_person_says_it_and_the_customer_hears_it_once(small_desk: Desk) -> None:
    """With words it stands in the small print of those words, without any it is a letter of its own."""
    desk = small_desk
    desk.mail("Nobody in our team can print.", subject="Team printer", headers={"Importance": "high"})
    assert desk.ticket()["expected"] is None, "this matter's rule publishes no target"
    say(desk, "/expect fri 15:00\n\nThe part is on its way.")
    reply = desk.letter(UMA, "reply").text
    assert "We expect it solved on Friday, 27 November, by 15:00." in reply
    assert not desk.letters(UMA, "expected")
    assert not desk.letters(UMA, "moved")

    say(desk, "/expect thu 12:00")
    moved = desk.letter(UMA, "moved").text
    assert "We now expect it solved on Thursday, 26 November" in moved


def test_an_expectation_without_words_goes_by_a_letter_of_its_own(small_desk: Desk) -> None:
    """What is expected and what is promised stand side by side."""
    desk = small_desk
    desk.mail("Nobody in our team can print.", subject="Team printer", headers={"Importance": "high"})

    say(desk, "/expect fri 15:00")

    text = desk.letter(UMA, "expected").text
    assert "Ana Silva expects this to be solved on Friday, 27 November, by 15:00." in text
    assert "the promise is that you will hear" in text


def test_what_a_person_said_is_confirmed_as_it_draws_near_and_a_target_is_not(small_desk: Desk) -> None:
    """ "It stands" is a person's word: the desk confirms what somebody said, not what a book reckoned."""
    desk = small_desk
    desk.mail("My screen stays dark since this morning.", subject="Dark screen")
    say(desk, "I am looking into it.")
    until(desk, "unsolved")
    assert not desk.letters(UMA, "firm")

    say(desk, "/expect 2026-12-04 15:00\n\nThe panel comes on Friday.")
    at = until(desk, "firm")
    assert at == datetime(2026, 12, 4, 11, 0, tzinfo=UTC)
    assert "It stands: we expect it solved today, Friday." in desk.letter(UMA, "firm").text


def test_undo_takes_an_expectation_back(small_desk: Desk) -> None:
    """What stood before stands again."""
    desk = small_desk
    desk.mail("My screen stays dark since this morning.", subject="Dark screen")
    say(desk, "/expect fri 15:00")
    assert desk.ticket()["expected"].startswith("2026-11-27T15:00")

    say(desk, "/undo")

    assert desk.ticket()["expected"].startswith("2026-12-01T09:15")
