"""What speaks for a mail program having written this, and what against it; each thing seen has its weight."""

import re

from deskbell.mail.asking import questions
from deskbell.mail.bounce_address import ADDRESS, addr_spec
from deskbell.mail.bounce_outline import Outline
from deskbell.mail.bounce_patterns import ALONE, ASKING, HEADED, PERSONAL, SELF, SMTP_CODE, SMTP_LINE, VOICE
from deskbell.mail.bounce_words import DAEMON_LOCAL, DAEMON_NAME, SUBJECTS, SUBJECTS_DELAYED
from deskbell.mail.bounce_words import DELAYED as DELAYED_WORDS
from deskbell.mail.bounce_words import FAILED as FAILED_WORDS
from deskbell.mail.bounce_words import GIVEN_UP as GIVEN_UP_WORDS
from deskbell.mail.origin_signals import is_interactive, is_robot
from deskbell.mail.origin_subject import is_answer
from deskbell.mail.spotting import PhraseBook, folded_case
from deskbell.mail.tree import Headers, Part
from deskbell.mail.values import Address

MOST_READ = 6000
_A_LINE = 120

_PLACES = (HEADED, ALONE, SMTP_LINE)  # where reports name a recipient
_FAILED = PhraseBook(FAILED_WORDS)
_DELAYED = PhraseBook(DELAYED_WORDS)
_GIVEN_UP = PhraseBook(GIVEN_UP_WORDS)
_TITLES = PhraseBook(SUBJECTS)
_SUBJECTS = tuple(words.casefold() for words in SUBJECTS)  # a Greek sigma at a word's end has another form
_FIRST_LETTERS = frozenset(words[:2] for words in _SUBJECTS)
_LOCAL = re.compile(rf"(?:{DAEMON_LOCAL})\Z")
_ONE_USE = re.compile(r"daemon|post-?master|mailsweeper|mailmarshal|interscan|surfcontrol|imss")
_NAME = re.compile(rf"\b(?:{DAEMON_NAME})")
_OTHER = re.compile(r"quarantin|digest|summary|successful|smtp server: errors from")  # what else daemons send
_TAKEN = re.compile(
    r"(?<![\d.])2[05]0[ -]2\.[0-9]\.[0-9]\b|\bsuccessfully (?:delivered|relayed)\b|\bdelivered successfully\b"
)
_SUBJECT_NOISE = re.compile(r"[\s*\[(<!#:=~-]*(?:(?:mail|e-mail|message|auto|spam\??)[\])]\s*)?")


def machine_weight(headers: Headers, sender: Address) -> int:
    """How much the sender looks like a mail program."""
    weight = 0
    local = sender.address.rpartition("@")[0].casefold()[:100] or sender.address.casefold()[:100]
    name = sender.name.casefold()[:100] or local
    if (local and _LOCAL.match(local)) or _NAME.search(name):
        weight += 3 if "daemon" in local else 2
    if _comes_from_nobody(headers, sender):
        weight += 1
    return weight


def _reports_by_name(sender: Address) -> bool:
    """A postmaster, a daemon, a gateway's own name; others of ours for mail programs are those of shops as well."""
    return _ONE_USE.search(sender.address.rpartition("@")[0].casefold()[:100]) is not None


def _comes_from_nobody(headers: Headers, sender: Address) -> bool:
    """An empty return path, no From at all, or the name of a mail program where the path should be."""
    path = headers.first("Return-Path").replace(" ", "").casefold()
    if path == "<>" or not sender.address:
        return True
    bare = path.strip("<>")
    if not bare or bare == sender.address.casefold():
        return False
    return _LOCAL.match((bare.rpartition("@")[0] or bare)[:100]) is not None


def is_titled(subject: str, machine: int) -> bool:
    """Does the subject begin as a report's does? A mail program may also say it in two languages."""
    folded = folded_case(subject[:200])
    if _begins_so(bare := _bare(folded)) or (bare != folded and _begins_so(folded)):
        return True
    return machine > 1 and not is_answer(subject) and bool(_TITLES.first(folded))


def _begins_so(folded: str) -> bool:
    return folded[:2] in _FIRST_LETTERS and folded.startswith(_SUBJECTS)


def _bare(folded: str) -> str:
    """The casefolded subject without the stars and tags some programs put before it."""
    return folded[noise.end() :] if (noise := _SUBJECT_NOISE.match(folded)) else folded


