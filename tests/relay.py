"""A real SMTP relay for tests, in a thread of its own, that misbehaves when told to.

    with Relay() as relay:
        relay.behave(Behaviour(defer="rcpt"))      # from now on; a plain Behaviour() accepts everything
        ...
        [mail] = relay.wait_for(1)                 # what it answered 250 to

A step is one of "connect", "mail", "rcpt", "data" (the command), "content" (half way through; only to drop or
hang) and "dot" (the final one).
"""

import asyncio
import base64
import contextlib
import re
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

_REPLACED = re.compile(rb"^message-id:[^\r\n]*(\r\n[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Behaviour:
    """What a relay does with the letters it is offered.

    `defer` and `refuse` name the step that is answered 4xx or 5xx; `only` limits them, and `drop` and `hang`,
    to recipients it is true of (from step "rcpt" on). `drop` closes the connection at a step, "dot" before
    its answer, without having taken the letter; `taken` makes it take the letter first. `hang` never answers.
    `after` lets so many letters of a connection pass, then answers 421. `replace_id` puts another Message-ID
    in and reports it.
    """

    defer: str = ""
    refuse: str = ""
    drop: str = ""
    hang: str = ""
    taken: bool = False
    only: Callable[[str], bool] | None = None
    answer: str = ""
    after: int | None = None
    replace_id: str = ""


@dataclass(frozen=True)
class Received:
    """A letter the relay took: its envelope and its bytes as they came over the wire."""

    mail_from: str
    recipients: tuple[str, ...]
    data: bytes
    options: tuple[str, ...] = ()
    connection: int = 0
    secure: bool = False
    user: str = ""

    @property
    def message(self) -> EmailMessage:
        return cast(EmailMessage, message_from_bytes(self.data, policy=modern))


class Relay:
    """Listens on a free port of 127.0.0.1 (or `port`: a relay that was down comes back where it was) from
    `start` (or entering `with`) to `stop`.

    `tls`: a server context, for STARTTLS or, with `implicit`, from the first byte. `users`: name to password;
    AUTH is then needed. `tokens`: says whether an access token is good; AUTH XOAUTH2 is then needed. `features` are further lines of the EHLO answer, `utf8` offers SMTPUTF8.
    """

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        implicit: bool = False,
        users: dict[str, str] | None = None,
        tokens: Callable[[str], bool] | None = None,
        utf8: bool = False,
        features: tuple[str, ...] = (),
        size: int = 33_554_432,
        port: int = 0,
    ) -> None:
        self.behaviour = Behaviour()
        self.received: list[Received] = []
        self.connections = 0
        self.commands: list[str] = []
        self.port = port
        self.tls, self.implicit, self.users, self.tokens = tls, implicit, users, tokens
        self.utf8, self.features, self.size = utf8, features, size
        self._news = threading.Condition()
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="test relay", daemon=True)
        self._ready = threading.Event()
        self._over: asyncio.Event | None = None

    @property
    def url(self) -> str:
        return f"smtp{'s' if self.implicit else ''}://127.0.0.1:{self.port}"

    def behave(self, behaviour: Behaviour) -> None:
        """Takes effect with the next step of any connection."""
        self.behaviour = behaviour

    def wait_for(self, count: int, seconds: float = 60) -> list[Received]:
        """The letters taken, once there are `count` of them; fails if that does not come about in time."""
        with self._news:
            if not self._news.wait_for(lambda: len(self.received) >= count, seconds):
                raise AssertionError(
                    f"the relay took {len(self.received)} letters, not {count}, in {seconds} s"
                )
            return list(self.received)

    def sent_to(self, address: str) -> list[Received]:
        with self._news:
            return [mail for mail in self.received if address in mail.recipients]

    def forget(self) -> None:
        with self._news:
            self.received.clear()

    def start(self) -> "Relay":
        """Listen from now on."""
        self._thread.start()
        if not self._ready.wait(10) or not self.port:
            raise AssertionError("the test relay did not start")
        return self

    def stop(self) -> None:
        """Close the port and every connection, and wait for the thread to end."""
        with contextlib.suppress(RuntimeError):
            self.loop.call_soon_threadsafe(lambda: self._over.set() if self._over else None)
        self._thread.join(10)
        assert not self._thread.is_alive(), "the test relay did not stop"

    def __enter__(self) -> "Relay":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    # -- in the thread

    def _serve(self) -> None:
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.run_until_complete(self._listen())
        finally:
            self._ready.set()
            self.loop.close()

    async def _listen(self) -> None:
        self._over = asyncio.Event()
        tls = self.tls if self.implicit else None
        server = await self.loop.create_server(self._connection, "127.0.0.1", self.port, ssl=tls)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._over.wait()
        server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _connection(self) -> asyncio.BaseProtocol:
        self.connections += 1
        if self.behaviour.hang == "connect":
            return asyncio.Protocol()
        return _Server(self, self.connections)

    def take(self, mail: Received) -> None:
        with self._news:
            self.received.append(mail)
            self._news.notify_all()


class _Hooks:
    """aiosmtpd's own way in, where it has one."""

    async def handle_EHLO(
        self, server: "_Server", session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], *(f"250-{line}" for line in server.relay.features), responses[-1]]

    async def handle_DATA(self, server: "_Server", session: Session, envelope: Envelope) -> str:
        return await server.finish(session, envelope)


