"""Fit the weights by which passages are compared (corroborate/compare.py), story by story.

    python -m training.stories [--model FOLDER] [--cache FILE]

Every story is taken twice: with the attributions people gave, and as the model reads it. Prints the
claims' B-cubed scores of each story with weights fitted on the others, then the weights from all,
as they are written in compare.py. Sets that are held back are measured and never fitted.
"""

import argparse
import pickle
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ifolge.corroborate.candidates import Pair, find_candidates
from ifolge.corroborate.claims import group_into_claims
from ifolge.corroborate.compare import FEATURES, measure
from ifolge.corroborate.copies import find_copies
from ifolge.corroborate.passages import Passage, find_passages, in_order
from ifolge.corroborate.setting import Setting, read_setting
from ifolge.corroborate.sources import settle_sources
from ifolge.encoder.onnx import Encoder
from ifolge.given import with_given
from ifolge.model.article import Span
from ifolge.model.claim import Likeness
from ifolge.model.report import Report
from ifolge.pipeline import Tools, analyse_many
from training.story_sets import Story, all_stories

RIDGE, WEIGHT_OF_SAME = 1e-4, 5.0
FOUND = 0.5  # likeness of a passage to an annotated mention that makes it this mention
# Ground that speaks for (1) or against (-1): a weight of the other sign would fit chance.
SIGNS = {
    **dict.fromkeys(("meaning", "words", "names", "number", "day", "headline", "cited"), 1),
    **dict.fromkeys(("source", "aligned", "points_at", "same_words", "foreign"), 1),
    **dict.fromkeys(("meaning_abroad",), 1),
    **dict.fromkeys(("other_number", "one_number", "other_code", "other_day", "negation"), -1),
    **dict.fromkeys(("wish", "neighbours", "own_voice", "same_source_here"), -1),
}
# Weights of grounds too rare in the sets to be fitted start from what they ought to be.
PRIORS = {
    "other_code": -2.5,
    "other_day": -0.7,
    "points_at": 5.0,
    "negation": -1.0,
    "other_number": -3.0,
    "same_words": 2.0,
}
Weights = NDArray[np.float64]  # one for each feature, the constant last


@dataclass(frozen=True)
class Sample:
    """One story in one reading: its pairs of passages, measured and labelled.

    `labels` names the gold claim of each passage; "~…" is an attribution of no claim, None any
    other place that states no gold claim. `same` is 1, 0, or -1 where it is not known.
    """

    name: str
    held: bool
    passages: Sequence[Passage]
    labels: Sequence[str | None]
    setting: Setting
    pairs: Sequence[Pair]
    measures: NDArray[np.float64]
    same: NDArray[np.float64]
    counts: NDArray[np.float64]


def read_all(stories: Sequence[Story], tools: Tools) -> dict[str, tuple[list[Report], ...]]:
    """The reports of each story: on the given attributions, and as the model reads it."""
    found = {}
    for story in stories:
        given = [with_given(a, story.given[a.id], tools) for a in story.articles]
        found[story.name] = (given, list(analyse_many(story.articles, tools=tools)))
        print(f"read {story.name}", flush=True)
    return found


def sample(story: Story, reports: Sequence[Report], kind: str) -> Sample:
    """Measure and label the pairs of one story."""
    ordered = settle_sources(in_order(reports))
    passages = find_passages(ordered)
    setting = read_setting(passages, find_copies(ordered, passages))
    pairs = find_candidates(passages)
    labels = [label(passage, story) for passage in passages]
    known = Counter((p.lang, p.text) for p in passages)
    counts = [known[p.lang, p.text] for p in passages]
    rows = [list(measure(passages[a], passages[b], setting).values()) for a, b in pairs]
    return Sample(
        f"{story.name} ({kind})",
        story.held,
        passages,
        labels,
        setting,
        pairs,
        np.array([[*row, 1.0] for row in rows]),
        np.array([_same(labels[a], labels[b]) for a, b in pairs], dtype=float),
        np.array([1 / (counts[a] * counts[b]) for a, b in pairs]),
    )


def _same(one: str | None, two: str | None) -> int:
    return -1 if one is None and two is None else int(one == two)


def label(passage: Passage, story: Story) -> str | None:
    """The gold claim a passage states; "~…" for an attribution of no claim; None else."""
    best, found = FOUND, None
    mine = _places(passage.mention.spans)
    for claim in story.gold["claims"]:
        for mention in claim["mentions"]:
            if mention["article"] == passage.article:
                likeness = _likeness(mine, _places(_spans(mention, story)))
                if likeness >= best:
                    best, found = likeness, claim["id"]
    if found is not None:
        return found
    given = story.given[passage.article]
    alone = any(_likeness(mine, _places(a.content)) >= FOUND for a in given)
    return f"~{passage.key}" if alone and not passage.own_voice else None


def _spans(mention: dict, story: Story) -> Sequence[Span]:
    if "span" in mention:
        return [Span(*mention["span"])]
    rows = story.given[mention["article"]]
    return next(a.content for a in rows if a.id == mention["attribution"])


