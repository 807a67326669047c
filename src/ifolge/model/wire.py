"""Reports to and from JSON: the only serialiser of the model types.

One article is one JSON object, a superset of docs/annotation.md, so that what ifolge writes can
be scored, corrected and read again as it stands. The same functions read annotated (gold) files.
Sentence vectors are not written: they belong to a store, not to a file for people.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from ifolge.model.article import Article, Language, Sentence, Span, Spans
from ifolge.model.attribution import (
    Anonymity,
    Attribution,
    Kind,
    Name,
    NameLabel,
    Scores,
    SourceType,
    Status,
    TimeExpression,
)
from ifolge.model.reason import Reason
from ifolge.model.report import Evidence, OwnVoice, Published, Report

Document = Mapping[str, Any]
T = TypeVar("T")

ARTICLE_FIELDS = tuple(f.name for f in fields(Article) if f.name != "extra")
REPORT_FIELDS = (
    "attributions",
    "language",
    "publication",
    "names",
    "times",
    "own_voice",
    "evidence",
    "notes",
    "sentences",
    "model",
    "corrections",
)
_UNSTATED = "und"


class WireError(ValueError):
    """A document breaks the format; the message names the field."""


# ---------------------------------------------------------------- writing


def to_line(report: Report) -> str:
    """One article as one line of JSON, without the line's end."""
    return line_of(to_document(report))


def line_of(document: Document) -> str:
    """A JSON object on one line; letters stay letters."""
    return json.dumps(document, ensure_ascii=False)


def to_document(report: Report) -> dict[str, Any]:
    """One article as the JSON object of the format.

    The article keeps its id, its text and the fields ifolge does not know; fields that ifolge
    gives itself, `attributions` above all, are ours and not the input's.
    """
    article = report.article
    known = {name: getattr(article, name) for name in ARTICLE_FIELDS}
    head = {k: known[k] for k in ("id", "lang", "title", "published", "outlet", "credit", "url")}
    head["lang"] = article.lang or report.language.code
    rest = {k: known[k] for k in ("author", "updated") if known[k] is not None}
    extra = {k: v for k, v in article.extra.items() if k not in (*ARTICLE_FIELDS, *REPORT_FIELDS)}
    return {
        **head,
        **rest,
        **extra,
        "text": article.text,
        "attributions": [_attribution(a) for a in report.attributions],
        "language": _language(report),
        "publication": report.published and _published(report.published),
        "names": [_name(name) for name in report.names],
        "times": [_time(time) for time in report.times],
        "own_voice": [_own_voice(sentence) for sentence in report.own_voice],
        "evidence": [_evidence(piece) for piece in report.evidence],
        "notes": list(report.notes),
        "sentences": [[s.span.start, s.span.end, s.paragraph] for s in report.sentences],
        "model": report.model,
    }


def _attribution(a: Attribution) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": a.id,
        "source": _spans(a.source),
        "cue": _spans(a.cue),
        "content": _spans(a.content),
        "anaphor": _spans(a.anaphor),
        "kind": a.kind,
        "via": a.via,
        "source_type": a.source_type,
        "anonymous": a.anonymous,
        "anonymity": a.anonymity,
        "status": a.status,
        "canonical_source": a.canonical_source,
        "said": a.said and _time(a.said),
        "about": a.about and _time(a.about),
        "confidence": _round(a.confidence),
        "reasons": [_reason(reason) for reason in a.reasons],
    }
    if a.scores is not None:
        document["scores"] = {
            "status": _rounded(a.scores.status),
            "source_type": _rounded(a.scores.source_type),
            "anonymous": _round(a.scores.anonymous),
            "via": _rounded(a.scores.via),
        }
    return document


def _language(report: Report) -> dict[str, Any]:
    language = report.language
    return {
        "code": language.code,
        "confidence": _round(language.confidence),
        "given": language.given,
        "known": language.known,
        "stated": report.article.lang is not None,
    }