class _Server(SMTP):
    """One connection: asks the relay's behaviour at each step."""

    def __init__(self, relay: Relay, number: int) -> None:
        self.relay, self._number, self._passed = relay, number, 0
        users = relay.users
        if relay.tokens:
            self.line_length_limit = 12_288  # RFC 4954 §4, for the lines of AUTH
        super().__init__(
            _Hooks(),
            loop=relay.loop,
            hostname="relay.test",
            ident="test relay",
            enable_SMTPUTF8=relay.utf8,
            data_size_limit=relay.size,
            tls_context=None if relay.implicit else relay.tls,
            auth_required=bool(users or relay.tokens),
            auth_exclude_mechanism=("PLAIN", "LOGIN") if relay.tokens else ("XOAUTH2",),
            auth_require_tls=not relay.implicit,
            authenticator=self._check_user if users else None,
            timeout=120,
        )

    def _check_user(
        self, server: Any, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        users = self.relay.users or {}
        good = users.get(data.login.decode()) == data.password.decode()
        return AuthResult(success=good, handled=good, auth_data=data.login.decode())

    async def auth_XOAUTH2(self, _: Any, args: list[str]) -> AuthResult:
        """As Exchange does: in the command or after a 334; a no is a challenge first, and told after the empty answer."""
        blob = base64.b64decode(args[1]) if len(args) > 1 else await self.challenge_auth("")
        self.relay.commands.append(f"AUTH {'in one line' if len(args) > 1 else 'in two'}")
        assert isinstance(blob, bytes)
        user, bearer, *ends = blob.decode().split("\1")
        token = bearer.removeprefix("auth=Bearer ")
        assert (user[:5], ends) == ("user=", ["", ""])
        assert self.relay.tokens
        if self.relay.tokens(token):
            return AuthResult(success=True, auth_data=user[5:])
        assert await self.challenge_auth('{"status":"401"}') == b""
        said = self.relay.behaviour.answer or "535 5.7.3 Authentication unsuccessful"
        return AuthResult(success=False, handled=False, message=said.replace("TOKEN", token))

    async def _handle_client(self) -> None:
        if await self._misbehaves("connect"):
            self.transport.close()
            return
        await super()._handle_client()

    async def smtp_MAIL(self, arg: str) -> None:
        self.relay.commands.append(f"MAIL {arg}")
        after = self.relay.behaviour.after
        if after is not None and self._passed >= after:
            await self.push("421 4.7.0 enough for one connection")
            self.transport.close()
            return
        if not await self._misbehaves("mail"):
            # The parameters of DSN are offered by `features`; aiosmtpd knows none of them.
            await super().smtp_MAIL(re.sub(r" (RET|ENVID)=\S+", "", arg))

    async def smtp_RCPT(self, arg: str) -> None:
        self.relay.commands.append(f"RCPT {arg}")
        if not await self._misbehaves("rcpt", arg):
            await super().smtp_RCPT(arg)

    async def smtp_RSET(self, arg: str) -> None:
        self.relay.commands.append("RSET")
        await super().smtp_RSET(arg)

    async def smtp_DATA(self, arg: str) -> None:
        recipients = self.envelope.rcpt_tos if self.envelope else []
        if recipients and "content" in (self.relay.behaviour.drop, self.relay.behaviour.hang):
            await self.push("354 go on")
            await self._reader.readexactly(10)
            self.transport.pause_reading()
        if not (
            await self._misbehaves("content", *recipients) or await self._misbehaves("data", *recipients)
        ):
            await super().smtp_DATA(arg)

    async def finish(self, session: Session, envelope: Envelope) -> str:
        behaviour = self.relay.behaviour
        data = bytes(envelope.original_content or b"")
        if behaviour.replace_id:
            data = _REPLACED.sub(b"Message-ID: <%s>" % behaviour.replace_id.encode(), data, count=1)
        mail = Received(
            envelope.mail_from or "",
            tuple(envelope.rcpt_tos),
            data,
            tuple(envelope.mail_options),
            self._number,
            secure=session.ssl is not None or self.relay.implicit,
            user=str(session.auth_data or ""),
        )
        if behaviour.taken:
            self.relay.take(mail)
        if await self._misbehaves("dot", *envelope.rcpt_tos, push=False):
            return self._refusal("dot")
        if not behaviour.taken:
            self.relay.take(mail)
        self._passed += 1
        if behaviour.replace_id:
            return f"250 2.6.0 <{behaviour.replace_id}> queued"
        return behaviour.answer or f"250 2.0.0 Ok: queued as {len(self.relay.received)}"

    async def _misbehaves(self, step: str, *recipients: str, push: bool = True) -> bool:
        """Do what the behaviour says of this step; True when the step is over with that."""
        behaviour = self.relay.behaviour
        if step not in (behaviour.drop, behaviour.hang, behaviour.defer, behaviour.refuse):
            return False
        if behaviour.only and recipients and not any(behaviour.only(_bare(each)) for each in recipients):
            return False
        if step == behaviour.hang:
            await asyncio.Event().wait()
        if step == behaviour.drop:
            self.transport.abort()
            await asyncio.Event().wait()
        if push:
            await self.push(self._refusal(step))
        return True

    def _refusal(self, step: str) -> str:
        behaviour = self.relay.behaviour
        if behaviour.answer:
            return behaviour.answer
        return "550 5.1.1 no such user here" if step == behaviour.refuse else "451 4.3.0 try again later"


def _bare(recipient: str) -> str:
    """`TO:<jo@acme.example>` is `jo@acme.example`."""
    return recipient.partition("<")[2].partition(">")[0] if "<" in recipient else recipient


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    """Return as soon as `true()` is; fail after so many seconds."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise AssertionError("it did not come about in time")
        time.sleep(0.01)
