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
    count, length, kinds = chances.shape
    if not length:
        return np.zeros((count, 0), np.int64)
    gain = np.log(np.maximum(chances, 1e-6))
    best = gain[:, 0]
    back = np.zeros((count, length, kinds), np.int8)
    rows = np.arange(count)
    for at in range(1, length):
        top = best.argmax(1)
        jump = best[rows, top] - cost
        stay = best >= jump[:, None]
        back[:, at] = np.where(stay, np.arange(kinds), top[:, None])
        best = np.where(stay, best, jump[:, None]) + gain[:, at]
    labels = np.zeros((count, length), np.int64)
    labels[:, -1] = best.argmax(1)
    for at in range(length - 1, 0, -1):
        labels[:, at - 1] = back[rows, at, labels[:, at]]
    return labels
