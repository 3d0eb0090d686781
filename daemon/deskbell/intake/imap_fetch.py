"""Fetching messages from an IMAP server: whole or not at all, and none that holds up all the others."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from imaplib import IMAP4
from typing import TYPE_CHECKING

from deskbell.errors import TemporaryError
from deskbell.intake.imap_lists import Listed, Selected, batches, is_there

if TYPE_CHECKING:
    from imapclient import IMAPClient

#: How often a message is asked for that the server refuses, and one during which the connection breaks.
PATIENCE_WITH_SERVER = 3
PATIENCE_WITH_LINE = 20


@dataclass(frozen=True, slots=True)
class TooLarge:
    """A message that was left behind: where it lies, how large it is, its header block if it could be had.

    `reason`: "too large", or "not given" by a server that was asked for it often enough.
    """

    mailbox: str
    folder: str
    delivery_key: str
    size: int
    head: bytes = b""
    reason: str = "too large"


class Fetch:
    """Fetches for one mailbox, and remembers over its connections which messages could not be had.

    After a failure a folder is read message by message; one that alone fails too often is left and told.
    """

    def __init__(self, max_size: int, left_behind: Callable[[TooLarge], None]) -> None:
        self._max_size, self._left_behind = max_size, left_behind
        self._failed: Counter[str] = Counter()
        self._careful: set[str] = set()
        self._left: set[str] = set()

    def batches(self, selected: Selected, items: Sequence[Listed]) -> Iterator[list[Listed]]:
        """What to ask for at a time."""
        return batches(items, at_most=1) if selected.folder in self._careful else batches(items)

    def went_well(self, selected: Selected) -> None:
        """A whole folder was read."""
        self._careful.discard(selected.folder)

    def messages(
        self, imap: "IMAPClient", selected: Selected, batch: Sequence[Listed]
    ) -> list[tuple[Listed, bytes]]:
        """The messages of a batch, without those that are too large, left behind before, or gone."""
        try:
            return list(self._messages(imap, selected, batch))
        except (OSError, IMAP4.error, TemporaryError, ValueError) as error:
            self._blame(selected, batch, error)
            raise

    def _messages(
        self, imap: "IMAPClient", selected: Selected, batch: Sequence[Listed]
    ) -> Iterator[tuple[Listed, bytes]]:
        asked = [item for item in batch if selected.key(item.uid) not in self._left]
        wanted = {item.uid: item for item in asked if item.size <= self._max_size}
        for item in asked:
            if item.uid not in wanted:
                found = imap.fetch([item.uid], ["BODY.PEEK[HEADER]<0.262144>"]).get(item.uid, {})
                self._leave(selected, item, header(found), "too large")
        if not wanted:
            return
        answer = imap.fetch(list(wanted), ["BODY.PEEK[]"])
        for uid, item in wanted.items():
            # An answer may hold other messages and other items than those asked for, or none in their place.
            given = answer.get(uid, {}).get(b"BODY[]")
            raw = given if isinstance(given, bytes) else self._again(imap, uid)
            if raw is None:
                continue
            if not raw and item.size:
                raise TemporaryError(f"{selected.folder}: the server gave an empty message for UID {uid}")
            yield item, raw

    def _again(self, imap: "IMAPClient", uid: int) -> bytes | None:
        """A message that the answer lacked: None if it has gone from the folder meanwhile."""
        found = imap.fetch([uid], ["BODY.PEEK[]"]).get(uid, {})
        if isinstance(raw := found.get(b"BODY[]"), bytes):
            return raw
        if is_there(imap, uid):
            raise TemporaryError(f"the server lists UID {uid} but does not give it")
        return None

    def _blame(self, selected: Selected, batch: Sequence[Listed], error: Exception) -> None:
        """Count a failure against the message that alone was asked for."""
        self._careful.add(selected.folder)
        if len(batch) > 1:
            return
        key = selected.key(batch[0].uid)
        self._failed[key] += 1
        line_is_down = isinstance(error, OSError | IMAP4.abort)
        if self._failed[key] >= (PATIENCE_WITH_LINE if line_is_down else PATIENCE_WITH_SERVER):
            self._leave(selected, batch[0], b"", "not given")
            self._left.add(key)

    def _leave(self, selected: Selected, item: Listed, head: bytes, reason: str) -> None:
        key = selected.key(item.uid)
        self._left_behind(TooLarge(selected.mailbox, selected.folder, key, item.size, head, reason))


def header(found: Mapping[bytes, object]) -> bytes:
    """The header fields in an answer; servers name what they give in their own order and case."""
    for name, value in found.items():
        if name.upper().startswith(b"BODY[HEADER") and isinstance(value, bytes):
            return value
    return b""
