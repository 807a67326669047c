"""W3C Web Annotation (JSON-LD): each attribution as an annotation of the article's text.

The selectors count code points, as the recommendation asks for.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from ifolge.annotated.scheme import ROLES
from ifolge.model.article import Span
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.show import ledger
from ifolge.show.export.linked import (
    DATA,
    TERMS,
    article_address,
    attribution_name,
    listed,
    told,
)
from ifolge.show.view import View

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"ifolge": TERMS}]
_AROUND = 24  # characters before and after, by which the words are found again elsewhere


def write_web_annotation(reports: Iterable[Report], view: View) -> Iterator[str]:
    """One page of annotations for all articles."""
    head = {"@context": CONTEXT, "type": "AnnotationPage"}
    items = (_annotation(a, report, view) for report in reports for a in report.attributions)
    yield from listed(head, "items", items)


def _annotation(a: Attribution, report: Report, view: View) -> dict[str, Any]:
    return {
        "id": DATA + attribution_name(report, a.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": _body(a, report, view),
        "target": [
            _target(role, span, report) for role in ROLES for span in getattr(a, role)
        ],
    }  # fmt: skip


def _body(a: Attribution, report: Report, view: View) -> dict[str, Any]:
    text = report.article.text
    fields = {
        "source": ledger.source_name(a, text),
        "sourceType": a.source_type,
        "anonymous": a.anonymous,
        "anonymity": a.anonymity,
        "status": a.status,
        "kind": a.kind,
        "said": ledger.time(a.said, text) if a.said else None,
        "about": ledger.time(a.about, text) if a.about else None,
        "confidence": round(a.confidence, 4),
        "reasons": [f"{r.field}: {view.messages.reason(r)}" for r in a.reasons],
    }
    body: dict[str, Any] = {"type": "ifolge:Attribution"}
    body |= {f"ifolge:{name}": value for name, value in told(fields).items()}
    if a.via:
        body["ifolge:via"] = {"id": DATA + attribution_name(report, a.via)}
    return body


def _target(role: str, span: Span, report: Report) -> dict[str, Any]:
    text = report.article.text
    return {
        "type": "SpecificResource",
        "source": article_address(report),
        "ifolge:role": role,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
        ],
    }
