"""What people put right in single articles: who, what, when; what was taken back stays as a row.

The words of cue and content find the attribution again when its article is read anew.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, insert, select, update

from ifolge.store import schema
from ifolge.store.text import now

_C = schema.correction
_AT_ONCE = 500


@dataclass(frozen=True)
class Kept:
    """One field that somebody put right, and who took that back, if anybody did."""

    id: int
    article: str
    attribution: str
    cue: str
    content: str
    field: str
    value: str
    before: str
    author: str
    at: str
    note: str
    undone_by: str | None = None
    undone_at: str | None = None

    @property
    def holds(self) -> bool:
        """Whether nobody took it back."""
        return self.undone_at is None


def add(connection: Connection, one: Kept) -> int:
    """Keep a correction. Returns its number; the one it comes with does not matter."""
    values = {name: value for name, value in asdict(one).items() if name != "id"}
    key = connection.execute(insert(_C).values(values)).inserted_primary_key
    return int(key[0]) if key else 0


def take_back(connection: Connection, article: str, number: int, author: str) -> Kept | None:
    """Undo a correction; its row stays. None if there is none that holds."""
    mine = (_C.c.id == number) & (_C.c.article == article)
    values = {"undone_by": author, "undone_at": now()}
    gone = connection.execute(update(_C).where(mine, _C.c.undone_at.is_(None)).values(values))
    return (
        Kept(**connection.execute(select(_C).where(mine)).one()._mapping) if gone.rowcount else None
    )


def history(connection: Connection, article: str) -> list[Kept]:
    """All corrections of an article, oldest first, with those that were taken back."""
    query = select(_C).where(_C.c.article == article).order_by(_C.c.id)
    return [Kept(**row._mapping) for row in connection.execute(query)]


def every(connection: Connection, limit: int, offset: int = 0) -> list[Kept]:
    """Corrections of all articles, oldest first."""
    query = select(_C).order_by(_C.c.id).limit(limit).offset(offset)
    return [Kept(**row._mapping) for row in connection.execute(query)]


def that_hold(connection: Connection, articles: Iterable[str]) -> dict[str, list[Kept]]:
    """The corrections that nobody took back, by article, oldest first."""
    names, found = list(articles), defaultdict(list)
    for start in range(0, len(names), _AT_ONCE):
        mine = _C.c.article.in_(names[start : start + _AT_ONCE]) & _C.c.undone_at.is_(None)
        for row in connection.execute(select(_C).where(mine).order_by(_C.c.id)):
            found[row.article].append(Kept(**row._mapping))
    return dict(found)


def corrected_articles(connection: Connection) -> list[str]:
    """The articles in which something holds that people put right."""
    query = select(_C.c.article).where(_C.c.undone_at.is_(None)).distinct()
    return list(connection.execute(query.order_by(_C.c.article)).scalars())


def rename_article(connection: Connection, before: str, after: str) -> None:
    """An article got another name (it went into the archive): its corrections go with it."""
    connection.execute(update(_C).where(_C.c.article == before).values(article=after))
