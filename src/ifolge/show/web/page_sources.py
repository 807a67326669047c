"""Sources, outlets, and what is watched."""

from fastapi import APIRouter, Request
from sqlalchemy import Connection, select
from starlette.responses import Response

from ifolge.show.web import page_article
from ifolge.show.web.api.paging import cut, offset_of
from ifolge.show.web.pages import (
    DeskHere,
    Reader,
    render,
)
from ifolge.show.web.problems import not_found
from ifolge.store import fates, notes, schema, search

router = APIRouter(include_in_schema=False)
_LINES, _OUTLETS, _TOO_FEW, _CLAIMS = 50, 30, 10, 40


@router.get("/sources")
def sources(
    request: Request, desk: DeskHere, person: Reader, q: str = "", cursor: str = ""
) -> Response:
    """Who says what, how often; and what the outlets rely on."""
    offset, overview = offset_of(cursor), desk.overviews.current()
    found = desk.read(lambda c: overview.lines(c, q[:200], _LINES + 1, offset))
    lines, following = cut(found, offset, _LINES)
    return render(
        request, "sources.html", lines=lines, following=following, q=q[:200], overview=overview,
        outlets=overview.outlets[:_OUTLETS], too_few=_TOO_FEW,
    )  # fmt: skip


@router.get("/sources/{name:path}")
def source(
    request: Request, desk: DeskHere, person: Reader, name: str, cursor: str = ""
) -> Response:
    """What a source said in all articles, a page at a time."""
    offset = offset_of(cursor)
    found = desk.read(lambda c: search.said_by(c, name, _LINES + 1, offset))
    if not found and not offset:
        raise not_found(name)
    said, following = cut(found, offset, _LINES)
    return render(
        request, "source.html", name=name, said=said, following=following, offset=offset,
        address=page_article.address, too_few=_TOO_FEW,
        tally=desk.read(lambda c: fates.tally_of(c, name)),
        followed=[] if offset else desk.read(lambda c: fates.followed(c, name, _CLAIMS)),
    )  # fmt: skip


@router.get("/watch")
def watch(request: Request, desk: DeskHere, person: Reader) -> Response:
    """The feeds that are watched, the health of each, and what could not be read."""

    def look(connection: Connection) -> tuple[list[notes.FeedState], list[notes.Problem]]:
        query = select(schema.feed).order_by(schema.feed.c.failures.desc(), schema.feed.c.url)
        feeds = [notes.FeedState(**row._mapping) for row in connection.execute(query)]
        return feeds, notes.list_problems(connection, 100)

    feeds, problems = desk.read(look)
    return render(request, "watch.html", feeds=feeds, problems=problems)
