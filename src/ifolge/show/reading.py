"""Read articles and show them: inputs → articles → reports → the chosen format, one by one."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TextIO

from ifolge import pipeline
from ifolge.corrections import FILE_NAME, Corrections, apply_corrections, load_corrections
from ifolge.errors import IfolgeError, ReadError, UsageError, WorkerError
from ifolge.model.article import Article
from ifolge.model.report import Report
from ifolge.read.inputs import read_inputs
from ifolge.read.options import ReadOptions
from ifolge.show.confidence import only_sure
from ifolge.show.export.registry import FILE_FORMATS, FORMATS
from ifolge.show.interrupt import Interrupt
from ifolge.show.messages import load_messages
from ifolge.show.output import close_quietly, has_colour, open_output, output_path, width
from ifolge.show.progress import with_progress, worth_showing
from ifolge.show.request import OutputFormat, ReadRequest
from ifolge.show.view import View

ALL_WELL, FAILED, INTERRUPTED = 0, 1, 130
_CODE = re.compile(r"[a-z]{2,3}")


def run(request: ReadRequest) -> int:
    """Read and show everything asked for. Returns the exit code."""
    _check(request)
    corrections = _find_corrections(request)
    return _Reading(request, corrections).run()


class _Reading:
    """One run: it goes on after a bad input and remembers that there was one."""

    def __init__(self, request: ReadRequest, corrections: Corrections) -> None:
        self.request, self.corrections = request, corrections
        self.failed = False
        self.interrupt = Interrupt()
        self.seen: dict[str, tuple[str, ...]] = {}

    def run(self) -> int:
        request = self.request
        view = View(
            load_messages(request.lang),
            width(),
            has_colour(request.output),
            request.explain,
            request.why,
        )
        if request.format in FILE_FORMATS:
            self.save(view)
            return self.outcome()
        chosen = FORMATS[request.format]
        out = open_output(request.output, chosen.encoding, request.inputs)
        try:
            with self.interrupt.watched():
                self.write(chosen.write(self.reports(), view), out)
        except BrokenPipeError:
            close_quietly()
            return FAILED if self.failed else ALL_WELL
        finally:
            if out is not sys.stdout:
                out.close()
        return self.outcome()

    def save(self, view: View) -> None:
        """Into a file or folder, for formats that are no text."""
        request = self.request
        path = output_path(request.output, request.inputs, request.format)
        try:
            with self.interrupt.watched():
                FILE_FORMATS[request.format].save(self.reports(), view, path)
        except OSError as error:
            raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error

    def outcome(self) -> int:
        """The exit code, after telling what the user asked for and was not there."""
        if self.interrupt.wanted:
            return INTERRUPTED
        self.check_why()
        self.tell_unused_corrections()
        return FAILED if self.failed else ALL_WELL

    def write(self, parts: Iterable[str], out: TextIO) -> None:
        """Each part as soon as it is there, and whole."""
        for part in parts:
            with self.interrupt.held_back():
                out.write(part)
                out.flush()

    def reports(self) -> Iterator[Report]:
        """The reports, corrected; ends early, and in good order, when the user interrupts or the
        processes that read are killed.
        """
        request = self.request
        analysed = pipeline.analyse_many(self.articles(), workers=request.workers)
        shown_here = request.output is None and sys.stdout.isatty()
        shown = worth_showing(request.quiet, shown_here)
        try:
            for report in with_progress(analysed, shown):
                corrected = apply_corrections(report, self.corrections)
                self.seen[report.article.id] = tuple(a.id for a in corrected.attributions)
                yield only_sure(corrected, request.min_confidence)
                if self.interrupt.wanted:
                    return
        except KeyboardInterrupt:
            self.interrupt.wanted = True
        except WorkerError as error:
            self.tell(error)

    def articles(self) -> Iterator[Article]:
        """What can be read; what cannot is told in one line each."""
        options = ReadOptions(lang=self.request.language)
        for item in read_inputs(self.request.inputs, options):
            if isinstance(item, ReadError):
                self.tell(item)
            else:
                yield _as_told(item, self.request)

    def tell(self, error: IfolgeError) -> None:
        self.failed = True
        print(f"ifolge: {error}", file=sys.stderr)

    def check_why(self) -> None:
        """Raise UsageError when the attribution to explain is nowhere."""
        why = self.request.why
        if why and self.seen and not any(why in ids for ids in self.seen.values()):
            there = ", ".join(dict.fromkeys(name for ids in self.seen.values() for name in ids))
            raise UsageError(f"no attribution {why}; there are {there or 'none'}")

    def tell_unused_corrections(self) -> None:
        if self.request.corrections:
            for fix in self.corrections.fixes:
                if fix.article not in self.seen:
                    print(f"ifolge: {fix.by.place}: no article {fix.article} here", file=sys.stderr)


def _check(request: ReadRequest) -> None:
    if request.why and request.format is not OutputFormat.TEXT:
        raise UsageError("--why explains in the terminal; the other formats hold every reason")
    if request.language and not _CODE.fullmatch(request.language):
        raise UsageError(f"--language {request.language}: a code such as da, en, de, nb, sv")
    if request.published:
        try:
            datetime.fromisoformat(request.published)
        except ValueError:
            problem = f"--published {request.published}: a date such as 2026-03-09"
            raise UsageError(problem) from None


def _as_told(article: Article, request: ReadRequest) -> Article:
    """The article with what the user says of it: the language always, the rest where it is open."""
    return replace(
        article,
        lang=request.language or article.lang,
        published=article.published or request.published,
        outlet=article.outlet or request.outlet,
    )


def _find_corrections(request: ReadRequest) -> Corrections:
    """Those of --corrections, or of the files next to the inputs. A bad file is wrong use."""
    paths = [request.corrections] if request.corrections else list(_nearby(request.inputs))
    try:
        return sum((load_corrections(path) for path in paths), Corrections())
    except ReadError as error:
        raise UsageError(str(error)) from error


def _nearby(inputs: Iterable[str]) -> Iterator[Path]:
    folders = dict.fromkeys(
        path if path.is_dir() else path.parent
        for path in map(Path, inputs)
        if path.exists() and str(path) != "-"
    )
    return (folder / FILE_NAME for folder in folders if (folder / FILE_NAME).is_file())
