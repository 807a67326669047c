"""Fit what turns the signs of an attribution into a confidence, and the bar of silence.

    python -m training.calibrate [--into src/ifolge/encoder/files]

Reads the development articles of the five languages with the exported model, decodes every
candidate, and fits a logistic function of the three signs (Newton's method, small ridge) to
"is right" (content, cue and source each F1 >= 0.5, one to one). The bar is the one with the best
attribution F1 on the same articles. Prints the expected calibration error in five-fold cross-
validation over articles, and per language.
"""

import argparse
import dataclasses
import json
from pathlib import Path

import numpy as np

from ifolge.attribute.borders import mend_borders
from ifolge.attribute.decode import decode
from ifolge.attribute.link import confidence_of, link
from ifolge.encoder.onnx import Encoder
from ifolge.evaluate import compare
from ifolge.model.article import Article
from ifolge.pairing import agrees
from ifolge.parse import parse
from training import corpora

FOLDS, BINS = 5, 10


@dataclasses.dataclass
class Judged:
    """Signs and truth of the candidates of one article, and how many attributions it has."""

    lang: str
    signs: np.ndarray
    right: np.ndarray
    gold: int


def judge(doc: dict, encoder: Encoder) -> Judged:
    """All candidates of an article, whether they are right or not."""
    parsed = parse(Article(doc["id"], doc["text"], lang=doc["lang"]))
    emissions = next(iter(encoder.read([parsed])))
    mended = [mend_borders(parsed, f) for f in decode(parsed, emissions)]
    linked = link(parsed, mended, (0.0, 1.0, 0.5, 0.5), 0.0)
    found = [
        {"id": a.id} | {r: [[s.start, s.end] for s in getattr(a, r)] for r in ROLES}
        for a, _ in linked
    ]
    compared = compare(doc, {"text": doc["text"], "attributions": found})
    right = np.zeros(len(found), bool)
    for g, f in compared.pairs:
        right[f] = agrees(compared.gold[g], compared.found[f])
    signs = np.array([f.signs for _, f in linked]).reshape(-1, 3)
    return Judged(doc["lang"], signs, right, len(compared.gold))


ROLES = ("source", "cue", "content")


def fit(judged: list[Judged]) -> np.ndarray:
    """Shift and weights of the logistic function."""
    x = np.concatenate([j.signs for j in judged])
    x = np.concatenate([np.ones((len(x), 1)), x], axis=1)
    y = np.concatenate([j.right for j in judged]).astype(float)
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + 0.1 * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(len(w))
        w -= np.linalg.solve(hessian, gradient)
    return w


def chances(judged: list[Judged], w: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    p = [confidence_of(s, tuple(w)) for j in judged for s in j.signs]
    return np.array(p), np.concatenate([j.right for j in judged])


def calibration_error(p: np.ndarray, right: np.ndarray, least: float) -> float:
    """Expected calibration error of the attributions shown, ten equal bins."""
    p, right = p[p >= least], right[p >= least]
    number = np.minimum((p * BINS).astype(int), BINS - 1)
    return sum(
        abs(p[number == b].mean() - right[number == b].mean()) * (number == b).mean()
        for b in range(BINS)
        if (number == b).any()
    )


def best_bar(judged: list[Judged], w: np.ndarray) -> float:
    """The confidence that gives the best mean over languages of attribution F1."""
    bars = np.arange(0.2, 0.65, 0.01)
    scores = np.zeros(len(bars))
    for lang in sorted({j.lang for j in judged}):
        some = [j for j in judged if j.lang == lang]
        p, right = chances(some, w)
        gold = sum(j.gold for j in some)
        for i, bar in enumerate(bars):
            shown = p >= bar
            scores[i] += 2 * right[shown].sum() / (shown.sum() + gold)
    return float(bars[scores.argmax()])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--into", type=Path, default=Path("src/ifolge/encoder/files"))
    options = parser.parse_args()
    encoder = Encoder(options.into)
    docs = [d for lang in corpora.LANGUAGES for d in corpora.annotated(lang, "dev")]
    judged = [judge(d, encoder) for d in docs]
    order = np.random.default_rng(1).permutation(len(judged))
    held = np.zeros(len(judged), int)
    held[order] = np.arange(len(judged)) % FOLDS
    w = fit(judged)
    bar = best_bar(judged, w)
    for lang in (*corpora.LANGUAGES, None):
        p, right = [], []
        for fold in range(FOLDS):
            v = fit([j for j, h in zip(judged, held, strict=True) if h != fold])
            test = [
                j for j, h in zip(judged, held, strict=True) if h == fold and lang in (None, j.lang)
            ]
            if not test:
                continue
            a, b = chances(test, v)
            p.append(a)
            right.append(b)
        error = calibration_error(np.concatenate(p), np.concatenate(right), bar)
        print(f"{lang or 'all'}: expected calibration error {error:.3f}")
    settings = json.loads((options.into / "model.json").read_text("utf-8"))
    settings["calibration"] = [round(float(v), 4) for v in w]
    settings["least"] = round(bar, 3)
    (options.into / "model.json").write_text(json.dumps(settings, indent=1) + "\n", "utf-8")
    print(f"weights {settings['calibration']}, bar {settings['least']}")


if __name__ == "__main__":
    main()