def _places(spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def _likeness(one: set[int], two: set[int]) -> float:
    return 2 * len(one & two) / (len(one) + len(two))


def fit(samples: Sequence[Sample]) -> Weights:
    """Logistic regression with a prior; weights of the wrong sign are set to nothing."""
    x = np.concatenate([s.measures[s.same >= 0] for s in samples])
    y = np.concatenate([s.same[s.same >= 0] for s in samples])
    w = np.concatenate([s.counts[s.same >= 0] for s in samples]) * np.where(y, WEIGHT_OF_SAME, 1)
    prior = np.array([PRIORS.get(f.name, 0.0) for f in FEATURES] + [0.0])
    signs = np.array([SIGNS.get(f.name, 0) for f in FEATURES] + [0])
    ridge = np.array([RIDGE] * len(FEATURES) + [0.0])
    weights, free = prior.copy(), np.ones(len(prior), dtype=bool)
    weights[-1] = -3.0
    while True:
        weights = _newton(x[:, free], y, w, (weights[free], prior[free], ridge[free]), free)
        wrong = free & (signs * weights < 0)
        if not wrong.any():
            return weights
        free &= ~wrong
        weights[wrong] = 0.0


def _newton(x, y, w, start: tuple[Weights, Weights, Weights], free: NDArray[np.bool_]) -> Weights:
    """The weights of least loss among the free ones, the others nothing."""
    at, prior, ridge = start
    total = w.sum()

    def loss(t: Weights) -> float:
        z = x @ t
        return float(
            (w * (np.logaddexp(0, z) - y * z)).sum() / total + ridge @ (t - prior) ** 2 / 2
        )

    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ at, -30, 30)))
        slope = x.T @ (w * (p - y)) / total + ridge * (at - prior)
        bend = (x * (w * p * (1 - p) / total)[:, None]).T @ x + np.diag(ridge + 1e-9)
        step, size = np.linalg.solve(bend, slope), 1.0
        while loss(at - size * step) > loss(at) - 1e-4 * size * (slope @ step) and size > 1e-6:
            size /= 2
        at = at - size * step
        if np.abs(size * step).max() < 1e-4:
            break
    weights = np.zeros(len(free))
    weights[free] = at
    return weights


def score(one: Sample, weights: Weights) -> NDArray[np.float64]:
    """B-cubed as sums: precision, its mentions, recall, its mentions."""
    scores = one.measures @ weights
    keys = [(one.passages[a].key, one.passages[b].key) for a, b in one.pairs]
    likes = [Likeness(a, b, float(s)) for (a, b), s in zip(keys, scores, strict=True)]
    groups = group_into_claims(one.passages, likes, (), one.setting.points_at)
    claim = {p.key: name for p, name in zip(one.passages, one.labels, strict=True)}
    named = {key: name for key, name in claim.items() if name and not name.startswith("~")}
    gold, found = defaultdict(set), {}
    for key, name in named.items():
        gold[name].add(key)
    for group in groups:
        members = {p.key for p in group} & named.keys()
        found |= dict.fromkeys(members, members)
    both = {key: len(found.get(key, set()) & gold[name]) for key, name in named.items()}
    precision = sum(both[key] / len(members) for key, members in found.items())
    recall = sum(both[key] / len(gold[name]) for key, name in named.items())
    return np.array([precision, len(found), recall, len(named)])


def f1(sums: NDArray[np.float64]) -> str:
    """Precision, recall and F1 of sums, for printing."""
    p, r = sums[0] / max(1, sums[1]), sums[2] / max(1, sums[3])
    return f"p {p:.3f}  r {r:.3f}  f1 {2 * p * r / max(1e-9, p + r):.3f}"


def leave_one_out(samples: Sequence[Sample]) -> None:
    """Print what each story scores with weights that have not seen it."""
    totals: dict[str, NDArray[np.float64]] = defaultdict(lambda: np.zeros(4))
    for one in samples:
        name, _, kind = one.name.partition(" ")
        others = [s for s in samples if not s.held and s.name.partition(" ")[0] != name]
        sums = score(one, fit(others))
        totals[f"{'held back' if one.held else 'fitted'} {kind}"] += sums
        print(f"{one.name:32} {f1(sums)}")
    for name, sums in totals.items():
        print(f"ALL {name:28} {f1(sums)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, help="folder of the exported model")
    parser.add_argument("--cache", type=Path, help="file to keep what the model read")
    args = parser.parse_args()
    stories = all_stories()
    cached = {}
    if args.cache and args.cache.is_file():
        cached = pickle.loads(args.cache.read_bytes())
    new = [story for story in stories if story.name not in cached]
    if new:
        encoder = Encoder(args.model, threads=1) if args.model else Encoder(threads=1)
        cached |= read_all(new, Tools(encoder))
    if args.cache:
        args.cache.write_bytes(pickle.dumps(cached))
    samples = [
        sample(story, reports, kind)
        for story in stories
        for kind, reports in zip(("given", "read"), cached[story.name], strict=True)
    ]
    leave_one_out(samples)
    weights = fit([s for s in samples if not s.held])
    print(f"CONSTANT = {weights[-1]:.2f}")
    for feature, weight in zip(FEATURES, weights, strict=False):
        print(f'    Feature("{feature.name}", {weight:.2f}, …)')


if __name__ == "__main__":
    main()
