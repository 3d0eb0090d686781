"""Working hours: what "4 wh" and "2 wd" come to, over nights, holidays, half days and changes of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.domain.hours import Span, WorkingHours, public_holidays

LISBON = WorkingHours(zone="Europe/Lisbon", holidays="PT")
SPLIT = WorkingHours(zone="Europe/Madrid", week=(((time(9), time(13)), (time(15), time(19))),) * 5 + ((), ()))
NIGHTS = WorkingHours(
    zone="Europe/Berlin", week=(((time(0), time(6)), (time(22), time(0))),) * 7, half_days=()
)
ROUND = WorkingHours(zone="America/Havana", week=(((time(0), time(0)),),) * 7, half_days=())
ODD = WorkingHours(
    zone="Australia/Lord_Howe", week=(((time(1, 45), time(2, 15)), (time(2, 20), time(9))),) * 7
)
ALWAYS = WorkingHours(zone="Europe/Lisbon", always=True)
#: Berlin and Lisbon, Havana, Lord Howe (whose clocks move by half an hour), forth and back.
CHANGES = (
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 3, 8, 5, tzinfo=UTC),
    datetime(2026, 11, 1, 5, tzinfo=UTC),
    datetime(2026, 4, 4, 15, tzinfo=UTC),
    datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
)
CALENDARS = (WorkingHours(), LISBON, SPLIT, NIGHTS, ROUND, ODD, ALWAYS)


def at(text: str, zone: str = "Europe/Lisbon") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("begun", "span", "over"),
    [
        ("2026-11-24 10:00", "15 min", "2026-11-24 10:15"),
        ("2026-11-24 22:10", "15 min", "2026-11-24 22:25"),
        ("2026-11-24 22:10", "4 h", "2026-11-25 02:10"),
        ("2026-11-24 10:00", "4 ah", "2026-11-24 14:00"),
        ("2026-11-24 20:30", "4 ah", "2026-11-25 09:30"),  # nobody is awake from ten to seven
        ("2026-11-27 22:25", "4 ah", "2026-11-28 11:00"),  # a Saturday, too
        ("2026-10-25 01:30", "1 ah", "2026-10-25 08:00"),  # the night in which the clocks change
        ("2026-11-24 10:00", "4 wh", "2026-11-24 14:00"),
        ("2026-11-24 16:00", "4 wh", "2026-11-25 10:00"),
        ("2026-11-24 14:00", "4 wh", "2026-11-24 18:00"),
        ("2026-11-24 18:00", "4 wh", "2026-11-25 12:00"),
        ("2026-11-27 17:30", "1 wh", "2026-11-30 08:30"),
        ("2026-11-28 11:00", "1 wh", "2026-11-30 09:00"),
        ("2026-11-24 10:07", "1 wd", "2026-11-25 10:07"),
        ("2026-11-27 10:07", "2 wd", "2026-12-02 10:07"),  # Tuesday 1 December is a Portuguese holiday
        ("2026-11-28 11:00", "1 wd", "2026-12-02 08:00"),
        ("2026-12-23 15:00", "1 wd", "2026-12-24 12:00"),  # which ends at noon
        ("2026-12-23 11:00", "1 wd", "2026-12-24 11:00"),
        ("2026-12-24 16:00", "1 wd", "2026-12-29 08:00"),
        ("2026-12-31 11:00", "2 wh", "2027-01-04 09:00"),
    ],
)
def test_a_span_ends_where_a_person_would_say_it_does(begun: str, span: str, over: str) -> None:
    assert LISBON.add(at(begun), Span.parse(span)) == at(over)


def test_four_working_hours_from_the_afternoon_before_christmas_end_on_monday_at_noon() -> None:
    assert LISBON.add(at("2026-12-24 16:00"), Span.parse("4 wh")) == at("2026-12-28 12:00")


def test_a_lunch_break_is_not_worked() -> None:
    madrid = "Europe/Madrid"
    assert SPLIT.add(at("2026-11-24 12:00", madrid), Span.working_hours(2)) == at("2026-11-24 16:00", madrid)
    assert not SPLIT.is_open(at("2026-11-24 14:00", madrid))
    assert SPLIT.next_open(at("2026-11-24 14:00", madrid)) == at("2026-11-24 15:00", madrid)
    assert SPLIT.closes(at("2026-11-24 12:00", madrid)) == at("2026-11-24 13:00", madrid)
    assert SPLIT.closes(at("2026-11-24 14:00", madrid)) == at("2026-11-24 19:00", madrid)


def test_the_minute_of_opening_is_open_and_the_minute_of_closing_is_not() -> None:
    assert LISBON.is_open(at("2026-11-24 08:00"))
    assert not LISBON.is_open(at("2026-11-24 18:00"))


@pytest.mark.parametrize(("night", "length"), [("2026-03-28", 7), ("2026-10-24", 9), ("2026-11-24", 8)])
def test_a_night_shift_is_an_hour_shorter_or_longer_when_the_clocks_change(night: str, length: int) -> None:
    begins = at(f"{night} 22:00", "Europe/Berlin")
    ends = NIGHTS.closes(begins)
    assert ends.astimezone(ZoneInfo("Europe/Berlin")).time() == time(6)
    assert NIGHTS.worked(begins, ends) == timedelta(hours=length)


def test_a_working_day_later_is_the_same_time_of_day_over_a_change_of_clocks() -> None:
    """Friday 10:00 to Monday 10:00, though the weekend had 71 or 73 hours."""
    for friday, monday in (("2026-03-27", "2026-03-30"), ("2026-10-23", "2026-10-26")):
        assert LISBON.add(at(f"{friday} 10:00"), Span.working_days(1)) == at(f"{monday} 10:00")


def test_a_shift_whose_start_the_clocks_skip_begins_with_the_change() -> None:
    hours = WorkingHours(zone="Europe/Berlin", week=(((time(2, 30), time(5)),),) * 7)
    assert hours.next_open(at("2026-03-29 00:00", "Europe/Berlin")) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_a_shift_inside_an_hour_the_clocks_skip_is_not_worked_that_day() -> None:
    hours = WorkingHours(zone="Europe/Berlin", week=(((time(2, 15), time(2, 45)),),) * 7)
    assert hours.next_open(at("2026-03-29 00:00", "Europe/Berlin")) == at("2026-03-30 02:15", "Europe/Berlin")


def test_hours_that_adjoin_over_midnight_close_only_at_their_end() -> None:
    assert NIGHTS.closes(at("2026-11-24 23:00", "Europe/Berlin")) == at("2026-11-25 06:00", "Europe/Berlin")
    assert ROUND.closes(at("2026-11-24 23:00", "America/Havana")) > at("2027-11-24 00:00", "America/Havana")


def test_a_desk_that_never_closes_counts_around_the_clock() -> None:
    saturday_night = at("2026-12-26 23:00")
    assert ALWAYS.is_open(saturday_night)
    assert ALWAYS.next_open(saturday_night) == saturday_night
    assert ALWAYS.add(saturday_night, Span.parse("4 wh")) == at("2026-12-27 03:00")
    assert ALWAYS.add(saturday_night, Span.parse("4 ah")) == at("2026-12-27 03:00")
    assert ALWAYS.add(saturday_night, Span.parse("1 wd")) == at("2026-12-27 23:00")
    assert ALWAYS.closes(saturday_night) - saturday_night >= timedelta(days=365)


def test_the_desks_holidays_close_the_client_s_hours_too() -> None:
    client = WorkingHours(zone="Europe/Berlin", holidays="DE-BY", closed=frozenset({date(2026, 11, 26)}))
    desk = WorkingHours(zone="Europe/Lisbon", holidays="PT", closed=frozenset({date(2026, 11, 27)}))
    both = client.also_closed(desk)
    for day in ("2026-12-01", "2026-01-06", "2026-11-26", "2026-11-27"):
        assert not both.is_open(at(f"{day} 10:00", "Europe/Berlin"))
    assert both.is_open(at("2026-12-02 08:00", "Europe/Berlin"))
    assert both.zone == "Europe/Berlin"
    assert both.also_closed(desk) == both


def test_a_closed_day_is_closed_in_the_zone_of_the_hours() -> None:
    auckland = WorkingHours(zone="Pacific/Auckland", closed=frozenset({date(2026, 11, 25)}))
    assert not auckland.is_open(at("2026-11-25 08:30", "Pacific/Auckland"))
    assert auckland.is_open(at("2026-11-26 08:30", "Pacific/Auckland"))


@pytest.mark.parametrize("text", ["15 min", "4 h", "30 d", "4 ah", "4 wh", "2 wd", "0 min"])
def test_a_span_says_itself_as_it_was_written(text: str) -> None:
    assert str(Span.parse(text)) == text
    assert Span.parse(text.replace(" ", "")) == Span.parse(f" {text} ")


@pytest.mark.parametrize(
    "text", ["", "4", "wh", "-1 h", "4 weeks", "1.5 h", "٣ h", "999999 h", "4 h 5 min", "²h"]
)
def test_a_span_nobody_can_read_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="4 wh"):
        Span.parse(text)


def test_spans_know_whether_they_are_worked() -> None:
    assert [s.working for s in (Span.minutes(1), Span.hours(1), Span.days(1))] == [False] * 3
    assert [s.working for s in (Span.parse("1 ah"), Span.working_hours(1), Span.working_days(1))] == [
        True
    ] * 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"zone": "Europe/Lisboa"}, "Europe/Lisbon"),
        ({"zone": "../etc/passwd"}, "time zone"),
        ({"week": ((),) * 7}, "never open"),
        ({"week": ((),) * 6}, "seven days"),
        ({"week": (((time(22), time(6)),),) * 7}, "22:00-06:00"),
        ({"week": (((time(8), time(12)), (time(11), time(18))),) * 7}, "11:00-18:00"),
        ({"week": (((time(8), time(0)), (time(11), time(18))),) * 7}, "11:00-18:00"),
    ],
)
def test_hours_that_cannot_be_are_refused_in_words(change: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        WorkingHours(**change)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["XX", "PT-ZZ", "portugal!"])
def test_an_unknown_country_is_refused_in_words(code: str) -> None:
    with pytest.raises(ValueError, match="DE-BY"):
        public_holidays(code, 2026)


def test_hours_that_half_days_close_for_ever_are_refused_and_not_searched_for_ever() -> None:
    never = tuple(
        (day.month, day.day, time(0)) for day in (date(2028, 1, 1) + timedelta(n) for n in range(366))
    )
    with pytest.raises(ValueError, match="not open on any day"):
        WorkingHours(half_days=never).next_open(at("2026-11-24 10:00"))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        LISBON.is_open(datetime(2026, 11, 24, 10))  # noqa: DTZ001


def test_equal_hours_are_one_key_however_much_they_were_used() -> None:
    used = WorkingHours(zone="Europe/Lisbon", holidays="PT")
    used.add(at("2026-11-24 10:00"), Span.working_days(20))
    assert {used: 1} == {WorkingHours(zone="Europe/Lisbon", holidays="PT"): 1}


moments = st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
near_changes = st.builds(
    lambda change, seconds: change + timedelta(seconds=seconds),
    st.sampled_from(CHANGES),
    st.integers(-100_000, 100_000),
)
any_time = st.one_of(moments, near_changes)
calendars = st.sampled_from(CALENDARS)
spans = st.builds(Span, st.integers(0, 40), st.sampled_from(["min", "h", "d", "wh", "wd"]))


@given(calendars, any_time, st.integers(0, 200))
def test_the_hours_added_are_the_hours_worked(hours: WorkingHours, begun: datetime, count: int) -> None:
    over = hours.add(begun, Span.working_hours(count))
    assert hours.worked(begun, over) == timedelta(hours=count)


@given(calendars, any_time, any_time, spans)
def test_what_begins_later_does_not_end_earlier(
    hours: WorkingHours, a: datetime, b: datetime, span: Span
) -> None:
    first, second = sorted((a, b))
    assert hours.add(first, span) <= hours.add(second, span)


@given(calendars, near_changes, st.integers(0, 7200), spans)
def test_nor_does_it_around_a_change_of_clocks(
    hours: WorkingHours, a: datetime, seconds: int, span: Span
) -> None:
    assert hours.add(a, span) <= hours.add(a + timedelta(seconds=seconds), span)


@given(calendars, any_time, st.integers(0, 40), st.sampled_from(["wh", "wd"]))
def test_working_time_never_ends_in_closed_hours(
    hours: WorkingHours, begun: datetime, count: int, unit: str
) -> None:
    """It ends while open, or at the very moment of closing."""
    over = hours.add(begun, Span(count, unit))
    assert over >= begun
    assert hours.is_open(over) or hours.is_open(over - timedelta(microseconds=1))


@given(calendars, any_time)
def test_the_next_opening_is_open_and_nothing_before_it_is(hours: WorkingHours, begun: datetime) -> None:
    opening = hours.next_open(begun)
    assert hours.is_open(opening)
    assert hours.worked(begun, opening) == timedelta(0)
    closing = hours.closes(begun)
    assert hours.always or hours is ROUND or not hours.is_open(closing)
    assert hours.worked(opening, closing) == closing - opening


@given(calendars, any_time, any_time, any_time)
def test_worked_time_adds_up(hours: WorkingHours, a: datetime, b: datetime, c: datetime) -> None:
    a, b, c = sorted((a, b, c))
    assert hours.worked(a, b) + hours.worked(b, c) == hours.worked(a, c)
    assert hours.worked(c, a) <= timedelta(0)


@settings(max_examples=20)
@given(calendars, any_time, any_time)
def test_a_calendar_that_forgot_its_days_works_them_out_again(
    hours: WorkingHours, a: datetime, b: datetime
) -> None:
    before = hours.worked(a, b)
    hours._days.clear()
    assert hours.worked(a, b) == before
