"""The lines of any list as CSV or JSON, written as they come: the list may be long."""

import json
from collections.abc import Iterable, Iterator, Sequence

from ifolge.show.export.csv import csv_line

MARK = "\ufeff"  # spreadsheets take a file without it for their local encoding
Row = Sequence[object]


def lines_to_csv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """A header line, then a line a row; several values in a cell stand side by side."""
    yield MARK + csv_line(columns)
    for row in rows:
        yield csv_line(" | ".join(map(str, c)) if isinstance(c, tuple) else c for c in row)


def lines_to_json(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """A list of objects, one a line."""
    before = "[\n"
    for row in rows:
        yield before + json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
