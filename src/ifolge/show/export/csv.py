"""A table for spreadsheets: one attribution a row, every cell plain text.

Cells that a spreadsheet would take for a formula (= + - @, tab) are opened with an apostrophe:
the text is the article's, and an article may have been written to be opened.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.show import ledger
from ifolge.show.view import View

COLUMNS = (
    "article",
    "title",
    "outlet",
    "published",
    "language",
    "attribution",
    "source",
    "source_words",
    "source_type",
    "anonymous",
    "anonymity",
    "via",
    "through",
    "status",
    "kind",
    "said",
    "about",
    "cue",
    "content",
    "start",
    "confidence",
    "reasons",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(reports: Iterable[Report], view: View) -> Iterator[str]:
    """A header line, then one line per attribution; values as in the format, not translated."""
    yield csv_line(COLUMNS)
    for report in reports:
        by_id = {a.id: a for a in report.attributions}
        lines = (csv_line(_cells(a, by_id, report, view)) for a in report.attributions)
        yield "".join(lines)


def _cells(
    a: Attribution, by_id: dict[str, Attribution], report: Report, view: View
) -> list[object]:
    article, text = report.article, report.article.text
    published = report.published.start if report.published else article.published
    starts = [span.start for span in (*a.content, *a.cue)]
    chain = " ← ".join(ledger.source_name(x, text) for x in ledger.relays(a, by_id))
    return [
        *(article.id, article.title, article.outlet, published, report.language.code, a.id),
        *(a.canonical_source, ledger.words_of(a.source, text), a.source_type),
        *(_truth(a.anonymous), a.anonymity, a.via, chain, a.status, a.kind),
        *(ledger.time(time, text) if time else None for time in (a.said, a.about)),
        *(ledger.words_of(a.cue, text), ledger.words_of(a.content, text)),
        *(starts[0] if starts else None, f"{a.confidence:.4f}"),
        " | ".join(f"{r.field}: {view.messages.reason(r)}" for r in a.reasons),
    ]


def _truth(value: bool | None) -> str | None:
    return None if value is None else str(value).lower()


def csv_line(cells: Iterable[object]) -> str:
    """One line of a table, every cell of it safe."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(safe(cell) for cell in cells)
    return line.getvalue()


def safe(cell: object) -> str:
    """A cell that no spreadsheet runs as a formula ("=1+1" → "'=1+1")."""
    text = "" if cell is None else str(cell)
    return "'" + text if text.lstrip(" \u00a0\ufeff").startswith(FORMULA) else text
