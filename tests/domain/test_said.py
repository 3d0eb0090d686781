"""Times as letters say them, in each language, by the reader's wall or the desk's."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain import said
from deskbell.domain.tongues import NBSP, TONGUES

LISBON, KOLKATA, BERLIN = "Europe/Lisbon", "Asia/Kolkata", "Europe/Berlin"
LANGUAGES = ("en", "en-US", "de", "fr", "es")


def plain(words: str) -> str:
    return words.replace(NBSP, " ")


def at(text: str, zone: str = LISBON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


#: A Tuesday.
NOW = at("2026-11-24 10:10")


@pytest.mark.parametrize(
    ("when", "language", "words"),
    [
        ("2026-11-24 10:25", "en", "by 10:25, in 15 minutes"),
        ("2026-11-24 14:00", "en", "today, Tuesday, by 14:00"),
        ("2026-11-25 10:00", "en", "tomorrow, Wednesday 25 November, by 10:00"),
        ("2026-11-27 10:00", "en", "on Friday, 27 November, by 10:00"),
        ("2027-01-04 08:15", "en", "on Monday, 4 January 2027, by 08:15"),
        ("2026-11-23 14:00", "en", "yesterday, Monday 23 November, by 14:00"),
        ("2026-11-24 10:25", "en-US", "by 10:25 am, in 15 minutes"),
        ("2026-11-24 12:00", "en-US", "today, Tuesday, by 12:00 noon"),
        ("2026-11-25 14:00", "en-US", "tomorrow, Wednesday, November 25, by 2:00 pm"),
        ("2026-11-24 10:25", "de", "bis 10:25 Uhr, in 15 Minuten"),
        ("2026-11-24 14:00", "de", "heute, Dienstag, bis 14:00 Uhr"),
        ("2026-11-25 10:00", "de-CH", "morgen, Mittwoch, 25. November, bis 10:00 Uhr"),
        ("2026-11-27 10:00", "de", "am Freitag, 27. November, bis 10:00 Uhr"),
        ("2026-11-24 10:25", "fr", "avant 10 h 25, dans 15 minutes"),
        ("2026-11-24 14:00", "fr", "aujourd'hui, mardi, avant 14 h"),
        ("2026-12-01 14:30", "fr", "mardi 1er décembre, avant 14 h 30"),
        ("2026-11-24 10:25", "es", "antes de las 10:25, dentro de 15 minutos"),
        ("2026-11-25 01:15", "es", "mañana, miércoles 25 de noviembre, antes de la 1:15"),
        ("2027-01-04 10:00", "es", "el lunes 4 de enero de 2027, antes de las 10:00"),
        ("2026-11-24 14:00", "tlh", "today, Tuesday, by 14:00"),
    ],
)
def test_the_latest_moment_is_said_in_the_readers_language(when: str, language: str, words: str) -> None:
    assert plain(said.say_by(at(when), NOW, LISBON, language)) == words


def test_the_readers_time_stands_first_and_alone() -> None:
    two = at("2026-11-24 14:00")
    assert said.say_by(two, NOW, LISBON, "en", True, LISBON) == "today, Tuesday, by 14:00"
    assert said.say_by(two, NOW, KOLKATA, "en", True, LISBON) == "today, Tuesday, by 19:30 your time"
    late = at("2026-11-24 20:00")
    assert said.say_by(late, NOW, KOLKATA, "en", True, LISBON) == (
        "tomorrow, Wednesday 25 November, by 01:30 your time"
    )


def test_where_the_readers_zone_is_unknown_the_desks_place_is_named() -> None:
    two = at("2026-11-24 14:00")
    assert said.say_by(two, NOW, "", "en", False, LISBON) == "today, Tuesday, by 14:00 in Lisbon, WET"
    assert plain(said.say_by(two, NOW, "", "de", False, LISBON)).endswith("bis 14:00 Uhr in Lissabon, WET")
    assert said.say_by(two, NOW, "", "en", False, "UTC") == "today, Tuesday, by 14:00 UTC"
    buenos_aires = said.say_by(two, NOW, "", "en", False, "America/Argentina/Buenos_Aires")
    assert buenos_aires == "today, Tuesday, by 11:00 in Buenos Aires"


def test_a_span_of_work_ends_where_it_ends() -> None:
    start, end = at("2026-11-26 13:00"), at("2026-11-26 15:00")
    assert said.say_between(start, end, NOW, LISBON) == "on Thursday, 26 November, between 13:00 and 15:00"
    assert plain(said.say_between(start, end, NOW, LISBON, "fr")) == "jeudi 26 novembre, entre 13 h et 15 h"
    assert said.say_between(start, end, NOW, LISBON, "es") == (
        "el jueves 26 de noviembre, entre las 13:00 y las 15:00"
    )


def test_an_opening_and_a_day_are_said() -> None:
    opens = at("2026-11-25 08:00")
    assert said.say_at(opens, NOW, LISBON) == "tomorrow, Wednesday 25 November, at 08:00"
    assert plain(said.say_at(opens, NOW, LISBON, "de")) == "morgen, Mittwoch, 25. November, um 08:00 Uhr"
    assert said.say_day(opens, NOW, LISBON, "fr") == "demain, mercredi 25 novembre"
    assert said.say_date(date(2027, 5, 1), "fr", 2026) == "samedi 1er mai 2027"
    assert said.say_date(date(2026, 5, 2), "en", 2026) == "Saturday, 2 May"
    assert plain(said.say_clock(opens, LISBON, "en-US")) == "8:00 am"


@pytest.mark.parametrize(
    ("span", "language", "words"),
    [
        (timedelta(minutes=1), "en", "1 minute"),
        (timedelta(minutes=90), "en", "1 hour 30 minutes"),
        (timedelta(hours=47), "de", "47 Stunden"),
        (timedelta(days=3, hours=2), "es", "3 días"),
        (timedelta(0), "fr", "0 minutes"),
        (timedelta(minutes=-5), "en", "0 minutes"),
    ],
)
def test_how_long_is_said_in_two_words_at_most(span: timedelta, language: str, words: str) -> None:
    assert said.say_span(span, language) == words


@pytest.mark.parametrize(
    ("when", "zone", "minutes", "rounded"),
    [
        ("2026-11-24 10:10", LISBON, 15, "2026-11-24 10:15"),
        ("2026-11-24 10:15", LISBON, 15, "2026-11-24 10:15"),
        ("2026-11-24 22:22", LISBON, 5, "2026-11-24 22:25"),
        ("2026-11-24 23:50", LISBON, 15, "2026-11-25 00:15"),
        ("2026-11-24 10:10", "Asia/Kathmandu", 15, "2026-11-24 10:15"),
        ("2026-10-25 01:50", BERLIN, 15, "2026-10-25 03:00"),
        ("2026-03-29 01:50", BERLIN, 15, "2026-03-29 03:00"),
    ],
)
def test_a_promise_is_rounded_outwards_to_a_time_nobody_can_doubt(
    when: str, zone: str, minutes: int, rounded: str
) -> None:
    assert said.round_up(at(when, zone), zone, minutes) == at(rounded, zone)


def test_an_hour_that_comes_twice_is_told_apart_when_it_has_to_be_said() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert plain(said.say_clock(first, BERLIN)) == "02:30 CEST"
    assert plain(said.say_clock(first + timedelta(hours=1), BERLIN)) == "02:30 CET"


def test_no_line_breaks_within_a_time() -> None:
    for language in LANGUAGES:
        clock = said.say_clock(at("2026-11-24 14:30"), LISBON, language)
        assert " " not in clock
        assert clock in said.say_by(at("2026-11-24 14:30"), NOW, LISBON, language)


def test_every_language_has_seven_days_and_twelve_months() -> None:
    for words in TONGUES.values():
        assert len(set(words.weekdays)) == 7
        assert len(set(words.months)) == 12
        assert set(words.units) == {"minute", "hour", "day"}


moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(
    [LISBON, BERLIN, KOLKATA, "America/Havana", "Australia/Lord_Howe", "Asia/Beirut", "UTC"]
)


@given(moments, zones, st.sampled_from([5, 15]))
def test_rounding_is_outwards_short_and_done_once(when: datetime, zone: str, minutes: int) -> None:
    rounded = said.round_up(when, zone, minutes)
    assert when <= rounded <= when + timedelta(hours=2, minutes=45)
    assert said.round_up(rounded, zone, minutes) == rounded
    wall = rounded.astimezone(ZoneInfo(zone))
    assert wall.minute % minutes == 0
    assert wall.second == wall.microsecond == 0


@given(moments, moments, zones, zones, st.booleans(), st.sampled_from(LANGUAGES))
def test_what_is_said_has_no_midnight_and_no_seconds(
    when: datetime, now: datetime, zone: str, desk: str, known: bool, language: str
) -> None:
    for words in (
        said.say_by(when, now, zone, language, known, desk),
        said.say_at(when, now, zone, language, known, desk),
        said.say_between(when, when + timedelta(hours=2), now, zone, language, known, desk),
    ):
        assert "24:00" not in words
        assert not any(word.strip(",") in ("00:00", "0:00", "0\u00a0h") for word in words.split(" "))
        assert "{" not in words


@given(moments, st.integers(1, 59), zones)
def test_under_an_hour_the_clock_comes_first_and_the_span_after(
    now: datetime, minutes: int, zone: str
) -> None:
    words = said.say_by(now + timedelta(minutes=minutes), now, zone)
    assert words.startswith("by ")
    assert words.endswith(" minute" if minutes == 1 else f"{minutes} minutes")


def test_an_unknown_zone_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="Europe/Lisbon"):
        said.say_by(NOW, NOW, "Mars/Olympus")
