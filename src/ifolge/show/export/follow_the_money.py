"""FollowTheMoney entities, one a line, for Aleph and other tools of investigative desks.

An Article; each source as Person, PublicBody, Organization …; a link from source to article for
each attribution (role: the status), and from source to relay where it came through one.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from ifolge.model.attribution import Attribution, SourceType
from ifolge.model.report import Report
from ifolge.show import ledger
from ifolge.show.export.linked import article_name, attribution_name, source_name
from ifolge.show.view import View

_SCHEMATA = {
    SourceType.PERSON: "Person",
    SourceType.GOVERNMENT: "PublicBody",
    SourceType.NEWS_AGENCY: "Organization",
    SourceType.NEWS_OUTLET: "Organization",
    SourceType.ORGANIZATION: "Organization",
}
_LANGUAGES = {"da": "dan", "de": "deu", "en": "eng", "nb": "nob", "sv": "swe"}


def write_follow_the_money(reports: Iterable[Report], _: View) -> Iterator[str]:
    """Each entity as one line; a source that several articles name has one."""
    seen: set[str] = set()
    for report in reports:
        for entity in _entities(report):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                yield json.dumps(entity, ensure_ascii=False) + "\n"


def _entities(report: Report) -> Iterator[dict[str, Any]]:
    article = report.article
    yield _entity(
        "Article",
        article_name(report),
        title=article.title or article.id,
        author=article.author,
        publisher=article.outlet,
        publishedAt=article.published,
        modifiedAt=article.updated,
        sourceUrl=article.url,
        language=_LANGUAGES.get(report.language.code),
        bodyText=article.text,
    )
    by_id = {a.id: a for a in report.attributions}
    named = [a for a in report.attributions if _has_source(a, report)]
    for a in named:
        yield _source(a, report)
        yield _link(a, report, article_name(report), a.status or "attribution")
        relay = by_id.get(a.via or "")
        if relay and _has_source(relay, report):
            yield _link(a, report, source_name(report, relay), "via")


def _has_source(a: Attribution, report: Report) -> bool:
    return ledger.source_name(a, report.article.text) != ledger.DASH


def _source(a: Attribution, report: Report) -> dict[str, Any]:
    schema = _SCHEMATA.get(a.source_type, "LegalEntity") if a.source_type else "LegalEntity"
    name = ledger.source_name(a, report.article.text)
    return _entity(schema, source_name(report, a), name=name, description=a.anonymity)


def _link(a: Attribution, report: Report, other: str, role: str) -> dict[str, Any]:
    text = report.article.text
    return _entity(
        "UnknownLink",
        f"{attribution_name(report, a.id)}>{other}",
        subject=_id(source_name(report, a)),
        object=_id(other),
        role=role,
        summary=ledger.words_of(a.content, text),
        date=a.said.start if a.said else report.article.published,
        proof=_id(article_name(report)),
        sourceUrl=report.article.url,
    )


def _entity(schema: str, key: str, **properties: str | None) -> dict[str, Any]:
    told = {field: [str(value)] for field, value in properties.items() if value}
    return {"id": _id(key), "schema": schema, "properties": told}


def _id(name: str) -> str:
    return f"ifolge-{hashlib.sha256(name.encode()).hexdigest()[:32]}"
