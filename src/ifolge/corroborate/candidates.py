"""Which pairs of passages are worth comparing.

Of a handful of articles every pair is. Of many only those near in meaning or sharing rare words,
and near in time: the cost of one more article does not grow with the number of all.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations

import numpy as np

from ifolge.corroborate.passages import Passage

FEW = 160  # up to so many passages every pair is compared
NEAREST = 24  # neighbours by meaning for each passage
RARE = 12  # a run of letters in at most so many passages is rare
SHARED = 4  # rare runs that make a pair worth a look
WINDOW = timedelta(days=120)
BLOCK = 1024

Pair = tuple[int, int]


def find_candidates(passages: Sequence[Passage]) -> tuple[Pair, ...]:
    """Pairs of places in `passages` to compare, each once, smaller place first, in order."""
    if len(passages) <= FEW:
        return tuple(combinations(range(len(passages)), 2))
    places = _one_of_each_text(passages)
    texts = [passages[place] for place in places]
    if len(texts) <= FEW:
        near = set(combinations(range(len(texts)), 2))
    else:
        near = _near_in_meaning(texts) | _near_in_words(texts)
    found = {(places[one], places[two]) for one, two in near} | _same_article(passages)
    return tuple(sorted(pair for pair in found if _in_time(passages, pair)))


def _one_of_each_text(passages: Sequence[Passage]) -> list[int]:
    """The first place of each text: what twenty papers copied is looked at once."""
    first: dict[tuple[str, str], int] = {}
    for number, passage in enumerate(passages):
        first.setdefault((passage.lang, passage.text), number)
    return sorted(first.values())


def _in_time(passages: Sequence[Passage], pair: Pair) -> bool:
    one, two = (passages[at].at for at in pair)
    return one is None or two is None or abs(one - two) <= WINDOW


def _near_in_meaning(passages: Sequence[Passage]) -> set[Pair]:
    """For each passage the nearest others, a block of rows at a time."""
    places = np.array([n for n, passage in enumerate(passages) if passage.centred is not None])
    vectors = [v for passage in passages if (v := passage.centred) is not None]
    if len(vectors) < 2:
        return set()
    matrix = np.stack(vectors)
    number = min(NEAREST + 1, len(vectors))
    pairs: set[Pair] = set()
    for start in range(0, len(vectors), BLOCK):
        likeness = matrix[start : start + BLOCK] @ matrix.T
        nearest = np.argpartition(-likeness, number - 1, axis=1)[:, :number]
        mine = np.repeat(places[start : start + BLOCK], number)
        theirs = places[nearest.ravel()]
        other = mine != theirs
        low, high = np.minimum(mine, theirs)[other], np.maximum(mine, theirs)[other]
        pairs.update(zip(low.tolist(), high.tolist(), strict=True))
    return pairs


def _near_in_words(passages: Sequence[Passage]) -> set[Pair]:
    """Pairs that share several runs of letters that few passages have."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        for gram in passage.wording.grams:
            places[gram].append(number)
    shared = Counter(
        pair
        for members in places.values()
        if 1 < len(members) <= RARE
        for pair in combinations(members, 2)
    )
    return {pair for pair, count in shared.items() if count >= SHARED}


def _same_article(passages: Sequence[Passage]) -> set[Pair]:
    """All pairs within one article: a headline and its lead must meet."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        places[passage.article].append(number)
    return {pair for members in places.values() for pair in combinations(members, 2)}
