"""Senders that leave early, and a desk that is told to stop while fifty of them are there."""

import contextlib
import signal
import socket
import struct
from collections.abc import Callable

import pytest
from witness import DESK, SENDER, assert_every_letter_once, assert_one_ticket_each, at_rest, mail, offer, one

from process import Running
from relay import Relay

pytestmark = pytest.mark.crash
LEAVE: dict[str, Callable[[socket.socket], object]] = {
    "closes": lambda wire: wire.close(),
    "half closes": lambda wire: wire.shutdown(socket.SHUT_WR),
    "resets": lambda wire: (
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)),
        wire.close(),
    ),
}


class Sender:
    """One SMTP conversation, as far as a test wants it."""

    def __init__(self, port: int) -> None:
        self.wire = socket.create_connection(("127.0.0.1", port), timeout=40)
        self.file = self.wire.makefile("rb")
        assert self.answer().startswith("220")

    def answer(self) -> str:
        """The next answer's last line; "" where the other side has left."""
        with contextlib.suppress(ConnectionResetError):
            while line := self.file.readline().decode():
                if line[3:4] == " ":
                    return line
        return ""

    def say(self, *lines: str) -> "Sender":
        for line in lines:
            self.wire.sendall(line.encode() + b"\r\n")
            assert self.answer()[:1] in ("2", "3")
        return self

    def envelope(self) -> "Sender":
        return self.say("EHLO acme.example", f"MAIL FROM:<{SENDER}>", f"RCPT TO:<{DESK}>")


@pytest.mark.parametrize("way", LEAVE)
def test_a_sender_that_leaves_after_the_dot_and_tries_again_has_one_ticket(
    running: Callable[..., Running], relay: Relay, way: str
) -> None:
    """Stored or not, the retry is the same mail; nothing is stored twice, nobody is written to twice."""
    desk = running().start()
    for number in range(10):
        sender = Sender(desk.smtp).envelope().say("DATA")
        sender.wire.sendall(mail(number) + b".\r\n")
        LEAVE[way](sender.wire)
        assert offer(desk.smtp, mail(number)) == 250
    at_rest(desk)
    assert one(desk, "select count(*) from inbound") == 10
    assert_one_ticket_each(desk, 10)
    assert_every_letter_once(desk, relay)


def test_told_to_stop_with_fifty_senders_there_it_leaves_nothing_half_done(
    running: Callable[..., Running], relay: Relay
) -> None:
    """Each hears 421 or sees the connection close, exit status 0; what was kept is taken in by the next start."""
    desk = running().start()
    idle = [Sender(desk.smtp) for _ in range(15)]
    greeted = [Sender(desk.smtp).say("EHLO acme.example") for _ in range(15)]
    addressed = [Sender(desk.smtp).envelope() for _ in range(15)]
    writing = [Sender(desk.smtp).envelope().say("DATA") for _ in range(5)]
    for number, sender in enumerate(writing):
        sender.wire.sendall(mail(number)[:-2])
    for number in range(100, 120):
        assert offer(desk.smtp, mail(number)) == 250
    [process] = desk.processes
    process.send_signal(signal.SIGTERM)
    for number, sender in enumerate(writing[:2]):
        sender.wire.sendall(mail(number)[-2:] + b".\r\n")
    heard = [sender.answer()[:3] for sender in idle + greeted + addressed]
    assert set(heard) <= {"421", ""}
    assert [sender.answer()[:3] for sender in writing[:2]] == ["250", "250"]
    assert {sender.answer()[:3] for sender in writing[2:]} <= {"421", ""}
    assert process.wait(30) == 0
    assert "nothing half done" in desk.log
    assert "Traceback" not in desk.log

    desk.processes.clear()
    desk.start()
    for number in (2, 3, 4):
        assert offer(desk.smtp, mail(number)) == 250
    at_rest(desk)
    assert one(desk, "select count(*) from inbound") == 25
    assert_one_ticket_each(desk, 25)
    assert_every_letter_once(desk, relay)
