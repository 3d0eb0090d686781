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
from email import message_from_bytes
from email.message import Message
from functools import cache

from deskbell.mail import bounce_notice
from deskbell.mail.bounce_address import addr_spec
from deskbell.mail.bounce_outline import Outline, outline
from deskbell.mail.bounce_patterns import SMTP_CODE, VOICE
from deskbell.mail.bounce_status import DELAYED, DONE, FAILED, Outcome, outcomes
from deskbell.mail.bounce_text import named_in_header, recipients
from deskbell.mail.bounce_words import DAEMON_LOCAL, DAEMON_NAME, SUBJECTS, SUBJECTS_DELAYED
from deskbell.mail.bounce_words import DELAYED as DELAYED_WORDS
from deskbell.mail.bounce_words import FAILED as FAILED_WORDS
from deskbell.mail.bounce_words import GIVEN_UP as GIVEN_UP_WORDS
from deskbell.mail.origin_signals import is_interactive, is_robot
from deskbell.mail.origin_text import is_answer, subject_signal
from deskbell.mail.spotting import PhraseBook
from deskbell.mail.tree import Headers, Part
from deskbell.mail.values import Address, Bounce, FailedRecipient

ENOUGH = 4
MOST_VOTED = 8_000
LONGEST_VOTED = 200  # its patterns are quadratic in the length of a line

_FAILED = PhraseBook(FAILED_WORDS)
_DELAYED = PhraseBook(DELAYED_WORDS)
_GIVEN_UP = PhraseBook(GIVEN_UP_WORDS)
_SUBJECTS = tuple(words.casefold() for words in SUBJECTS)  # a Greek sigma at a word's end has another form
_LOCAL = re.compile(rf"(?:{DAEMON_LOCAL})\Z")
_NAME = re.compile(DAEMON_NAME)
_SUBJECT_NOISE = re.compile(r"[\s*\[(<!#:=~-]*(?:(?:mail|e-mail|message|auto|spam\??)[\])]\s*)?")
_MESSAGE_ID = re.compile(r"<([^<>\s@]{1,200}@[^<>\s]{1,200})>")
_LOOSE_MESSAGE_ID = re.compile(r"\bmessage-?id[ \t]{0,3}:?[ \t]{0,3}<([^<>\s]{1,300})>", re.I)


def find(root: Part, subject: str, sender: Address, text: str) -> Bounce | None:
    """The report this mail is, or None. `text` is the mail's readable text."""
    headers = root.headers
    kind = root.content_type
    report = root.params.get("report-type", "").casefold() if kind == "multipart/report" else ""
    if report == "feedback-report" or any(
        part.content_type == "message/feedback-report" for part in root.children
    ):
        return None
    if (notice := bounce_notice.find(text)) is not None:
        return notice
    machine = _machine_weight(headers, sender)
    titled = _titled(subject)
    named = "X-Failed-Recipients" in headers
    status = any("delivery-status" in part.content_type for part in root.children)
    if not (kind == "multipart/report" or status or named or machine or titled or VOICE.match(text)):
        return None
    if not titled and subject_signal(subject) and not named and report != "delivery-status":
        return None
    return _read(root, subject, sender, text, machine + (3 if named else 0), titled=titled or named)


def _machine_weight(headers: Headers, sender: Address) -> int:
    """How much the sender looks like a mail program."""
    weight = 0
    local = sender.address.rpartition("@")[0].casefold()[:100]
    if (local and _LOCAL.match(local)) or (sender.name and _NAME.match(sender.name.casefold()[:100])):
        weight += 2
    if _comes_from_nobody(headers, sender):
        weight += 1
    return weight


def _comes_from_nobody(headers: Headers, sender: Address) -> bool:
    """An empty return path, no From at all, or the name of a mail program where the path should be."""
    path = headers.first("Return-Path").replace(" ", "").casefold()
    if path == "<>" or not (sender.address or sender.name):
        return True
    bare = path.strip("<>")
    if not bare or bare == sender.address.casefold():
        return False
    return _LOCAL.match((bare.rpartition("@")[0] or bare)[:100]) is not None


def _titled(subject: str) -> bool:
    return _bare(subject).startswith(_SUBJECTS) or subject[:200].casefold().startswith(_SUBJECTS)


