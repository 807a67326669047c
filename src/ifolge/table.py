"""Attributions as a table: the one set of columns for Parquet, batches and data frames.

One row an attribution; values as in the format, not translated. Spans are offsets into the text of
the article, reasons and all else that has no column stand in the JSON lines.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ifolge.model.article import Spans
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report

# Column → what it holds, by the name of pyarrow's factory; "spans" is a list of (start, end),
# "strings" a list of strings.
COLUMNS: Mapping[str, str] = {
    "article": "string",
    "title": "string",
    "outlet": "string",
    "published": "string",
    "language": "string",
    "url": "string",
    "attribution": "string",
    "source": "string",
    "source_words": "string",
    "source_type": "string",
    "anonymous": "bool_",
    "anonymity": "string",
    "via": "string",
    "through": "string",
    "status": "string",
    "kind": "string",
    "said_start": "string",
    "said_end": "string",
    "about_start": "string",
    "about_end": "string",
    "cue": "string",
    "content": "string",
    "source_spans": "spans",
    "cue_spans": "spans",
    "content_spans": "spans",
    "anaphor_spans": "spans",
    "confidence": "float64",
    "rules": "strings",
    "model": "string",
}
Row = dict[str, Any]
ROWS = 10_000  # of one row group


def rows_of(report: Report) -> Iterator[Row]:
    """The report's attributions as rows, a value (or None) for every column."""
    article, text = report.article, report.article.text
    published = report.published.start if report.published else article.published
    by_id = {a.id: a for a in report.attributions}
    for a in report.attributions:
        yield {
            "article": article.id,
            "title": article.title,
            "outlet": article.outlet,
            "published": published,
            "language": report.language.code,
            "url": article.url,
            "attribution": a.id,
            "source": a.canonical_source,
            "source_words": _words(a.source, text),
            "source_type": _plain(a.source_type),
            "anonymous": a.anonymous,
            "anonymity": _plain(a.anonymity),
            "via": a.via,
            "through": _through(a, by_id),
            "status": _plain(a.status),
            "kind": _plain(a.kind),
            "said_start": a.said.start if a.said else None,
            "said_end": a.said.end if a.said else None,
            "about_start": a.about.start if a.about else None,
            "about_end": a.about.end if a.about else None,
            "cue": _words(a.cue, text),
            "content": _words(a.content, text),
            **{f"{role}_spans": _places(getattr(a, role)) for role in _ROLES},
            "confidence": float(a.confidence),
            "rules": [reason.rule for reason in a.reasons],
            "model": report.model,
        }


def write_table(reports: Iterable[Report], path: Path, pyarrow: Any, parquet: Any) -> int:
    """Write the table as Parquet, some rows at a time; returns how many.

    `pyarrow` and `pyarrow.parquet` are loaded by whoever needs them.
    """
    schema = _schema(pyarrow)
    count, rows = 0, list[Row]()
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for report in reports:
            rows += rows_of(report)
            if len(rows) >= ROWS:
                writer.write_table(pyarrow.Table.from_pylist(rows, schema))
                count, rows = count + len(rows), []
        writer.write_table(pyarrow.Table.from_pylist(rows, schema))
    return count + len(rows)


def _schema(pyarrow: Any) -> Any:
    span = pyarrow.struct([("start", pyarrow.int32()), ("end", pyarrow.int32())])
    lists = {"spans": pyarrow.list_(span), "strings": pyarrow.list_(pyarrow.string())}
    return pyarrow.schema(
        [(name, lists.get(kind) or getattr(pyarrow, kind)()) for name, kind in COLUMNS.items()]
    )


_ROLES = ("source", "cue", "content", "anaphor")


def _through(a: Attribution, by_id: Mapping[str, Attribution]) -> str | None:
    """The outermost relay: from whom the article itself has it; None if from the source."""
    seen, via = {a.id}, a.via
    outer = None
    while via is not None and via in by_id and via not in seen:
        seen.add(via)
        outer, via = by_id[via].canonical_source or via, by_id[via].via
    return outer


def _words(spans: Spans, text: str) -> str | None:
    words = " … ".join(" ".join(span.of(text).split()) for span in spans)
    return words.encode("utf-8", "replace").decode() or None


def _places(spans: Spans) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]


def _plain(value: str | None) -> str | None:
    return None if value is None else str(value)
