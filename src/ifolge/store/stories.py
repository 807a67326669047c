"""Which articles are of one story, kept up to date as articles come, change and are decided on.

A story is what hangs together by pairs that belong together (signature.py) or that a person said
are the same. Nothing depends on the order of arrival. A story that was touched is marked stale;
what its articles show together is computed when somebody asks.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, or_, select, update

from ifolge.model.claim import Verdict
from ifolge.model.report import Report
from ifolge.store import schema
from ifolge.store.fates import forget_fates
from ifolge.store.signature import Signature, from_bytes, sign
from ifolge.store.text import fold, sortable
from ifolge.store.window import Window, sheets_near, sheets_of

_M, _S = schema.member, schema.story
TOUCHED = {"stale": True, "touches": _S.c.touches + 1}


@dataclass(frozen=True, slots=True)
class Summary:
    """A story in one line of a list."""

    id: int
    title: str
    size: int
    first_at: str | None
    last_at: str | None
    stale: bool


def place(connection: Connection, window: Window, article: int, report: Report) -> int:
    """Put an article where it belongs; stories that it ties together become one. The story's id.

    An article that was edited leaves its story first, which may fall apart.
    """
    _catch_up(connection, window)
    signature = sign(report)
    row = connection.execute(select(_M).where(_M.c.article_id == article)).first()
    if row is not None:
        if bytes(row.signature) == signature.to_bytes() and row.block == signature.block:
            touch(connection, [row.story_id])
            return int(row.story_id)
        _take_out(connection, window, article, row.story_id, row.block)
    like = window.like(connection, signature)
    like |= _decided(connection, report.article.id)
    story = _join(connection, window, like) if like else _new_story(connection)
    values = {
        "article_id": article,
        "story_id": story,
        "block": signature.block,
        "at": _at(report),
        "lang": report.language.code,
        "outlet": report.article.outlet,
        "signature": signature.to_bytes(),
    }
    connection.execute(insert(_M).values(values))
    window.add(article, story, signature)
    _grow(connection, story, report)
    _note(connection, window)
    return story


def _catch_up(connection: Connection, window: Window) -> None:
    """Let the window forget what another writer may have changed."""
    revision = connection.execute(select(schema.state.c.revision)).scalar_one()
    window.show(int(revision))


def _note(connection: Connection, window: Window) -> None:
    """Tell other writers that the stories changed; our own window knows."""
    window.revision += 1
    connection.execute(update(schema.state).values(revision=window.revision))


def _at(report: Report) -> str | None:
    inferred = report.published.start if report.published else None
    return sortable(report.article.published) or sortable(inferred)


def _new_story(connection: Connection) -> int:
    key = connection.execute(insert(_S).values(size=0, stale=True)).inserted_primary_key
    return int(key[0]) if key else 0


def _grow(connection: Connection, story: int, report: Report) -> None:
    """One more article: the title of a story is that of its first article."""
    row = connection.execute(select(_S).where(_S.c.id == story)).one()
    at, title = _at(report), report.article.title or _first_line(report.article.text)
    first = row.title is None or (at is not None and (row.first_at is None or at < row.first_at))
    values = {
        **TOUCHED,
        "size": row.size + 1,
        "title": title if first else row.title,
        "first_at": min(filter(None, (row.first_at, at)), default=None),
        "last_at": max(filter(None, (row.last_at, at)), default=None),
    }
    connection.execute(update(_S).where(_S.c.id == story).values(values))


def _first_line(text: str) -> str:
    return text.strip().split("\n", 1)[0][:120]


def _join(connection: Connection, window: Window, stories: Iterable[int]) -> int:
    """Make several stories one: the smaller go up in the largest. Its id."""
    wanted = sorted(stories)
    rows = connection.execute(select(_S).where(_S.c.id.in_(wanted))).all()
    ranked = sorted(rows, key=lambda row: (-row.size, row.id))
    target, others = ranked[0], ranked[1:]
    for other in others:
        moved = update(_M).where(_M.c.story_id == other.id)
        connection.execute(moved.values(story_id=target.id))
        window.rename(other.id, target.id)
        passed_on = (_S.c.id == other.id) | (_S.c.merged_into == other.id)
        gone = {
            **TOUCHED,
            "size": 0,
            "stale": False,
            "merged_into": target.id,
            "dossier": None,
        }
        connection.execute(update(_S).where(passed_on).values(gone))
        claims = schema.claim
        connection.execute(delete(claims).where(claims.c.story_id == other.id))
        forget_fates(connection, other.id)
    if others:
        _head(connection, target.id)
    return int(target.id)


def _head(connection: Connection, story: int) -> None:
    """Write size, title and times of a story anew from its articles."""
    v, a = schema.version.c, schema.article.c
    counted = select(func.count(), func.min(_M.c.at), func.max(_M.c.at))
    size, first, last = connection.execute(counted.where(_M.c.story_id == story)).one()
    query = (
        select(v.title, func.substr(v.text, 1, 400).label("text"))
        .join_from(_M, schema.article, a.id == _M.c.article_id)
        .join(schema.version, v.id == a.current)
        .where(_M.c.story_id == story)
        .order_by(_M.c.at.is_(None), _M.c.at, a.name)
        .limit(1)
    )
    row = connection.execute(query).first()
    title = (row.title or _first_line(row.text)) if row else None
    values = {**TOUCHED, "size": size, "title": title, "first_at": first, "last_at": last}
    connection.execute(update(_S).where(_S.c.id == story).values(values))


def touch(connection: Connection, stories: Iterable[int]) -> None:
    """Let what these stories show together be computed anew when it is asked for."""
    connection.execute(update(_S).where(_S.c.id.in_(list(stories))).values(TOUCHED))


def _take_out(connection: Connection, window: Window, article: int, story: int, block: int) -> None:
    connection.execute(delete(_M).where(_M.c.article_id == article))
    window.remove(article, block)
    regroup(connection, window, story)


def regroup(connection: Connection, window: Window, story: int) -> None:
    """See what still hangs together in a story; the largest part keeps its id."""
    a = schema.article.c
    query = (
        select(_M.c.article_id, _M.c.block, _M.c.signature, a.name)
        .join_from(_M, schema.article, a.id == _M.c.article_id)
        .where(_M.c.story_id == story)
    )
    rows = connection.execute(query).all()
    signatures = {row.article_id: from_bytes(bytes(row.signature), row.block) for row in rows}
    names = {row.name: row.article_id for row in rows}
    ties = [(names[x], names[y]) for x, y in _ties(connection) if x in names and y in names]
    parts = sorted(components(signatures, ties), key=lambda part: (-len(part), min(part)))
    for part in parts[1:]:
        new = _new_story(connection)
        moved = update(_M).where(_M.c.article_id.in_(part))
        connection.execute(moved.values(story_id=new))
        _head(connection, new)
    if len(parts) > 1:
        window.sheets.clear()
    _head(connection, story)


def components(
    signatures: dict[int, Signature], ties: Iterable[tuple[int, int]] = ()
) -> list[list[int]]:
    """The articles that hang together, directly or through others."""
    root = {article: article for article in signatures}

    def find(article: int) -> int:
        while root[article] != article:
            root[article] = root[root[article]]
            article = root[article]
        return article

    sheets = sheets_of(signatures)
    for article, signature in signatures.items():
        for number in sheets_near(signature):
            for other in sheets[number].like(signature) if number in sheets else ():
                root[find(article)] = find(other)
    for one, two in ties:
        root[find(one)] = find(two)
    parts: dict[int, list[int]] = defaultdict(list)
    for article in sorted(signatures):
        parts[find(article)].append(article)
    return list(parts.values())


def _ties(connection: Connection, name: str | None = None) -> list[tuple[str, str]]:
    """Pairs of articles that a person's decision ties together, all or those of one article."""
    d = schema.decision.c
    query = select(d.one, d.two, d.one_article, d.two_article, d.verdict).where(
        d.undone_at.is_(None),
        d.verdict.in_([Verdict.SAME_CLAIM, Verdict.OTHER_CLAIM]),
    )
    if name is not None:
        query = query.where(or_(d.one_article == name, d.two_article == name))
    last = {}
    for row in connection.execute(query.order_by(d.at, d.id)):
        last[frozenset((row.one, row.two))] = row
    same = [row for row in last.values() if row.verdict == Verdict.SAME_CLAIM]
    return [(row.one_article, row.two_article) for row in same]


