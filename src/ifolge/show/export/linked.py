"""Names that articles, attributions and sources have in linked data (JSON-LD, PROV)."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.show import ledger

TERMS = "urn:ifolge:term:"
DATA = "urn:ifolge:data:"


def article_name(report: Report) -> str:
    """The local name of an article ("kajen")."""
    return _part(report.article.id)


def attribution_name(report: Report, attribution_id: str) -> str:
    """The local name of an attribution ("kajen/a3")."""
    return f"{article_name(report)}/{_part(attribution_id)}"


def source_name(report: Report, attribution: Attribution) -> str:
    """The local name of a source: one name, one source; each anonymous one by itself."""
    name = ledger.source_name(attribution, report.article.text)
    if attribution.anonymous or name == ledger.DASH:
        return f"{attribution_name(report, attribution.id)}/source"
    return f"source/{_part(name)}"


def article_address(report: Report) -> str:
    """The address of the article on the web, else its name among our data."""
    url = report.article.url or ""
    return url if url.startswith(("http://", "https://")) else DATA + article_name(report)


def _part(name: str) -> str:
    return quote(name.encode("utf-8", "replace"), safe="")


def told(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields without those that cannot be told."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def listed(head: dict[str, Any], name: str, items: Iterable[Any]) -> Iterator[str]:
    """A JSON object whose last field is a long list, written item by item."""
    opened = json.dumps(head, ensure_ascii=False, indent=1).rstrip("}").rstrip()
    before = f"{opened}{',' if head else ''}\n {json.dumps(name)}: [\n"
    found = False
    for item in items:
        yield (",\n" if found else before) + json.dumps(item, ensure_ascii=False)
        found = True
    yield "\n]}\n" if found else before + "]}\n"
