"""Person or machine? And, apart from that: may a machine answer?

Signals are weighed and added up; none but the two plainest (the sender's own `Auto-Submitted`, a report's
type) decides alone. What speaks for a person counts against them, so that a blank Return-Path, a
`Precedence` somebody's gateway wrote, or one polite `X-Auto-Response-Suppress` does not silence a customer.

    own        the desk's own letter came back: its loop marker, or a Message-ID of its form and its domains
    bounce     a delivery report about a failure or a delay
    list       a discussion list's copy of what a person wrote
    automatic  written by a program: responders, receipts, reactions, alarms, notices, newsletters
    person     everything else

A mail in bulk that can be unsubscribed from but not be answered to a list (no List-Post) is automatic, not
list mail.
"""

from dataclasses import dataclass

from deskbell.mail.message_ids import has_our_form
from deskbell.mail.origin_signals import Signals, automatic_signals, is_interactive
from deskbell.mail.tree import Headers, Part
from deskbell.mail.values import Address, Bounce, Calendar, Origin, Own

ENOUGH = 3


@dataclass(frozen=True, slots=True)
class OriginVerdict:
    """Who speaks, whether it must not be answered automatically, why, and what sort of machine it is (""
    if none).
    """

    origin: Origin
    auto: bool
    evidence: tuple[str, ...] = ()
    kind: str = ""


def judge(
    root: Part,
    sender: Address,
    subject: str,
    text: str,
    bounce: Bounce | None,
    calendar: Calendar | None,
    own: Own,
    envelope_from: str | None = None,
) -> OriginVerdict:
    """Say who speaks. `envelope_from` is SMTP's own MAIL FROM ("" for `<>`), None where the door does not
    know it.
    """
    headers = root.headers
    if marked := _own_marker(headers, own):
        return OriginVerdict(Origin.OWN, True, (marked,))
    if bounce is not None:
        return OriginVerdict(Origin.BOUNCE, True, ("a delivery report",), "delivery-report")
    if lettered := _own_message_id(headers, own):
        return OriginVerdict(Origin.OWN, True, (lettered,))
    signals = automatic_signals(root, sender, subject, text, calendar, _null_path(headers, envelope_from))
    listed = _list_evidence(headers)
    if (
        listed
        and not (signals.kind in _MACHINE_KINDS and signals.weight >= ENOUGH)
        and not _is_bulk(headers, signals)
    ):
        return OriginVerdict(Origin.LIST, True, listed, "list")
    if signals.weight >= ENOUGH:
        return OriginVerdict(Origin.AUTOMATIC, True, signals.evidence, signals.kind)
    return _person(headers, sender, own, signals)


_MACHINE_KINDS = frozenset(
    (
        "out-of-office",
        "receipt",
        "reaction",
        "feedback-report",
        "calendar-reply",
        "delivery-report",
        "auto-reply",
    )
)


def _person(headers: Headers, sender: Address, own: Own, signals: Signals) -> OriginVerdict:
    """A person's mail; some still must not be answered by a machine, and the evidence says which."""
    reasons = list(signals.evidence)
    auto = signals.silence
    if unanswered := _never_answered(headers):
        auto = True
        reasons.append(unanswered)
    if sender.address and sender.address.casefold() in own.addresses and not _answers_elsewhere(headers, own):
        auto = True
        reasons.append(f"From is the desk's own address {sender.address}")
    return OriginVerdict(Origin.PERSON, auto, tuple(reasons))


_OF_LISTS = ("List-Id", "List-Post", "List-Unsubscribe")
_SIGNS_OF_MANY = frozenset(("precedence", *(name.lower() for name in _OF_LISTS)))


def _never_answered(headers: Headers) -> str:
    """One sign of a list or of bulk is too little to call the sender a machine, and enough to stay silent (RFC 3834 §2).

    A gateway may write Precedence on what a person's own mail program sent.
    """
    if _SIGNS_OF_MANY.isdisjoint(headers.names):
        return ""
    if headers.first("Precedence").strip().casefold() in ("list", "bulk", "junk") and not is_interactive(
        headers
    ):
        return "Precedence says not to answer it"
    return next((f"{name} is on it" for name in _OF_LISTS if name in headers), "")