def _bare(subject: str) -> str:
    """The subject without the stars and tags some programs put before it."""
    folded = subject[:200].casefold()
    return folded[noise.end() :] if (noise := _SUBJECT_NOISE.match(folded)) else folded


def _read(
    root: Part, subject: str, sender: Address, text: str, weight: int, *, titled: bool
) -> Bounce | None:
    """Weigh the whole, then name the recipients. `titled`: the header says already what it is."""
    report = outline(root, text)
    told = outcomes(report.status) if report.status else []
    folded = f"{subject}\n{report.words[:6000]}".casefold()
    weight += (2 if titled else 0) + _words_weight(root, subject, sender, report, folded)
    certain = root.content_type == "multipart/report" and bool(told)
    if told and all(one.action == DONE for one in told):
        return None
    enough = ENOUGH - 2 if told else ENOUGH if titled or VOICE.match(report.words) else ENOUGH + 1
    if not certain and not (_by_machine(root, sender, report) and weight >= enough):
        return None
    if is_answer(subject) and weight < ENOUGH + (0 if certain else 2):
        return None
    delayed = _is_delay(subject, folded)
    bounce = _told(told, delayed) or _worded(root, report, sender, delayed, subject) or _voted(root)
    if bounce is None and not (
        certain or (titled and weight > ENOUGH and _is_technical(root, sender, report))
    ):
        return None
    failed, late = bounce or ((), ())
    return Bounce(failed, late, _original_id(report))


def _by_machine(root: Part, sender: Address, report: Outline) -> bool:
    """Is there one sign at least that a program wrote this, beyond words that a person could have written
    or pasted?
    """
    headers = root.headers
    return (
        _machine_weight(headers, sender) > 0
        or bool(report.status)
        or "X-Failed-Recipients" in headers
        or headers.first("Auto-Submitted").strip().casefold().startswith("auto-")
        or is_robot(sender)
        or (
            root.content_type in ("multipart/report", "multipart/mixed")
            and report.has_returned
            and not is_interactive(headers)
        )
        or VOICE.match(report.words) is not None
    )


def _is_technical(root: Part, sender: Address, report: Outline) -> bool:
    """Is there a sign of mail programs at work? Parcels fail to be delivered as well."""
    if _comes_from_nobody(root.headers, sender) or report.status:
        return True
    spoken = report.has_returned or SMTP_CODE.search(report.words[:6000]) is not None
    return spoken and _machine_weight(root.headers, sender) > 0


def _words_weight(root: Part, subject: str, sender: Address, report: Outline, folded: str) -> int:
    """What the body adds: a failure's words, an SMTP answer, a returned message; and what speaks against."""
    headers = root.headers
    weight = 0
    if _FAILED.first(folded) or _DELAYED.first(folded):
        weight += 2
    if SMTP_CODE.search(report.words[:6000]):
        weight += 1
    if report.has_returned:
        weight += 1
    if report.status:
        weight += 2
    if VOICE.match(report.words):
        weight += 2
    if "auto-replied" in headers.first("Auto-Submitted").casefold():
        weight += 1
    if is_answer(subject):
        weight -= 3
    if is_interactive(headers):
        weight -= 3
    if "List-Id" in headers or "List-Post" in headers:
        weight -= 2
    path = headers.first("Return-Path").strip(" <>").casefold()
    if path and path == sender.address.casefold() and not is_robot(sender):
        weight -= 1 if _LOCAL.match(path.rpartition("@")[0][:100]) else 4  # programs report from <>
    if _LOCAL.match(addr_spec(report.returned.get("from", ""))[:100].rpartition("@")[0] or "-"):
        weight -= 3  # somebody passes a report on
    if report.has_receipt:
        weight += -6 if "automatically rejected" not in folded else 3
    return weight


def _is_delay(subject: str, folded: str) -> bool:
    """Does the program say it still tries? Words that it has given up outweigh words of delay."""
    title = _bare(subject)
    if title.startswith(SUBJECTS_DELAYED) or "(delay)" in title or "still being retried" in title:
        return not ("permanent" in folded and "given up" in folded)
    late = _DELAYED.first(folded)
    return bool(late) and not _GIVEN_UP.first(folded)


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
    headers = root.headers
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
    return ((), found) if delay else (found, ())


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
