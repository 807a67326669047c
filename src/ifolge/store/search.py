"""Find articles by their words and by what was found in them."""

from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    bindparam,
    column,
    exists,
    func,
    select,
    table,
)
from sqlalchemy import text as raw

from ifolge.store import schema
from ifolge.store.text import fold, phrases, sortable

_A, _M, _V = schema.article.c, schema.member.c, schema.version.c
_T, _S = schema.attribution.c, schema.source.c
# The newest first, those without a time last: written so that an index gives the order.
NEWEST = (_M.at.desc().nulls_last(), _M.article_id)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for: words of the text, and conditions that all must hold."""

    words: str = ""
    lang: str | None = None
    outlet: str | None = None
    source: str | None = None
    source_type: str | None = None
    status: str | None = None
    anonymous: bool | None = None
    since: str | None = None
    until: str | None = None
    after: int = 0  # only articles whose text came after this version
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found."""

    article: int
    name: str
    title: str | None
    outlet: str | None
    lang: str | None
    at: str | None
    story: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing a source said: where, when, how, and the words."""

    article: str
    attribution: str
    outlet: str | None
    at: str | None
    story: int
    source: str
    source_type: str | None
    status: str | None
    anonymous: bool | None
    content: str


def search_articles(connection: Connection, wanted: Wanted) -> list[Hit]:
    """The articles that fit, the newest first."""
    query = select(
        _M.article_id, _A.name, _V.title, _V.outlet, _M.lang, _M.at, _M.story_id, _V.text
    ).join_from(schema.article, schema.version, _V.id == _A.current)
    newest = _newest(connection, wanted).subquery()
    query = query.join(schema.member, _M.article_id == _A.id)
    query = query.join(newest, newest.c.article_id == _A.id)
    rows = connection.execute(query.order_by(*NEWEST))
    return [Hit(*row[:7], excerpt_of(row.text, wanted.words)) for row in rows]


def _newest(connection: Connection, wanted: Wanted) -> Select[tuple[int]]:
    """The numbers of the newest articles that fit; texts are fetched for these only."""
    query = select(_M.article_id)
    asked = phrases(wanted.words)
    if asked:
        query = query.where(_M.article_id.in_(_with_words(connection, asked)))
    for condition in _conditions(wanted):
        query = query.where(condition)
    query = query.order_by(*NEWEST)
    return query.limit(wanted.limit).offset(wanted.offset)


def _with_words(connection: Connection, asked: list[tuple[list[str], bool]]) -> Select[tuple[int]]:
    if connection.dialect.name == "sqlite":
        match = " AND ".join(_fts5(words, open_end) for words, open_end in asked)
        found = raw("words MATCH :match").bindparams(bindparam("match", match, Text))
        return select(column("rowid")).select_from(table("words")).where(found)
    query = " & ".join(_tsquery(words, open_end) for words, open_end in asked)
    found = raw("words @@ to_tsquery('simple', :match)").bindparams(bindparam("match", query, Text))
    return select(column("id")).select_from(table("words")).where(found)


def _fts5(words: list[str], open_end: bool) -> str:
    return f'"{" ".join(words)}"' + ("*" if open_end else "")


def _tsquery(words: list[str], open_end: bool) -> str:
    last = f"'{words[-1]}'" + (":*" if open_end else "")
    return "(" + " <-> ".join([*(f"'{word}'" for word in words[:-1]), last]) + ")"


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.lang:
        found.append(_M.lang == wanted.lang)
    if wanted.outlet:
        found.append(func.lower(_M.outlet) == wanted.outlet.lower())
    if wanted.since:
        found.append(_M.at >= sortable(wanted.since))
    if wanted.until:
        end = wanted.until if "T" in wanted.until else f"{wanted.until}T23:59:59"
        found.append(_M.at <= sortable(end))
    if wanted.after:
        new = exists().where(_A.id == _M.article_id, _A.current > wanted.after)
        found.append(new)
    said = _said(wanted)
    if said:
        found.append(exists().where(_T.article_id == _M.article_id, *said))
    return found


def _said(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Conditions on one attribution of the article."""
    found: list[ColumnElement[bool]] = []
    if wanted.source:
        named = select(_S.id).where(_S.folded.contains(fold(wanted.source), autoescape=True))
        found.append(_T.source_id.in_(named))
    if wanted.source_type:
        found.append(_T.source_type == wanted.source_type)
    if wanted.status:
        found.append(_T.status == wanted.status)
    if wanted.anonymous is not None:
        found.append(_T.anonymous.is_(wanted.anonymous))
    return found


def said_by(connection: Connection, source: str, limit: int = 200, offset: int = 0) -> list[Saying]:
    """What a source said in all articles, the newest first: "Kreml", also "kreml"."""
    named = select(_S.id).where(_S.folded == fold(source))
    return _sayings(connection, _T.source_id.in_(named), limit, offset)


def _sayings(
    connection: Connection, condition: ColumnElement[bool], limit: int, offset: int
) -> list[Saying]:
    words = func.substr(_V.text, _T.start + 1, _T.end - _T.start)
    query = (
        select(
            _A.name,
            _T.name.label("attribution"),
            _M.outlet,
            _M.at,
            _M.story_id,
            _S.name.label("source"),
            _T.source_type,
            _T.status,
            _T.anonymous,
            words,
        )
        .join_from(schema.attribution, schema.member, _M.article_id == _T.article_id)
        .join(schema.source, _S.id == _T.source_id)
        .join(schema.article, _A.id == _T.article_id)
        .join(schema.version, _V.id == _A.current)
        .where(condition)
        .order_by(*NEWEST, _T.number)
        .limit(limit)
        .offset(offset)
    )
    return [Saying(*row[:9], row[9] or "") for row in connection.execute(query)]


def sources_like(connection: Connection, name: str, limit: int = 20) -> list[str]:
    """Sources whose names hold these letters, for when none has just this name."""
    part = _S.folded.contains(fold(name), autoescape=True)
    query = select(_S.name).where(part).order_by(func.length(_S.name), _S.name).limit(limit)
    return list(connection.execute(query).scalars())


def excerpt_of(text: str, words: str, width: int = 160) -> str:
    """A piece of the text around the first word that was searched for."""
    one_line = " ".join(text.split())
    asked = [parts[0] for parts, _ in phrases(words)]
    # Folding may lengthen a text ("ß"); a place that is a little off still shows the word.
    folded = fold(one_line)
    places = [at for part in asked if (at := folded.find(part)) >= 0]
    start = max(0, min(places, default=0) - width // 3)
    start = one_line.rfind(" ", 0, start) + 1 if start else 0
    piece = one_line[start : start + width]
    return ("…" if start else "") + piece + ("…" if start + width < len(one_line) else "")
