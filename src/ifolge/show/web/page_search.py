"""Search, and the searches that people keep: with a feed, and messages to a web address or by mail.

A feed's address holds a key of its own, because readers of feeds cannot sign in.
"""

import hmac
import secrets
from urllib.parse import urlencode, urljoin

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from ifolge.errors import UsageError
from ifolge.languages.pack import codes
from ifolge.model.attribution import SourceType, Status
from ifolge.notify.targets import read_target
from ifolge.show.web import page_article
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
from ifolge.show.web.problems import Problem, not_found
from ifolge.store import searches
from ifolge.store.search import Wanted, search_articles
from ifolge.store.searches import ASKED, Search

router = APIRouter(include_in_schema=False)
_HITS = 50


@router.get("/search")
def find(request: Request, desk: DeskHere, person: Reader, cursor: str = "") -> Response:
    """Articles by their words and by what was found in them; searches that were kept."""
    asked = {name: request.query_params.get(name, "").strip()[:200] for name in ASKED}
    wanted, offset = any(asked.values()), offset_of(cursor)
    full = page_of(_wanted(asked), _HITS + 1, offset)
    found = desk.read(lambda c: search_articles(c, full)) if wanted else []
    hits, following = cut(found, offset, _HITS)
    messages = view_of(request).messages
    return render(
        request, "search.html", asked=asked, wanted=wanted, hits=hits, codes=codes(),
        kept=desk.read(searches.list_searches), address=page_article.address, offset=offset,
        query=urlencode({name: value for name, value in asked.items() if value}),
        following=following, feed=lambda search: _feed_address(desk, search),
        statuses=[Choice(s, messages.value("status", s)) for s in Status],
        types=[Choice(s, messages.value("source_type", s)) for s in SourceType],
    )  # fmt: skip


def _wanted(asked: dict[str, str]) -> Wanted:
    try:
        return searches.wanted_of(asked)
    except ValueError:
        raise Problem(422, "problem.no_date", f"{asked['since']} {asked['until']}") from None


@router.post("/search/keep")
def keep(request: Request, desk: DeskHere, person: Editor, form: Form) -> Response:
    """Keep a search under a name; who hears of what it finds is told from then on."""
    asked = {name: text_of(form, name, 200) for name in ASKED}
    name = text_of(form, "name", 80)
    if not name or not any(asked.values()):
        raise Problem(422, "problem.no_name")
    _wanted(asked)
    query = urlencode({key: value for key, value in asked.items() if value})
    search = Search(
        secrets.token_hex(6), name, query, author_of(request, form, person), language_of(request),
        tuple(_targets(form)),
    )  # fmt: skip
    desk.store.write(lambda connection: searches.keep(connection, search))
    return go(f"/search?{query}#kept")


def _targets(form: FormData) -> list[str]:
    """Where messages go; nothing but mail and web addresses, whoever asks."""
    mail, hook = text_of(form, "mail_to", 200), text_of(form, "hook", 500)
    if hook and not hook.casefold().startswith(("http://", "https://")):
        raise Problem(422, "problem.no_address")
    if mail and (mail.count("@") != 1 or any(c in ",;? \t\r\n<>" for c in mail)):
        raise Problem(422, "problem.no_mail", mail)
    wanted = [f"mailto:{mail}"] if mail else []
    wanted += [hook] if hook else []
    try:
        return [read_target(address).address for address in wanted]
    except UsageError as error:
        raise Problem(422, "problem.no_target", str(error).partition(": ")[2]) from None


@router.post("/search/drop/{number}")
def drop(desk: DeskHere, person: Editor, form: Form, number: str) -> Response:
    """Keep a search no longer."""
    desk.store.write(lambda connection: searches.drop(connection, number))
    return go("/search#kept")


def _feed_address(desk: DeskHere, search: Search) -> str:
    return f"/search/feed/{search.id}?key={desk.access.feed_key(search.id)}"


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
