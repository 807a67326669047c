"""brat standoff: a text and an .ann file for each article, and the configuration of the project.

An attribution is an event on its cue; source, content and anaphor are its arguments, the fields
its attributes, the resolved name its note. Without a cue the event stands on the content.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ifolge.annotated.brat import ARGUMENTS, CUELESS, EVENT, attribute_name
from ifolge.annotated.files import FOUND, stems
from ifolge.annotated.scheme import CHOICES, NAME, TRUTHS, fields_of, sayable
from ifolge.model import wire
from ifolge.model.article import Spans
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.show.export.bundle import Files, write_bundle
from ifolge.show.view import View


def save_brat(reports: Iterable[Report], _: View, path: Path) -> None:
    """Write the project as a folder or ZIP archive."""
    write_bundle(path, _files(list(reports)))


def _files(reports: list[Report]) -> Files:
    yield "annotation.conf", _configuration().encode()
    for stem, report in zip(stems(r.article.id for r in reports), reports, strict=True):
        text = sayable(report.article.text)
        yield f"{stem}.txt", text.encode()
        yield f"{stem}.ann", "".join(_Standoff(report, text).lines()).encode()
    lines = (wire.to_line(report) + "\n" for report in reports)
    yield FOUND, "".join(lines).encode("utf-8", "backslashreplace")


def _configuration() -> str:
    arguments = ", ".join(f"{name}?:{name}" for name in ARGUMENTS.values())
    events = [f"{event}\t{arguments}, Via?:<EVENT>" for event in (EVENT, CUELESS)]
    values: dict[str, list[str]] = {
        **{name: list(kind) for name, kind in CHOICES.items()},
        "anonymous": list(TRUTHS),
    }
    attributes = [
        f"{attribute_name(name)}\tArg:<EVENT>, Value:{'|'.join(allowed)}"
        for name, allowed in values.items()
    ]
    sections: dict[str, list[str]] = {
        "entities": list(ARGUMENTS.values()),
        "relations": ["<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"],
        "events": events,
        "attributes": attributes,
    }
    return "\n".join(f"[{name}]\n" + "\n".join(rows) + "\n" for name, rows in sections.items())


class _Standoff:
    """The lines of one .ann file, numbered as they come."""

    def __init__(self, report: Report, text: str) -> None:
        self.attributions, self.text = report.attributions, text
        self.bounds: dict[tuple[str, Spans], str] = {}
        self.events = {
            a.id: f"E{number}"
            for number, a in enumerate((a for a in report.attributions if _trigger(a)), 1)
        }

    def lines(self) -> Iterator[str]:
        events = [self.event(a) for a in self.attributions if a.id in self.events]
        for (kind, spans), name in self.bounds.items():
            places = ";".join(f"{span.start} {span.end}" for span in spans)
            words = " ".join(span.of(self.text).replace("\n", " ") for span in spans)
            yield f"{name}\t{kind} {places}\t{words}\n"
        yield from events
        yield from self.attributes()
        yield from self.notes()

    def bound(self, kind: str, spans: Spans) -> str:
        return self.bounds.setdefault((kind, spans), f"T{len(self.bounds) + 1}")

    def event(self, a: Attribution) -> str:
        kind = EVENT if a.cue else CUELESS
        parts = [f"{kind}:{self.bound(kind, _trigger(a))}"]
        for role, name in ARGUMENTS.items():
            if spans := getattr(a, role):
                parts.append(f"{name}:{self.bound(name, spans)}")
        if a.via in self.events:
            parts.append(f"Via:{self.events[a.via]}")
        return f"{self.events[a.id]}\t{' '.join(parts)}\n"

    def attributes(self) -> Iterator[str]:
        number = 0
        for a in self.attributions:
            for field, words in fields_of(a):
                if field != NAME and a.id in self.events:
                    number += 1
                    yield f"A{number}\t{attribute_name(field)} {self.events[a.id]} {words}\n"

    def notes(self) -> Iterator[str]:
        number = 0
        for a in self.attributions:
            said = {"AnnotatorNotes": a.canonical_source, "AttributionId": a.id}
            for kind, words in said.items():
                if words and a.id in self.events:
                    number += 1
                    line = " ".join(sayable(words).split())
                    yield f"#{number}\t{kind} {self.events[a.id]}\t{line}\n"


def _trigger(a: Attribution) -> Spans:
    return a.cue or a.content[:1] or a.source[:1] or a.anaphor[:1]
