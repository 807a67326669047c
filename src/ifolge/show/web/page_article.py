"""One article: its text with the marks, who says what, why; corrections in place; exports."""

import tempfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from ifolge.corrected import FIELDS
from ifolge.errors import UsageError
from ifolge.model.attribution import Attribution, SourceType, Status
from ifolge.model.report import Report
from ifolge.show.export.html_article import article_html, escaped
from ifolge.show.export.registry import FILE_FORMATS, FORMATS
from ifolge.show.ledger import source_name, words_of
from ifolge.show.view import View
from ifolge.show.web import readings
from ifolge.show.web.access import AUTHOR
from ifolge.show.web.desk import Sheet
from ifolge.show.web.pages import (
    Choice,
    DeskHere,
    Editor,
    Form,
    Reader,
    author_of,
    go,
    render,
    set_cookie,
    text_of,
    view_of,
)
from ifolge.show.web.problems import Problem, not_found

router = APIRouter(include_in_schema=False)
FILTERS = ("anonymous", "unconfirmed", "sourceless")
MEDIA = {
    "text": ("text/plain; charset=utf-8", "txt"),
    "json": ("application/json", "json"),
    "jsonl": ("application/jsonl", "jsonl"),
    "csv": ("text/csv; charset=utf-8", "csv"),
    "html": ("text/html; charset=utf-8", "html"),
}
FILES = {
    "brat": ("application/zip", "brat.zip"),
    "webanno": ("application/zip", "webanno.zip"),
    "parquet": ("application/vnd.apache.parquet", "parquet"),
}
OTHER = ("application/octet-stream", "txt")
MEDIA_TYPES = sorted({media for media, _ in (*MEDIA.values(), *FILES.values(), OTHER)})


def address(name: str) -> str:
    """Where an article stands at the desk."""
    return f"/articles/{quote(name, safe='')}"


@router.get("/articles/{name:path}")
def article(
    request: Request, desk: DeskHere, person: Reader, name: str, only: str = ""
) -> Response:
    """The article with its marks; `only` leaves the attributions of one kind."""
    sheet, view = desk.sheet(name), view_of(request)

    def foot(attribution: Attribution) -> str:
        return _foot(sheet, attribution, view) if person.may_edit else ""

    counts = {one: _count(sheet, one) for one in FILTERS}
    return render(
        request, "article.html", sheet=sheet, counts=counts,
        title=readings.title_of(sheet.report.article), only=only if only in FILTERS else "",
        marked=Markup(article_html(_titled(sheet.report), 1, view, foot)),  # noqa: S704 all is escaped there
        formats=[Choice(name, _format_word(name, view)) for name in (*FORMATS, *FILE_FORMATS)],
        story=desk.story_of(name) if sheet.in_archive else None,
    )  # fmt: skip


def _titled(report: Report) -> Report:
    """The report under a title that says something, where the article has none."""
    return replace(report, article=replace(report.article, title=readings.title_of(report.article)))


def _format_word(name: str, view: View) -> str:
    return view.messages.labels.get(f"format.{name}", name)


def _foot(sheet: Sheet, attribution: Attribution, view: View) -> str:
    where = f"/correct/{quote(attribution.id, safe='')}/{quote(sheet.id, safe='')}"
    words = escaped(view.messages.label("correct"))
    of = escaped(attribution.id)
    return (
        f'<p class="fix"><a href="{where}" hx-get="{where}" hx-target="closest .fix" '
        f'hx-swap="innerHTML">{words}<span class="sr"> {of}</span></a></p>\n'
    )


def _count(sheet: Sheet, only: str) -> int:
    every = sheet.report.attributions
    if only == "anonymous":
        return sum(a.anonymous is True for a in every)
    if only == "unconfirmed":
        return sum(a.status is not Status.CONFIRMED for a in every)
    return sum(not (a.source or a.canonical_source) for a in every)


@router.get("/correct/{attribution}/{name:path}")
def correct_form(
    request: Request, desk: DeskHere, person: Editor, attribution: str, name: str
) -> Response:
    """The form to put one attribution right, alone or inside the article."""
    sheet = desk.sheet(name)
    return _form(request, sheet, _attribution(sheet, attribution))


