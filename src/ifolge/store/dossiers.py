"""What the articles of a story show together, kept until the story changes."""

import json
import zlib
from dataclasses import dataclass

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from ifolge.model.claim import Dossier
from ifolge.model.dossier_wire import dossier_from_plain, to_plain
from ifolge.store import schema, watching
from ifolge.store.fates import keep_fates
from ifolge.store.stories import Summary

_S, _M, _C = schema.story, schema.member, schema.claim


def resolve_story(connection: Connection, wanted: str) -> int | None:
    """The number of the story meant: by its number (also one that went up in another), or by the
    name of one of its articles.
    """
    if wanted.isdecimal() and len(wanted) < 18:
        row = connection.execute(select(_S).where(_S.c.id == int(wanted))).first()
        if row is not None and (row.merged_into or row.size):
            return int(row.merged_into or row.id)
    a = schema.article.c
    query = select(_M.c.story_id).join(schema.article, a.id == _M.c.article_id)
    found = connection.execute(query.where(a.name == wanted)).scalar()
    return None if found is None else int(found)


def members(connection: Connection, story: int) -> list[int]:
    """The numbers of the articles of a story."""
    query = select(_M.c.article_id).where(_M.c.story_id == story).order_by(_M.c.article_id)
    return list(connection.execute(query).scalars())


def languages_of(connection: Connection, story: int) -> dict[str, str]:
    """The languages of a story's articles, by their names."""
    a = schema.article.c
    query = select(a.name, _M.c.lang).join_from(_M, schema.article, a.id == _M.c.article_id)
    rows = connection.execute(query.where(_M.c.story_id == story))
    return {row.name: row.lang or "" for row in rows}


def kept_dossier(connection: Connection, story: int) -> Dossier | None:
    """The dossier as it was kept, be it stale or not; None if there is none yet."""
    data = connection.execute(select(_S.c.dossier).where(_S.c.id == story)).scalar()
    if data is None:
        return None
    return dossier_from_plain(json.loads(zlib.decompress(bytes(data))))


def is_stale(connection: Connection, story: int) -> bool:
    """Whether the story changed since its dossier was computed."""
    return bool(connection.execute(select(_S.c.stale).where(_S.c.id == story)).scalar())


def mark_of(connection: Connection, story: int) -> tuple[object, ...]:
    """What changes whenever a story would be shown otherwise: dossier, texts, corrections."""
    a, k, mine = schema.article, schema.correction.c, _M.c.story_id == story
    row = connection.execute(select(_S.c.stale, _S.c.dossier).where(_S.c.id == story)).one()
    texts = select(a.c.id, a.c.current).join(_M, _M.c.article_id == a.c.id)
    versions = connection.execute(texts.where(mine).order_by(a.c.id))
    names = select(a.c.name).join(_M, _M.c.article_id == a.c.id).where(mine)
    fixed = select(func.max(k.id), func.count(k.undone_at)).where(k.article.in_(names))
    made = connection.execute(fixed).one()
    return (row.stale, bytes(row.dossier or b""), tuple(map(tuple, versions)), *made)


def touches(connection: Connection, story: int) -> int:
    """How often the story was marked as changed."""
    return int(connection.execute(select(_S.c.touches).where(_S.c.id == story)).scalar() or 0)


def keep_dossier(connection: Connection, story: int, dossier: Dossier, seen: int) -> bool:
    """Keep the dossier of the story as it was when it had `seen` touches; if it has more by now,
    its articles or what people decided on them changed meanwhile, and it is not kept.
    """
    if touches(connection, story) != seen:
        return False
    plain = json.dumps(to_plain(dossier), ensure_ascii=False, separators=(",", ":"))
    data = zlib.compress(plain.encode(), 6)
    connection.execute(update(_S).where(_S.c.id == story).values(dossier=data, stale=False))
    watching.note_dossier(connection, story, data)
    connection.execute(delete(_C).where(_C.c.story_id == story))
    rows = [
        {
            "story_id": story,
            "number": number,
            "gist": claim.gist,
            "status": claim.status,
            "least": claim.independent.least,
            "most": claim.independent.most,
            "mentions": len(claim.mentions),
        }
        for number, claim in enumerate(dossier.claims, 1)
    ]
    if rows:
        connection.execute(insert(_C), rows)
    keep_fates(connection, story, dossier)
    return True


def stale_stories(connection: Connection, largest: int, smallest: int = 1) -> list[int]:
    """The stories whose dossiers are out of date, if they have at most so many articles."""
    query = select(_S.c.id).where(_S.c.stale, _S.c.size.between(smallest, largest))
    return list(connection.execute(query.order_by(_S.c.id)).scalars())


def list_stories(connection: Connection, limit: int, smallest: int = 2) -> list[Summary]:
    """The stories with the latest news, of at least so many articles."""
    query = (
        select(_S)
        .where(_S.c.size >= smallest)
        .order_by(_S.c.last_at.desc().nulls_last(), _S.c.id)
        .limit(limit)
    )
    return [_summary(row) for row in connection.execute(query)]


def summary_of(connection: Connection, story: int) -> Summary:
    """One story in a line."""
    return _summary(connection.execute(select(_S).where(_S.c.id == story)).one())


def story_of(connection: Connection, article: int) -> Summary:
    """The story of an article, in one line."""
    query = select(_S).join(schema.member, _S.c.id == _M.c.story_id)
    return _summary(connection.execute(query.where(_M.c.article_id == article)).one())


def _summary(row: Row) -> Summary:  # type: ignore[type-arg]
    return Summary(row.id, row.title or "", row.size, row.first_at, row.last_at, row.stale)


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in one line: its number in the story, gist, status and independent origins."""

    number: int
    gist: str
    status: str | None
    least: int
    most: int
    mentions: int


def claims_of(connection: Connection, story: int) -> list[ClaimLine]:
    """The claims kept for a story, as of its last dossier."""
    query = select(_C).where(_C.c.story_id == story).order_by(_C.c.number)
    rows = connection.execute(query)
    return [ClaimLine(r.number, r.gist, r.status, r.least, r.most, r.mentions) for r in rows]
