"""Articles that were read at the desk and are not (or not yet) in the archive, kept by number."""

import json
import secrets
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, insert, select

from ifolge.model import wire
from ifolge.model.article import Article
from ifolge.model.report import Report
from ifolge.store.schema import reading as table
from ifolge.store.text import now, storable


@dataclass(frozen=True)
class Line:
    """A reading in a list: its number, title, where it came from, when it was read."""

    id: str
    title: str
    place: str
    at: str


def new_number() -> str:
    """A number nobody can guess: what was pasted is not for everybody."""
    return "r" + secrets.token_hex(8)


def under_number(article: Article, number: str) -> Article:
    """The article under the reading's own number; corrections name it by that."""
    return replace(article, id=number, text=storable(article.text))


def keep(connection: Connection, report: Report, place: str) -> str:
    """Keep a report under its article's id. Returns the number."""
    values = {
        "id": report.article.id,
        "at": now(),
        "title": storable(title_of(report.article)),
        "place": storable(place),
        "document": storable(json.dumps(wire.to_document(report), ensure_ascii=False)),
    }
    connection.execute(insert(table).values(values))
    return report.article.id


def load(connection: Connection, number: str) -> Report | None:
    """The report of a reading as it was found, without corrections; None if there is none."""
    query = select(table.c.document).where(table.c.id == number)
    document = connection.execute(query).scalar()
    return None if document is None else wire.from_line(document)


def recent(connection: Connection, limit: int, before: str | None = None) -> list[Line]:
    """The latest readings, or those before a point in time."""
    query = select(table.c.id, table.c.title, table.c.place, table.c.at)
    if before:
        query = query.where(table.c.at < before)
    query = query.order_by(table.c.at.desc(), table.c.id).limit(limit)
    return [Line(*row) for row in connection.execute(query)]


def forget(connection: Connection, number: str) -> bool:
    """Take a reading off the desk. Whether there was one."""
    return bool(connection.execute(delete(table).where(table.c.id == number)).rowcount)


def title_of(article: Article) -> str:
    """The title, or the first words of the text."""
    first = article.text.strip().split("\n", 1)[0]
    return article.title or (first if len(first) <= 90 else first[:88].rsplit(" ", 1)[0] + " …")
