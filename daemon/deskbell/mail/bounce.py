"""Is this a delivery report, and whom did the letter not reach?

Three readers, plainest first: the machine-readable half (RFC 3464), `X-Failed-Recipients`, and the words,
which differ from program to program. That it is a report at all is weighed from who sent it, the empty
return path, the subject, the words and what is returned with them; a person who writes about a failure, or
passes a report on, has none of the first and is not taken for a mail program. Reports of success and read
receipts are no bounces.
"""

import logging
import re
from collections.abc import Callable, Collection
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from functools import cache

from deskbell.mail import bounce_notice, feedback
from deskbell.mail.bounce_address import addr_spec
from deskbell.mail.bounce_outline import Outline, outline, without_sections
from deskbell.mail.bounce_patterns import VOICE
from deskbell.mail.bounce_status import DELAYED, DONE, FAILED, Outcome, outcomes
from deskbell.mail.bounce_text import named_in_header, recipients
from deskbell.mail.bounce_weight import (
    MOST_READ,
    by_machine,
    is_delay,
    is_success,
    is_technical,
    is_titled,
    machine_weight,
    words_weight,
)
from deskbell.mail.origin_subject import is_answer, subject_signal
from deskbell.mail.origin_text import is_challenge
from deskbell.mail.spotting import folded_case
from deskbell.mail.tree import Part
from deskbell.mail.values import Address, Bounce, FailedRecipient

ENOUGH = 4
MOST_VOTED = 8_000
LONGEST_VOTED = 200  # its patterns are quadratic in the length of a line

_MESSAGE_ID = re.compile(r"<([^<>\s@]{1,200}@[^<>\s]{1,200})>")
_LOOSE_MESSAGE_ID = re.compile(r"\bmessage-?id[ \t]{0,3}:?[ \t]{0,3}<([^<>\s]{1,300})>", re.I)


def find(root: Part, subject: str, sender: Address, text: str) -> Bounce | None:
    """The report this mail is, or None. `text` is the mail's readable text."""
    headers = root.headers
    kind = root.content_type
    report = root.params.get("report-type", "").casefold() if kind == "multipart/report" else ""
    if feedback.is_one(root):
        return None
    if (notice := bounce_notice.find(text)) is not None:
        return notice
    machine = machine_weight(headers, sender)
    titled = is_titled(subject, machine)
    named = "X-Failed-Recipients" in headers
    status = any("delivery-status" in part.content_type for part in root.children)
    if not (kind == "multipart/report" or status or named or machine or titled or VOICE.match(text)):
        return None
    if not titled and subject_signal(subject) and not named and report != "delivery-status":
        return None
    return _read(root, subject, sender, text, machine + (3 if named else 0), titled=titled or named)


def _read(
    root: Part, subject: str, sender: Address, text: str, weight: int, *, titled: bool
) -> Bounce | None:
    """Weigh the whole, then name the recipients. `titled`: the header says already what it is."""
    if is_challenge(text):
        return None
    report = outline(root, text)
    told = outcomes(report.status) if report.status else []
    folded = folded_case(f"{subject}\n{report.words[:MOST_READ]}")
    weight += (2 if titled else 0) + words_weight(root, subject, sender, report, folded)
    certain = root.content_type == "multipart/report" and bool(told)
    if all(one.action == DONE for one in told) if told else is_success(report, folded):
        return None
    enough = ENOUGH - 2 if told else ENOUGH if titled or VOICE.match(report.words) else ENOUGH + 1
    if not certain and not (by_machine(root, sender, report, titled=titled) and weight >= enough):
        return None
    if is_answer(subject) and weight < ENOUGH + (0 if certain else 2):
        return None
    delayed = is_delay(subject, folded)
    bounce = (
        _told(told, delayed)
        or _worded(root, report, sender, delayed, subject)
        or _told(outcomes(report.receipt), delayed)
        or _voted(root)
    )
    if bounce is None and not (
        certain or (titled and weight > ENOUGH and is_technical(root, sender, report))
    ):
        return None
    failed, late = bounce or ((), ())
    return Bounce(failed, late, _original_id(report))


Told = tuple[tuple[FailedRecipient, ...], tuple[FailedRecipient, ...]]


def _told(told: list[Outcome], delay: bool) -> Told | None:
    """The recipients of the machine-readable half; each once, failure before delay."""
    failed: dict[str, FailedRecipient] = {}
    late: dict[str, FailedRecipient] = {}
    for one in told:
        address = one.recipient.address
        if not address or one.action == DONE:
            continue
        if one.action == DELAYED or (one.action != FAILED and delay):
            late.setdefault(address, one.recipient)
        else:
            failed.setdefault(address, one.recipient)
    late = {address: one for address, one in late.items() if address not in failed}
    return (tuple(failed.values()), tuple(late.values())) if failed or late else None


def _worded(root: Part, report: Outline, sender: Address, delay: bool, subject: str) -> Told | None:
    """The recipients that the words name; delayed where the whole tells of a delay, or their section does."""
    headers = root.headers
    report = replace(report, words=without_sections(report.words, "successful")[0])
    gone = without_sections(report.words, "permanent")[1]
    late = set(without_sections(report.words, "transient")[1]) - set(gone) if gone else set()
    strangers = {sender.address.casefold()} if sender.address else set()
    for name in ("To", "Delivered-To", "X-Original-To", "Envelope-To", "Cc", "Return-Path", "Reply-To"):
        strangers.update(named_in_header(headers.first(name)))
    strangers.update(
        named_in_header(" ".join(report.returned.get(name, "") for name in ("from", "return-path", "sender")))
    )
    named = named_in_header(", ".join(headers.all("X-Failed-Recipients")))
    in_subject = named_in_header(subject)
    found = tuple(recipients(report, named, strangers))
    if not found and in_subject:
        found = tuple(FailedRecipient(address) for address in in_subject)
    if not found:
        return None
    if delay:
        return (), found
    return tuple(one for one in found if one.address not in late), tuple(
        one for one in found if one.address in late
    )


def _voted(root: Part) -> Told | None:
    """What flufl.bounce makes of a report in which we found nobody; it knows some programs we never met."""
    lines = (line[:LONGEST_VOTED] for line in root.source[:MOST_VOTED].split(b"\n"))
    try:
        late, failed = _voter()(message_from_bytes(b"\n".join(lines)))
    except Exception:  # noqa: BLE001 - another's reading of hostile bytes: where it breaks, it knows nothing
        return None
    names = [[addr_spec(one.decode("ascii", "replace")) for one in sorted(some)] for some in (failed, late)]
    told = [tuple(FailedRecipient(name) for name in some if name) for some in names]
    return (told[0], told[1]) if told[0] or told[1] else None


@cache
def _voter() -> Callable[[Message], tuple[Collection[bytes], Collection[bytes]]]:
    """flufl.bounce, loaded when first asked; what breaks in it is no news to an operator's log."""
    from flufl.bounce import all_failures

    logging.getLogger("flufl.bounce").disabled = True
    voter: Callable[[Message], tuple[Collection[bytes], Collection[bytes]]] = all_failures
    return voter


def _original_id(report: Outline) -> str:
    """The Message-ID of the letter that came back, without its angle brackets."""
    value = report.returned.get("message-id", "") or report.returned.get("original-message-id", "")
    if match := _MESSAGE_ID.search(value):
        return match.group(1)
    if value.strip():
        return value.strip().strip("<>").split()[0] if value.strip().strip("<>") else ""
    loose = _LOOSE_MESSAGE_ID.search(report.status) or _LOOSE_MESSAGE_ID.search(report.words)
    return loose.group(1) if loose else ""
