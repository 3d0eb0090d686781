"""One SMTP conversation: aiosmtpd's state machine, with our answers, our limits and our reading of DATA."""

import asyncio
import collections
import logging
import re
from typing import TYPE_CHECKING, cast

from aiosmtpd.smtp import SMTP, syntax

from deskbell.errors import TemporaryError
from deskbell.failpoints import reach
from deskbell.intake import smtp_data
from deskbell.intake.smtp_codes import line
from deskbell.ports import Arrival, Kept

if TYPE_CHECKING:
    from deskbell.intake.smtp import Peer, SmtpDoor

log = logging.getLogger(__name__)

#: Stream buffer of a session; twice as much may wait in it before the client is made to wait.
PIECE = 64 * 1024

#: A path of MAIL or RCPT (RFC 5321 §4.1.2): an old source route is read and dropped, brackets may be missing.
_PATH = re.compile(
    r"""\s*(?P<open><)?
        (?:@[^\s<>:"]+:)?
        (?P<address>(?:"(?:[^"\\]|\\.)*"|[^\s<>()\[\]\\,;:@"]+)
            (?:@(?:\[[^\s<>\[\]]+\]|[^\s<>()\[\]\\,;:@"]+))?)?
        (?(open)>)(?=\s|$)\s*""",
    re.VERBOSE,
)

_OURS = "451 4.3.0 Trouble on our side, please try again later"
LEAVING = "421 4.3.2 Closing for a moment, please try again soon"


