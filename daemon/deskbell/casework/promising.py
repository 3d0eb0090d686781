"""When the desk will be in touch: first promises, next ones, and when the clockwork must look at a ticket again."""

from datetime import datetime, timedelta
from functools import lru_cache

from deskbell.casework.docket import Complaint, Docket
from deskbell.casework.house import House
from deskbell.casework.terms import contact_of
from deskbell.domain.hours import Span, WorkingHours
from deskbell.domain.judgement import Contact
from deskbell.domain.said import round_up
from deskbell.domain.ticket import Promise, State, Ticket

#: A mail this close to the end of the day counts from opening, where nothing presses.
END_OF_DAY = timedelta(minutes=30)
#: The letter without news, the one that names who above the owner knows, the one that names the account manager; a
#: fourth would repeat the third (mission 6).
LETTERS_WITHOUT_A_PERSON = 3
#: So long the follow-up letter lies before the owner, before the desk asks by itself.
LAID_BEFORE = Span.working_hours(4)
#: A customer who had to ask so often is asked whether it holds, however small the matter.
CHASED_TOO_OFTEN = 2
#: An expected resolution that a person said is confirmed to the customer when it is this near.
EXPECTED_NEAR = timedelta(hours=4)
#: So long before it passes its owner is asked for it, or for another time.
A_DAY_BEFORE = Span.working_days(1)
A_MOMENT = timedelta(seconds=1)
#: Promises fall on quarters of an hour: so soon after an opening the first word comes, so finely time is counted back.
_QUARTER = timedelta(minutes=15)
_UNHURRIED = frozenset({"P3", "P4"})


def hours_of(house: House, ticket: Ticket) -> WorkingHours:
    """The hours a ticket's spans are counted in: its client's, closed on the desk's holidays too."""
    return house.hours_of(ticket.client)


def said_time(at: datetime, ticket: Ticket, house: House) -> datetime:
    """Rounded outwards as it will be said, so that clocks and letters use one time.

    Seconds are nobody's promise: a quarter of an hour from 22:10:07 is 22:25, and not 22:30.
    """
    return _said(at, ticket.priority, ticket.timezone or house.timezone)


def _said(at: datetime, priority: str, zone: str) -> datetime:
    return round_up(minute(at), zone, 5 if priority == "P1" else 15)


def minute(at: datetime) -> datetime:
    """The minute a time falls in."""
    return at.replace(second=0, microsecond=0)


def first_contact(house: House, ticket: Ticket, contact: Contact, now: datetime) -> datetime:
    """The first promise. In minutes only where somebody is there to keep them (mission 2)."""
    if not contact.staffed and not contact.first.working:
        owner = house.directory.agent(ticket.owner)
        there = (owner.hours if owner else hours_of(house, ticket)).next_open(now)
        return said_time(there + _QUARTER, ticket, house)
    return counted(house, ticket, now, contact.first)


def counted(house: House, ticket: Ticket, now: datetime, span: Span) -> datetime:
    """When a span of a new matter is over, as it will be said; at the end of a day it begins with the next opening where
    nothing presses.
    """
    zone = ticket.timezone or house.timezone
    return _counted(hours_of(house, ticket), now, span, ticket.priority, zone)


@lru_cache(maxsize=256)  # mails that are taken in together are promised the same few times
def _counted(hours: WorkingHours, now: datetime, span: Span, priority: str, zone: str) -> datetime:
    start = now
    if priority in _UNHURRIED and hours.is_open(now) and hours.closes(now) - now <= END_OF_DAY:
        start = hours.next_open(hours.closes(now))
    return _said(hours.add(start, span), priority, zone)


def next_contact(
    house: House, ticket: Ticket, now: datetime, span: Span | None = None, *, first: bool = False
) -> datetime:
    """The next promise after words or an honest letter. `first`: the words were a person's first on the ticket."""
    pace = span or _pace(contact_of(ticket.contact), ticket, first)
    return said_time(hours_of(house, ticket).add(now, pace), ticket, house)


def _pace(contact: Contact, ticket: Ticket, first: bool) -> Span:
    """How soon the next word is due: by whether people can work again, and whether somebody has written before."""
    if ticket.restored_at and contact.restored:
        return contact.restored
    before = ticket.person_wrote_at is not None and not first
    return contact.later if before and contact.later else contact.next


def scheduled(docket: Docket, house: House, ticket: Ticket) -> Ticket:
    """The ticket with `next_at` set: the earliest time at which anything about it can fall due."""
    times = [at for at in _times(docket, house, ticket) if at is not None]
    # Never at once again: whatever a tick leaves undone is looked at a moment later, not in a circle.
    return ticket.changed(next_at=max(min(times), docket.now + A_MOMENT) if times else None)


