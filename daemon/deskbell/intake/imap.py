"""The IMAP door: a thread that keeps one mailbox, whatever its server does.

It connects, polls its folders, waits in IDLE, and begins again after any trouble. A lease in the store sees
to it that one poller works on a mailbox at a time. What is done with messages is in `imap_folder.py`.
"""

import contextlib
import logging
import random
import select
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from deskbell.clock import Clock
from deskbell.errors import DeskbellError, OperatorError
from deskbell.intake.imap_fetch import Fetch, TooLarge
from deskbell.intake.imap_folder import Folder, Post
from deskbell.intake.imap_signing_in import plain, sign_in
from deskbell.ports import Keeper, Mailboxes, SignIn

if TYPE_CHECKING:
    from imapclient import IMAPClient

log = logging.getLogger(__name__)

LEASE_SECONDS = 120
LONGEST_BACKOFF = 300.0


@dataclass(frozen=True)
class MailboxSettings:
    """One `[[intake.imap]]` of the operator.

    `tls`: `implicit`, `starttls` or `none`. `folders`: empty for INBOX and the junk folder. `done`: `keep`
    leaves a stored message as it is, `seen` flags it, anything else is the folder it is moved to; junk stays
    where it is. `since`: a first sync takes in nothing older; None for all there is. `idle_seconds`: how
    long to wait for news before looking all the same. `tokens`: the user signs in by them, not by `password`.
    """

    name: str
    host: str
    user: str
    password: Callable[[], str]
    port: int = 993
    tls: str = "implicit"
    folders: tuple[str, ...] = ()
    done: str = "keep"
    since: datetime | None = None
    max_size: int = 32 * 1024 * 1024
    idle_seconds: float = 25
    connect_seconds: float = 30
    read_seconds: float = 60
    ssl_context: ssl.SSLContext | None = None
    tokens: SignIn | None = None


class LeaseLost(Exception):
    """Another poller has this mailbox now."""


