"""Look into the store: stories, claims, sources, words, figures."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ifolge.archive import Archive
from ifolge.errors import UsageError
from ifolge.model.claim import Dossier
from ifolge.show.archive_request import (
    DossierFormat,
    DossierRequest,
    ListFormat,
    ListRequest,
    SearchRequest,
)
from ifolge.show.export.dossiers import written
from ifolge.show.messages import load_messages
from ifolge.show.output import has_colour, open_output, width
from ifolge.show.safe_text import visible
from ifolge.show.view import View
from ifolge.store import dossiers, open_store
from ifolge.store.search import Hit, Saying, Wanted, said_by, search_articles, sources_like
from ifolge.store.statistics import Figures, figures_of
from ifolge.store.text import moment

ALL_WELL, NOTHING = 0, 1


def stories(request: ListRequest) -> int:
    """List the stories with the latest news."""
    store = open_store(request.store, create=False)
    with store.read() as connection:
        found = dossiers.list_stories(connection, request.limit)
        claims = {s.id: dossiers.claims_of(connection, s.id) for s in found}
    words = load_messages(request.lang)
    if request.format is ListFormat.JSON:
        return _print_json([{**asdict(s), "claims": len(claims[s.id])} for s in found])
    for summary in found:
        told = words.label("store.story_line", size=summary.size, last=_day(summary.last_at))
        several = sum(1 for claim in claims[summary.id] if claim.most > 1)
        if claims[summary.id]:
            told += " · " + words.label(
                "store.claims_line", claims=len(claims[summary.id]), several=several
            )
        _print(f"{summary.id:>6}  {summary.title}", f"        {told}")
    if not found:
        _print(words.label("store.no_stories"))
    return ALL_WELL


def story(request: DossierRequest) -> int:
    """Show the dossier of a story."""
    archive = Archive(open_store(request.store, create=False))
    number = archive.story(request.wanted)
    dossier, reports = archive.dossier(number), archive.reports(number)
    words = load_messages(request.lang)
    view = View(words, width(), has_colour(request.output), request.explain)
    out = open_output(request.output, "utf-8", ())
    if request.format is DossierFormat.TEXT:
        with archive.store.read() as connection:
            head = dossiers.summary_of(connection, number)
        line = words.label("store.story_line", size=head.size, last=_day(head.last_at))
        out.write(visible(f"{head.id}  {head.title}\n{line}") + "\n\n")
    out.write(written(dossier, reports, request.format, view, str(number)))
    if out is not sys.stdout:
        out.close()
    return ALL_WELL


def claim(request: DossierRequest) -> int:
    """Show one claim: its part of the dossier, and the words of each mention."""
    archive = Archive(open_store(request.store, create=False))
    number, found = archive.claim(request.wanted)
    dossier = Dossier((found,))
    view = View(load_messages(request.lang), width(), False, request.explain)
    articles = {m.article for m in found.mentions}
    reports = [r for r in archive.reports(number) if r.article.id in articles]
    text = written(dossier, reports, request.format, view, str(number))
    sys.stdout.write(text)
    if request.format is DossierFormat.TEXT:
        texts = {report.article.id: report.article.text for report in reports}
        for reason in found.reasons:
            _print(f"  · {view.messages.reason(reason)}")
        for mention in found.mentions:
            words = " … ".join(span.of(texts[mention.article]) for span in mention.spans)
            status = view.messages.value("status", mention.status) if mention.status else ""
            _print(f"  {mention.key}  {status}", f"      {' '.join(words.split())}")
    return ALL_WELL


def source(request: ListRequest) -> int:
    """Show what a source said; where none has this name, names that hold it."""
    store = open_store(request.store, create=False)
    with store.read() as connection:
        sayings = said_by(connection, request.name, request.limit)
        others = [] if sayings else sources_like(connection, request.name)
    words = load_messages(request.lang)
    if request.format is ListFormat.JSON:
        _print_json([asdict(saying) for saying in sayings])
    else:
        for saying in sayings:
            _print(*_saying(saying, words.value))
        if not sayings:
            near = ", ".join(others)
            key = "store.no_source_but" if others else "store.no_source"
            _print(words.label(key, name=request.name, others=near))
    return ALL_WELL if sayings else NOTHING


def _saying(saying: Saying, value: Any) -> Iterator[str]:
    facts = [
        _day(saying.at),
        saying.outlet,
        f"{saying.article}:{saying.attribution}",
        saying.status and value("status", saying.status),
        saying.source_type and value("source_type", saying.source_type),
    ]
    yield " · ".join(fact for fact in facts if fact)
    yield f"    {' '.join(saying.content.split())}"


def search(request: SearchRequest) -> int:
    """Find articles and show a piece of each."""
    for name in ("since", "until"):
        value = request.conditions.get(name)
        if value and moment(value) is None:
            raise UsageError(f"--{name} {value}: a date such as 2026-03-09")
    if not request.words and not any(request.conditions.values()):
        raise UsageError("what to search for? words, or an option such as --source")
    wanted = Wanted(" ".join(request.words), limit=request.limit, **request.conditions)  # type: ignore[arg-type]
    store = open_store(request.store, create=False)
    with store.read() as connection:
        hits = search_articles(connection, wanted)
    if request.format is ListFormat.JSON:
        _print_json([asdict(hit) for hit in hits])
    else:
        for hit in hits:
            _print(*_hit(hit))
        if not hits:
            _print(load_messages(request.lang).label("store.nothing_found"))
    return ALL_WELL if hits else NOTHING


def _hit(hit: Hit) -> Iterator[str]:
    facts = (_day(hit.at), hit.outlet, hit.lang, hit.name, f"#{hit.story}")
    yield hit.title or hit.name
    yield "    " + " · ".join(fact for fact in facts if fact)
    yield f"    {hit.excerpt}"


def stats(request: ListRequest) -> int:
    """Show the figures; stories that changed are computed first."""
    archive = Archive(open_store(request.store, create=False))
    for _ in archive.refresh_stale():
        pass
    with archive.store.read() as connection:
        figures = figures_of(connection, request.limit)
    if request.format is ListFormat.JSON:
        return _print_json(asdict(figures))
    words = load_messages(request.lang)
    _print(words.label("store.figures", **asdict(figures)))
    _print(words.label("store.single_origin", share=_share(figures.single_origin, figures.claims)))
    _print("", *_table(figures, words.label))
    return ALL_WELL


def _table(figures: Figures, label: Any) -> Iterator[str]:
    columns = ("articles", "attributions", "anonymous", "agency")
    heads = "".join(f"{label(f'store.column_{name}'):>15}" for name in columns)
    yield f"{label('outlet'):<24}{heads}"
    for outlet in figures.outlets:
        cells = (
            str(outlet.articles),
            str(outlet.attributions),
            _share(outlet.anonymous, outlet.attributions),
            _share(outlet.agency_articles, outlet.articles),
        )
        name = (outlet.outlet or "–")[:23]
        yield f"{name:<24}" + "".join(f"{cell:>15}" for cell in cells)
        if outlet.leans_on:
            leans = ", ".join(f"{name} ×{count}" for name, count in outlet.leans_on)
            yield f"    {label('store.leans_on')}: {leans}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def _day(at: str | None) -> str:
    return (at or "–")[:16].replace("T", " ").removesuffix(" 00:00")


def _print(*lines: str) -> None:
    for line in lines:
        print(visible(line))


def _print_json(value: Any) -> int:
    print(json.dumps(value, ensure_ascii=False, indent=1))
    return ALL_WELL
