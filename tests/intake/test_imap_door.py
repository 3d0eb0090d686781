"""What the owner of a mailbox may rely on, whichever server keeps it."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from imaplib import IMAP4
from typing import Any

import pytest
from imapclient import IMAPClient
from mailbox_servers import KINDS, Memory, Server, Wire, free_port, imap_server, until

from deskbell.clock import SystemClock
from deskbell.errors import OperatorError, TemporaryError
from deskbell.intake.imap import MailboxSettings, Poller, _wait_for_word, said
from deskbell.intake.imap_fetch import Fetch, TooLarge
from deskbell.intake.imap_folder import Folder, Post
from deskbell.intake.imap_lists import Listed, batches, topmost_received
from deskbell.ports import Arrival

CLOCK = SystemClock()
LONG_AGO = CLOCK.now() - timedelta(days=40)


def mail(name: str, body: str = "It smokes.", received: datetime | None = None) -> bytes:
    trace = f"Received: from a by b; {received:%a, %d %b %Y %H:%M:%S +0000}\r\n" if received else ""
    date = "Date: Sun, 22 Nov 2026 07:00:00 +0000\r\n"
    head = f"From: ann@acme.example\r\n{date}Message-ID: <{name}@acme.example>\r\nSubject: {name}\r\n"
    return f"{trace}{head}\r\n{body}\r\n".encode()


@pytest.fixture(params=KINDS)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with imap_server(request.param) as server:
        yield server


@pytest.fixture
def memory() -> Memory:
    return Memory()


@contextlib.contextmanager
def polling(port: int, memory: Memory, holder: str = "one", **settings: Any) -> Iterator[list[TooLarge]]:
    """A poller at work; the list is what was too large for it."""
    too_large: list[TooLarge] = []
    choices = {"idle_seconds": 0.5, "tls": "none", "connect_seconds": 5, "read_seconds": 5, **settings}
    box = MailboxSettings("support", "127.0.0.1", "ann", lambda: "pw", port, **choices)
    poller = Poller(box, memory, memory, CLOCK, holder, too_large.append)
    poller.start()
    try:
        yield too_large
    finally:
        poller.stop()
        assert not poller._thread.is_alive()


def polled(memory: Memory, times: int = 1) -> None:
    """Wait for so many good polls from now on."""
    wanted = memory.good_polls + times
    until(lambda: memory.good_polls >= wanted)


def test_mail_is_taken_in_whole_and_once(server: Server, memory: Memory) -> None:
    server.put(mail("before"))
    with polling(server.port, memory):
        until(lambda: memory.subjects == ["before"])
        server.put(mail("while we wait"))
        until(lambda: memory.subjects == ["before", "while we wait"])
        polled(memory, 2)
    with polling(server.port, memory):
        polled(memory, 2)
    assert memory.subjects == ["before", "while we wait"]
    arrival = memory.arrivals[0]
    assert arrival.raw == mail("before")
    assert (arrival.door, arrival.held, arrival.junk, arrival.mail_from) == (
        "imap:support",
        False,
        False,
        None,
    )
    mark = memory.marks["support", "INBOX"]
    assert memory.arrivals[1].delivery_key == f"support/INBOX/{mark.uidvalidity}/{mark.uid}"
    assert memory.troubles == []


def test_news_ends_the_wait_and_so_does_stopping(server: Server, memory: Memory) -> None:
    """The wait is longer than this test has patience for."""
    wire = Wire(server.port)
    with polling(wire.port, memory, idle_seconds=600, read_seconds=60):
        until(lambda: wire.waits == 1)
        server.put(mail("news"))
        until(lambda: memory.subjects == ["news"])
        until(lambda: wire.waits > 1)
        server.put(mail("more"))
        until(lambda: memory.subjects == ["news", "more"])
    wire.close()


def test_news_told_in_one_breath_with_the_begin_of_the_wait_ends_it() -> None:
    """They are read together, and no socket tells of what was read."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_tell_of_news_at_once, args=(listener,), daemon=True).start()
        with IMAPClient("127.0.0.1", listener.getsockname()[1], ssl=False, timeout=60) as client:
            client.idle()
            _wait_for_word(client, 10**6)
            assert client.socket().gettimeout() == 60
            assert client.idle_done()[1] == [(2, b"EXISTS")]


def _tell_of_news_at_once(listener: socket.socket) -> None:
    near, _ = listener.accept()
    with near, near.makefile("rb") as lines:
        near.sendall(b"* PREAUTH [CAPABILITY IMAP4rev1 IDLE] ready\r\n")
        for line in lines:
            tag, _, command = line.strip().rpartition(b" ")
            if command == b"IDLE":
                waiting = tag
                near.sendall(b"+ idling\r\n* 2 EXISTS\r\n")
            else:
                known = b"* CAPABILITY IMAP4rev1 IDLE\r\n" if command == b"CAPABILITY" else b""
                near.sendall(known + b"%s OK done\r\n" % (tag or waiting))


