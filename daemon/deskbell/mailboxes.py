"""The IMAP pollers of a desk, and what they remember, on the store."""

from collections.abc import Mapping
from datetime import datetime

from deskbell.bootstrap import Parts
from deskbell.casework.reading import id_hash
from deskbell.mail.headers import message_id_of
from deskbell.ports import MailboxMark
from deskbell.store.store import SqlStore


class StoreMailboxes:
    """See ports.Mailboxes."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def lease(self, mailbox: str, holder: str, seconds: int) -> bool:
        return bool(self._store.lease(f"mailbox:{mailbox}", holder, seconds))

    def mark(self, mailbox: str, folder: str) -> MailboxMark | None:
        return self._store.mailbox_mark(mailbox, folder)

    def set_mark(self, mark: MailboxMark) -> None:
        self._store.set_mailbox_mark(mark)

    def known(self, raw_heads: Mapping[int, bytes]) -> set[int]:
        hashes = {uid: id_hash(found) for uid, head in raw_heads.items() if (found := message_id_of(head))}
        stored = self._store.anchors_known(hashes.values())
        return {uid for uid, one in hashes.items() if one in stored}

    def polled(self, mailbox: str, at: datetime, trouble: str = "") -> None:
        self._store.polled(mailbox, at, trouble)

    def last_good_poll(self, mailbox: str) -> datetime | None:
        return self._store.last_good_poll(mailbox)


def pollers(parts: Parts) -> list[object]:
    """One poller a mailbox of the settings, not yet started."""
    raise NotImplementedError
