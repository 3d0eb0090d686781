"""How fast ordinary mail is read, beside the standard library's parser in the same run.

python tests/mail/bench_reading.py
"""

import email
import json
import statistics
import sys
import time
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2] / "daemon"))

from deskbell.mail.read import read

_ROUNDS = 5
_SPEECH = (
    "the printer on the second floor does not work any more since this morning and nobody could print "
    "invoices we have tried to restart it but the error stays please help us soon customers are waiting"
)


def measure() -> dict[str, float]:
    """Milliseconds of CPU for one mail, the median and the worst of ordinary ones; and mails a second.

    Each mail's time is its best of some rounds: what else the machine does at the time is not ours to count.
    """
    mails = ordinary_mails()
    ours = [_best(read, raw) for raw in mails]
    standard = [_best(_by_standard_library, raw) for raw in mails]
    return {
        "mails": float(len(mails)),
        "median_bytes": float(statistics.median(map(len, mails))),
        "median_ms": round(statistics.median(ours), 3),
        "worst_ms": round(max(ours), 3),
        "mails_a_second": round(1000 * len(ours) / sum(ours), 1),
        "standard_library_median_ms": round(statistics.median(standard), 3),
        "standard_library_mails_a_second": round(1000 * len(standard) / sum(standard), 1),
    }


def ordinary_mails() -> list[bytes]:
    """Mails of 3 to 10 kB as desks get them: plain, HTML, both, with a file; all of them replies."""
    made = []
    for number in range(10):
        text, html = _plain(number), _html(number)
        made += [_mail(number, text, ""), _mail(number, "", html), _mail(number, text, html)]
        made.append(_mail(number, text, html, b"%PDF-1.7 " + bytes(range(256)) * 4))
    return made


def _by_standard_library(raw: bytes) -> None:
    """The nearest it has: parsed, the chosen body decoded, the file names known; no more than that."""
    message = email.message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain", "html"))
    if body is not None:
        body.get_content()
    [part.get_filename() for part in message.iter_attachments()]


def _best(reader: Callable[[bytes], object], raw: bytes) -> float:
    times = []
    for _ in range(_ROUNDS):
        start = time.process_time_ns()
        reader(raw)
        times.append(time.process_time_ns() - start)
    return min(times) / 1e6


def _sentences(number: int, count: int) -> str:
    """So many lines of words, other ones for each number."""
    words = _SPEECH.split()
    lines = []
    for line in range(count):
        start = (number * 7 + line * 5) % len(words)
        lines.append(" ".join((words * 2)[start : start + 12]).capitalize())
    return "\n".join(lines)


def _plain(number: int) -> str:
    quoted = _sentences(number + 3, 9).replace("\n", "\n> ")
    return (
        f"Hello,\n\n{_sentences(number, 12)}\n\n{_sentences(number + 1, 4)}\n\nKind regards\nJane Doe\n\n"
        f"On Wed, 18 Nov 2026 at 09:00, Help <help@example.com> wrote:\n\n> {quoted}\n"
    )


def _html(number: int) -> str:
    style = "margin:0cm;font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif"
    lines = _sentences(number, 16).splitlines()
    body = "".join(f'<p class="x" style="{style}"><span>{line}<o:p></o:p></span></p>' for line in lines)
    return (
        f"<html><head><style>p.x {{margin:0cm}}</style></head><body><div><p>Hello,</p>{body}"
        "<ul><li>one</li><li>two</li></ul><p>Kind regards<br>Jane Doe</p></div>"
        '<div class="gmail_quote"><div class="gmail_attr">On Wed, 18 Nov 2026 at 09:00, Help &lt;'
        '<a href="mailto:help@example.com">help@example.com</a>&gt; wrote:<br></div>'
        f'<blockquote class="gmail_quote">{_sentences(number + 3, 9)}</blockquote></div></body></html>'
    )


def _mail(number: int, text: str, html: str, file: bytes = b"") -> bytes:
    message = EmailMessage()
    for hop in range(5):
        message["Received"] = (
            f"from mx{hop}.example.com (mx{hop}.example.com [192.0.2.{hop}]) by in{hop}.example.com "
            f"(Postfix) with ESMTPS id 4Xyz{hop}abc for <help@example.com>; "
            f"Thu, 19 Nov 2026 10:0{hop}:01 +0000 (UTC)"
        )
    message["DKIM-Signature"] = "v=1; a=rsa-sha256; d=example.com; s=s1; h=from:to:subject; b=" + " aB3/" * 60
    message["Authentication-Results"] = "mx.example.com; dkim=pass header.d=example.com; dmarc=pass"
    message["From"] = "Jane Doe <jane@example.com>"
    message["To"] = "Help <help@example.com>"
    message["Subject"] = ("Re: Printer on floor 2", "Störung im Netz", "Invoice 4711 is wrong")[number % 3]
    message["Message-ID"] = f"<{number}@example.com>"
    message["In-Reply-To"] = "<first@example.com>"
    message["References"] = "<zeroth@example.com> <first@example.com>"
    message["Date"] = "Thu, 19 Nov 2026 10:05:01 +0000"
    if text:
        message.set_content(text)
    if html and text:
        message.add_alternative(html, subtype="html", cte="quoted-printable")
    elif html:
        message.set_content(html, subtype="html", cte="quoted-printable")
    if file:
        message.add_attachment(file, "application", "pdf", filename="scan.pdf")
    return message.as_bytes()


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
