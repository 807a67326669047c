"""Sources, outlets, search, and what is watched."""

import secrets
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from sqlalchemy import Connection, delete, insert, select
from starlette.responses import Response

from ifolge.languages.pack import codes
from ifolge.model.attribution import SourceType, Status
from ifolge.show.web import lists, page_article
from ifolge.show.web.api.paging import cut, offset_of
from ifolge.show.web.pages import (
    Choice,
    DeskHere,
    Editor,
    Form,
    Reader,
    author_of,
    go,
    render,
    text_of,
    view_of,
)
from ifolge.show.web.problems import Problem, not_found
from ifolge.store import notes, schema, search, statistics
from ifolge.store.schema import saved_search as saved
from ifolge.store.text import now, storable

router = APIRouter(include_in_schema=False)
_LINES, _TOO_FEW = 50, 10
_ASKED = ("q", "lang", "outlet", "source", "source_type", "status", "anonymous", "since", "until")


@router.get("/sources")
def sources(
    request: Request, desk: DeskHere, person: Reader, q: str = "", cursor: str = ""
) -> Response:
    """Who says what, how often; and what the outlets rely on."""
    offset = offset_of(cursor)
    found = desk.read(lambda c: lists.sources(c, q[:200], _LINES + 1, offset))
    lines, following = cut(found, offset, _LINES)
    figures = desk.read(lambda connection: statistics.figures_of(connection, 30))
    return render(
        request, "sources.html", lines=lines, following=following, q=q[:200], figures=figures,
        too_few=_TOO_FEW,
    )  # fmt: skip


@router.get("/sources/{name:path}")
def source(request: Request, desk: DeskHere, person: Reader, name: str) -> Response:
    """What a source said in all articles."""
    said = desk.read(lambda connection: search.said_by(connection, name, 200))
    if not said:
        raise not_found(name)
    return render(request, "source.html", name=name, said=said, address=page_article.address)


@router.get("/search")
def find(request: Request, desk: DeskHere, person: Reader) -> Response:
    """Articles by their words and by what was found in them; searches that were kept."""
    asked = {name: request.query_params.get(name, "").strip()[:200] for name in _ASKED}
    wanted = any(asked.values())
    hits = desk.read(lambda c: search.search_articles(c, _wanted(asked))) if wanted else []
    messages = view_of(request).messages
    return render(
        request, "search.html", asked=asked, wanted=wanted, hits=hits, codes=codes(),
        kept=desk.read(_kept), address=page_article.address, query=urlencode(asked),
        statuses=[Choice(s, messages.value("status", s)) for s in Status],
        types=[Choice(s, messages.value("source_type", s)) for s in SourceType],
    )  # fmt: skip


def _wanted(asked: dict[str, str]) -> search.Wanted:
    for name in ("since", "until"):
        try:
            date.fromisoformat(asked[name] or "2000-01-01")
        except ValueError:
            raise Problem(422, "problem.no_date", asked[name]) from None
    return search.Wanted(
        words=storable(asked["q"]), lang=asked["lang"] or None, outlet=asked["outlet"] or None,
        source=asked["source"] or None, source_type=asked["source_type"] or None,
        status=asked["status"] or None,
        anonymous={"yes": True, "no": False}.get(asked["anonymous"]),
        since=asked["since"] or None, until=asked["until"] or None, limit=100,
    )  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """A search that somebody keeps."""

    id: str
    name: str
    query: str
    author: str


def _kept(connection: Connection) -> list[Kept]:
    query = select(saved.c.id, saved.c.name, saved.c.query, saved.c.author).order_by(saved.c.at)
    return [Kept(*row) for row in connection.execute(query)]


@router.post("/search/keep")
def keep(request: Request, desk: DeskHere, person: Editor, form: Form) -> Response:
    """Keep a search under a name."""
    asked = {name: text_of(form, name, 200) for name in _ASKED}
    name = storable(text_of(form, "name", 80))
    if not name or not any(asked.values()):
        raise Problem(422, "problem.no_name")
    query = urlencode({key: value for key, value in asked.items() if value})
    values = {
        "id": secrets.token_hex(6), "name": name, "query": storable(query), "at": now(),
        "author": storable(author_of(request, form, person)),
    }  # fmt: skip
    desk.store.write(lambda connection: connection.execute(insert(saved).values(values)))
    return go(f"/search?{query}")


@router.post("/search/drop/{number}")
def drop(desk: DeskHere, person: Editor, form: Form, number: str) -> Response:
    """Keep a search no longer."""
    gone = delete(saved).where(saved.c.id == number)
    desk.store.write(lambda connection: connection.execute(gone))
    return go("/search")


@router.get("/watch")
def watch(request: Request, desk: DeskHere, person: Reader) -> Response:
    """The feeds that are watched, the health of each, and what could not be read."""

    def look(connection: Connection) -> tuple[list[notes.FeedState], list[notes.Problem]]:
        query = select(schema.feed).order_by(schema.feed.c.failures.desc(), schema.feed.c.url)
        feeds = [notes.FeedState(**row._mapping) for row in connection.execute(query)]
        return feeds, notes.list_problems(connection, 100)

    feeds, problems = desk.read(look)
    return render(request, "watch.html", feeds=feeds, problems=problems)
