"""Kept mail as the rules see it, rebuilt from its bytes with the desk's state as it is stored; nothing is changed.

A mail that opened a ticket is judged as new, one that was appended with its ticket beside it: so the books answer the
question they were asked then, by what is known now.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from itertools import islice
from typing import Any

from deskbell.casework import reading
from deskbell.casework.docket import Asked, Docket
from deskbell.casework.house import House
from deskbell.casework.judging import facts_of, writer_of
from deskbell.casework.reading import Reading
from deskbell.casework.threads import Found, find
from deskbell.errors import DeskbellError
from deskbell.mail.values import Origin
from deskbell.ports import ERASED_ENVELOPE, Envelope, Inbound
from deskbell.store import queries
from deskbell.store.quiet import Onlooker
from deskbell.store.store import SqlStore
from deskbell.triage.facts import Facts

#: Outcomes of a mail that was judged as a matter of its own.
NEW = frozenset({"opened", "set apart", "followed-up", "refused"})
#: So many mails share the statements that load what they point to.
TOGETHER = 50


def kept_facts(store: SqlStore, house: House, last: int, since: datetime | None = None) -> Iterator[Facts]:
    """The facts of the newest kept mails that were judged, oldest of them first; at the time each came in.

    While a batch is in the caller's hands its reading transaction is open, so that history may still be asked for.
    """
    return (facts for (facts,) in kept_views(store, (house,), last, since))


def kept_views(
    store: SqlStore, houses: Sequence[House], last: int, since: datetime | None = None
) -> Iterator[tuple[Facts, ...]]:
    """The same mails, each as every one of these houses sees it: its own directory says who is who.

    A mail is read once, by the first house.
    """
    onlooker = Onlooker(store.reader)
    alike = all(house.directory == houses[0].directory for house in houses)
    judging = houses[:1] if alike else houses
    with store.reading() as connection:
        for rows in _batches(queries.last_raws(connection, last, since)):
            readings = [
                (row, one) for number, raw, row in rows if (one := _read(number, raw, row, houses[0]))
            ]
            decide = partial(_views, houses=judging, readings=readings)
            made = onlooker.look(connection, _asked(readings, judging), rows[0][2]["received_at"], decide)
            yield from (views * len(houses) if alike else views for views in made)


def judged(connection: Any, last: int, since: datetime | None = None) -> int:
    """How many mails `kept_facts` would give at the most: for a progress bar."""
    return queries.count_settled(connection, last, since)


def _batches(
    rows: Iterable[tuple[int, bytes, Mapping[str, Any]]],
) -> Iterator[list[tuple[int, bytes, Mapping[str, Any]]]]:
    rows = iter(rows)
    while batch := list(islice(rows, TOGETHER)):
        yield batch


def _read(number: int, raw: bytes, row: Mapping[str, Any], house: House) -> Reading | None:
    """None for what was never judged: copies, reports about our letters, what broke the reader; and for what was erased."""
    if row["outcome"] not in NEW and row["outcome"] != "appended":
        return None
    if row["envelope"] == ERASED_ENVELOPE:
        return None
    inbound = Inbound(
        number,
        raw,
        Envelope.from_json(row["envelope"]),
        row["door"],
        row["received_at"],
        1,
        row["silent"],
        row["junk"],
        "",
        bytes(row["fingerprint"]),
    )
    try:
        return reading.read(inbound, house)
    except DeskbellError:
        return None


def _asked(readings: Sequence[tuple[Mapping[str, Any], Reading]], houses: Sequence[House]) -> Asked:
    """What the readings point to, and the tickets they were put on; no fresh numbers, no inbound to close."""
    every = [reading.asked([one for _, one in readings], house) for house in houses]
    wanted, addresses = every[0], frozenset[str]().union(*(one.addresses for one in every))
    tickets = frozenset(
        row["ticket_id"] for row, _ in readings if row["outcome"] == "appended" and row["ticket_id"]
    )
    return Asked(wanted.anchors, wanted.tickets | tickets, addresses, wanted.letters)


def _views(
    docket: Docket, houses: Sequence[House], readings: Sequence[tuple[Mapping[str, Any], Reading]]
) -> list[tuple[Facts, ...]]:
    made = []
    for row, one in readings:
        views = [facts for house in houses if (facts := _facts(docket, house, row, one))]
        if len(views) == len(houses):
            made.append(tuple(views))
    return made


def _facts(docket: Docket, house: House, row: Mapping[str, Any], one: Reading) -> Facts | None:
    """None for our own letters and an agent's answers, which are asked of no book."""
    ticket = docket.tickets.get(row["ticket_id"]) if row["outcome"] == "appended" else None
    signal = find(docket, house, one)
    found = Found(ticket, signal.signal, signal.reason, signal.purpose)
    writer = writer_of(house, one, found, docket)
    if one.mail.origin is Origin.OWN or (writer.agent and ticket):
        return None
    facts = facts_of(docket, house, one, writer, ticket, now=one.inbound.received_at)
    return replace(facts, history=cache(facts.history))
