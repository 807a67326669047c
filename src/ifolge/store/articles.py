"""Put reports into the store, each text once, and get them out again."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, text, update

from ifolge.model.article import Article
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.store import schema
from ifolge.store.packing import pack, unpack
from ifolge.store.text import fold, now, storable, words

HEADS = ("title", "outlet", "author", "lang", "published", "updated", "credit")
AKIN = 0.3  # share of words two texts of one id have in common if they are one article
SHOWN = 12  # changed passages that are kept of an edit
_LONGEST = 300  # letters of a changed passage that are kept


class Outcome(StrEnum):
    """What became of an article that was put into the store."""

    ADDED = "added"
    CHANGED = "changed"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Change:
    """One passage that an edit took out and what it put in its place."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Put:
    """What became of one article: its number and name in the store, what it was `before` an edit,
    and what that changed.
    """

    outcome: Outcome
    article: int
    name: str
    changes: tuple[Change, ...] = ()
    before: Article | None = None


def digest_of(article: Article) -> bytes:
    """What tells one text from another: title and text."""
    joined = f"{storable(article.title or '')}\0{storable(article.text)}"
    return hashlib.blake2b(joined.encode(), digest_size=16).digest()


def find(connection: Connection, article: Article) -> Put | None:
    """The article as the store has it, or None: whether its text is known or was changed.

    One with an address is known by it, one without by its id; an id that names quite another text
    ("leder" of two folders) is not the same article.
    """
    a, v = schema.article.c, schema.version.c
    query = select(a.id, a.name, v.digest, v.text).join(schema.version, v.id == a.current)
    if article.url:
        rows = list(connection.execute(query.where(a.url == storable(article.url))))
    else:
        name = storable(article.id)
        numbered = a.name.like(f"{_escaped(name)}-%", escape="\\")
        rows = list(connection.execute(query.where(a.url.is_(None), a.name == name)))
        if rows and not _same_article(rows[0].text, article.text):
            rows += connection.execute(query.where(a.url.is_(None), numbered))
    digest = digest_of(article)
    for row in rows:
        if bytes(row.digest) == digest:
            return Put(Outcome.KNOWN, row.id, row.name)
    akin = [row for row in rows if article.url or _same_article(row.text, article.text)]
    return Put(Outcome.CHANGED, akin[0].id, akin[0].name) if akin else None


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _same_article(before: str, after: str) -> bool:
    if before == after:
        return True
    one, two = set(words(before)), set(words(after))
    return len(one & two) >= AKIN * max(1, min(len(one), len(two)))


def put(connection: Connection, report: Report) -> tuple[Put, Report]:
    """Put a report into the store. Returns what became of it, and the report under its name.

    An article that was edited keeps its older versions; what the edit changed is told.
    """
    report = _with_storable(report)
    found = find(connection, report.article)
    if found and found.outcome is Outcome.KNOWN:
        return found, _named(report, found.name)
    changes: tuple[Change, ...] = ()
    before = None
    if found is None:
        article_id, name, number = *_new(connection, report.article), 1
        report = _named(report, name)
    else:
        article_id, name = found.article, found.name
        report = _named(report, name)
        before = load_article(connection, article_id)
        changes = tuple(changes_between(before, report.article))
        v = schema.version.c
        newest = select(func.max(v.number)).where(v.article_id == article_id)
        number = connection.execute(newest).scalar_one() + 1
    version_id = _add_version(connection, article_id, number, report.article, changes)
    values = {"current": version_id, "seen_at": now()}
    connection.execute(
        update(schema.article).where(schema.article.c.id == article_id).values(values)
    )
    index_words(connection, article_id, report.article, before)
    save_report(connection, article_id, version_id, report)
    outcome = Outcome.CHANGED if found else Outcome.ADDED
    return Put(outcome, article_id, name, changes, before), report


def _with_storable(report: Report) -> Report:
    article = report.article
    heads = {name: storable(v) for name in (*HEADS, "url") if (v := getattr(article, name))}
    cleaned = _replaced(article, text=storable(article.text), id=storable(article.id), **heads)
    return _of(report, cleaned)


def _named(report: Report, name: str) -> Report:
    return _of(report, _replaced(report.article, id=name))