def _times(docket: Docket, house: House, ticket: Ticket) -> list[datetime | None]:
    contact = contact_of(ticket.contact)
    alert = docket.alerts.get(ticket.id)
    times: list[datetime | None] = []
    if alert and not alert.confirmed_by and ticket.live and contact.chain and contact.confirm:
        times.append(alert_due(house, ticket, contact, alert.made_at, alert.step))
    if ticket.state is State.WAITING:
        until = None if waits_for_customer(ticket) else ticket.waiting_until
        times += [until, reminder_due(house, ticket, contact)]
    live = docket.promises.get(ticket.id)
    if live and ticket.live:
        times += _promise_times(house, ticket, contact, live)
    if ticket.state is State.RESOLVED:
        times.append(closing_time(house, ticket, contact))
    if ticket.survey_due_at and not ticket.surveyed_at:
        times.append(ticket.survey_due_at)
    times.append(follow_up_look(docket, house, ticket))
    if ticket.kind == "complaint" and not ticket.live and (record := docket.complaint_of(ticket.id)):
        times.append(prevention_look(house, ticket, record))
    times.append(restore_look(house, ticket))
    if ticket.expected_at and ticket.live:
        times += _expected_times(house, ticket, contact, ticket.expected_at)
    return times


def _expected_times(house: House, ticket: Ticket, contact: Contact, at: datetime) -> list[datetime | None]:
    """When the clock looks at an expected solution: to warn the owner, to confirm it, to say that it passes."""
    times: list[datetime | None] = [expected_passes(house, ticket, contact, at)]
    if not ticket.expected_warned_at:
        times.append(expected_warning(house, ticket, contact, at))
    if ticket.expected_said_at and not ticket.expected_firm_at:
        times.append(near(at))
    return times


def restore_look(house: House, ticket: Ticket) -> datetime | None:
    """When somebody of the desk hears next that people should work again by then; None where nobody does."""
    due = ticket.restore_due_at
    if due is None or ticket.restored_at or ticket.restore_step > 1:
        return None
    if not ticket.live or waits_for_customer(ticket):
        return None
    if ticket.restore_step:
        return due
    span = contact_of(ticket.contact).warn_before
    return max(before(hours_of(house, ticket), due, span), ticket.opened_at)


def near(expected: datetime) -> datetime:
    """From when on an expected solution is near."""
    return expected - EXPECTED_NEAR


def expected_warning(house: House, ticket: Ticket, contact: Contact, at: datetime) -> datetime | None:
    """When the owner is warned of it: the working day before, or else as of a promise; None if it was said later still."""
    hours, said = hours_of(house, ticket), ticket.expected_said_at or ticket.opened_at
    for span in (A_DAY_BEFORE, contact.warn_before):
        if (early := before(hours, at, span)) > said:
            return early
    return None


def expected_passes(house: House, ticket: Ticket, contact: Contact, at: datetime) -> datetime:
    """When the customer hears that it passes: as long before as a letter without news leaves."""
    early = before(hours_of(house, ticket), at, contact.holding_before)
    return early if early > (ticket.expected_said_at or ticket.opened_at) else at


def holds_now(house: House, ticket: Ticket, live: Promise, now: datetime) -> bool:
    """Is the letter without news due in this minute?"""
    return may_hold(ticket, live) and holds_at(house, ticket, live) <= now <= live.due_at


def holds_at(house: House, ticket: Ticket, live: Promise) -> datetime:
    """When the letter without news leaves: as long before the promise as the book says, but never in the first three
    quarters of its time. Whoever promises word in twenty minutes is given most of them.
    """
    early = before(hours_of(house, ticket), live.due_at, contact_of(ticket.contact).holding_before)
    return max(early, live.due_at - (live.due_at - live.made_at) / 4)


def warns_at(house: House, ticket: Ticket, live: Promise) -> datetime | None:
    """When the owner is warned: as long before as the book says; of a promise made later than that, halfway.

    None where they were, and where those above are told every hour anyhow.
    """
    chased = not live.to_customer and ticket.misses > LETTERS_WITHOUT_A_PERSON
    if live.warned_at or chased:
        return None
    hours = hours_of(house, ticket)
    early = before(hours, live.due_at, contact_of(ticket.contact).warn_before)
    if early > live.made_at:
        return early
    halfway = live.made_at + (live.due_at - live.made_at) / 2
    return halfway if hours.is_open(halfway) else live.made_at


def _promise_times(house: House, ticket: Ticket, contact: Contact, live: Promise) -> list[datetime | None]:
    times: list[datetime | None] = [live.due_at + A_MOMENT]
    if waits_for_customer(ticket) and not live.to_customer:
        return times
    times.append(warns_at(house, ticket, live))
    if may_hold(ticket, live):
        times.append(holds_at(house, ticket, live))
    return [*times, climb_due(house, ticket, contact, live)]


def waits_for_customer(ticket: Ticket) -> bool:
    """It is the customer's turn: they are reminded, and no word is owed them but one that was promised all the same."""
    return ticket.state is State.WAITING and ticket.waiting_for == "customer"


def may_hold(ticket: Ticket, live: Promise) -> bool:
    """Is there an honest letter left to write, and somebody a machine may write it to?"""
    return live.to_customer and ticket.answerable and ticket.misses < LETTERS_WITHOUT_A_PERSON


def climb_due(house: House, ticket: Ticket, contact: Contact, live: Promise) -> datetime | None:
    """When the next rung of the chain is told because nobody has written a word since the promise was made."""
    if ticket.misses or ticket.person_wrote_at or contact.confirm or live.climbed >= len(contact.chain):
        return None
    return hours_of(house, ticket).add(live.made_at, contact.chain[live.climbed].after)


