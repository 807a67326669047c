"""Tag probabilities → candidate cues: runs of pieces worth reading again."""

import numpy as np
from numpy.typing import NDArray

FIRST, INSIDE, BARE = 1, 2, 3


def find_candidates(tags: NDArray[np.float32], threshold: float) -> list[tuple[int, int, bool]]:
    """Candidates (first piece, last piece + 1, bare) among pieces with tag probabilities [N, 4].

    A cue begins where the probability of a first piece, or of any cue piece after a piece that is
    none, reaches `threshold`; it goes on while being inside is likelier than not.
    """
    out: list[tuple[int, int, bool]] = []
    begin = tags[:, FIRST]
    inside = tags[:, INSIDE]
    end = 0
    hot = (begin + inside >= threshold) | (tags[:, BARE] >= threshold)
    for at in np.flatnonzero(hot).tolist():
        if tags[at, BARE] >= max(threshold, float(begin[at] + inside[at])):
            out.append((at, at + 1, True))
            continue
        if at < end or (begin[at] < threshold and inside[at] < 0.5):
            continue
        end = at + 1
        while end < len(tags) and inside[end] >= 0.5:
            end += 1
        out.append((at, end, False))
    return out
