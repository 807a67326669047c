"""Which places of the reports may state a claim, with everything they are compared by.

A passage is the content of an attribution or a sentence in the article's own voice. A relay chain
is one passage, named by the attribution it ends in.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from ifolge.corroborate.outlets import is_own
from ifolge.corroborate.wording import (
    Wording,
    fold,
    name_key,
    name_keys_in,
    own_pronouns,
    read_wording,
    words_of,
)
from ifolge.model.article import Span, Spans
from ifolge.model.attribution import Attribution, SourceType
from ifolge.model.claim import Mention
from ifolge.model.report import Report

Vector = NDArray[np.float32]
# How many contents it takes until the middle of the set is trusted by half.
_FEW = 20
STATES = 3  # words of a headline that states something
REPEATS = 0.6  # share of its runs of letters that a headline has from the attribution it repeats
OUTLET_TYPES = (SourceType.NEWS_OUTLET, SourceType.NEWS_AGENCY)


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One place that may state a claim.

    `order` is its place among the article's passages, `sentence` the number of the sentence it
    begins in; `relays` names the outlets it came through, nearest last, `source` the canonical
    source, None in own voice. `centred` is the vector seen from the middle of the story.
    """

    mention: Mention
    text: str
    lang: str
    at: datetime | None
    outlet: str | None
    order: int
    sentence: int
    headline: bool
    wording: Wording
    attribution: Attribution | None = None
    source: str | None = None
    relays: tuple[str, ...] = ()
    centred: Vector | None = None
    key: str = field(init=False)
    article: str = field(init=False)

    def __post_init__(self) -> None:
        """Keep what every comparison asks for: the key of the mention, and its article."""
        object.__setattr__(self, "key", self.mention.key)
        object.__setattr__(self, "article", self.mention.article)

    @property
    def own_voice(self) -> bool:
        """Whether the article says it itself."""
        return self.attribution is None


