"""What candidate cues yield → attributions: parts of one cue joined, numbered, chained."""

import math
from collections.abc import Mapping, Sequence

from ifolge.attribute.continuation import continue_contents
from ifolge.attribute.decode import Found
from ifolge.attribute.headline import SHARE
from ifolge.model.article import ParsedArticle, Span, Spans, agreement, covered
from ifolge.model.attribution import Attribution, Kind, Scores
from ifolge.model.emissions import Calibration

SAME_CONTENT = 0.6  # share of characters two readings must agree on to be one attribution
QUOTED, UNQUOTED = 0.95, 0.05  # shares of letters in quotation marks: direct, indirect
LINK = 0.1  # a relay less likely than this is not passed on


def link(
    parsed: ParsedArticle,
    found: Sequence[Found],
    calibration: Calibration,
    least: float,
    headline: Found | None = None,
) -> list[tuple[Attribution, Found]]:
    """Attributions in the order of their cues, each with the reading it came from.

    Those whose calibrated confidence is below `least` are left out, but for a quoted `headline`
    that no other has for its content.
    """
    sure = [(confidence_of(f.signs, calibration), f) for f in found]
    confidence = {id(f.reading): c for c, f in sure}
    kept = continue_contents(parsed, join_parts([(c, f) for c, f in sure if c >= least]))
    if headline and all(covered(f.content, headline.content) < SAME_CONTENT for f in kept):
        kept.append(headline)
        confidence[id(headline.reading)] = SHARE
    kept.sort(key=lambda f: min(s.start for s in f.cue or f.content))
    names = [f"a{i}" for i in range(1, len(kept) + 1)]
    quoted = quoted_letters(parsed)
    out = []
    for name, item in zip(names, kept, strict=True):
        reading = item.reading
        others = {n: f.cue for n, f in zip(names, kept, strict=True) if f is not item}
        attribution = Attribution(
            id=name,
            source=item.source,
            cue=item.cue,
            content=item.content,
            anaphor=item.anaphor,
            kind=kind_of(parsed.text, item.content, own_quotations(item.cue, quoted)),
            confidence=confidence[id(item.reading)],
            scores=Scores(
                reading.status,
                reading.source_type,
                reading.anonymous,
                relay_scores(item.relay, others),
            ),
        )
        out.append((attribution, item))
    return out


def relay_scores(relay: Spans, cues: Mapping[str, Spans]) -> dict[str, float]:
    """How much of each other cue was read as the relay's, by attribution id; traces left out."""
    shares = {name: covered(relay, cue) for name, cue in cues.items()} if relay else {}
    return {name: share for name, share in shares.items() if share > LINK}


def confidence_of(signs: Sequence[float], calibration: Calibration) -> float:
    """The probability that an attribution is right: a logistic function of its signs, fitted on
    development data (training/calibrate.py).
    """
    shift, *weights = calibration
    total = shift + sum(w * s for w, s in zip(weights, signs, strict=True))
    return 1 / (1 + math.exp(-total))


def join_parts(found: Sequence[tuple[float, Found]]) -> list[Found]:
    """One reading per cue: "har … ytret" and "lehnt … ab" are found twice, once from each part.

    Of two readings whose cues overlap, the surer one stays; likewise of two without cue that
    mark the same content, or one without cue whose content another reading covers.
    """
    kept: list[Found] = []
    for _, item in sorted(found, key=lambda pair: -pair[0]):
        if not any(is_same(item, other) for other in kept):
            kept.append(item)
    return kept


def is_same(item: Found, other: Found) -> bool:
    """Whether two readings are of one attribution."""
    if item.cue and other.cue:
        return any(a.overlaps(b) for a in item.cue for b in other.cue) and (
            agreement(item.content, other.content) > 1 - SAME_CONTENT
            or set(item.cue) & set(other.cue) != set()
        )
    return agreement(item.content, other.content) >= SAME_CONTENT or any(
        s.contains(o) for s in other.content for o in item.content
    )


def quoted_letters(parsed: ParsedArticle) -> list[Span]:
    """The insides of all quotations, in text order."""
    return sorted(q.inner for q in parsed.quotations)


def own_quotations(cue: Spans, quoted: Sequence[Span]) -> list[Span]:
    """Quotations that set off this content; not those in which its cue stands as well, for there
    somebody else is quoted ("»Hun siger, at broen er farlig,« fortæller han").
    """
    return [q for q in quoted if not any(q.contains(part) for part in cue)]


def kind_of(text: str, content: Spans, quoted: Sequence[Span]) -> Kind:
    """Direct, indirect or mixed, by the share of the content's letters in quotation marks."""
    letters = inside = 0
    for span in content:
        near = [q for q in quoted if q.overlaps(span)]
        for at in range(span.start, span.end):
            if text[at].isalnum():
                letters += 1
                inside += any(q.start <= at < q.end for q in near)
    share = inside / letters if letters else 0.0
    return Kind.DIRECT if share > QUOTED else Kind.INDIRECT if share < UNQUOTED else Kind.MIXED
