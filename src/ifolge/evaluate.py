"""How well are the attributions found? Scores what was found against an annotated file.

Right is an attribution whose content, cue and source each share enough characters with the
annotated one (F1 of at least one half; empty matches empty). Fields are compared on the pairs
whose contents agree, and `end_to_end` counts missed and spurious attributions as errors too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ifolge.model.wire import Document
from ifolge.pairing import ROLES, Marked, agrees, mark, pair

FIELDS = ("kind", "status", "source_type", "anonymous", "canonical_source")
BINS = 10
_QUOTATION_MARKS = frozenset('"“”„‟«»')
_MOSTLY_QUOTED, _HARDLY_QUOTED = 0.95, 0.05


@dataclass(frozen=True)
class Compared:
    """One annotated article beside what was found in it; `pairs` are numbers in gold and found."""

    text: str
    gold: tuple[Marked, ...]
    found: tuple[Marked, ...]
    pairs: tuple[tuple[int, int], ...]

    def matches(self) -> list[tuple[Marked, Marked]]:
        """The pairs themselves."""
        return [(self.gold[g], self.found[f]) for g, f in self.pairs]

    def same_contents(self) -> list[tuple[Marked, Marked]]:
        """The pairs whose contents agree: those on which fields are compared."""
        return [(g, f) for g, f in self.matches() if agrees(g, f, ("content",))]


def evaluate(gold: Iterable[Document], found: Mapping[str, Document]) -> dict[str, Any]:
    """All scores of the articles `found` (by id) against the annotated ones.

    An annotated article that was not read counts as "nothing found". The result has the names of
    docs/reference/format.md: attribution, attribution_no_cue, attribution_exact, roles,
    recall_by_kind, fields, calibration.
    """
    articles = [compare(document, found.get(document["id"])) for document in gold]
    return {
        "documents": len(articles),
        **_attribution_scores(articles),
        "roles": {role: _role_scores(articles, role) for role in ROLES},
        "recall_by_kind": _recall_by_kind(articles),
        "fields": field_scores(articles),
        "calibration": _calibration(articles),
    }


def compare(gold: Document, found: Document | None) -> Compared:
    """An annotated article beside what was found. Raises ValueError when the texts differ."""
    text = gold["text"]
    if found is not None and found.get("text", text) != text:
        raise ValueError(f"{gold['id']}: was read with another text than the annotated one")
    annotated = tuple(mark(a, text) for a in gold.get("attributions") or ())
    marked = [mark(a, text) for a in found["attributions"]] if found else []
    left_out = {i for start, end in gold.get("discard") or () for i in range(start, end)}
    if left_out:
        marked = [m for m in marked if 2 * len(m.anchor & left_out) <= len(m.anchor)]
    return Compared(text, annotated, tuple(marked), tuple(pair(annotated, marked)))


# ---------------------------------------------------------------- counting


def _rates(right: int, found: int, gold: int) -> dict[str, float]:
    precision = right / found if found else 0.0
    recall = right / gold if gold else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4)}


def _counted(right: int, found: int, gold: int) -> dict[str, float]:
    return {**_rates(right, found, gold), "right": right, "predicted": found, "gold": gold}


def _attribution_scores(articles: Sequence[Compared]) -> dict[str, Any]:
    pairs = [match for article in articles for match in article.matches()]
    found, gold = sum(len(a.found) for a in articles), sum(len(a.gold) for a in articles)
    right = {
        "attribution": sum(agrees(g, f) for g, f in pairs),
        "attribution_no_cue": sum(agrees(g, f, ("source", "content")) for g, f in pairs),
        "attribution_exact": sum(
            all(g.characters[role] == f.characters[role] for role in ROLES) for g, f in pairs
        ),
    }
    return {name: _counted(number, found, gold) for name, number in right.items()}


def _role_scores(articles: Sequence[Compared], role: str) -> dict[str, Any]:
    gold = [m.characters[role] for article in articles for m in article.gold]
    found = [m.characters[role] for article in articles for m in article.found]
    pairs = [(g.characters[role], f.characters[role]) for a in articles for g, f in a.matches()]
    exact = sum(bool(g) and g == f for g, f in pairs)
    shared = sum(len(g & f) for g, f in pairs)
    return {
        "exact": _counted(exact, sum(map(bool, found)), sum(map(bool, gold))),
        "overlap": _rates(shared, sum(map(len, found)), sum(map(len, gold))),
    }


def _recall_by_kind(articles: Sequence[Compared]) -> dict[str, dict[str, float]]:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for article in articles:
        quoted, partner = _quoted_characters(article.text), dict(article.pairs)
        for number, gold in enumerate(article.gold):
            kind = _kind(gold, article.text, quoted)
            total[kind] += 1
            if number in partner and agrees(gold, article.found[partner[number]]):
                right[kind] += 1
    return {
        kind: {"r": round(right[kind] / number, 4), "gold": number}
        for kind, number in total.most_common()
    }


def _quoted_characters(text: str) -> frozenset[int]:
    """Where the text stands between double quotation marks, which never run past a line's end."""
    inside, quoted = False, set()
    for place, character in enumerate(text):
        if character == "\n":
            inside = False
        elif character in _QUOTATION_MARKS:
            inside = not inside
        elif inside:
            quoted.add(place)
    return frozenset(quoted)


