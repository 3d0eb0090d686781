"""Where a message ends, and that nothing in it can pretend it ended."""

import contextlib
import random
import socket

import pytest
from doors import Shelf, smtp_door
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.intake.smtp_data import END, content, hops

HEAD = b"Subject: x\r\n\r\n"


def transparent(raw: bytes) -> bytes:
    """The message as a sender puts it on the wire (RFC 5321 §4.5.2)."""
    return (b"\r\n" + raw).replace(b"\r\n.", b"\r\n..")[2:] + b".\r\n"


@pytest.mark.parametrize(
    "fake",
    [
        b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r\n.\r", b"\r\n\0.\r\n",
        b"\r.\r\n", b"\r\n.\r\r\n", b"\r\n. \r\n", b"\r\n.\0\r\n", b"\n\r.\r\n",
    ],
)  # fmt: skip
def test_nothing_but_crlf_dot_crlf_ends_a_message(fake: bytes) -> None:
    shelf = Shelf()
    smuggled = b"MAIL FROM:<evil@acme.example>\r\nRCPT TO:<support@desk.example>\r\nDATA\r\nFrom: evil\r\n"
    with smtp_door(shelf) as door, door.client().hello().envelope() as client:
        assert client.data(HEAD + b"one" + fake + smuggled + b"\r\n.\r\n").startswith("250")
        assert client.say("NOOP").startswith("250")
    (arrival,) = shelf.arrivals
    assert arrival.raw.endswith(smuggled + b"\r\n")
    assert arrival.mail_from == "ann@acme.example"


def test_bare_line_ends_and_nul_are_kept_as_they_came() -> None:
    shelf = Shelf()
    odd = b"Subject: x\n\nbare LF\nbare CR\rNUL\0 8-bit \xe9\xff\r\nend\r\n"
    with smtp_door(shelf) as door, door.client().hello().envelope() as client:
        client.data(odd + b".\r\n")
    assert shelf.arrivals[0].raw == odd


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\r\n", b".\r\n", b"..\r\n", b".hidden\r\n", b"\r\n.\r\n", b"\r\n\r\n.\r\n.\r\n\r\n",
        b"a\r\n.b\r\n..c\r\n...\r\n", b"x" * 300_000 + b"\r\n", b".\r\n" * 50_000,
        b"y" * 65_533 + b"\r\n.\r\nz\r\n",
    ],
)  # fmt: skip
def test_a_message_with_dots_arrives_as_it_was_written(raw: bytes) -> None:
    shelf = Shelf()
    with smtp_door(shelf) as door, door.client().hello().envelope() as client:
        assert client.data(transparent(raw)).startswith("250")
    assert shelf.arrivals[0].raw == raw


def test_messages_cut_anywhere_on_the_way_and_pipelined_arrive_whole() -> None:
    """A border of packets or of our own pieces may fall into any part of a dot, a line end, or the end."""
    chance = random.Random(7)
    sizes = [
        1,
        2,
        3,
        65_529,
        65_530,
        65_531,
        65_532,
        65_533,
        65_534,
        65_535,
        65_536,
        131_071,
        131_072,
        131_073,
    ]
    raws = [_lines(chance, size) for size in sizes for _ in range(3)]
    envelope = b"MAIL FROM:<ann@acme.example>\r\nRCPT TO:<support@desk.example>\r\nDATA\r\n"
    wire = b"".join(envelope + transparent(raw) for raw in raws) + b"QUIT\r\n"
    shelf = Shelf()
    with smtp_door(shelf) as door, door.client().hello() as client:
        client.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while wire:
            cut = chance.choice([1, 2, 3, 5, 60_000, 200_000])
            client.send(wire[:cut])
            wire = wire[cut:]
        answers = []
        while answer := client.answer():
            answers.append(answer[:3])
        assert answers == ["250", "250", "354", "250"] * len(raws) + ["221"]
    assert [arrival.raw for arrival in shelf.arrivals] == raws


def _lines(chance: random.Random, size: int) -> bytes:
    text = b"".join(chance.choice([b".", b"\r\n", b".\r\n", b"abc", b"\r", b"\n"]) for _ in range(size))
    return text[:size].rstrip(b"\r\n") + b"\r\n"


def test_very_long_lines_are_taken() -> None:
    shelf = Shelf()
    with smtp_door(shelf) as door, door.client().hello().envelope() as client:
        assert client.data(HEAD + b"x" * 2_000_000 + b"\r\n.\r\n").startswith("250")
    assert len(shelf.arrivals[0].raw) == len(HEAD) + 2_000_002


def test_a_sender_cut_off_in_the_middle_leaves_nothing() -> None:
    shelf = Shelf()
    with smtp_door(shelf) as door:
        with door.client().hello().envelope() as client:
            client.say("DATA")
            client.send(HEAD + b"half of a\r\n.\r")
            client.socket.shutdown(socket.SHUT_WR)
            with contextlib.suppress(ConnectionError):
                assert client.answer() == ""
        assert door.client().hello().envelope().data(HEAD + b".\r\n").startswith("250")
    assert [arrival.raw for arrival in shelf.arrivals] == [HEAD]


@given(st.lists(st.sampled_from([b".", b"\r\n", b"\n", b"\r", b"a", b"..", b"\r\n."])), st.data())
@settings(max_examples=300, deadline=None)
def test_undoing_transparency_gives_back_any_text(atoms: list[bytes], data: st.DataObject) -> None:
    raw = b"".join(atoms)
    raw = raw if raw.endswith(b"\r\n") or not raw else raw + b"\r\n"
    wire = b"\r\n" + transparent(raw)
    assert wire.endswith(END)
    cut = data.draw(st.integers(0, len(wire)))
    assert content([wire[:cut], wire[cut:]]) == raw


def test_hops_are_counted_in_the_header_block_only() -> None:
    assert hops(b"Received: a\r\nRECEIVED: b\r\nX-Received: c\r\n\r\nReceived: d\r\n") == 2
    assert hops(b"Received: a\nSubject: x\n\nReceived: d\n") == 1
    assert hops(b"") == 0
