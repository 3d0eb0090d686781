"""What the tests of faults share: mails by number, a sender that tells what it heard, and a look at the desk from beside."""

import smtplib
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from desk import words_of
from process import Running
from relay import Relay

SENDER, DESK = "uma@acme.example", "support@desk.example"


def mail(number: int, text: str = "", answers: int | None = None) -> bytes:
    """The mail of that number, each from a person of its own; `answers`: the number of the one it replies to."""
    root = number if answers is None else answers
    # words of its own too: several people who write much the same are taken for one trouble
    words = words_of(root)
    who = f"person@client{root}.example" if root else SENDER
    chain = (
        f"In-Reply-To: <fault{answers}@acme.example>\r\nReferences: <fault{answers}@acme.example>\r\n"
        if answers is not None
        else ""
    )
    return (
        f"From: {who}\r\nTo: {DESK}\r\nSubject: {'Re: ' if chain else ''}Matter {root} {words[:26]}\r\n"
        f"Message-ID: <fault{number}@acme.example>\r\n{chain}Date: Tue, 24 Nov 2026 09:00:00 +0000\r\n\r\n{words} {text}\r\n"
    ).encode()


def offer(port: int, data: bytes, timeout: float = 60) -> int:
    """Offer a mail once; the code its final dot was answered with, 0 where there was none."""
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=timeout) as client:
            client.sendmail(SENDER, [DESK], data)
    except smtplib.SMTPDataError as refused:
        return refused.smtp_code
    except smtplib.SMTPResponseException as refused:
        return refused.smtp_code
    except (OSError, smtplib.SMTPException):
        return 0
    return 250


def offer_until_taken(port: int, data: bytes, seconds: float = 120) -> Counter[int]:
    """A sender as senders are: again and again until 250. How often it heard what."""
    heard: Counter[int] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        code = offer(port, data)
        heard[code] += 1
        if code == 250:
            return heard
        time.sleep(0.1)
    raise AssertionError(f"never 250, but {dict(heard)}")


def rows(desk: Running, query: str, **values: Any) -> list[Any]:
    """What stands in the database, read (or written) from beside the desk."""
    return desk.rows(query, **values)


def one(desk: Running, query: str, **values: Any) -> Any:
    """The one value of the one row."""
    return rows(desk, query, **values)[0][0]


def until(true: Callable[[], Any], desk: Running, seconds: float = 120) -> None:
    """Return as soon as `true()` is; fail with the desk's log after so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.05)
    raise AssertionError(f"it did not come about\n{desk.log[-3000:]}")


def at_rest(desk: Running, seconds: float = 120) -> None:
    """Until every message has an outcome and every letter has left."""
    until(lambda: not one(desk, "select count(*) from inbound where outcome is null"), desk, seconds)
    until(
        lambda: not one(desk, "select count(*) from letter where state in ('waiting', 'sending')"),
        desk,
        seconds,
    )


def hurry(desk: Running) -> None:
    """Lease time is nobody's to move; for a test that does not wait, every pause between two tries is over."""
    rows(desk, "update letter set due_at = 0 where state in ('waiting', 'sending')")


def assert_one_ticket_each(desk: Running, subjects: int) -> None:
    """As many tickets as matters, each once, and the ledger adds up."""
    found = Counter(row[0] for row in rows(desk, "select subject from ticket"))
    assert set(found.values()) == {1}, [subject for subject, count in found.items() if count > 1]
    assert len(found) == subjects
    assert_ledger_adds_up(desk)


def assert_ledger_adds_up(desk: Running) -> None:
    """`deskbell ledger` says that what came in is all there."""
    told = desk.command("ledger", "--json")
    assert told.returncode == 0, told.stdout.decode() + told.stderr.decode()
    assert b'"difference": 0' in told.stdout


def assert_every_letter_once(desk: Running, relay: Relay) -> None:
    """Every letter that was written left, but for those a cap stopped; the relay took each once by its Message-ID."""
    states = {row[0] for row in rows(desk, "select distinct state from letter")}
    assert states <= {"sent", "capped"}, states
    written = {row[0] for row in rows(desk, "select message_id from letter where state = 'sent'")}
    got = Counter(str(one.message["Message-ID"]) for one in relay.received)
    assert set(got) == written
    assert set(got.values()) == {1}
