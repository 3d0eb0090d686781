"""The SMTP door: who may come in, how many at once, and how the door is opened and closed.

`250` after the final dot means that the message is on stable storage. Whatever is wrong on our side is `451`,
and the sender keeps the message. What one conversation says is in `smtp_session.py`.
"""

import asyncio
import logging
import os
import ssl
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import cast

from deskbell.clock import Clock
from deskbell.errors import OperatorError
from deskbell.intake.smtp_data import Ration
from deskbell.intake.smtp_hooks import Hooks, LmtpSession
from deskbell.intake.smtp_session import LEAVING, Session
from deskbell.ports import Keeper

Network = IPv4Network | IPv6Network


@dataclass(frozen=True)
class Limits:
    """What a stranger may ask of the door. Sizes in bytes, times in seconds.

    `slowest_rate` (bytes a second): DATA may take `data_seconds` and the time its bytes need at this rate.
    `connections_per_ip` counts an IPv6 /64 as one, and neither loopback nor borders: behind a mail server of
    our own all the world comes from one address.
    """

    max_size: int = 32 * 1024 * 1024
    in_flight: int = 128 * 1024 * 1024
    connections: int = 500
    connections_per_ip: int = 50
    transactions: int = 1000
    recipients: int = 100
    unknown_recipients: int = 50
    hops: int = 50
    greeting_seconds: float = 60
    idle_seconds: float = 300
    data_seconds: float = 300
    slowest_rate: int = 4096

    @cached_property
    def command_calls(self) -> dict[str, int]:
        """How often each command may be said in one conversation."""
        each_mail = self.transactions
        return {
            "MAIL": each_mail,
            "DATA": each_mail,
            "RSET": 2 * each_mail,
            "NOOP": each_mail,
            "RCPT": each_mail * self.recipients,
            "*": 20,
        }


@dataclass(frozen=True)
class SmtpSettings:
    """The operator's choices for one SMTP door; `name` is the door's in an `Arrival`.

    `listen` is `host:port` (`[::1]:25`; port 0 for any free one) or `unix:PATH`. `borders` and the keys of
    `trusted` are IP networks; the values of `trusted` are the addresses its hosts may write as, `*` for any.
    `domains` are the desk's, for `postmaster@` each of them. `reuse_port` lets several processes listen on
    one port.
    """

    listen: str = "127.0.0.1:2525"
    hostname: str = "localhost"
    name: str = "smtp"
    domains: tuple[str, ...] = ()
    borders: tuple[str, ...] = ()
    trusted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tls_certificate: str = ""
    tls_key: str = ""
    reuse_port: bool = False
    lmtp: bool = False
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Peer:
    """What the door knows of a client before its first word. `group`: what the per-address limit counts."""

    address: str
    group: str
    border: bool
    trusted_for: tuple[str, ...]


