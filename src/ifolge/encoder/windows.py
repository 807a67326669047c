"""Where the encoder looks: windows over the pieces of an article, overlapping, so that every cue
is read in the window in which it stands farthest from a border.
"""

import itertools
from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """The pieces [start, end); those in [own_start, own_end) are decided here."""

    start: int
    end: int
    own_start: int
    own_end: int


def lay_windows(size: int, lines: tuple[int, ...], longest: int, overlap: int) -> list[Window]:
    """Windows of at most `longest` pieces over `size` pieces; neighbours share `overlap`.

    A window begins with a line if one begins within reach; what stands there needs less of what
    stands before it, so that a third of `overlap` may do. The borders between what neighbours own
    lie in the middle of what they share.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    while size:
        end = min(start + longest, size)
        spans.append((start, end))
        if end == size:
            break
        line = lines[bisect_right(lines, end - overlap // 3) - 1] if lines else 0
        start = line if line >= max(start + longest // 4, end - 3 * overlap // 2) else end - overlap
    borders = [0]
    for (_, left_end), (right_start, _) in itertools.pairwise(spans):
        borders.append((left_end + right_start) // 2)
    borders.append(size)
    return [Window(s, e, borders[i], borders[i + 1]) for i, (s, e) in enumerate(spans)]
