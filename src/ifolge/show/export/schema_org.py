"""schema.org (JSON-LD): articles with the quotations and claims in them, for search engines.

Word for word is a Quotation, everything else a Claim; what came through a relay is what the
relay's own statement is based on.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from ifolge.model.attribution import Attribution, Kind, SourceType
from ifolge.model.report import Report
from ifolge.show import ledger
from ifolge.show.export.linked import (
    DATA,
    article_address,
    attribution_name,
    listed,
    source_name,
    told,
)
from ifolge.show.view import View

_TYPES = {
    SourceType.PERSON: "Person",
    SourceType.GOVERNMENT: "GovernmentOrganization",
    SourceType.NEWS_AGENCY: "NewsMediaOrganization",
    SourceType.NEWS_OUTLET: "NewsMediaOrganization",
    SourceType.ORGANIZATION: "Organization",
}


def write_schema_org(reports: Iterable[Report], _: View) -> Iterator[str]:
    """One graph for all articles."""
    items = (item for report in reports for item in _items(report))
    yield from listed({"@context": "https://schema.org"}, "@graph", items)


def _items(report: Report) -> Iterator[dict[str, Any]]:
    article = report.article
    outlet = {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None
    yield told(
        {
            "@type": "NewsArticle",
            "@id": article_address(report),
            "headline": article.title,
            "inLanguage": report.language.code,
            "datePublished": article.published,
            "dateModified": article.updated,
            "publisher": outlet,
            "author": {"@type": "Person", "name": article.author} if article.author else None,
            "articleBody": article.text,
        }
    )
    for attribution in report.attributions:
        yield _statement(attribution, report)


def _statement(a: Attribution, report: Report) -> dict[str, Any]:
    text, direct = report.article.text, a.kind is Kind.DIRECT
    source, article = _source(a, report), {"@id": article_address(report)}
    inner = [
        {"@id": DATA + attribution_name(report, x.id)} for x in report.attributions if x.via == a.id
    ]
    return told(
        {
            "@type": "Quotation" if direct else "Claim",
            "@id": DATA + attribution_name(report, a.id),
            "text": ledger.words_of(a.content, text),
            "spokenByCharacter" if direct else "author": source,
            "isPartOf" if direct else "appearance": article,
            "creativeWorkStatus": a.status,
            "inLanguage": report.language.code,
            "dateCreated": a.said.start if a.said else None,
            "temporalCoverage": ledger.time(a.about, text).replace(" – ", "/") if a.about else None,
            "isBasedOn": inner,
        }
    )


def _source(a: Attribution, report: Report) -> dict[str, Any] | None:
    name = ledger.source_name(a, report.article.text)
    if name == ledger.DASH:
        return None
    kind = _TYPES.get(a.source_type, "Thing") if a.source_type else "Thing"
    return told(
        {
            "@type": kind,
            "@id": DATA + source_name(report, a),
            "name": name,
            "disambiguatingDescription": a.anonymity,
        }
    )