class SmtpDoor:
    """Listens for mail on the running loop and hands each message to `keeper`.

    `accepts(address)` says whether an address is the desk's, in any case and with any token. `refused(sender, address)`
    hears of mail for an address that is not.
    """

    def __init__(
        self,
        settings: SmtpSettings,
        keeper: Keeper,
        accepts: Callable[[str], bool],
        clock: Clock,
        refused: Callable[[str | None, str], None] = lambda sender, address: None,
    ) -> None:
        self.settings, self.limits = settings, settings.limits
        self.keeper, self.clock = keeper, clock
        self.hooks = Hooks()
        self.ration = Ration(self.limits.in_flight)
        self.closing = False
        self.tls: ssl.SSLContext | None = None
        self.loop: asyncio.AbstractEventLoop
        self._accepts, self.refused = accepts, refused
        self._borders = [_network(text, "borders") for text in settings.borders]
        self._trusted = [(_network(text, "trusted"), who) for text, who in settings.trusted.items()]
        self._postmasters = {"postmaster", *(f"postmaster@{domain.lower()}" for domain in settings.domains)}
        self._kind = LmtpSession if settings.lmtp else Session
        self._sessions: set[Session] = set()
        self._groups: Counter[str] = Counter()
        self._empty = asyncio.Event()
        self._server: asyncio.AbstractServer | None = None

    # -- opening and closing

    async def start(self) -> int:
        """Listen; the bound port comes back (0 for a Unix socket). Raises OperatorError where it cannot."""
        # aiosmtpd tells addresses and clients' words in its log; ours says what an operator needs.
        logging.getLogger("mail.log").setLevel(logging.CRITICAL)
        self.loop = asyncio.get_running_loop()
        self.tls = certificate(self.settings.tls_certificate, self.settings.tls_key)
        listen = self.settings.listen
        try:
            if listen.startswith("unix:"):
                self._server = await self.loop.create_unix_server(self._doorman, listen.removeprefix("unix:"))
                return 0
            host, port = _host_and_port(listen)
            server = await self.loop.create_server(
                self._doorman, host, port, reuse_port=self.settings.reuse_port or None, backlog=256
            )
        except OSError as error:
            why = (
                os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror or str(error)
            )
            raise OperatorError(f"cannot listen for mail on {listen}: {why}") from error
        self._server = server
        return int(server.sockets[0].getsockname()[1])

    async def stop(self, within: float = 10) -> None:
        """Stop listening, tell the idle to come back, let messages under way be kept for `within` seconds."""
        self.closing = True
        if self._server is not None:
            self._server.close()
        for session in list(self._sessions):
            if not session.busy:
                session.goodbye(LEAVING)
        if self._sessions:
            self._empty.clear()
            try:
                await asyncio.wait_for(self._empty.wait(), within)
            except TimeoutError:
                for session in list(self._sessions):
                    session.cut()

    # -- who comes in

    def _doorman(self) -> asyncio.Protocol:
        return Doorman(self)

    def welcome(self, transport: asyncio.Transport) -> str:
        """Begin a conversation, or say why not."""
        peer = self._peer(transport.get_extra_info("peername"))
        if self.closing:
            return LEAVING
        if len(self._sessions) >= self.limits.connections:
            return "421 4.7.0 Too many connections, please try again soon"
        if peer.group and self._groups[peer.group] >= self.limits.connections_per_ip:
            return "421 4.7.0 Too many connections from your address"
        session = self._kind(self, peer)
        self._sessions.add(session)
        self._groups[peer.group] += 1
        transport.set_protocol(session)
        session.connection_made(transport)
        return ""

    def left(self, session: Session, peer: Peer) -> None:
        """A conversation is over; it may say so more than once."""
        if session not in self._sessions:
            return
        self._sessions.remove(session)
        self._groups[peer.group] -= 1
        if not self._groups[peer.group]:
            del self._groups[peer.group]
        if not self._sessions:
            self._empty.set()

    def is_ours(self, address: str) -> bool:
        """Whether mail to this address is taken; postmaster always is (RFC 5321 §4.5.1)."""
        return address.lower() in self._postmasters or self._accepts(address)

    def _peer(self, name: object) -> Peer:
        """Who a client is; whoever comes by a Unix socket is nobody."""
        if not (isinstance(name, tuple) and name):
            return Peer("", "", False, ())
        ip: IPv4Address | IPv6Address = ip_address(str(name[0]).partition("%")[0])
        if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        border = any(ip in network for network in self._borders)
        trusted = tuple(who for network, names in self._trusted if ip in network for who in names)
        group = "" if border or ip.is_loopback else _group(ip)
        return Peer(str(ip), group, border, trusted)


class Doorman(asyncio.Protocol):
    """Meets each client before a conversation is set up for it, so that turning many away costs little."""

    def __init__(self, door: SmtpDoor) -> None:
        self._door = door

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        wire = cast(asyncio.Transport, transport)  # uvloop's is one in all but name
        if refusal := self._door.welcome(wire):
            wire.write(refusal.encode("ascii") + b"\r\n")
            wire.close()


def _group(ip: IPv4Address | IPv6Address) -> str:
    return str(ip) if ip.version == 4 else str(IPv6Network((ip, 64), strict=False))


def _network(text: str, key: str) -> Network:
    try:
        return ip_network(text)
    except ValueError as error:
        raise OperatorError(f"[intake.smtp] {key}: {error}") from error


def _host_and_port(listen: str) -> tuple[str | None, int]:
    host, _, port = listen.rpartition(":")
    if not port.isdecimal() or int(port) > 65535:
        raise OperatorError(f"[intake.smtp] listen: expected host:port, found {listen!r}")
    return host.strip("[]") or None, int(port)


def certificate(path: str, key: str) -> ssl.SSLContext | None:
    """What STARTTLS is answered with, None where nothing is named; OperatorError for files that cannot serve."""
    if not path:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(path, key or None)
    except (OSError, ssl.SSLError) as error:
        names = " with ".join(filter(None, (path, key)))
        why = error.strerror or getattr(error, "reason", "") or str(error)
        raise OperatorError(f"[intake.smtp] tls_certificate: {names} cannot be used: {why}.") from error
    return context