def _published(published: Published) -> dict[str, Any]:
    return {
        "start": published.start,
        "end": published.end,
        "inferred": published.inferred,
        "reasons": [_reason(reason) for reason in published.reasons],
    }


def _name(name: Name) -> dict[str, Any]:
    return {
        "span": _span(name.span),
        "label": name.label,
        "confidence": _round(name.confidence),
    }


def _time(time: TimeExpression) -> dict[str, Any]:
    return {
        "span": _span(time.span),
        "value": time.value,
        "start": time.start,
        "end": time.end,
        "granularity": time.granularity,
        "row": time.row,
    }


def _own_voice(sentence: OwnVoice) -> dict[str, Any]:
    return {
        "span": _span(sentence.span),
        "background": sentence.background,
        "reasons": [_reason(reason) for reason in sentence.reasons],
    }


def _evidence(piece: Evidence) -> dict[str, Any]:
    return {
        "span": _span(piece.span),
        "claim": piece.claim,
        "supports": piece.supports,
        "attribution": piece.attribution,
        "reasons": [_reason(reason) for reason in piece.reasons],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "field": reason.field,
        "rule": reason.rule,
        "spans": _spans(reason.spans),
        "values": dict(reason.values),
        "row": reason.row,
        "confidence": _round(reason.confidence),
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _spans(spans: Spans) -> list[list[int]]:
    return [_span(span) for span in spans]


def _round(number: float) -> float:
    return round(float(number), 4)


def _rounded(scores: Mapping[str, float]) -> dict[str, float]:
    return {key: _round(value) for key, value in scores.items()}


# ---------------------------------------------------------------- reading


def from_line(line: str) -> Report:
    """The report that a line of JSON holds. Raises WireError when it breaks the format."""
    try:
        document = json.loads(line)
    except ValueError as error:
        raise WireError(f"not JSON: {error}") from error
    except RecursionError:
        raise WireError("JSON that is nested too deep") from None
    if not isinstance(document, dict):
        raise WireError("a line must hold one JSON object")
    return from_document(document)


def from_document(document: Document) -> Report:
    """The report a JSON object holds: ours, or any annotated article (fields may be missing)."""
    article = to_article(document)
    read = _Reader(len(article.text))
    published = document.get("publication")
    return Report(
        article=article,
        language=_to_language(document),
        attributions=read.each(document, "attributions", read.attribution),
        sentences=read.each(document, "sentences", read.sentence),
        names=read.each(document, "names", read.name),
        times=read.each(document, "times", read.time),
        published=None if published is None else read.published(published),
        own_voice=read.each(document, "own_voice", read.own_voice),
        evidence=read.each(document, "evidence", read.evidence),
        notes=tuple(str(note) for note in document.get("notes") or ()),
        model=document.get("model"),
    )


def to_article(document: Document) -> Article:
    """The article of a JSON object; fields the format does not know go into `extra`."""
    for name in ("id", "text"):
        if not isinstance(document.get(name), str):
            raise WireError(f"`{name}` must be a string")
    known: dict[str, Any] = {name: document.get(name) for name in ARTICLE_FIELDS}
    for name, value in known.items():
        if not isinstance(value, str | None):
            raise WireError(f"`{name}` must be a string, it is {value!r}")
    if not _mapping(document.get("language")).get("stated", True):
        known["lang"] = None
    extra = {k: v for k, v in document.items() if k not in (*ARTICLE_FIELDS, *REPORT_FIELDS)}
    return Article(**known, extra=extra)


def _to_language(document: Document) -> Language:
    language, lang = _mapping(document.get("language")), document.get("lang")
    if not language:
        return Language(lang or _UNSTATED, 1.0 if lang else 0.0, bool(lang), bool(lang))
    return Language(
        str(language.get("code", lang or _UNSTATED)),
        float(language.get("confidence", 1.0)),
        bool(language.get("given", False)),
        bool(language.get("known", True)),
    )


def _mapping(value: Any) -> Document:
    return value if isinstance(value, Mapping) else {}


class _Reader:
    """Reads the parts of one document; `length` is that of its text, which spans must not leave."""

    def __init__(self, length: int) -> None:
        self.length = length

    def each(self, document: Document, name: str, read: Callable[[Any, int], T]) -> tuple[T, ...]:
        """All items of the list field `name`, each read with its number; errors name the place."""
        items: list[T] = []
        for number, raw in enumerate(document.get(name) or (), 1):
            try:
                items.append(read(raw, number))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                what = f"no {error}" if isinstance(error, KeyError) else str(error)
                raise WireError(f"`{name}`, number {number}: {what}") from error
        return tuple(items)

    def span(self, raw: Any) -> Span:
        start, end = raw
        if not 0 <= start <= end <= self.length:
            raise WireError(f"[{start}, {end}] is not in the text")
        return Span(start, end)

    def spans(self, raw: Iterable[Any] | None) -> Spans:
        return tuple(self.span(one) for one in raw or ())

    def attribution(self, raw: Any, number: int) -> Attribution:
        anonymous = raw.get("anonymous")
        return Attribution(
            id=str(raw.get("id") or f"a{number}"),
            source=self.spans(raw.get("source")),
            cue=self.spans(raw.get("cue")),
            content=self.spans(raw.get("content")),
            anaphor=self.spans(raw.get("anaphor")),
            kind=_value(Kind, raw.get("kind")),
            via=raw.get("via"),
            source_type=_value(SourceType, raw.get("source_type")),
            anonymous=None if anonymous is None else bool(anonymous),
            anonymity=_value(Anonymity, raw.get("anonymity")),
            status=_value(Status, raw.get("status")),
            canonical_source=raw.get("canonical_source"),
            said=self.optional_time(raw.get("said")),
            about=self.optional_time(raw.get("about")),
            confidence=float(raw.get("confidence", 1.0)),
            reasons=self.reasons(raw),
            scores=_to_scores(raw.get("scores")),
        )

    def reasons(self, raw: Document) -> tuple[Reason, ...]:
        return tuple(
            Reason(
                field=r["field"],
                rule=r["rule"],
                spans=self.spans(r.get("spans")),
                values=dict(r.get("values") or {}),
                row=r.get("row"),
                confidence=float(r.get("confidence", 1.0)),
            )
            for r in raw.get("reasons") or ()
        )

    def optional_time(self, raw: Any) -> TimeExpression | None:
        return None if raw is None else self.time(raw, 0)

    def time(self, raw: Any, number: int) -> TimeExpression:
        return TimeExpression(
            span=self.span(raw["span"]),
            value=raw["value"],
            start=raw.get("start"),
            end=raw.get("end"),
            granularity=raw["granularity"],
            row=raw.get("row"),
        )

    def sentence(self, raw: Any, number: int) -> Sentence:
        start, end, paragraph = raw
        return Sentence(self.span((start, end)), paragraph)

    def name(self, raw: Any, number: int) -> Name:
        label = NameLabel(raw["label"])
        return Name(self.span(raw["span"]), label, float(raw.get("confidence", 1.0)))

    def published(self, raw: Any) -> Published:
        return Published(raw["start"], raw["end"], bool(raw["inferred"]), self.reasons(raw))

    def own_voice(self, raw: Any, number: int) -> OwnVoice:
        return OwnVoice(self.span(raw["span"]), bool(raw.get("background")), self.reasons(raw))

    def evidence(self, raw: Any, number: int) -> Evidence:
        return Evidence(
            span=self.span(raw["span"]),
            claim=raw["claim"],
            supports=bool(raw["supports"]),
            attribution=raw.get("attribution"),
            reasons=self.reasons(raw),
        )


def _value(values: Callable[[str], T], raw: str | None) -> T | None:
    return None if raw is None else values(raw)


def _to_scores(raw: Any) -> Scores | None:
    if raw is None:
        return None
    return Scores(
        status=dict(raw.get("status") or {}),
        source_type=dict(raw.get("source_type") or {}),
        anonymous=float(raw.get("anonymous", 0.0)),
        via=dict(raw.get("via") or {}),
    )
