"""The Date field, well written and not."""

import pytest

from deskbell.mail.dates import parse_date

WRITTEN = [
    ("Mon, 2 Jan 2006 15:04:05 -0700", "2006-01-02T15:04:05-07:00"),
    ("Mon, 2 Jan 2006 15:04:05 -0700 (MST)", "2006-01-02T15:04:05-07:00"),
    ("2 Jan 06 15:04 GMT", "2006-01-02T15:04:00+00:00"),
    ("Mon, 2 Jan 106 15:04:05 +0000", "2006-01-02T15:04:05+00:00"),
    ("Mon, 2Jan2006 15:04:05 +0100", "2006-01-02T15:04:05+01:00"),
    ("Mon Jan  2 15:04:05 2006", "2006-01-02T15:04:05+00:00"),
    ("Mon Jan 2 15:04:05 PST 2006", "2006-01-02T15:04:05-08:00"),
    ("Monday, January 2, 2006 3:04 PM", "2006-01-02T15:04:00+00:00"),
    ("lundi, 2 janvier 2006 15:04:05 +0100", "2006-01-02T15:04:05+01:00"),
    ("Mo, 2 März 2006 15:04:05 +0100", "2006-03-02T15:04:05+01:00"),
    ("Mon, 02-Jan-2006 15:04:05 GMT", "2006-01-02T15:04:05+00:00"),
    ("Mon, 2 Jan 2006 15.04.05 +0100", "2006-01-02T15:04:05+01:00"),
    ("Mon, 2 Jan 2006 15:04:05 GMT+02:00", "2006-01-02T15:04:05+02:00"),
    ("Mon, 2 Jan 2006 15:04:05+0200", "2006-01-02T15:04:05+02:00"),
    ("Mon, 2 Jan 2006 15:04:05 +9999", "2006-01-02T15:04:05+00:00"),
    ("Mon, 2 Jan 2006 24:00:00 +0000", "2006-01-03T00:00:00+00:00"),
    ("Mon, 2 Jan 2006 15:04:60 EST", "2006-01-02T15:05:00-05:00"),
    ("2006-01-02T15:04:05Z", "2006-01-02T15:04:05+00:00"),
    ("2006-01-02 15:04:05 +0100", "2006-01-02T15:04:05+01:00"),
    ("20060102T150405", "2006-01-02T15:04:05+00:00"),
    ("02.01.2006 15:04", "2006-01-02T15:04:00+00:00"),
    ("1/2/2006 3:04:05 PM", "2006-01-02T15:04:05+00:00"),
]


@pytest.mark.parametrize(("written", "meant"), WRITTEN)
def test_a_date_is_read_with_the_offset_the_sender_gave(written: str, meant: str) -> None:
    date = parse_date(written)

    assert date is not None
    assert date.isoformat() == meant


@pytest.mark.parametrize(
    "written", ["", "yesterday", "Thu, 31 Feb 2020 10:00:00 +0000", "99 Xyz 9999", "0", "(", "-"]
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert parse_date(written) is None
