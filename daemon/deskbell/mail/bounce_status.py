"""The machine-readable half of a delivery report: message/delivery-status (RFC 3464) and its many
departures.
"""

import re
from dataclasses import dataclass

from deskbell.mail.bounce_address import addr_spec
from deskbell.mail.values import FailedRecipient

FAILED, DELAYED, DONE, UNSAID = "failed", "delayed", "done", ""
MOST_RECIPIENTS = 1000
MOST_TEXT = 400_000

_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60})[ \t]*:[ \t]*(.*)")
_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
_XTEXT = re.compile(r"\+(2B|3D)")
_BEYOND_ASCII = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")
_STARTS = frozenset(("final-recipient", "original-recipient"))
_ACTIONS = (
    (("fail", "error", "reject", "bounce", "undeliver", "expired", "hard"), FAILED),
    (("delay", "defer", "retry", "warn"), DELAYED),
    (("deliver", "relay", "expand", "success", "sent", "forward"), DONE),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a report says of one recipient: `action` one of failed, delayed, done, "" where it does not
    say.
    """

    action: str
    recipient: FailedRecipient
    original: str = ""


def outcomes(status: str) -> list[Outcome]:
    """Every recipient's group of fields. A new group begins after a blank line, or where a recipient is
    named anew.
    """
    found: list[Outcome] = []
    for group in _groups(status[:MOST_TEXT]):
        if outcome := _outcome(group):
            found.append(outcome)
            if len(found) >= MOST_RECIPIENTS:
                break
    return found


def _groups(status: str) -> list[dict[str, str]]:
    """Groups of fields, unfolded; a blank line inside a recipient's group (some programs write one) does
    not end it.
    """
    groups: list[dict[str, str]] = []
    now: dict[str, str] = {}
    last = ""
    for line in status.split("\n"):
        if line[:1] in (" ", "\t") and last and line.strip():
            now[last] = f"{now[last]} {line.strip()}"
            continue
        match = _FIELD.match(line)
        if not match:
            last = ""
            continue
        last = match.group(1).lower()
        if (last in now and (last in _STARTS or last == "action")) or (
            last in _STARTS and not _STARTS.isdisjoint(now) and "action" in now
        ):
            groups.append(now)
            now = {}
        if last in now:
            last = f"{last}#"
        now[last] = match.group(2).strip()
    groups.append(now)
    return groups


def _outcome(group: dict[str, str]) -> Outcome | None:
    """What a group says. The recipient is whom we wrote to (RFC 3464 §2.3.1) where the report tells it, and
    not where an alias of theirs led.
    """
    final, original = group.get("final-recipient", ""), group.get("original-recipient", "")
    if not (final or original or "x-actual-recipient" in group or "action" in group):
        return None
    names = (_typed(_unquoted(original)), _typed(final), _typed(group.get("x-actual-recipient", "")))
    address = next((name for name in names if name), "")
    status = match.group() if (match := _STATUS.search(group.get("status", ""))) else ""
    diagnostic = _diagnostic(group.get("diagnostic-code", "") or group.get("x-supplementary-info", ""))
    if not status and (match := _STATUS.search(diagnostic)):
        status = match.group()
    return Outcome(
        _action(group.get("action", ""), status), FailedRecipient(address, status, diagnostic), names[0]
    )


def _unquoted(original: str) -> str:
    """An Original-Recipient whose `+` and `=` still stand as RFC 3461 §4 had them sent."""
    return _XTEXT.sub(lambda found: chr(int(found[1], 16)), original) if "+" in original else original


def _typed(value: str) -> str:
    """The addr-spec of `rfc822; user@example.org`, whatever the type is called; "" for what is none
    (X.400, an id).
    """
    kind, semicolon, rest = value.partition(";")
    if semicolon and kind.strip().lower() in ("x400", "x.400"):
        smtp = re.search(r"(?:smtp|rfc-?822)[=:]\s*([^;/\s]+)", rest, re.I)
        return addr_spec(re.sub(r"\(a\)", "@", smtp.group(1), flags=re.I)) if smtp else ""
    if "\\x{" in rest:  # RFC 6533 §3
        rest = _BEYOND_ASCII.sub(lambda found: chr(min(int(found[1], 16), 0xFFFD)), rest)
    return addr_spec(rest if semicolon else value)


def _action(words: str, status: str) -> str:
    folded = words.strip().casefold()
    for starts, action in _ACTIONS:
        if folded.startswith(starts):
            return action
    if status.startswith("2"):
        return DONE
    return FAILED if status.startswith("5") else UNSAID


def _diagnostic(words: str) -> str:
    kind, semicolon, rest = words.partition(";")
    return (rest if semicolon and len(kind) < 20 and " " not in kind.strip() else words).strip()[:500]
