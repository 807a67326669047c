"""Who relies on whom: anonymous sources, agencies and single origins, over the whole store."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, Integer, and_, case, cast, func, or_, select

from ifolge.model.attribution import SourceType
from ifolge.store import schema

_A, _M, _V = schema.article.c, schema.member.c, schema.version.c
_T, _S, _C, _ST = schema.attribution.c, schema.source.c, schema.claim.c, schema.story.c


@dataclass(frozen=True, slots=True)
class OutletFigures:
    """One outlet: its articles, attributions, those of anonymous sources, and articles that rest on
    agencies (by credit, or because an agency is a source).
    """

    outlet: str | None
    articles: int
    attributions: int
    anonymous: int
    agency_articles: int
    leans_on: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """The store in numbers. `claims` are those of stories with two articles and more."""

    articles: int
    versions: int
    attributions: int
    stories: int
    claims: int
    single_origin: int
    stale_stories: int
    outlets: tuple[OutletFigures, ...]


def figures_of(connection: Connection, limit: int = 20) -> Figures:
    """Figures over the whole store, the outlets with the most articles first."""

    def count(query: object) -> int:
        return int(connection.execute(query).scalar() or 0)  # type: ignore[call-overload]

    big = _ST.size >= 2
    claims = (
        select(func.count())
        .select_from(schema.claim.join(schema.story, _ST.id == _C.story_id))
        .where(big)
    )
    return Figures(
        articles=count(select(func.count()).select_from(schema.article)),
        versions=count(select(func.count()).select_from(schema.version)),
        attributions=count(select(func.count()).select_from(schema.attribution)),
        stories=count(select(func.count()).select_from(schema.story).where(big)),
        claims=count(claims),
        single_origin=count(claims.where(_C.most <= 1)),
        stale_stories=count(select(func.count()).select_from(schema.story).where(big, _ST.stale)),
        outlets=outlets_of(connection, limit),
    )


def outlets_of(connection: Connection, limit: int = 20) -> tuple[OutletFigures, ...]:
    """The outlets with the most articles, and what each relies on."""
    agency = _T.source_type == SourceType.NEWS_AGENCY
    said = (
        select(
            _T.article_id,
            func.count().label("said"),
            func.sum(case((and_(_T.anonymous.is_(True), _T.relay.is_(False)), 1), else_=0)).label(
                "anonymous"
            ),
            func.max(case((agency, 1), else_=0)).label("agency"),
        )
        .group_by(_T.article_id)
        .subquery()
    )
    rests = or_(_V.credit.is_not(None), said.c.agency == 1)
    query = (
        select(
            _M.outlet,
            func.count().label("articles"),
            func.coalesce(func.sum(said.c.said), 0),
            func.coalesce(func.sum(said.c.anonymous), 0),
            func.coalesce(func.sum(cast(case((rests, 1), else_=0), Integer)), 0),
        )
        .join_from(schema.member, schema.article, _A.id == _M.article_id)
        .join(schema.version, _V.id == _A.current)
        .outerjoin(said, said.c.article_id == _M.article_id)
        .group_by(_M.outlet)
        .order_by(func.count().desc(), _M.outlet)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    leaning = _leaning(connection)
    return tuple(
        OutletFigures(
            row[0],
            int(row[1]),
            int(row[2]),
            int(row[3]),
            int(row[4]),
            tuple(leaning.get(row[0], ())),
        )
        for row in rows
    )


def _leaning(connection: Connection, most: int = 3) -> dict[str | None, list[tuple[str, int]]]:
    """For each outlet the anonymous sources that it relies on most, in one pass over all."""
    counted = (
        select(_M.outlet, _S.name, func.count().label("times"))
        .join_from(schema.attribution, schema.source, _S.id == _T.source_id)
        .join(schema.member, _M.article_id == _T.article_id)
        .where(_T.anonymous.is_(True))
        .group_by(_M.outlet, _S.name)
        .subquery()
    )
    order = (counted.c.times.desc(), counted.c.name)
    place = func.row_number().over(partition_by=counted.c.outlet, order_by=order)
    ranked = select(counted, place.label("place")).subquery()
    query = select(ranked).where(ranked.c.place <= most).order_by(ranked.c.place)
    found: dict[str | None, list[tuple[str, int]]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.outlet].append((row.name, int(row.times)))
    return found
