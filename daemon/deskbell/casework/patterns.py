"""What shows only over weeks, in an account manager's morning mail: many matters of one person, letters that come back, far
more mail than usual, and a client fallen silent.

A pattern is told while it is news: what happened since the evening, or came about within some working days.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from deskbell.casework.docket import Docket
from deskbell.casework.house import House
from deskbell.domain.hours import Span
from deskbell.domain.walls import instant
from deskbell.letters import kinds

#: The third ticket of one person, and the second letter that came back, within this time.
LATELY, MANY, RETURNED = Span.working_days(5), 3, 2
#: So many tickets of a client in a day, and so many times what is usual on this day of the week, are a flood.
FLOOD, TIMES_USUAL = 6, 3
#: What is usual is what was so over so many weeks.
WEEKS = 8
#: A client who wrote in each of these weeks and then not for so long has fallen silent.
SILENT = Span.working_days(15)
#: Letters that came back are asked for this far back: five working days lie within it, holidays and all.
_RETURNED_SINCE = timedelta(days=14)
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
#: The weeks, the silence and the days in which it is news, with all their holidays.
_LOOK_BACK = WEEKS * _WEEK + timedelta(days=60)


def of_clients(
    docket: Docket, house: House, clients: list[str], evening: datetime
) -> Iterator[kinds.ClientLine]:
    """Every pattern of these clients that is news. `evening`: when the reader last went home."""
    if not clients:
        return
    yield from _of_people(docket, house, clients)
    yield from _floods(docket, house, clients, evening)
    yield from _silent(docket, house, clients)


def _of_people(docket: Docket, house: House, clients: list[str]) -> Iterator[kinds.ClientLine]:
    returned = docket.store.returned(("bounced", "refused"), docket.now - _RETURNED_SINCE)
    for client in clients:
        since = _back(house, client, docket.now)
        for _, who, times in docket.store.many_of_one((client,), since, MANY):
            name = house.directory.name_of(who) or who
            yield kinds.ClientLine(client=client, what="many", text=name, since=since, count=times)
        lost = [one for one in returned if one.made_at > since and house.client_name(one.recipient) == client]
        if len(lost) >= RETURNED:
            yield kinds.ClientLine(client=client, what="lost", since=lost[0].made_at, count=len(lost))


def _back(house: House, client: str, now: datetime) -> datetime:
    """Some working days ago."""
    hours = house.hours_of(client)
    at = now - LATELY.length
    for _ in range(30):
        if hours.add(at, LATELY) <= now:
            return at
        at -= _DAY
    return at


def _floods(
    docket: Docket, house: House, clients: list[str], evening: datetime
) -> Iterator[kinds.ClientLine]:
    """Days since the evening on which a client opened far more tickets than on other such days, as their wall counts days.

    Nothing is usual of a client who has not been with us for all these weeks.
    """
    first = docket.store.first_opened(clients)
    opened: dict[str, Counter[date]] = {name: Counter() for name in clients}
    zones = {name: ZoneInfo(house.hours_of(name).zone) for name in clients}
    for client, at, count in docket.store.opened_by_quarter(clients, evening - (WEEKS + 1) * _WEEK):
        opened[client][at.astimezone(zones[client]).date()] += count
    for client in clients:
        zone, days = zones[client], opened[client]
        day, today = evening.astimezone(zone).date(), docket.now.astimezone(zone).date()
        for _ in range((today - day).days):
            usual = median(days[day - number * _WEEK] for number in range(1, WEEKS + 1))
            known = client in first and first[client].astimezone(zone).date() <= day - WEEKS * _WEEK
            if known and days[day] >= max(FLOOD, TIMES_USUAL * usual):
                begins = instant(datetime.combine(day, time(0)), zone)
                yield kinds.ClientLine(client=client, what="volume", since=begins, count=days[day])
            day += _DAY


def _silent(docket: Docket, house: House, clients: list[str]) -> Iterator[kinds.ClientLine]:
    """A client who wrote every week, and of whom nothing was heard for long; holidays of theirs are no silence."""
    wrote: dict[str, list[datetime]] = {}
    for client, at in docket.store.days_heard(clients, docket.now - _LOOK_BACK):
        wrote.setdefault(client, []).append(at)
    for client, times in sorted(wrote.items()):
        last, hours = max(times), house.hours_of(client)
        begun = hours.add(last, SILENT)
        weeks = {(last - at) // _WEEK for at in times}
        if begun <= docket.now < hours.add(begun, LATELY) and weeks.issuperset(range(WEEKS)):
            yield kinds.ClientLine(client=client, what="quiet", since=last)