def test_half_a_line_is_no_trouble(server: Server, memory: Memory) -> None:
    """A network cuts what a server says wherever it likes, also while we wait for news."""
    wire = Wire(server.port)
    wire.in_halves = True
    with polling(wire.port, memory, idle_seconds=60, read_seconds=60):
        for number in range(5):
            until(lambda wanted=number + 1: wire.waits >= wanted)
            server.put(mail(str(number)))
            until(lambda wanted=number + 1: len(memory.arrivals) == wanted)
    wire.close()
    assert memory.troubles == []


def test_a_first_sync_takes_in_nothing_older_than_told(server: Server, memory: Memory) -> None:
    server.put(mail("old"), at=LONG_AGO)
    server.put(mail("restored", received=LONG_AGO))
    server.put(mail("new"))
    with polling(server.port, memory, since=CLOCK.now() - timedelta(days=1)):
        until(lambda: memory.subjects == ["new"])
        polled(memory)
        server.put(mail("newer"))
        until(lambda: memory.subjects == ["new", "newer"])


def test_old_mail_is_held(server: Server, memory: Memory) -> None:
    server.put(mail("old"), at=LONG_AGO)
    server.put(mail("new"))
    server.put(mail("moved here by a tool", received=LONG_AGO))
    with polling(server.port, memory):
        until(lambda: len(memory.arrivals) == 3)
    assert [arrival.held for arrival in memory.arrivals] == [True, False, True]


def test_more_than_two_hundred_at_one_poll_are_held(server: Server, memory: Memory) -> None:
    with polling(server.port, memory):
        polled(memory)
    server.put_all([mail(str(number)) for number in range(201)])
    with polling(server.port, memory):
        until(lambda: len(memory.arrivals) == 201)
        polled(memory)
        server.put(mail("next"))
        until(lambda: len(memory.arrivals) == 202)
    assert [arrival.held for arrival in memory.arrivals] == [True] * 201 + [False]


def test_done_mail_is_flagged_only_after_the_commit(server: Server, memory: Memory) -> None:
    memory.fail = lambda arrival: TemporaryError("no space left")
    server.put(mail("one"))
    with polling(server.port, memory, done="seen"):
        until(lambda: memory.troubles)
        assert server.listed(criteria="UNSEEN") == 1
        assert "no space left" in memory.troubles[0]
        memory.fail = lambda arrival: None
        until(lambda: memory.subjects == ["one"])
        until(lambda: server.listed(criteria="SEEN") == 1)


def test_without_a_wish_nothing_in_the_mailbox_changes(server: Server, memory: Memory) -> None:
    server.put(mail("one"))
    with polling(server.port, memory, done="keep"):
        polled(memory, 2)
    assert server.listed(criteria="UNSEEN") == 1


def test_done_mail_is_moved_to_a_folder_that_is_made_for_it(server: Server, memory: Memory) -> None:
    server.put(mail("one"))
    with polling(server.port, memory, done="Fertig für heute"):
        until(lambda: memory.subjects == ["one"])
        until(lambda: server.listed() == 0)
    assert server.listed("Fertig für heute") == 1


@pytest.mark.skipif("dovecot" not in KINDS, reason="needs Dovecot, which can hide what it can do")
@pytest.mark.parametrize(("capability", "left"), [("IMAP4rev1 UIDPLUS", 0), ("IMAP4rev1", 1)])
def test_where_there_is_no_move_mail_is_copied_and_deleted(
    capability: str, left: int, memory: Memory
) -> None:
    with imap_server("dovecot", capability) as server:
        server.put(mail("one"))
        with polling(server.port, memory, done="Done"):
            until(lambda: memory.subjects == ["one"])
            until(lambda: server.listed(criteria="UNDELETED") == 0)
            polled(memory)
        assert server.listed("Done") == 1
        assert server.listed() == left


def test_junk_is_taken_in_marked_and_left_where_it_is(server: Server, memory: Memory) -> None:
    with server.client() as client, contextlib.suppress(Exception):
        client.create_folder("Junk")
    server.put(mail("junk"), folder="Junk")
    server.put(mail("mail"))
    with polling(server.port, memory, done="seen"):
        until(lambda: len(memory.arrivals) == 2)
        polled(memory)
    assert {
        subject: arrival.junk for subject, arrival in zip(memory.subjects, memory.arrivals, strict=True)
    } == {
        "mail": False,
        "junk": True,
    }
    assert server.listed("Junk", "UNSEEN") == 1


