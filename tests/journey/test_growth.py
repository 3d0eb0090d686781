"""What the desk does for a mail does not grow with what it was sent before: counted in steps of the database's machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import Pool

from desk import Desk, words_of, written
from deskbell import journey
from deskbell.domain.ticket import reference

#: So many rows are made of each; the steps for twenty mails may grow by so much all told.
MANY, MORE = 4_000, 1.3
#: Steps between two counts.
STEPS = 10
#: Who opened the first ticket.
OTHER = "Person 100 <person100@acme.example>"


def _write(desk: Desk, first: int, domain: str) -> None:
    """Twenty faults by twenty people, each in words of their own, and a few words more on a ticket."""
    for number in range(first, first + 20):
        who = f"Person {number} <person{number}@{domain}>"
        words = f"The printer does not print. {words_of(number)}"
        mail = written(desk.clock.now(), words, who, subject=words_of(number)[:40])
        desk.keep(mail, ["support@desk.example"])
    more = written(desk.clock.now(), f"It is {words_of(first)}.", OTHER, subject=f"Re: {reference(1001)}")
    desk.keep(more, ["support@desk.example"])


@contextmanager
def _counted() -> Iterator[list[int]]:
    """How many steps every connection makes meanwhile."""
    made = [0]

    def step() -> int:
        made[0] += 1
        return 0

    def watch(connection: object, *_: object) -> None:
        connection.set_progress_handler(step, STEPS)  # type: ignore[attr-defined]

    sa.event.listen(Pool, "checkout", watch)
    try:
        yield made
    finally:
        sa.event.remove(Pool, "checkout", watch)


def _cost(desk: Desk, first: int, domain: str) -> int:
    _write(desk, first, domain)
    with _counted() as made:
        assert len(journey.take_in(desk.desk)) == 21
        while journey.send_due(desk.desk):
            pass
    return made[0]


def _multiplied(connection: sa.Connection, table: str, changes: dict[str, str], where: str) -> None:
    """Many copies of a row, as of this very minute."""
    columns = [row[1] for row in connection.exec_driver_sql(f"pragma table_info({table})")]
    values = ", ".join(changes.get(name, f'm."{name}"') for name in columns)
    connection.exec_driver_sql(
        f"with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < {MANY}) "
        f"insert into {table} select {values} from numbers, (select * from {table} where {where} limit 1) m"
    )


def test_a_day_of_much_mail_makes_no_mail_dearer(tmp_path: Path) -> None:
    """Thousands of letters that went to others, that a cap stopped or that wait for another try, of promises, of mails
    that are held back or look like nothing else, and of one person's tickets."""
    desk = Desk(tmp_path / "home")
    _cost(desk, 100, "acme.example")
    before = _cost(desk, 200, "acme.example"), _cost(desk, 300, "elsewhere.example")

    def fill(connection: sa.Connection) -> None:
        fresh = {"id": "900000 + n", "ticket_id": "900000 + n"}
        _multiplied(connection, "letter", fresh | {"state": "'capped'"}, "kind like 'acknowledgement%'")
        sent = {"id": "920000 + n", "ticket_id": "920000 + n", "state": "'sent'", "audience": "'proven'"}
        others = {"recipient": "'person' || n || '@far.example'"}
        _multiplied(connection, "letter", sent | others, "kind like 'acknowledgement%'")
        later = {"id": "950000 + n", "ticket_id": "950000 + n", "state": "'waiting'", "due_at": "1e18"}
        _multiplied(connection, "letter", later, "kind = 'notification'")
        held = {"id": "980000 + n", "fingerprint": "cast(n as blob)", "outcome": "null", "held": "1"}
        _multiplied(connection, "inbound", held, "id = 1")
        _multiplied(connection, "promise", {"id": "950000 + n", "ticket_id": "950000 + n"}, "state = 'live'")
        _multiplied(connection, "likeness", fresh | {"words": "'w' || n || '|v' || n"}, "incident = 0")
        mine = {"id": "900000 + n", "requester": "'person420@acme.example'", "state": "'closed'"}
        _multiplied(connection, "ticket", mine | {"opened_at": "opened_at + n"}, "id > 0")

    desk.desk.store.writer.write(fill)
    after = _cost(desk, 410, "acme.example"), _cost(desk, 500, "elsewhere.example")

    assert all(one < other * MORE for one, other in zip(after, before, strict=True)), (before, after)
    desk.close()
