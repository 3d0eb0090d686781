"""Times as people write them, read on a Tuesday at 10:10 in Lisbon."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain import time_words
from deskbell.domain.hours import WorkingHours
from deskbell.domain.when import Frame, read_when, tokens_of
from each import each

LISBON = ZoneInfo("Europe/Lisbon")
NOW = datetime(2026, 11, 24, 10, 10, tzinfo=UTC)
FRAME = Frame.of(NOW, WorkingHours(zone="Europe/Lisbon", holidays="PT"), "Europe/Lisbon")


def read(text: str, frame: Frame = FRAME) -> tuple[str, str] | None:
    """The moment by Lisbon's walls, and the words left over."""
    found = read_when(tokens_of(text), frame)
    if found is None:
        return None
    used, at = found
    return f"{at.astimezone(LISBON):%Y-%m-%d %H:%M}", " ".join(text.split()[used:])


@each(
    ("text", "at", "rest"),
    [
        ("tomorrow 10:00 parts ordered", "2026-11-25 10:00", "parts ordered"),
        ("today 16:30", "2026-11-24 16:30", ""),
        ("thu 15:00", "2026-11-26 15:00", ""),
        ("thursday", "2026-11-26 08:00", ""),
        ("monday", "2026-11-30 08:00", ""),
        ("next week", "2026-11-30 08:00", ""),
        ("next friday", "2026-12-04 08:00", ""),
        ("tue 15:00", "2026-11-24 15:00", ""),
        ("tue 09:00", "2026-12-01 09:00", ""),
        ("tuesday", "2026-12-02 08:00", ""),  # the next one is a Portuguese holiday
        ("2026-11-25 15:00", "2026-11-25 15:00", ""),
        ("2026-11-25T15:00", "2026-11-25 15:00", ""),
        ("24.11. 15:00", "2026-11-24 15:00", ""),
        ("24.11.2026 um 15 Uhr 30", "2026-11-24 15:30", ""),
        ("4.1. 10:00", "2027-01-04 10:00", ""),
        ("23.11. 10:00", "2026-11-23 10:00", ""),
        ("24 December at 3 p.m.", "2026-12-24 15:00", ""),
        ("December 24, 2026 by 3 pm", "2026-12-24 15:00", ""),
        ("1er décembre 10 h", "2026-12-01 10:00", ""),
        ("24 de diciembre a las 10:00", "2026-12-24 10:00", ""),
        ("Thursday, 26 November, by 15:00", "2026-11-26 15:00", ""),
        ("in 2h", "2026-11-24 12:10", ""),
        ("in 30 min he calls", "2026-11-24 10:40", "he calls"),
        ("2 wd", "2026-11-26 10:10", ""),
        ("2 working days", "2026-11-26 10:10", ""),
        ("4 wh", "2026-11-24 14:10", ""),
        ("in einer Stunde", "2026-11-24 11:10", ""),
        ("dans 2 jours ouvrés", "2026-11-26 10:10", ""),
        ("dentro de 2 semanas", "2026-12-08 10:10", ""),
        ("morgen 10 Uhr", "2026-11-25 10:00", ""),
        ("morgen früh", "2026-11-25 12:00", ""),
        ("Donnerstag morgen", "2026-11-26 12:00", ""),
        ("nächsten Freitag um 9:30 Uhr", "2026-12-04 09:30", ""),
        ("übermorgen", "2026-11-26 08:00", ""),
        ("demain à 14 h 30", "2026-11-25 14:30", ""),
        ("jeudi avant 14h", "2026-11-26 14:00", ""),
        ("lundi prochain", "2026-11-30 08:00", ""),
        ("mañana por la mañana", "2026-11-25 12:00", ""),
        ("mañana a las 10:00", "2026-11-25 10:00", ""),
        ("el próximo lunes", "2026-11-30 08:00", ""),
        ("eod", "2026-11-24 18:00", ""),
        ("end of day friday", "2026-11-27 18:00", ""),
        ("tomorrow end of day", "2026-11-25 18:00", ""),
        ("today", "2026-11-24 18:00", ""),
        ("tomorrow noon", "2026-11-25 12:00", ""),
        ("this afternoon", "2026-11-24 17:00", ""),
        ("3pm tomorrow", "2026-11-25 15:00", ""),
        ("12 am friday", "2026-11-27 00:00", ""),
        ("15:00.", "2026-11-24 15:00", ""),
        ("14h", "2026-11-24 14:00", ""),
        ("tomorrow 3 parts arrive", "2026-11-25 08:00", "3 parts arrive"),
    ],
)
def test_a_time_is_read_as_its_writer_meant_it(text: str, at: str, rest: str) -> None:
    assert read(text) == (at, rest)


@each(
    "text",
    [
        *(
            "",
            "soon",
            "in",
            "in 2",
            "in two shakes",
            "11/12",
            "10.30",
            "25:00",
            "2026-02-30",
            "31.2.",
            "0 am",
        ),
        *("9999-12-31", "0001-01-01", "at", "a", "5", "1234 wd", "the end"),
    ],
)
def test_what_could_be_anything_is_not_guessed(text: str) -> None:
    assert read(text) is None


def test_a_days_end_is_meant_where_a_day_is_promised() -> None:
    late = Frame(NOW, FRAME.hours, LISBON, late=True, bare=False)
    assert read("thursday", late) == ("2026-11-26 18:00", "")
    assert read("24 December", late) == ("2026-12-24 12:00", "")
    assert read("saturday", late) == ("2026-11-28 18:00", "")
    assert read("2 wd", late) is None
    assert read("so", late) is None


def test_an_hour_the_clocks_skip_is_the_hour_they_skip_to() -> None:
    frame = Frame.of(datetime(2026, 3, 28, 10, tzinfo=UTC), WorkingHours(), "Europe/Berlin")
    found = read_when(tokens_of("tomorrow 02:30"), frame)
    assert found == (2, datetime(2026, 3, 29, 1, 0, tzinfo=UTC))


vocabulary = sorted(
    {*time_words.WEEKDAYS, *time_words.MONTHS, *time_words.LEADS, *time_words.AFTER, *time_words.UNITS}
    | {
        *time_words.NEXT,
        *time_words.NEAR_DAYS,
        *time_words.DAY_PARTS,
        "2",
        "31.",
        "29.2.",
        "23:59",
        "14h30",
        "999",
    }
    | {"2026-12-31", "uhr", "end", "of", "day", "12", "pm", "2199-12-31", "working"}
)


@given(st.lists(st.one_of(st.sampled_from(vocabulary), st.text(max_size=6)), max_size=8), st.booleans())
def test_any_words_are_read_or_left_alone(parts: list[str], late: bool) -> None:
    text = " ".join(parts)
    tokens = tokens_of(text)
    found = read_when(tokens, Frame(NOW, FRAME.hours, LISBON, late=late, bare=not late))
    assert found is None or (0 < found[0] <= len(tokens) and found[1].tzinfo is UTC)
