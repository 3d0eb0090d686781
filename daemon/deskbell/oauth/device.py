"""Signing in by hand, once, on whatever machine has a browser: device authorization (RFC 8628)."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from deskbell.clock import steady_seconds
from deskbell.errors import OperatorError
from deskbell.oauth.answers import Grant, Refused, Reply, Unavailable, is_secret, no
from deskbell.oauth.provider import Provider

#: Seconds between two questions where the server names none, and how much longer after its "slow down" (§3.5).
INTERVAL, SLOWER, LONGEST = 5.0, 5.0, 120.0
#: The longest time that a code is waited for, whatever the server says.
MOST = 1800.0
_LINE = 200


@dataclass(frozen=True, slots=True)
class Invitation:
    """Where somebody goes, the code they enter there, and for how many seconds it is good."""

    url: str
    code: str
    seconds: float
    interval: float
    device_code: str = field(repr=False)


def invite(provider: Provider) -> Invitation:
    """What the provider wants somebody to do; raises Refused or Unavailable."""
    if not provider.app.device_url:
        raise OperatorError(
            "[oauth] device_url is not set: it names the provider's address for signing in on another machine."
        )
    reply = provider.device_code()
    told = _object(reply)
    texts = [told.get(name) for name in ("verification_uri", "user_code", "device_code")]
    seconds: Any = told.get("expires_in")
    interval: Any = told.get("interval", INTERVAL)
    fits = all(text and is_secret(text) for text in texts) and all(
        len(str(text)) <= _LINE for text in texts[:2]
    )
    if reply.status != 200 or not fits or not (_is_number(seconds) and _is_number(interval)):
        raise no(reply, provider.host, told.get("error"), told.get("error_description"))
    url, code, device_code = map(str, texts)
    return Invitation(url, code, min(float(seconds), MOST), _within(interval), device_code)


def await_grant(
    provider: Provider,
    invitation: Invitation,
    pause: Callable[[float], None] = time.sleep,
    seconds: Callable[[], float] = steady_seconds,
) -> Grant:
    """The grant, once somebody has done it; OperatorError where they said no or the code has ended."""
    interval, end = invitation.interval, seconds() + invitation.seconds
    while seconds() < end:
        pause(interval)
        try:
            return provider.by_device_code(invitation.device_code)
        except Unavailable:
            interval = _within(interval * 2)  # §3.5: after a time-out, more and more slowly
        except Refused as trouble:
            if trouble.code == "slow_down":
                interval = _within(interval + SLOWER)
            elif trouble.code == "access_denied":
                raise OperatorError("Whoever was asked did not allow it; nobody is signed in.") from None
            elif trouble.code == "expired_token":
                break
            elif trouble.code != "authorization_pending":
                raise
    raise OperatorError("The code has ended, and nobody is signed in; begin again.")


def _within(interval: float) -> float:
    return min(max(float(interval), 1.0), LONGEST)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 1e9


def _object(reply: Reply) -> dict[str, Any]:
    """The object of JSON that the answer is, an empty one where it is none."""
    try:
        told = json.loads(reply.body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
