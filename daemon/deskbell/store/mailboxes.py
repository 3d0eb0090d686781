"""How far each mailbox was read, and how it went; ports.Mailboxes is built on these."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from deskbell.ports import MailboxMark
from deskbell.store import schema
from deskbell.store.opened import Opened


class Mailboxes(Opened):
    """The part of the store that pollers lean on."""

    def mailbox_mark(self, mailbox: str, folder: str) -> MailboxMark | None:
        table = schema.mailbox
        with self.reading() as connection:
            row = connection.execute(
                sa.select(table).where(table.c.mailbox == mailbox, table.c.folder == folder)
            ).first()
        return MailboxMark(row.mailbox, row.folder, row.uidvalidity, row.uid) if row else None

    def set_mailbox_mark(self, mark: MailboxMark) -> None:
        self.writer.write(lambda c: self.sql.set_mark(c, mark))

    def polled(self, mailbox: str, at: datetime, trouble: str) -> None:
        table = schema.poll
        values: dict[str, Any] = {"tried_at": at, "trouble": trouble} | ({} if trouble else {"good_at": at})
        insert = self.sql.insert(table).values(mailbox=mailbox, **values)
        self.writer.write(
            lambda c: c.execute(insert.on_conflict_do_update(index_elements=["mailbox"], set_=values))
        )

    def last_good_poll(self, mailbox: str) -> datetime | None:
        table = schema.poll
        with self.reading() as connection:
            row = connection.execute(sa.select(table.c.good_at).where(table.c.mailbox == mailbox)).first()
        return row.good_at if row else None

    def anchors_known(self, hashes: Iterable[bytes]) -> set[bytes]:
        """Of these Message-ID hashes, those that a message we have bears."""
        table = schema.anchor
        wanted = list(hashes)
        found: set[bytes] = set()
        with self.reading() as connection:
            for at in range(0, len(wanted), 500):
                rows = connection.execute(
                    sa.select(table.c.hash).where(
                        table.c.hash.in_(wanted[at : at + 500]), table.c.seen == sa.true()
                    )
                )
                found |= {bytes(row.hash) for row in rows}
        return found
