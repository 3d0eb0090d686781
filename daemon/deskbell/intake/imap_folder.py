"""One folder of a mailbox: which messages are new, taking them in, and what is done with them after.

How far a folder was read stands in our own store and nowhere else; flags and moves on the server come after
the commit and are decoration. A message is fetched with PEEK, so that a broken connection changes nothing.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from deskbell.clock import Clock
from deskbell.failpoints import reach
from deskbell.intake.imap_fetch import Fetch, header
from deskbell.intake.imap_lists import Listed, Selected, listed, slices, topmost_received, uids_from
from deskbell.ports import Arrival, Keeper, Mailboxes, MailboxMark

if TYPE_CHECKING:
    from imapclient import IMAPClient

log = logging.getLogger(__name__)

#: More new messages than this at one poll, or older ones, are nobody's news: they are held.
NEWS = 200
FRESH = timedelta(days=1)
#: A renumbered folder may hold what came after the last good poll; its clock is not trusted to the hour.
MARGIN = timedelta(days=2)

_KEEP_SECONDS = 120
_PEEK_HEAD = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID DATE FROM RECEIVED)]"


@dataclass(frozen=True, slots=True)
class Post:
    """What every folder of a mailbox works with. The mailbox's settings are explained in `imap.py`."""

    mailbox: str
    done: str
    since: datetime | None
    keeper: Keeper
    mailboxes: Mailboxes
    clock: Clock
    fetch: Fetch

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
        for batch in self._post.fetch.batches(selected, listed(imap, uids)):
            self._take(imap, selected, batch, held=len(uids) > NEWS, moves_mark=True)
            go_on()
        self._post.fetch.went_well(selected)

    def has_news(self, imap: "IMAPClient") -> bool:
        """Whether something came while other folders were looked at; the folder stays selected."""
        selected = self._select(imap)
        mark = self._mark()
        if mark is None or mark.uidvalidity != selected.uidvalidity:
            return True
        if uids_from(imap, selected, mark.uid + 1):
            return True
        # What came while the server searched is not in its answer; it is told beside it, and never again.
        return int(imap._imap.untagged_responses["EXISTS"][-1]) != selected.messages

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
        for batch in self._post.fetch.batches(selected, missing):
            self._take(imap, selected, batch, held=len(missing) > NEWS, moves_mark=False)
            go_on()
        self._post.mailboxes.set_mark(selected.mark(everything[-1] if everything else 0))

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
            heads = {uid: head for uid, found in answer.items() if (head := header(found))}
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
        found = self._post.fetch.messages(imap, selected, batch)
        arrivals = {item.uid: self._arrival(selected, item, raw, held) for item, raw in found}
        reach("I1")
        # The mark moves with the last message, and only when all before it are stored: else one that fails
        # alone would lie behind the mark for ever.
        closing = arrivals.pop(last, None)
        kept = [self._post.keeper.keep(arrival) for arrival in arrivals.values()]
        for future in kept:
            future.result(_KEEP_SECONDS)
        mark = selected.mark(last) if moves_mark else None
        if closing is not None:
            self._post.keeper.keep(replace(closing, mark=mark)).result(_KEEP_SECONDS)
        elif mark is not None:
            self._post.mailboxes.set_mark(mark)
        reach("I3")
        stored = [*arrivals, *([last] if closing is not None else [])]
        if stored:
            self._done(imap, stored)

    def _arrival(self, selected: Selected, item: Listed, raw: bytes, held: bool) -> Arrival:
        now = self._post.clock.now()
        passed = topmost_received(raw[:65536])
        old = min(item.arrived, passed or item.arrived) < now - FRESH
        return Arrival(
            raw=raw,
            received_at=now,
            door=f"imap:{self._post.mailbox}",
            delivery_key=selected.key(item.uid),
            held=held or old,
            junk=self._junk,
        )

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
        heads = {uid: header(found) for uid, found in imap.fetch(uids, [_PEEK_HEAD]).items()}
        if known := sorted(self._post.mailboxes.known(heads) & set(uids)):
            self._done(imap, known)

    # -- the server's lists

    def _select(self, imap: "IMAPClient") -> Selected:
        told = imap.select_folder(self.name, readonly=self._post.done == "keep")
        numbers = int(told[b"UIDVALIDITY"]), int(told[b"EXISTS"]), int(told.get(b"UIDNEXT", 0))
        return Selected(self._post.mailbox, self.name, *numbers)
