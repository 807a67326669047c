"""UIMA CAS XMI for INCEpTION and WebAnno: one .xmi an article, and the type system.

An attribution is a span on its cue (else content) with the fields as features; its parts are spans
with a role that it links to, and it links to the relay it came through.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ifolge.annotated.files import FOUND, stems
from ifolge.annotated.scheme import (
    FIELDS,
    ROLES,
    all_spans,
    anchor_of,
    fields_of,
    sayable,
    tokens_of,
)
from ifolge.annotated.webanno import (
    ATTRIBUTION,
    LINK,
    PART,
    RELAY,
    SENTENCE,
    TOKEN,
    TYPE_SYSTEM,
    feature_name,
)
from ifolge.model import wire
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.show.export.bundle import Files, write_bundle
from ifolge.show.export.extras import library
from ifolge.show.view import View

_TOP, _ANNOTATION, _STRING, _LIST = (
    "uima.cas.TOP",
    "uima.tcas.Annotation",
    "uima.cas.String",
    "uima.cas.FSArray",
)


def save_webanno(reports: Iterable[Report], _: View, path: Path) -> None:
    """Write the documents as a folder or ZIP archive. Needs dkpro-cassis."""
    cassis = library("cassis", "dkpro-cassis")
    write_bundle(path, _files(list(reports), cassis))


def _files(reports: list[Report], cassis: Any) -> Files:
    types = _type_system(cassis)
    yield TYPE_SYSTEM, types.to_xml().encode()
    for stem, report in zip(stems(r.article.id for r in reports), reports, strict=True):
        yield f"{stem}.xmi", _document(report, cassis, types).to_xmi().encode()
    lines = (wire.to_line(report) + "\n" for report in reports)
    yield FOUND, "".join(lines).encode("utf-8", "backslashreplace")


def _type_system(cassis: Any) -> Any:
    types = cassis.load_dkpro_core_typesystem()
    attribution = types.create_type(ATTRIBUTION, _ANNOTATION)
    part = types.create_type(PART, _ANNOTATION)
    types.create_feature(part, "role", _STRING)
    for name in ("attributionId", *map(feature_name, FIELDS)):
        types.create_feature(attribution, name, _STRING)
    for name, kind, target in (("parts", LINK, PART), ("via", RELAY, ATTRIBUTION)):
        link = types.create_type(kind, _TOP)
        types.create_feature(link, "role", _STRING)
        types.create_feature(link, "target", target)
        types.create_feature(attribution, name, _LIST, elementType=kind)
    return types


def _document(report: Report, cassis: Any, types: Any) -> Any:
    text = sayable(report.article.text)
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = text, "text/plain"
    for sentence in report.sentences:
        span = sentence.span
        cas.add(types.get_type(SENTENCE)(begin=span.start, end=span.end))
    for span in tokens_of(text, all_spans(report.attributions)):
        cas.add(types.get_type(TOKEN)(begin=span.start, end=span.end))
    marked = {a.id: _add(a, cas, types) for a in report.attributions if anchor_of(a)}
    for a in report.attributions:
        if a.id in marked and a.via in marked:
            link = types.get_type(RELAY)(role="via", target=marked[a.via])
            marked[a.id].via = _array(types, [link])
    return cas


def _add(a: Attribution, cas: Any, types: Any) -> Any:
    anchor = anchor_of(a)
    assert anchor is not None
    links = []
    for role in ROLES:
        for span in getattr(a, role):
            part = types.get_type(PART)(begin=span.start, end=span.end, role=role)
            cas.add(part)
            links.append(types.get_type(LINK)(role=role, target=part))
    fields = {feature_name(name): sayable(words) for name, words in fields_of(a)}
    marked = types.get_type(ATTRIBUTION)(
        begin=anchor[1].start, end=anchor[1].end, attributionId=a.id, **fields
    )
    marked.parts = _array(types, links)
    cas.add(marked)
    return marked


def _array(types: Any, elements: list[Any]) -> Any:
    return types.get_type(_LIST)(elements=elements)
