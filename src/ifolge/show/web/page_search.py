"""Search, and the searches that people keep: with a feed, and messages to a web address or by mail.

A feed's address holds a key of its own, because readers of feeds cannot sign in.
"""

import hmac
from urllib.parse import urljoin

from fastapi import APIRouter, Request
from starlette.responses import Response

from ifolge.languages.pack import codes
from ifolge.model.attribution import SourceType, Status
from ifolge.show.web import kept_searches, page_article
from ifolge.show.web.api.paging import cut, offset_of
from ifolge.show.web.atom import feed_of
from ifolge.show.web.lists import page_of
from ifolge.show.web.pages import (
    Choice,
    DeskHere,
    Editor,
    Form,
    Reader,
    author_of,
    go,
    language_of,
    render,
    text_of,
    view_of,
)
from ifolge.show.web.problems import not_found
from ifolge.store import searches
from ifolge.store.search import search_articles
from ifolge.store.searches import ASKED

router = APIRouter(include_in_schema=False)
_HITS = 50


@router.get("/search")
def find(request: Request, desk: DeskHere, person: Reader, cursor: str = "") -> Response:
    """Articles by their words and by what was found in them; searches that were kept."""
    asked = {name: request.query_params.get(name, "").strip()[:200] for name in ASKED}
    wanted, offset = any(asked.values()), offset_of(cursor)
    full = page_of(kept_searches.wanted_of(asked), _HITS + 1, offset)
    found = desk.read(lambda c: search_articles(c, full)) if wanted else []
    hits, following = cut(found, offset, _HITS)
    messages = view_of(request).messages
    return render(
        request, "search.html", asked=asked, wanted=wanted, hits=hits, codes=codes(),
        kept=desk.read(searches.list_searches), address=page_article.address, offset=offset,
        query=kept_searches.query_of(asked), following=following, shown=kept_searches.shown,
        feed=lambda search: kept_searches.feed_address(desk, search),
        statuses=[Choice(s, messages.value("status", s)) for s in Status],
        types=[Choice(s, messages.value("source_type", s)) for s in SourceType],
    )  # fmt: skip


@router.post("/search/keep")
def keep(request: Request, desk: DeskHere, person: Editor, form: Form) -> Response:
    """Keep a search under a name; who hears of what it finds is told from then on."""
    asked = {name: text_of(form, name, 200) for name in ASKED}
    targets = kept_searches.targets_of(text_of(form, "mail_to", 200), text_of(form, "hook", 500))
    signed = author_of(request, form, person), language_of(request)
    search = kept_searches.keep(desk, text_of(form, "name", 80), asked, signed, targets)
    return go(f"/search?{search.query}#kept")


@router.post("/search/drop/{number}")
def drop(desk: DeskHere, person: Editor, form: Form, number: str) -> Response:
    """Keep a search no longer."""
    desk.store.write(lambda connection: searches.drop(connection, number))
    return go("/search#kept")


@router.get("/search/feed/{number}")
def feed(request: Request, desk: DeskHere, number: str, key: str = "") -> Response:
    """What a kept search finds, newest first, for readers of feeds."""
    expected = desk.access.feed_key(number)
    if not hmac.compare_digest(expected.encode(), key.encode("utf-8", "replace")):
        raise not_found(number)
    search = desk.read(lambda connection: searches.load(connection, number))
    if search is None:
        raise not_found(number)
    wanted = page_of(search.wanted, _HITS, 0)
    hits = desk.read(lambda connection: search_articles(connection, wanted))
    here = str(request.url)
    links = {hit.name: urljoin(here, page_article.address(hit.name)) for hit in hits}
    body = feed_of(search, hits, links, here)
    return Response(body, media_type="application/atom+xml; charset=utf-8")
