"""The signals of automatic mail, each with its weight and its words. `origin.py` adds them up and judges."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from deskbell.mail.asking import is_a_record, is_printed, names_a_matter, nobody_speaks
from deskbell.mail.origin_fields import DEAF, FIELDS, INTERACTIVE, ROBOTS
from deskbell.mail.origin_lines import HEAD, first_words
from deskbell.mail.origin_subject import subject_signal
from deskbell.mail.origin_text import is_by_hand, text_signals
from deskbell.mail.senders import SenderKind, is_a_desk, is_a_thing, passes_on, sender_kind
from deskbell.mail.spotting import folded_case, words_of
from deskbell.mail.tree import Headers, Part
from deskbell.mail.values import Address, Calendar


@dataclass(frozen=True, slots=True)
class Signal:
    """One observation: how much it weighs for a machine (below zero: for a person), its words, what sort
    it tells of.
    """

    weight: int
    words: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Signals:
    """All that was seen. `silence`: the sender asked not to be answered by machines, person or not.

    `machine` is the weight without what lists and newsletters have in common.
    """

    weight: int
    evidence: tuple[str, ...]
    kind: str
    silence: bool
    machine: int = 0


_FIELDS = {name.lower(): (name, weight, kind) for weight, kind, names in FIELDS for name in names}
_TELLING = _FIELDS.keys() | {
    "auto-submitted", "precedence", "x-precedence", "preference", "list-unsubscribe", "x-post-messageclass",
    "delivered-to", "x-auto-response-suppress", "x-mailer",
}  # fmt: skip
_RESPONDERS_IDS = ("<autoreply", "<vacation", "<cmu-sieve", "<dovecot-sieve")

# What sort of machine, plainest first: the first of those seen names the mail.
_KINDS = ("feedback-report", "receipt", "reaction", "delivery-report", "calendar-reply", "out-of-office",
          "alarm", "auto-reply", "notice", "bulk")  # fmt: skip
_OF_PROGRAMS = frozenset(("alarm", "notice", "auto-reply"))  # people by name pass such subjects on
_OF_MANY = frozenset((SenderKind.ROBOT, SenderKind.ROLE, SenderKind.OFFICE))  # no single person's address
_NO = frozenset(("no", "false", "0", "none", "off"))
_ROBOT = re.compile(rf"(?:{ROBOTS})\d{{0,3}}\Z")
_DEAF = re.compile(rf"(?:{DEAF})\Z")
_PRECEDENCE = {
    "auto_reply": 3, "auto-reply": 3, "autoreply": 3, "auto-generated": 3, "bulk": 2, "junk": 2, "list": 1,
}  # fmt: skip
_SUPPRESS = re.compile(r"\b(all|autoreply)\b", re.I)


def is_interactive(headers: Headers) -> bool:
    """Does a mail program for people say that it wrote this?"""
    agent = headers.first("User-Agent") or headers.first("X-Mailer")
    folded = agent[:200].casefold()
    return bool(folded) and any(name in folded for name in INTERACTIVE)


def is_robot(sender: Address) -> bool:
    """Does the sender's local part say that nobody reads there?"""
    local = sender.address.rpartition("@")[0].casefold()[:100]
    return bool(local) and _ROBOT.match(local) is not None


def automatic_signals(
    root: Part, sender: Address, subject: str, text: str, calendar: Calendar | None, null_path: bool
) -> Signals:
    """Everything that tells of a machine, and what tells of a person, weighed."""
    headers = root.headers
    kind = sender_kind(sender)
    seen = [*_type_signals(root, calendar), *_field_signals(headers), *_sender_signals(headers, sender, kind)]
    if null_path:
        seen.append(Signal(2, "the return path is empty"))
    answered = "In-Reply-To" in headers or "References" in headers
    titled = subject_signal(subject, "" if seen else text, answered=answered)
    if titled and not (kind is SenderKind.ROLE and titled[0] < 2):
        by_name = kind is SenderKind.PERSON and titled[2] in _OF_PROGRAMS
        seen.append(Signal(titled[0] - by_name, *titled[1:]))
    if not answered and _is_tagged(subject, sender):
        seen.append(Signal(1, f"subject: its tag is the sender's name, {sender.name}"[:80]))
    told = [Signal(*signal) for signal in text_signals(subject, text, kind, answered=answered)]
    if kind in (SenderKind.ROLE, SenderKind.ROBOT) and all(signal.weight < 2 for signal in told):
        told = []
    if kind in _OF_MANY and all(signal.weight < 2 for signal in told):
        told += _silent_or_typed(headers, sender, kind, subject, text)
    elif kind is SenderKind.OFFICE and nobody_speaks(f"{subject}\n{first_words(text)}"):
        told.append(Signal(1, "text: nobody speaks in it"))
    seen += told
    if kind is SenderKind.OFFICE and _speaks_for_a_program(sender, told):
        seen.append(Signal(1, f"an office's address, {sender.address}"))
    if seen and is_interactive(headers) and not _answers_for_its_owner(seen, titled):
        seen.append(Signal(-1, "a person's mail program wrote it"))
    silence = null_path or _asks_for_silence(headers)
    if not seen:
        return Signals(0, (), "", silence)
    weight = sum(signal.weight for signal in seen)
    machine = sum(signal.weight for signal in seen if signal.kind != "bulk")
    kinds = sorted({signal.kind for signal in seen if signal.kind}, key=_KINDS.index)
    return Signals(
        weight, tuple(signal.words for signal in seen), kinds[0] if kinds else "", silence, machine
    )


