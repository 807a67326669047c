"""Sources, outlets, and searching the archive."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from ifolge.model.attribution import SourceType, Status
from ifolge.show.web import lists
from ifolge.show.web.api.paging import PROBLEMS, Cursor, Limit, cut, offset_of
from ifolge.show.web.pages import DeskHere, Reader
from ifolge.show.web.problems import not_found
from ifolge.show.web.shapes import HitOut, OutletOut, Page, SayingOut, SourceLine
from ifolge.store import search as finding
from ifolge.store.search import Wanted

router = APIRouter(tags=["search"], responses=PROBLEMS)
Words = Annotated[str, Query(max_length=400)]


def wanted_of(
    q: Words = "",
    lang: Annotated[str | None, Query(pattern="^[a-z]{2,3}$")] = None,
    outlet: Words = "",
    source: Words = "",
    since: date | None = None,
    until: date | None = None,
) -> Wanted:
    """What is searched for."""
    first, last = (day.isoformat() if day else None for day in (since, until))
    return Wanted(q, lang, outlet or None, source or None, since=first, until=last)


def said_of(
    source_type: SourceType | None = None,
    status: Status | None = None,
    anonymous: bool | None = None,
) -> tuple[SourceType | None, Status | None, bool | None]:
    """Conditions on one attribution of the articles searched for."""
    return source_type, status, anonymous


Asked = Annotated[Wanted, Depends(wanted_of)]
Said = Annotated[tuple[SourceType | None, Status | None, bool | None], Depends(said_of)]


@router.get("/search", response_model=Page[HitOut], summary="Search the archive")
def search(
    desk: DeskHere,
    person: Reader,
    asked: Asked,
    said: Said,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Page[HitOut]:
    """Articles by their words and by what was found in them, the newest first.

    `q` takes words, "whole phrases" and beginnings of three letters or more (havfru*).
    """
    offset = offset_of(cursor)
    full = lists.page_of(lists.wanted_with(asked, said), limit + 1, offset)
    found = desk.read(lambda connection: finding.search_articles(connection, full))
    hits, following = cut(found, offset, limit)
    items = [
        HitOut(
            article=h.name, title=h.title, outlet=h.outlet, lang=h.lang, at=h.at, story=h.story,
            excerpt=h.excerpt,
        )
        for h in hits
    ]  # fmt: skip
    return Page(items=items, next=following)


@router.get("/sources", response_model=Page[SourceLine], summary="List the sources")
def sources(
    desk: DeskHere, person: Reader, q: Words = "", limit: Limit = 50, cursor: Cursor = ""
) -> Page[SourceLine]:
    """The sources, those who speak most first; `q` is a part of the name."""
    offset = offset_of(cursor)
    overview = desk.overviews.current(desk.settings.limits.long_patience)
    found = desk.read(lambda connection: overview.lines(connection, q, limit + 1, offset))
    items, following = cut(found, offset, limit)
    return Page(items=items, next=following)


@router.get("/sources/{name:path}", response_model=Page[SayingOut], summary="What a source said")
def source(
    desk: DeskHere, person: Reader, name: str, limit: Limit = 50, cursor: Cursor = ""
) -> Page[SayingOut]:
    """Everything a source said in all articles, the newest first."""
    offset = offset_of(cursor)
    found = desk.read(lambda c: finding.said_by(c, name, limit + 1, offset))
    if not found and not offset:
        raise not_found(name)
    said, following = cut(found, offset, limit)
    items = [
        SayingOut(
            article=s.article, attribution=s.attribution, outlet=s.outlet, at=s.at, story=s.story,
            status=s.status, anonymous=s.anonymous, content=s.content,
        )
        for s in said
    ]  # fmt: skip
    return Page(items=items, next=following)


@router.get("/outlets", response_model=Page[OutletOut], summary="What the outlets rely on")
def outlets(desk: DeskHere, person: Reader, limit: Limit = 50) -> Page[OutletOut]:
    """Outlets with their articles, attributions, anonymous sources and agency articles."""
    overview = desk.overviews.current(desk.settings.limits.long_patience)
    items = [
        OutletOut(
            outlet=o.outlet, articles=o.articles, attributions=o.attributions,
            anonymous=o.anonymous, agency_articles=o.agency_articles,
        )
        for o in overview.outlets[:limit]
    ]  # fmt: skip
    return Page(items=items)
