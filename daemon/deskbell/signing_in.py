"""From the settings to whoever signs the desk in, and to the postman that needs it; and what is noted of how it fares."""

from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from deskbell.casework.sign_in import FLAG, Hindrance
from deskbell.clock import Clock
from deskbell.errors import DeskbellError, OperatorError, TemporaryError
from deskbell.ports import Postman, SignIn
from deskbell.settings import Settings
from deskbell.work.outage import Outage

if TYPE_CHECKING:
    from deskbell.oauth.provider import Provider
    from deskbell.oauth.tokens import AccessTokens

#: Seconds after which trouble that lasts is noted again, should another process have noted that all is well.
AGAIN = 60.0


def provider_of(settings: Settings) -> "Provider":
    """The provider that `[oauth]` names; nothing is asked of it yet."""
    from deskbell.oauth.provider import App, Provider

    of = settings.section("oauth")
    secret = partial(secret_of, settings)
    return Provider(App(of["token_url"], of["client_id"], secret, of["scope"], of["device_url"]))


def secret_of(settings: Settings) -> str:
    """The app's secret, "" where it has none; OperatorError for a file that cannot be read or has nothing in it."""
    secret, file = (
        settings.secret("oauth", "client_secret_file"),
        settings.file("oauth", "client_secret_file"),
    )
    if file and not secret:
        raise OperatorError(f"The secret file {file} is empty; it holds the value of the app's secret.")
    return secret


def tokens_of(settings: Settings) -> "AccessTokens | None":
    """The tokens that the relay and the mailboxes share; None where nobody signs in by any."""
    if not settings.signs_in_by_oauth:
        return None
    from deskbell.oauth.refresh_file import RefreshFile
    from deskbell.oauth.tokens import AccessTokens

    provider = provider_of(settings)
    secret, refresh = (settings.file("oauth", name) for name in ("client_secret_file", "refresh_token_file"))
    ask = RefreshFile(provider, Path(refresh)).grant if refresh else provider.by_secret
    return AccessTokens(ask, [Path(one) for one in (secret, refresh) if one])


def postman_of(settings: Settings, tokens: SignIn | None) -> Postman:
    """The postman that `[delivery]` names; OperatorError for what cannot be meant."""
    from deskbell.delivery.factory import postman_from

    return postman_from(
        settings.relay,
        user=settings("delivery", "user"),
        password=settings.secret("delivery", "password_file"),
        sign_in=tokens if settings("delivery", "sign_in") == "oauth" else None,
        helo=settings("desk", "domain"),
    )


class Notes(Protocol):
    """Where small facts of the desk are noted, for every process of it; the store."""

    def flag(self, name: str) -> str | None: ...

    def set_flag(self, name: str, value: str | None, now: datetime) -> None: ...


class Renewal:
    """One look at each call: a token near its end is renewed, and what keeps us from signing in is noted and logged.

    Nobody asks before somebody has needed a token, or from the start where `needed`.
    """

    def __init__(self, tokens: "AccessTokens", notes: Notes, clock: Clock, *, needed: bool) -> None:
        self._tokens, self._notes, self._clock, self._needed = tokens, notes, clock, needed
        self._noted: Hindrance | None = None
        self._noted_at: datetime | None = None
        self._outage = Outage("signing in at the mail provider fails", "signing in works again")

    def __call__(self) -> int:
        if not (self._needed or self._tokens.wanted):
            return 0
        with suppress(DeskbellError):
            self._tokens.renew()
        self._note(self._tokens.trouble)
        return 0

    def _note(self, trouble: DeskbellError | None) -> None:
        now = self._clock.now()
        if trouble is None:
            self._outage.over()
            if (self._noted or self._noted_at is None) and self._notes.flag(FLAG):
                self._notes.set_flag(FLAG, "", now)
            self._noted, self._noted_at = None, now
            return
        self._outage.begins(trouble)
        since = self._noted.since if self._noted else now
        hindrance = Hindrance(str(trouble), since, not isinstance(trouble, TemporaryError))
        if hindrance == self._noted and self._noted_at and (now - self._noted_at).total_seconds() < AGAIN:
            return
        self._notes.set_flag(FLAG, hindrance.text(), now)
        self._noted, self._noted_at = hindrance, now
