"""What lies around every page: its headers, the brake on one address, and a log line that names no token."""

import asyncio
import logging
from collections import OrderedDict
from ipaddress import ip_address, ip_network
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)

#: Nothing is loaded but our style sheet, nothing runs, nobody frames us, no address leaks (A11, A22).
POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

#: A shown letter carries its own styles, and nothing else of it is loaded or run.
LETTER_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:; form-action 'none';"
    " frame-ancestors 'none'"
)

_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-robots-tag": "noindex, nofollow",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

#: Networks that are never the world's (RFC 1918, 4193, 4291); ipaddress calls more than these private.
_OWN = [
    ip_network(text)
    for text in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::1",
        "fc00::/7",
        "fe80::/10",
    )
]

#: The first part of a path is safe to log; what follows it may be a token.
_LOGGED = frozenset({"", "s", "t", "a", "letters", "health", "metrics", "style.css"})


class Brake:
    """How often one address may ask: `burst` at once, then `per_second`; a miss costs ten."""

    REMEMBERED = 10_000

    def __init__(self, burst: float, per_second: float) -> None:
        self._burst, self._rate = burst, per_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, address: str, now: float) -> bool:
        return self._refilled(address, now) >= 1

    def spend(self, address: str, cost: float, now: float) -> None:
        self._left[address] = (self._refilled(address, now) - cost, now)
        self._left.move_to_end(address)
        while len(self._left) > self.REMEMBERED:
            self._left.popitem(last=False)

    def _refilled(self, address: str, now: float) -> float:
        left, seen = self._left.get(address, (self._burst, now))
        return min(self._burst, left + (now - seen) * self._rate)


class Shell:
    """Wraps an ASGI app. `busy` answers whoever asks too often."""

    def __init__(self, app: ASGIApp, busy: ASGIApp, brake: Brake) -> None:
        self._app, self._busy, self._brake = app, busy, brake

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        now = asyncio.get_running_loop().time
        address = client_address(scope)
        # Loopback itself is nobody, or everybody behind a proxy that does not say for whom it asks.
        braked = not _is_loopback(address) and not self._brake.allows(address, now())
        status = 500

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await (self._busy if braked else self._app)(scope, receive, sent)
        finally:
            self._brake.spend(address, 10 if status == 404 else 1, now())
            log.info("%s %s %d", scope["method"], logged_path(scope["path"]), status)


def client_address(scope: Scope) -> str:
    """Whom to count: the client; or, where that is a proxy of ours, the last address it added."""
    peer = _peer(scope)
    forwarded = Headers(scope=scope).get("x-forwarded-for", "")
    if forwarded and _is_private(peer):
        return forwarded.rpartition(",")[2].strip()[:60]
    return peer


def is_near(scope: Scope) -> bool:
    """The client is on this machine itself, and neither a proxy nor a foreign page's name stands between.

    (A web page that makes its own name point to 127.0.0.1 still says that name in Host.)
    """
    headers = Headers(scope=scope)
    if any(name in headers for name in ("x-forwarded-for", "forwarded", "x-real-ip", "via")):
        return False
    host = headers.get("host", "").lower()
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    return _is_loopback(_peer(scope)) and name in {"localhost", "127.0.0.1", "[::1]"}


def is_private(scope: Scope) -> bool:
    """The client is in a network of our own, and came straight, not through a proxy that serves the world."""
    headers = Headers(scope=scope)
    return not any(name in headers for name in ("x-forwarded-for", "forwarded")) and _is_private(_peer(scope))


def logged_path(path: str) -> str:
    """The path as a log may tell it: a token is a key and never written down."""
    first, slash, _ = path.lstrip("/").partition("/")
    return f"/{first}" + ("/…" if slash else "") if first in _LOGGED else "/…"


def _peer(scope: Scope) -> str:
    client: tuple[str, Any] | None = scope.get("client")
    return client[0] if client else ""


def _is_private(address: str) -> bool:
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return any(ip in network for network in _OWN)


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False
