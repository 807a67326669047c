"""A handful of articles without a store: read them, and show what they tell together."""

import sys
from collections.abc import Iterable, Iterator

from ifolge.corroborate import investigate
from ifolge.errors import ReadError
from ifolge.given import analyse_with, load_given
from ifolge.model.article import Article
from ifolge.read.inputs import read_inputs
from ifolge.read.options import ReadOptions
from ifolge.show.archive_request import DossierFormat, InvestigateRequest
from ifolge.show.export.dossiers import written
from ifolge.show.messages import load_messages
from ifolge.show.noting import with_notes
from ifolge.show.output import has_colour, open_output, width
from ifolge.show.progress import with_progress, worth_showing
from ifolge.show.view import View

ALL_WELL, FAILED = 0, 1


def run(request: InvestigateRequest) -> int:
    """Investigate everything asked for. Returns the exit code."""
    given = load_given(request.attributions) if request.attributions else {}
    problems: list[ReadError] = []
    articles = _articles(request, problems)
    analysed = analyse_with(given, request.workers)(articles)
    words = load_messages(request.lang)
    shown = with_progress(analysed, worth_showing(request.quiet, False))
    reports = list(with_notes(shown, words))
    view = View(words, width(), has_colour(request.output), request.explain)
    dossier = investigate(reports)
    if reports or request.format is DossierFormat.JSON:
        out = open_output(request.output, "utf-8", request.inputs)
        out.write(written(dossier, reports, request.format, view))
        if out is not sys.stdout:
            out.close()
    return FAILED if problems or not reports else ALL_WELL


def _articles(request: InvestigateRequest, problems: list[ReadError]) -> Iterator[Article]:
    """What can be read; what cannot is told in one line each."""
    items: Iterable[Article | ReadError] = read_inputs(
        request.inputs, ReadOptions(lang=request.language)
    )
    for item in items:
        if isinstance(item, ReadError):
            problems.append(item)
            print(f"ifolge: {item}", file=sys.stderr)
        else:
            yield item
