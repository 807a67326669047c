"""Prodigy JSON lines: one task an article, with tokens, spans and relations, for `rel.manual`."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ifolge.annotated.scheme import ROLES, VIA, all_spans, anchor_of, fields_of, tokens_of
from ifolge.model.article import Span
from ifolge.model.report import Report
from ifolge.show.view import View


def write_prodigy(reports: Iterable[Report], _: View) -> Iterator[str]:
    """Each article as one line. Relations lead from the cue (else the content) to the rest."""
    for report in reports:
        yield json.dumps(_task(report), ensure_ascii=False) + "\n"


def _task(report: Report) -> dict[str, Any]:
    text, article = report.article.text, report.article
    tokens = tokens_of(text, all_spans(report.attributions))
    starts = {token.start: number for number, token in enumerate(tokens)}
    ends = {token.end: number for number, token in enumerate(tokens)}

    def shown(span: Span, label: str) -> dict[str, Any] | None:
        trimmed = _trimmed(span, text)
        if trimmed.start not in starts or trimmed.end not in ends:
            return None
        return {
            "start": trimmed.start,
            "end": trimmed.end,
            "token_start": starts[trimmed.start],
            "token_end": ends[trimmed.end],
            "label": label.upper(),
        }

    spans = {
        (span["start"], span["end"], span["label"]): span
        for a in report.attributions
        for role in ROLES
        for one in getattr(a, role)
        if (span := shown(one, role))
    }
    return {
        "text": text,
        "meta": {"id": article.id, "title": article.title, "model": report.model},
        "tokens": [
            {
                "text": token.of(text),
                "start": token.start,
                "end": token.end,
                "id": number,
                "ws": text[token.end : token.end + 1].isspace(),
            }
            for number, token in enumerate(tokens)
        ],
        "spans": sorted(spans.values(), key=lambda s: (s["start"], s["end"], s["label"])),
        "relations": [
            _relation(head, child, label)
            for head_span, child_span, label, role in _ties(report)
            if (head := shown(*head_span)) and (child := shown(child_span, role))
        ],
        "attributions": [
            {"id": a.id, "via": a.via, **dict(fields_of(a))} for a in report.attributions
        ],
        "_view_id": "relations",
    }


def _ties(report: Report) -> Iterator[tuple[tuple[Span, str], Span, str, str]]:
    """What hangs together: the anchor with its role, the other span, the label, its role."""
    anchors = {a.id: anchor for a in report.attributions if (anchor := anchor_of(a))}
    for a in report.attributions:
        if a.id not in anchors:
            continue
        role, span = anchors[a.id]
        for other in ROLES:
            for one in getattr(a, other):
                if (other, one) != (role, span):
                    yield (span, role), one, other, other
        if a.via in anchors:
            yield (span, role), anchors[a.via][1], VIA, anchors[a.via][0]


def _relation(head: dict[str, Any], child: dict[str, Any], label: str) -> dict[str, Any]:
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": head,
        "child_span": child,
        "label": label.upper(),
    }


def _trimmed(span: Span, text: str) -> Span:
    """The span without blanks at its ends: tokens hold none."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, start + len(words.strip())))
