"""Nothing went out in time: the owner's apology lies ready, and one word sends it; or nobody's word, and it stays."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from desk import Desk, Got, words_of

UMA = "uma@acme.example"


def broken(desk: Desk) -> tuple[str, Got]:
    """Uma waits for word; the desk stands still until an hour after it was due. Its owner, and what they were told."""
    desk.mail("My chair is broken and I cannot sit at my desk.", subject="Chair")
    desk.clock.set(_due(desk) + timedelta(hours=1))
    desk.run()
    owner = str(desk.ticket()["owner"])
    return owner, desk.letter(owner, "promise_broken")


def _live(desk: Desk) -> dict[str, Any]:
    [live] = [one for one in desk.ticket()["promises"] if one["state"] == "live"]
    return dict(live)


def _due(desk: Desk) -> datetime:
    return datetime.fromisoformat(_live(desk)["due"])


def _body(letter: Got) -> str:
    return letter.text.partition("\n--")[0].strip()


def _shown(told: Got) -> str:
    """The letter as the one that lays it before the owner shows it."""
    quoted = [line for line in told.text.splitlines() if line.startswith(">")]
    return "\n".join(quoted).replace("> ", "").replace(">", "").strip()


def test_one_word_sends_what_lies_before_the_owner_in_their_name(desk: Desk) -> None:
    """What they were shown is what the customer reads, to the letter, and the time it names is the owner's promise."""
    owner, told = broken(desk)
    assert "The one word send sends this in your name" in told.text
    assert not desk.letters(UMA, "missed")
    due = _due(desk)

    desk.mail("send", sender=owner, answers=told)

    [letter] = desk.letters(UMA, "missed")
    assert " ".join(_body(letter).split()) == " ".join(_shown(told).split())
    assert "I am sorry" in letter.text
    assert str(letter.message["From"].addresses[0].display_name).startswith("Ana Silva, ")
    assert letter.subject == "Re: Chair"
    live = _live(desk)
    assert (datetime.fromisoformat(live["due"]), live["by"]) == (due, owner)
    events = desk.events()
    assert (events.count("missed_laid"), events.count("missed_sent")) == (1, 1)
    assert "sent in your name" in desk.letter(owner, "transcript").text


def test_the_word_said_twice_sends_it_once(small_desk: Desk) -> None:
    """Impatience, or a mail that comes by two ways: the second word says what became of the first."""
    desk = small_desk
    owner, told = broken(desk)
    desk.mail("send", sender=owner, answers=told)
    desk.mail("send", sender=owner, answers=told)

    assert len(desk.letters(UMA, "missed")) == 1
    assert "a person has written to them since" in desk.letter(owner, "transcript").text


def test_a_telephone_that_names_no_letter_sends_it_too(small_desk: Desk) -> None:
    """The word alone, to the ticket's address, is about what lies there."""
    desk = small_desk
    owner, told = broken(desk)
    desk.mail("Send", sender=owner, to=told.reply_to, subject="Re: Chair")

    assert len(desk.letters(UMA, "missed")) == 1


def test_a_word_that_nothing_proves_sends_nothing(small_desk: Desk) -> None:
    """Whoever writes in the owner's name without their address or their server's word is refused as ever."""
    desk = small_desk
    owner, told = broken(desk)
    desk.mail(
        "send",
        sender=owner,
        to="support@desk.example",
        subject="Re: Chair",
        proven=False,
        headers={"In-Reply-To": told.message_id, "References": told.message_id},
    )

    assert not desk.letters(UMA, "missed")
    assert "missed_sent" not in desk.events()
    assert "Nothing proves that this mail is yours" in desk.letter(owner, "transcript").text


def test_a_colleague_does_not_speak_in_the_owners_name(small_desk: Desk) -> None:
    """The lead may write words of their own; the owner's apology is the owner's to send."""
    desk = small_desk
    owner, told = broken(desk)
    sender = "marco@desk.example" if owner.startswith("ana") else "ana@desk.example"
    desk.mail(
        "send",
        sender=sender,
        to="support@desk.example",
        subject=told.subject,
        headers={"In-Reply-To": told.message_id, "References": told.message_id},
    )

    assert not desk.letters(UMA, "missed")


def test_without_the_word_it_goes_to_nobody_and_the_desk_writes_itself_at_the_second_miss(desk: Desk) -> None:
    """Who above the owner was told, and a new time; what lay before the owner names a time that is over, and goes no more."""
    owner, told = broken(desk)
    desk.pass_time(_due(desk) + timedelta(minutes=1))

    assert not desk.letters(UMA, "missed")
    assert [one.kind for one in desk.letters(UMA)][-2:] == ["after_outage", "second_miss"]
    desk.mail("send", sender=owner, answers=told)
    assert not desk.letters(UMA, "missed")
    assert "does not hold any more" in desk.letter(owner, "transcript").text


