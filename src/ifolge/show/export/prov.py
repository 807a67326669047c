"""W3C PROV (PROV-JSON): where an article has its statements from, relay by relay.

The article derives from what it has straight; what a relay tells derives from what the source told
the relay; each statement is attributed to its source.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ifolge.model.attribution import Attribution, Kind, SourceType
from ifolge.model.report import Report
from ifolge.show import ledger
from ifolge.show.export.linked import (
    DATA,
    TERMS,
    article_name,
    attribution_name,
    source_name,
    told,
)
from ifolge.show.view import View

_AGENTS = {
    SourceType.PERSON: "prov:Person",
    SourceType.GOVERNMENT: "prov:Organization",
    SourceType.NEWS_AGENCY: "prov:Organization",
    SourceType.NEWS_OUTLET: "prov:Organization",
    SourceType.ORGANIZATION: "prov:Organization",
}
Records = dict[str, dict[str, dict[str, Any]]]


def write_prov(reports: Iterable[Report], _: View) -> Iterator[str]:
    """One PROV document for all articles."""
    parts = ("entity", "agent", "wasAttributedTo", "wasDerivedFrom")
    records: Records = {part: {} for part in parts}
    for report in reports:
        _add_article(records, report)
    prefixes = {"ifolge": TERMS, "data": DATA}
    yield json.dumps({"prefix": prefixes, **records}, ensure_ascii=False, indent=1) + "\n"


def _add_article(records: Records, report: Report) -> None:
    article, name = report.article, f"data:{article_name(report)}"
    records["entity"][name] = told(
        {
            "prov:type": _qualified("ifolge:Article"),
            "prov:label": article.title,
            "ifolge:url": article.url,
            "ifolge:outlet": article.outlet,
            "ifolge:published": article.published,
        }
    )
    known = {a.id for a in report.attributions}
    for a in report.attributions:
        _add_statement(records, a, report)
        whole = a.via if a.via in known else None
        later = f"data:{attribution_name(report, whole)}" if whole else name
        _add(records, "wasDerivedFrom", _derived(later, a, report))


def _add_statement(records: Records, a: Attribution, report: Report) -> None:
    text = report.article.text
    name, agent = _name(a, report), f"data:{source_name(report, a)}"
    records["entity"][name] = told(
        {
            "prov:type": _qualified("ifolge:Attribution"),
            "prov:value": ledger.words_of(a.content, text),
            "ifolge:status": a.status,
            "ifolge:said": ledger.time(a.said, text) if a.said else None,
            "ifolge:about": ledger.time(a.about, text) if a.about else None,
            "ifolge:confidence": round(a.confidence, 4),
        }
    )
    kind = _AGENTS.get(a.source_type) if a.source_type else None
    records["agent"].setdefault(
        agent,
        told(
            {
                "prov:type": _qualified(kind) if kind else None,
                "prov:label": ledger.source_name(a, text),
                "ifolge:sourceType": a.source_type,
                "ifolge:anonymity": a.anonymity,
            }
        ),
    )
    _add(records, "wasAttributedTo", {"prov:entity": name, "prov:agent": agent})


def _derived(later: str, a: Attribution, report: Report) -> dict[str, Any]:
    derived: dict[str, Any] = {
        "prov:generatedEntity": later,
        "prov:usedEntity": _name(a, report),
    }
    if a.kind is Kind.DIRECT:
        derived["prov:type"] = _qualified("prov:Quotation")
    return derived


def _name(a: Attribution, report: Report) -> str:
    return f"data:{attribution_name(report, a.id)}"


def _qualified(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _add(records: Records, part: str, record: dict[str, Any]) -> None:
    records[part][f"_:{part}{len(records[part]) + 1}"] = record
