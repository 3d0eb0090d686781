"""Mail and letters that the desk still has in memory are those that are stored, and no more than there is room for."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from desk import Desk, words_of
from deskbell import erasure, journey
from deskbell.casework.docket import Letter
from deskbell.letters import kinds
from deskbell.letters.facts import Facts
from deskbell.ports import Due
from deskbell.store.fresh import ROOM
from deskbell.store.made import Made

ZOE = "zoe.wombat@acme.example"


def mail_with_a_file(number: int, size: int, copy: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = f"person{number}@acme.example", "support@desk.example"
    message["Subject"], message["Message-ID"] = words_of(number)[:40], f"<{number}@acme.example>"
    if copy:
        message["Cc"] = copy
    message.set_content(words_of(number))
    message.add_attachment(bytes([number]) * size, "image", "png", filename="picture.png")
    return message.as_bytes()


def kept(desk: Desk, mails: list[bytes]) -> None:
    for mail in mails:
        desk.keep(mail, ["support@desk.example"])


@pytest.mark.parametrize("started_anew", [False, True])
def test_mail_is_taken_in_as_it_came(desk: Desk, started_anew: bool) -> None:
    """Short, packed and large; from memory, and from the database after a start."""
    mails = [mail_with_a_file(number, size) for number, size in enumerate((10, 20_000, 90_000))]
    kept(desk, mails)
    if started_anew:
        desk.close()
        desk.open()

    assert [one.raw for one in desk.parts.store.take(5)] == mails
    assert [desk.parts.store.raw(number) for number in (1, 2, 3)] == mails


def test_more_mail_than_is_remembered_is_taken_in_whole(desk: Desk) -> None:
    """What there is no room for is read again, and so is what was taken in long ago."""
    mails = [mail_with_a_file(number, ROOM // 4) for number in range(5)]
    later = [b"Later: yes\n" + mail for mail in mails]
    for round_of_mail in (mails, later):
        kept(desk, round_of_mail)
        assert [one.raw for one in desk.parts.store.take(5)] == round_of_mail

    assert [desk.parts.store.raw(number) for number in range(1, 11)] == mails + later


def test_a_second_copy_is_not_the_first(desk: Desk) -> None:
    """What came first is what is stored and read, though the second went another way."""
    mail = mail_with_a_file(1, 10)
    kept(desk, [b"Received: from a.example\r\n" + mail, b"Received: from b.example\r\n" + mail])

    assert [one.raw for one in desk.parts.store.take(5)] == [b"Received: from a.example\r\n" + mail]


@pytest.mark.parametrize("taken_in", [False, True])
def test_what_was_erased_is_not_remembered(desk: Desk, taken_in: bool) -> None:
    """Of a mail of another's that waits, or whose files go out soon, only what is stored now is read."""
    kept(desk, [mail_with_a_file(1, 90_000, copy=ZOE)])
    if taken_in:
        desk.run()
    erasure.erase_person(desk.parts, ZOE, "pat", sure=True)

    raws = [desk.parts.store.raw(1)] if taken_in else [one.raw for one in desk.parts.store.take(5)]
    assert raws
    assert not [raw for raw in raws if raw is None or ZOE.encode() in raw]


# -- letters


def taken_in(desk: Desk, *mails: bytes) -> None:
    """Their letters are written and wait."""
    kept(desk, list(mails))
    journey.take_in(desk.desk)


def told(one: Due) -> Facts:
    return one.facts if isinstance(one.facts, Facts) else kinds.facts_of(one.kind, one.facts)


def test_letters_go_out_as_they_are_stored(desk: Desk) -> None:
    """A file, a copy, a time that was promised: what a letter says is the same from memory and from the database."""
    taken_in(desk, mail_with_a_file(1, 90_000, copy=ZOE), mail_with_a_file(2, 10))
    store = desk.parts.store
    made = store.claim_letters(10)
    store.return_letters([one.id for one in made], 0.0)
    stored = store.claim_letters(10)

    assert {one.kind for one in made} == {"acknowledgement", "notification"}
    assert [told(one) for one in made] == [told(one) for one in stored]
    assert [one._replace(facts=None) for one in made] == [one._replace(facts=None) for one in stored]


def test_letters_that_waited_for_a_start_go_out(desk: Desk) -> None:
    taken_in(desk, mail_with_a_file(1, 10))
    desk.close()
    desk.open()
    desk.run()

    assert words_of(1)[:20] in desk.letter(kind="notification").text
    assert desk.letter("person1@acme.example", "acknowledgement")


def test_a_letter_tells_nothing_that_was_erased_while_it_waited(desk: Desk) -> None:
    taken_in(desk, mail_with_a_file(1, 10, copy=ZOE))
    erasure.erase_person(desk.parts, ZOE, "pat", sure=True)

    waiting = desk.parts.store.claim_letters(10)
    assert waiting
    assert not [one for one in waiting if ZOE in f"{one.facts}{one.frame}"]


def letter(number: int) -> Letter:
    made_at = datetime(2026, 11, 24, tzinfo=UTC)
    facts = kinds.AcknowledgementStranger(next_contact=made_at)
    return Letter(number, 0, facts.kind, "tom@else.example", facts, {}, made_at, f"<{number}@desk.example>")


def test_no_more_letters_are_remembered_than_there_is_room_for() -> None:
    """The newest stay; each is given away once."""
    made = Made(room=300)
    made.note([(letter(number), 100) for number in range(1, 6)])

    assert sorted(made.take([1, 2, 3, 4])) == [3, 4]
    made.note([(letter(6), 100), (letter(7), 100)])
    assert sorted(made.take(range(9))) == [5, 6, 7]
    made.note([(letter(8), 301)])
    assert made.take([8]) == {}
