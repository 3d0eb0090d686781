"""What an IMAP server lists, in portions that neither side chokes on, and the time in a trace field."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from deskbell.errors import TemporaryError
from deskbell.ports import MailboxMark

if TYPE_CHECKING:
    from imapclient import IMAPClient

T = TypeVar("T")

#: A search answers on one line, and imaplib reads none longer than a megabyte.
_ONE_SEARCH = 100_000
_RANGE = 50_000
_LIST = 500
_BATCH, _BATCH_BYTES = 50, 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Listed:
    """A message as the server lists it."""

    uid: int
    size: int
    arrived: datetime


@dataclass(frozen=True, slots=True)
class Selected:
    """A selected folder: what its UIDs are worth, and how many there may be."""

    mailbox: str
    folder: str
    uidvalidity: int
    messages: int
    uidnext: int

    def key(self, uid: int) -> str:
        """The delivery key of a message: it names one delivery for good."""
        where = quote(self.mailbox, ""), quote(self.folder, "")
        return "/".join((*where, str(self.uidvalidity), str(uid)))

    def mark(self, uid: int) -> MailboxMark:
        """The mark that says: read up to this message."""
        return MailboxMark(self.mailbox, self.folder, self.uidvalidity, uid)


def uids_from(imap: "IMAPClient", selected: Selected, first: int) -> list[int]:
    """The UIDs of the selected folder from `first` on, in order."""
    if selected.messages < _ONE_SEARCH or not selected.uidnext:
        found = imap.search(["UID", f"{first}:*"])
    else:
        starts = range(first, selected.uidnext, _RANGE)
        found = [uid for start in starts for uid in imap.search(["UID", f"{start}:{start + _RANGE - 1}"])]
    # `n:*` names the last message even if it is older than n (RFC 3501 §6.4.8).
    return sorted(uid for uid in found if uid >= first)


def listed(imap: "IMAPClient", uids: Sequence[int]) -> list[Listed]:
    """Size and arrival of these messages, in order, without those that have gone from the folder meanwhile.

    Raises TemporaryError if the server lists a message and says nothing of it: it must not be passed over.
    """
    known: dict[int, Listed] = {}
    for some in slices(uids, _LIST):
        for uid, found in imap.fetch(list(some), ["RFC822.SIZE", "INTERNALDATE"]).items():
            if b"RFC822.SIZE" in found and b"INTERNALDATE" in found:
                known[uid] = Listed(uid, int(found[b"RFC822.SIZE"]), found[b"INTERNALDATE"])
    for uid in uids:
        if uid not in known and is_there(imap, uid):
            raise TemporaryError(f"the server lists UID {uid} but says nothing of it")
    return [known[uid] for uid in uids if uid in known]


def is_there(imap: "IMAPClient", uid: int) -> bool:
    """Whether the selected folder still holds this message."""
    return uid in imap.search(["UID", str(uid)])


def batches(items: Iterable[Listed], at_most: int = _BATCH) -> Iterator[list[Listed]]:
    """In order, so many at a time, and so many bytes."""
    batch: list[Listed] = []
    size = 0
    for item in items:
        if batch and (len(batch) >= at_most or size + item.size > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += item.size
    if batch:
        yield batch


def slices(items: Sequence[T], size: int = _LIST) -> Iterator[Sequence[T]]:
    """In order, so many at a time."""
    return (items[start : start + size] for start in range(0, len(items), size))


def topmost_received(head: bytes) -> datetime | None:
    """When the last server on the way had the message, by its own Received field; None if it does not say."""
    lines = b"\n" + head.replace(b"\r\n", b"\n")
    start = lines.lower().find(b"\nreceived:")
    if start < 0:
        return None
    field = lines[start + 1 :].replace(b"\n ", b" ").replace(b"\n\t", b" ").partition(b"\n")[0]
    try:
        at = parsedate_to_datetime(field.rpartition(b";")[2].decode("ascii", "replace").strip())
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, IndexError, OverflowError, TypeError):
        return None
