"""Reports without a model: articles of our own invention, annotated by hand, with made vectors."""

import hashlib
import re

import numpy as np

from ifolge.model.article import Article, Language, Sentence, Span
from ifolge.model.attribution import Attribution, Kind, Name, NameLabel, SourceType, Status
from ifolge.model.report import Report

FERRY = (
    "Tolv er døde på færgen Svanehild ved Tangsund, siger Merete Skov.\n"
    "Branden på Svanehild begyndte på bildækket, siger Merete Skov."
)
FERRY_LATER = (
    "Fjorten er døde på færgen Svanehild ved Tangsund, siger Merete Skov.\n"
    "Branden på Svanehild begyndte på bildækket, siger Merete Skov."
)
FERRY_SV = (
    "Tolv är döda på färjan Svanehild vid Tangsund, säger Merete Skov.\n"
    "Rederiet vid Tangsund vill inte svara, säger Merete Skov."
)
BANK = (
    "Mosebanken vil købe Åbanken i Hjallerup, siger Rolf Agerbo.\n"
    "Handlen i Hjallerup ventes på plads før jul, siger Rolf Agerbo."
)
BANK_TWO = (
    "Åbanken i Hjallerup afviser Mosebanken, siger Rolf Agerbo.\n"
    "Rolf Agerbo vil ikke sige, hvad Mosebanken i Hjallerup har budt, siger formanden."
)
NAMES = "Svanehild|Tangsund|Merete|Skov|Mosebanken|Åbanken|Hjallerup|Rolf|Agerbo"
TOPICS = {"Svanehild": 1, "Mosebanken": 2}


def report(name, text=FERRY, *, at="2026-03-02T08:00:00+01:00", lang="da", **fields):
    """A report on an article whose sentences end in "siger NN" or "säger NN"."""
    article = Article(id=name, text=text, published=at, lang=lang, **fields)
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    attributions = tuple(_attributions(text, spans))
    names = tuple(
        Name(Span(*m.span()), NameLabel.PERSON)
        for m in re.finditer(
            r"Svanehild|Tangsund|Merete|Skov|Mosebanken|Åbanken|Hjallerup|Rolf|Agerbo", text
        )
    )
    return Report(
        article=article,
        language=Language(lang, 1.0, True),
        attributions=attributions,
        sentences=tuple(Sentence(span, n) for n, span in enumerate(spans)),
        names=names,
        vectors={a.id: vector(text, n) for n, a in enumerate(attributions)},
        model="made",
    )


def _attributions(text, spans):
    for number, span in enumerate(spans, 1):
        match = re.search(r", (siger|säger) ([^.]+)\.$", span.of(text))
        if match:
            at = span.start
            yield Attribution(
                id=f"a{number}",
                source=(Span(at + match.start(2), at + match.end(2)),),
                cue=(Span(at + match.start(1), at + match.end(1)),),
                content=(Span(at, at + match.start()),),
                kind=Kind.INDIRECT,
                source_type=SourceType.PERSON,
                anonymous=False,
                status=Status.ASSERTED,
                canonical_source=match[2],
            )


def vector(text, number):
    """A unit vector that is alike for texts of one topic."""
    topic = next((seed for word, seed in TOPICS.items() if word in text), 9)
    own = int.from_bytes(
        hashlib.sha256(f"{text}{number}".encode("utf-8", "replace")).digest()[:4], "big"
    )
    mixed = np.random.default_rng(topic).normal(size=384)
    mixed = mixed + 0.4 * np.random.default_rng(own).normal(size=384)
    return np.asarray(mixed / np.linalg.norm(mixed), dtype=np.float32)


def articles():
    """Seven reports of two stories and one alone."""
    return [
        report("faerge-1"),
        report("faerge-2", FERRY_LATER, at="2026-03-03T09:00:00+01:00", outlet="Sundbladet"),
        report("faerja-3", FERRY_SV, at="2026-03-02T10:00:00+01:00", lang="sv"),
        report("faerge-4", FERRY, at="2026-03-02T09:00:00+01:00", url="https://a.example/4"),
        report("bank-1", BANK, outlet="Morgenposten"),
        report("bank-2", BANK_TWO, at="2026-03-09"),
        report("vejr", "Solen skinner i dag, siger meteorologen."),
    ]
