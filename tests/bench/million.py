"""A large store: a million closed tickets of the last two years, made by the database itself from one real ticket.

Each has its mail (0.6 kB of words), its Message-ID, its kept message's row, an acknowledgement, a kept promise and an
event, as `INSERT … SELECT` of the rows of a ticket that the desk made. What is not copied: the raw bytes, which no look-up
of the hot path ever meets.
"""

import os
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from deskbell.store import schema

_WORDS = (
    "The printer on floor two shows a light since this morning, and we do not know what it means. " * 7
)[:600]
_PIECE = 100_000
#: Microseconds between two tickets, so that a million go back two years.
_APART = 60_000_000
_DAY = 86_400_000_000


def fill(url: str, tickets: int) -> None:
    """Add so many tickets to the database of a desk that does not run."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        sqlite = engine.dialect.name == "sqlite"
        if sqlite:
            connection.exec_driver_sql("pragma synchronous=off")
            connection.exec_driver_sql("pragma cache_size=-200000")
        model = _model(connection)
        indexes = [
            index for name in _changes(sqlite, model) for index in schema.metadata.tables[name].indexes
        ]
        for index in indexes:  # made once, of all rows, they cost a tenth of what keeping them up does
            index.drop(connection)
        for first in range(1, tickets + 1, _PIECE):
            last = min(tickets, first + _PIECE - 1)
            for table, changes in _changes(sqlite, model).items():
                connection.execute(
                    sa.text(_copy(sqlite, table, changes)),
                    {**model, "first": first, "last": last, "all": tickets, "words": _WORDS},
                )
            connection.commit()
        for index in indexes:
            index.create(connection)
        connection.commit()
        if sqlite:
            connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
        else:
            _count_on(connection)
    engine.dispose()
    os.sync()  # what the making left to be written is not the desk's to wait for


def _model(connection: Connection) -> dict[str, int]:
    """The newest acknowledged ticket, and where each table's ids go on."""
    row = connection.execute(
        sa.text(
            "select ticket_id, max(id), max(made_at) from letter where kind like 'acknowledgement%' group by 1 order by 1 desc limit 1"
        )
    ).one()
    found = {"model": row[0], "letter": row[1], "now": row[2]}
    for table in ("ticket", "message", "event", "promise", "letter", "inbound"):
        found[f"{table}_base"] = connection.execute(sa.text(f"select max(id) from {table}")).scalar_one()
    return found


def _changes(sqlite: bool, model: Mapping[str, int]) -> dict[str, dict[str, str]]:
    """By table: which columns of a copy differ from the model's, as expressions over the running number n."""
    at = f":now - {_DAY} - (:all - n) * {_APART}"
    number, address = ":ticket_base + n", "'old' || (n % 50000) || '@acme.example'"
    short = "randomblob(16)" if sqlite else "decode(md5(cast(n as text)), 'hex')"
    long = "randomblob(32)" if sqlite else "sha256(cast(cast(n as text) as bytea))"
    return {
        "ticket": {
            "id": number, "requester": address, "state": "'closed'", "next_at": "null", "opened_at": at, "updated_at": at, "closed_at": at,
            "acknowledged_at": at, "customer_wrote_at": at, "resolved_at": at, "surveyed_at": at, "survey_due_at": "null",
        },
        "message": {"id": ":message_base + n", "ticket_id": number, "inbound_id": ":inbound_base + n", "author": address, "at": at, "words": ":words", "text": "''", "message_id": "'<' || n || '@old.acme.example>'"},
        "inbound": {"id": ":inbound_base + n", "fingerprint": long, "received_at": at, "closed_at": at, "ticket_id": number, "message_id": ":message_base + n"},
        "anchor": {"hash": short, "ticket_id": number, "message_id": ":message_base + n", "made_at": at},
        "letter": {"id": ":letter_base + n", "ticket_id": number, "recipient": address, "made_at": at, "sent_at": at, "first_tried_at": at, "state": "'sent'"},
        "letter_facts": {"letter_id": ":letter_base + n"},
        "event": {"id": ":event_base + n", "ticket_id": number, "at": at},
        "promise": {"id": ":promise_base + n", "ticket_id": number, "due_at": at, "made_at": at, "ended_at": at, "state": "'kept'"},
        "participant": {"ticket_id": number, "address": address, "joined_at": at},
    }  # fmt: skip


_MODEL_ROW = {
    "ticket": "id = :model",
    "letter": "id = :letter",
    "letter_facts": "letter_id = :letter",
    "event": "id = (select min(id) from event where ticket_id = :model)",
    "inbound": "id = (select min(id) from inbound where ticket_id = :model)",
    "anchor": "hash = (select min(hash) from anchor where ticket_id = :model)",
}


def _copy(sqlite: bool, name: str, changes: Mapping[str, str]) -> str:
    columns = [column.name for column in schema.metadata.tables[name].columns]
    values = ", ".join(changes.get(column, f'm."{column}"') for column in columns)
    numbers = (
        "with recursive numbers(n) as (select :first union all select n + 1 from numbers where n < :last) "
        if sqlite
        else "with numbers as (select n from generate_series(cast(:first as bigint), cast(:last as bigint)) n) "
    )
    where = _MODEL_ROW.get(name, "ticket_id = :model")
    names = ", ".join(f'"{column}"' for column in columns)
    insert, select = (
        f"insert into {name} ({names}) ",
        f"select {values} from numbers cross join (select * from {name} where {where} order by 1 limit 1) m",
    )
    return f"{numbers}{insert}{select}" if not sqlite else f"{insert}{numbers}{select}"


def _count_on(connection: Connection) -> None:
    """PostgreSQL's counters behind the copies, and statistics as its own housekeeping would have made them."""
    for name in schema.NUMBERED:
        connection.execute(
            sa.text(f"select setval('{name}_id', (select max(id) from {name}))")
        ) if name != "alert" else None
    connection.execute(
        sa.text("select setval(pg_get_serial_sequence('inbound', 'id'), (select max(id) from inbound))")
    )
    connection.commit()
    connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("vacuum analyze"))
