"""From the setting `[delivery] relay` to the postman it names."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from deskbell.delivery.maildir import MaildirPostman
from deskbell.delivery.relay import Patience, Relay, Tls
from deskbell.errors import OperatorError
from deskbell.mail.compose import addr_spec
from deskbell.ports import Postman, SignIn

if TYPE_CHECKING:
    import ssl

_SCHEMES = {
    "smtp": (Tls.OFFERED, 25),
    "smtp+plain": (Tls.NEVER, 25),
    "smtp+starttls": (Tls.REQUIRED, 587),
    "smtps": (Tls.IMPLICIT, 465),
}
_FORMS = "smtp://host:port, smtp+starttls://…, smtp+plain://…, smtps://… or maildir:PATH"


def postman_from(
    relay: str,
    *,
    user: str = "",
    password: str = "",
    sign_in: SignIn | None = None,
    helo: str = "localhost",
    patience: Patience | None = None,
    context: "ssl.SSLContext | None" = None,
) -> Postman:
    """The postman for a relay as an operator writes it; nothing is connected or made before its first batch.

    `password` is the text of the password file; `sign_in` signs the user in without one. `helo` is the name we greet with. `context` replaces the
    machine's own trust in certificates. Raises OperatorError, in one sentence, for what cannot be meant.
    """
    if relay.startswith("maildir:"):
        path = relay.removeprefix("maildir:")
        if not path:
            raise OperatorError("[delivery] relay names no folder after maildir: .")
        return MaildirPostman(Path(path))
    tls, host, port = _parsed(relay)
    password = password.strip("\r\n")
    if bool(user) != bool(password or sign_in):
        raise OperatorError("[delivery] user and password_file are needed both, or neither.")
    if user and tls is Tls.NEVER:
        raise OperatorError(
            "[delivery] relay smtp+plain:// sends no password and no token: use smtp:// or smtps://."
        )
    from deskbell.delivery.smtp import SmtpPostman  # smtplib and ssl: not for a desk with a Maildir

    server = Relay(host, port, tls, user, password, sign_in)
    return SmtpPostman(server, _name(helo), patience or Patience(), context)


def endpoint_of(relay: str) -> tuple[str, int]:
    """Host and port of a relay that is no maildir; raises as `postman_from`."""
    _, host, port = _parsed(relay)
    return host, port


def _name(helo: str) -> str:
    try:
        return addr_spec(f"postmaster@{helo}").partition("@")[2]
    except ValueError:
        return "localhost"


def _parsed(relay: str) -> tuple[Tls, str, int]:
    try:
        parts = urlsplit(relay)
        scheme, host, port = parts.scheme, parts.hostname, parts.port
    except ValueError:
        raise OperatorError(f"[delivery] relay is {relay!r}; expected {_FORMS}.") from None
    if parts.username or parts.password:
        # The address itself is not repeated: it holds a secret.
        raise OperatorError("[delivery] relay must not hold a password: use user and password_file.")
    if scheme not in _SCHEMES or not host or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise OperatorError(f"[delivery] relay is {relay!r}; expected {_FORMS}.")
    tls, usual = _SCHEMES[scheme]
    return tls, host, port or usual
