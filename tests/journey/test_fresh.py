"""Mail that the desk still has in memory is the mail that is stored, byte for byte, and no more of it than there is room for."""

from email.message import EmailMessage

import pytest

from desk import Desk, words_of
from deskbell import erasure
from deskbell.store.fresh import ROOM

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
