"""The arithmetic of the calendar: both ends included, leap years, feasts that move."""

from datetime import date

import pytest

from ifolge.resolve.time_calendar import (
    Stretch,
    easter,
    holiday_of,
    iso_week,
    month_of,
    months_from,
    phase_of,
    quarter_of,
    safe_date,
    season_of,
    week_of,
    year_of,
)


@pytest.mark.parametrize(
    ("year", "day"), [(2000, "04-23"), (2011, "04-24"), (2024, "03-31"), (2025, "04-20")]
)
def test_easter(year, day):
    assert easter(year).isoformat() == f"{year}-{day}"


def test_months_end_where_the_month_ends():
    assert months_from(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_from(date(2024, 1, 31), -2) == date(2023, 11, 30)
    assert month_of(2023, 2).end == date(2023, 2, 28)
    assert month_of(2024, 12) == Stretch(date(2024, 12, 1), date(2024, 12, 31))


def test_weeks_belong_to_the_iso_year():
    assert iso_week(date(2024, 12, 30)) == "2025-W01"
    assert iso_week(date(2023, 1, 1)) == "2022-W52"
    assert week_of(date(2024, 5, 19)) == Stretch(date(2024, 5, 13), date(2024, 5, 19))


def test_the_winter_of_a_year_runs_into_the_next():
    assert season_of(2023, "WI") == Stretch(date(2023, 12, 1), date(2024, 2, 29))


def test_quarters_and_halves():
    assert quarter_of(2024, "Q1") == Stretch(date(2024, 1, 1), date(2024, 3, 31))
    assert quarter_of(2024, "H2") == Stretch(date(2024, 7, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("12-31/01-01", "2024-12-31", "2025-01-01"),
        ("easter-2", "2024-03-29", "2024-03-29"),
        ("06-19@5", "2024-06-21", "2024-06-21"),
    ],
)
def test_feasts(name, start, end):
    found = holiday_of(2024, name)
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)


def test_phases_are_thirds():
    march, year = month_of(2024, 3), year_of(2024)
    assert phase_of(march, "end") == Stretch(date(2024, 3, 21), date(2024, 3, 31))
    assert phase_of(year, "mid") == Stretch(date(2024, 5, 1), date(2024, 8, 31))


def test_no_29_february_in_a_common_year():
    assert safe_date(2023, 2, 29) is None
