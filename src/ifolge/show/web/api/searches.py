"""Searches that are kept: each with a feed, and messages by mail or to a web address."""

from fastapi import APIRouter
from starlette.responses import Response

from ifolge.show.web import kept_searches
from ifolge.show.web.api.decisions import signed
from ifolge.show.web.api.paging import PROBLEMS, Cursor, Key, Limit, cut, offset_of, once
from ifolge.show.web.desk import Desk
from ifolge.show.web.pages import DeskHere, Editor, Reader
from ifolge.show.web.problems import not_found
from ifolge.show.web.shapes import Page, SearchIn, SearchOut
from ifolge.store import searches as kept
from ifolge.store.searches import ASKED, Search
from ifolge.store.text import storable

router = APIRouter(tags=["searches"], responses=PROBLEMS)


def _out(desk: Desk, search: Search) -> SearchOut:
    return SearchOut(
        id=search.id, name=search.name, query=search.query, author=search.author,
        feed=kept_searches.feed_address(desk, search), problem=search.problem,
        tells=[kept_searches.shown(target)[1] for target in search.targets],
    )  # fmt: skip


@router.get("/searches", response_model=Page[SearchOut], summary="List the kept searches")
def searches(
    desk: DeskHere, person: Reader, limit: Limit = 50, cursor: Cursor = ""
) -> Page[SearchOut]:
    """The searches people keep, the oldest first; what one finds is at `/search?QUERY`."""
    offset = offset_of(cursor)
    found = desk.read(kept.list_searches)
    items, following = cut(found[offset : offset + limit + 1], offset, limit)
    return Page(items=[_out(desk, one) for one in items], next=following)


@router.post("/searches", status_code=201, response_model=SearchOut, summary="Keep a search")
def keep(desk: DeskHere, person: Editor, body: SearchIn, key: Key = None) -> Response:
    """What the archive holds today is no news to it; from now on it tells of what is new."""
    author = signed(person, body.author)
    given = body.model_dump(mode="json", include=set(ASKED))
    words = {None: "", True: "yes", False: "no"}
    asked = {name: storable(str(words.get(v, v))) for name, v in given.items()}

    def work() -> SearchOut:
        targets = kept_searches.targets_of(body.mail, body.hook)
        sign = (author, body.words)
        return _out(desk, kept_searches.keep(desk, storable(body.name), asked, sign, targets))

    return once(desk, key, (person, "searches", body), work)


@router.delete("/searches/{search}", response_model=SearchOut, summary="Keep a search no longer")
def drop(desk: DeskHere, person: Editor, search: str) -> SearchOut:
    """Its feed is gone with it."""
    found = desk.read(lambda connection: kept.load(connection, search))
    if found is None:
        raise not_found(search)
    desk.store.write(lambda connection: kept.drop(connection, search))
    return _out(desk, found)
