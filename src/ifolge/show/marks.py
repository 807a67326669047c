"""Which stretches of the text are marked: sources, cues, contents, and what points at a content.

Spans nest and now and then cross. Both views of the text start here: marks with their brackets in
reading order for the terminal, and pieces that no border cuts for the page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ifolge.model.article import Span
from ifolge.model.report import Report

ROLES = ("content", "source", "cue", "anaphor")


@dataclass(frozen=True)
class Mark:
    """A span that plays one role in one or several attributions (`ids`, in their order)."""

    span: Span
    role: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A stretch of text under the same marks from end to end; the innermost mark is the last."""

    span: Span
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Edge:
    """The place where a mark opens or closes."""

    place: int
    mark: Mark
    opens: bool


def marks(report: Report) -> list[Mark]:
    """All marks of an article, outer ones first where they begin together; empty spans left out."""
    ids: dict[tuple[Span, str], list[str]] = {}
    for attribution in report.attributions:
        for role in ROLES:
            for span in getattr(attribution, role):
                if len(span):
                    ids.setdefault((span, role), []).append(attribution.id)
    found = [Mark(span, role, tuple(who)) for (span, role), who in ids.items()]
    return sorted(found, key=_outer_first)


def _outer_first(mark: Mark) -> tuple[int, int, int]:
    return mark.span.start, -mark.span.end, ROLES.index(mark.role)


def edges(found: Iterable[Mark]) -> list[Edge]:
    """Where marks open and close, in reading order: what opened last closes first."""
    ordered = sorted(found, key=_outer_first)
    all_edges = []
    for number, mark in enumerate(ordered):
        all_edges.append(((mark.span.start, 1, number), Edge(mark.span.start, mark, True)))
        all_edges.append(((mark.span.end, 0, -number), Edge(mark.span.end, mark, False)))
    return [edge for _, edge in sorted(all_edges, key=lambda pair: pair[0])]


def pieces(length: int, found: Sequence[Mark]) -> list[Piece]:
    """The whole text from 0 to `length`, cut at every border of a mark."""
    borders = sorted({0, length, *(p for m in found for p in (m.span.start, m.span.end))})
    starting: dict[int, list[Mark]] = {}
    for mark in sorted(found, key=_outer_first):
        starting.setdefault(mark.span.start, []).append(mark)
    result: list[Piece] = []
    open_marks: list[Mark] = []
    for start, end in pairwise(borders):
        open_marks = [m for m in open_marks if m.span.end > start] + starting.get(start, [])
        inner_last = sorted(open_marks, key=lambda m: -len(m.span))
        result.append(Piece(Span(start, end), tuple(inner_last)))
    return result
