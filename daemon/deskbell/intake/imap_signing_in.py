"""How a poller signs in: by a password, or by an access token of the mailbox's provider."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from deskbell.errors import OperatorError
from deskbell.ports import SignIn, shows_token

if TYPE_CHECKING:
    from imapclient import IMAPClient


def sign_in(imap: "IMAPClient", user: str, password: Callable[[], str], tokens: SignIn | None) -> None:
    """Sign the user in; raises what the library does where the server refuses, and what `tokens` does."""
    if tokens is None:
        imap.login(user, plain(password(), "password"))
        return
    from imapclient.exceptions import LoginError

    response = tokens.response(user)
    try:
        _xoauth2(imap, response)
    except LoginError:
        # A token may be withdrawn before its time: another is tried, once.
        if not tokens.refused(response):
            raise
        _xoauth2(imap, tokens.response(user))


def _xoauth2(imap: "IMAPClient", response: str) -> None:
    """AUTHENTICATE XOAUTH2. A challenge says why not; after an empty response to it the server says no."""
    from imapclient.exceptions import LoginError

    try:
        imap.sasl_login("XOAUTH2", lambda challenge: b"" if challenge else response.encode())
    except LoginError as trouble:
        if shows_token(str(trouble), response):
            raise LoginError("the server's answer holds the token") from None
        raise


def plain(text: str, key: str) -> str:
    """The text, if it can do no harm in an IMAP command: a line end in it would begin another one."""
    if not text or any(ord(c) < 32 or ord(c) == 127 for c in text):
        raise OperatorError(f"[[intake.imap]] {key}: empty, or has control characters")
    return text
