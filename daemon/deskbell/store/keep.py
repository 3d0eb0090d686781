"""Keeping: bytes and envelope to stable storage, once, whatever the sender does.

A message is known by a fingerprint over its bytes below the trace fields (Received and its like), so that a sender's
retry, the same mail by a second mailbox and the same mail by another of our addresses are one. The second copy is not
stored; its recipients and its door are added to the first, and a first that was settled already is looked at again.
"""

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from deskbell.failpoints import reach
from deskbell.ports import Arrival, Envelope, Kept
from deskbell.store import schema
from deskbell.store.among import among
from deskbell.store.bulk import Answering, Bulk
from deskbell.store.dialect import Dialect
from deskbell.store.once import built_once
from deskbell.store.writer import Writer

#: Header fields that hosts on the way put on top; the same mail by two ways differs in them and in nothing else.
TRACE_FIELDS = (
    b"received:",
    b"return-path:",
    b"delivered-to:",
    b"x-original-to:",
    b"envelope-to:",
    b"x-envelope-to:",
    b"received-spf:",
    b"authentication-results:",
    b"arc-",
    b"dkim-signature:",
    b"x-received:",
    b"x-spam-",
    b"x-google-dkim-signature:",
    b"x-gm-",
)
#: Of what is smaller compressing would save less than a page of the file.
_SMALL = 8192
#: Larger mails are large by an attachment, which is base64 of what is compressed already: it would shrink by a quarter
#: and take as much work as all the rest that is done for the mail.
_LARGE = 48 * 1024


def fingerprint(raw: bytes, received_at: datetime) -> bytes:
    """SHA-256 of what is below the trace fields. A mail with neither Message-ID nor Date is known for an hour only."""
    body_at = _end_of_headers(raw)
    digest = hashlib.sha256()
    named = False
    for line in _fields(raw[:body_at]):
        low = line[:32].lower()
        if low.startswith(TRACE_FIELDS):
            continue
        named = named or low.startswith((b"message-id:", b"date:"))
        digest.update(line.rstrip())
        digest.update(b"\n")
    digest.update(memoryview(raw)[body_at:])
    if not named:
        digest.update(f"{schema.micros(received_at) // 3_600_000_000}".encode())
    return digest.digest()


def _end_of_headers(raw: bytes) -> int:
    end = raw.find(b"\r\n\r\n", 0, 262_144)
    end = end if end >= 0 else min(len(raw), 262_144)
    bare = raw.find(b"\n\n", 0, end)
    return bare if bare >= 0 else end


def _fields(head: bytes) -> Iterable[bytes]:
    """Each header field with its continuation lines."""
    held = b""
    for line in head.splitlines(keepends=True):
        if held and line[:1] in (b" ", b"\t"):
            held += line
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def pack(raw: bytes) -> bytes:
    """Bytes for the raw table: the first says how the rest is written (0 as it is, 1 zlib)."""
    if not _SMALL <= len(raw) <= _LARGE:
        return b"\0" + raw
    return b"\1" + zlib.compress(raw, 1)


def bare(raw: bytes) -> bytes:
    """The same without the work: for a letter, which is small, and made by the ten thousand while people wait."""
    return b"\0" + raw


def unpack(data: bytes) -> bytes:
    return zlib.decompress(data[1:]) if data[:1] == b"\1" else data[1:]


