"""What annotation tools show of an attribution: its roles, its fields and their values."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ifolge.model.article import Span, Spans
from ifolge.model.attribution import Anonymity, Attribution, Kind, SourceType, Status

ROLES = ("source", "cue", "content", "anaphor")
VIA = "via"
CHOICES: Mapping[str, type[StrEnum]] = {
    "kind": Kind,
    "source_type": SourceType,
    "anonymity": Anonymity,
    "status": Status,
}
NAME = "canonical_source"
ANONYMOUS = "anonymous"
TRUTHS = {"true": True, "false": False}
FIELDS = (*CHOICES, ANONYMOUS, NAME)
_TOKEN = re.compile(r"\w+|[^\w\s]")
# Half characters, and what XML 1.0 and text tools cannot hold; the carriage return they drop.
_UNSAYABLE = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass
class Draft:
    """An attribution as it is pieced together from a tool's file."""

    id: str
    spans: dict[str, set[Span]] = field(default_factory=lambda: {role: set() for role in ROLES})
    fields: dict[str, Any] = field(default_factory=dict)
    via: str | None = None

    def finished(self, length: int) -> Attribution:
        """The attribution, its spans in text order.

        Raises ValueError for unknown values and for spans that are not in a text of this length.
        """
        for span in (one for found in self.spans.values() for one in found):
            if span.end > length:
                raise ValueError(f"{span.start}–{span.end} is not in the text")
        values = {name: read_field(name, self.fields.get(name)) for name in FIELDS}
        spans: dict[str, Any] = {role: tuple(sorted(found)) for role, found in self.spans.items()}
        return Attribution(id=self.id, via=self.via, **spans, **values)


def fields_of(attribution: Attribution) -> Iterator[tuple[str, str]]:
    """The fields a tool shows, as words; those that cannot be told are left out."""
    for name in FIELDS:
        value = getattr(attribution, name)
        if value is not None:
            yield name, str(value).lower() if isinstance(value, bool) else str(value)


def read_field(name: str, words: str | None) -> Any:
    """The value of a field that a tool wrote as words. Raises ValueError when it has none such."""
    if not words or not words.strip():
        return None
    words = words.strip()
    if name in CHOICES:
        return CHOICES[name](words)
    if name != ANONYMOUS:
        return words
    if words not in TRUTHS:
        raise ValueError(f"{words!r} is not a valid {name}")
    return TRUTHS[words]


def anchor_of(attribution: Attribution) -> tuple[str, Span] | None:
    """The role and span that stand for the attribution: its cue, else content, else source."""
    for role in ("cue", "content", "source", "anaphor"):
        spans: Spans = getattr(attribution, role)
        if spans:
            return role, spans[0]
    return None


def sayable(text: str) -> str:
    """The text for files of tools: as long as before, without characters that they cannot hold."""
    return _UNSAYABLE.sub(lambda found: " " if found[0] == "\r" else "\ufffd", text)


def tokens_of(text: str, spans: Iterable[Span]) -> list[Span]:
    """Words and signs of the text, cut so that each of the spans begins and ends with one."""
    edges = {edge for span in spans for edge in (span.start, span.end)}
    found = []
    for match in _TOKEN.finditer(text):
        start = match.start()
        for place in range(start + 1, match.end()):
            if place in edges:
                found.append(Span(start, place))
                start = place
        found.append(Span(start, match.end()))
    return found


def all_spans(attributions: Sequence[Attribution]) -> Iterator[Span]:
    """Every span of every role."""
    for attribution in attributions:
        for role in ROLES:
            yield from getattr(attribution, role)
