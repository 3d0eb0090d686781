"""The IMAP pollers of a desk, and what they remember, on the store."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from deskbell.bootstrap import Parts
from deskbell.casework.reading import id_hash
from deskbell.intake.imap import MailboxSettings, Poller
from deskbell.intake.imap_fetch import TooLarge
from deskbell.mail.parse import parse
from deskbell.ports import Arrival, MailboxMark
from deskbell.secret_file import read_secret
from deskbell.settings import Settings
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
        ids = {
            uid: parse(head + b"\r\n\r\n").root.headers.first("Message-ID") for uid, head in raw_heads.items()
        }
        hashes = {uid: id_hash(found) for uid, found in ids.items() if found}
        stored = self._store.anchors_known(hashes.values())
        return {uid for uid, one in hashes.items() if one in stored}

    def polled(self, mailbox: str, at: datetime, trouble: str = "") -> None:
        self._store.polled(mailbox, at, trouble)

    def last_good_poll(self, mailbox: str) -> datetime | None:
        return self._store.last_good_poll(mailbox)


def pollers(parts: Parts) -> list[Poller]:
    """One poller for each mailbox of the settings, not yet started."""
    settings, store = parts.settings, parts.store
    made = []
    for box in settings.mailboxes:
        name = str(box["name"])
        choices = MailboxSettings(
            name=name,
            host=box["host"],
            user=box["user"],
            password=partial(_password, settings, box),
            port=box["port"],
            tls=box["tls"],
            folders=box["folders"],
            done=box["done"],
            since=first_day(settings, box, parts.clock.now()),
            max_size=settings("intake.smtp", "max_size"),
            tokens=parts.tokens if box["sign_in"] == "oauth" else None,
        )
        left = partial(keep_notice, parts)
        made.append(Poller(choices, store, StoreMailboxes(store), parts.clock, store.holder, left))
    return made


def _password(settings: Settings, box: Mapping[str, Any]) -> str:
    """Read when it is needed, so that a changed file is used at the next sign-in."""
    return read_secret(settings.home / str(box["password_file"])) if box["password_file"] else ""


def first_day(settings: Settings, box: Mapping[str, Any], now: datetime) -> datetime:
    """Nothing older is taken in at the first sync: the day the operator names, else today."""
    zone = ZoneInfo(settings("desk", "timezone"))
    told = str(box["since"])
    day = date.fromisoformat(told) if told else now.astimezone(zone).date()
    return datetime.combine(day, time(), zone)


def keep_notice(parts: Parts, left: TooLarge) -> None:
    """A message that was left in its mailbox is not passed over in silence: its head is kept, and its sender is told."""
    body = f"This message was left in the mailbox ({left.reason}, {left.size:,} bytes).\r\n".encode()
    arrival = Arrival(
        raw=left.head.rstrip() + b"\r\nContent-Type: text/plain\r\n\r\n" + body
        if left.head
        else b"Subject: A message left in its mailbox\r\n\r\n" + body,
        received_at=parts.clock.now(),
        door=f"imap:{left.mailbox}",
        delivery_key=f"left:{left.delivery_key}",
        left_behind=left.size,
    )
    parts.store.keep(arrival).result(60)
