"""Reports as a pandas data frame: one row an attribution, the columns of the table."""

import importlib
from collections.abc import Iterable
from typing import Any

from ifolge.errors import UsageError
from ifolge.model.report import Report
from ifolge.table import COLUMNS, rows_of


def to_frame(reports: Report | Iterable[Report]) -> Any:
    """A `pandas.DataFrame` of one report or many, indexed by article and attribution.

    Raises UsageError when pandas is not installed.

    >>> to_frame(analyse("Broen er lukket. Det bekræfter havnen.")).status  # doctest: +SKIP
    """
    try:
        pandas = importlib.import_module("pandas")
    except ImportError:
        problem = "a frame needs pandas, which is not installed – pip install 'ifolge[pandas]'"
        raise UsageError(problem) from None
    many = [reports] if isinstance(reports, Report) else reports
    rows = [row for report in many for row in rows_of(report)]
    frame = pandas.DataFrame(rows, columns=list(COLUMNS))
    return frame.set_index(["article", "attribution"])
