"""One value of the settings, proved: of the right kind, one of its choices, and such as can be meant (a time zone, a port)."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from deskbell.errors import OperatorError
from deskbell.oauth.addresses import is_safe
from deskbell.settings_keys import Key

_URL = re.compile(r"https?://[^/\s?#]+(/[^\s?#]*)?$")
_DOMAIN = r"[^\s@.<>()\[\],;:\"\\]+(\.[^\s@.<>()\[\],;:\"\\]+)*"
_KINDS = {"text": "text", "number": "a number", "words": "a list of text"}
_NUMBER = re.compile(r"-?[0-9]{1,18}")
_ADDRESS = re.compile(rf"{_DOMAIN}@{_DOMAIN}")


def endpoint(listen: str, shown: str) -> tuple[str, int]:
    """`host:port` as two values; OperatorError where it is none."""
    host, _, port = listen.rpartition(":")
    if not host or not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > 65535:
        raise OperatorError(f'{shown} is "{listen}"; expected host:port, such as 127.0.0.1:2525.')
    return host.strip("[]"), int(port)


def from_environment(key: Key, text: str) -> Any:
    """The value of a key from its variable's text, a list from words with commas between; OperatorError as `checked`."""
    if key.kind == "number":
        return checked(key, int(text) if _NUMBER.fullmatch(text) else text, key.variable)
    if key.kind == "words":
        return checked(key, [one.strip() for one in text.split(",") if one.strip()], key.variable)
    return checked(key, text, key.variable)


def checked(key: Key, value: Any, where: str) -> Any:
    """The value, if it is one for this key; OperatorError with what was expected and `where` it stands."""
    right: Any = {"text": str, "number": int, "words": (list, tuple)}[key.kind]
    texts = (
        key.kind != "words"
        or not isinstance(value, (list, tuple))
        or all(isinstance(one, str) for one in value)
    )
    if not isinstance(value, right) or isinstance(value, bool) or not texts:
        raise OperatorError(f"{where}: {key.shown} is {value!r}; expected {_KINDS[key.kind]}.")
    if key.kind == "number" and value < key.least:
        least = key.least or "nought"
        raise OperatorError(f"{where}: {key.shown} is {value}; expected a number of {least} or more.")
    if key.choices and value not in key.choices:
        raise OperatorError(
            f'{where}: {key.shown} is "{value}"; expected one of {", ".join(repr(one) for one in key.choices)}.'
        )
    if trouble := _MEANT.get((key.section, key.name), _anything)(value):
        raise OperatorError(f'{where}: {key.shown} is "{value}"{trouble}')
    return tuple(value) if key.kind == "words" else value


def _anything(_: Any) -> str:
    return ""


def _name(value: str) -> str:
    return "" if value.strip() and value.isprintable() else "; expected a name on one line."


def _address(value: str) -> str:
    return "" if _ADDRESS.fullmatch(value) else "; expected an address such as support@desk.example."


def _domain(value: str) -> str:
    return "" if re.fullmatch(_DOMAIN, value) else "; expected a domain such as desk.example."


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        near = get_close_matches(value, available_timezones(), 1)
        return ", which is no time zone" + (f"; did you mean {near[0]}?" if near else ".")
    return ""


def _door(value: str) -> str:
    return "" if value.startswith("unix:") else _listen(value)


def _listen(value: str) -> str:
    try:
        if value:
            endpoint(value, "")
    except OperatorError:
        return "; expected host:port, such as 127.0.0.1:2525."
    return ""


def _world(value: str) -> str:
    return "" if not value or _URL.match(value) else "; expected an address such as https://desk.example."


def _provider(value: str) -> str:
    if not value or is_safe(value):
        return ""
    return "; expected an address that begins with https:// (or with http://, on this machine), for a secret goes there."


def _port(value: int) -> str:
    return "" if 0 < value < 65536 else "; expected a port, such as 993."


def _done(value: str) -> str:
    return "" if value else "; expected keep, seen, or the folder it is moved to."


def _day(value: str) -> str:
    try:
        if value:
            date.fromisoformat(value)
    except ValueError:
        return "; expected a day such as 2026-11-24."
    return ""


#: What is wrong with a value of the right kind, as the end of a sentence; "" if nothing is.
_MEANT: Mapping[tuple[str, str], Callable[[Any], str]] = {
    ("desk", "name"): _name,
    ("desk", "address"): _address,
    ("desk", "domain"): _domain,
    ("desk", "timezone"): _zone,
    ("intake.smtp", "listen"): _door,
    ("intake.imap", "port"): _port,
    ("intake.imap", "done"): _done,
    ("intake.imap", "since"): _day,
    ("oauth", "token_url"): _provider,
    ("oauth", "device_url"): _provider,
    ("oauth", "secret_until"): _day,
    ("web", "listen"): _listen,
    ("web", "base_url"): _world,
}
