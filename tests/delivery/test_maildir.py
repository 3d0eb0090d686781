"""A desk without a relay puts its letters into a Maildir: whole, once, and readable by any mail program."""

import mailbox
import threading
from pathlib import Path

import pytest

from deskbell.delivery.factory import postman_from
from deskbell.delivery.maildir import MaildirPostman
from deskbell.errors import OperatorError
from deskbell.ports import Handed, Parcel

LETTER = b"From: desk@desk.example\r\nSubject: Hello\r\n\r\nHello\r\n"


def parcel(number: int, recipient: str = "jo@acme.example") -> Parcel:
    return Parcel(number, f"bounces+{number}@desk.example", recipient, LETTER)


def test_a_letter_is_one_new_message_with_its_envelope_on_top(tmp_path: Path) -> None:
    [result] = postman_from(f"maildir:{tmp_path / 'out'}").deliver([parcel(7)])

    [message] = mailbox.Maildir(tmp_path / "out", create=False)
    assert (result.outcome, result.code, result.letter_id) == (Handed.ACCEPTED, 250, 7)
    assert message["Return-Path"] == "<bounces+7@desk.example>"
    assert message["Delivered-To"] == "jo@acme.example"
    assert message["Subject"] == "Hello"
    assert (tmp_path / "out/new/7.deskbell").stat().st_mode & 0o777 == 0o600
    assert list((tmp_path / "out/tmp").iterdir()) == []


def test_a_second_hand_over_of_a_letter_is_seen_by_nobody(tmp_path: Path) -> None:
    postman = MaildirPostman(tmp_path)

    results = list(postman.deliver([parcel(7), parcel(7)]))
    before = (tmp_path / "new/7.deskbell").stat()
    results += postman.deliver([parcel(7)])

    assert [r.outcome for r in results] == [Handed.ACCEPTED] * 3
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["7.deskbell"]
    assert (tmp_path / "new/7.deskbell").stat().st_mtime_ns == before.st_mtime_ns


def test_a_letter_that_was_read_is_not_delivered_again(tmp_path: Path) -> None:
    postman = MaildirPostman(tmp_path)
    list(postman.deliver([parcel(7)]))
    (tmp_path / "new/7.deskbell").rename(tmp_path / "cur/7.deskbell:2,S")

    list(postman.deliver([parcel(7), parcel(70)]))

    assert [file.name for file in (tmp_path / "new").iterdir()] == ["70.deskbell"]


def test_eight_threads_with_one_letter_make_one_file(tmp_path: Path) -> None:
    postman = MaildirPostman(tmp_path)
    threads = [threading.Thread(target=lambda: list(postman.deliver([parcel(7)]))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [file.name for file in (tmp_path / "new").iterdir()] == ["7.deskbell"]
    assert list((tmp_path / "tmp").iterdir()) == []


def test_what_a_crash_left_half_written_is_never_read_as_a_letter(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "tmp/7.deskbell.1.1").write_bytes(b"half")

    list(MaildirPostman(tmp_path).deliver([parcel(7)]))

    assert (tmp_path / "new/7.deskbell").read_bytes().endswith(b"\n\nHello\n")


def test_a_folder_that_cannot_be_written_defers(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    [result] = MaildirPostman(tmp_path / "file" / "out").deliver([parcel(7)])

    assert (result.outcome, result.code) == (Handed.DEFERRED, 452)
    assert "Not a directory" in result.answer


def test_what_is_no_address_is_refused(tmp_path: Path) -> None:
    [result] = MaildirPostman(tmp_path).deliver([parcel(7, "jo@acme.example\nBcc: x@y.example")])

    assert result.outcome is Handed.REFUSED


@pytest.mark.parametrize(
    ("relay", "why"),
    [
        ("", "expected smtp://"),
        ("mail.desk.example", "expected smtp://"),
        ("http://mail.desk.example", "expected smtp://"),
        ("smtp://", "expected smtp://"),
        ("smtp://mail:port", "expected smtp://"),
        ("smtp://mail:99999", "expected smtp://"),
        ("smtp://mail/path", "expected smtp://"),
        ("smtp://[::1", "expected smtp://"),
        ("maildir:", "names no folder"),
        ("smtp://desk:hunter2@mail", "user and password_file"),
    ],
)
def test_a_relay_that_cannot_be_meant_is_refused_in_one_sentence(relay: str, why: str) -> None:
    with pytest.raises(OperatorError, match=why) as refused:
        postman_from(relay)

    assert "hunter2" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_password_never_goes_with_a_relay_that_is_told_to_use_no_tls() -> None:
    with pytest.raises(OperatorError, match="sends no password"):
        postman_from("smtp+plain://mail.desk.example", user="desk", password="secret")


def test_a_user_without_a_password_is_refused() -> None:
    with pytest.raises(OperatorError, match="both, or neither"):
        postman_from("smtp://mail.desk.example", user="desk")
