"""How far a long reading is: a line on the terminal's error stream, and only there."""

import sys
import time
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from ifolge.model.report import Report


def with_progress(reports: Iterable[Report], shown: bool) -> Iterator[Report]:
    """The same reports, counted on a line below while they come."""
    if not shown:
        yield from reports
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} articles · {task.fields[speed]} words a second"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("read", total=None, speed="–")
        words, began = 0, time.monotonic()
        for report in reports:
            words += len(report.article.text.split())
            speed = f"{words / max(time.monotonic() - began, 0.001):,.0f}"
            progress.update(task, advance=1, speed=speed)
            yield report


def worth_showing(quiet: bool, stdout_shown: bool) -> bool:
    """Whether a line of progress helps: on a terminal, and not between the articles shown there."""
    return not quiet and sys.stderr.isatty() and not stdout_shown
