"""What the operator hears of while the desk runs, and what becomes of letters that a cap held back."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from desk import Desk, words_of
from deskbell import journey
from deskbell.ports import Arrival
from deskbell.store import schema

OPERATOR = "operator@desk.example"
VICTIM = "victim@elsewhere.example"
#: Longer than the time between two looks.
LOOK = timedelta(minutes=6)
MAILBOX = '\n[[intake.imap]]\nname = "support"\nhost = "127.0.0.1"\nuser = "support"\n'


def flood(desk: Desk, count: int, sender: str = VICTIM) -> None:
    """Mails of different matters, all in one unproven name."""
    for number in range(count):
        subject = words_of(number + 100)[:26]
        desk.mail(words_of(number), sender=sender, subject=subject, proven=False)


def alarms(desk: Desk) -> list[tuple[str, str]]:
    return [(one.kind, one.subject) for one in desk.letters(OPERATOR) if one.kind.startswith("operator")]


@pytest.fixture
def box(small_desk: Desk) -> Desk:
    """A desk with a mailbox to read."""
    small_desk.close()
    with (small_desk.home / "deskbell.toml").open("a") as settings:
        settings.write(MAILBOX)
    small_desk.open()
    return small_desk


def test_what_a_cap_held_back_goes_when_there_is_room_and_the_operator_hears_of_both(desk: Desk) -> None:
    """One letter names the command that lets it go at once; when nothing waits any more another one says so."""
    flood(desk, 4)
    assert len(desk.letters(VICTIM)) == 2

    desk.pass_time(LOOK)
    told = desk.letter(OPERATOR, "operator_alarm")
    assert "deskbell outbox release" in told.text
    assert "A cap stops letters" in told.text

    desk.pass_time(timedelta(hours=1))
    desk.pass_time(LOOK)
    desk.pass_time(LOOK)
    assert len(desk.letters(VICTIM, "acknowledgement_stranger")) == 4
    assert "cap_lifted" in desk.events(1004)
    assert alarms(desk) == [
        ("operator_alarm", "deskbell alarm: caps"),
        ("operator_all_clear", "deskbell alarm: caps"),
    ]


def test_whoever_forges_many_mails_brings_few_letters_about_on_later_days_too(small_desk: Desk) -> None:
    """Not the acknowledgements alone: what the clock writes about each of those tickets counts under the same caps."""
    flood(small_desk, 25)

    got = 0
    for _ in range(4):
        small_desk.pass_time(timedelta(days=1))
        today = len(small_desk.letters(VICTIM)) - got
        got += today
        assert today <= 5
    broken = [number for number in small_desk.events_of("promise_broken") if number]
    assert broken, "a letter that did not leave keeps no promise"


def test_many_matters_in_a_known_name_that_is_not_proven_stay_under_its_caps(small_desk: Desk) -> None:
    """Ten letters an hour to one address, when thirty promises fall due together."""
    flood(small_desk, 30, sender="uma@acme.example")
    before = len(small_desk.letters("uma@acme.example"))
    assert before == 10

    small_desk.pass_time(timedelta(days=1))

    sent = Counter(
        str(one.message["Date"].datetime)[:13] for one in small_desk.letters("uma@acme.example")[before:]
    )
    assert max(sent.values()) <= 20, "two hours by the clock share at most twice ten"


def test_who_was_answered_meanwhile_is_not_acknowledged_any_more(small_desk: Desk) -> None:
    flood(small_desk, 3)
    told = next(one for one in small_desk.letters(kind="notification") if "DB-1003" in one.subject)
    small_desk.mail("It is on its way.", sender=told.recipient, answers=told)

    small_desk.pass_time(timedelta(hours=2))

    assert [one.kind for one in small_desk.letters(VICTIM)] == 2 * ["acknowledgement_stranger"] + ["reply"]


def test_a_mailbox_nobody_can_read_is_told_once_and_its_recovery_too(box: Desk) -> None:
    """By mail, which leaves by the relay; with what the server said, and since when."""
    box.parts.store.polled("support", box.clock.now(), "")
    box.pass_time(timedelta(minutes=10))
    assert not alarms(box)

    box.parts.store.polled("support", box.clock.now(), "AUTHENTICATE failed: token expired")
    for _ in range(12):
        box.pass_time(LOOK)
    told = box.letter(OPERATOR, "operator_alarm").text
    assert "AUTHENTICATE failed: token expired" in told
    assert "09:15" in told, "since the last time it could be read"
    assert len(alarms(box)) == 1

    box.parts.store.polled("support", box.clock.now(), "")
    box.pass_time(LOOK)
    assert "Mail comes in from the mailbox support again." in box.letter(OPERATOR).text
    for _ in range(2):
        box.pass_time(LOOK)
    assert len(alarms(box)) == 2


def test_a_desk_that_was_off_for_a_night_finds_its_mailbox_before_anybody_is_alarmed(box: Desk) -> None:
    """The first look after the start tells nothing: the mailbox is read a moment later."""
    box.parts.store.polled("support", box.clock.now() - timedelta(hours=9), "")
    box.run()
    box.parts.store.polled("support", box.clock.now(), "")
    for _ in range(2):
        box.pass_time(LOOK)

    assert not alarms(box)


def test_old_mail_that_is_held_is_told_with_the_command_that_releases_it(box: Desk) -> None:
    """Hundreds of customers may wait in it, and nothing else would say so."""
    box.parts.store.polled("support", box.clock.now(), "")
    for number in range(2):
        old = Arrival(
            raw=b"From: uma@acme.example\r\nSubject: %d\r\n\r\n%s" % (number, words_of(number).encode()),
            received_at=box.clock.now() - timedelta(days=3),
            door="imap:support",
            delivery_key=f"support/INBOX/1/{number}",
            held=True,
        )
        journey.keep(box.desk, old).result(60)
    box.pass_time(LOOK)

    told = box.letter(OPERATOR, "operator_alarm").text
    assert "2 held" in told
    assert "deskbell mailbox release support" in told
    assert not box.tickets()


def test_mail_that_nobody_takes_in_is_told(tmp_path: Path) -> None:
    """In a desk of several processes the one that takes in may be gone while the clock goes on."""
    desk = Desk(tmp_path / "home")
    desk.mail(run=False)
    for _ in range(6):
        desk.clock.advance(LOOK)
        while journey.tick(desk.desk) or journey.send_due(desk.desk):
            pass

    assert alarms(desk) == [("operator_alarm", "deskbell alarm: late")]
    desk.run()
    desk.pass_time(LOOK)
    assert "Mail is taken in again." in desk.letter(OPERATOR, "operator_all_clear").text
    desk.close()


def test_a_difference_in_the_ledger_is_told_at_once_and_until_it_is_made_good(desk: Desk) -> None:
    """A message whose entry is gone, though its fate was noted: the operator hears of it once, and when it is there again."""
    for number in range(3):
        desk.mail(words_of(number), subject=words_of(number + 50)[:26])
    desk.pass_time(LOOK)
    assert not alarms(desk)

    taken = _take_away(desk, 1002)
    for _ in range(3):
        desk.pass_time(LOOK)
    [told] = desk.letters(OPERATOR, "operator_alarm")
    assert "1 of the messages kept" in told.text
    assert "deskbell ledger" in told.text
    assert told.subject == "deskbell alarm: ledger"

    desk.parts.store.writer.write(lambda connection: connection.execute(sa.insert(schema.message), taken))
    desk.pass_time(LOOK)
    assert "agree again" in desk.letter(OPERATOR, "operator_all_clear").text


def _take_away(desk: Desk, ticket: int) -> dict[str, Any]:
    """The entry of a ticket's first mail, as a disk that forgets would."""
    mine = sa.select(schema.message).where(schema.message.c.ticket_id == ticket)
    with desk.parts.store.reading() as connection:
        row = connection.execute(mine).first()
    assert row
    gone = sa.delete(schema.message).where(schema.message.c.id == row.id)
    desk.parts.store.writer.write(lambda connection: connection.execute(gone))
    return dict(row._mapping)
