"""Parquet: the table of attributions, for millions of them and the tools of data desks."""

from collections.abc import Iterable
from pathlib import Path

from ifolge.model.report import Report
from ifolge.show.export.extras import library
from ifolge.show.view import View
from ifolge.table import write_table


def save_parquet(reports: Iterable[Report], _: View, path: Path) -> None:
    """Write the file, some rows at a time. Needs pyarrow."""
    pyarrow, parquet = library("pyarrow", "pyarrow"), library("pyarrow.parquet", "pyarrow")
    write_table(reports, path, pyarrow, parquet)
