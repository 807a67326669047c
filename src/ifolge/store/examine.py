"""Is a store in order? What is wrong is told; stories and full text can be built anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, func, select, text, update

from ifolge.store import schema
from ifolge.store.articles import index_words, load_reports
from ifolge.store.backup import check_file, halves_beside
from ifolge.store.opening import version_of
from ifolge.store.stories import TOUCHED, place
from ifolge.store.transactions import Store
from ifolge.store.window import Window

_A, _R, _M, _S, _V = (
    schema.article.c,
    schema.report.c,
    schema.member.c,
    schema.story.c,
    schema.version.c,
)


@dataclass(frozen=True, slots=True)
class Findings:
    """What an examination found; no `faults` is good news; `halves` are of backups beside it."""

    version: str
    articles: int
    stories: int
    faults: tuple[str, ...] = ()
    halves: tuple[Path, ...] = ()


def examine(store: Store) -> Findings:
    """Examine a store: the file, and whether its tables agree."""
    faults: list[str] = []
    halves: list[Path] = []
    if store.is_file:
        path = Path(str(store.engine.url.database))
        halves = halves_beside(path)
        if wrong := check_file(path):
            faults.append(f"the file is damaged ({wrong}); restore a backup")
    with store.read() as connection:
        articles = connection.execute(select(func.count()).select_from(schema.article)).scalar()
        big = select(func.count()).select_from(schema.story).where(_S.size > 1)
        stories = connection.execute(big).scalar()
        faults += _disagreements(connection)
    version = version_of(store.engine) or ""
    return Findings(version, articles or 0, stories or 0, tuple(faults), tuple(halves))


def _disagreements(connection: Connection) -> Iterator[str]:
    """Rows without their counterparts, each kind in one line."""
    checks = (
        ("articles without a report", select(_A.id).where(_A.id.not_in(select(_R.article_id)))),
        ("articles without a story", select(_A.id).where(_A.id.not_in(select(_M.article_id)))),
        ("articles without a current text", select(_A.id).where(_A.current.is_(None))),
        (
            "reports of older texts",
            select(_A.id)
            .join(schema.report, _R.article_id == _A.id)
            .where(_R.version_id != _A.current),
        ),
        (
            "stories that miscount their articles",
            select(_S.id)
            .outerjoin(schema.member, _M.story_id == _S.id)
            .group_by(_S.id, _S.size)
            .having(func.count(_M.article_id) != _S.size),
        ),
    )
    for what, query in checks:
        count = connection.execute(select(func.count()).select_from(query.subquery())).scalar()
        if count:
            yield f"{count} {what}; ifolge doctor --repair"


def rebuild(connection: Connection, window: Window) -> None:
    """Build stories and full text anew from the reports; texts and decisions are not touched."""
    window.show(-1)
    connection.execute(delete(schema.claim))
    connection.execute(delete(schema.fate))
    connection.execute(delete(schema.member))
    emptied = {**TOUCHED, "size": 0, "stale": False, "dossier": None}
    connection.execute(update(schema.story).values(emptied))
    _empty_words(connection)
    r = schema.report.c
    wanted = list(connection.execute(select(r.article_id).order_by(r.article_id)).scalars())
    for start in range(0, len(wanted), 100):
        numbers = wanted[start : start + 100]
        reports = list(load_reports(connection, numbers))
        for number, report in zip(numbers, reports, strict=True):
            index_words(connection, number, report.article)
            place(connection, window, number, report)


def _empty_words(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO words (words) VALUES ('delete-all')"))
    else:
        connection.execute(text("DELETE FROM words"))
