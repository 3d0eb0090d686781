"""One conversation with an SMTP relay: greeting, TLS, credentials, one letter after another.

Each step waits as long as RFC 5321 §4.5.3.2 asks, by a time-out of the socket; nothing from outside ends it.
"""

import base64
import ssl

from deskbell.delivery.relay import Patience, Relay, Tls
from deskbell.delivery.wire import Answer, Lost, Wire, stuffed
from deskbell.errors import DeskbellError
from deskbell.failpoints import reach
from deskbell.ports import SignIn, shows_token

_BLOCK = 64 * 1024
#: RFC 5321 §4.5.3.1.4 without the line's end; a longer response goes in a line of its own (RFC 4954 §4).
_LONGEST_COMMAND = 510
_NOT_TAKEN = 535


class Conversation:
    """An open connection to the relay, greeted and signed in. Every method raises Lost when it breaks."""

    def __init__(self, relay: Relay, helo: str, patience: Patience, context: ssl.SSLContext | None) -> None:
        self._relay, self._helo, self._patience, self._context = relay, helo, patience, context
        self._wire = Wire(helo)
        self._transaction = False
        try:
            self._open()
        except BaseException:
            self._wire.close()
            raise

    def offers(self, extension: str) -> bool:
        """Did the relay name this extension of SMTP (in lower case) in its greeting?"""
        return extension in self._wire.features

    def parameter(self, extension: str) -> str:
        """What the relay wrote after an extension's name in its greeting, "" if nothing."""
        return self._wire.features.get(extension, "")

    def offer(self, mail: str, recipient: str) -> tuple[str, Answer]:
        """MAIL, RCPT and DATA, in one breath where the relay can take that (RFC 2920).

        The first command that was refused, with its answer; else DATA and its 354, and `content` must follow.
        """
        self._reset()
        commands = (("MAIL", mail), ("RCPT", recipient), ("DATA", "DATA"))
        together = self.offers("pipelining")
        refused: tuple[str, Answer] | None = None
        if together:
            self._wire.wait(max(self._patience.command, self._patience.data))
            self._wire.send(f"{mail}\r\n{recipient}\r\nDATA\r\n".encode())
        for name, command in commands:
            seconds = self._patience.data if name == "DATA" else self._patience.command
            answer = self._wire.reply() if together else self._wire.say(command, seconds)
            if refused is None and not _taken(name, answer):
                refused = name, answer
                if answer.code == 421 or not together:
                    break
            self._transaction = self._transaction or (name == "MAIL" and answer.code == 250)
        if refused is None:
            return "DATA", answer
        if together and (name, answer.code) == ("DATA", 354):
            # Nobody is left to receive it, and yet the relay waits for a message (RFC 2920 §3.1).
            self._wire.say(".", self._patience.command)
        if refused[0] == "DATA" and refused[1].code < 400:
            self._wire.close()
            raise Lost(f"The relay answered DATA with {refused[1].code} {refused[1].words}")
        return refused

    def _reset(self) -> None:
        """RSET, where the transaction before was left half way; a whole one leaves nothing to forget."""
        if self._transaction:
            answer = self._wire.say("RSET", self._patience.command)
            if answer.code != 250:
                raise Lost(f"The relay answered RSET with {answer.code} {answer.words}")
            self._transaction = False

    def content(self, data: bytes) -> Answer:
        """The message and its final dot, after DATA's 354; the answer is to the dot."""
        message = memoryview(stuffed(data))
        self._wire.wait(self._patience.block)
        for start in range(0, len(message), _BLOCK):
            # When this raises, the end of the message has not gone out: the relay cannot have taken it.
            self._wire.send(message[start : start + _BLOCK])
        reach("O4")
        self._wire.wait(self._patience.final_dot)
        answer = self._wire.reply(after_dot=True)
        if 300 <= answer.code <= 399:
            raise Lost(f"The relay answered the final dot with {answer.code} {answer.words}", after_dot=True)
        self._transaction = False
        return answer

    def close(self) -> None:
        """QUIT, if anybody listens; never raises, never waits long."""
        try:
            if self._wire.alive:
                self._wire.say("QUIT", self._patience.quit)
        except Lost:
            pass
        finally:
            self._wire.close()

    # -- opening

    def _open(self) -> None:
        relay, patience = self._relay, self._patience
        self._wire.connect(relay.host, relay.port, patience.connect)
        self._wire.wait(patience.greeting)
        if relay.tls is Tls.IMPLICIT:
            self._wire.secure(self._context, relay.host)
        answer = self._wire.reply()
        if answer.code != 220:
            raise Lost(f"The relay greeted with {answer.code} {answer.words}")
        self._wire.greet(patience.command)
        if self._must_secure():
            self._start_tls()
        if relay.user:
            self._sign_in()

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
        answer = self._wire.say("STARTTLS", self._patience.command)
        if answer.code != 220:
            raise Lost(f"The relay answered STARTTLS with {answer.code} {answer.words}")
        self._wire.secure(self._context, self._relay.host)
        self._wire.greet(self._patience.command)

    def _sign_in(self) -> None:
        """By token where there is one to be had, else by password: always inside TLS."""
        answer = self._by_token(self._relay.sign_in) if self._relay.sign_in else self._by_password()
        if answer.code != 235:
            what = "an access token of our user" if self._relay.sign_in else "our user and password"
            raise Lost(f"The relay does not take {what}: {answer.code} {answer.words}")

    def _by_password(self) -> Answer:
        """AUTH PLAIN, else LOGIN."""
        user, password = self._relay.user.encode(), self._relay.password.encode()
        mechanisms = self.parameter("auth").upper().split()
        if "PLAIN" in mechanisms:
            secrets = _base64(b"\0" + user + b"\0" + password)
            return self._wire.say(f"AUTH PLAIN {secrets}", self._patience.command)
        if "LOGIN" not in mechanisms:
            raise Lost("The relay offers neither AUTH PLAIN nor AUTH LOGIN.")
        answer = self._wire.say("AUTH LOGIN", self._patience.command)
        for secret in (user, password):
            if answer.code == 334:
                answer = self._wire.say(_base64(secret), self._patience.command)
        return answer

    def _by_token(self, sign_in: SignIn) -> Answer:
        """AUTH XOAUTH2. A token that is refused may have been withdrawn before its time, so another is tried, once."""
        if "XOAUTH2" not in self.parameter("auth").upper().split():
            raise Lost("The relay does not offer AUTH XOAUTH2.")
        try:
            response = sign_in.response(self._relay.user)
            answer = self._xoauth2(response)
            if answer.code == _NOT_TAKEN and sign_in.refused(response):
                answer = self._xoauth2(sign_in.response(self._relay.user))
        except DeskbellError as trouble:
            raise Lost(str(trouble)) from trouble
        return answer

    def _xoauth2(self, response: str) -> Answer:
        secret = _base64(response.encode())
        command = f"AUTH XOAUTH2 {secret}"
        if len(command) <= _LONGEST_COMMAND:
            answer = self._wire.say(command, self._patience.command)
        else:
            answer = self._wire.say("AUTH XOAUTH2", self._patience.command)
            if answer.code == 334:
                answer = self._wire.say(secret, self._patience.command)
        if answer.code == 334:
            # Why not, in a form of the provider's own. The answer to an empty line is the true one.
            answer = self._wire.say("", self._patience.command)
        if shows_token(answer.words, response):
            return Answer(answer.code, "(what it says holds the token)")
        return answer


def _taken(command: str, answer: Answer) -> bool:
    return answer.code == 354 if command == "DATA" else 200 <= answer.code <= 299


def _base64(secret: bytes) -> str:
    return base64.b64encode(secret).decode()
