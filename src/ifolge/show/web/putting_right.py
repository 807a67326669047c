"""Corrections as they come from a form: what is really new in them, and whether it can be kept."""

from collections.abc import Mapping

from ifolge.corrected import FIELDS, fix_of, value_of
from ifolge.corrections import Corrections, apply_corrections
from ifolge.model.article import Spans
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.show.web.problems import Problem
from ifolge.store.corrections import Kept
from ifolge.store.text import now, storable


def corrections_of(
    report: Report, attribution: Attribution, changes: Mapping[str, str], signed: tuple[str, str]
) -> list[Kept]:
    """New values of one attribution's fields, to be kept; `signed` is the author and their note.

    `report` is as it stands now, with earlier corrections. Raises Problem when a value is none, or
    the words do not tell this attribution from another.
    """
    author, note = signed
    if not author:
        raise Problem(422, "problem.no_author")
    made = []
    for field, value in changed(report, attribution, changes).items():
        before = as_text(getattr(attribution, field))
        one = Kept(
            0, report.article.id, attribution.id, _words(attribution.cue, report.article.text),
            _words(attribution.content, report.article.text), field, value, before, author, now(),
            note,
        )  # fmt: skip
        _check(report, one)
        made.append(one)
    return made


def changed(report: Report, attribution: Attribution, changes: Mapping[str, str]) -> dict[str, str]:
    """The values that are really new. Raises Problem for a field or value there is none of."""
    found = {}
    for field, raw in changes.items():
        value = storable(raw.strip())[:200]
        if field not in FIELDS:
            raise Problem(422, "problem.no_such_field", field)
        if field == "via" and value.startswith("#"):
            value = _relay_name(report, value[1:])
        if value == as_text(getattr(attribution, field)) or (field != "via" and not value):
            continue
        if field == "via" and value == relay_of(report, attribution):
            continue
        try:
            value_of(field, value)
        except (ValueError, KeyError):
            raise Problem(422, "problem.no_such_value", f"{field}: {value}") from None
        found[field] = value
    return found


def _relay_name(report: Report, wanted: str) -> str:
    for a in report.attributions:
        if a.id == wanted:
            return a.canonical_source or _words(a.source, report.article.text)
    raise Problem(422, "problem.no_such_value", f"via: {wanted}")


def relay_of(report: Report, attribution: Attribution) -> str:
    """The name of the source an attribution came through, empty if through none."""
    if attribution.via is None:
        return ""
    return _relay_name(report, attribution.via)


def _check(report: Report, one: Kept) -> None:
    """Try it on: the corrected report must have no new note, which would say why it cannot be."""
    tried = apply_corrections(report, Corrections((fix_of(one),)))
    new = [note for note in tried.notes if note not in report.notes]
    if new:
        raise Problem(422, "problem.fits_not", new[0].partition(": ")[2])


def as_text(value: object) -> str:
    """A value as forms and rows hold it: "yes", "no", "" for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _words(spans: Spans, text: str) -> str:
    return " ".join(" ".join(span.of(text) for span in spans).casefold().split())
