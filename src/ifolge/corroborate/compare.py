"""Do two passages state the same claim? A declared list of features, each with its weight.

The score is the sum of weight times feature, plus a constant; above 0 the pair is more likely the
same claim than not. Every part that matters becomes a Reason, so that a user can disagree with a
named one. 12 dead is not 14 dead; "afviser, at 14 er døde" is the claim of 14, denied.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ifolge.corroborate.candidates import Pair
from ifolge.corroborate.passages import Passage
from ifolge.corroborate.setting import Setting
from ifolge.model.attribution import Status
from ifolge.model.claim import Likeness
from ifolge.model.reason import Reason

_WISHES = (Status.DEMANDED, Status.EVALUATED)
Measure = Callable[[Passage, Passage, Setting], float]


@dataclass(frozen=True, slots=True)
class Feature:
    """One ground for or against "the same claim": `weight` times what `measure` gives (0..1).

    What is `within` an article tells nothing of passages of two.
    """

    name: str
    weight: float
    measure: Measure
    within: bool = False


def _meaning(one: Passage, two: Passage, _: Setting) -> float:
    if one.centred is None or two.centred is None:
        return 0.0
    return float(one.centred @ two.centred)


def _words(one: Passage, two: Passage, setting: Setting) -> float:
    mine, theirs = one.wording.grams, two.wording.grams
    if not mine or not theirs:
        return 0.0
    both = setting.weigh(mine & theirs)
    whole = setting.weigh_passage(mine) * setting.weigh_passage(theirs)
    return both / max(1e-9, math.sqrt(whole))


def _foreign(one: Passage, two: Passage, _: Setting) -> float:
    return float(one.lang != two.lang)


def _meaning_abroad(one: Passage, two: Passage, setting: Setting) -> float:
    return _meaning(one, two, setting) if one.lang != two.lang else 0.0


def _names(one: Passage, two: Passage, setting: Setting) -> float:
    mine, theirs = one.wording.persons, two.wording.persons
    shared = mine & theirs
    if not shared:
        return 0.0
    return setting.weigh(shared) / max(1e-9, setting.weigh(mine | theirs))


def _number(one: Passage, two: Passage, _: Setting) -> float:
    return float(bool(one.wording.numbers & two.wording.numbers))


def _other_number(one: Passage, two: Passage, _: Setting) -> float:
    mine, theirs = one.wording.numbers, two.wording.numbers
    return float(bool(mine and theirs and not mine & theirs))


def _one_number(one: Passage, two: Passage, _: Setting) -> float:
    return float(bool(one.wording.numbers) != bool(two.wording.numbers))


def _other_code(one: Passage, two: Passage, _: Setting) -> float:
    mine, theirs = one.wording.codes, two.wording.codes
    return float(bool(mine and theirs and not mine & theirs))


def _day(one: Passage, two: Passage, _: Setting) -> float:
    mine, theirs = one.wording, two.wording
    return float(bool(mine.weekdays & theirs.weekdays or mine.dates & theirs.dates))


def _other_day(one: Passage, two: Passage, _: Setting) -> float:
    mine, theirs = one.wording, two.wording
    days = mine.weekdays and theirs.weekdays and not mine.weekdays & theirs.weekdays
    dates = mine.dates and theirs.dates and not mine.dates & theirs.dates
    return float(bool(days or dates))


def _negation(one: Passage, two: Passage, _: Setting) -> float:
    return float(one.wording.negated != two.wording.negated)


def _wish(one: Passage, two: Passage, _: Setting) -> float:
    return float((one.mention.status in _WISHES) != (two.mention.status in _WISHES))


def _neighbours(one: Passage, two: Passage, _: Setting) -> float:
    return float(one.article == two.article and not (one.headline or two.headline))


def _same_source_here(one: Passage, two: Passage, _: Setting) -> float:
    """A source seldom says one thing twice in one article, but for the headline."""
    same = one.source is not None and one.source == two.source
    return _neighbours(one, two, _) if same else 0.0


def _headline(one: Passage, two: Passage, _: Setting) -> float:
    if one.article != two.article or one.headline == two.headline:
        return 0.0
    return 1.0 / max(1, abs(one.order - two.order))


def _cited(one: Passage, two: Passage, setting: Setting) -> float:
    there = two.article in setting.cites.get(one.key, ())
    return float(there or one.article in setting.cites.get(two.key, ()))


def _source(one: Passage, two: Passage, setting: Setting) -> float:
    if one.article == two.article:
        return 0.0
    mine, theirs = setting.sources.get(one.key), setting.sources.get(two.key)
    return float(bool(mine) and mine == theirs)


def _aligned(one: Passage, two: Passage, setting: Setting) -> float:
    return float(bool(setting.aligned) and frozenset((one.key, two.key)) in setting.aligned)


def _points_at(one: Passage, two: Passage, setting: Setting) -> float:
    there = two.key in setting.points_at.get(one.key, ())
    return float(there or one.key in setting.points_at.get(two.key, ()))


def _own_voice(one: Passage, two: Passage, _: Setting) -> float:
    mine, theirs = one.own_voice and not one.headline, two.own_voice and not two.headline
    return float(mine or theirs)


def _same_words(one: Passage, two: Passage, _: Setting) -> float:
    return float(one.text.casefold() == two.text.casefold())


CONSTANT = -1.52
FEATURES: tuple[Feature, ...] = (
    Feature("meaning", 1.45, _meaning),
    Feature("words", 8.18, _words),
    Feature("foreign", 1.22, _foreign),
    Feature("meaning_abroad", 1.56, _meaning_abroad),
    Feature("names", 0.89, _names),
    Feature("number", 3.02, _number),
    Feature("other_number", -6.18, _other_number),
    Feature("one_number", -2.16, _one_number),
    Feature("other_code", -2.55, _other_code),
    Feature("day", 2.74, _day),
    Feature("other_day", -1.64, _other_day),
    Feature("negation", -1.97, _negation),
    Feature("wish", -2.57, _wish),
    Feature("neighbours", -1.34, _neighbours, within=True),
    Feature("same_source_here", -0.55, _same_source_here, within=True),
    Feature("headline", 0.96, _headline, within=True),
    Feature("cited", 0.46, _cited),
    Feature("source", 0.15, _source),
    Feature("aligned", 1.68, _aligned),
    Feature("points_at", 5.52, _points_at),
    Feature("own_voice", -2.17, _own_voice),
    Feature("same_words", 2.00, _same_words),
)
_ACROSS = tuple(feature for feature in FEATURES if not feature.within)
MATTERS = 0.4  # a part of the score smaller than this is not worth a Reason


def measure(one: Passage, two: Passage, setting: Setting) -> dict[str, float]:
    """What each feature gives for a pair, before the weights."""
    return {feature.name: feature.measure(one, two, setting) for feature in FEATURES}


def compare_pair(one: Passage, two: Passage, setting: Setting) -> Likeness:
    """How far two passages state the same claim, and why."""
    features = FEATURES if one.article == two.article else _ACROSS
    parts = {}
    for feature in features:
        if value := feature.measure(one, two, setting):
            parts[feature.name] = feature.weight * value
    return Likeness(one.key, two.key, CONSTANT + sum(parts.values()), parts)


def compare(
    pairs: Iterable[Pair], passages: Sequence[Passage], setting: Setting
) -> tuple[Likeness, ...]:
    """The likeness of each candidate pair."""
    return tuple(compare_pair(passages[a], passages[b], setting) for a, b in pairs)


def explain(likeness: Likeness) -> tuple[Reason, ...]:
    """The reasons behind a likeness, the weightiest first."""
    parts = sorted(likeness.features.items(), key=lambda part: (-abs(part[1]), part[0]))
    return tuple(
        Reason(
            "claim",
            f"compare.{name}",
            values={"part": f"{value:+.1f}", "one": likeness.one, "two": likeness.two},
            confidence=float(1 / (1 + np.exp(-abs(value)))),
        )
        for name, value in parts
        if abs(value) >= MATTERS
    )