def test_one_message_that_is_not_stored_is_not_left_behind(server: Server, memory: Memory) -> None:
    """Its neighbours of the same batch are stored; the next try brings it, and them not again."""
    with polling(server.port, memory):
        polled(memory)
    refused: list[Arrival] = []

    def once(arrival: Arrival) -> Exception | None:
        if b"Subject: two" in arrival.raw and not refused:
            refused.append(arrival)
            return TemporaryError("just now not")
        return None

    memory.fail = once
    server.put_all([mail(name) for name in ("one", "two", "three")])
    with polling(server.port, memory):
        until(lambda: len(memory.arrivals) == 3)
        polled(memory)
    assert sorted(memory.subjects) == ["one", "three", "two"]


def test_a_connection_cut_within_a_message_loses_nothing_and_flags_nothing(
    server: Server, memory: Memory
) -> None:
    server.put(mail("large", "x" * 70 + "\r\n" + "y" * 3_000_000))
    wire = Wire(server.port)
    wire.cut_after = 1_000_000
    with polling(wire.port, memory, done="seen"):
        until(lambda: memory.troubles)
        until(lambda: memory.subjects == ["large"])
        until(lambda: server.listed(criteria="SEEN") == 1)
    assert wire.cuts == 1
    assert len(memory.arrivals[0].raw) > 3_000_000
    wire.close()


def test_a_connection_cut_after_a_message_flags_nothing_it_did_not_store(
    server: Server, memory: Memory
) -> None:
    server.put(mail("large", "y" * 3_000_000))
    wire = Wire(server.port)
    wire.cut_after = 1_000_000
    memory.fail = lambda arrival: TemporaryError("no space left")
    with polling(wire.port, memory, done="seen"):
        until(lambda: len(memory.troubles) >= 2)
    assert server.listed(criteria="UNSEEN") == 1
    wire.close()


def test_a_folder_whose_uids_change_brings_no_old_mail_and_loses_no_new(
    server: Server, memory: Memory
) -> None:
    since = CLOCK.now() - timedelta(days=10)
    with server.client() as client:
        client.create_folder("Desk")
    server.put(mail("skipped"), "Desk", LONG_AGO)
    server.put(mail("taken"), "Desk")
    with polling(server.port, memory, folders=("Desk",), since=since):
        until(lambda: memory.subjects == ["taken"])
        polled(memory)
    before = memory.marks["support", "Desk"].uidvalidity
    with server.client() as client:
        client.delete_folder("Desk")
        client.create_folder("Desk")
    server.put(mail("missed"), "Desk")
    server.put(mail("skipped"), "Desk", LONG_AGO)
    server.put(mail("taken"), "Desk")
    server.put(mail("restored as new", received=LONG_AGO), "Desk")
    with polling(server.port, memory, folders=("Desk",), since=since):
        polled(memory, 2)
        assert memory.marks["support", "Desk"].uidvalidity != before
        server.put(mail("after"), "Desk")
        until(lambda: "after" in memory.subjects)
    assert memory.subjects == ["taken", "missed", "after"]


def test_of_two_pollers_one_works_and_the_other_takes_over(server: Server, memory: Memory) -> None:
    server.put(mail("one"))
    with polling(server.port, memory, holder="first"):
        with polling(server.port, memory, holder="second"):
            polled(memory, 2)
            server.put(mail("two"))
            until(lambda: len(memory.arrivals) == 2)
            assert memory.holder == "first"
        memory.holder = "second"
        polls = memory.good_polls
    with polling(server.port, memory, holder="second"):
        server.put(mail("three"))
        until(lambda: len(memory.arrivals) == 3)
    assert memory.good_polls > polls
    assert memory.subjects == ["one", "two", "three"]


def test_a_message_over_the_limit_is_told_and_not_fetched(server: Server, memory: Memory) -> None:
    server.put_all(
        [mail("small"), mail("huge", "x" * 50_000), mail("small too"), mail("huge too", "x" * 50_000)]
    )
    with polling(server.port, memory, max_size=10_000, done="Done") as too_large:
        until(lambda: len(too_large) >= 2)
        polled(memory, 2)
    assert memory.subjects == ["small", "small too"]
    assert [b"Subject: huge" in told.head for told in too_large] == [True, True]
    assert too_large[0].size > 50_000
    assert len({told.delivery_key for told in too_large}) == 2
    assert server.listed() == 2


def test_a_message_no_server_can_give_does_not_hold_up_the_others_for_ever(
    server: Server, memory: Memory
) -> None:
    wire = Wire(server.port)
    wire.cut_on = b"POISON"
    told: list[TooLarge] = []
    post = Post("support", "keep", None, memory, memory, CLOCK, Fetch(10**6, told.append))
    server.put_all([mail("one"), mail("two", "POISON"), mail("three")])
    tries = 0
    while memory.mark("support", "INBOX") is None:
        tries += 1
        assert tries < 50
        with contextlib.suppress(OSError, IMAP4.error), contextlib.closing(_Line(wire.port)) as line:
            Folder(post, "INBOX", junk=False).poll(line.imap, lambda: None)
    assert memory.subjects == ["one", "three"]
    assert [left.reason for left in told] == ["not given"]
    assert wire.cuts >= 20
    wire.close()