def _attribution(sheet: Sheet, wanted: str) -> Attribution:
    for one in sheet.report.attributions:
        if one.id == wanted:
            return one
    raise not_found(f"{sheet.id} {wanted}")


def _form(request: Request, sheet: Sheet, a: Attribution, problem: str = "") -> Response:
    text, messages = sheet.report.article.text, view_of(request).messages
    inside_page = request.headers.get("hx-request") == "true"
    return render(
        request,
        "correct_form.html" if inside_page else "correct.html",
        422 if problem else 200,
        sheet=sheet,
        a=a,
        problem=problem,
        words=words_of(a.content, text),
        who=source_name(a, text),
        statuses=[Choice(s, messages.value("status", s)) for s in Status],
        types=[Choice(s, messages.value("source_type", s)) for s in SourceType],
        relays=[
            Choice(f"#{other.id}", f"{other.id} {source_name(other, text)}")
            for other in sheet.report.attributions
            if other.id != a.id
        ],
    )


@router.post("/correct/{attribution}/{name:path}")
def correct(
    request: Request, desk: DeskHere, person: Editor, form: Form, attribution: str, name: str
) -> Response:
    """Keep the correction and show the article with it."""
    author, note = author_of(request, form, person), text_of(form, "note")
    changes = {field: text_of(form, field) for field in FIELDS if field in form}
    try:
        desk.put_right(name, attribution, changes, (author, note))
    except Problem as problem:
        sheet = desk.sheet(name)
        words = view_of(request).messages.label(problem.title, **problem.values)
        told = f"{words} {problem.detail}".strip()
        return _form(request, sheet, _attribution(sheet, attribution), told)
    place = [a.id for a in desk.sheet(name).report.attributions].index(attribution)
    response = go(f"{address(name)}#r1-{place}")
    if not person.fixed:
        set_cookie(request, response, AUTHOR, author)
    return response


@router.post("/undo/{number}/{name:path}")
def undo(
    request: Request, desk: DeskHere, person: Editor, form: Form, number: int, name: str
) -> Response:
    """Take a correction back."""
    author = author_of(request, form, person)
    if not author:
        raise Problem(422, "problem.no_author")
    desk.take_back(name, number, author)
    return go(f"{address(name)}#history")


@router.post("/add/{name:path}")
def add(desk: DeskHere, person: Editor, form: Form, name: str) -> Response:
    """Put a reading into the archive."""
    return go(address(desk.add(name).name))


@router.get("/export/{format}/{name:path}")
def export(
    request: Request,
    desk: DeskHere,
    person: Reader,
    format: str,  # noqa: A002
    name: str,
) -> Response:
    """The article in one of the formats, as corrected."""
    return exported(desk.sheet(name), format, view_of(request))


def exported(sheet: Sheet, format: str, view: View) -> Response:  # noqa: A002
    """A file to save: what `ifolge read --format` writes. Raises Problem for no format of ours."""
    if format in FORMATS:
        chosen, (media, suffix) = FORMATS[format], MEDIA.get(format, OTHER)
        body = "".join(chosen.write([sheet.report], view)).encode(chosen.encoding, "replace")
    elif format in FILE_FORMATS:
        body, (media, suffix) = _file(sheet.report, format, view), FILES[format]
    else:
        raise not_found(format)
    stem = "".join(c if c.isascii() and c.isalnum() else "-" for c in sheet.id)[:60]
    disposition = f'attachment; filename="ifolge-{stem}.{suffix}"'
    return Response(body, headers={"content-disposition": disposition}, media_type=media)


def _file(report: Report, format: str, view: View) -> bytes:  # noqa: A002
    """A format of bytes or of several files. Raises Problem where its library is not installed."""
    with tempfile.TemporaryDirectory(prefix="ifolge-") as folder:
        path = Path(folder, f"saved.{FILES[format][1]}")
        try:
            FILE_FORMATS[format].save([report], view, path)
        except UsageError as error:
            raise Problem(501, "problem.not_installed", str(error)) from None
        return path.read_bytes()