def _replaced(article: Article, **values: Any) -> Article:
    return Article(**{**{f: getattr(article, f) for f in article.__slots__}, **values})


def _of(report: Report, article: Article) -> Report:
    return Report(**{**{f: getattr(report, f) for f in report.__slots__}, "article": article})


def _new(connection: Connection, article: Article) -> tuple[int, str]:
    """A new article under its id, or under its id with a number if that is taken."""
    a = schema.article.c
    name, number = article.id, 1
    while connection.execute(select(a.id).where(a.name == name)).first():
        number += 1
        name = f"{article.id}-{number}"
    values = {"name": name, "url": article.url or None, "seen_at": now()}
    key = connection.execute(insert(schema.article).values(values)).inserted_primary_key
    return int(key[0]) if key else 0, name


def _add_version(
    connection: Connection,
    article_id: int,
    number: int,
    article: Article,
    changes: Sequence[Change],
) -> int:
    extra = json.dumps(dict(article.extra), ensure_ascii=False) if article.extra else None
    values = {
        **{name: getattr(article, name) for name in HEADS},
        "article_id": article_id,
        "number": number,
        "digest": digest_of(article),
        "extra": storable(extra) if extra else None,
        "changes": json.dumps([asdict(c) for c in changes], ensure_ascii=False) or None,
        "added_at": now(),
        "text": article.text,
    }
    key = connection.execute(insert(schema.version).values(values)).inserted_primary_key
    return int(key[0]) if key else 0


def index_words(
    connection: Connection, article_id: int, article: Article, before: Article | None = None
) -> None:
    """Let the words of an article be found, and those it had before no longer."""
    if connection.dialect.name != "sqlite":
        statement = (
            "INSERT INTO words (id, words) VALUES (:id, to_tsvector('simple', :title || ' ' || "
            ":body)) ON CONFLICT (id) DO UPDATE SET words = excluded.words"
        )
        connection.execute(text(statement), _words_of(article_id, article))
        return
    if before is not None:
        gone = "INSERT INTO words (words, rowid, title, text) VALUES ('delete', :id, :title, :body)"
        connection.execute(text(gone), _words_of(article_id, before))
    statement = "INSERT INTO words (rowid, title, text) VALUES (:id, :title, :body)"
    connection.execute(text(statement), _words_of(article_id, article))


def _words_of(article_id: int, article: Article) -> dict[str, Any]:
    title, body = " ".join(words(article.title or "")), " ".join(words(article.text))
    return {"id": article_id, "title": title, "body": body}


def save_report(connection: Connection, article_id: int, version_id: int, report: Report) -> None:
    """Replace the report and the attributions of an article."""
    r = schema.report
    connection.execute(delete(r).where(r.c.article_id == article_id))
    values = {
        "article_id": article_id,
        "version_id": version_id,
        "model": report.model,
        "body": pack(report),
    }
    connection.execute(insert(r).values(values))
    index_attributions(connection, article_id, report)


def index_attributions(connection: Connection, article_id: int, report: Report) -> None:
    """Let an article be found by who says what in it, as this report has it."""
    a = schema.attribution
    connection.execute(delete(a).where(a.c.article_id == article_id))
    rows = list(_attributions(connection, article_id, report))
    if rows:
        connection.execute(insert(a), rows)


def _attributions(
    connection: Connection, article_id: int, report: Report
) -> Iterator[dict[str, Any]]:
    relays = {a.via for a in report.attributions if a.via}
    names = {a.id: source_of(a, report.article.text) for a in report.attributions}
    ids = _source_ids(connection, sorted({name for name in names.values() if name}))
    for number, a in enumerate(report.attributions):
        name = names[a.id]
        yield {
            "article_id": article_id,
            "number": number,
            "name": a.id,
            "source_id": ids[name] if name else None,
            "source_type": a.source_type,
            "status": a.status,
            "anonymous": a.anonymous,
            "relay": a.id in relays,
            "said_from": a.said.start if a.said else None,
            "said_to": a.said.end if a.said else None,
            "start": a.content[0].start if a.content else None,
            "end": a.content[-1].end if a.content else None,
        }


