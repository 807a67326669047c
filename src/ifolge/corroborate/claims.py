"""Which passages state one claim: grouping that does not chain.

Two groups are joined when their passages are alike on average, not when one pair is: "tolv døde"
and "fjorten døde" stay apart although a third text mentions both. What a person decided comes
first: passages said to be the same are one group from the start, those said to be others never
meet.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from ifolge.corroborate.compare import CONSTANT, explain
from ifolge.corroborate.passages import Passage
from ifolge.corroborate.wording import fold, words_of
from ifolge.model.claim import Decision, Likeness, Verdict
from ifolge.model.reason import Reason

LIMIT = 6.0  # no single pair speaks louder than this
UNSEEN = CONSTANT  # the score of a pair nobody compared
JOIN = 0.0  # average score from which two groups are one

WORDS_OF_ITS_OWN = 3  # a shorter text may mean something else elsewhere
NO_STAND_INS: Mapping[str, frozenset[str]] = MappingProxyType({})

Group = tuple[Passage, ...]
Pair = tuple[str, str]  # two keys, the smaller one first


def group_into_claims(
    passages: Sequence[Passage],
    likenesses: Iterable[Likeness],
    decisions: Sequence[Decision] = (),
    stand_ins: Mapping[str, frozenset[str]] = NO_STAND_INS,
) -> tuple[Group, ...]:
    """The passages by claim, each group in the order of `passages`.

    `stand_ins` says which contents only point at others ("oplysningen"): they go where those go.
    Passages in the article's own voice are kept only where an attribution states the claim too.
    """
    same, other = _decided(decisions)
    nodes = _one_text_one_node(passages, stand_ins, other)
    silent = frozenset(key for key, targets in stand_ins.items() if targets)
    scores = _between_nodes(likenesses, nodes, silent)
    apart = frozenset(frozenset(nodes[key] for key in pair if key in nodes) for pair in other)
    grouping = _Grouping(sorted(set(nodes.values())), scores, apart)
    for one, two in sorted(map(sorted, same)):
        if one in nodes and two in nodes:
            grouping.force(nodes[one], nodes[two])
    grouping.join_all()
    claim_of = {node: n for n, members in enumerate(grouping.groups()) for node in members}
    groups: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        groups[claim_of[nodes[passage.key]]].append(passage)
    return tuple(tuple(g) for g in groups.values() if any(not p.own_voice for p in g))


def _one_text_one_node(
    passages: Sequence[Passage],
    stand_ins: Mapping[str, frozenset[str]],
    other: frozenset[frozenset[str]],
) -> dict[str, str]:
    """For each key the key that stands for it: a text copied ten times has one voice, not ten."""
    decided = frozenset().union(*other)
    first: dict[tuple[str, str], str] = {}
    nodes: dict[str, str] = {}
    for passage in sorted(passages, key=lambda p: p.key):
        nodes[passage.key] = passage.key
        if passage.wording.length >= WORDS_OF_ITS_OWN and passage.key not in decided:
            nodes[passage.key] = first.setdefault((passage.lang, _plain(passage)), passage.key)
    for key in sorted(stand_ins):
        target = min(stand_ins[key], default=key)
        if key in nodes and target in nodes and frozenset((key, target)) not in other:
            nodes[key] = nodes[target]
    return nodes


def _plain(passage: Passage) -> str:
    return " ".join(map(fold, words_of(passage.text)))


def _between_nodes(
    likenesses: Iterable[Likeness], nodes: Mapping[str, str], silent: frozenset[str]
) -> dict[Pair, float]:
    """The mean score between the passages of two nodes; those that only point have no say."""
    found: dict[Pair, list[float]] = defaultdict(list)
    for like in likenesses:
        one, two = nodes[like.one], nodes[like.two]
        if one != two and like.one not in silent and like.two not in silent:
            pair = (one, two) if one < two else (two, one)
            found[pair].append(max(-LIMIT, min(LIMIT, like.score)))
    return {pair: sum(sorted(scores)) / len(scores) for pair, scores in found.items()}


def _decided(
    decisions: Sequence[Decision],
) -> tuple[frozenset[frozenset[str]], frozenset[frozenset[str]]]:
    """Pairs decided to be one claim, and pairs decided to be two; the last word counts."""
    last: dict[frozenset[str], Verdict] = {}
    for decision in sorted(decisions, key=lambda d: (d.at, d.author, d.verdict)):
        if decision.verdict in (Verdict.SAME_CLAIM, Verdict.OTHER_CLAIM):
            last[decision.pair] = decision.verdict
    same = frozenset(pair for pair, verdict in last.items() if verdict is Verdict.SAME_CLAIM)
    other = frozenset(pair for pair, verdict in last.items() if verdict is Verdict.OTHER_CLAIM)
    return frozenset(p for p in same if len(p) == 2), frozenset(p for p in other if len(p) == 2)


Choice = tuple[float, str, str]  # how alike two groups are on average, and their keys


class _Grouping:
    """Groups that are joined two by two, always the pair that is most alike on average."""

    def __init__(
        self,
        keys: Sequence[str],
        scores: Mapping[Pair, float],
        apart: frozenset[frozenset[str]],
    ) -> None:
        self.members: dict[str, list[str]] = {key: [key] for key in sorted(keys)}
        self.sums: dict[str, dict[str, tuple[float, int]]] = defaultdict(dict)
        self.apart = {pair for pair in apart if pair <= self.members.keys()}
        for (one, two), score in scores.items():
            self.sums[one][two] = self.sums[two][one] = (score, 1)

    def groups(self) -> list[list[str]]:
        """The groups as they stand."""
        return list(self.members.values())

    def force(self, one: str, two: str) -> None:
        """Join the groups of two keys because a person said so."""
        first, second = self._holder(one), self._holder(two)
        if first is not None and second is not None and first != second:
            self._join(min(first, second), max(first, second))

    def _holder(self, key: str) -> str | None:
        return next((name for name, members in self.members.items() if key in members), None)

    def join_all(self) -> None:
        """Join the likest groups until none is alike enough."""
        best = {name: choice for name in self.members if (choice := self._best(name))}
        while best:
            _, one, two = max(best.values())
            self._join(one, two)
            best.pop(two)
            for name in (one, *self.sums[one]):  # for all others nothing changed
                before = best.pop(name, None)
                if name == one or (before and (one in before or two in before)):
                    now = self._best(name)
                else:
                    now = max(filter(None, (before, self._choice(name, one))), default=None)
                if now is not None:
                    best[name] = now

    def _best(self, name: str) -> Choice | None:
        """The group most alike to this one, if one is alike enough; pairs nobody compared speak
        against it, so that those that were compared must speak for it.
        """
        hopeful = (other for other, (total, _) in self.sums[name].items() if total > JOIN)
        choices = [self._choice(name, other) for other in hopeful]
        return max(filter(None, choices), default=None)

    def _choice(self, name: str, other: str) -> Choice | None:
        """How alike two groups are, smaller key first; None if they are not, or are kept apart."""
        average = self._average(name, other)
        if average <= JOIN or self._kept_apart(name, other):
            return None
        return (average, name, other) if name < other else (average, other, name)

    def _average(self, one: str, two: str) -> float:
        """Sums that differ by the order of adding alone are equal."""
        total, count = self.sums[one][two]
        pairs = len(self.members[one]) * len(self.members[two])
        return round((total + UNSEEN * (pairs - count)) / pairs, 9)

    def _kept_apart(self, one: str, two: str) -> bool:
        mine, theirs = self.members[one], self.members[two]
        return (
            any(frozenset((a, b)) in self.apart for a in mine for b in theirs)
            if self.apart
            else False
        )

    def _join(self, one: str, two: str) -> None:
        """Let `two` go up in `one`."""
        self.members[one] += self.members.pop(two)
        for other, (total, count) in self.sums.pop(two).items():
            self.sums[other].pop(two, None)
            if other == one:
                continue
            before = self.sums[one].get(other, (0.0, 0))
            both = (before[0] + total, before[1] + count)
            self.sums[one][other] = self.sums[other][one] = both


def reasons_of(group: Group, likenesses: Mapping[Pair, Likeness]) -> tuple[Reason, ...]:
    """Why a group is one claim: for each passage the strongest ground that ties it to the rest.

    `likenesses` are by the keys of two passages, the earlier one first.
    """
    reasons: list[Reason] = []
    for place, passage in enumerate(group[1:], 1):
        pairs = [(other.key, passage.key) for other in group[:place]]
        pairs += [(passage.key, other.key) for other in group[place + 1 :]]
        ties = [like for pair in pairs if (like := likenesses.get(pair)) is not None]
        if ties:
            strongest = max(ties, key=lambda like: (like.score, like.one, like.two))
            reasons += explain(strongest)[:2]
    return tuple(reasons)
