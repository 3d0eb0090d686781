"""Mail as a desk gets it, always the same: short multipart letters, some with a large attachment, some of them replies."""

import base64
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import product

#: Words every mail has, and words of its own matter: mails that say much the same would be taken for one outage.
_COMMON = """
    the printer on floor two shows a light since this morning and we do not know what it means please have look at
    when somebody is there thank you for your help in advance my colleague said that monitor went dark again after lunch
    screen cable was changed last week but invoice list still prints with wrong header can tell me which setting should
    change or who could come over before meeting thursday best wishes from third
"""
COMMON = _COMMON.split()
OWN = [
    "".join(three)
    for three in product(("ba", "ke", "lo", "ni", "ru", "ta", "ve", "zo", "di", "go", "mu", "se"), repeat=3)
]
SUBJECTS = (
    "Printer on floor two",
    "Question about the invoice list",
    "Monitor stays dark",
    "New colleague on Monday",
    "Setting for the header",
)
_APART = 100
_START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sample:
    """One mail of the corpus. `answered`: a new matter of a known person, so an acknowledgement is due."""

    number: int
    sender: str
    message_id: str
    raw: bytes
    answered: bool


def corpus(count: int, run: str = "a", seed: int = 42) -> Iterator[Sample]:
    """`count` mails; `run` keeps the senders and Message-IDs of several runs against one desk apart.

    One in ten has 100 kB attached. One in twenty answers an earlier one, from the same sender, and none of the last
    hundred: of mails sent side by side a reply could overtake what it answers, and the acknowledgement would be its.
    """
    chance = random.Random(seed)
    before: list[tuple[str, str, str]] = []
    for number in range(count):
        reply = number % 20 == 19 and len(before) > _APART
        if reply:
            sender, parent, subject = before[-chance.randint(_APART, min(2 * _APART, len(before)))]
        else:
            matter = " ".join(chance.choices(OWN, k=3))
            sender, parent, subject = (
                f"user{number}.{run}@acme.example",
                "",
                f"{chance.choice(SUBJECTS)}: {matter}",
            )
        message_id = f"{run}.{number}.{chance.randrange(16**8):08x}@acme.example"
        if not reply:
            before.append((sender, message_id, subject))
        yield Sample(
            number, sender, message_id, _mail(chance, number, sender, message_id, parent, subject), not reply
        )


def _mail(
    chance: random.Random, number: int, sender: str, message_id: str, parent: str, subject: str
) -> bytes:
    boundary = f"=_part_{number:06d}"
    lines = [
        " ".join(chance.choices(COMMON, k=5) + chance.choices(OWN, k=5)) + "."
        for _ in range(chance.randint(16, 48))
    ]
    head = [
        f"Received: from mail.acme.example by mx.desk.example with ESMTPS id {number:08x}; {_date(number)}",
        f"From: User {number} <{sender}>",
        "To: Support <support@desk.example>",
        f"Subject: {'Re: ' if parent else ''}{subject}",
        f"Date: {_date(number)}",
        f"Message-ID: <{message_id}>",
        *([f"In-Reply-To: <{parent}>", f"References: <{parent}>"] if parent else []),
        "MIME-Version: 1.0",
        f'Content-Type: multipart/{"mixed" if number % 10 == 3 else "alternative"}; boundary="{boundary}"',
        "",
    ]
    html = "<html><body>" + "".join(f"<p>{line}</p>\r\n" for line in lines) + "</body></html>"
    parts = [_part("text/plain; charset=utf-8", "\r\n".join(lines)), _part("text/html; charset=utf-8", html)]
    if number % 10 == 3:
        data = base64.encodebytes(chance.randbytes(100_000)).decode().replace("\n", "\r\n")
        parts = [
            parts[0],
            f'Content-Type: image/png; name="photo{number}.png"\r\nContent-Disposition: attachment; filename="photo{number}.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n{data}',
        ]
    body = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts) + f"--{boundary}--\r\n"
    return ("\r\n".join(head) + "\r\n" + body).encode()


def _part(kind: str, text: str) -> str:
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}"


def _date(number: int) -> str:
    return format_datetime(_START + timedelta(seconds=7 * number))
