"""Small questions that the operator's commands ask beside their lists; as `looks`, plain SQL and no library.

Each is one statement, and answers with values, not rows.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from deskbell.store.looks import Run, moment

#: What the desk has in hand, and when its clockwork must look next; in one statement, so that both are of one moment.
_IN_HAND = (
    "select (select count(*) from inbound where outcome is null)"
    " + (select count(*) from letter where state in ('waiting', 'sending')) as busy,"
    " (select min(next_at) from ticket where next_at is not null) as due"
)
_FILES = (
    "select m.id, m.attachments, r.data from message m join raw r on r.inbound_id = m.inbound_id"
    " where m.ticket_id = :number and m.attachments <> '[]' order by m.id"
)
_LIVING = "select count(*) as n from lease where substr(name, 1, 8) = 'process:' and until > extract(epoch from clock_timestamp())"
_SERVER = (
    "select current_setting('server_version') as version, current_setting('synchronous_commit') as synchronous,"
    " current_setting('fsync') as fsync, extract(epoch from clock_timestamp()) as now"
)


class Poll(NamedTuple):
    """How it went with a mailbox: the last good look at it (ISO 8601, None for never), and what ails it."""

    good: str | None
    trouble: str


class Fate(NamedTuple):
    """What became of a kept message so far; `outcome` None while it waits."""

    outcome: str | None
    held: bool


def newest_ticket(run: Run) -> int:
    """Its number; 0 where there is none."""
    return int(_one(run, "select max(id) as id from ticket").id or 0)


def owners(run: Run) -> list[str]:
    """The address of everybody who owns a ticket."""
    return [str(row.owner) for row in run("select distinct owner from ticket where owner <> ''", {})]


def clients(run: Run) -> list[str]:
    """The name of every client that has a ticket."""
    return [str(row.client) for row in run("select distinct client from ticket where client <> ''", {})]


def polls(run: Run) -> dict[str, Poll]:
    """By mailbox that was ever looked at."""
    rows = run("select mailbox, good_at, trouble from poll", {})
    return {row.mailbox: Poll(moment(row.good_at), row.trouble) for row in rows}


def held_by_door(run: Run) -> dict[str, int]:
    """How many messages are kept and held, by the door they came by."""
    rows = run("select door, count(*) as n from inbound where outcome is null and held group by door", {})
    return {row.door: row.n for row in rows}


def fate(run: Run, inbound: int) -> Fate | None:
    """What became of the kept message of that number; None where there is none."""
    rows = run("select outcome, held from inbound where id = :id", {"id": inbound})
    return next((Fate(row.outcome, bool(row.held)) for row in rows), None)


def why_refused(run: Run, most: int = 1000) -> list[str]:
    """Why the newest messages that were refused were so."""
    newest = "select reason from inbound where outcome = 'refused' order by id desc limit :most"
    return [str(row.reason) for row in run(newest, {"most": most})]


def why_there(run: Run, ticket: int) -> list[str]:
    """Why each mail of a ticket went there, oldest first."""
    mails = "select reason from message where ticket_id = :number and direction = 'in' order by id"
    return [str(row.reason) for row in run(mails, {"number": ticket})]


def raws_with_files(run: Run, ticket: int) -> Iterator[tuple[int, str, bytes]]:
    """The ticket's messages that brought files: number, what is kept of the files (JSON), and the mail as it came."""
    from deskbell.store.keep import unpack  # here, as it brings a library, which no list shall wait for

    for row in list(run(_FILES, {"number": ticket})):
        yield row.id, row.attachments, unpack(bytes(row.data))


def in_hand(run: Run) -> tuple[int, datetime | None]:
    """How much the desk has to do now, and when its clockwork must look next."""
    row = _one(run, _IN_HAND)
    due = moment(row.due)
    return row.busy, datetime.fromisoformat(due) if due else None


def living_processes(run: Run) -> int:
    """How many processes of a large desk (PostgreSQL) have said within seconds that they live."""
    return int(_one(run, _LIVING).n)


def server(run: Run) -> Any:
    """PostgreSQL's `version`, `synchronous` (commit), `fsync`, and its clock as `now` in seconds of the epoch."""
    return _one(run, _SERVER)


def _one(run: Run, sql: str) -> Any:
    return next(iter(run(sql, {})))
