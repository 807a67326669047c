"""What only the whole set tells about a pair: rare words, cited outlets, aligned copies.

Everything here is computed from the set of passages, not from their order of arrival.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ifolge.corroborate.outlets import Outlet, name_keys, outlet_of
from ifolge.corroborate.passages import OUTLET_TYPES, Passage
from ifolge.corroborate.translations import align_passages
from ifolge.model.attribution import Status
from ifolge.model.claim import Copy, Degree

# A content of so few words without number or name may only point at another one.
BARE = 3


@dataclass(frozen=True)
class Setting:
    """What is known about all passages together.

    `rarity` weighs runs of letters and names; `aligned` holds pairs of keys that translated copies
    have in the same place; `points_at` maps a bare content ("oplysningen", "the report") to the
    keys it may stand for; `cites` maps a passage to the articles whose outlet it names.
    """

    rarity: Mapping[str, float]
    aligned: frozenset[frozenset[str]]
    points_at: Mapping[str, frozenset[str]]
    cites: Mapping[str, frozenset[str]]
    sources: Mapping[str, frozenset[str]]
    _weighed: dict[frozenset[str], float] = field(default_factory=dict, compare=False, repr=False)

    def weigh(self, marks: frozenset[str]) -> float:
        """The summed rarity of runs of letters or names, the same in whatever order they come."""
        return math.fsum([self.rarity.get(mark, 0.0) for mark in marks])

    def weigh_passage(self, marks: frozenset[str]) -> float:
        """The same for all marks of a passage, which is compared many times."""
        known = self._weighed.get(marks)
        if known is None:
            known = self._weighed[marks] = self.weigh(marks)
        return known


def read_setting(passages: Sequence[Passage], copies: Sequence[Copy]) -> Setting:
    """What the set tells about its pairs."""
    articles: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        articles[passage.article].append(passage)
    return Setting(
        rarity=_rarity(passages),
        aligned=_aligned(articles, copies),
        points_at={p.key: _pointed_at(p, articles[p.article]) for p in passages if is_bare(p)},
        cites=find_cited(passages),
        sources={p.key: name_keys(p.source) for p in passages if p.source},
    )


def _rarity(passages: Sequence[Passage]) -> dict[str, float]:
    """How much a run of letters or a name tells, by how few different texts have it."""
    counts: Counter[str] = Counter()
    texts = {(p.lang, p.text): p.wording for p in passages}
    for wording in texts.values():
        counts.update(wording.grams | wording.names)
    total = len(texts) + 1
    return {mark: math.log(total / count) for mark, count in counts.items()}


def _aligned(
    articles: Mapping[str, list[Passage]], copies: Sequence[Copy]
) -> frozenset[frozenset[str]]:
    """Pairs of passages that stand in the same place of a text and its translation."""
    family: dict[str, set[str]] = defaultdict(set)
    for copy in copies:
        if copy.degree is Degree.WHOLE:
            family[copy.of].add(copy.article)
    pairs = set()
    for copy in copies:
        if copy.degree is not Degree.TRANSLATED:
            continue
        for original in sorted({copy.of, *family[copy.of]}):
            mine, theirs = articles[copy.article], articles[original]
            _, places = align_passages(mine, theirs)
            pairs |= {frozenset((mine[a].key, theirs[b].key)) for a, b in places}
    return frozenset(pairs)


def is_bare(passage: Passage) -> bool:
    """Whether a content is too bare to be compared by itself: "oplysningen", "the report"."""
    wording = passage.wording
    return (
        passage.attribution is not None
        and wording.length <= BARE
        and not (wording.names or wording.codes or wording.numbers)
        and not passage.headline
    )


def _pointed_at(passage: Passage, article: Sequence[Passage]) -> frozenset[str]:
    """What a bare content stands for: the last content of the same source, else the nearest.

    "Avisen skrev, at fire er fundet. Avisen trækker oplysningen tilbage": the content before.
    """
    before = [
        p
        for p in article
        if p.order < passage.order and not p.headline and not (p.own_voice or is_bare(p))
    ]
    retracting = passage.mention.status is Status.DENIED
    same = [p for p in before if p.source and p.source == passage.source]
    if same and retracting:
        return frozenset((same[-1].key,))
    if retracting and before:
        return frozenset((before[-1].key,))
    return frozenset()


def find_cited(passages: Sequence[Passage]) -> dict[str, frozenset[str]]:
    """For each passage the articles whose outlet it names as source or relay.

    "Ifølge den svenske avis Sundkuriren" cites the articles of "Sundkuriren", not its own outlet's.
    """
    outlets: dict[Outlet, set[str]] = defaultdict(set)
    for passage in passages:
        outlet = outlet_of(passage.outlet or "")
        if outlet is not None:
            outlets[outlet].add(passage.article)
    cited = {}
    for passage in passages:
        names = _outlets_named(passage)
        found = {
            article
            for outlet, articles in outlets.items()
            if outlet.name != passage.outlet and any(map(outlet.is_meant_by, names))
            for article in articles
        }
        if found:
            cited[passage.key] = frozenset(found)
    return cited


def _outlets_named(passage: Passage) -> list[str]:
    names = [*passage.relays]
    attribution = passage.attribution
    if attribution is not None and attribution.source_type in OUTLET_TYPES and passage.source:
        names += passage.source.split(";")
    return names
