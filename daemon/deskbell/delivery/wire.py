"""Lines to a relay and its answers: what each step of a conversation needs, and where a break is noticed."""

import functools
import re
import smtplib
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass

from deskbell.mail.compose import clean_line

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


class Wire:
    """A connection to a relay. Every method but `close` raises Lost when it breaks, and is closed then."""

    def __init__(self, helo: str) -> None:
        self._smtp, self._helo = smtplib.SMTP(local_hostname=helo), helo

    @property
    def alive(self) -> bool:
        return self._smtp.sock is not None

    @property
    def features(self) -> Mapping[str, str]:
        """What the relay said it can do, by the extension's name in lower case."""
        return self._smtp.esmtp_features

    def connect(self, host: str, port: int, seconds: float) -> None:
        try:
            self._smtp.sock = socket.create_connection((host, port), seconds)
        except (OSError, UnicodeError) as trouble:
            raise Lost(f"The relay {host}:{port} could not be reached: {trouble}") from trouble

    def secure(self, context: ssl.SSLContext | None, host: str) -> None:
        """TLS over the connection; what was read before it is forgotten (RFC 3207 §4.2)."""
        context = context or _trust_of_this_machine()
        assert self._smtp.sock
        try:
            self._smtp.sock = context.wrap_socket(self._smtp.sock, server_hostname=host)
        except (OSError, UnicodeError) as trouble:
            self.close()
            raise Lost(f"TLS with {host} failed: {trouble}") from trouble
        if self._smtp.file:
            self._smtp.file.close()
        self._smtp.file = None
        self._smtp.esmtp_features = {}

    def greet(self, seconds: float) -> None:
        """EHLO, or HELO for a relay that knows no better."""
        self.wait(seconds)
        try:
            code, words = self._smtp.ehlo(self._helo)
            if code >= 500:
                code, words = self._smtp.helo(self._helo)
        except (smtplib.SMTPException, OSError) as trouble:
            raise self._lost(trouble) from trouble
        if code != 250:
            raise Lost(f"The relay answered our greeting with {code} {_one_line(words)}")

    def say(self, command: str, seconds: float) -> Answer:
        """One command, and the answer to it within so many seconds."""
        self.wait(seconds)
        self.send(command.encode() + b"\r\n")
        return self.reply()

    def wait(self, seconds: float) -> None:
        """From now on wait so long for each answer."""
        if self._smtp.sock:
            self._smtp.sock.settimeout(seconds)

    def send(self, data: bytes) -> None:
        """All of the data, or Lost."""
        try:
            self._smtp.send(data)
        except (smtplib.SMTPException, OSError) as trouble:
            raise self._lost(trouble) from trouble

    def reply(self, *, after_dot: bool = False) -> Answer:
        """The next answer; `after_dot` goes into the Lost that says there was none."""
        try:
            code, words = self._smtp.getreply()
        except (smtplib.SMTPException, OSError) as trouble:
            raise self._lost(trouble, after_dot=after_dot) from trouble
        if not 200 <= code <= 599:
            self.close()
            raise Lost(f"The relay gave an answer that is none: {_one_line(words)}", after_dot=after_dot)
        return Answer(code, _one_line(words))

    def close(self) -> None:
        self._smtp.close()

    def _lost(self, trouble: Exception, *, after_dot: bool = False) -> Lost:
        self.close()
        timed_out = isinstance(trouble, TimeoutError) or isinstance(trouble.__context__, TimeoutError)
        where = "after the final dot" if after_dot else "before the letter was handed over"
        what = "The relay fell silent" if timed_out else "The connection to the relay broke"
        return Lost(f"{what} {where}: {trouble}", after_dot=after_dot, timed_out=timed_out)


@functools.cache
def _trust_of_this_machine() -> ssl.SSLContext:
    # Reading the machine's certificates takes longer than sending a letter: once is enough.
    return ssl.create_default_context()


def stuffed(data: bytes) -> bytes:
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
