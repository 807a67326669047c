"""Whether two texts in different languages say the same things in the same order.

What one article says is laid beside what the other says, in order, by the likeness of the vectors
and by numbers and names; a translation leaves next to nothing over.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ifolge.corroborate.passages import Passage

ALIKE = 0.35  # likeness that leaves a pair neither joined nor apart
OTHER_HAND = 0.3  # what it takes from the likeness that another one says it
NEVER = -2.0


def likeness(one: Passage, two: Passage) -> float:
    """How alike two passages are in meaning, -1..1, corrected by numbers and codes."""
    if one.centred is None or two.centred is None:
        return NEVER
    value = float(one.centred @ two.centred)
    mine, theirs = one.wording.numbers, two.wording.numbers
    if mine and theirs and not mine & theirs:
        return NEVER
    value += 0.1 * bool(mine & theirs) + 0.05 * bool(one.wording.names & two.wording.names)
    return value - OTHER_HAND * (_hand(one) != _hand(two))


def _hand(passage: Passage) -> tuple[bool, bool]:
    """Whose word a passage is: the article's own, an informant's, a named source's.

    A translation keeps that; two reports on one event by two reporters do not.
    """
    attribution = passage.attribution
    return attribution is None, attribution is not None and bool(attribution.anonymous)


def align_passages(
    one: Sequence[Passage], two: Sequence[Passage]
) -> tuple[float, tuple[tuple[int, int], ...]]:
    """Share of the passages that find their like in order, and which ones these are."""
    if not one or not two:
        return 0.0, ()
    gains = np.array([[likeness(a, b) - ALIKE for b in two] for a in one])
    pairs = _best_path(gains)
    return len(pairs) / max(len(one), len(two)), tuple(pairs)


def _best_path(gains: NDArray[np.float64]) -> list[tuple[int, int]]:
    """The pairs, rising in both texts, with the greatest sum of gains."""
    rows, columns = gains.shape
    best = np.zeros((rows + 1, columns + 1))
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            joined = best[row - 1, column - 1] + gains[row - 1, column - 1]
            best[row, column] = max(joined, best[row - 1, column], best[row, column - 1])
    pairs, row, column = [], rows, columns
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column))
    return pairs[::-1]