class Poller:
    """Takes in one mailbox in a thread of its own.

    `too_large` is told of a message that is not taken in, at least once, because it is over `max_size` or no
    server gives it; its `delivery_key` says which one it is.
    """

    def __init__(
        self,
        settings: MailboxSettings,
        keeper: Keeper,
        mailboxes: Mailboxes,
        clock: Clock,
        holder: str,
        too_large: Callable[[TooLarge], None],
    ) -> None:
        _check(settings)
        self._settings, self._mailboxes, self._clock, self._holder = settings, mailboxes, clock, holder
        fetch = Fetch(settings.max_size, too_large)
        self._post = Post(settings.name, settings.done, settings.since, keeper, mailboxes, clock, fetch)
        self._stopping = threading.Event()
        self._idling: IMAPClient | None = None
        self._failures = 0
        self._thread = threading.Thread(target=self._run, name=f"imap {settings.name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, within: float = 10) -> None:
        """Finish the batch at hand and stop; what was not stored stays in the mailbox."""
        self._stopping.set()
        if (idling := self._idling) is not None:
            with contextlib.suppress(Exception):
                idling.socket().shutdown(2)
        if self._thread.is_alive():
            self._thread.join(within)

    # -- as long as the desk runs

    def _run(self) -> None:
        while not self._stopping.is_set():
            if not self._has_lease():
                self._stopping.wait(LEASE_SECONDS / 8)
                continue
            try:
                self._keep_mailbox()
            except LeaseLost:
                log.info("mailbox %s: another poller has it", self._settings.name)
            except Exception as error:  # noqa: BLE001 - whatever a server does, the mailbox is tried again
                if self._stopping.is_set():
                    return
                self._failures += 1
                self._tell(error)
                self._stopping.wait(backoff(self._failures))

    def _keep_mailbox(self) -> None:
        """One connection, from sign-in until it breaks or the desk stops."""
        imap = self._connect()
        try:
            folders = self._folders(imap)
            for folder in folders:
                folder.tidy(imap)
            while not self._stopping.is_set():
                for folder in folders:
                    folder.poll(imap, self._go_on)
                self._mailboxes.polled(self._settings.name, self._clock.now())
                self._failures = 0
                self._wait(imap, folders[0])
                self._go_on()
        finally:
            # Not logout: after trouble it might wait for an answer that never comes.
            with contextlib.suppress(Exception):
                imap.shutdown()

    def _connect(self) -> "IMAPClient":
        from imapclient import IMAPClient, SocketTimeout

        settings = self._settings
        imap = IMAPClient(
            settings.host,
            settings.port,
            ssl=settings.tls == "implicit",
            ssl_context=settings.ssl_context if settings.tls == "implicit" else None,
            timeout=SocketTimeout(settings.connect_seconds, settings.read_seconds),
        )
        imap.normalise_times = False
        try:
            if settings.tls == "starttls":
                imap.starttls(settings.ssl_context or ssl.create_default_context())
            sign_in(imap, settings.user, settings.password, settings.tokens)
        except BaseException:
            with contextlib.suppress(Exception):
                imap.shutdown()
            raise
        return imap

    def _folders(self, imap: "IMAPClient") -> list[Folder]:
        """The folders to poll, INBOX first unless the operator said otherwise."""
        from imapclient.imapclient import JUNK

        junk = imap.find_special_folder(JUNK)
        if self._post.target and not imap.folder_exists(self._post.target):
            imap.create_folder(self._post.target)
        names = self._settings.folders or ("INBOX", *([junk] if junk else []))
        return [Folder(self._post, name, junk=name == junk) for name in names]

    def _wait(self, imap: "IMAPClient", folder: Folder) -> None:
        """Wait for news of a folder, or for a while. Never long, so that a dead connection is noticed."""
        if folder.has_news(imap):
            return
        if not imap.has_capability("IDLE"):
            self._stopping.wait(self._settings.idle_seconds)
            return
        imap.idle()
        self._idling = imap
        try:
            if not self._stopping.is_set():
                _wait_for_word(imap, self._settings.idle_seconds)
        finally:
            self._idling = None
        imap.idle_done()

    # -- leases and troubles

    def _has_lease(self) -> bool:
        try:
            return self._mailboxes.lease(self._settings.name, self._holder, LEASE_SECONDS)
        except Exception as error:  # noqa: BLE001 - a store that cannot answer gives no lease
            log.warning("mailbox %s: no lease to be had: %s", self._settings.name, error)
            return False

    def _go_on(self) -> None:
        """Renew the lease between two steps; raises LeaseLost when another holder's lives."""
        if not self._has_lease():
            raise LeaseLost

    def _tell(self, error: Exception) -> None:
        trouble = said(error)
        log.warning("mailbox %s: %s", self._settings.name, trouble)
        with contextlib.suppress(Exception):
            self._mailboxes.polled(self._settings.name, self._clock.now(), trouble)


def _wait_for_word(imap: "IMAPClient", seconds: float) -> None:
    """Wait until the server says anything at all, or for so many seconds; what it says is left to `idle_done`.

    Not imapclient's `idle_check`: that reads without blocking, and takes the first half of a line that
    comes in two packets for a broken connection.
    """
    sock = imap.socket()
    if _in_hand(imap, sock) or (isinstance(sock, ssl.SSLSocket) and sock.pending()):
        return
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    poll.poll(seconds * 1000)


def _in_hand(imap: "IMAPClient", sock: socket.socket) -> bool:
    """Was a word read together with the line that began the wait? Then the socket has no more to tell of it."""
    if hasattr(imap._imap, "_readbuf"):  # since Python 3.14 imaplib keeps by itself what it read ahead
        return any(imap._imap._readbuf)
    limit = sock.gettimeout()
    sock.settimeout(0)
    try:
        return bool(imap._imap.file.peek())
    except ssl.SSLWantReadError:
        return False
    finally:
        sock.settimeout(limit)


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures in a row: 2, 4, 8 … 300, a little spread."""
    return min(LONGEST_BACKOFF, 2.0 ** min(failures, 10)) * random.uniform(0.8, 1.0)  # noqa: S311


def said(error: Exception) -> str:
    """An error on one line, as an operator may read it: the system's in its own words, without numbers."""
    told = (error.strerror if isinstance(error, OSError) else "") or str(error)
    words = "".join(c if c.isprintable() else " " for c in told)[:200]
    if words and isinstance(error, (OSError, DeskbellError)):
        return words
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _check(settings: MailboxSettings) -> None:
    """Refuse settings that cannot be meant. Raises OperatorError."""
    if settings.tls not in ("implicit", "starttls", "none"):
        raise OperatorError(f"[[intake.imap]] {settings.name}: tls is implicit, starttls or none")
    plain(settings.done, "done")
    plain(settings.user, "user")
    for name in settings.folders:
        plain(name, "folders")
    if settings.done in (settings.folders or ("INBOX",)):
        raise OperatorError(
            f"[[intake.imap]] {settings.name}: done mail cannot be moved to a folder that is polled"
        )