class SqlKeeper:
    """Act one on a database. `keep` never blocks: the future is done after a commit that many may share."""

    def __init__(self, writer: Writer, dialect: Dialect, *, on_kept: Any = None) -> None:
        self._writer, self._sql, self._on_kept = writer, dialect, on_kept
        self._build(dialect)

    @built_once
    def _build(self, dialect: Dialect) -> None:
        self._insert = Answering(
            dialect.insert(schema.inbound)
            .on_conflict_do_nothing(index_elements=["fingerprint"])
            .returning(schema.inbound.c.id, schema.inbound.c.fingerprint)
        )
        self._insert_raw = Bulk(sa.insert(schema.raw))
        delivered = dialect.insert(schema.delivery)
        self._delivered = Bulk(delivered.on_conflict_do_nothing(index_elements=["delivery_key"]))
        self._first = sa.select(
            schema.inbound.c.id,
            schema.inbound.c.fingerprint,
            schema.inbound.c.envelope,
            schema.inbound.c.outcome,
            schema.inbound.c.held,
        ).where(schema.inbound.c.fingerprint.in_(sa.bindparam("prints", expanding=True)))
        self._join = sa.update(schema.inbound).where(schema.inbound.c.id == sa.bindparam("the_id"))
        self._known_keys = sa.select(schema.delivery.c.delivery_key, schema.delivery.c.inbound_id).where(
            among(schema.delivery.c.delivery_key, "keys")
        )

    def keep(self, arrival: Arrival) -> "Future[Kept]":
        """See ports.Keeper."""
        future = self._writer.keep(arrival, len(arrival.raw))
        if self._on_kept:
            future.add_done_callback(self._on_kept)
        return future

    def keep_batch(self, connection: Connection, arrivals: Sequence[Arrival]) -> list[Kept]:
        """All of them in the caller's transaction, in the order of their fingerprints so that no two batches deadlock."""
        reach("K3")
        prints = [fingerprint(arrival.raw, arrival.received_at) for arrival in arrivals]
        delivered = self._delivered_before(connection, arrivals)
        fresh: dict[bytes, Arrival] = {}
        for mark, arrival in zip(prints, arrivals, strict=True):
            if arrival.delivery_key not in delivered:
                fresh.setdefault(mark, arrival)
        ids = self._store(connection, fresh)
        firsts = self._add_to_firsts(connection, prints, arrivals, ids, delivered)
        self._note_marks(connection, prints, arrivals, firsts | ids, delivered)
        answers, seen = [], set[bytes]()
        for mark, arrival in zip(prints, arrivals, strict=True):
            new = mark in ids and mark not in seen and arrival.delivery_key not in delivered
            seen.add(mark)
            answers.append(
                Kept(delivered.get(arrival.delivery_key) or ids.get(mark) or firsts[mark], duplicate=not new)
            )
        reach("K4")
        return answers

    def _delivered_before(self, connection: Connection, arrivals: Sequence[Arrival]) -> dict[str, int]:
        keys = [arrival.delivery_key for arrival in arrivals if arrival.delivery_key]
        return (
            {row.delivery_key: row.inbound_id for row in connection.execute(self._known_keys, {"keys": keys})}
            if keys
            else {}
        )

    def _store(self, connection: Connection, fresh: dict[bytes, Arrival]) -> dict[bytes, int]:
        rows = [
            {
                "fingerprint": mark,
                "delivery_key": arrival.delivery_key,
                "door": arrival.door,
                "envelope": Envelope.of(arrival).to_json(),
                "received_at": arrival.received_at,
                "size": len(arrival.raw),
                "held": arrival.held,
                "junk": arrival.junk,
            }
            for mark, arrival in sorted(fresh.items())
        ]
        if not rows:
            return {}
        ids = {bytes(row.fingerprint): row.id for row in self._insert(connection, rows)}
        self._insert_raw(
            connection,
            [{"inbound_id": number, "data": pack(fresh[mark].raw)} for mark, number in ids.items()],
        )
        return ids

    def _add_to_firsts(
        self,
        connection: Connection,
        prints: Sequence[bytes],
        arrivals: Sequence[Arrival],
        ids: dict[bytes, int],
        delivered: dict[str, int],
    ) -> dict[bytes, int]:
        """Recipients and doors of second copies go to the first; one settled already is looked at once more."""
        first_of_batch: set[bytes] = set(ids)
        late = []
        for mark, arrival in zip(prints, arrivals, strict=True):
            if arrival.delivery_key in delivered:
                continue
            if mark in first_of_batch:
                first_of_batch.discard(mark)
                continue
            late.append((mark, arrival))
        wanted = {mark for mark in prints if mark not in ids} | {mark for mark, _ in late}
        if not wanted:
            return {}
        firsts = {
            bytes(row.fingerprint): row for row in connection.execute(self._first, {"prints": sorted(wanted)})
        }
        joined: dict[bytes, Envelope] = {}
        for mark, arrival in late:
            known = joined.get(mark) or Envelope.from_json(firsts[mark].envelope)
            if known.erased:
                continue  # it comes once more, and stays erased
            joined[mark] = known.joined(Envelope.of(arrival))
        for mark, envelope in sorted(joined.items()):
            row = firsts[mark]
            before = Envelope.from_json(row.envelope)
            if envelope == before:
                continue
            change: dict[str, Any] = {"envelope": envelope.to_json()}
            if row.outcome and set(envelope.recipients) - set(before.recipients):
                change |= {"outcome": None, "former": row.outcome, "attempts": 0}
            connection.execute(self._join.values(**change), {"the_id": row.id})
        return {mark: row.id for mark, row in firsts.items()}

    def _note_marks(
        self,
        connection: Connection,
        prints: Sequence[bytes],
        arrivals: Sequence[Arrival],
        ids: dict[bytes, int],
        delivered: dict[str, int],
    ) -> None:
        keys = {
            a.delivery_key: ids[mark]
            for mark, a in zip(prints, arrivals, strict=True)
            if a.delivery_key and a.delivery_key not in delivered
        }
        self._delivered(
            connection,
            [{"delivery_key": key, "inbound_id": number} for key, number in sorted(keys.items())],
        )
        for arrival in arrivals:
            if arrival.mark:
                self._sql.set_mark(connection, arrival.mark)
