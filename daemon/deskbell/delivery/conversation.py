"""One conversation with an SMTP relay: greeting, TLS, credentials, one letter after another.

Each step waits as long as RFC 5321 §4.5.3.2 asks, by a time-out of the socket; nothing from outside ends it.
"""

import base64
import functools
import re
import smtplib
import socket
import ssl
from dataclasses import dataclass

from deskbell.delivery.relay import Patience, Relay, Tls
from deskbell.mail.compose import clean_line

_BLOCK = 64 * 1024
_LONGEST_ANSWER = 500
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Answer:
    """A relay's reply: its code and its words as one clean line."""

    code: int
    words: str


class Lost(Exception):
    """The conversation is over. `after_dot`: the letter had gone out whole; what became of it is unknown."""

    def __init__(self, words: str, *, after_dot: bool = False, timed_out: bool = False) -> None:
        super().__init__(clean_line(words)[:_LONGEST_ANSWER])
        self.after_dot, self.timed_out = after_dot, timed_out


class Conversation:
    """An open connection to the relay, greeted and signed in. Every method raises Lost when it breaks."""

    def __init__(self, relay: Relay, helo: str, patience: Patience, context: ssl.SSLContext | None) -> None:
        self._relay, self._helo, self._patience, self._context = relay, helo, patience, context
        self._wire = smtplib.SMTP(local_hostname=helo)
        self._transaction = False
        try:
            self._open()
        except BaseException:
            self._wire.close()
            raise

    def offers(self, extension: str) -> bool:
        return extension in self._wire.esmtp_features

    def parameter(self, extension: str) -> str:
        """What the relay wrote after an extension's name in its greeting, "" if nothing."""
        return self._wire.esmtp_features.get(extension, "")

    def offer(self, mail: str, recipient: str) -> tuple[str, Answer]:
        """MAIL, RCPT and DATA, in one breath where the relay can take that (RFC 2920).

        The first command that was refused, with its answer; else DATA and its 354, and `content` must follow.
        """
        self._reset()
        commands = {"MAIL": mail, "RCPT": recipient, "DATA": "DATA"}
        together = self.offers("pipelining")
        refused: tuple[str, Answer] | None = None
        if together:
            self._wait(self._patience.command)
            self._send("".join(f"{command}\r\n" for command in commands.values()).encode())
        for name, command in commands.items():
            seconds = self._patience.data if name == "DATA" else self._patience.command
            self._wait(seconds)
            answer = self._reply() if together else self._say(command, seconds)
            if refused is None and not _taken(name, answer):
                refused = name, answer
                if answer.code == 421 or not together:
                    break
            self._transaction = self._transaction or (name, answer.code) == ("MAIL", 250)
        if refused is None:
            return "DATA", answer
        if together and (name, answer.code) == ("DATA", 354):
            # Nobody is left to receive it, and yet the relay waits for a message (RFC 2920 §3.1).
            self._say(".", self._patience.command)
        if refused[0] == "DATA" and refused[1].code < 400:
            self._wire.close()
            raise Lost(f"The relay answered DATA with {refused[1].code} {refused[1].words}")
        return refused

    def _reset(self) -> None:
        """RSET, where the transaction before was left half way; a whole one leaves nothing to forget."""
        if self._transaction:
            answer = self._say("RSET", self._patience.command)
            if answer.code != 250:
                raise Lost(f"The relay answered RSET with {answer.code} {answer.words}")
            self._transaction = False

    def content(self, data: bytes) -> Answer:
        """The message and its final dot, after DATA's 354; the answer is to the dot."""
        stuffed = memoryview(_stuffed(data))
        self._wait(self._patience.block)
        for start in range(0, len(stuffed), _BLOCK):
            # When this raises, the end of the message has not gone out: the relay cannot have taken it.
            self._send(bytes(stuffed[start : start + _BLOCK]))
        self._wait(self._patience.final_dot)
        answer = self._reply(after_dot=True)
        if 300 <= answer.code <= 399:
            raise Lost(f"The relay answered the final dot with {answer.code} {answer.words}", after_dot=True)
        self._transaction = False
        return answer

    def close(self) -> None:
        """QUIT, if anybody listens; never raises, never waits long."""
        try:
            if self._wire.sock:
                self._say("QUIT", self._patience.quit)
        except Lost:
            pass
        finally:
            self._wire.close()

    # -- opening

    def _open(self) -> None:
        relay = self._relay
        try:
            self._wire.sock = socket.create_connection((relay.host, relay.port), self._patience.connect)
            self._wait(self._patience.greeting)
            if relay.tls is Tls.IMPLICIT:
                self._secure()
        except (OSError, UnicodeError) as trouble:
            raise Lost(f"The relay {relay.host}:{relay.port} could not be reached: {trouble}") from trouble
        answer = self._reply()
        if answer.code != 220:
            raise Lost(f"The relay greeted with {answer.code} {answer.words}")
        self._greet()
        if self._must_secure():
            self._start_tls()
        if relay.user:
            self._sign_in()

    def _greet(self) -> None:
        self._wait(self._patience.command)
        try:
            code, words = self._wire.ehlo(self._helo)
            if code >= 500:
                code, words = self._wire.helo(self._helo)
        except (smtplib.SMTPException, OSError) as trouble:
            raise Lost(f"The relay broke off after the greeting: {trouble}") from trouble
        if code != 250:
            raise Lost(f"The relay answered EHLO with {code} {_one_line(words)}")

    def _must_secure(self) -> bool:
        relay = self._relay
        if relay.tls in (Tls.IMPLICIT, Tls.NEVER):
            return False
        if self.offers("starttls"):
            # A mail server on this very machine offers TLS with a certificate that nobody vouches for, and
            # there is nobody in between who could listen.
            return relay.tls is Tls.REQUIRED or bool(relay.user) or not relay.loopback
        if relay.tls is Tls.REQUIRED or relay.user:
            raise Lost(f"The relay {relay.host}:{relay.port} offers no STARTTLS; nothing is sent without it.")
        return False

    def _start_tls(self) -> None:
        answer = self._say("STARTTLS", self._patience.command)
        if answer.code != 220:
            raise Lost(f"The relay answered STARTTLS with {answer.code} {answer.words}")
        try:
            self._secure()
        except OSError as trouble:
            raise Lost(f"TLS with {self._relay.host} failed: {trouble}") from trouble
        self._greet()

    def _secure(self) -> None:
        """TLS over the connection; what was read before it is forgotten (RFC 3207 §4.2)."""
        context = self._context or _trust_of_this_machine()
        assert self._wire.sock
        self._wire.sock = context.wrap_socket(self._wire.sock, server_hostname=self._relay.host)
        if self._wire.file:
            self._wire.file.close()
        self._wire.file = None
        self._wire.esmtp_features = {}

    def _sign_in(self) -> None:
        """AUTH PLAIN, else LOGIN: always inside TLS."""
        user, password = self._relay.user.encode(), self._relay.password.encode()
        mechanisms = self.parameter("auth").upper().split()
        if "PLAIN" in mechanisms:
            secrets = _base64(b"\0" + user + b"\0" + password)
            answer = self._say(f"AUTH PLAIN {secrets}", self._patience.command)
        elif "LOGIN" in mechanisms:
            answer = self._say("AUTH LOGIN", self._patience.command)
            for secret in (user, password):
                if answer.code == 334:
                    answer = self._say(_base64(secret), self._patience.command)
        else:
            raise Lost("The relay offers neither AUTH PLAIN nor AUTH LOGIN.")
        if answer.code != 235:
            raise Lost(f"The relay does not take our user and password: {answer.code} {answer.words}")

    # -- lines

    def _say(self, command: str, seconds: float) -> Answer:
        self._wait(seconds)
        self._send(command.encode() + b"\r\n")
        return self._reply()

    def _wait(self, seconds: float) -> None:
        if self._wire.sock:
            self._wire.sock.settimeout(seconds)

    def _send(self, data: bytes) -> None:
        try:
            self._wire.send(data)
        except (smtplib.SMTPException, OSError) as trouble:
            raise self._lost(trouble) from trouble

    def _reply(self, *, after_dot: bool = False) -> Answer:
        try:
            code, words = self._wire.getreply()
        except (smtplib.SMTPException, OSError) as trouble:
            raise self._lost(trouble, after_dot=after_dot) from trouble
        if not 200 <= code <= 599:
            self._wire.close()
            raise Lost(f"The relay gave an answer that is none: {_one_line(words)}", after_dot=after_dot)
        return Answer(code, _one_line(words))

    def _lost(self, trouble: Exception, *, after_dot: bool = False) -> Lost:
        self._wire.close()
        timed_out = isinstance(trouble, TimeoutError) or isinstance(trouble.__context__, TimeoutError)
        where = "after the final dot" if after_dot else "before the letter was handed over"
        what = "The relay fell silent" if timed_out else "The connection to the relay broke"
        return Lost(f"{what} {where}: {trouble}", after_dot=after_dot, timed_out=timed_out)


@functools.cache
def _trust_of_this_machine() -> ssl.SSLContext:
    # Reading the machine's certificates takes longer than sending a letter: once is enough.
    return ssl.create_default_context()


def _taken(command: str, answer: Answer) -> bool:
    return answer.code == 354 if command == "DATA" else 200 <= answer.code <= 299


def _stuffed(data: bytes) -> bytes:
    """The message as DATA wants it: CRLF alone, a dot more where a line begins with one, and the final dot.

    Our letters have CRLF already; a bare CR or LF that slipped in must not end a message for somebody behind.
    """
    if not data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r"):
        data = _LINE_ENDS.sub(b"\r\n", data)
    if not data.endswith(b"\r\n"):
        data += b"\r\n"
    return (b"." if data.startswith(b".") else b"") + data.replace(b"\r\n.", b"\r\n..") + b".\r\n"


def _one_line(words: bytes) -> str:
    return clean_line(words.decode(errors="replace"))[:_LONGEST_ANSWER]


def _base64(secret: bytes) -> str:
    return base64.b64encode(secret).decode()
