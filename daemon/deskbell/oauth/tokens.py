"""The access token of a process: one for all its connections, in memory alone, renewed before it ends.

The provider is asked by one thread at a time, and by nobody while it is to be left alone; who needs no token never waits.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deskbell.clock import steady_seconds
from deskbell.errors import DeskbellError, OperatorError, TemporaryError
from deskbell.oauth.answers import Grant, Unavailable

#: A token is renewed so many seconds before its end (one that lives shortly: at half its life), and not used in the last.
EARLY, LAST = 300.0, 20.0
#: A token that a server refuses is thrown away this often at most: where a fresh one is refused too, it is not to blame.
BETWEEN_THROWS = 300.0
#: How long to leave the provider alone after trouble that may pass, and after a no: doubled each time, up to the second.
PASSING, LASTING = (5.0, 300.0), (60.0, 900.0)
#: Seconds to wait for a thread that asks; longer than the provider is given to answer.
WAIT = 60.0


@dataclass(frozen=True, slots=True)
class _Held:
    """A token in hand, and until when: on the clock that nobody sets."""

    token: str = field(repr=False)
    renew_at: float
    ends_at: float


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Why the last asking failed, and until when nobody asks again, unless `credentials` are others by then."""

    error: DeskbellError
    until: float
    count: int
    credentials: tuple[object, ...]


class AccessTokens:
    """See ports.SignIn. `ask` gets a grant, or raises; it is called again at once when one of the files `credentials`
    has changed, whatever trouble there was.
    """

    def __init__(
        self,
        ask: Callable[[], Grant],
        credentials: Sequence[Path] = (),
        seconds: Callable[[], float] = steady_seconds,
        wait: float = WAIT,
    ) -> None:
        self._ask, self._files, self._seconds, self._wait = ask, tuple(credentials), seconds, wait
        self._asking = threading.Lock()
        self._held: _Held | None = None
        self._trouble: _Trouble | None = None
        self._thrown_at = -BETWEEN_THROWS
        #: Was a token ever asked for?
        self.wanted = False

    def response(self, user: str) -> str:
        return f"user={user}\x01{self._bearer()}"

    def refused(self, response: str) -> bool:
        held, now = self._held, self._seconds()
        if held is None or not response.endswith(_answer(held.token)):
            return True
        if now - self._thrown_at < BETWEEN_THROWS:
            return False
        self._thrown_at, self._held = now, None
        return True

    def renew(self) -> None:
        """Ask for a token if the one in hand is near its end, or there is none; raises as `response`."""
        self._bearer()

    @property
    def trouble(self) -> DeskbellError | None:
        """What keeps us from signing in: an OperatorError as soon as it is known, other trouble once no token is left."""
        trouble, held = self._trouble, self._held
        if trouble is None or isinstance(trouble.error, OperatorError):
            return trouble.error if trouble else None
        return None if held and self._seconds() < held.ends_at else trouble.error

    def _bearer(self) -> str:
        """The part of the response that bears a token which is good for a while yet."""
        self.wanted = True
        held, now = self._held, self._seconds()
        if held and now < held.renew_at:
            return _answer(held.token)
        good = held is not None and now < held.ends_at
        # While the old one is good, whoever comes first renews it and the others go on with the old one.
        if not self._asking.acquire(timeout=0 if good else self._wait):
            if held and good:
                return _answer(held.token)
            raise Unavailable("The provider has been asked for an access token and has not answered yet.")
        try:
            return _answer(self._renewed().token)
        except DeskbellError:
            if held and good:
                return _answer(held.token)
            raise
        finally:
            self._asking.release()

    def _renewed(self) -> _Held:
        """Whoever waited here finds what the one before has got. Raises what stands in the way."""
        held, now = self._held, self._seconds()
        if held and now < held.renew_at:
            return held
        credentials = self._credentials()
        if (was := self._trouble) and now < was.until and was.credentials == credentials:
            raise was.error.with_traceback(None)
        try:
            grant = self._ask()
        except DeskbellError as error:
            self._trouble = self._failed(error, credentials)
            raise
        life = max(grant.seconds - LAST, 0.0)
        renew_at = now + max(grant.seconds - EARLY, life / 2)
        self._held, self._trouble = _Held(grant.access_token, renew_at, now + life), None
        return self._held

    def _failed(self, error: DeskbellError, credentials: tuple[object, ...]) -> _Trouble:
        before = self._trouble
        same = before and isinstance(before.error, TemporaryError) == isinstance(error, TemporaryError)
        count = before.count + 1 if before and same and before.credentials == credentials else 0
        first, most = PASSING if isinstance(error, TemporaryError) else LASTING
        pause = min(first * 2 ** min(count, 10), most)
        if isinstance(error, Unavailable):
            pause = max(pause, error.wait)
        return _Trouble(error, self._seconds() + pause, count, credentials)

    def _credentials(self) -> tuple[object, ...]:
        """What changes when an operator writes one of the files anew."""
        return tuple(_state(path) for path in self._files)


def _answer(token: str) -> str:
    """The end of an XOAUTH2 response."""
    return f"auth=Bearer {token}\x01\x01"


def _state(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_ino, found.st_size)