class _Line:
    """One connection, closed without a word."""

    def __init__(self, port: int) -> None:
        self.imap = IMAPClient("127.0.0.1", port, ssl=False, timeout=10)
        self.imap.normalise_times = False
        self.imap.login("ann", "pw")

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.imap.shutdown()


def test_what_a_crash_left_unflagged_is_flagged_later_and_nothing_else(
    server: Server, memory: Memory
) -> None:
    server.put(mail("skipped"), at=LONG_AGO)
    server.put(mail("taken"))
    since = CLOCK.now() - timedelta(days=10)
    with polling(server.port, memory, since=since):
        polled(memory)
    with polling(server.port, memory, since=since, done="seen"):
        until(lambda: server.listed(criteria="SEEN") == 1)
        polled(memory)
    assert memory.subjects == ["taken"]
    assert server.listed(criteria="UNSEEN") == 1


def test_a_server_that_is_away_is_tried_again(server: Server, memory: Memory) -> None:
    wire = Wire(free_port())
    with polling(wire.port, memory):
        until(lambda: memory.troubles)
        wire._to = server.port
        server.put(mail("one"))
        until(lambda: memory.subjects == ["one"])
    wire.close()


def test_the_systems_trouble_is_told_in_its_own_words() -> None:
    assert said(socket.gaierror(-2, "Name or service not known")) == "Name or service not known"
    assert said(ConnectionRefusedError(111, "Connection refused")) == "Connection refused"
    assert said(TimeoutError("timed out")) == "timed out"
    assert said(OperatorError("The secret is not there.")) == "The secret is not there."
    assert said(KeyError("x\r\ny")) == "KeyError: 'x\\r\\ny'"


def test_a_wrong_password_is_told_without_it(memory: Memory) -> None:
    with imap_server("pymap") as server:
        box = MailboxSettings("support", "127.0.0.1", "ann", lambda: "s3cret-wrong", server.port, "none")
        poller = Poller(box, memory, memory, CLOCK, "one", lambda told: None)
        poller.start()
        until(lambda: memory.troubles)
        poller.stop()
    assert "LoginError" in memory.troubles[0]
    assert "s3cret" not in memory.troubles[0]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("folders", ('INBOX"\r\nA1 CREATE evil',)),
        ("folders", ("a\0b",)),
        ("folders", ("",)),
        ("done", "Done\nx"),
        ("done", "INBOX"),
        ("user", "ann\r\nA1 CREATE evil"),
        ("tls", "perhaps"),
    ],
)
def test_settings_that_could_be_commands_are_refused(key: str, value: object) -> None:
    values: dict[str, Any] = {
        "name": "support",
        "host": "h",
        "user": "ann",
        "password": lambda: "pw",
        key: value,
    }
    with pytest.raises(OperatorError):
        Poller(MailboxSettings(**values), Memory(), Memory(), CLOCK, "one", lambda told: None)


@pytest.mark.parametrize(
    ("head", "at"),
    [
        (
            b"Received: from a by b; Sun, 22 Nov 2026 07:00:00 +0100\r\n",
            datetime(2026, 11, 22, 6, tzinfo=UTC),
        ),
        (b"X: y\nreceived: from a\n\tby b;\n Sun, 22 Nov 2026 07:00:00 -0000 (UTC)\nReceived: c; Mon", None),
        (b"Received: a\r\n by b; 1 Jan 2020 00:00:00 +0000\r\nReceived: c; 1 Jan 1999 00:00:00 +0000", None),
        (b"Received: no date\r\n", None),
        (b"Received: x; 99 Foo 20261 99:99:99 +9999\r\n", None),
        (b"Subject: x\r\n", None),
        (b"", None),
    ],
)
def test_the_topmost_trace_field_says_when_a_mail_arrived(head: bytes, at: datetime | None) -> None:
    expected = at or {b"X": datetime(2026, 11, 22, 7, tzinfo=UTC), b"R": None}.get(head[:1])
    if b"1 Jan 2020" in head:
        expected = datetime(2020, 1, 1, tzinfo=UTC)
    assert topmost_received(head) == expected


def test_batches_are_bounded_in_number_and_in_bytes() -> None:
    at = CLOCK.now()
    items = [Listed(uid, 3 * 1024 * 1024, at) for uid in range(1, 6)] + [
        Listed(uid, 1, at) for uid in range(6, 70)
    ]
    cut = list(batches(items))
    assert [item.uid for batch in cut for item in batch] == list(range(1, 70))
    assert [len(batch) for batch in cut] == [2, 2, 50, 15]