def _kind(gold: Marked, text: str, quoted: frozenset[int]) -> str:
    for name in ("kind", "type"):
        if gold.fields.get(name):
            return str(gold.fields[name])
    letters = [place for place in gold.characters["content"] if text[place].isalnum()]
    share = sum(place in quoted for place in letters) / len(letters) if letters else 0.0
    if share > _MOSTLY_QUOTED:
        return "direct"
    return "indirect" if share < _HARDLY_QUOTED else "mixed"


# ---------------------------------------------------------------- fields


def field_scores(articles: Sequence[Compared]) -> dict[str, Any]:
    """Each field that both sides carry: accuracy on agreeing contents, end to end, by class."""
    scores: dict[str, Any] = {}
    for field in FIELDS:
        if _carried(articles, field):
            scores[field] = _field_score(articles, field)
    if _carried(articles, "via"):
        scores.update(_chain_scores(articles))
    return scores


def _carried(articles: Sequence[Compared], field: str) -> bool:
    return any(field in m.fields for a in articles for m in a.gold) and any(
        field in m.fields for a in articles for m in a.found
    )


def _field_score(articles: Sequence[Compared], field: str) -> dict[str, Any]:
    pairs = [
        (g.fields[field], f.fields.get(field), field in f.fields)
        for article in articles
        for g, f in article.same_contents()
        if field in g.fields
    ]
    gold = sum(field in m.fields for a in articles for m in a.gold)
    found = sum(field in m.fields for a in articles for m in a.found)
    hits = [stated and _same(field, want, got) for want, got, stated in pairs]
    score: dict[str, Any] = {
        "accuracy": round(sum(hits) / len(pairs), 4) if pairs else None,
        "compared": len(pairs),
        "end_to_end": _rates(sum(hits), found, gold),
    }
    if field != "canonical_source" and pairs:
        score.update(_by_class([(str(w), str(g)) for w, g, _ in pairs], hits))
    return score


def _same(field: str, want: Any, got: Any) -> bool:
    if field == "canonical_source":
        return _folded(want) == _folded(got)
    return bool(want == got)


def _folded(name: Any) -> str:
    return " ".join(str(name or "").casefold().split())


def _by_class(values: Sequence[tuple[str, str]], hits: Sequence[bool]) -> dict[str, Any]:
    right: defaultdict[str, int] = defaultdict(int)
    for (want, _), hit in zip(values, hits, strict=True):
        right[want] += hit
    gold, found = Counter(want for want, _ in values), Counter(got for _, got in values)
    classes = {value: _rates(right[value], found[value], gold[value])["f1"] for value in gold}
    return {
        "macro_f1": round(sum(classes.values()) / len(classes), 4),
        "majority_accuracy": round(max(gold.values()) / len(values), 4),
        "class_f1": classes,
    }


def _chain_scores(articles: Sequence[Compared]) -> dict[str, Any]:
    """Relay chains: a link is right when both its ends are paired with the annotated ends."""
    hits: list[bool] = []
    right = 0
    for article in articles:
        annotated = {f.fields.get("id"): g.fields.get("id") for g, f in article.matches()}
        for gold, found in article.same_contents():
            want, got = gold.fields.get("via"), found.fields.get("via")
            hit = annotated.get(got) == want if got else not want
            hits.append(hit)
            right += bool(want) and hit
    found_links = sum(bool(m.fields.get("via")) for a in articles for m in a.found)
    gold_links = sum(bool(m.fields.get("via")) for a in articles for m in a.gold)
    accuracy = round(sum(hits) / len(hits), 4) if hits else None
    return {
        "via": {"accuracy": accuracy, "compared": len(hits)},
        "via_links": _counted(right, found_links, gold_links),
    }


# ---------------------------------------------------------------- confidence


def _calibration(articles: Sequence[Compared]) -> dict[str, Any]:
    """Does 0.8 mean right in eight of ten? Expected calibration error over ten equal bins."""
    judged: list[tuple[float, bool]] = []
    for article in articles:
        partner = {f: g for g, f in article.pairs}
        for number, found in enumerate(article.found):
            if "confidence" in found.fields:
                right = number in partner and agrees(article.gold[partner[number]], found)
                judged.append((float(found.fields["confidence"]), right))
    bins = []
    for number in range(BINS):
        inside = [j for j in judged if min(int(j[0] * BINS), BINS - 1) == number]
        if inside:
            confidence = sum(c for c, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            bins.append((len(inside), confidence, share))
    error = sum(n * abs(confidence - share) for n, confidence, share in bins)
    return {
        "expected_error": round(error / len(judged), 4) if judged else None,
        "bins": [
            {"attributions": n, "confidence": round(c, 4), "right": round(s, 4)} for n, c, s in bins
        ],
    }
