"""Searches that people keep: what each asks for, who hears of what it finds, how far that went."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qsl

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from ifolge.store import schema
from ifolge.store.search import Hit, Wanted, search_articles
from ifolge.store.text import now, storable

_S, _V = schema.saved_search, schema.version
ASKED = ("q", "lang", "outlet", "source", "source_type", "status", "anonymous", "since", "until")
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Search:
    """A search somebody keeps. `targets` hear of new articles in the words of `lang`; `problem`
    tells why the last message did not arrive.
    """

    id: str
    name: str
    query: str
    author: str
    lang: str = "en"
    targets: tuple[str, ...] = ()
    seen: int = 0
    problem: str | None = None

    @property
    def wanted(self) -> Wanted:
        """What is searched for."""
        return wanted_of(dict(parse_qsl(self.query)))


def wanted_of(asked: Mapping[str, str]) -> Wanted:
    """What a form or an address asks for. Raises ValueError for a day that is none."""
    given = {name: storable(asked.get(name, "").strip()) or None for name in ASKED}
    for name in ("since", "until"):
        date.fromisoformat(given[name] or "2000-01-01")
    return Wanted(
        words=given["q"] or "", lang=given["lang"], outlet=given["outlet"],
        source=given["source"], source_type=given["source_type"], status=given["status"],
        anonymous={"yes": True, "no": False}.get(given["anonymous"] or ""),
        since=given["since"], until=given["until"],
    )  # fmt: skip


def keep(connection: Connection, search: Search) -> None:
    """Keep a search; what the store holds today is no news to it."""
    values = {
        "id": search.id, "name": storable(search.name), "query": storable(search.query),
        "author": storable(search.author), "at": now(), "lang": search.lang,
        "targets": json.dumps(search.targets), "seen": _newest(connection),
    }  # fmt: skip
    connection.execute(insert(_S).values(values))


def drop(connection: Connection, number: str) -> None:
    """Keep a search no longer."""
    connection.execute(delete(_S).where(_S.c.id == number))


def list_searches(connection: Connection) -> list[Search]:
    """All that are kept, the oldest first."""
    return [_search(row) for row in connection.execute(select(_S).order_by(_S.c.at, _S.c.id))]


def load(connection: Connection, number: str) -> Search | None:
    """One of them, None if there is none."""
    row = connection.execute(select(_S).where(_S.c.id == number)).first()
    return _search(row) if row else None


def _search(row: Row) -> Search:  # type: ignore[type-arg]
    targets = tuple(json.loads(row.targets))
    return Search(row.id, row.name, row.query, row.author, row.lang, targets, row.seen, row.problem)


def _newest(connection: Connection) -> int:
    return connection.execute(select(func.max(_V.c.id))).scalar() or 0


def news_of(connection: Connection, search: Search) -> Iterator[Hit]:
    """The articles that came or changed since the search was told last, and fit."""
    newest = _newest(connection)
    if newest <= search.seen:
        return
    wanted: Wanted | None = replace(search.wanted, after=search.seen, limit=_AT_ONCE)
    while wanted:
        hits = search_articles(connection, wanted)
        yield from hits
        more = len(hits) == _AT_ONCE
        wanted = replace(wanted, offset=wanted.offset + _AT_ONCE) if more else None
    connection.execute(update(_S).where(_S.c.id == search.id).values(seen=newest))


def note_problem(connection: Connection, numbers: Sequence[str], problem: str | None) -> None:
    """Remember why messages of these searches do not arrive, or that they do."""
    connection.execute(update(_S).where(_S.c.id.in_(numbers)).values(problem=problem))
