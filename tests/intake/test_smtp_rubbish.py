"""Whatever a client says, the door stands, forgets it, and serves the next one."""

import contextlib
import logging
import random
import time
from collections.abc import Iterator

import pytest
from doors import OpenDoor, Shelf, smtp_door

from deskbell.intake.smtp import Limits, SmtpSettings

WORDS = [
    b"EHLO x",
    b"HELO x",
    b"EHLO",
    b"MAIL FROM:<a@b.example>",
    b"MAIL FROM:<>",
    b"MAIL FROM:<a@b.example> SIZE=99",
    b"MAIL FROM:<a@b.example> SIZE=999999999999",
    b"MAIL FROM:<a@b.example> BODY=8BITMIME SMTPUTF8",
    b"MAIL",
    b"MAIL FROM:<a@b.example> SIZE=\xc2\xb2",
    b"MAIL FROM:<a@b.example> RET=HDRS ENVID=x",
    b"RCPT TO:",
    b"RCPT TO:<support@desk.example>",
    b"RCPT TO:<support@desk.example> NOTIFY=NEVER",
    b"RCPT TO:<nobody@x.example>",
    b"DATA",
    b"DATA x",
    b".",
    b"..",
    b"RSET",
    b"RSET x",
    b"NOOP",
    b"NOOP " + b"x" * 3000,
    b"VRFY a",
    b"EXPN a",
    b"HELP",
    b"HELP MAIL",
    b"AUTH PLAIN AAAA",
    b"STARTTLS",
    b"BDAT 5 LAST",
    b"GET / HTTP/1.1",
    b"",
    b" ",
    b"\0",
    b"\xff\xfe",
    b"x" * 70_000,
    b"MAIL FROM:<" + b"(" * 1900,
    b'MAIL FROM:<"' + b"\\" * 1500,
    b"\r",
    b"\n.\n",
    b"Subject: x",
    b"mail from:<A@B.example>",
    b"rcpt to:support@desk.example",
    b"data",
]


@pytest.mark.parametrize("seed", range(60))
def test_no_sequence_of_commands_and_bytes_brings_the_door_down(seed: int, stage: OpenDoor) -> None:
    chance = random.Random(seed)
    lines = [chance.choice(WORDS) + chance.choice([b"\r\n"] * 8 + [b"\n", b"\r", b""]) for _ in range(60)]
    with stage.client() as client, contextlib.suppress(OSError):
        client.socket.settimeout(0.02)
        for line in lines:
            client.send(line)
            with contextlib.suppress(TimeoutError):
                client.socket.recv(65536)
    with stage.client().hello().envelope() as honest:
        assert honest.data(b"Subject: x\r\n\r\n.\r\n").startswith("250")


@pytest.fixture(scope="module")
def stage() -> Iterator[OpenDoor]:
    records: list[logging.LogRecord] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = records.append  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    settings = SmtpSettings(listen="127.0.0.1:0", limits=Limits(max_size=200_000, in_flight=1_000_000))
    with smtp_door(Shelf(), settings) as door:
        yield door
        end = time.monotonic() + 20
        while door.door.ration.held and time.monotonic() < end:
            time.sleep(0.02)
        assert door.door.ration.held == 0
    logging.getLogger().removeHandler(handler)
    assert [record.getMessage() for record in records] == []
