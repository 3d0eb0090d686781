"""One OAuth 2.0 provider: what is asked at its endpoints (RFC 6749 §4.4 and §6, RFC 8628), and the wire to them.

What is sent is secret. It goes over verified TLS to the address in the settings and nowhere else: no redirect is
followed, and what goes to loopback passes no proxy.
"""

import functools
import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from deskbell.clock import steady_seconds
from deskbell.errors import OperatorError
from deskbell.oauth.addresses import is_here, is_safe
from deskbell.oauth.answers import Grant, Reply, Unavailable, grant_of

#: An answer has some kilobytes; who sends more is no provider.
_LARGEST = 256 * 1024
_LONGEST_WAIT = 3600.0
#: A name of our own, for some providers turn away whoever says no more than which library asks.
_HEADERS = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Accept": "application/json",
    "User-Agent": "deskbell",
}


@dataclass(frozen=True)
class App:
    """Who the desk is to its provider, by `[oauth]` of the settings.

    `secret` is read when it is needed, so that a new one is used at once; "" where the app has none.
    """

    token_url: str
    client_id: str
    secret: Callable[[], str] = field(repr=False)
    scope: str = ""
    device_url: str = ""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for the connection and for each piece of an answer, and for the body of an answer in all."""

    step: float = 10.0
    body: float = 10.0


class Provider:
    """Asks the provider of an app. Every method raises Refused or Unavailable, and OperatorError for a secret's file."""

    def __init__(
        self, app: App, patience: Patience | None = None, context: ssl.SSLContext | None = None
    ) -> None:
        """`context` replaces the machine's own trust in certificates."""
        for url in filter(None, (app.token_url, app.device_url)):
            if not is_safe(url):
                raise OperatorError(f"[oauth]: {url} is no address that a secret can be sent to.")
        self.app, self._patience, self._context = app, patience or Patience(), context

    @property
    def host(self) -> str:
        return urlsplit(self.app.token_url).hostname or ""

    def by_secret(self) -> Grant:
        """A token in the app's own name (client credentials, RFC 6749 §4.4)."""
        from oauthlib.oauth2 import BackendApplicationClient

        client = BackendApplicationClient(self.app.client_id)
        return self._granted(client.prepare_request_body(include_client_id=True, **self._asking()))

    def by_refresh_token(self, refresh_token: str) -> Grant:
        """A token in the name of whoever signed in, by what the provider gave them then, or last time (§6)."""
        from oauthlib.oauth2 import Client

        client = Client(self.app.client_id)
        asking = {"client_id": self.app.client_id, **self._asking()}
        return self._granted(client.prepare_refresh_body(refresh_token=refresh_token, **asking))

    def by_device_code(self, device_code: str) -> Grant:
        """The token that somebody allowed with another machine's browser, once they have (RFC 8628 §3.4)."""
        from oauthlib.oauth2 import DeviceClient

        client = DeviceClient(self.app.client_id)
        body = client.prepare_request_body(device_code, include_client_id=True, **self._secret())
        return self._granted(body)

    def device_code(self) -> Reply:
        """What the device endpoint answers to us (RFC 8628 §3.1)."""
        wanted = {"client_id": self.app.client_id, "scope": self.app.scope}
        return self._post(self.app.device_url, urlencode({name: one for name, one in wanted.items() if one}))

    def _asking(self) -> dict[str, str]:
        return self._secret() | ({"scope": self.app.scope} if self.app.scope else {})

    def _secret(self) -> dict[str, str]:
        secret = self.app.secret()
        return {"client_secret": secret} if secret else {}

    def _granted(self, body: str) -> Grant:
        return grant_of(self._post(self.app.token_url, body), self.host)

    def _post(self, url: str, body: str) -> Reply:
        request = urllib.request.Request(  # noqa: S310 - its scheme was looked at
            url,
            body.encode("ascii"),
            _HEADERS,
        )
        host = urlsplit(url).hostname
        try:
            with _opener(is_here(host), self._context).open(request, timeout=self._patience.step) as answer:
                return Reply(answer.status, self._body(answer), _wait_of(answer))
        except (OSError, ValueError, http.client.HTTPException) as trouble:
            raise Unavailable(f"{host} cannot be asked for an access token: {_said(trouble)}.") from None

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        """All of it, however it trickles in; OSError where that takes too long or it is too much."""
        read, end = b"", steady_seconds() + self._patience.body
        while piece := answer.read1(65_536):
            read += piece
            if len(read) > _LARGEST:
                raise OSError(f"its answer has more than {_LARGEST:,} bytes")
            if steady_seconds() > end:
                raise TimeoutError("its answer takes too long")
        return read


class _AsItCame(urllib.request.HTTPErrorProcessor):
    """Every answer is handed back, whatever its status: none is an exception, and no redirect is followed."""

    def http_response(self, request: urllib.request.Request, response: Any) -> Any:
        return response

    https_response = http_response


@functools.cache
def _opener(here: bool, context: ssl.SSLContext | None) -> urllib.request.OpenerDirector:
    """Reading the machine's certificates takes long: once is enough. `here`: to loopback, where no proxy leads."""
    secure = urllib.request.HTTPSHandler(context=context or ssl.create_default_context())
    proxies = [urllib.request.ProxyHandler({})] if here else []
    return urllib.request.build_opener(_AsItCame, secure, *proxies)


def _wait_of(answer: http.client.HTTPResponse) -> float:
    """The seconds of Retry-After (RFC 9110 §10.2.3); a date in its place is not looked at."""
    text = (answer.headers.get("Retry-After") or "").strip()
    return min(float(text), _LONGEST_WAIT) if text.isascii() and text.isdigit() else 0.0


def _said(trouble: Exception) -> str:
    """What the system or TLS says; of an answer that is no HTTP not a word, for it may quote what was sent."""
    reason = trouble.reason if isinstance(trouble, urllib.error.URLError) else trouble
    if isinstance(reason, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted ({reason.verify_message})"
    if isinstance(reason, OSError):
        return str(reason.strerror or reason) or type(reason).__name__
    return f"its answer is none ({type(trouble).__name__})"