def _is_tagged(subject: str, sender: Address) -> bool:
    """Does the subject begin with the name of who writes, in brackets, as programs sign their notices?"""
    return bool(sender.name) and subject.lstrip().casefold().startswith(f"[{sender.name.casefold()}]")


def _silent_or_typed(
    headers: Headers, sender: Address, kind: SenderKind, subject: str, text: str
) -> Iterator[Signal]:
    """People sit behind some programs' addresses: a hand that shows in the words speaks for them, and lines that a program
    prints, with nobody in them, for the program. Weak words are anybody's.
    """
    if kind is SenderKind.ROBOT:
        deaf = _DEAF.match(sender.address.rpartition("@")[0].casefold()[:100]) is not None
        below = (
            text.partition("\n\n")[2] if deaf else ""
        )  # what a form says of its visitor may look like a letter's head
        if (not deaf or passes_on(headers, sender)) and (is_by_hand(text) or is_by_hand(below)):
            yield Signal(-1, "text: a hand typed it")
    elif is_printed(text[:HEAD]) and nobody_speaks(f"{subject}\n{first_words(text)}"):
        weight = 2 if kind is SenderKind.OFFICE and is_a_thing(sender.name) and _tells_of_itself(text) else 1
        yield Signal(weight, "text: nobody speaks in it", "notice" if kind is SenderKind.ROLE else "")


def _tells_of_itself(text: str) -> bool:
    """Does a thing say what it measured, and not somebody what is wrong with it?"""
    words = first_words(text)
    folded = folded_case(words)
    return is_a_record(words) and not names_a_matter(folded, words_of(folded))


def _answers_for_its_owner(seen: list[Signal], titled: tuple[int, str, str] | None) -> bool:
    """Programs that people write with answer for the absent too, and put their name on it: their subject says so, or
    that it is bulk.
    """
    if titled is not None and titled[0] > 2 and titled[2] in ("out-of-office", "receipt"):
        return True
    return {"bulk", "out-of-office"} <= {signal.kind for signal in seen}


def _speaks_for_a_program(sender: Address, told: list[Signal]) -> bool:
    """Does an office's address add to what was told? People write from `info@` too: from there more must be told."""
    if is_a_desk(sender):
        return sum(signal.weight for signal in told) > 1
    return len(told) > 1 and any(signal.weight > 1 for signal in told)


def _type_signals(root: Part, calendar: Calendar | None) -> Iterator[Signal]:
    """The type of the whole: reports (RFC 6522), reactions (RFC 9078), calendar answers (RFC 5546)."""
    kind = root.content_type
    parts = [part.content_type for part in root.children]
    if kind == "multipart/report":
        report = root.params.get("report-type", "").casefold() or _report_type(root)
        name = {"disposition-notification": "receipt", "feedback-report": "feedback-report"}.get(
            report, "delivery-report"
        )
        yield Signal(5, f"a report: {report or 'of no stated type'}", name)
    elif kind == "message/feedback-report" or "message/feedback-report" in parts:
        yield Signal(5, "a feedback report", "feedback-report")
    elif "message/disposition-notification" in parts:
        yield Signal(5, "a read receipt", "receipt")
    for part in (root, *root.children[:8]):
        if part.disposition == "reaction" or part.content_type == "text/vnd.google.email-reaction+json":
            yield Signal(5, "a reaction", "reaction")
            break
    if calendar is not None and calendar.method.upper() in ("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"):
        yield Signal(4, f"a calendar program's {calendar.method.upper()}", "calendar-reply")


