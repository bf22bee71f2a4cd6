"""First and last day of what a date names, against the calendar counted by hand."""

from datetime import date, timedelta

import pytest

from geo.fields.dates import parse_day_range


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-11-24", date(2026, 11, 24), date(2026, 11, 24)),
        ("9999", date(9999, 1, 1), date.max),
    ],
)
def test_a_year_a_month_and_a_day(text, first, last):
    assert parse_day_range(text) == (first, last)


@pytest.mark.parametrize("month", range(1, 12))
def test_a_month_ends_the_day_before_the_next(month):
    days = parse_day_range(f"2023-{month:02d}")
    assert days[1] + timedelta(days=1) == date(2023, month + 1, 1)


@pytest.mark.parametrize(
    "text", [None, "", "0000", "2026-13", "2026-02-30", "26", "2026-1", "2026-11-24T00", "２０２６"]
)
def test_what_is_no_date_is_none(text):
    assert parse_day_range(text) is None
