"""The files of a letter are the bytes that came, wherever in the kept mail they stand by then."""

import base64
from email.message import EmailMessage

import pytest

from deskbell.casework.enclosing import Drawer
from deskbell.mail.read import read

PHOTO = bytes(range(256)) * 40


def mail(subject: str = "Two files") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "uma@acme.example", subject
    message.set_content("See both.")
    message.add_attachment(PHOTO, maintype="image", subtype="jpeg", filename="photo.jpg")
    message.add_attachment("a;b\n", subtype="csv", filename="table.csv")
    return message.as_bytes().replace(b"\n", b"\r\n")


def framed(raw: bytes) -> list[dict[str, object]]:
    """What the frame of a letter keeps of the files of this mail."""
    return [
        {
            "mail": 7,
            "part": one.part,
            "name": one.name,
            "content_type": one.content_type,
            "begins": one.begins,
            "ends": one.ends,
            "whole": len(raw) if one.ends else 0,
        }
        for one in read(raw).attachments
    ]


def enclosed(kept: bytes | None, files: list[dict[str, object]]) -> dict[str, bytes]:
    found, lost = Drawer({7: kept}.get).take(files)
    assert lost == (() if kept else ("photo.jpg", "table.csv"))
    return {one.name: base64.b64decode(one.data) if one.encoded else one.data for one in found}


def test_a_file_is_cut_from_the_mail_as_it_came() -> None:
    raw = mail()
    files = framed(raw)

    assert raw[files[0]["begins"] : files[0]["ends"]].startswith(base64.b64encode(PHOTO)[:60])  # type: ignore[misc]
    assert files[1]["whole"] == 0, "what is no base64 has no place to be cut from"
    assert enclosed(raw, files) == {"photo.jpg": PHOTO, "table.csv": b"a;b\r\n"}


@pytest.mark.parametrize("subject", ["Erased", "Two files, and one more line of it"])
def test_of_a_mail_that_erasing_has_written_anew_the_same_files_go(subject: str) -> None:
    assert enclosed(mail(subject), framed(mail())) == {"photo.jpg": PHOTO, "table.csv": b"a;b\r\n"}


def test_files_of_a_mail_that_is_gone_are_named() -> None:
    assert enclosed(None, framed(mail())) == {}


def test_a_frame_that_knows_no_places_has_its_mail_read() -> None:
    raw = mail()
    files = [{name: one[name] for name in ("mail", "part", "name", "content_type")} for one in framed(raw)]

    assert enclosed(raw, files) == {"photo.jpg": PHOTO, "table.csv": b"a;b\r\n"}


def test_a_mail_with_broken_line_ends_is_not_cut_by_places_that_it_does_not_have() -> None:
    raw = mail().replace(b"\r\n", b"\r\r\n")
    files = framed(raw)

    assert {one["whole"] for one in files} == {0}
    assert enclosed(raw, files)["photo.jpg"] == PHOTO
