"""Reports as people put them right: what the model found, joined to the corrections of the store.

The store keeps both apart, so that a correction outlives every new reading of its article and can
be taken back.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from ifolge.corrections import Corrections, Fix, Signature, apply_corrections
from ifolge.model.attribution import SourceType, Status
from ifolge.model.report import Report
from ifolge.store import articles, corrections, stories
from ifolge.store.corrections import Kept

FIELDS = ("canonical_source", "source_type", "anonymous", "status", "via")
AT_ONCE = 100
_YES_NO = {"yes": True, "no": False}


def value_of(field: str, value: str) -> Any:
    """A corrected value as attributions hold it. Raises ValueError or KeyError if it is none."""
    if field == "anonymous":
        return _YES_NO[value]
    if field == "status":
        return Status(value)
    return SourceType(value) if field == "source_type" else value


def fix_of(one: Kept) -> Fix:
    """A kept correction as the corrections file would say it."""
    by = Signature(one.author, one.at[:10], one.note, f"desk:{one.id}")
    changes = {one.field: value_of(one.field, one.value)}
    return Fix(one.article, one.cue, one.content, changes, by)


def corrected(report: Report, kept: Iterable[Kept]) -> Report:
    """The report as people put it right; of two corrections of a field the later one holds."""
    last = {(one.attribution, one.cue, one.content, one.field): one for one in kept if one.holds}
    fixes = tuple(fix_of(one) for one in last.values())
    return apply_corrections(report, Corrections(fixes)) if fixes else report


def load_corrected(connection: Connection, article_ids: Iterable[int]) -> Iterator[Report]:
    """The reports of these articles as people put them right, in the order of their numbers."""
    wanted = sorted(article_ids)
    for start in range(0, len(wanted), AT_ONCE):
        found = list(articles.load_reports(connection, wanted[start : start + AT_ONCE]))
        kept = corrections.that_hold(connection, (report.article.id for report in found))
        yield from (corrected(report, kept.get(report.article.id, ())) for report in found)


def heed(connection: Connection, name: str) -> None:
    """Let search, lists and the story of an article see what was put right in it, or taken back."""
    number = articles.number_of(connection, name)
    if number is None:
        return
    for report in load_corrected(connection, [number]):
        articles.index_attributions(connection, number, report)
    stories.touch(connection, stories.stories_of(connection, [name]))
