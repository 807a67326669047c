"""What people decided: kept for ever, with author and time; what is undone stays as a row."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Row, insert, or_, select, update

from ifolge.model.claim import Decision, Verdict
from ifolge.store import schema
from ifolge.store.text import now

_D = schema.decision
ABOUT_CLAIMS = (Verdict.SAME_CLAIM, Verdict.OTHER_CLAIM)


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision as it is kept: its number, and who undid it, when."""

    number: int
    decision: Decision
    undone_by: str | None = None
    undone_at: str | None = None


def article_of(key: str) -> str:
    """The article that a mention key names: "ferry-01:a3" → "ferry-01"."""
    return key.rpartition(":")[0]


def add(connection: Connection, decision: Decision) -> int | None:
    """Keep a decision. Returns its number, None if the very same one is kept already."""
    fields = ("verdict", "one", "two", "author", "at", "note")
    values = {name: getattr(decision, name) for name in fields}
    same = [getattr(_D.c, name) == value for name, value in values.items()]
    if connection.execute(select(_D.c.id).where(*same)).first():
        return None
    if decision.verdict in ABOUT_CLAIMS:
        values["one_article"] = article_of(decision.one)
        values["two_article"] = article_of(decision.two)
    key = connection.execute(insert(_D).values(values)).inserted_primary_key
    return int(key[0]) if key else 0


def undo(connection: Connection, number: int, author: str, at: str | None = None) -> Kept | None:
    """Take a decision back; its row stays. Returns it, None if there is none that holds."""
    row = connection.execute(select(_D).where(_D.c.id == number, _D.c.undone_at.is_(None))).first()
    if row is None:
        return None
    values = {"undone_by": author, "undone_at": at or now()}
    connection.execute(update(_D).where(_D.c.id == number).values(values))
    return _kept(row)


def list_decisions(connection: Connection, undone: bool = False) -> list[Kept]:
    """All decisions that hold, in order; with `undone` also those taken back."""
    query = select(_D).order_by(_D.c.at, _D.c.id)
    if not undone:
        query = query.where(_D.c.undone_at.is_(None))
    return [_kept(row) for row in connection.execute(query)]


def decisions_on(connection: Connection, articles: Iterable[str]) -> tuple[Decision, ...]:
    """The decisions that hold for a story: about its mentions, and about sources anywhere."""
    names = list(articles)
    about_it = or_(
        _D.c.verdict.not_in(ABOUT_CLAIMS),
        _D.c.one_article.in_(names) & _D.c.two_article.in_(names),
    )
    query = select(_D).where(_D.c.undone_at.is_(None), about_it).order_by(_D.c.at, _D.c.id)
    return tuple(_kept(row).decision for row in connection.execute(query))


def _kept(row: Row) -> Kept:  # type: ignore[type-arg]
    decision = Decision(Verdict(row.verdict), row.one, row.two, row.author, row.at, row.note)
    return Kept(row.id, decision, row.undone_by, row.undone_at)
