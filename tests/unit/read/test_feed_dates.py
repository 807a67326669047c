"""Dates of feed items: what is believed, and what is said of the rest."""

from datetime import UTC, datetime

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.read.feed_dates import NO_DATE, read_date

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Mon, 09 Mar 2026 08:00:00 +0100", "2026-03-09T08:00:00+01:00"),
        ("Mon, 09 Mar 2026 08:00:00 GMT", "2026-03-09T08:00:00+00:00"),
        ("2026-03-09T08:00:00Z", "2026-03-09T08:00:00+00:00"),
        ("2026-03-09", "2026-03-09"),
        ("Tue, 10 Mar 2026 08:00:00 +0000", "2026-03-10T08:00:00+00:00"),
    ],
)
def test_a_date_is_kept_with_its_zone(words, value):
    found = read_date(words, feedparser.datetimes._parse_date(words), NOW)
    assert (found.value, found.note) == (value, None)


@pytest.mark.parametrize(
    ("words", "value", "note"),
    [
        (None, None, NO_DATE),
        ("  ", None, NO_DATE),
        ("snart", None, "cannot be read: snart"),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None, "never set"),
        ("Fri, 09 Mar 2035 08:00:00 +0100", None, "lies in the future"),
        ("Mon, 09 Mar 2026 08:00:00 +9900", "2026-03-09T08:00:00", "no known time zone"),
        ("Mon, 09 Mar 2026 08:00:00 XYZT", "2026-03-09T08:00:00", "no known time zone"),
        ("2026-03-09T08:00:00", "2026-03-09T08:00:00", "no known time zone"),
        ("Mon, 32 Mar 2026 08:00:00 +0100", None, "cannot be read"),
    ],
)
def test_an_odd_date_is_noted(words, value, note):
    found = read_date(words, None, NOW)
    assert found.value == value
    assert note in found.note


@given(st.text(max_size=60))
def test_no_words_break_it(words):
    found = read_date(words, None, NOW)
    assert found.value is None or datetime.fromisoformat(found.value)
    assert found.value or found.note
