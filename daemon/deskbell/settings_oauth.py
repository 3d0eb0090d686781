"""What `[oauth]` and `sign_in = "oauth"` need of each other: said before anything starts, at the place where it stands."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from deskbell.oauth.addresses import is_here

if TYPE_CHECKING:
    from deskbell.settings import Settings


def troubles(settings: "Settings", place: Callable[[str, str], str]) -> Iterator[str]:
    """What is missing or contradicts itself. `place`: where a key of a section stands."""
    yield from _of_the_relay(settings, place)
    if not settings.signs_in_by_oauth:
        return
    lacking = [name for name in ("token_url", "client_id") if not settings("oauth", name)]
    if not settings("oauth", "client_secret_file") and not settings("oauth", "refresh_token_file"):
        lacking.append("client_secret_file (or refresh_token_file)")
    if lacking:
        yield f'{place("oauth", "")}: [oauth] {" and ".join(lacking)} {"is" if len(lacking) == 1 else "are"} missing, which sign_in = "oauth" needs.'
    if settings("oauth", "secret_until") and not settings("oauth", "client_secret_file"):
        yield f"{place('oauth', 'secret_until')}: [oauth] secret_until is the end of a secret, and client_secret_file names none."


def _of_the_relay(settings: "Settings", place: Callable[[str, str], str]) -> Iterator[str]:
    if settings("delivery", "sign_in") != "oauth":
        return
    where = place("delivery", "sign_in")
    if settings("delivery", "password_file"):
        yield f'{where}: [delivery] sign_in = "oauth" and password_file contradict each other: take one of them out.'
    if not settings("delivery", "user"):
        yield f'{where}: [delivery] user is missing, whom sign_in = "oauth" signs in.'
    if settings.relay.startswith("maildir:"):
        yield f'{where}: [delivery] sign_in = "oauth" needs a relay such as smtp+starttls://smtp.office365.com:587.'


def mailbox_trouble(box: Mapping[str, Any]) -> str:
    """What contradicts itself in an `[[intake.imap]]`, "" if nothing does."""
    if box["sign_in"] != "oauth":
        return ""
    if box["password_file"]:
        return f'[[intake.imap]] {box["name"]}: sign_in = "oauth" and password_file contradict each other: take one of them out.'
    if box["tls"] == "none" and not is_here(box["host"]):
        return f'[[intake.imap]] {box["name"]}: sign_in = "oauth" with tls = "none" would show the access token to everybody on the way.'
    return ""
