"""What a watch remembers: the articles its feeds listed, and how far each story was told."""

import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, func, insert, or_, select, update

from ifolge.store import schema

_E, _W, _S = schema.entry, schema.watched, schema.story


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed listed. `mark` tells one listing from the next; `item` are the feed's
    words (JSON) while it is to be asked for; `next_at` None means never again.
    """

    url: str
    mark: str
    checks: int = 0
    failures: int = 0
    next_at: str | None = None
    item: str | None = None


def list_entries(connection: Connection, entries: Iterable[Entry]) -> int:
    """Take up what a feed lists; what is new, or listed otherwise than before, is due at once."""
    count = 0
    for entry in entries:
        before = connection.execute(select(_E.c.mark).where(_E.c.url == entry.url)).scalar()
        if before == entry.mark:
            continue
        count += 1
        save_entry(connection, entry)
    return count


def save_entry(connection: Connection, entry: Entry) -> None:
    """Remember how an article stands."""
    values = asdict(entry)
    if not connection.execute(update(_E).where(_E.c.url == entry.url).values(values)).rowcount:
        connection.execute(insert(_E).values(values))


def due_entries(connection: Connection, at: str, limit: int) -> list[Entry]:
    """The articles to ask for now."""
    query = select(_E).where(_E.c.next_at <= at).order_by(_E.c.next_at, _E.c.url).limit(limit)
    return [Entry(**row._mapping) for row in connection.execute(query)]


def untold_stories(connection: Connection) -> list[tuple[int, int, int]]:
    """Stories whose dossier is another than when they were told: number, size, dossier's length."""
    length = func.length(_S.c.dossier)
    changed = or_(_W.c.story_id.is_(None), _W.c.size != _S.c.size, _W.c.length != length)
    query = (
        select(_S.c.id, _S.c.size, length)
        .outerjoin(_W, _W.c.story_id == _S.c.id)
        .where(_S.c.dossier.is_not(None), _S.c.merged_into.is_(None), changed)
    )
    return [(r[0], r[1], r[2]) for r in connection.execute(query.order_by(_S.c.id))]


def told_claims(connection: Connection, stories: Iterable[int]) -> list[str]:
    """How the claims of some stories stood when they were told (JSON)."""
    query = select(_W.c.claims).where(_W.c.story_id.in_(list(stories)))
    rows = connection.execute(query).scalars()
    return [zlib.decompress(bytes(data)).decode() for data in rows]


def merged_stories(connection: Connection, story: int) -> list[int]:
    """The story and those that went up in it."""
    query = select(_S.c.id).where(_S.c.merged_into == story)
    return [story, *connection.execute(query).scalars()]


def save_told(connection: Connection, mark: tuple[int, int, int], claims: str) -> None:
    """Remember how far a story was told; `mark` is what `untold_stories` said of it."""
    story, size, length = mark
    values = {"size": size, "length": length, "claims": zlib.compress(claims.encode())}
    if not connection.execute(update(_W).where(_W.c.story_id == story).values(values)).rowcount:
        connection.execute(insert(_W).values(story_id=story, **values))
