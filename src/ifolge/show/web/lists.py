"""Lists of the archive a page at a time: articles, stories, sources."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Integer, case, cast, distinct, func, select

from ifolge.model.attribution import SourceType, Status
from ifolge.show.web.shapes import ArticleLine, SourceLine, StoryLine
from ifolge.store import fates, schema
from ifolge.store.search import NEWEST, Wanted
from ifolge.store.text import fold

_A, _V, _M = schema.article.c, schema.version.c, schema.member.c
_ST, _C, _T, _S = schema.story.c, schema.claim.c, schema.attribution.c, schema.source.c


def name_for(text: str) -> str:
    """The name of an article that came without one: the digest of its text, as `analyse` gives."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def articles(connection: Connection, limit: int, offset: int) -> list[ArticleLine]:
    """The articles, the newest first."""
    newest = select(_M.article_id).order_by(*NEWEST).limit(limit).offset(offset).subquery()
    query = (
        select(_A.name, _V.title, _V.outlet, _V.lang, _V.published, _M.story_id)
        .join_from(newest, schema.member, _M.article_id == newest.c.article_id)
        .join(schema.article, _A.id == _M.article_id)
        .join(schema.version, _V.id == _A.current)
        .order_by(*NEWEST)
    )
    names = ("id", "title", "outlet", "lang", "published", "story")
    return [ArticleLine(**dict(zip(names, row, strict=True))) for row in connection.execute(query)]


def stories(connection: Connection, limit: int, offset: int, smallest: int) -> list[StoryLine]:
    """The stories, those with the latest news first, with the claim that has the most origins."""
    query = (
        select(_ST.id, _ST.title, _ST.size, _ST.first_at, _ST.last_at)
        .where(_ST.size >= smallest)
        .order_by(_ST.last_at.desc().nulls_last(), _ST.id)
        .limit(limit)
        .offset(offset)
    )
    rows = connection.execute(query).all()
    counted = _claims(connection, [row.id for row in rows])
    return [_story(row, counted.get(row.id, (0, None, None))) for row in rows]


def _story(row: Any, counted: tuple[int, int | None, int | None]) -> StoryLine:
    claims, least, most = counted
    return StoryLine(
        id=row.id, title=row.title or "", articles=row.size, first=row.first_at, last=row.last_at,
        claims=claims, least=least, most=most,
    )  # fmt: skip


def _claims(
    connection: Connection, stories_wanted: Sequence[int]
) -> dict[int, tuple[int, int | None, int | None]]:
    """For each story how many claims, and least and most of the one that is mentioned most."""
    query = select(_C.story_id, _C.least, _C.most).where(_C.story_id.in_(stories_wanted))
    found: dict[int, tuple[int, int | None, int | None]] = {}
    for row in connection.execute(query.order_by(_C.story_id, _C.mentions.desc(), _C.number)):
        count, least, most = found.get(row.story_id, (0, row.least, row.most))
        found[row.story_id] = (count + 1, least, most)
    return found


def sources(connection: Connection, part: str, limit: int, offset: int) -> list[SourceLine]:
    """The sources, those who speak most first, with what became of their claims."""
    anonymous = func.coalesce(
        func.sum(cast(case((_T.anonymous.is_(True), 1), else_=0), Integer)), 0
    )
    query = (
        select(
            _S.name, func.max(_T.source_type), func.count(), func.count(distinct(_T.article_id)),
            anonymous,
        )
        .join_from(schema.attribution, schema.source, _S.id == _T.source_id)
        .group_by(_S.id, _S.name)
        .order_by(func.count().desc(), _S.name)
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    if part.strip():
        query = query.where(_S.folded.contains(fold(part.strip()), autoescape=True))
    names = ("name", "source_type", "attributions", "articles", "anonymous")
    rows = connection.execute(query).all()
    fared = fates.tallies(connection, [row[0] for row in rows])
    return [
        SourceLine(**dict(zip(names, row, strict=True)) | _fared(fared.get(row[0], fates.Tally())))
        for row in rows
    ]


def _fared(tally: fates.Tally) -> dict[str, Any]:
    return {"followed": tally.followed, "confirmed": tally.confirmed, "denied": tally.denied}


def wanted_with(
    wanted: Wanted, said: tuple[SourceType | None, Status | None, bool | None]
) -> Wanted:
    """What is searched for, with conditions on one attribution."""
    source_type, status, anonymous = said
    return replace(wanted, source_type=source_type, status=status, anonymous=anonymous)


def page_of(wanted: Wanted, limit: int, offset: int) -> Wanted:
    """One page of what is searched for."""
    return replace(wanted, limit=limit, offset=offset)