def _report_type(root: Part) -> str:
    for part in root.children[:4]:
        major, _, minor = part.content_type.partition("/")
        if major == "message" and minor in ("delivery-status", "disposition-notification", "feedback-report"):
            return minor
    return ""


def _field_signals(headers: Headers) -> Iterator[Signal]:
    if not _TELLING.isdisjoint(headers.names):
        yield from _telling_signals(headers)
    if headers.first("Message-ID").lower().startswith(_RESPONDERS_IDS):
        yield Signal(3, "Message-ID of a responder", "auto-reply")


def _telling_signals(headers: Headers) -> Iterator[Signal]:
    submitted = headers.first("Auto-Submitted").partition(";")[0].partition("(")[0].strip().casefold()
    if submitted and submitted not in _NO:
        yield Signal(4, f"Auto-Submitted: {submitted}"[:80], "auto-reply" if "repl" in submitted else "")
    precedence = headers.first("Precedence") or headers.first("X-Precedence") or headers.first("Preference")
    if precedence and (weight := _PRECEDENCE.get(precedence.strip().casefold(), 0)):
        yield Signal(
            weight, f"Precedence: {precedence.strip()}"[:80], "auto-reply" if weight == 3 else "bulk"
        )
    carried = False
    for name, weight, kind in _present(headers):
        value = headers.first(name).strip()
        carrier = weight == 1 and not kind
        if value.casefold() not in _NO and not (carrier and carried):
            yield Signal(weight, f"{name}: {value}"[:80], kind)
            carried = (
                carried or carrier
            )  # what brings people's mail as well says so but once, in however many fields
    if "List-Unsubscribe" in headers and "List-Post" not in headers:
        yield Signal(2, "List-Unsubscribe without List-Post", "bulk")
    if "autoresponder" in headers.first("X-POST-MessageClass").casefold():
        yield Signal(3, "X-POST-MessageClass: Autoresponder", "auto-reply")
    if any(value.strip().casefold() == "autoresponder" for value in headers.all("Delivered-To")):
        yield Signal(3, "Delivered-To: Autoresponder", "auto-reply")
    if suppress := headers.first("X-Auto-Response-Suppress").strip():
        # Exchange and Teams put it on people's mail as well: a request, hardly a sign.
        yield Signal(1, f"X-Auto-Response-Suppress: {suppress}"[:80])
    yield from _mailer_signals(headers)


def _present(headers: Headers) -> list[tuple[str, int, str]]:
    """The telling fields that are there, weightiest first."""
    there = _FIELDS.keys() & headers.names
    return sorted((_FIELDS[name] for name in there), key=lambda field: (-field[1], field[0]))


_RESPONDERS = re.compile(r"vacation|autorespon|auto-?reply|out.of.office|sieve|abwesenheit", re.I)
_MASS_MAILERS = re.compile(
    r"mailchimp|sendinblue|brevo|cleverreach|mailjet|newsletter|campaign|constant contact|aweber", re.I
)


def _mailer_signals(headers: Headers) -> Iterator[Signal]:
    mailer = headers.first("X-Mailer")[:200]
    if mailer and _RESPONDERS.search(mailer):
        yield Signal(3, f"X-Mailer: {mailer[:60]}", "auto-reply")
    elif mailer and _MASS_MAILERS.search(mailer):
        yield Signal(2, f"X-Mailer: {mailer[:60]}", "bulk")


def _sender_signals(headers: Headers, sender: Address, kind: SenderKind) -> Iterator[Signal]:
    if kind is SenderKind.ROBOT:
        yield Signal(3, f"sender {sender.address}", "notice")
    elif kind is SenderKind.ROLE:
        yield Signal(2, f"sender {sender.address}", "notice")
    elif sender.address.rpartition("@")[0] and ("Sender" in headers or "Return-Path" in headers):
        path = headers.first("Return-Path").strip(" <>").rpartition("@")[0].casefold()[:100]
        if path and _ROBOT.match(path) and not path.startswith("reply+"):
            yield Signal(1, f"return path {path}")


def _asks_for_silence(headers: Headers) -> bool:
    """`All` or `AutoReply` in X-Auto-Response-Suppress ([MS-OXCMAIL] 2.1.3.2.19) is a plain request; OOF,
    DR, RN are not ours.
    """
    return _SUPPRESS.search(headers.first("X-Auto-Response-Suppress")) is not None
