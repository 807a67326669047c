"""Put the installed model to the test on annotated articles, and show how it did."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ifolge import pipeline
from ifolge.errors import ReadError
from ifolge.evaluate import evaluate
from ifolge.model import wire
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.show.request import EvaluateRequest, Scheme

RATES = ("p", "r", "f1")
# The number the model knows each scheme by.
SCHEMES = {Scheme.POLNEAR: 0, Scheme.IFOLGE: 1}


def run(request: EvaluateRequest) -> int:
    """Read the annotated file, let ifolge read the same texts, print the scores."""
    gold = list(annotated(request.gold))
    scores = evaluate([document for document, _ in gold], found(gold, request))
    if request.as_json:
        print(json.dumps(scores, ensure_ascii=False, indent=1))
    else:
        sys.stdout.writelines(line + "\n" for line in table(scores, request.gold_spans))
    return 0


def annotated(path: Path) -> Iterator[tuple[dict[str, Any], Report]]:
    """Each line of an annotated file as object and as report. Raises ReadError with the line."""
    seen: set[str] = set()
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                document, report = _annotated_line(line, f"{path}:{number}")
                if report.article.id in seen:
                    raise ReadError(f"{path}:{number}", f"id {report.article.id} comes twice")
                seen.add(report.article.id)
                yield document, report
    except OSError as error:
        raise ReadError(str(path), error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise ReadError(str(path), "is not UTF-8", "save it as UTF-8") from error
    if not seen:
        raise ReadError(str(path), "holds no annotated article")


def _annotated_line(line: str, place: str) -> tuple[dict[str, Any], Report]:
    try:
        report = wire.from_line(line)
    except wire.WireError as error:
        raise ReadError(place, str(error), "see the reference of the format") from error
    return json.loads(line), report


def found(
    gold: list[tuple[dict[str, Any], Report]], request: EvaluateRequest
) -> dict[str, wire.Document]:
    """What ifolge finds in the same texts, or what fields it gives the annotated spans."""
    tools = _tools(request.scheme)
    if request.gold_spans:
        analysed: Iterable[Report] = (
            pipeline.judge_given(report.article, bare(report), tools) for _, report in gold
        )
    else:
        articles = (report.article for _, report in gold)
        workers = 1 if request.scheme else request.workers
        analysed = pipeline.analyse_many(articles, workers=workers, tools=tools)
    return {report.article.id: wire.to_document(report) for report in analysed}


def bare(report: Report) -> list[Attribution]:
    """The annotated spans and nothing of what people said of them."""
    return [
        Attribution(a.id, a.source, a.cue, a.content, a.anaphor)
        for a in report.attributions
        if a.cue or a.content
    ]


def _tools(scheme: Scheme | None) -> pipeline.Tools:
    """The shipped model; told to follow another annotation scheme if one is asked for."""
    if scheme is None:
        return pipeline.default_tools()
    tools = pipeline.Tools()
    tools.encoder.settings["scheme"] = SCHEMES[scheme]
    return tools


# ---------------------------------------------------------------- the table


def table(scores: dict[str, Any], gold_spans: bool) -> Iterator[str]:
    """The scores as lines for people; spans are left out where they were given."""
    yield f"{scores['documents']} articles, {scores['attribution']['gold']} attributions"
    if not gold_spans:
        yield from _spans(scores)
    yield from _fields(scores["fields"])
    error = scores["calibration"]["expected_error"]
    if error is not None and not gold_spans:
        yield ""
        yield f"{'expected calibration error':<28}{error:>9.3f}"


def _spans(scores: dict[str, Any]) -> Iterator[str]:
    yield ""
    yield f"{'':<28}{'precision':>9}{'recall':>9}{'F1':>9}"
    for name in ("attribution", "attribution_no_cue", "attribution_exact"):
        yield _line(name, scores[name])
    for role, score in scores["roles"].items():
        yield _line(f"{role}, exact", score["exact"])
        yield _line(f"{role}, overlap", score["overlap"])
    for kind, score in scores["recall_by_kind"].items():
        yield f"{f'recall, {kind}':<28}{'':>9}{score['r']:>9.3f}{'':>9}  of {score['gold']}"


def _line(name: str, score: dict[str, float]) -> str:
    return f"{name:<28}" + "".join(f"{score[rate]:>9.3f}" for rate in RATES)


def _fields(fields: dict[str, Any]) -> Iterator[str]:
    if not fields:
        return
    yield ""
    yield f"{'':<28}{'right':>9}{'macro F1':>9}{'end to end F1':>15}"
    for name, score in fields.items():
        if name == "via_links":
            yield f"{name:<28}{'':>9}{'':>9}{score['f1']:>15.3f}"
            continue
        ends = score.get("end_to_end")
        cells = [
            f"{'–' if value is None else format(value, '.3f'):>{width}}"
            for value, width in (
                (score["accuracy"], 9),
                (score.get("macro_f1"), 9),
                (ends and ends["f1"], 15),
            )
        ]
        yield f"{name:<28}{''.join(cells)}"
