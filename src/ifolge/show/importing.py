"""`ifolge import`: an annotation tool's files → JSON lines and corrections."""

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ifolge import pipeline
from ifolge.annotated.brat import read_brat
from ifolge.annotated.differences import Change, corrections_toml, differences
from ifolge.annotated.files import files_in
from ifolge.annotated.label_studio import read_label_studio
from ifolge.annotated.returned import Returned
from ifolge.annotated.scheme import sayable
from ifolge.annotated.webanno import Load, read_webanno
from ifolge.errors import ReadError, UsageError
from ifolge.given import load_given
from ifolge.model import wire
from ifolge.model.report import Report
from ifolge.show.export.extras import library
from ifolge.show.output import open_output
from ifolge.show.request import ImportRequest

ALL_WELL = 0
_KINDS = (".ann", ".xmi")


def run(request: ImportRequest) -> int:
    """Read what the tool gave back and write it. Returns the exit code."""
    _check(request)
    known = load_given(request.found) if request.found else {}
    back = [_joined(one, known) for one in _read(request.source)]
    if request.corrections:
        changes = [change for one in back for change in _changes(one)]
        text = corrections_toml(changes, request.author, request.date)
        with open_output(request.corrections, "utf-8", [str(request.source)]) as out:
            out.write(text)
        print(f"ifolge: {len(changes)} corrections in {request.corrections}", file=sys.stderr)
    if request.output or not request.corrections:
        _write(back, request)
    return ALL_WELL


def _check(request: ImportRequest) -> None:
    if request.corrections and not request.author.strip():
        raise UsageError("--corrections needs --author: every correction says who made it")
    if request.corrections and request.corrections.exists():
        raise UsageError(f"{request.corrections}: is there already; name a new file")
    try:
        date.fromisoformat(request.date)
    except ValueError:
        raise UsageError(f"--date {request.date}: a day such as 2026-03-10") from None


def _write(back: list[Returned], request: ImportRequest) -> None:
    out = open_output(request.output, "utf-8", [str(request.source)])
    try:
        for one in back:
            out.write(wire.to_line(one.report) + "\n")
    finally:
        if out is not sys.stdout:
            out.close()


def _read(path: Path) -> Iterator[Returned]:
    """The articles, read as what the names of the files say they are."""
    if path.suffix.lower() == ".json":
        return read_label_studio(path)
    suffixes = {Path(name).suffix for name in files_in(path, _KINDS)}
    if ".ann" in suffixes:
        return read_brat(path)
    if ".xmi" in suffixes:
        return read_webanno(path, cas_loader())
    remedy = "give a brat folder, CAS XMI with its type system, or Label Studio JSON"
    raise ReadError(str(path), "holds nothing of an annotation tool", remedy)


def cas_loader() -> Load:
    """What reads CAS XMI. Raises UsageError where its library is not installed."""
    cassis = library("cassis", "dkpro-cassis")

    wrong = (cassis.typesystem.TypeNotFoundError, cassis.typesystem.TypeCheckError)

    def load(document: bytes, types: bytes) -> Any:
        try:
            system = cassis.load_typesystem(io.BytesIO(types))
            return cassis.load_cas_from_xmi(io.BytesIO(document), typesystem=system)
        except wrong as error:
            raise ValueError(str(error)) from error

    return load


def _joined(one: Returned, known: dict[str, Report]) -> Returned:
    """The article with what --found says ifolge had found in it."""
    report = known.get(one.article.id)
    if report is None or sayable(report.article.text) != sayable(one.article.text):
        return one
    return Returned(report.article, one.attributions, report)


def _changes(one: Returned) -> tuple[Change, ...]:
    """What was changed; an article that comes without what was found in it is read again."""
    found = one.found or pipeline.analyse(one.article)
    result = differences(replace(found, article=one.article), one.attributions)
    for what, ids in (
        ("added", result.added),
        ("removed", result.removed),
        ("marked otherwise", result.moved),
        ("not to be said as a correction", result.untold),
    ):
        if ids:
            name = one.article.id
            print(f"ifolge: {name}: {what}, in JSON lines only: {', '.join(ids)}", file=sys.stderr)
    return result.changes
