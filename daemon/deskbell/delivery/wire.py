"""Lines to a relay and its answers: what each step of a conversation needs, and where a break is noticed."""

import functools
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
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")
#: A dot that begins a line, also for those to whom a CR or LF alone ends one. (The dot first: files hold few.)
_DOT_LINE = re.compile(rb"\.(?<=[\r\n]\.)")


class Answer(NamedTuple):
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

    def send(self, data: bytes | memoryview) -> None:
        """All of the data, or Lost."""
        try:
            self._smtp.send(data)
        except (smtplib.SMTPException, OSError) as trouble:
            raise self._lost(trouble) from trouble

    def reply(self, *, after_dot: bool = False) -> Answer:
        """The next answer; `after_dot` goes into the Lost that says there was none."""
        try:
            code, words = self._read_reply()
        except OSError as trouble:
            raise self._lost(trouble, after_dot=after_dot) from trouble
        if not 200 <= code <= 599:
            self.close()
            raise Lost(f"The relay gave an answer that is none: {_one_line(words)}", after_dot=after_dot)
        return Answer(code, _one_line(words))

    def _read_reply(self) -> tuple[int, bytes]:
        """The code and the words of the next reply, of one line or several (RFC 5321 §4.2.1); -1 for what is none.

        (The library's takes longer, and every letter has four.)
        """
        if self._smtp.sock is None:
            raise ConnectionError("it is closed")
        if self._smtp.file is None:
            self._smtp.file = self._smtp.sock.makefile("rb")
        words = []
        while line := self._smtp.file.readline(_LONGEST_LINE):
            if not line[:3].isdigit() or len(line) == _LONGEST_LINE:
                return -1, line
            words.append(line[4:].strip())
            if line[3:4] != b"-":
                return int(line[:3]), b"\n".join(words)
        raise ConnectionError("the relay ended it")

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
    """The message as DATA wants it: CRLF, a dot more where a line begins with one, and the final dot.

    Line ends are CRLF throughout, or LF throughout, which the first one tells. A bare CR or LF that slipped in must not
    end a message for somebody behind, which it could only before a dot: where there is one, all are made CRLF as well.
    """
    first = data.find(b"\n")
    if data[first - 1 : first] != b"\r" or _DOT_LINE.search(data):
        data = _LINE_ENDS.sub(b"\r\n", data).replace(b"\r\n.", b"\r\n..")
    if data.startswith(b"."):
        data = b"." + data
    return data + (b".\r\n" if data.endswith(b"\r\n") else b"\r\n.\r\n")


def _one_line(words: bytes) -> str:
    return clean_line(words.decode(errors="replace"))[:_LONGEST_ANSWER]