def _decided(connection: Connection, name: str) -> set[int]:
    """The stories of the articles that decisions tie to this one."""
    others = {x for pair in _ties(connection, name) for x in pair if x and x != name}
    return stories_of(connection, others)


def stories_of(connection: Connection, names: Iterable[str]) -> set[int]:
    """The stories of articles, by their names."""
    wanted = list(names)
    if not wanted:
        return set()
    a = schema.article.c
    query = select(_M.c.story_id).join(schema.article, a.id == _M.c.article_id)
    return set(connection.execute(query.where(a.name.in_(wanted))).scalars())


def tie_by_decisions(connection: Connection, window: Window, names: Sequence[str]) -> None:
    """A person decided on these articles, or took it back: see what hangs together now."""
    _catch_up(connection, window)
    stories = stories_of(connection, names)
    tied = any(set(pair) == set(names) for pair in _ties(connection, names[0]))
    if tied and stories:
        touch(connection, [_join(connection, window, stories)])
    elif stories:
        for story in sorted(stories):
            regroup(connection, window, story)
    _note(connection, window)


def touch_with_sources(connection: Connection, names: Sequence[str]) -> None:
    """Mark the stories stale in which one of these sources speaks, or all are origins."""
    s = schema.source.c
    one = set(connection.execute(_speaking(s.name.in_(names))).scalars())
    touch(connection, one | set.intersection(*(_with_origin(connection, n) for n in names)))


def _speaking(source: ColumnElement[bool]) -> Select[int]:
    """The numbers of the stories in which a source of some kind speaks."""
    a, s = schema.attribution.c, schema.source.c
    query = select(_M.c.story_id).join(schema.attribution, a.article_id == _M.c.article_id)
    return query.join(schema.source, s.id == a.source_id).where(source)


def _with_origin(connection: Connection, name: str) -> set[int]:
    """The stories that may have an origin of this name, as claims show it: an informant beside
    the outlet ("en kilde (Avisen)"), an outlet that was there, or several that cite each other.
    """
    described = fold(name.rpartition(" (")[0] or name)
    found = connection.execute(_speaking(schema.source.c.folded == described)).scalars().all()
    if not found:
        outlets = select(_M.c.story_id).where(_M.c.outlet.in_(name.split(" · ")))
        found = connection.execute(outlets).scalars().all()
    return set(found)
