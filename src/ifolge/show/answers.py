"""What other programs are told in answer to a question: plain values, each with its evidence.

Evidence are the words of the article, where they stand, and the reasons of every field in words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from ifolge.archive import Archive
from ifolge.errors import UsageError
from ifolge.model.article import Article, Spans
from ifolge.model.attribution import Attribution
from ifolge.model.claim import Claim, Mention
from ifolge.model.reason import Reason
from ifolge.model.report import Report
from ifolge.show import ledger
from ifolge.show.messages import Messages
from ifolge.store import Store
from ifolge.store.search import Wanted, search_articles
from ifolge.store.text import moment

Answer = dict[str, Any]


def on_article(report: Report, words: Messages) -> Answer:
    """Who says what in one article, and the summary of its ledger."""
    return {
        **_head(report.article),
        "language": report.language.code,
        "summary": ledger.summary_line(report, words),
        "attributions": [_attribution(a, report, words) for a in report.attributions],
        "own_voice": [_words((voice.span,), report.article.text) for voice in report.own_voice],
        "notes": [words.note(note) for note in report.notes],
    }


def _attribution(a: Attribution, report: Report, words: Messages) -> Answer:
    text = report.article.text
    return {
        "id": a.id,
        "source": ledger.source_name(a, text),
        "source_type": a.source_type,
        "anonymous": a.anonymous,
        "anonymity": a.anonymity,
        "via": a.via,
        "status": a.status,
        "said": ledger.time(a.said, text) if a.said else None,
        "about": ledger.time(a.about, text) if a.about else None,
        "confidence": round(a.confidence, 3),
        "evidence": {
            role: {"words": _words(spans, text), "at": [[s.start, s.end] for s in spans]}
            for role in ("source", "cue", "content", "anaphor")
            if (spans := getattr(a, role))
        },
        "reasons": _reasons(a.reasons, words),
    }


def on_search(store: Store, wanted: Wanted) -> Answer:
    """The articles that fit, with the piece of each that does. Raises UsageError."""
    for name in ("since", "until"):
        value = getattr(wanted, name)
        if value and moment(value) is None:
            raise UsageError(f"{name} {value}: a date such as 2026-03-09")
    with store.read() as connection:
        hits = search_articles(connection, wanted)
    return {"articles": [asdict(hit) for hit in hits]}


def on_story(archive: Archive, wanted: str, words: Messages) -> Answer:
    """What the articles of a story show together. Raises UsageError when there is none."""
    story = archive.story(wanted)
    dossier, reports = archive.dossier(story), _by_id(archive, story)
    return {
        "story": story,
        "articles": [_head(report.article) for report in reports.values()],
        "claims": [_claim(claim, story, reports, words) for claim in dossier.claims],
        "copies": [
            {
                "article": copy.article,
                "of": copy.of,
                "degree": copy.degree,
                "share": round(copy.share, 3),
                "reasons": _reasons(copy.reasons, words),
            }
            for copy in dossier.copies
        ],
        "circles": [
            {"articles": list(circle.articles), "claim": circle.claim, "way_out": circle.way_out}
            for circle in dossier.circles
        ],
        "notes": [words.note(note) for note in dossier.notes],
    }


def on_claim(archive: Archive, wanted: str, words: Messages) -> Answer:
    """One claim ("12.c1") with every mention of it. Raises UsageError when there is none."""
    story, claim = archive.claim(wanted)
    return _claim(claim, story, _by_id(archive, story), words)


def _by_id(archive: Archive, story: int) -> dict[str, Report]:
    return {report.article.id: report for report in archive.reports(story)}


def _claim(claim: Claim, story: int, reports: Mapping[str, Report], words: Messages) -> Answer:
    return {
        "id": f"{story}.{claim.id}",
        "gist": claim.gist,
        "status": claim.status,
        "independent_origins": {
            "least": claim.independent.least,
            "most": claim.independent.most,
            "reasons": _reasons(claim.independent.reasons, words),
        },
        "origins": [
            {
                "name": origin.name,
                "anonymous": origin.anonymous,
                "known": origin.known,
                "official": origin.official,
                "mentions": list(origin.mentions),
                "reasons": _reasons(origin.reasons, words),
            }
            for origin in claim.origins
        ],
        "history": [
            {
                "at": change.at,
                "status": change.status,
                "by": change.by,
                "article": change.article,
                "reasons": _reasons(change.reasons, words),
            }
            for change in claim.history
        ],
        "mentions": [_mention(mention, reports) for mention in claim.mentions],
        "reasons": _reasons(claim.reasons, words),
    }


def _mention(mention: Mention, reports: Mapping[str, Report]) -> Answer:
    report = reports.get(mention.article)
    found = [a for a in report.attributions if a.id == mention.attribution] if report else []
    return {
        "key": mention.key,
        "status": mention.status,
        "source": ledger.source_name(found[0], report.article.text) if found and report else None,
        "evidence": _words(mention.spans, report.article.text) if report else None,
        "article": _head(report.article) if report else {"id": mention.article},
    }


def _head(article: Article) -> Answer:
    names = ("id", "title", "outlet", "published", "url")
    return {name: getattr(article, name) for name in names if getattr(article, name) is not None}


def _reasons(reasons: Iterable[Reason], words: Messages) -> list[str]:
    return [f"{reason.field}: {words.reason(reason)}" for reason in reasons]


def _words(spans: Spans, text: str) -> str:
    return ledger.words_of(spans, text).encode("utf-8", "replace").decode()