@lru_cache(maxsize=1024)
def before(hours: WorkingHours, due: datetime, span: Span) -> datetime:
    """That much before `due`, counted back in working time where the span says so.

    Remembered: promises fall on quarters of an hour, so many tickets share one, and counting back takes many steps.
    """
    if not span.working:
        return due - span.length
    if span.unit == "wd":
        return _days_before(hours, due, span)
    hours, wanted, step = hours.that_count(span), span.length, _QUARTER
    at = due
    for _ in range(4 * 24 * 8):
        if hours.worked(at, due) >= wanted:
            return at
        at -= step
    return at


def _days_before(hours: WorkingHours, due: datetime, span: Span) -> datetime:
    """So many working days before: the latest opening or time of day from which they are over by then."""
    at = due - timedelta(days=span.count)
    for _ in range(60):
        if hours.add(at, span) <= due:
            break
        at -= timedelta(days=1)
    return min(hours.next_open(at), due)


def prevention_look(house: House, ticket: Ticket, complaint: Complaint) -> datetime | None:
    """When whoever answers for a prevention is asked for it next; None when nothing is owed."""
    due = complaint.prevention_due
    if due is None or complaint.closed_at is None or complaint.prevention_done or ticket.live:
        return None
    hours = hours_of(house, ticket)
    if complaint.chased == 0:
        return before(hours, due, Span.working_days(3))
    return due if complaint.chased == 1 else hours.add(due, Span.working_days(complaint.chased - 1))


def reminder_due(house: House, ticket: Ticket, contact: Contact) -> datetime | None:
    """When a customer we wait for is reminded next, or put aside after the last reminder."""
    if ticket.waiting_for != "customer" or ticket.state is not State.WAITING:
        return None
    hours, since = hours_of(house, ticket), ticket.updated_at
    if ticket.reminders < len(contact.reminders):
        return hours.add(since, contact.reminders[ticket.reminders])
    return hours.add(since, contact.waiting_closes) if contact.waiting_closes else None


def closing_time(house: House, ticket: Ticket, contact: Contact) -> datetime | None:
    """When a resolved ticket closes if nobody says otherwise; None where only a person closes it."""
    if contact.closes_after is None or ticket.resolved_at is None:
        return None
    return hours_of(house, ticket).add(ticket.resolved_at, contact.closes_after)


def follow_up_due(docket: Docket, house: House, ticket: Ticket) -> datetime | None:
    """When a customer is asked whether the solution holds; None where nobody asks.

    Of a matter that hindered one person only where it went badly: reopened, a promise that no person kept, asked for
    news twice, or open for longer than it should have been.
    """
    contact = contact_of(ticket.contact)
    solved = ticket.resolved_at
    if contact.follow_up is None or solved is None or ticket.state not in (State.RESOLVED, State.CLOSED):
        return None
    if not ticket.answerable or ticket.stranger or ticket.incident or ticket.kind == "abuse":
        return None
    hours = hours_of(house, ticket)
    if not asks_unbidden(ticket):
        target = contact.resolve_target
        late = target is not None and solved > hours.add(ticket.opened_at, target)
        missed = docket.broken.get(ticket.id, 0) > 0
        if not (ticket.reopened or missed or late or ticket.chasers >= CHASED_TOO_OFTEN):
            return None
    return hours.add(solved, contact.follow_up)


def asks_unbidden(ticket: Ticket) -> bool:
    """Does the desk ask in its own name where the owner says nothing? Of a small matter only the owner asks."""
    return ticket.kind == "complaint" or ticket.priority not in _UNHURRIED


def follow_up_look(docket: Docket, house: House, ticket: Ticket) -> datetime | None:
    """When the clockwork must look at a follow-up: to lay it before the owner, then to send it; None when that is done."""
    due = None if ticket.followed_up_at else follow_up_due(docket, house, ticket)
    if due is None or ticket.resolved_at is None:
        return None
    if ticket.follow_up_laid_at:
        return due if asks_unbidden(ticket) else None
    return max(before(hours_of(house, ticket), due, LAID_BEFORE), ticket.resolved_at)


def alert_due(house: House, ticket: Ticket, contact: Contact, made_at: datetime, step: int) -> datetime:
    """When an unconfirmed alert climbs to its next rung; after the last rung that one is told again and again."""
    last = len(contact.chain) - 1
    hours, since = hours_of(house, ticket), minute(made_at)
    if step <= last:
        return hours.add(since, contact.chain[step].after)
    gap = contact.repeat.length if contact.repeat else _QUARTER
    return hours.add(since, contact.chain[last].after) + (step - last) * gap


def renew(docket: Docket, house: House, ticket: Ticket, due_at: datetime, *, by: str = "desk") -> Ticket:
    """A new promise in the place of an ended one, and the ticket scheduled by it. Saves the ticket."""
    docket.promise(ticket, due_at, by=by, to_customer=ticket.answerable)
    return docket.save(scheduled(docket, house, ticket))
