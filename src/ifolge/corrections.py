"""What people put right: a file of corrections that outranks every score and rule.

`corrections.toml` stands next to the articles. It fixes fields of an attribution (found by words
of its cue or content, so that it survives re-runs), joins the names of one source, and adds
outlets that the packs do not know. Every correction has an author and a date and leaves a Reason.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ifolge.errors import ReadError
from ifolge.model.article import Spans
from ifolge.model.attribution import (
    Anonymity,
    Attribution,
    Kind,
    SourceType,
    Status,
    TimeExpression,
)
from ifolge.model.reason import CORRECTION, Reason
from ifolge.model.report import Report

FILE_NAME = "corrections.toml"
FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "kind": Kind,
    "source_type": SourceType,
    "anonymous": bool,
    "anonymity": Anonymity,
    "status": Status,
    "canonical_source": str,
    "via": str,
    "said": str,
    "about": str,
}
_ABOUT_THE_ENTRY = {"article", "cue", "content", "author", "date", "note"}
_INTERVAL = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?")


@dataclass(frozen=True)
class Signature:
    """Who corrected, when, why, and where that stands ("corrections.toml:12")."""

    author: str
    date: str
    note: str
    place: str


@dataclass(frozen=True)
class Fix:
    """New values for the fields of one attribution: that of `article` with these words."""

    article: str
    cue: str
    content: str
    changes: Mapping[str, Any]
    by: Signature


@dataclass(frozen=True)
class Join:
    """`sources` are names of one and the same source, called `name`; in `article`, or anywhere."""

    article: str | None
    sources: frozenset[str]
    name: str
    by: Signature


@dataclass(frozen=True)
class Outlet:
    """A paper, broadcaster or agency that the packs lack: `names` are folded, aliases included."""

    name: str
    names: frozenset[str]
    source_type: SourceType
    by: Signature


@dataclass(frozen=True)
class Corrections:
    """All corrections of one or several files."""

    fixes: tuple[Fix, ...] = ()
    joins: tuple[Join, ...] = ()
    outlets: tuple[Outlet, ...] = ()

    def __add__(self, other: "Corrections") -> "Corrections":
        return Corrections(
            self.fixes + other.fixes, self.joins + other.joins, self.outlets + other.outlets
        )


# ---------------------------------------------------------------- reading the file


def load_corrections(path: Path) -> Corrections:
    """The corrections of a file. Raises ReadError with the line and what is wrong there."""
    try:
        text = path.read_text(encoding="utf-8")
        document = tomllib.loads(text)
    except OSError as error:
        raise ReadError(str(path), error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise ReadError(str(path), "is not UTF-8", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ReadError(str(path), f"is not valid TOML: {error}") from error
    entries = _Entries(path, text, document)
    return Corrections(
        tuple(entries.each("fix", _fix)),
        tuple(entries.each("join", _join)),
        tuple(entries.each("outlet", _outlet)),
    )


class _Entries:
    """The [[…]] entries of a file, read one by one; errors name file and line."""

    def __init__(self, path: Path, text: str, document: dict[str, Any]) -> None:
        self.path, self.text, self.document = path, text, document
        unknown = set(document) - {"fix", "join", "outlet", "author", "date"}
        if unknown:
            what = ", ".join(sorted(unknown))
            raise ReadError(str(path), f"unknown: {what}", "write [[fix]], [[join]] or [[outlet]]")

    def each(self, kind: str, read: Callable[[dict[str, Any], Signature], Any]) -> list[Any]:
        entries = self.document.get(kind, [])
        lines = [
            number
            for number, line in enumerate(self.text.splitlines(), 1)
            if re.match(rf"\s*\[\[\s*{kind}\s*\]\]", line)
        ]
        if not isinstance(entries, list) or len(lines) != len(entries):
            raise ReadError(str(self.path), f"write every {kind} under a line [[{kind}]]")
        result = []
        for line, entry in zip(lines, entries, strict=True):
            place = f"{self.path}:{line}"
            try:
                result.append(read(entry, self.signature(entry, place)))
            except KeyError as error:
                raise ReadError(place, f"[[{kind}]] needs {error.args[0]}") from error
            except (TypeError, ValueError) as error:
                raise ReadError(place, f"[[{kind}]]: {error}") from error
        return result

    def signature(self, entry: dict[str, Any], place: str) -> Signature:
        signed = {**self.document, **entry}
        day = signed["date"]
        if not isinstance(day, date):
            day = date.fromisoformat(day)
        return Signature(str(signed["author"]), str(day), str(entry.get("note", "")), place)


def _fix(entry: dict[str, Any], by: Signature) -> Fix:
    if not entry.get("cue") and not entry.get("content"):
        raise KeyError("words of its cue or content")
    changes = {k: v for k, v in entry.items() if k not in _ABOUT_THE_ENTRY}
    if not changes:
        raise KeyError(f"a field to change: {', '.join(FIELDS)}")
    for field, value in changes.items():
        if field not in FIELDS:
            raise ValueError(f"{field} is none of {', '.join(FIELDS)}")
        changes[field] = _checked(field, value)
    return Fix(
        entry["article"], _folded(entry.get("cue", "")), _folded(entry.get("content", "")),
        changes, by,
    )  # fmt: skip


def _checked(field: str, value: Any) -> Any:
    if field in ("said", "about"):
        value = str(value)
        if not _INTERVAL.fullmatch(value):
            raise ValueError(f"{field} must be a day or two (2026-03-02/2026-03-04), not {value}")
        return value
    if not isinstance(value, bool if field == "anonymous" else str):
        raise ValueError(f"{field} cannot be {value!r}")
    return FIELDS[field](value)


def _join(entry: dict[str, Any], by: Signature) -> Join:
    names = frozenset(_folded(name) for name in entry["sources"])
    if len(names) < 2:
        raise ValueError("sources needs two names or more")
    return Join(entry.get("article"), names, str(entry.get("name") or entry["sources"][0]), by)


def _outlet(entry: dict[str, Any], by: Signature) -> Outlet:
    kind = SourceType(entry.get("source_type", SourceType.NEWS_OUTLET))
    if kind not in (SourceType.NEWS_OUTLET, SourceType.NEWS_AGENCY):
        raise ValueError(f"an outlet is a news_outlet or a news_agency, not {kind}")
    names = [entry["name"], *entry.get("aliases", [])]
    return Outlet(entry["name"], frozenset(_folded(name) for name in names), kind, by)


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


# ---------------------------------------------------------------- putting right


def apply_corrections(report: Report, corrections: Corrections) -> Report:
    """The report as people corrected it.

    Outlets come first, then joined sources, then fixes. A fix that fits no attribution of its
    article, or several, changes nothing and leaves a note.
    """
    attributions = list(report.attributions)
    for outlet in corrections.outlets:
        attributions = [_with_outlet(a, report.article.text, outlet) for a in attributions]
    for join in corrections.joins:
        if join.article in (None, report.article.id):
            attributions = [_joined(a, report.article.text, join) for a in attributions]
    notes = list(report.notes)
    for fix in corrections.fixes:
        if fix.article == report.article.id:
            problem = _fix_one(attributions, report.article.text, fix)
            if problem:
                notes.append(f"{fix.by.place}: {problem}")
    return replace(report, attributions=tuple(attributions), notes=tuple(notes))


def corrections_in(report: Report) -> list[tuple[Attribution, Reason]]:
    """Every corrected field of a report: its attribution and the Reason with author and date."""
    return [
        (attribution, reason)
        for attribution in report.attributions
        for reason in attribution.reasons
        if reason.by_person
    ]


def _names(attribution: Attribution, text: str) -> set[str]:
    return {_folded(attribution.canonical_source or ""), _words(attribution.source, text)} - {""}


def _words(spans: Spans, text: str) -> str:
    return _folded(" ".join(span.of(text) for span in spans))


def _with_outlet(attribution: Attribution, text: str, outlet: Outlet) -> Attribution:
    if not _names(attribution, text) & outlet.names:
        return attribution
    changes = {
        "source_type": outlet.source_type,
        "anonymous": False,
        "canonical_source": outlet.name,
    }
    return _changed(attribution, changes, "outlet", outlet.by)


def _joined(attribution: Attribution, text: str, join: Join) -> Attribution:
    if not _names(attribution, text) & join.sources:
        return attribution
    return _changed(attribution, {"canonical_source": join.name}, "join", join.by)


def _fix_one(attributions: list[Attribution], text: str, fix: Fix) -> str | None:
    """Puts the fixed attribution in its place in the list, or says why it cannot."""
    fitting = [
        number
        for number, a in enumerate(attributions)
        if fix.cue in _words(a.cue, text) and fix.content in _words(a.content, text)
    ]
    if len(fitting) != 1:
        return "fits no attribution" if not fitting else f"fits {len(fitting)} attributions"
    changes = dict(fix.changes)
    attribution = attributions[fitting[0]]
    if changes.get("via"):
        relays = [a for a in attributions if _folded(changes["via"]) in _names(a, text)]
        relays = [a for a in relays if a is not attribution]
        if len(relays) != 1:
            return f"{len(relays)} attributions have the source {changes['via']}"
        changes["via"] = relays[0].id
    attributions[fitting[0]] = _changed(attribution, changes, "person", fix.by)
    return None


def _changed(
    attribution: Attribution, changes: Mapping[str, Any], rule: str, by: Signature
) -> Attribution:
    """The attribution with new values, each with its Reason in place of the overruled ones."""
    values = dict(changes)
    if "via" in values:
        values["via"] = values["via"] or None
    for field in ("said", "about"):
        if field in values:
            values[field] = _time(attribution, field, values[field])
    signed = {"author": by.author, "date": by.date, "note": by.note, "place": by.place}
    reasons = [
        Reason(field, CORRECTION + rule, values={**signed, "before": _before(attribution, field)})
        for field in values
    ]
    kept = [reason for reason in attribution.reasons if reason.field not in values]
    return replace(attribution, **values, reasons=(*kept, *reasons))


def _before(attribution: Attribution, field: str) -> str:
    value = getattr(attribution, field)
    return value.value if isinstance(value, TimeExpression) else str(value)


def _time(attribution: Attribution, field: str, interval: str) -> TimeExpression:
    start, _, end = interval.partition("/")
    before: TimeExpression | None = getattr(attribution, field)
    spans = (before.span,) if before else attribution.cue or attribution.content
    granularity = "duration" if end else "day"
    return TimeExpression(spans[0], interval, start, end or start, granularity)
