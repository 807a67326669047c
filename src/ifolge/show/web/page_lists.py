"""The lists of the pages as files: CSV for spreadsheets, JSON for programs, all lines of a list.

One line a row, in the columns that the page shows, values as in the format, not translated. A list
is read from the store piece by piece while it is sent, so its length does not matter.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response, StreamingResponse

from ifolge.show.export.lines import Row, lines_to_csv, lines_to_json
from ifolge.show.messages import Messages
from ifolge.show.web import kept_searches, lists
from ifolge.show.web.desk import Desk
from ifolge.show.web.pages import DeskHere, Reader, view_of
from ifolge.show.web.problems import not_found
from ifolge.show.web.tale import Tale
from ifolge.store import search
from ifolge.store.searches import ASKED

router = APIRouter(include_in_schema=False)
T = TypeVar("T")
_PIECE, _COUNTED = 500, 10_000  # lines read at a time; sources are counted anew for each piece
_WRITERS = {
    "csv": (lines_to_csv, "text/csv; charset=utf-8"),
    "json": (lines_to_json, "application/json"),
}


@dataclass(frozen=True)
class Asked:
    """Where a list comes from: the desk, what the address says, and the words for reasons."""

    desk: Desk
    query: Mapping[str, str]
    messages: Messages

    @property
    def of(self) -> str:
        """The story or source that the list belongs to."""
        return self.query.get("of", "")[:400]

    @property
    def tale(self) -> Tale:
        """The story that the list belongs to."""
        return self.desk.tales.of(self.of, self.desk.settings.limits.long_patience)

    def all(
        self, look: Callable[[Connection, int, int], Sequence[T]], most: int = 0
    ) -> Iterator[T]:
        """Every line, read a piece at a time: look(connection, limit, offset)."""
        piece = most or _PIECE
        for offset in itertools.count(0, piece):
            with self.desk.store.read() as connection:
                found = look(connection, piece, offset)
            yield from found
            if len(found) < piece:
                return


def _stories(asked: Asked) -> Iterator[Row]:
    for s in asked.all(lambda c, limit, offset: lists.stories(c, limit, offset, 2)):
        yield s.id, s.title, s.articles, s.claims, s.least, s.most, s.last


def _sources(asked: Asked) -> Iterator[Row]:
    part = asked.query.get("q", "")[:200]
    for s in asked.all(lambda c, n, offset: lists.sources(c, part, n, offset), _COUNTED):
        counts = s.attributions, s.articles, s.anonymous, s.followed, s.confirmed
        yield s.name, s.source_type, *counts


def _outlets(asked: Asked) -> Iterator[Row]:
    for o in asked.desk.overviews.current().outlets:
        leans_on = tuple(f"{name} ({count})" for name, count in o.leans_on)
        yield o.outlet, o.articles, o.agency_articles, o.attributions, o.anonymous, leans_on


def _said(asked: Asked) -> Iterator[Row]:
    for s in asked.all(lambda c, limit, offset: search.said_by(c, asked.of, limit, offset)):
        yield s.content, s.article, s.outlet, s.at, s.status, s.anonymous, s.story


def _search(asked: Asked) -> Iterator[Row]:
    given = {name: asked.query.get(name, "").strip()[:200] for name in ASKED}
    wanted = kept_searches.wanted_of(given)

    def look(connection: Connection, limit: int, offset: int) -> list[search.Hit]:
        return search.search_articles(connection, lists.page_of(wanted, limit, offset))

    for hit in asked.all(look):
        yield hit.name, hit.title, hit.outlet, hit.lang, hit.at, hit.story, hit.excerpt


def _claims(asked: Asked) -> Iterator[Row]:
    tale = asked.tale
    for c in (*tale.told, *tale.single):
        counts = c.independent.least, c.independent.most, len(c.mentions)
        yield f"{tale.number}.{c.id}", c.gist, c.status, *counts


def _timeline(asked: Asked) -> Iterator[Row]:
    tale = asked.tale
    for turn in tale.turns(tale.told):
        change, outlet = turn.change, turn.article.outlet if turn.article else None
        name = f"{tale.number}.{turn.claim.id}"
        yield change.at, change.status, name, turn.claim.gist, change.by, change.article, outlet


def _articles(asked: Asked) -> Iterator[Row]:
    tale = asked.tale
    for a in tale.in_time:
        yield a.id, a.published, a.outlet, a.title, tale.languages.get(a.id)


def _copies(asked: Asked) -> Iterator[Row]:
    for copy in asked.tale.copies:
        why = tuple(asked.messages.reason(one) for one in copy.reasons)
        yield copy.article, copy.of, copy.degree, round(copy.share, 4), why


@dataclass(frozen=True)
class Listing:
    """One kind of list: its columns, and where its rows come from."""

    columns: tuple[str, ...]
    rows: Callable[[Asked], Iterator[Row]]


def _listing(rows: Callable[[Asked], Iterator[Row]], columns: str) -> Listing:
    return Listing(tuple(columns.split()), rows)


LISTS: Mapping[str, Listing] = {
    "stories": _listing(_stories, "story title articles claims least most last"),
    "sources": _listing(
        _sources, "source source_type attributions articles anonymous followed confirmed"
    ),
    "outlets": _listing(
        _outlets, "outlet articles agency_articles attributions anonymous leans_on"
    ),
    "said": _listing(_said, "content article outlet at status anonymous story"),
    "search": _listing(_search, "article title outlet language at story excerpt"),
    "claims": _listing(_claims, "claim gist status least most mentions"),
    "timeline": _listing(_timeline, "at status claim gist by article outlet"),
    "articles": _listing(_articles, "article published outlet title language"),
    "copies": _listing(_copies, "article of degree share reasons"),
}


@router.get("/lists/{name}/{format}")
def save(
    request: Request,
    desk: DeskHere,
    person: Reader,
    name: str,
    format: str,  # noqa: A002
) -> Response:
    """All lines of a list as a file to save."""
    if name not in LISTS or format not in _WRITERS:
        raise not_found(f"{name} {format}")
    listing, (write, media) = LISTS[name], _WRITERS[format]
    asked = Asked(desk, dict(request.query_params), view_of(request).messages)
    body = write(listing.columns, _begun(listing.rows(asked)))
    disposition = f'attachment; filename="ifolge-{name}.{format}"'
    headers = {"content-disposition": disposition}
    return StreamingResponse(body, headers=headers, media_type=media)


def _begun(rows: Iterator[Any]) -> Iterable[Any]:
    """The rows with the first one looked up already: what is wrong with the list is told as a
    problem, not in the middle of a file.
    """
    return itertools.chain(list(itertools.islice(rows, 1)), rows)
