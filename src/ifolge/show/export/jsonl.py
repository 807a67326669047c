"""JSON lines: one article a line, in the format of docs/reference/format.md."""

from collections.abc import Iterable, Iterator

from ifolge.model import wire
from ifolge.model.report import Report
from ifolge.show.export.wording import worded
from ifolge.show.view import View


def write_jsonl(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Each article as one line."""
    for report in reports:
        yield wire.line_of(worded(report, view)) + "\n"
