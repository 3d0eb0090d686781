"""What a provider's answer means: a grant, trouble that passes, or a no that lasts until somebody acts (RFC 6749 §5).

An answer may hold secrets, ours or others', so nothing of one is ever shown but the error's code, where it looks like one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from deskbell.errors import OperatorError, TemporaryError

#: Seconds that a token is taken to be good for, where the provider does not say; and no fewer and no more than these.
UNSAID, LEAST, MOST = 600.0, 60.0, 86_400.0
#: Statuses that say: later.
_LATER = frozenset({408, 425, 429})
_PASSING = frozenset({"temporarily_unavailable", "server_error"})
#: Of lower-case letters alone: neither a secret nor a token is.
_CODE = re.compile(r"[a-z]+(_[a-z]+)*")
_LONGEST_CODE = 40
#: Microsoft's own number of an error, which its pages explain.
_NUMBER = re.compile(r"\bAADSTS\d{4,8}\b")
#: RFC 6750 §2.1, b64token.
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")
_ADVICE = {
    "invalid_client": "make a new client secret there, and write its value into the file that [oauth] client_secret_file names",
    "invalid_grant": "sign in anew with deskbell mailbox sign-in",
    "unauthorized_client": "look at [oauth] client_id, and at what the app may do there",
    "invalid_scope": "look at [oauth] scope, and at the app's permissions there",
    "unsupported_grant_type": "look at [oauth] token_url",
}
_OTHERWISE = "look at [oauth] in the settings, and at the app and its consent there"


class Refused(OperatorError):
    """The provider says no, and will until somebody acts. `code`: why, as RFC 6749 §5.2 and RFC 8628 §3.5 name it."""

    def __init__(self, sentence: str, code: str = "") -> None:
        super().__init__(sentence)
        self.code = code


class Unavailable(TemporaryError):
    """The provider gives no answer, or none that can be used. `wait`: for how many seconds it asks to be left alone."""

    def __init__(self, sentence: str, wait: float = 0.0) -> None:
        super().__init__(sentence)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Reply:
    """What came over the wire. `wait`: the seconds of its Retry-After, nought where there is none."""

    status: int
    body: bytes = field(repr=False)
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Grant:
    """An access token, the seconds it is good for, and the refresh token that came with it, "" for none."""

    access_token: str = field(repr=False)
    seconds: float
    refresh_token: str = field(default="", repr=False)


def grant_of(reply: Reply, host: str) -> Grant:
    """The grant that the token endpoint's answer holds; raises Refused or Unavailable."""
    from oauthlib.oauth2 import Client, OAuth2Error

    try:
        # No scope is named: that a provider words it in another way is no error of ours.
        told: Mapping[str, Any] = Client("").parse_request_body_response(reply.body.decode("utf-8"))
    except OAuth2Error as trouble:
        raise no(reply, host, trouble.error, trouble.description) from None
    except Exception:  # noqa: BLE001 - whatever stands in the answer of somebody else's server
        raise no(reply, host) from None
    token, kind, refresh = (told.get(name) for name in ("access_token", "token_type", "refresh_token"))
    good = reply.status == 200 and is_token(token) and str(kind or "bearer").lower() == "bearer"
    if not good or not (refresh is None or is_secret(refresh)):
        raise no(reply, host)
    seconds = told.get("expires_in")
    held = UNSAID if seconds is None else float(min(max(seconds, LEAST), MOST))
    return Grant(str(token), held, refresh or "")


def is_token(text: object) -> bool:
    """May this stand in a bearer's answer? A control character would end it, and begin something else."""
    return isinstance(text, str) and _TOKEN.fullmatch(text) is not None


def is_secret(text: object) -> bool:
    """Can this be kept on a line of a file? (RFC 6749 Appendix A.17)"""
    return isinstance(text, str) and text.isascii() and text.isprintable()


def no(reply: Reply, host: str, error: object = "", description: object = "") -> Refused | Unavailable:
    """Why there is no grant in an answer, in words that say what to do."""
    code, status = _code(error), reply.status
    if status >= 500 or status in _LATER or code in _PASSING:
        return Unavailable(f"{host} gives no access token now: it answers {status}.", reply.wait)
    if not code and status < 300:
        return Unavailable(f"{host} gives an answer that holds no access token.", reply.wait)
    if not code and status < 400:
        return Refused(
            f"{host} answers {status} and points elsewhere, where no secret is sent: look at [oauth] token_url."
        )
    number = _NUMBER.search(description) if isinstance(description, str) else None
    said = ", ".join(filter(None, (code or f"{status} without a reason", number[0] if number else "")))
    return Refused(f"{host} does not sign us in ({said}): {_ADVICE.get(code, _OTHERWISE)}.", code)


def _code(error: object) -> str:
    """The error's code, "" for what looks like none. oauthlib calls an answer that holds no token `missing_token`."""
    fits = isinstance(error, str) and len(error) <= _LONGEST_CODE and _CODE.fullmatch(error)
    return str(error) if fits and error != "missing_token" else ""
