"""Text no database likes: each such mail is filed, on both, and its bytes are as they came."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk
from deskbell.store.keep import unpack

HEAD = b"From: Uma Patel <uma@acme.example>\r\nTo: support@desk.example\r\nMessage-ID: <odd@acme.example>\r\nDate: Tue, 24 Nov 2026 09:00:00 +0000\r\n"
LONG = b"x" * 80_000
ODD = {
    "NUL in the text": HEAD + b"Subject: Odd\r\n\r\nIt \0 prints \0\0 nothing.\r\n",
    "NUL in the subject": HEAD + b"Subject: O\0dd\r\n\r\nText.\r\n",
    "NUL in an encoded subject": HEAD + b"Subject: =?utf-8?q?O=00dd?=\r\n\r\nText.\r\n",
    "NUL in the name": b"From: U\0ma <uma@acme.example>\r\nTo: support@desk.example\r\nSubject: Odd\r\n\r\nText.\r\n",
    "NUL in the address": b"From: Uma <um\0a@acme.example>\r\nTo: support@desk.example\r\nSubject: Odd\r\n\r\nText.\r\n",
    "NUL in the Message-ID": HEAD.replace(b"<odd@", b"<o\0dd-cut@") + b"Subject: Odd\r\n\r\nText.\r\n",
    "NUL in a file name": HEAD
    + b'Subject: Odd\r\nMIME-Version: 1.0\r\nContent-Type: application/pdf; name="a\0b.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n',
    "UTF-16 with half a pair": HEAD
    + b"Subject: =?utf-16-le?b?ANg=?= odd\r\nContent-Type: text/plain; charset=utf-16\r\n\r\n\xff\xfeA\x00\x00\xd8B\x00",
    "surrogates in UTF-8": HEAD
    + b"Subject: =?utf-8?q?=ED=A0=80?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\xed\xa0\x80 \xed\xbf\xbf\r\n",
    "surrogates in UTF-7": HEAD
    + b"Subject: =?utf-7?q?+2AA-?=\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n+2AA- +3/8-\r\n",
    "a charset that escapes": HEAD
    + b"Subject: Odd\r\nContent-Type: text/plain; charset=unicode_escape\r\n\r\n\\ud800 \\x00\r\n",
    "raw bytes in every field": b"From: \xff\xfe <uma@acme.example>\r\nTo: support@desk.example\r\nSubject: \x80\xed\xa0\x80\r\nX-\xff: \xff\r\n\r\n\xff\r\n",
    "every byte there is": HEAD
    + b"Subject: "
    + bytes(set(range(256)) - {10, 13})
    + b"\r\n\r\n"
    + bytes(range(256)) * 4,
    "a subject of 80 kB": HEAD + b"Subject: " + LONG + b"\r\n\r\nText.\r\n",
    "a Message-ID of 80 kB": HEAD.replace(b"<odd@", b"<" + LONG + b"@") + b"Subject: Odd\r\n\r\nText.\r\n",
    "references of 80 kB": HEAD
    + b"Subject: Odd\r\nIn-Reply-To: <"
    + LONG
    + b"@x>\r\nReferences: "
    + b"<a@b> " * 13_000
    + b"\r\n\r\nText.\r\n",
    "a sender of 80 kB": b"From: "
    + LONG
    + b" <"
    + LONG
    + b"@acme.example>\r\nTo: support@desk.example\r\nSubject: Odd\r\n\r\nText.\r\n",
    "an 80 kB word": HEAD + b"Subject: Odd\r\n\r\n" + LONG + b"\r\n",
    "no header at all": b"\r\nIt prints nothing.\r\n",
    "no sender": b"To: support@desk.example\r\nSubject: Odd\r\n\r\nText.\r\n",
    "nothing but a NUL": b"\0",
    "nothing": b"",
}
#: Each is a mail of its own, so each has a Message-ID of its own.
ODD = {name: raw.replace(b"<odd@", b"<odd%d@" % number) for number, (name, raw) in enumerate(ODD.items())}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on each database."""
    url = request.getfixturevalue("postgres").database() if request.param == "postgresql" else ""
    made = Desk(tmp_path_factory.mktemp("odd") / "home", url=url)
    yield made
    made.close()


@pytest.mark.parametrize("raw", ODD.values(), ids=ODD.keys())
def test_a_mail_no_database_likes_is_filed_and_its_bytes_are_whole(either: Desk, raw: bytes) -> None:
    """It becomes a ticket or goes on one; nothing is set aside, and the rest of the desk goes on."""
    number = either.keep(raw, ["support@desk.example"]).inbound_id
    either.run()
    with either.parts.store.reading() as connection:
        row = connection.exec_driver_sql(f"select outcome, reason from inbound where id = {number}").one()
        data = connection.exec_driver_sql(f"select data from raw where inbound_id = {number}").scalar_one()
    assert row.outcome in ("opened", "appended", "followed-up", "set apart"), (row.outcome, row.reason)
    assert unpack(bytes(data)) == raw


def test_all_of_them_in_one_batch_hold_up_nobody(tmp_path: Path) -> None:
    """All of them in one batch: each is filed, and so is the plain one among them."""
    desk = Desk(tmp_path / "home")
    try:
        for raw in ODD.values():
            desk.keep(raw, ["support@desk.example"])
        desk.mail("My telephone is silent.", subject="Telephone")
        assert "parked" not in {outcome for outcome, _ in desk.outcomes()}
        assert "Telephone" in {ticket["subject"] for ticket in desk.tickets()}
    finally:
        desk.close()
