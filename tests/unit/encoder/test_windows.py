"""Windows cover everything, overlap enough, and every piece is decided exactly once."""

from hypothesis import given
from hypothesis import strategies as st

from ifolge.encoder.windows import lay_windows

LONGEST, OVERLAP = 320, 112


@given(st.integers(0, 5000), st.sets(st.integers(0, 4999), max_size=60))
def test_every_piece_is_owned_once_and_seen_whole(size, lines):
    lines = tuple(sorted(line for line in {0, *lines} if line < max(size, 1)))
    windows = lay_windows(size, lines, LONGEST, OVERLAP)
    owned = [p for w in windows for p in range(w.own_start, w.own_end)]
    assert owned == list(range(size))
    assert all(w.start <= w.own_start <= w.own_end <= w.end for w in windows)
    assert all(0 < w.end - w.start <= LONGEST for w in windows)


@given(st.integers(400, 5000))
def test_what_is_decided_has_context_on_both_sides(size):
    for window in lay_windows(size, (0,), LONGEST, OVERLAP):
        before = window.own_start - window.start
        after = window.end - window.own_end
        assert window.start == 0 or before >= OVERLAP // 2 - 1
        assert window.end == size or after >= OVERLAP // 2 - 1


def test_a_window_begins_with_a_line_within_reach():
    starts = [w.start for w in lay_windows(600, (0, 150, 190, 260, 300), LONGEST, OVERLAP)]
    assert starts[1] == 260
    assert LONGEST - starts[1] >= OVERLAP // 3


def test_a_line_too_near_or_too_far_begins_no_window():
    starts = [w.start for w in lay_windows(600, (0, 140, 300), LONGEST, OVERLAP)]
    assert starts[1] == LONGEST - OVERLAP


def test_an_empty_article_has_no_window():
    assert lay_windows(0, (), LONGEST, OVERLAP) == []
