"""Parquet: the table of attributions, for millions of them and the tools of data desks."""

from collections.abc import Iterable
from pathlib import Path

from ifolge.model.report import Report
from ifolge.show.export.extras import library
from ifolge.show.view import View
from ifolge.table import Row, rows_of, schema_of

_AT_ONCE = 1000  # articles of one row group


def save_parquet(reports: Iterable[Report], _: View, path: Path) -> None:
    """Write the file, some articles at a time. Needs pyarrow."""
    pyarrow, parquet = library("pyarrow", "pyarrow"), library("pyarrow.parquet", "pyarrow")
    schema = schema_of(pyarrow)
    rows: list[Row] = []
    with parquet.ParquetWriter(path, schema) as writer:
        for number, report in enumerate(reports, 1):
            rows += rows_of(report)
            if number % _AT_ONCE == 0:
                writer.write_table(pyarrow.Table.from_pylist(rows, schema))
                rows = []
        writer.write_table(pyarrow.Table.from_pylist(rows, schema))