def in_order(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports by time, each article once, whatever order they came in."""
    unique = {report.article.id: report for report in sorted(reports, key=_rank)}
    return tuple(sorted(unique.values(), key=_rank))


def _rank(report: Report) -> tuple[bool, datetime, str, str]:
    at = when(report)
    article = report.article
    return (at is None, at or datetime.max.replace(tzinfo=UTC), article.id, article.text)


def when(report: Report) -> datetime | None:
    """When the article was published, given or inferred; without offset it is taken as UTC."""
    inferred = report.published.start if report.published else None
    for value in (report.article.published, inferred):
        try:
            at = datetime.fromisoformat(value) if value else None
        except ValueError:
            at = None
        if at is not None:
            return at if at.tzinfo else at.replace(tzinfo=UTC)
    return None


def find_passages(reports: Sequence[Report]) -> tuple[Passage, ...]:
    """The passages of all reports, in order of time and text."""
    names = known_names(reports)
    found = [passage for report in reports for passage in _of_report(report, names)]
    return tuple(_centre(found))


def known_names(reports: Sequence[Report]) -> frozenset[str]:
    """The words that are parts of names in these articles, as name keys."""
    keys: Counter[str] = Counter()
    for report in reports:
        text, lang = report.article.text, report.language.code
        starts = {s.span.start + _lead(s.span.of(text)) for s in report.sentences}
        keys.update(set(name_keys_in(text, starts, lang)))
        for name in report.names:
            keys.update({name_key(w) for w in words_of(name.span.of(text)) if w[0].isupper()})
    return frozenset(key for key in keys if len(key) > 1)


def _lead(sentence: str) -> int:
    """How many marks stand before the first letter ("- Vi …" → 2)."""
    return next((at for at, char in enumerate(sentence) if char.isalnum()), 0)


def _of_report(report: Report, names: frozenset[str]) -> list[Passage]:
    relays = {a.via for a in report.attributions if a.via is not None}
    places: list[tuple[Spans, Attribution | None]] = [
        (a.content, a) for a in report.attributions if a.content and a.id not in relays
    ]
    places += [((span,), None) for span in _own_voice(report)]
    places.sort(key=lambda place: (place[0], "" if place[1] is None else place[1].id))
    return _with_headline(
        [_passage(report, names, n, place) for n, place in enumerate(places)], report
    )


def _with_headline(passages: list[Passage], report: Report) -> list[Passage]:
    """The headline has from others what the attribution has that it repeats.

    "Toppmötet hålls på Sundsø slott" above "… Det uppger Verdensbladet" comes from Verdensbladet.
    """
    stated = [p for p in passages if not (p.own_voice or p.headline)]
    return [_repeating(p, stated, report) if p.own_voice and p.headline else p for p in passages]


def _repeating(headline: Passage, stated: list[Passage], report: Report) -> Passage:
    mine = headline.wording.grams
    below = max(stated, key=lambda p: (len(mine & p.wording.grams), -p.order), default=None)
    if below is None or len(mine & below.wording.grams) < REPEATS * len(mine):
        return headline
    relays, attribution = below.relays, below.attribution
    if attribution is not None and attribution.source_type in OUTLET_TYPES and below.source:
        names = (name for name in below.source.split(";") if not is_own(name, report))
        relays = (*relays, *names)
    return replace(headline, relays=relays)


def _own_voice(report: Report) -> list[Span]:
    """The sentences in the article's own voice, and its headline if nobody is quoted in it."""
    own = [sentence.span for sentence in report.own_voice]
    end = first_line(report.article.text)
    titles = [s.span for s in report.sentences if s.span.end <= end]
    title = Span(titles[0].start, titles[-1].end) if titles else None
    if title is None or len(words_of(title.of(report.article.text))) < STATES:
        return own
    quoted = [s for a in report.attributions for s in (*a.source, *a.cue, *a.content)]
    if any(title.overlaps(span) for span in (*quoted, *own)):
        return own
    return [title, *own]


def _passage(
    report: Report, names: frozenset[str], order: int, place: tuple[Spans, Attribution | None]
) -> Passage:
    article, (spans, attribution) = report.article, place
    text = " ".join(span.of(article.text) for span in spans)
    key = attribution.id if attribution else f"{spans[0].start}:{spans[0].end}"
    mention = Mention(
        article.id,
        spans,
        attribution.id if attribution else None,
        attribution.status if attribution else None,
    )
    vector = report.vectors.get(key)
    source = _source(attribution, article.text)
    return Passage(
        mention=mention,
        text=text,
        lang=report.language.code,
        at=when(report),
        outlet=article.outlet,
        order=order,
        sentence=_sentence_number(report, spans[0]),
        headline=spans[0].start < first_line(article.text),
        wording=_with_source_named(
            read_wording(text, report.language.code, names), text, report.language.code, source
        ),
        attribution=attribution,
        source=source,
        relays=_relays(attribution, report),
        centred=None if vector is None else np.asarray(vector, dtype=np.float32),
    )


def _with_source_named(wording: Wording, text: str, lang: str, source: str | None) -> Wording:
    """Wording with the source's name where a pronoun stands for it: "- Jeg blev fyret"."""
    words = [fold(word) for word in words_of(text)]
    own = own_pronouns(lang)
    if source is None or not (own.first & set(words) or own.third & set(words[:1])):
        return wording
    keys = frozenset(name_key(word) for word in words_of(source) if word[0].isupper())
    return replace(wording, implied=keys)


def _source(attribution: Attribution | None, text: str) -> str | None:
    if attribution is None:
        return None
    as_it_stands = " ".join(span.of(text) for span in attribution.source)
    return attribution.canonical_source or as_it_stands or None


def _relays(attribution: Attribution | None, report: Report) -> tuple[str, ...]:
    """The sources the content came through, the one nearest to the article last."""
    by_id = {a.id: a for a in report.attributions}
    names: list[str] = []
    seen = set()
    while attribution is not None and attribution.via and attribution.via not in seen:
        seen.add(attribution.via)
        attribution = by_id.get(attribution.via)
        name = _source(attribution, report.article.text)
        if name is not None and not is_own(name, report):
            names.append(name)
    return tuple(names)


def _sentence_number(report: Report, span: Span) -> int:
    for number, sentence in enumerate(report.sentences):
        if span.start < sentence.span.end:
            return number
    return len(report.sentences)


def first_line(text: str) -> int:
    """Where the first line that is not blank ends."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _centre(passages: list[Passage]) -> list[Passage]:
    """Vectors seen from the middle of the set: what all contents share tells nothing."""
    vectors = [p.centred for p in passages if p.centred is not None]
    if not vectors:
        return passages
    unique = _distinct(vectors)
    middle = np.mean(np.stack(unique), axis=0) * (len(unique) / (len(unique) + _FEW))
    return [replace(p, centred=_seen_from(p.centred, middle)) for p in passages]


def _seen_from(vector: Vector | None, middle: Vector) -> Vector | None:
    if vector is None:
        return None
    moved = vector - middle
    length = float(np.linalg.norm(moved))
    return None if length < 1e-6 else np.asarray(moved / length, dtype=np.float32)


def _distinct(vectors: list[Vector]) -> list[Vector]:
    """Each vector once, in an order of their own: copies shall not move the middle."""
    unique = {vector.tobytes(): vector for vector in vectors}
    return [unique[key] for key in sorted(unique)]