def _answers_elsewhere(headers: Headers, own: Own) -> bool:
    """A web form may write as the desk and name the visitor in Reply-To."""
    reply_to = headers.first("Reply-To").casefold()
    return "@" in reply_to and not any(address in reply_to for address in own.addresses)


def _own_marker(headers: Headers, own: Own) -> str:
    """The loop marker on it. Where no desk is known (`deskbell read`), any marker counts."""
    values = [value.strip() for value in headers.all("X-Deskbell-Loop")]
    if not own.loop_marker:
        return f"X-Deskbell-Loop: {values[0]}" if values else ""
    return f"X-Deskbell-Loop: {own.loop_marker}" if own.loop_marker in values else ""


def _own_message_id(headers: Headers, own: Own) -> str:
    message_id = headers.first("Message-ID").strip().strip("<>")
    domain = message_id.rpartition("@")[2].casefold()
    return (
        f"Message-ID: <{message_id}>" if domain and domain in own.domains and has_our_form(message_id) else ""
    )


def _null_path(headers: Headers, envelope_from: str | None) -> bool:
    """The envelope is the truth where it is known; a Return-Path field only says what some host wrote
    down.
    """
    if envelope_from is not None:
        return envelope_from.strip("<> ") == ""
    return headers.first("Return-Path").replace(" ", "") == "<>"


_LIST_FIELDS = ("List-Post", "X-Mailman-Version", "X-BeenThere", "Mailing-List", "X-Mailing-List",
                "X-ML-Name", "X-ML-Count", "X-Listname", "X-Google-Group-Id", "X-Sympa-To", "X-LISTSERV",
                "X-Mlmmj-Version", "X-Ecartis-Version", "X-Original-List")  # fmt: skip
_LIST_MARKS = frozenset(("list-id", *(name.lower() for name in _LIST_FIELDS)))
_LIST_HELPS = ("List-Unsubscribe", "List-Subscribe", "Precedence")


def _list_evidence(headers: Headers) -> tuple[str, ...]:
    """List-Id or a list program's own field, with a second witness that people talk there."""
    if _LIST_MARKS.isdisjoint(headers.names):
        return ()
    fields = [name for name in _LIST_FIELDS if name in headers]
    precedence = headers.first("Precedence").strip().casefold() == "list"
    if headers.first("List-Post").strip().casefold().startswith("no"):
        fields.remove("List-Post")
    named = "List-Id" in headers
    addressed = named and _goes_to_the_list(headers)
    helped = bool(fields) and any(name in headers for name in _LIST_HELPS)
    if named + len(fields) + (precedence or helped or addressed) < 2 and "X-Mailman-Version" not in fields:
        return ()
    seen = [f"List-Id: {headers.first('List-Id')[:80]}"] if named else []
    return (*seen, *fields, *(["Precedence: list"] if precedence else []))


def _goes_to_the_list(headers: Headers) -> bool:
    """Is the list's id spelled as an address where such a mail goes to or comes through? (`foo.lists.example`, `foo@lists.example`)"""
    name = headers.first("List-Id")[:300].rpartition("<")[2].strip(" <>").casefold()
    address = name.replace(".", "@", 1)
    return "@" in address and any(
        address in headers.first(field)[:2000].casefold() for field in ("To", "Cc", "X-Loop", "Reply-To")
    )


def _is_bulk(headers: Headers, signals: Signals) -> bool:
    """A sender that names itself a robot or a mass mailer is no discussion, whatever list fields it bears."""
    if "X-Mailman-Version" in headers or "X-BeenThere" in headers:
        return headers.first("X-List-Administrivia").strip().casefold() == "yes"
    return signals.machine >= ENOUGH and not is_interactive(headers)
