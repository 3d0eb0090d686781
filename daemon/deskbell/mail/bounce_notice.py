"""A bounce told in JSON: what Amazon SES publishes to a topic, and the topic mails on to its subscribers.

Published as "Amazon SNS notification contents for Amazon SES".
"""

import json
from collections.abc import Iterator
from typing import Any

from deskbell.mail.bounce_address import addr_spec
from deskbell.mail.charsets import clean
from deskbell.mail.values import Bounce, FailedRecipient

_MOST = 1000
_LONGEST = 100_000


def find(text: str) -> Bounce | None:
    """The bounce such a notification tells of, or None; of complaints and deliveries nothing is said here."""
    start = text[:200].find("{")
    if start < 0 or '"bouncedRecipients"' not in text or text[:start].strip():
        return None
    try:
        notice, _ = json.JSONDecoder().raw_decode(text[:_LONGEST], start)
    except (ValueError, RecursionError):
        return None
    if not isinstance(notice, dict):
        return None
    told = _dict(notice, "bounce")
    people = tuple(_recipients(told))
    if not people:
        return None
    sent = _dict(_dict(notice, "mail"), "commonHeaders").get("messageId", "")
    original = _line(sent).strip("<>") if isinstance(sent, str) else ""
    return Bounce(people, (), original)  # SES calls some bounces transient, but tries none again


def _dict(outer: dict[str, Any], name: str) -> dict[str, Any]:
    inner = outer.get(name)
    return inner if isinstance(inner, dict) else {}


def _recipients(told: dict[str, Any]) -> Iterator[FailedRecipient]:
    people = told.get("bouncedRecipients")
    for one in people[:_MOST] if isinstance(people, list) else ():
        if isinstance(one, dict) and (address := addr_spec(str(one.get("emailAddress", ""))[:1000])):
            yield FailedRecipient(
                address, _line(one.get("status", ""))[:20], _line(one.get("diagnosticCode", ""))
            )


def _line(value: object) -> str:
    """A value as one clean line: JSON may hold escaped line ends and halves of characters."""
    return " ".join(clean(str(value)[:500]).split())
