"""Put articles into the store: inputs → what is new → reports → the store, one by one."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from ifolge.archive import Analyse, Archive, Event
from ifolge.errors import ReadError, WorkerError
from ifolge.given import analyse_with, load_given
from ifolge.model.article import Article
from ifolge.read.inputs import read_inputs
from ifolge.read.options import ReadOptions
from ifolge.show.archive_request import AddRequest
from ifolge.show.messages import Messages, load_messages
from ifolge.show.noting import with_notes
from ifolge.show.progress import worth_showing
from ifolge.show.safe_text import visible
from ifolge.store import open_store
from ifolge.store.articles import Outcome, Put

ALL_WELL, FAILED, INTERRUPTED = 0, 1, 130


def run(request: AddRequest) -> int:
    """Add everything asked for. Returns the exit code."""
    given = load_given(request.attributions) if request.attributions else {}
    archive = Archive(open_store(request.store))
    adding = _Adding(request, archive, load_messages(request.lang))
    items = read_inputs(request.inputs, ReadOptions(lang=request.language))
    code = adding.run(items, analyse_with(given, request.workers))
    archive.store.close()
    return code


class _Adding:
    """One run: it counts what became of the articles, and tells it as it happens."""

    def __init__(self, request: AddRequest, archive: Archive, words: Messages) -> None:
        self.request, self.archive, self.words = request, archive, words
        self.counts: Counter[str] = Counter()
        self.progress: Progress | None = None

    def run(self, items: Iterable[Article | ReadError], analyse: Analyse) -> int:
        interrupted = False
        try:
            with self._shown():
                self.archive.add_all(
                    items, lambda new: with_notes(analyse(new), self.words), self.tell
                )
                if not self.request.later:
                    self.refresh()
        except KeyboardInterrupt:
            interrupted = True
        except WorkerError as error:
            self.counts["problem"] += 1
            print(f"ifolge: {error}", file=sys.stderr)
        print(self.summary())
        if interrupted:
            return INTERRUPTED
        return FAILED if self.counts["problem"] else ALL_WELL

    def _shown(self) -> Progress:
        """A line of counts on the terminal's error stream, and only there."""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        shown = worth_showing(self.request.quiet, False)
        console = Console(stderr=True)
        self.progress = Progress(*columns, console=console, transient=True, disable=not shown)
        self.progress.add_task("", total=None)
        return self.progress

    def tell(self, event: Event) -> None:
        """Hear what became of an article; it is safe in the store by now."""
        if isinstance(event, ReadError):
            self.counts["problem"] += 1
            print(f"ifolge: {event}", file=sys.stderr)
        else:
            self.counts[event.outcome] += 1
            for line in self.lines(event):
                print(line, flush=True)
        if self.progress:
            self.progress.update(self.progress.task_ids[0], description=self.summary())

    def lines(self, put: Put) -> Iterator[str]:
        """What is said of one article: with --list its name, and always what an edit changed."""
        known = put.outcome is Outcome.KNOWN
        if (self.request.each and not known) or put.outcome is Outcome.CHANGED:
            yield f"{self.words.label(f'store.{put.outcome}')} {visible(put.name)}"
        for change in put.changes:
            before, after = visible(change.before) or "–", visible(change.after) or "–"
            yield f"  {self.words.label(f'store.field_{change.field}')}: {before} → {after}"

    def refresh(self) -> None:
        """Bring the stories up to date that were touched; what is left is done when asked for."""
        for number, _ in enumerate(self.archive.refresh_stale(), 1):
            if self.progress:
                told = self.words.label("store.refreshing", count=number)
                self.progress.update(self.progress.task_ids[0], description=told)

    def summary(self) -> str:
        """The counts in one line."""
        names = (*Outcome, "problem")
        return " · ".join(
            self.words.label(f"store.count_{name}", count=self.counts[name]) for name in names
        )
