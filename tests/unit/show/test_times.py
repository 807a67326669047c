import time

import pytest

from ifolge.show.messages import load_messages
from ifolge.show.times import shown_time


@pytest.fixture(autouse=True)
def copenhagen(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Copenhagen")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("at", "da", "en"),
    [
        ("2026-11-21T07:00:00+01:00", "21. nov. 2026 kl. 07.00", "21 Nov 2026, 07:00"),
        ("2026-11-21T06:00:00+00:00", "21. nov. 2026 kl. 07.00", "21 Nov 2026, 07:00"),
        ("2026-05-31T23:30:00Z", "1. juni 2026 kl. 01.30", "1 June 2026, 01:30"),
        ("2026-03-09T08:05", "9. marts 2026 kl. 08.05", "9 March 2026, 08:05"),
        ("2026-03-09T00:00:00+00:00", "9. marts 2026", "9 March 2026"),
        ("2026-03-09", "9. marts 2026", "9 March 2026"),
        ("i går", "i går", "i går"),
        ("", "–", "–"),
        (None, "–", "–"),
    ],
)
def test_times_in_words(at, da, en):
    assert (shown_time(at, load_messages("da")), shown_time(at, load_messages("en"))) == (da, en)
