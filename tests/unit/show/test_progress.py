import sys
from pathlib import Path

import pytest

from ifolge.model import wire
from ifolge.show.progress import with_progress, worth_showing

REPORT = wire.from_line((Path(__file__).parents[2] / "data" / "kajen.jsonl").read_text("utf-8"))


@pytest.mark.parametrize("shown", [True, False])
def test_the_reports_come_through_unchanged(shown):
    assert list(with_progress([REPORT, REPORT], shown)) == [REPORT, REPORT]


@pytest.mark.parametrize(
    ("quiet", "stdout_shown", "terminal", "shown"),
    [
        (False, False, True, True),
        (True, False, True, False),
        (False, True, True, False),
        (False, False, False, False),
    ],
)
def test_progress_only_where_it_helps(monkeypatch, quiet, stdout_shown, terminal, shown):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    assert worth_showing(quiet, stdout_shown) is shown
