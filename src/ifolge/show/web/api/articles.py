"""Reading articles, adding them to the archive, and getting them back."""

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from ifolge.errors import ReadError
from ifolge.languages.pack import codes
from ifolge.model.article import Article
from ifolge.model.report import Report
from ifolge.show.export.wording import worded
from ifolge.show.view import View
from ifolge.show.web import lists, page_article
from ifolge.show.web.api.paging import PROBLEMS, Cursor, Key, Limit, cut, offset_of, once
from ifolge.show.web.desk import Desk
from ifolge.show.web.pages import DeskHere, Editor, Reader, view_of
from ifolge.show.web.problems import Problem
from ifolge.show.web.reader import About, Articles, from_address, from_text
from ifolge.show.web.shapes import Added, ArticleLine, Page, ToRead
from ifolge.show.web.wording import surface
from ifolge.store.articles import Put

router = APIRouter(tags=["articles"], responses=PROBLEMS)
Surface = Annotated[str, Query(pattern="^(da|en)$", description="language of the words")]


@router.post("/analyse", summary="Read one article and keep nothing")
def analyse(desk: DeskHere, person: Reader, body: ToRead, surface_lang: Surface = "en") -> Response:
    """Who says what in the article: the object of the reference, each reason with its words."""
    report = _read(desk, body)
    return JSONResponse(_finite(worded(report, View(messages=surface(surface_lang)))))


@router.post("/articles", status_code=201, response_model=Added, summary="Add an article")
def add(desk: DeskHere, person: Editor, body: ToRead, key: Key = None) -> Response:
    """Read the article and put it into the archive, where it finds its story."""

    def work() -> Added:
        put = desk.add_report(_read(desk, body))
        return Added(article=put.name, outcome=put.outcome.value, story=_story(desk, put))

    return once(desk, key, (person, "articles", body), work)


def _story(desk: Desk, put: Put) -> int | None:
    return desk.story_of(put.name)


def _read(desk: Desk, body: ToRead) -> Report:
    if (body.text is None) == (body.url is None):
        raise Problem(422, "problem.text_or_url")
    if body.lang and body.lang not in codes():
        raise Problem(422, "problem.no_such_value", f"lang: {body.lang}")
    published = body.published.isoformat() if body.published else None
    about = About(body.lang, published, body.outlet, body.title)
    if body.url:
        private = desk.settings.allow_private
        articles = from_address(body.url, about, allow_private=private)
    else:
        articles = from_text(body.text or "", about)
    return desk.report_of(_with_id(articles, body.id))


def _with_id(articles: Articles, wanted: str | None) -> Articles:
    def named() -> Iterator[Article | ReadError]:
        for item in articles():
            if isinstance(item, ReadError):
                yield item
            else:
                own = None if item.id == "text" else item.id
                yield replace(item, id=wanted or own or lists.name_for(item.text))

    return named


def _finite(value: Any) -> Any:
    """JSON has no word for infinity and none for a number that is none."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {name: _finite(one) for name, one in value.items()}
    return [_finite(one) for one in value] if isinstance(value, list | tuple) else value


@router.get("/articles", response_model=Page[ArticleLine], summary="List the archive")
def articles(
    desk: DeskHere, person: Reader, limit: Limit = 50, cursor: Cursor = ""
) -> Page[ArticleLine]:
    """The articles of the archive, the newest first."""
    offset = offset_of(cursor)
    found = desk.read(lambda connection: lists.articles(connection, limit + 1, offset))
    items, following = cut(found, offset, limit)
    return Page(items=items, next=following)


@router.get("/articles/{name:path}", summary="One article with everything found in it")
def article(request: Request, desk: DeskHere, person: Reader, name: str) -> Response:
    """The article as people put it right; `/exports/FORMAT/NAME` gives the other formats."""
    return JSONResponse(_finite(worded(desk.sheet(name).report, view_of(request))))


@router.get(
    "/exports/{format}/{name:path}",
    response_class=Response,
    responses={200: {"content": {media: {} for media in page_article.MEDIA_TYPES}}},
    summary="One article in another format",
)
def export(
    request: Request,
    desk: DeskHere,
    person: Reader,
    format: str,  # noqa: A002
    name: str,
) -> Response:
    """The article as a file, in any format of `ifolge read --format`, folders as a ZIP archive."""
    return page_article.exported(desk.sheet(name), format, view_of(request))
