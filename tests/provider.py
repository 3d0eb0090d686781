"""A real OAuth 2.0 provider for tests, in a thread of its own, that misbehaves when told to.

    with Provider() as provider:
        provider.behave(Behaviour(error="invalid_client"))     # from now on; a plain Behaviour() serves well
        ...
        provider.asked                                         # every form that came, in order

It knows one app, with a secret; whoever signed in (`refresh`: their newest refresh token); and which of its access
tokens are good (`good`), which mail servers of the tests ask by `accepts` or at /introspect.
"""

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

CLIENT, SECRET = "an-app", "S3cret~of.the-app"
SCOPE = "https://mail.example/.default"
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"


@dataclass(frozen=True)
class Behaviour:
    """`error` and `description` are answered with `status` 400, or another; `body` in the place of any answer. `hold`:
    nothing is answered until it is set. `drip`: a piece of a long answer every so many seconds.
    """

    error: str = ""
    description: str = ""
    status: int = 0
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    seconds: Any = 3600
    rotates: bool = False
    length: int = 30
    hold: threading.Event | None = None
    drip: float = 0.0


class Provider:
    """Listens on a free port of 127.0.0.1 from entering `with` to leaving it, or from `start` to `stop`."""

    def __init__(self) -> None:
        self.behaviour = Behaviour()
        self.client, self.secret, self.refresh = CLIENT, SECRET, "refresh-0"
        self.asked: list[dict[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.good: set[str] = set()
        self.given: list[str] = []
        #: What is answered to whoever waits for somebody to enter the code; "" is a grant.
        self.device_errors: list[str] = []
        self.device: dict[str, Any] = {
            "device_code": "dev-1",
            "user_code": "ABCD-EFGH",
            "verification_uri": "https://login.example/device",
            "expires_in": 900,
            "interval": 1,
        }
        self.guard = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def behave(self, behaviour: Behaviour) -> None:
        self.behaviour = behaviour

    def withdraw(self) -> None:
        """No access token that was given is good any more."""
        with self.guard:
            self.good.clear()

    def accepts(self, token: str) -> bool:
        with self.guard:
            return token in self.good

    def settings(self, **more: str) -> dict[tuple[str, str], Any]:
        """The section [oauth] of a desk that signs in here."""
        values = {"token_url": f"{self.url}/token", "client_id": self.client, "scope": SCOPE} | more
        return {("oauth", name): value for name, value in values.items()}

    def start(self) -> "Provider":
        self._thread.start()
        return self

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)

    def __enter__(self) -> "Provider":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    # -- what it answers

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Status and object. What a real one looks at is looked at here."""
        if form.get("client_id") != self.client:
            return 400, {"error": "unauthorized_client"}
        if path == "/device":
            return 200, self.device
        kind = form.get("grant_type")
        if kind == DEVICE:
            error = self.device_errors.pop(0) if self.device_errors else ""
            return (400, {"error": error}) if error else (200, self._grant(True))
        if self.secret and form.get("client_secret") != self.secret:
            return 401, {
                "error": "invalid_client",
                "error_description": "AADSTS7000215: Invalid client secret.",
            }
        if kind == "client_credentials":
            return (
                (200, self._grant(False)) if form.get("scope") == SCOPE else (400, {"error": "invalid_scope"})
            )
        if kind == "refresh_token":
            if form.get("refresh_token") != self.refresh:
                return 400, {"error": "invalid_grant", "error_description": "AADSTS70008: It has expired."}
            return 200, self._grant(self.behaviour.rotates)
        return 400, {"error": "unsupported_grant_type"}

    def _grant(self, refreshes: bool) -> dict[str, Any]:
        token = f"access-{len(self.given)}.".ljust(self.behaviour.length, "x")
        self.given.append(token)
        self.good.add(token)
        told = {"access_token": token, "token_type": "Bearer", "expires_in": self.behaviour.seconds}
        if refreshes:
            self.refresh = f"refresh-{len(self.given)}"
            told["refresh_token"] = self.refresh
        return told


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = dict(parse_qsl(text, keep_blank_values=True))
            behaviour = provider.behaviour
            with provider.guard:
                provider.asked.append(form)
                provider.headers.append(dict(self.headers))
            if behaviour.hold:
                behaviour.hold.wait(60)
            if behaviour.error or behaviour.status or behaviour.body is not None:
                told = {"error": behaviour.error, "error_description": behaviour.description}
                body = json.dumps(told if behaviour.error else {}).encode()
                self._say(behaviour.status or 400, body if behaviour.body is None else behaviour.body)
                return
            with provider.guard:
                status, answer = provider.answer(urlsplit(self.path).path, form)
            self._say(status, json.dumps(answer).encode())

        def do_GET(self) -> None:
            """Is a token good? The question of a mail server; and where a redirect leads."""
            [token] = parse_qs(urlsplit(self.path).query).get("token", [""])
            with provider.guard:
                provider.asked += [{"path": self.path}] if "introspect" not in self.path else []
            active = provider.accepts(token)
            self._say(
                200,
                json.dumps({"active": active, "username": "ann"} if active else {"active": False}).encode(),
            )

        def _say(self, status: int, body: bytes) -> None:
            behaviour = provider.behaviour
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                for name, value in behaviour.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                while behaviour.drip and behaviour is provider.behaviour:
                    self.wfile.write(b" ")
                    time.sleep(behaviour.drip)
                self.wfile.write(body)
            except OSError:  # who asked has gone
                self.close_connection = True

    return Handler
