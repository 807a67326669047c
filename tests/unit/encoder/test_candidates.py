"""Tag probabilities become candidate cues."""

import numpy as np

from ifolge.encoder.candidates import find_candidates


def tags(*rows):
    return np.array(rows, np.float32)


NONE, FIRST, INSIDE, BARE = (
    (0.97, 0.01, 0.01, 0.01),
    (0.1, 0.88, 0.01, 0.01),
    (0.1, 0.05, 0.84, 0.01),
    (0.1, 0.01, 0.01, 0.88),
)


def test_a_cue_of_two_pieces_and_one_beside_it():
    assert find_candidates(tags(NONE, FIRST, INSIDE, FIRST, NONE), 0.2) == [
        (1, 3, False),
        (3, 4, False),
    ]


def test_a_doubtful_cue_is_read_again_when_the_threshold_lets_it():
    doubtful = (0.7, 0.28, 0.01, 0.01)
    assert find_candidates(tags(NONE, doubtful, NONE), 0.2) == [(1, 2, False)]
    assert find_candidates(tags(NONE, doubtful, NONE), 0.5) == []


def test_a_content_without_cue_is_marked_bare():
    assert find_candidates(tags(NONE, BARE, NONE), 0.2) == [(1, 2, True)]


def test_a_cue_may_begin_inside():
    assert find_candidates(tags(INSIDE, INSIDE, NONE), 0.2) == [(0, 2, False)]
