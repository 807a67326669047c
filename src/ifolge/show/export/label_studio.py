"""Label Studio tasks (JSON): each article with what ifolge found as a prediction to put right.

The labelling interface of the project that shows them is in page/label_studio.xml.
"""

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

from ifolge.annotated.scheme import NAME, ROLES, VIA, anchor_of, fields_of
from ifolge.model import wire
from ifolge.model.article import Span
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.show.view import View


def labelling_interface() -> str:
    """The configuration of a Label Studio project for these tasks."""
    path = files("ifolge.show.export") / "page" / "label_studio.xml"
    return path.read_text(encoding="utf-8")


def write_label_studio(reports: Iterable[Report], _: View) -> Iterator[str]:
    """All tasks as one JSON list, written task by task."""
    before = "[\n"
    for report in reports:
        yield before + json.dumps(_task(report), ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"


def _task(report: Report) -> dict[str, Any]:
    scores = [a.confidence for a in report.attributions]
    return {
        "data": {
            "id": report.article.id,
            "title": report.article.title,
            "text": report.article.text,
            "ifolge": wire.to_document(report),
        },
        "predictions": [
            {
                "model_version": report.model or "ifolge",
                "score": round(sum(scores) / len(scores), 4) if scores else 0.0,
                "result": [item for a in report.attributions for item in _results(a, report)],
            }
        ],
    }


def _results(a: Attribution, report: Report) -> Iterator[dict[str, Any]]:
    """Regions by role, the fields on the anchor's region, and relations from it to the others."""
    anchor = anchor_of(a)
    if anchor is None:
        return
    text, anchored = report.article.text, _region_id(a, *anchor)
    for role in ROLES:
        for span in getattr(a, role):
            region = _region_id(a, role, span)
            yield _result(region, "role", "labels", _value(span, text, {"labels": [role]}))
            if region != anchored:
                yield _relation(anchored, region, "part")
    for name, words in fields_of(a):
        if name == NAME:
            yield _result(anchored, name, "textarea", _value(anchor[1], text, {"text": [words]}))
        else:
            yield _result(anchored, name, "choices", _value(anchor[1], text, {"choices": [words]}))
    relay = next((x for x in report.attributions if x.id == a.via), None)
    if relay and (there := anchor_of(relay)):
        yield _relation(anchored, _region_id(relay, *there), VIA)


def _region_id(a: Attribution, role: str, span: Span) -> str:
    return f"{a.id}.{role}.{span.start}"


def _value(span: Span, text: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text), **fields}


def _result(region: str, name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": region, "from_name": name, "to_name": "text", "type": kind, "value": value}


def _relation(one: str, other: str, label: str) -> dict[str, Any]:
    return {
        "type": "relation",
        "from_id": one,
        "to_id": other,
        "direction": "right",
        "labels": [label],
    }
