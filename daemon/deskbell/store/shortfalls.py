"""What broke and what is silent: every line with an owner and an age, then the figures. Plain and unflattering.

The words of `what` are those of the management's digest. Each statement is one question, in SQL that both databases read.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any, NamedTuple

from deskbell.domain.ticket import reference
from deskbell.store import looks
from deskbell.store.looks import Row, Run, micros

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICKET = "select t.id as ticket, t.subject, t.client, t.owner"

_LETTER = (
    "select l.ticket_id as ticket, coalesce(t.subject, l.subject) as subject, coalesce(t.client, '') as client,"
    " coalesce(t.owner, '') as owner, l.made_at as since, l.kind as detail, l.recipient as whom"
    " from letter l left join ticket t on t.id = l.ticket_id"
)
_PARKED = (
    "select 0 as ticket, '' as subject, '' as client, '' as owner, i.received_at as since, i.id as detail, i.reason as whom"
    " from inbound i"
)


class _Question(NamedTuple):
    """One kind of shortfall: its word, its statement in two parts, and how a row is told."""

    what: str
    head: str
    rest: str
    told: str

    @property
    def sql(self) -> str:
        return f"{self.head}{self.rest}"


#: In the order in which somebody should look. `since` is the stored time from which its age counts.
_QUESTIONS = (
    _Question(
        "abuse",
        _TICKET,
        ", t.opened_at as since from ticket t where t.kind = 'abuse' and t.state in ('open', 'waiting')",
        "what was done about it, and what did the agent hear?",
    ),
    _Question(
        "broken",
        _TICKET,
        ", p.due_at as since, p.kind as detail from promise p join ticket t on t.id = p.ticket_id"
        " where p.state = 'broken' and p.ended_at >= :start and p.ended_at < :end",
        "nothing was said by the promised time",
    ),
    _Question(
        "silent",
        _TICKET,
        ", coalesce(t.person_wrote_at, t.opened_at) as since, t.misses as detail from ticket t"
        " where t.state in ('open', 'waiting') and t.misses > 0 and t.answerable",
        "no person has written since; promises missed in a row: {detail}",
    ),
    _Question(
        "chased",
        _TICKET,
        ", t.opened_at as since, t.chasers as detail from ticket t"
        " where t.state in ('open', 'waiting') and t.chasers > 0",
        "times the customer asked for news: {detail}",
    ),
    _Question(
        "prevention",
        _TICKET,
        ", c.prevention_due as since, c.prevention as detail from complaint c join ticket t on t.id = c.ticket_id"
        " where c.prevention_due < :now and c.prevention_done is null",
        "promised and not done: {detail}",
    ),
    _Question(
        "misrouted",
        _TICKET,
        ", min(e.at) as since from event e join ticket t on t.id = e.ticket_id"
        " where e.kind = 'handed_over' and e.at >= :start and e.at < :end and not exists"
        " (select 1 from message m where m.ticket_id = t.id and m.direction = 'out' and m.at <= e.at)"
        " group by t.id, t.subject, t.client, t.owner",
        "handed on before its first owner had written a word",
    ),
    _Question(
        "reopened",
        _TICKET,
        ", max(e.at) as since, count(*) as detail from event e join ticket t on t.id = e.ticket_id"
        " where e.kind = 'reopened' and e.at >= :start and e.at < :end group by t.id, t.subject, t.client, t.owner",
        "it was not solved; times reopened: {detail}",
    ),
    _Question(
        "gap",
        _TICKET,
        ", t.opened_at as since from ticket t where t.resolved_at >= :start and t.resolved_at < :end and t.answerable"
        " and exists (select 1 from promise p where p.ticket_id = t.id and p.to_customer and p.state in ('held', 'broken'))"
        " and not exists (select 1 from message m where m.ticket_id = t.id and m.direction = 'out' and m.at < t.resolved_at)"
        " and not exists (select 1 from event e where e.ticket_id = t.id and e.kind = 'called' and e.at < t.resolved_at)",
        "a promised time passed, and no person said a word between acknowledgement and solution",
    ),
    _Question(
        "bounced",
        _LETTER,
        " where l.state in ('bounced', 'refused') and l.made_at >= :start and l.made_at < :end",
        "{detail} to {whom} did not arrive",
    ),
    _Question("capped", _LETTER, " where l.state = 'capped'", "{detail} to {whom} was stopped by a cap"),
    _Question("parked", _PARKED, " where i.outcome = 'parked'", "message {detail} is set aside: {whom}"),
)


def shortfalls(run: Run, start: datetime, end: datetime, now: datetime) -> Iterator[Row]:
    """One row for each thing that went wrong from `start` to `end`, or is wrong still; by kind, the oldest first."""
    for question in _QUESTIONS:
        times = {"start": start, "end": end, "now": now}
        values = {name: micros(at) for name, at in times.items() if f":{name}" in question.sql}
        found = [_row(question, row, now) for row in run(question.sql, values)]
        yield from sorted(found, key=lambda row: (row["since"], row["reference"]))
    for one in looks.complaints(run, 1_000_000):
        if one["missing"]:
            yield _complaint(one, now)


def _row(question: _Question, row: Any, now: datetime) -> Row:
    words = {name: str(getattr(row, name, "")).replace("_", " ") for name in ("detail", "whom")}
    since = _EPOCH + timedelta(microseconds=row.since)
    return {
        "what": question.what,
        "reference": reference(row.ticket) if row.ticket else "",
        "subject": row.subject,
        "client": row.client,
        "owner": row.owner or "operator",
        "since": since.isoformat(),
        "age_seconds": max(0, int((now - since).total_seconds())),
        "text": question.told.format(**words),
    }


def _complaint(one: Row, now: datetime) -> Row:
    since = datetime.fromisoformat(one["opened"])
    return {
        "what": "complaint",
        **{name: one[name] for name in ("reference", "subject", "client", "owner")},
        "since": one["opened"],
        "age_seconds": max(0, int((now - since).total_seconds())),
        "text": f"still without its {', '.join(one['missing'])}",
    }


_PROMISES = (
    "select state, count(*) as n from promise where to_customer and state in ('kept', 'held', 'broken')"
    " and ended_at >= :start and ended_at < :end group by state"
)
_TICKETS = {
    "opened": "select count(*) as n from ticket where opened_at >= :start and opened_at < :end",
    "resolved": "select count(*) as n from ticket where resolved_at >= :start and resolved_at < :end",
}
#: The longest time the customer heard no human word, of tickets solved in the period.
_GAPS = (
    "select id, gap_seconds from ticket where resolved_at >= :start and resolved_at < :end and answerable"
    " and gap_seconds > 0 order by gap_seconds desc, id"
)


def figures(run: Run, start: datetime, end: datetime) -> Row:
    """What came in and was accounted for, promises kept, held and broken, and the journey gaps of what was solved."""
    period = {"start": micros(start), "end": micros(end)}
    ledger, later = looks.ledger(run, start), looks.ledger(run, end)
    came_in = ledger["came_in"] - later["came_in"]
    promises: Mapping[str, int] = {row.state: row.n for row in run(_PROMISES, period)}
    gaps = [(row.id, row.gap_seconds) for row in run(_GAPS, period)]
    return {
        "what": "figures",
        "from": start.isoformat(),
        "until": end.isoformat(),
        "came_in": came_in,
        "accounted_for": came_in - (ledger["difference"] - later["difference"]),
        **{name: next(iter(run(sql, period))).n for name, sql in _TICKETS.items()},
        **{name: promises.get(name, 0) for name in ("kept", "held", "broken")},
        "journey_gap_median_seconds": int(median(seconds for _, seconds in gaps)) if gaps else None,
        "journey_gap_longest_seconds": gaps[0][1] if gaps else None,
        "journey_gap_longest": reference(gaps[0][0]) if gaps else "",
    }
