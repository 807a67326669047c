"""The page to read at: paste a text, drop a file, give an address; wait while it is read."""

import itertools
from datetime import date

from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from ifolge.languages.pack import codes
from ifolge.show.web import readings
from ifolge.show.web.desk import Desk
from ifolge.show.web.example import EXAMPLE_TEXTS, example_of
from ifolge.show.web.pages import (
    DeskHere,
    Editor,
    Form,
    Reader,
    go,
    language_of,
    render,
    text_of,
)
from ifolge.show.web.problems import Problem, not_found
from ifolge.show.web.reader import About, Articles, Job, from_address, from_text, from_upload

router = APIRouter(include_in_schema=False)
_RECENT = 12


@router.get("/")
def front(request: Request, desk: DeskHere, person: Reader, example: str = "") -> Response:
    """What to read, and what was read last."""
    text = example_of(example) if example in EXAMPLE_TEXTS else ""
    recent = desk.read(lambda connection: readings.recent(connection, _RECENT))
    return render(
        request, "read.html", recent=recent, text=text, problem="", codes=codes(),
        examples=sorted(EXAMPLE_TEXTS, key=lambda code: code != language_of(request)),
    )  # fmt: skip


@router.post("/read")
def read(request: Request, desk: DeskHere, person: Editor, form: Form) -> Response:
    """Begin to read; most articles are done before anybody has to wait."""
    place, articles = _wanted(desk, form)
    job = desk.submit(place, articles)
    job.wait(desk.settings.limits.patience)
    return _on(request, job)


@router.get("/reading/{number}")
def wait(request: Request, desk: DeskHere, person: Reader, number: str) -> Response:
    """How far a long reading is; the page asks again by itself."""
    job = desk.reader.jobs.get(number)
    if job is None:
        raise not_found(number)
    job.wait(1.0)
    return _on(request, job)


def _on(request: Request, job: Job) -> Response:
    """To the article when it is read, to the list when there are several, else wait."""
    if not job.done:
        return render(request, "wait.html", 202, job=job)
    if len(job.numbers) == 1 and not job.problems:
        return go(f"/articles/{job.numbers[0]}")
    status = 200 if job.numbers else 422
    titles = {}
    for number in job.numbers:
        titles[number] = readings.title_of(request.app.state.desk.sheet(number).report.article)
    return render(request, "read_several.html", status, job=job, titles=titles)


def _wanted(desk: Desk, form: FormData) -> tuple[str, Articles]:
    """What the form asks for: a file before an address before a text."""
    about = about_of(form)
    upload, limits = form.get("file"), desk.settings.limits
    if isinstance(upload, UploadFile) and upload.filename:
        data = upload.file.read(limits.body + 1)
        return upload.filename[:200], from_upload(upload.filename, data, about, limits.body)
    if address := text_of(form, "url", 2000):
        return address, from_address(address, about, allow_private=desk.settings.allow_private)
    text = form.get("text", "")
    if not isinstance(text, str) or not text.strip():
        raise Problem(422, "problem.nothing_to_read")
    return "", from_text(text, about)


def about_of(form: FormData) -> About:
    """What the user says of the article; a day that is none is told."""
    lang, published = text_of(form, "lang", 3), text_of(form, "published", 10)
    if published:
        try:
            date.fromisoformat(published)
        except ValueError:
            raise Problem(422, "problem.no_date", published) from None
    if lang and lang not in codes():
        raise Problem(422, "problem.no_such_value", lang)
    outlet, title = text_of(form, "outlet"), text_of(form, "title")
    return About(lang or None, published or None, outlet or None, title or None)


@router.post("/forget/{number}")
def forget(desk: DeskHere, person: Editor, form: Form, number: str) -> Response:
    """Take a reading off the desk."""
    if not desk.store.write(lambda connection: readings.forget(connection, number)):
        raise not_found(number)
    return go("/")


@router.get("/readings")
def older(request: Request, desk: DeskHere, person: Reader, before: str = "") -> Response:
    """All readings, a page at a time."""
    lines = desk.read(lambda connection: readings.recent(connection, 51, before or None))
    more = lines[49].at if len(lines) > 50 else ""
    return render(request, "readings.html", lines=list(itertools.islice(lines, 50)), more=more)
