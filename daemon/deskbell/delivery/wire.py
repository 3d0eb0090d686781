"""Lines to a relay and its answers: what each step of a conversation needs, and where a break is noticed."""

import functools
import io
import re
import smtplib
import socket
import ssl
from collections.abc import Mapping
from typing import NamedTuple

from deskbell.mail.compose import clean_line

_LONGEST_ANSWER = 500
#: Of one line of an answer; RFC 5321 §4.5.3.1.5 asks for 512.
_LONGEST_LINE = 8192
#: Of an answer; that to EHLO has twenty.
_MOST_LINES = 100
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")
#: A dot that begins a line. (The dot first: letters hold few.)
_DOT_LINE = re.compile(rb"\.(?<=\n\.)")


class Answer(NamedTuple):
    """A relay's reply: its code and its words as one clean line."""

    code: int
    words: str


class Lost(Exception):
    """The conversation is over. `after_dot`: the letter had gone out whole; what became of it is unknown."""

    def __init__(self, words: str, *, after_dot: bool = False, timed_out: bool = False) -> None:
        super().__init__(clean_line(words)[:_LONGEST_ANSWER])
        self.after_dot, self.timed_out = after_dot, timed_out


class _Talk(smtplib.SMTP):
    """The library's conversation, but for its way to read answers: it takes longer, and every letter has four."""

    _heard = b""

    def getreply(self) -> tuple[int, bytes]:
        """The code and the words of the next reply, of one line or several (RFC 5321 §4.2.1); -1 for what is none."""
        lines = [self._next_line()]
        while lines[-1][3:4] == b"-" and len(lines) < _MOST_LINES:
            lines.append(self._next_line())
        return _understood(lines[0] if len(lines) == 1 else b"\n".join(lines))

    def _next_line(self) -> bytes:
        """A line without its end. Answers to commands sent together mostly come together: one look into the wire."""
        line, end, rest = self._heard.partition(b"\n")
        while not end and len(line) < _LONGEST_LINE:
            more = self.sock.recv(_LONGEST_LINE) if self.sock else b""
            if not more:
                raise ConnectionError("the relay ended it")
            line, end, rest = (line + more).partition(b"\n")
        self._heard = rest
        return line

    def forget(self) -> None:
        """Nothing was heard yet, and nothing is known of the relay."""
        self._heard, self.esmtp_features = b"", {}


class Wire:
    """A connection to a relay. Every method but `close` raises Lost when it breaks, and is closed then."""

    def __init__(self, helo: str) -> None:
        self._smtp, self._helo = _Talk(local_hostname=helo), helo

    @property
    def alive(self) -> bool:
        return self._smtp.sock is not None

    @property
    def features(self) -> Mapping[str, str]:
        """What the relay said it can do, by the extension's name in lower case."""
        return self._smtp.esmtp_features

    def connect(self, host: str, port: int, seconds: float) -> None:
        self._smtp.forget()
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
        self._smtp.forget()

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
        if self._smtp.sock and self._smtp.sock.gettimeout() != seconds:  # to set it asks the system
            self._smtp.sock.settimeout(seconds)

    def send(self, data: bytes | memoryview) -> None:
        """All of the data, or Lost."""
        try:
            self._smtp.send(data)
        except (smtplib.SMTPException, OSError) as trouble:
            raise self._lost(trouble) from trouble

    def reply(self, *, after_dot: bool = False) -> Answer:
        """The next answer; `after_dot` goes into the Lost that says there was none."""
        try:
            code, words = self._smtp.getreply()
        except OSError as trouble:
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


@functools.lru_cache(16)  # a relay says the same of most letters
def _understood(reply: bytes) -> tuple[int, bytes]:
    lines = reply.split(b"\n")
    fits = all(line[:3].isdigit() and len(line) < _LONGEST_LINE for line in lines)
    if not fits or lines[-1][3:4] == b"-":
        return -1, reply
    return int(lines[-1][:3]), b"\n".join(line[4:].strip() for line in lines)


def stuffed(data: bytes) -> bytes:
    """The message as DATA wants it: CRLF, a dot more where a line begins with one, and the final dot.

    Every CR or LF alone becomes CRLF, for it may end a line, and so a message, for somebody behind.
    """
    if _line_ends(data) not in ("\r\n", None):
        data = _LINE_ENDS.sub(b"\r\n", data)
    if _DOT_LINE.search(data, 0, data.rfind(b".") + 1):  # base64, most of what is long, holds none
        data = data.replace(b"\r\n.", b"\r\n..")
    if data.startswith(b"."):
        data = b"." + data
    return data + (b".\r\n" if data.endswith(b"\r\n") else b"\r\n.\r\n")


def _line_ends(data: bytes) -> str | tuple[str, ...] | None:
    """The kinds of line ends in it. (A decoder finds them in the time of one search for a word.)"""
    decoder = io.IncrementalNewlineDecoder(None, translate=False)
    decoder.decode(data.decode("latin-1"), final=True)
    return decoder.newlines


@functools.lru_cache(16)
def _one_line(words: bytes) -> str:
    return clean_line(words.decode(errors="replace"))[:_LONGEST_ANSWER]