class Session(SMTP):
    """A conversation with one client; what it has said `250` to is on stable storage."""

    command_size_limit = 2048
    line_length_limit = PIECE

    def __init__(self, door: "SmtpDoor", peer: "Peer") -> None:
        limits = door.limits
        super().__init__(
            door.hooks,
            data_size_limit=limits.max_size,
            enable_SMTPUTF8=True,
            hostname=door.settings.hostname,
            ident="ESMTP",
            tls_context=door.tls,
            timeout=limits.idle_seconds,
            auth_exclude_mechanism=("LOGIN", "PLAIN"),
            command_call_limit=limits.command_calls,
            loop=door.loop,
        )
        # aiosmtpd shares one such table between all sessions, and each new one empties it.
        self.command_size_limits = collections.defaultdict(lambda: self.command_size_limit)
        self._door = door
        self._peer = peer
        self._unknown = 0
        self._deadline = self._patience = self._rings_at = 0.0
        self.busy = False

    # -- the connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._reset_timeout(self._door.limits.greeting_seconds)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self._door.left(self, self._peer)

    def _reset_timeout(self, duration: float | None = None) -> None:
        """Wait so long from now on. A timer that rings too early is let ring: to set one for each line takes longer."""
        seconds = duration or self._door.limits.idle_seconds
        self._patience = self.loop.time() + seconds
        if self._timeout_handle is None or self._patience < self._rings_at:
            self._set_timer(seconds)

    def _set_timer(self, seconds: float) -> None:
        if self._timeout_handle is not None:
            self._timeout_handle.cancel()
        self._rings_at = self.loop.time() + seconds
        self._timeout_handle = self.loop.call_later(seconds, self._timeout_cb)

    def _timeout_cb(self) -> None:
        left = self._patience - self.loop.time()
        if left > 0:
            self._set_timer(left)
        else:
            self.goodbye("421 4.4.2 Waited too long, closing")

    def goodbye(self, words: str = "") -> None:
        """Say why and close, without a look at what else was pipelined; cut off whoever does not read it."""
        transport = cast(asyncio.Transport | None, self.transport)
        if transport is None or transport.is_closing():
            return
        if words:
            transport.write(words.encode("ascii") + b"\r\n")
        transport.close()
        if self._handler_coroutine is not None:
            self._handler_coroutine.cancel()
        self.loop.call_later(5, transport.abort)

    def cut(self) -> None:
        """End the conversation at once."""
        if self.transport is not None:
            cast(asyncio.Transport, self.transport).abort()

    async def push(self, status: str) -> None:  # type: ignore[override]
        self._writer.write(line(status, self.hostname))
        await self._writer.drain()

    async def handle_exception(self, error: Exception) -> str:
        """Any trouble of ours is temporary, and its details are no business of the client's."""
        if isinstance(error, TemporaryError):
            log.warning("mail not kept, sender asked to try again: %s", error)
        else:
            log.error("mail not kept, sender asked to try again", exc_info=error)
        return _OURS

    # -- commands

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        """The address of a path ("<>" for the null path) and what follows it; twice None if it is no path."""
        match = _PATH.match(arg)
        if not match or not (match["open"] or match["address"]):
            return None, None
        address, rest = match["address"] or "<>", arg[match.end() :]
        # Control and invisible characters and bytes that are not UTF-8 have no place in an address, and only
        # ASCII in a parameter: there are digits in Unicode that are no numbers.
        return (address, rest) if address.isprintable() and rest.isascii() else (None, None)

    @syntax("VRFY <address>")
    async def smtp_VRFY(self, arg: str | None) -> None:
        await self.push("252 2.1.5 Send some mail, and see")

    async def smtp_AUTH(self, arg: str | None) -> None:
        await self.push("502 5.5.1 No signing in at this door")

    async def mail(self, address: str) -> str:
        """Begin a transaction, if there is room for one."""
        assert self.envelope is not None
        if self._door.closing:
            return self._last(LEAVING)
        if self._door.ration.held >= self._door.limits.in_flight:
            return "452 4.3.1 Too much mail at once, please try again soon"
        self.envelope.mail_from = address
        reach("K1")
        return "250 2.1.0 OK"

    async def rcpt(self, address: str) -> str:
        """Take a recipient that is the desk's; count the others, for a client may be trying out names."""
        assert self.envelope is not None
        limits = self._door.limits
        if len(self.envelope.rcpt_tos) >= limits.recipients:
            return "452 4.5.3 Too many recipients, send the rest separately"
        if not self._door.is_ours(address):
            self._unknown += 1
            self._door.refused(self.envelope.mail_from, address)
            if self._unknown > limits.unknown_recipients:
                return self._last("421 4.7.0 Too many unknown recipients, closing")
            return "550 5.1.1 No such address here"
        self.envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    def _last(self, words: str) -> str:
        """An answer after which the conversation ends."""
        self.loop.call_soon(self.goodbye)
        return words

    # -- the message

    @syntax("DATA")
    async def smtp_DATA(self, arg: str | None) -> None:
        if await self.check_helo_needed():
            return
        assert self.envelope is not None
        if not self.envelope.rcpt_tos:
            await self.push("503 5.5.1 Error: need RCPT command")
            return
        if arg:
            await self.push("501 5.5.4 Syntax: DATA")
            return
        self.busy = True
        answers = len(self.envelope.rcpt_tos) if self._door.settings.lmtp else 1
        try:
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            status = await self._take()
        finally:
            self.busy = False
            self._set_post_data_state()  # type: ignore[no-untyped-call]
        await self.push("\r\n".join([status] * answers))
        if status.startswith("250"):
            reach("K6")
        if self._door.closing:
            self.goodbye(LEAVING)

    async def _take(self) -> str:
        """Read the message to its end whatever becomes of it, keep it if it may be kept, and say which."""
        ration = self._door.ration
        parts: list[bytes] = []
        held, refusal = 0, ""
        stored: asyncio.Future[Kept] | None = None
        try:
            size = 0
            self._start_clock()
            async for piece in self._pieces():
                size += len(piece)
                if not refusal and size > self._door.limits.max_size + len(smtp_data.END):
                    refusal = "552 5.3.4 Message too large"
                if not refusal and not ration.take(len(piece)):
                    refusal = "452 4.3.1 Too much mail at once, please try again soon"
                if refusal:
                    parts.clear()  # what cannot be kept is read to its end, but not collected
                    continue
                held += len(piece)
                parts.append(piece)
                self._extend_clock(len(piece))
                reach("K2")
            if refusal:
                return refusal
            self._reset_timeout()
            raw = smtp_data.content(parts)
            parts.clear()
            if smtp_data.hops(raw) > self._door.limits.hops:
                return "554 5.4.6 Too many hops, this mail is going in circles"
            stored = self._hand_over(raw)
            return await self._kept(stored)
        finally:
            if stored is not None and not stored.done():
                # The client left before the commit, which goes on without it and holds the bytes till then.
                stored.add_done_callback(lambda _: ration.give_back(held))
            else:
                ration.give_back(held)

    async def _pieces(self) -> "collections.abc.AsyncIterator[bytes]":
        """The pieces of the message; a message that cannot be read to its end ends the conversation.

        Else the rest of it would be taken for commands.
        """
        try:
            async for piece in smtp_data.pieces(self._reader):
                yield piece
        except Exception as error:
            raise ConnectionResetError("message not read to its end") from error

    def _start_clock(self) -> None:
        self._deadline = self.loop.time() + self._door.limits.data_seconds
        self._reset_timeout(self._door.limits.data_seconds)

    def _extend_clock(self, size: int) -> None:
        """A large message may take longer, by the time its bytes take on the slowest line we wait for."""
        self._deadline += size / self._door.limits.slowest_rate
        self._reset_timeout(self._deadline - self.loop.time())

    def _hand_over(self, raw: bytes) -> "asyncio.Future[Kept]":
        assert self.envelope is not None
        assert self.envelope.mail_from is not None
        sender = self.envelope.mail_from
        arrival = Arrival(
            raw=raw,
            received_at=self._door.clock.now(),
            door=self._door.settings.name,
            mail_from="" if sender == "<>" else sender,
            recipients=tuple(self.envelope.rcpt_tos),
            peer=self._peer.address,
            border=self._peer.border,
            trusted_for=self._peer.trusted_for,
        )
        return asyncio.wrap_future(self._door.keeper.keep(arrival), loop=self.loop)

    async def _kept(self, stored: "asyncio.Future[Kept]") -> str:
        """Wait for the commit. A client that goes away cancels us, but not the commit."""
        try:
            await asyncio.shield(stored)
        except asyncio.CancelledError:
            if not stored.cancelled():
                raise
            return _OURS
        except Exception as error:  # noqa: BLE001 - whatever it is, it is ours, and the sender keeps the mail
            return await self.handle_exception(error)
        return "250 2.0.0 OK, kept"
