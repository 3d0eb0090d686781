"""A mail server that hands over by LMTP: the setting opens such a door, and every recipient has an answer (RFC 2033)."""

import smtplib
from pathlib import Path

import pytest
from doors import Client, Shelf, smtp_door

from deskbell.errors import TemporaryError
from deskbell.intake.smtp import Limits, SmtpSettings
from faults.witness import at_rest, one
from process import Running

MAIL = (
    b"From: Uma Patel <uma@acme.example>\r\nTo: support@desk.example\r\nSubject: Printer\r\n"
    b"Message-ID: <lmtp-1@acme.example>\r\n\r\nIt does not print.\r\n"
)


def answers_of(client: Client, data: bytes, recipients: int) -> list[str]:
    """What is said after the final dot: so many answers, and no further one before the next command."""
    assert client.say("DATA").startswith("354")
    client.send(data + b".\r\n")
    heard = [client.answer() for _ in range(recipients)]
    assert client.say("NOOP").startswith("250 2.0.0")
    return heard


def to_three(client: Client) -> None:
    """Two recipients of ours, and between them one that nobody knows: only those taken are answered for later."""
    assert client.say("MAIL FROM:<uma@acme.example>").startswith("250 2.1.0")
    assert client.say("RCPT TO:<support@desk.example>").startswith("250 2.1.5")
    assert client.say("RCPT TO:<nobody@elsewhere.example>").startswith("550 5.1.1")
    assert client.say("RCPT TO:<support+x@desk.example>").startswith("250 2.1.5")


def test_the_setting_opens_a_door_that_answers_for_each_recipient_and_files_one_ticket(
    tmp_path: Path,
) -> None:
    desk = Running(tmp_path / "home", settings={("intake.smtp", "protocol"): "lmtp"})
    try:
        desk.start()
        with Client(desk.smtp) as client:
            client.answer()
            assert client.say("EHLO mx.desk.example").startswith("500 5.5.1")
            offers = client.say("LHLO mx.desk.example")
            assert "PIPELINING" in offers
            assert "ENHANCEDSTATUSCODES" in offers
            assert client.say("DATA").startswith("503 5.5.1")
            to_three(client)
            assert answers_of(client, MAIL, 2) == ["250 2.0.0 OK, kept"] * 2
            assert client.say("QUIT").startswith("221 2.0.0")
        with smtplib.LMTP("127.0.0.1", desk.smtp) as library:
            refused = library.sendmail("uma@acme.example", ["support@desk.example"], MAIL)
        assert refused == {}
        at_rest(desk)
        assert one(desk, "select count(*) from inbound") == 1
        assert one(desk, "select count(*) from ticket") == 1
        assert "deliver --sender" in desk.log  # the way to send a first mail is one that works here
    finally:
        desk.kill()


@pytest.mark.parametrize(
    ("shelf", "size", "answer"),
    [
        (Shelf(trouble=TemporaryError("database: disk I/O error")), 1000, "451 4.3.0"),
        (Shelf(), 20_000, "552 5.3.4"),
    ],
    ids=["our own trouble", "too large"],
)
def test_what_is_not_taken_is_said_to_every_recipient(shelf: Shelf, size: int, answer: str) -> None:
    lmtp = SmtpSettings(listen="127.0.0.1:0", lmtp=True, limits=Limits(max_size=10_000))
    with smtp_door(shelf, lmtp) as door, door.client() as client:
        client.answer()
        client.say("LHLO mx.desk.example")
        to_three(client)
        heard = answers_of(client, MAIL + b"x" * size + b"\r\n", 2)
    assert [one[:9] for one in heard] == [answer] * 2
    assert shelf.arrivals == []


def test_pipelined_commands_are_answered_in_their_order() -> None:
    shelf = Shelf()
    with smtp_door(shelf, SmtpSettings(listen="127.0.0.1:0", lmtp=True)) as door, door.client() as client:
        client.answer()
        client.say("LHLO mx.desk.example")
        client.send(
            b"MAIL FROM:<uma@acme.example>\r\nRCPT TO:<support@desk.example>\r\nRCPT TO:<no@x.example>\r\nDATA\r\n"
        )
        assert [client.answer()[:3] for _ in range(4)] == ["250", "250", "550", "354"]
        client.send(MAIL + b".\r\nQUIT\r\n")
        assert [client.answer()[:3] for _ in range(2)] == ["250", "221"]
    assert shelf.arrivals[0].recipients == ("support@desk.example",)
