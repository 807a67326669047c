"""Attributions that people gave, in place of the model's; the rest of the report is our own."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ifolge import pipeline
from ifolge.errors import ReadError
from ifolge.model import wire
from ifolge.model.article import Article
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report

FIELDS = (
    "anaphor",
    "kind",
    "via",
    "source_type",
    "anonymous",
    "anonymity",
    "status",
    "canonical_source",
    "said",
    "about",
)
Given = Mapping[str, Report]


def load_given(path: Path) -> dict[str, Report]:
    """The annotated articles of a file, by id: JSON lines, or a JSON list. Raises ReadError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(path), "cannot be read as UTF-8 text") from error
    reports: dict[str, Report] = {}
    for place, document in _documents(text, str(path)):
        try:
            report = wire.from_document(document)
        except (wire.WireError, AttributeError, TypeError) as error:
            raise ReadError(place, str(error), "see the reference of the format") from error
        reports[report.article.id] = report
    return reports


def _documents(text: str, shown: str) -> Iterator[tuple[str, wire.Document]]:
    try:
        if text.lstrip().startswith("["):
            for number, document in enumerate(json.loads(text), 1):
                yield f"{shown}[{number}]", document
            return
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield f"{shown}:{number}", json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(shown, f"is no JSON: {error}", "one annotated article a line") from error


def analyse_with(given: Given, workers: int = 1) -> Callable[[Iterable[Article]], Iterable[Report]]:
    """A reader of articles that takes the given attributions where there are any.

    An article that nobody annotated, or whose text is another by now, is read by the model.
    """
    if not given:
        return lambda articles: pipeline.analyse_many(articles, workers=workers)

    def analyse(articles: Iterable[Article]) -> Iterator[Report]:
        tools = pipeline.default_tools()
        for article in articles:
            mine = given.get(article.id)
            if mine is None or mine.article.text != article.text:
                yield from pipeline.analyse_many([article])
            else:
                yield with_given(article, mine.attributions, tools)

    return analyse


def with_given(
    article: Article, attributions: Iterable[Attribution], tools: pipeline.Tools
) -> Report:
    """A report on given attributions: what people said of them holds, the rest is inferred."""
    mine = list(attributions)
    bare = [
        Attribution(id=a.id, source=a.source, cue=a.cue, content=a.content, anaphor=a.anaphor)
        for a in mine
        if a.cue or a.content
    ]
    report = pipeline.judge_given(article, bare, tools)
    by_id = {a.id: a for a in mine}
    held = tuple(_as_given(found, by_id[found.id]) for found in report.attributions)
    return replace(report, attributions=held)


def _as_given(found: Attribution, given: Attribution) -> Attribution:
    """The attribution with every field that people filled in; `via` also where they left it out."""
    told = {name: value for name in FIELDS if (value := getattr(given, name)) is not None}
    if given.status is not None or given.source_type is not None:
        told["via"] = given.via
    return replace(found, **told)
