"""Words from pieces, and labels that do not flicker."""

import numpy as np

from ifolge.attribute.words import average, find_words, smooth


def test_words_know_their_pieces():
    text = "Kim Jong-un rejser"
    offsets = np.array([[0, 3], [4, 8], [8, 9], [9, 11], [12, 15], [15, 18]], np.int32)
    words = find_words(text, offsets)
    assert [s.of(text) for s in words.spans] == ["Kim", "Jong", "-", "un", "rejser"]
    values = np.arange(6, dtype=np.float32)[None, :, None]
    assert average(values, words)[0, :, 0].tolist() == [0, 1, 2, 3, 4.5]


def test_a_combining_accent_stays_with_its_word():
    text = "cafe\u0301 nu"
    words = find_words(text, np.array([[0, 5], [6, 8]], np.int32))
    assert [s.of(text) for s in words.spans] == ["cafe\u0301", "nu"]


def test_one_doubtful_word_does_not_break_a_span():
    sure, doubtful = [0.05, 0.95], [0.55, 0.45]
    chances = np.array([[sure, sure, doubtful, sure, [0.99, 0.01], [0.99, 0.01]]], np.float32)
    assert smooth(chances, 1.0).tolist() == [[1, 1, 1, 1, 0, 0]]
    assert smooth(chances, 0.0).tolist() == [[1, 1, 0, 1, 0, 0]]


def test_nothing_to_smooth():
    assert smooth(np.zeros((2, 0, 6), np.float32), 1.0).shape == (2, 0)
