"""Piece probabilities → words with one label each."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ifolge.model.article import Span

WORD = re.compile(r"\w+(?:[\u0300-\u036f\u00ad\u200d\u2060]+\w*)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words and signs of a stretch of text, and the first piece of each (relative)."""

    spans: tuple[Span, ...]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def find_words(text: str, offsets: NDArray[np.int32]) -> Words:
    """The words under pieces with character `offsets` [n, 2]; each knows its pieces."""
    if not len(offsets):
        return Words((), np.zeros(0, np.int64), np.zeros(0, np.int64))
    low, high = int(offsets[0][0]), int(offsets[:, 1].max())
    spans = tuple(Span(*m.span()) for m in WORD.finditer(text, low, high))
    starts = np.searchsorted(offsets[:, 1], [s.start for s in spans], side="right")
    ends = np.searchsorted(offsets[:, 0], [s.end for s in spans], side="left")
    last = len(offsets) - 1
    starts = np.minimum(starts, last)
    return Words(spans, starts, np.maximum(np.minimum(ends, last + 1), starts + 1))


def average(values: NDArray[np.float32], words: Words) -> NDArray[np.float32]:
    """Mean over the pieces of each word: [..., pieces, k] → [..., words, k]."""
    sums = np.cumsum(values, axis=-2, dtype=np.float64)
    zero = np.zeros_like(sums[..., :1, :])
    sums = np.concatenate([zero, sums], axis=-2)
    counts = (words.ends - words.starts)[:, None]
    total = sums[..., words.ends, :] - sums[..., words.starts, :]
    return np.asarray(total / counts, np.float32)


def smooth(chances: NDArray[np.float32], cost: float) -> NDArray[np.int64]:
    """The likeliest labels [C, n] for probabilities [C, n, k] when each change costs `cost` nats.

    Viterbi for a Potts chain, all rows at once.
    """
    count, length, _ = chances.shape
    if not length:
        return np.zeros((count, 0), np.int64)
    gain = np.log(np.maximum(chances, 1e-6)).swapaxes(0, 1).copy()
    best = np.empty_like(gain)  # of the words up to here, by the label of the last
    best[0] = gain[0]
    for at in range(1, length):
        jump = best[at - 1].max(1, keepdims=True) - np.float32(cost)
        np.add(np.maximum(best[at - 1], jump), gain[at], out=best[at])
    tops = best.argmax(2)
    stays = best >= best.max(2, keepdims=True) - np.float32(cost)
    rows = np.arange(count)
    labels = np.empty((length, count), np.int64)
    labels[-1] = tops[-1]
    for at in range(length - 1, 0, -1):
        after = labels[at]
        labels[at - 1] = np.where(stays[at - 1, rows, after], after, tops[at - 1])
    return labels.T.copy()