def source_of(attribution: Attribution, text: str) -> str | None:
    """The source by its canonical name, or as the article names it."""
    as_it_stands = " ".join(span.of(text) for span in attribution.source)
    name = attribution.canonical_source or as_it_stands
    return storable(name) or None


def _source_ids(connection: Connection, names: Sequence[str]) -> dict[str, int]:
    s = schema.source
    query = select(s.c.name, s.c.id).where(s.c.name.in_(names))
    ids: dict[str, int] = {row.name: row.id for row in connection.execute(query)} if names else {}
    for name in names:
        if name not in ids:
            values = {"name": name, "folded": fold(name)}
            key = connection.execute(insert(s).values(values)).inserted_primary_key
            ids[name] = int(key[0]) if key else 0
    return ids


def number_of(connection: Connection, name: str) -> int | None:
    """The number of the article of this name, None if there is none."""
    query = select(schema.article.c.id).where(schema.article.c.name == name)
    found: int | None = connection.execute(query).scalar()
    return found


def article_ids(connection: Connection) -> list[int]:
    """The numbers of all articles, in the order they came."""
    return list(
        connection.execute(select(schema.article.c.id).order_by(schema.article.c.id)).scalars()
    )


def load_article(connection: Connection, article_id: int, number: int | None = None) -> Article:
    """The current text of an article, or an older version of it."""
    a, v = schema.article.c, schema.version.c
    which = v.id == a.current if number is None else (v.article_id == a.id) & (v.number == number)
    query = select(schema.version, a.name, a.url).join_from(schema.article, schema.version, which)
    return _article(connection.execute(query.where(a.id == article_id)).one())


def load_articles(connection: Connection, article_ids: Iterable[int]) -> Iterator[Article]:
    """The current texts of these articles, in the order of their numbers."""
    a, v = schema.article.c, schema.version.c
    wanted = sorted(article_ids)
    for start in range(0, len(wanted), 500):
        query = select(schema.version, a.name, a.url).join_from(
            schema.article, schema.version, v.id == a.current
        )
        some = query.where(a.id.in_(wanted[start : start + 500])).order_by(a.id)
        yield from map(_article, connection.execute(some))


def load_reports(connection: Connection, article_ids: Iterable[int]) -> Iterator[Report]:
    """The reports of these articles, in the order of their numbers."""
    a, v, r = schema.article.c, schema.version.c, schema.report.c
    wanted = sorted(article_ids)
    for start in range(0, len(wanted), 500):
        query = (
            select(schema.version, a.name, a.url, r.body)
            .join_from(schema.report, schema.version, v.id == r.version_id)
            .join(schema.article, a.id == r.article_id)
            .where(r.article_id.in_(wanted[start : start + 500]))
            .order_by(r.article_id)
        )
        for row in connection.execute(query):
            yield unpack(bytes(row.body), _article(row))


def _article(row: Row[Any]) -> Article:
    heads = {name: getattr(row, name) for name in HEADS}
    extra = json.loads(row.extra) if row.extra else {}
    return Article(id=row.name, text=row.text, url=row.url, extra=extra, **heads)


def changes_between(before: Article, after: Article) -> Iterator[Change]:
    r"""What an edit changed: the title, and paragraphs that were changed, taken out or put in.

    >>> one = Article("a", "Tolv er døde.\nFærgen brænder.")
    >>> two = Article("a", "Fjorten er døde.\nFærgen brænder.")
    >>> [(c.before, c.after) for c in changes_between(one, two)]
    [('Tolv er døde.', 'Fjorten er døde.')]
    """
    if (before.title or "") != (after.title or ""):
        yield Change("title", before.title or "", after.title or "")
    old, new = (
        [line.strip() for line in a.text.splitlines() if line.strip()] for a in (before, after)
    )
    edits = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    told = [edit for edit in edits if edit[0] != "equal"][:SHOWN]
    for _, start, end, first, last in told:
        yield Change("text", _short(old[start:end]), _short(new[first:last]))


def _short(lines: Sequence[str]) -> str:
    joined = " ".join(lines)
    return joined if len(joined) <= _LONGEST else joined[: _LONGEST - 1] + "…"