def test_words_of_the_owner_go_in_its_place(small_desk: Desk) -> None:
    """As their answer; the one word afterwards would say it a second time, and does not."""
    desk = small_desk
    owner, told = broken(desk)
    desk.mail("I am sorry, Uma. The chair comes tomorrow.", sender=owner, answers=told)
    desk.mail("send", sender=owner, answers=told)

    assert "The chair comes tomorrow." in desk.letter(UMA, "reply").text
    assert not desk.letters(UMA, "missed")


def test_no_keeps_it_back(small_desk: Desk) -> None:
    desk = small_desk
    owner, told = broken(desk)
    desk.mail("no", sender=owner, answers=told)

    assert not desk.letters(UMA, "missed")
    assert "missed_kept_back" in desk.events()
    assert "kept back" in desk.letter(owner, "transcript").text


def test_whoever_hands_it_over_no_longer_apologises(small_desk: Desk) -> None:
    """The letter says I of somebody who has the matter no more."""
    desk = small_desk
    owner, told = broken(desk)
    other = "Marco" if owner.startswith("ana") else "Ana"
    desk.mail(f"/assign {other}", sender=owner, answers=told)
    desk.mail("send", sender=owner, answers=told)

    assert not desk.letters(UMA, "missed")
    assert "has the matter now" in desk.letter(owner, "transcript").text


def test_a_new_promise_takes_its_time_away(small_desk: Desk) -> None:
    """The customer was told another time meanwhile; a letter with the old one would be untrue."""
    desk = small_desk
    owner, told = broken(desk)
    desk.mail("/promise tomorrow 16:00", sender=owner, answers=told)
    desk.mail("send", sender=owner, answers=told)

    assert not desk.letters(UMA, "missed")
    assert "does not hold any more" in desk.letter(owner, "transcript").text


def test_a_promise_that_was_held_lays_nothing(small_desk: Desk) -> None:
    """The letter without news went in time, so no apology is due, and the one word sends nothing."""
    desk = small_desk
    desk.mail("My chair is broken and I cannot sit at my desk.", subject="Chair")
    desk.pass_time(_due(desk))
    owner = str(desk.ticket()["owner"])
    told = desk.letter(owner, "promise_broken")
    assert "send" not in told.text
    desk.mail("send", sender=owner, answers=told)

    assert [one.kind for one in desk.letters(UMA)] == ["acknowledgement", "progress"]


def test_it_is_in_the_language_of_whoever_reads_it(small_desk: Desk) -> None:
    """The owner sees a French apology where a Frenchman would get one."""
    desk = small_desk
    desk.mail("Bonjour, ma chaise est cassée et je ne peux plus travailler assise.", subject="Chaise")
    desk.clock.set(_due(desk) + timedelta(hours=1))
    desk.run()
    owner = str(desk.ticket()["owner"])
    told = desk.letter(owner, "promise_broken")
    assert "je vous prie de m'en excuser" in " ".join(_shown(told).split())


def test_of_a_stranger_whose_letters_a_cap_stops_the_owner_is_not_told_that_the_desk_wrote(
    small_desk: Desk,
) -> None:
    """What waits for a cap has not been said to anybody."""
    desk = small_desk
    for number in range(8):
        desk.mail(words_of(number), sender="jo@elsewhere.example", subject=words_of(9 + number), proven=False)
    desk.pass_time(timedelta(days=1))
    told = [one.text for one in desk.letters(kind="promise_broken")]
    assert {"has written to jo@elsewhere.example" in one for one in told} == {True, False}


@pytest.mark.parametrize("late", [timedelta(minutes=1), timedelta(days=3)])
def test_a_desk_that_stood_still_lays_it_however_long_it_stood(small_desk: Desk, late: timedelta) -> None:
    desk = small_desk
    desk.mail("My chair is broken and I cannot sit at my desk.", subject="Chair")
    desk.clock.set(_due(desk) + late)
    desk.run()
    assert desk.events().count("missed_laid") == 1


def test_taken_back_before_it_leaves_it_is_as_if_nobody_had_said_it(small_desk: Desk) -> None:
    """While the outbox is held `/undo` still catches it; the word may be said again afterwards."""
    desk = small_desk
    owner, told = broken(desk)
    before = _live(desk)
    desk.parts.store.set_flag("outbox_hold", "held", desk.clock.now())
    desk.mail("send", sender=owner, answers=told)
    desk.mail("/undo", sender=owner, answers=told)
    desk.parts.store.set_flag("outbox_hold", None, desk.clock.now())
    desk.run()

    assert not desk.letters(UMA, "missed")
    assert (_live(desk)["due"], _live(desk)["by"]) == (before["due"], before["by"])
    desk.mail("send", sender=owner, answers=told)
    assert len(desk.letters(UMA, "missed")) == 1
