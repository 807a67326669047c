"""Which found attribution is which annotated one: pairs of the greatest likeness, one to one.

Spans are compared as sets of their non-blank characters, so it does not matter how a span is cut
into pieces. Likeness of two attributions is F1(content) + F1(cue) + half of F1(source).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ROLES = ("source", "cue", "content")
ENOUGH = 0.5
_WEIGHTS = {"content": 1.0, "cue": 1.0, "source": 0.5}
_GAIN = 1e-12


@dataclass(frozen=True)
class Marked:
    """One attribution of a document: its fields as written, and the characters of each role."""

    fields: Mapping[str, Any]
    characters: Mapping[str, frozenset[int]]

    @property
    def anchor(self) -> frozenset[int]:
        """The characters of content and cue."""
        return self.characters["content"] | self.characters["cue"]


def mark(fields: Mapping[str, Any], text: str) -> Marked:
    """The attribution with the characters that its spans cover, blanks left out."""
    characters = {
        role: frozenset(
            place
            for start, end in fields.get(role) or ()
            for place in range(start, end)
            if not text[place].isspace()
        )
        for role in ROLES
    }
    return Marked(fields, characters)


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """F1 of two spans; two empty spans are alike."""
    if not one and not other:
        return 1.0
    return 2 * len(one & other) / (len(one) + len(other))


def agrees(gold: Marked, found: Marked, roles: Sequence[str] = ROLES) -> bool:
    """Whether the two share enough of every role: each F1 at least one half."""
    return all(likeness(gold.characters[r], found.characters[r]) >= ENOUGH for r in roles)


def pair(gold: Sequence[Marked], found: Sequence[Marked]) -> list[tuple[int, int]]:
    """Pairs (number in gold, number in found) whose likeness in sum is greatest.

    Only attributions that share a character of content or of cue can be a pair.
    """
    weights = {
        (g, f): weight
        for g, one in enumerate(gold)
        for f, other in enumerate(found)
        if (weight := _weight(one, other)) > 0
    }
    return sorted(best_pairs(weights).items())


def _weight(gold: Marked, found: Marked) -> float:
    if not gold.anchor & found.anchor:
        return 0.0
    if not any(gold.characters[r] & found.characters[r] for r in ("content", "cue")):
        return 0.0
    return sum(
        weight * likeness(gold.characters[role], found.characters[role])
        for role, weight in _WEIGHTS.items()
        if gold.characters[role] and found.characters[role]
    )


def best_pairs(weights: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """One to one, greatest total weight: left number → right number.

    Adds pairs one by one, each time along the chain of exchanges that gains most, until no chain
    gains anything (the total is greatest then, because the gains only ever fall).
    """
    neighbours: dict[int, list[tuple[int, float]]] = {}
    for (left, right), weight in weights.items():
        neighbours.setdefault(left, []).append((right, weight))
    partner: dict[int, int] = {}
    while chain := _best_chain(neighbours, weights, partner):
        for left, right in chain:
            partner[left] = right
    return partner


def _best_chain(
    neighbours: Mapping[int, list[tuple[int, float]]],
    weights: Mapping[tuple[int, int], float],
    partner: Mapping[int, int],
) -> list[tuple[int, int]]:
    """The new pairs of the exchange that gains most: from a free left number to a free right one.

    A left number whose partner is taken away gets its next best, and so on along the chain.
    """
    owner = {right: left for left, right in partner.items()}
    gain = {left: 0.0 for left in neighbours if left not in partner}
    came_from: dict[int, int] = {}
    best: dict[int, float] = {}
    waiting = list(gain)
    while waiting:
        left = waiting.pop(0)
        for right, weight in neighbours[left]:
            if partner.get(left) == right or gain[left] + weight <= best.get(right, 0.0) + _GAIN:
                continue
            best[right], came_from[right] = gain[left] + weight, left
            loser = owner.get(right)
            if loser is not None:
                gain[loser] = best[right] - weights[loser, right]
                waiting.append(loser)
    free = [right for right in best if right not in owner]
    if not free:
        return []
    right = max(free, key=lambda r: (best[r], -r))
    chain = []
    while True:
        left = came_from[right]
        chain.append((left, right))
        if left not in partner:
            return chain
        right = partner[left]
