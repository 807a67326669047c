"""What a reader should know of how articles were read, one line each on the error stream."""

import sys
from collections.abc import Iterable, Iterator

from ifolge.model.report import Report
from ifolge.show.messages import Messages
from ifolge.show.safe_text import visible


def with_notes(reports: Iterable[Report], words: Messages) -> Iterator[Report]:
    """The reports as they pass by; their notes are told ("the language is none of the five …")."""
    for report in reports:
        for note in report.notes:
            print(f"ifolge: {visible(report.article.id)}: {words.note(note)}", file=sys.stderr)
        yield report
