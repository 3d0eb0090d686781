"""One folder of a mailbox: which messages are new, taking them in, and what is done with them after.

How far a folder was read stands in our own store and nowhere else; flags and moves on the server come after
the commit and are decoration. A message is fetched with PEEK, so that a broken connection changes nothing.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from imaplib import IMAP4
from typing import TYPE_CHECKING
from urllib.parse import quote

from deskbell.clock import Clock
from deskbell.errors import TemporaryError
from deskbell.failpoints import reach
from deskbell.intake.imap_lists import (
    Listed,
    Selected,
    batches,
    is_there,
    listed,
    slices,
    topmost_received,
    uids_from,
)
from deskbell.ports import Arrival, Keeper, Mailboxes, MailboxMark

if TYPE_CHECKING:
    from imapclient import IMAPClient

log = logging.getLogger(__name__)

#: More new messages than this at one poll, or older ones, are nobody's news: they are held.
NEWS = 200
FRESH = timedelta(days=1)
#: A renumbered folder may hold what came after the last good poll; its clock is not trusted to the hour.
MARGIN = timedelta(days=2)

#: How often a message is asked for that the server refuses, and one during which the connection breaks.
PATIENCE_WITH_SERVER = 3
PATIENCE_WITH_LINE = 20

_KEEP_SECONDS = 120
_PEEK_HEAD = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID DATE FROM RECEIVED)]"


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


@dataclass(frozen=True, slots=True)
class Post:
    """What every folder of a mailbox works with. The mailbox's settings are explained in `imap.py`.

    `failed` counts by delivery key how often a message could not be had; `careful` names the folders that are
    read message by message for the time being; `left` are the keys of those asked for often enough.
    """

    mailbox: str
    done: str
    since: datetime | None
    max_size: int
    keeper: Keeper
    mailboxes: Mailboxes
    clock: Clock
    too_large: Callable[[TooLarge], None]
    failed: Counter[str] = field(default_factory=Counter)
    careful: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)

    @property
    def target(self) -> str:
        """The folder stored messages are moved to, "" for none."""
        return "" if self.done in ("keep", "seen") else self.done


class Folder:
    """One folder, polled as often as one likes: each message is taken in once."""

    def __init__(self, post: Post, name: str, junk: bool) -> None:
        self._post, self.name, self._junk = post, name, junk

    # -- polling

    def poll(self, imap: "IMAPClient", go_on: Callable[[], None]) -> None:
        """Take in what is new. `go_on` is asked between two batches and raises if we must not."""
        selected = self._select(imap)
        mark = self._mark()
        if mark is None or mark.uidvalidity != selected.uidvalidity:
            self._find_its_place(imap, selected, mark is not None, go_on)
            return
        uids = uids_from(imap, selected, mark.uid + 1)
        for batch in self._batches(listed(imap, uids)):
            self._take(imap, selected, batch, held=len(uids) > NEWS, moves_mark=True)
            go_on()
        self._post.careful.discard(self.name)

    def has_news(self, imap: "IMAPClient") -> bool:
        """Whether something came while other folders were looked at; the folder stays selected."""
        selected = self._select(imap)
        mark = self._mark()
        if mark is None or mark.uidvalidity != selected.uidvalidity:
            return True
        return bool(uids_from(imap, selected, mark.uid + 1))

    def _find_its_place(
        self, imap: "IMAPClient", selected: Selected, renumbered: bool, go_on: Callable[[], None]
    ) -> None:
        """A first sync, or a folder whose UIDs mean something else than before: take in what is missing.

        That is what is neither stored nor older than told: by the operator at a first sync, by our last good
        poll after a change. The mark is set once, at the end, so that after a crash all of it is done again.
        """
        everything = uids_from(imap, selected, 1)
        horizon = self._horizon(renumbered)
        young = [item for item in listed(imap, everything) if horizon is None or item.arrived >= horizon]
        missing = self._missing(imap, young, horizon)
        log.info(
            "mailbox %s, %s: %s, %d messages, %d to take in, the rest noted as seen before",
            self._post.mailbox,
            self.name,
            "renumbered" if renumbered else "first sync",
            len(everything),
            len(missing),
        )
        for batch in self._batches(missing):
            self._take(imap, selected, batch, held=len(missing) > NEWS, moves_mark=False)
            go_on()
        self._post.mailboxes.set_mark(self._place(selected, everything[-1] if everything else 0))

    def _horizon(self, renumbered: bool) -> datetime | None:
        if renumbered and (last := self._post.mailboxes.last_good_poll(self._post.mailbox)):
            return max(last - MARGIN, self._post.since or last - MARGIN)
        return self._post.since

    def _missing(self, imap: "IMAPClient", items: Sequence[Listed], horizon: datetime | None) -> list[Listed]:
        """Those whose message is not stored yet, and which their topmost Received does not call old either.

        (A restored mailbox may call every message new.)
        """
        missing: list[Listed] = []
        for some in slices(items):
            answer = imap.fetch([item.uid for item in some], [_PEEK_HEAD])
            heads = {uid: head for uid, found in answer.items() if (head := _header(found))}
            known = self._post.mailboxes.known(heads)
            for item in some:
                passed = topmost_received(heads.get(item.uid, b""))
                if item.uid not in known and not (horizon and passed and passed < horizon):
                    missing.append(item)
        return missing

    # -- taking in

    def _take(
        self, imap: "IMAPClient", selected: Selected, batch: Sequence[Listed], held: bool, moves_mark: bool
    ) -> None:
        """Store a batch, then do with it on the server what the operator wants done."""
        last = batch[-1].uid
        try:
            found = list(self._fetch(imap, selected, batch))
        except (OSError, IMAP4.error, TemporaryError, ValueError) as error:
            self._blame(selected, batch, error)
            raise
        arrivals = {item.uid: self._arrival(selected, item, raw, held) for item, raw in found}
        reach("I1")
        # The mark moves with the last message, and only when all before it are stored: else one that fails
        # alone would lie behind the mark for ever.
        closing = arrivals.pop(last, None)
        kept = [self._post.keeper.keep(arrival) for arrival in arrivals.values()]
        for future in kept:
            future.result(_KEEP_SECONDS)
        mark = self._place(selected, last) if moves_mark else None
        if closing is not None:
            self._post.keeper.keep(replace(closing, mark=mark)).result(_KEEP_SECONDS)
        elif mark is not None:
            self._post.mailboxes.set_mark(mark)
        reach("I3")
        stored = [*arrivals, *([last] if closing is not None else [])]
        if stored:
            self._done(imap, stored)

    def _batches(self, items: Sequence[Listed]) -> Iterator[list[Listed]]:
        return batches(items, at_most=1) if self.name in self._post.careful else batches(items)

    def _blame(self, selected: Selected, batch: Sequence[Listed], error: Exception) -> None:
        """Count against a message what failed when it alone was asked for; in the end it is left behind.

        Else one message that its server cannot give would hold up all that come after it.
        """
        self._post.careful.add(self.name)
        if len(batch) > 1:
            return
        (item,) = batch
        key = self._key(selected, item.uid)
        self._post.failed[key] += 1
        line_is_down = isinstance(error, OSError | IMAP4.abort)
        if self._post.failed[key] >= (PATIENCE_WITH_LINE if line_is_down else PATIENCE_WITH_SERVER):
            self._post.too_large(TooLarge(self._post.mailbox, self.name, key, item.size, reason="not given"))
            self._post.left.add(key)

    def _fetch(
        self, imap: "IMAPClient", selected: Selected, batch: Sequence[Listed]
    ) -> Iterator[tuple[Listed, bytes]]:
        """The messages of a batch that are not too large, whole or not at all."""
        asked = [item for item in batch if self._key(selected, item.uid) not in self._post.left]
        wanted = {item.uid: item for item in asked if item.size <= self._post.max_size}
        for item in asked:
            if item.uid not in wanted:
                self._too_large(imap, selected, item)
        if not wanted:
            return
        answer = imap.fetch(list(wanted), ["BODY.PEEK[]"])
        for uid, item in wanted.items():
            # An answer may hold other messages and other items than those asked for.
            found = answer.get(uid, {})
            raw = _bytes(found[b"BODY[]"]) if b"BODY[]" in found else self._again(imap, uid)
            if raw is None:
                continue
            if not raw and item.size:
                raise TemporaryError(f"{self.name}: the server gave an empty message for UID {uid}")
            yield item, raw

    def _again(self, imap: "IMAPClient", uid: int) -> bytes | None:
        """A message that the answer lacked: None if it has gone from the folder meanwhile."""
        found = imap.fetch([uid], ["BODY.PEEK[]"]).get(uid, {})
        if b"BODY[]" in found:
            return _bytes(found[b"BODY[]"])
        if is_there(imap, uid):
            raise TemporaryError(f"{self.name}: the server lists UID {uid} but does not give it")
        return None

    def _too_large(self, imap: "IMAPClient", selected: Selected, item: Listed) -> None:
        found = imap.fetch([item.uid], ["BODY.PEEK[HEADER]<0.262144>"]).get(item.uid, {})
        key = self._key(selected, item.uid)
        self._post.too_large(TooLarge(self._post.mailbox, self.name, key, item.size, _header(found)))

    def _arrival(self, selected: Selected, item: Listed, raw: bytes, held: bool) -> Arrival:
        now = self._post.clock.now()
        passed = topmost_received(raw[:65536])
        old = min(item.arrived, passed or item.arrived) < now - FRESH
        return Arrival(
            raw=raw,
            received_at=now,
            door=f"imap:{self._post.mailbox}",
            delivery_key=self._key(selected, item.uid),
            held=held or old,
            junk=self._junk,
        )

    def _key(self, selected: Selected, uid: int) -> str:
        where = quote(self._post.mailbox, ""), quote(self.name, "")
        return "/".join((*where, str(selected.uidvalidity), str(uid)))

    def _place(self, selected: Selected, uid: int) -> MailboxMark:
        return MailboxMark(self._post.mailbox, self.name, selected.uidvalidity, uid)

    def _mark(self) -> MailboxMark | None:
        return self._post.mailboxes.mark(self._post.mailbox, self.name)

    # -- afterwards

    def _done(self, imap: "IMAPClient", uids: list[int]) -> None:
        """Flag or move stored messages. Junk stays as it is, for whoever looks through it."""
        if self._post.done == "keep" or self._junk:
            return
        if self._post.done == "seen":
            imap.add_flags(uids, [b"\\Seen"], silent=True)
        elif imap.has_capability("MOVE"):
            imap.move(uids, self._post.target)
        else:
            imap.copy(uids, self._post.target)
            reach("I4")
            imap.add_flags(uids, [b"\\Deleted"], silent=True)
            # Without UIDPLUS an EXPUNGE would also remove what others have marked as deleted.
            if imap.has_capability("UIDPLUS"):
                imap.uid_expunge(uids)

    def tidy(self, imap: "IMAPClient") -> None:
        """Do what a crash between commit and flag or move has left undone, among the last messages read."""
        mark = self._mark()
        if self._post.done == "keep" or self._junk or mark is None:
            return
        if self._select(imap).uidvalidity != mark.uidvalidity or not mark.uid:
            return
        undone = "UNSEEN" if self._post.done == "seen" else "UNDELETED"
        uids = imap.search(["UID", f"{max(1, mark.uid - NEWS)}:{mark.uid}", undone])
        if not uids:
            return
        heads = {uid: _header(found) for uid, found in imap.fetch(uids, [_PEEK_HEAD]).items()}
        if known := sorted(self._post.mailboxes.known(heads) & set(uids)):
            self._done(imap, known)

    # -- the server's lists

    def _select(self, imap: "IMAPClient") -> Selected:
        told = imap.select_folder(self.name, readonly=self._post.done == "keep")
        return Selected(int(told[b"UIDVALIDITY"]), int(told[b"EXISTS"]), int(told.get(b"UIDNEXT", 0)))


def _header(found: Mapping[bytes, object]) -> bytes:
    """The header fields in an answer; servers name what they give in their own order and case."""
    return next(
        (_bytes(value) for name, value in found.items() if name.upper().startswith(b"BODY[HEADER")), b""
    )


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""