def by_machine(root: Part, sender: Address, report: Outline, *, titled: bool) -> bool:
    """Is there one sign at least that a program wrote this, beyond words that a person could have written
    or pasted?
    """
    headers = root.headers
    return (
        machine_weight(headers, sender) > 0
        or bool(report.status)
        or "X-Failed-Recipients" in headers
        or headers.first("Auto-Submitted").strip().casefold().startswith("auto-")
        or is_robot(sender)
        or (
            root.content_type in ("multipart/report", "multipart/mixed")
            and report.has_returned
            and not is_interactive(headers)
        )
        or _sounds_like_a_program(report, titled=titled)
    )


def _sounds_like_a_program(report: Outline, *, titled: bool) -> bool:
    """A program that introduces itself; or words as programs write them, with a program's details, and
    nobody in them who asks, greets or says "I".
    """
    words = report.words[:MOST_READ]
    if SELF.match(words):
        return not ASKING.search(words)
    return (
        (titled or VOICE.match(words) is not None)
        and (report.has_returned or SMTP_CODE.search(words) is not None)
        and not PERSONAL.search(words)
    )


def is_technical(root: Part, sender: Address, report: Outline) -> bool:
    """Is there a sign of mail programs at work? Parcels fail to be delivered as well."""
    if _comes_from_nobody(root.headers, sender) or report.status:
        return True
    spoken = report.has_returned or SMTP_CODE.search(report.words[:MOST_READ]) is not None
    return spoken and machine_weight(root.headers, sender) > 0


def words_weight(root: Part, subject: str, sender: Address, report: Outline, folded: str) -> int:
    """What the body adds: a failure's words, an SMTP answer, a returned message; and what speaks against."""
    headers = root.headers
    words = report.words[:MOST_READ]
    machine = machine_weight(headers, sender)
    titled = is_titled(subject, machine)
    other = _OTHER.search(subject[:200].casefold()) is not None and not titled
    weight = -4 if other else 0
    said = _FAILED.first(folded) or _DELAYED.first(folded)
    if _reports_by_name(sender) and not PERSONAL.search(words):
        if any(one.search(words) for one in _PLACES):
            weight += 2 if "daemon" in sender.address.casefold() and not other else 1
        elif said and _in_one_sentence_with_an_address(folded, said):
            weight += 1
    if said:
        weight += 2
    if SMTP_CODE.search(words):
        weight += 1
    if report.has_returned:
        weight += 1
    if report.status:
        weight += 2
    voice = VOICE.match(words) is not None
    if voice:
        weight += 2
    elif not (titled or report.status or report.has_returned) and questions(folded):
        weight -= 2  # a postmaster who writes himself
    if "auto-replied" in headers.first("Auto-Submitted").casefold():
        weight += 1
    if is_answer(subject) and not (machine > 1 and voice):  # some answer the letter they return
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
    named = sender.name and not _NAME.search(sender.name.casefold()[:100]) and "daemon" not in sender.address
    if named and ASKING.search(words):
        weight -= 4  # somebody with a name of his own, who speaks of himself
    if report.receipt:
        weight += -6 if "automatically rejected" not in folded else 3
    return weight


def is_success(report: Outline, folded: str) -> bool:
    """Do the words tell of servers that took the letter, and of none that did not?"""
    refused = _FAILED.first(folded) or _DELAYED.first(folded) or SMTP_CODE.search(report.words[:MOST_READ])
    return not refused and _TAKEN.search(folded) is not None


def _in_one_sentence_with_an_address(folded: str, said: str) -> bool:
    """Does an address stand within a line's length of what is `said`, and nobody asks about it?"""
    place = folded.find(said)
    near = folded[max(0, place - _A_LINE) : place + len(said) + _A_LINE]
    return "?" not in near and ADDRESS.search(near) is not None


def is_delay(subject: str, folded: str) -> bool:
    """Does the program say it still tries? Words that it has given up outweigh words of delay."""
    title = _bare(subject[:200].casefold())
    if title.startswith(SUBJECTS_DELAYED) or "(delay)" in title or "still being retried" in title:
        return not ("permanent" in folded and "given up" in folded)
    late = _DELAYED.first(folded)
    return bool(late) and not _GIVEN_UP.first(folded)
