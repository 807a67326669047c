"""JSON for people and small programs: a list of articles, indented."""

import json
from collections.abc import Iterable, Iterator

from ifolge.model.report import Report
from ifolge.show.export.wording import worded
from ifolge.show.view import View


def write_json(reports: Iterable[Report], view: View) -> Iterator[str]:
    """All articles as one JSON list, written article by article."""
    before = "[\n"
    for report in reports:
        yield before + json.dumps(worded(report, view), ensure_ascii=False, indent=1)
        before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"
