"""Letters to an SMTP relay over one connection a batch, and what became of each.

The one rule: what the relay may have taken is never called deferred. Trouble before the final dot went out
defers a letter; trouble after it, with no answer, is *unknown*, and the journey decides by the kind of
letter.
"""

import re
import ssl
from collections.abc import Iterable, Iterator

from deskbell.delivery.aliases import reported_id
from deskbell.delivery.conversation import Conversation
from deskbell.delivery.relay import Patience, Relay
from deskbell.delivery.wire import Answer, Lost
from deskbell.mail.compose import addr_spec, clean_line
from deskbell.ports import Handed, Parcel, Result

#: Permanent refusals that speak of us (unknown command, wrong order, sign in first), not of the letter: a
#: repaired setting cures them, so the letter waits.
_ABOUT_US = frozenset({500, 501, 502, 503, 504, 530, 534, 535, 538})
#: So do these words, which a server says of every recipient to a client it does not know; no code tells them
#: apart.
_NO_RIGHT_TO_RELAY = re.compile(
    r"relay(?:ing)?\b.{0,40}\b(?:denied|permitted|prohibited|allowed)|unable to relay"
    r"|authentication (?:is )?required",
    re.IGNORECASE,
)
_TOO_LARGE = 552
#: After so many broken connections on end the rest of a batch is not tried: each could cost minutes.
_BREAKS_ALLOWED = 2


class SmtpPostman:
    """Hands letters to one relay. Each `deliver` has a connection of its own, so any thread may call it."""

    def __init__(
        self, relay: Relay, helo: str, patience: Patience, context: ssl.SSLContext | None = None
    ) -> None:
        self._relay, self._helo, self._patience, self._context = relay, helo, patience, context

    def deliver(self, parcels: Iterable[Parcel]) -> Iterator[Result]:
        """One result for each parcel, in order, as soon as the relay has answered; never raises for what it
        does.

        A parcel is asked for only when the one before has its result. Closing the iterator ends the
        conversation.
        """
        round_trip = _Round(self._relay, self._helo, self._patience, self._context)
        try:
            for parcel in parcels:
                yield round_trip.hand(parcel)
        finally:
            round_trip.close()


class _Round:
    """One batch: the connection it shares, and how often that broke."""

    def __init__(self, relay: Relay, helo: str, patience: Patience, context: ssl.SSLContext | None) -> None:
        self._relay, self._helo, self._patience, self._context = relay, helo, patience, context
        self._open: Conversation | None = None
        self._breaks = 0
        self._trouble = ""

    def hand(self, parcel: Parcel) -> Result:
        try:
            back = addr_spec(parcel.return_path) if parcel.return_path else ""
            to = addr_spec(parcel.recipient)
        except ValueError as wrong:
            return Result(parcel.letter_id, Handed.REFUSED, 553, clean_line(f"5.1.3 {wrong}"))
        if self._trouble:
            return Result(parcel.letter_id, Handed.DEFERRED, 0, self._trouble)
        return self._try(parcel, back, to)

    def close(self) -> None:
        if self._open:
            self._open.close()
            self._open = None

    def _try(self, parcel: Parcel, back: str, to: str) -> Result:
        """The result of one letter, on the open connection or a fresh one.

        A connection that carried letters before may simply have had enough of them: when it ends before it
        took this letter, a fresh one is asked, once.
        """
        fresh = self._open is None
        try:
            if self._open is None:
                self._open = Conversation(self._relay, self._helo, self._patience, self._context)
        except Lost as lost:
            self._trouble = str(lost)
            return Result(parcel.letter_id, Handed.DEFERRED, 0, str(lost))
        try:
            answer, handed = _hand_over(self._open, parcel, back, to)
        except Lost as lost:
            self.close()
            if not (fresh or lost.after_dot or lost.timed_out):
                return self._try(parcel, back, to)
            self._count_break(lost)
            outcome = Handed.UNKNOWN if lost.after_dot else Handed.DEFERRED
            return Result(parcel.letter_id, outcome, 0, str(lost))
        self._breaks = 0
        if answer.code == 421:
            self.close()
            if not fresh:
                return self._try(parcel, back, to)
        alias = reported_id(answer.words, self._relay.host, parcel.data) if handed is Handed.ACCEPTED else ""
        return Result(parcel.letter_id, handed, answer.code, answer.words, alias)

    def _count_break(self, lost: Lost) -> None:
        self._breaks += 1
        if self._breaks >= _BREAKS_ALLOWED:
            self._trouble = f"Not tried, as the letters before it: {lost}"


def _hand_over(conversation: Conversation, parcel: Parcel, back: str, to: str) -> tuple[Answer, Handed]:
    """One letter: MAIL, RCPT, DATA, and what the answer that settled it means."""
    needs_utf8 = not (back.isascii() and to.isascii() and _has_ascii_head(parcel.data))
    if needs_utf8 and not conversation.offers("smtputf8"):
        return Answer(553, "5.6.7 the relay offers no SMTPUTF8, which this address needs"), Handed.REFUSED
    limit = conversation.parameter("size")
    if limit.isascii() and limit.isdigit() and 0 < int(limit) < len(parcel.data):
        words = f"5.3.4 the letter has {len(parcel.data)} bytes, the relay takes {int(limit)}"
        return Answer(_TOO_LARGE, words), Handed.REFUSED

    mail = _mail_command(conversation, parcel, back, needs_utf8)
    step, answer = conversation.offer(mail, f"RCPT TO:<{to}>")
    if step == "MAIL":
        # Not a word about the recipient: what is wrong is our address or our rights, and can be put right.
        return answer, Handed.REFUSED if answer.code == _TOO_LARGE else Handed.DEFERRED
    if answer.code != 354:
        return answer, _refusal(answer)
    answer = conversation.content(parcel.data)
    return answer, Handed.ACCEPTED if answer.code <= 299 else _refusal(answer)


def _has_ascii_head(data: bytes) -> bool:
    return data.isascii() or data.partition(b"\r\n\r\n")[0].isascii()


def _mail_command(conversation: Conversation, parcel: Parcel, back: str, needs_utf8: bool) -> str:
    words = [f"MAIL FROM:<{back}>"]
    if conversation.offers("size"):
        words.append(f"SIZE={len(parcel.data)}")
    if conversation.offers("8bitmime") and not parcel.data.isascii():
        words.append("BODY=8BITMIME")
    if needs_utf8:
        words.append("SMTPUTF8")
    if conversation.offers("dsn"):
        # A report then names the letter, and quotes of it the header fields alone (RFC 3461 §4.3, §4.4).
        words.append(f"RET=HDRS ENVID={parcel.letter_id}")
    return " ".join(words)


def _refusal(answer: Answer) -> Handed:
    about_us = answer.code in _ABOUT_US or _NO_RIGHT_TO_RELAY.search(answer.words)
    return Handed.REFUSED if answer.code >= 500 and not about_us else Handed.DEFERRED
