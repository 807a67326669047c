"""What a watch remembers: the articles its feeds listed, and how far each story was told."""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, insert, or_, select, update

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


def untold_stories(connection: Connection) -> list[int]:
    """The numbers of the stories whose dossier is another than when they were told."""
    query = (
        select(_S.c.id)
        .outerjoin(_W, _W.c.story_id == _S.c.id)
        .where(_S.c.dossier.is_not(None), _S.c.merged_into.is_(None))
        .where(or_(_W.c.story_id.is_(None), _W.c.told_digest != _W.c.kept_digest))
    )
    return list(connection.execute(query.order_by(_S.c.id)).scalars())


def note_dossier(connection: Connection, story: int, dossier: bytes) -> None:
    """Another dossier of a story is kept now; a story that was never told is untold anyway."""
    changed = update(_W).where(_W.c.story_id == story)
    connection.execute(changed.values(kept_digest=_digest(dossier)))


def told_claims(connection: Connection, stories: Iterable[int]) -> list[str]:
    """How the claims of some stories stood when they were told (JSON)."""
    query = select(_W.c.claims).where(_W.c.story_id.in_(list(stories)))
    rows = connection.execute(query).scalars()
    return [zlib.decompress(bytes(data)).decode() for data in rows]


def merged_stories(connection: Connection, story: int) -> list[int]:
    """The story and those that went up in it."""
    query = select(_S.c.id).where(_S.c.merged_into == story)
    return [story, *connection.execute(query).scalars()]


def save_told(connection: Connection, story: int, claims: str) -> None:
    """Remember that a story was told as its dossier has it, and how its claims stand there."""
    dossier = connection.execute(select(_S.c.dossier).where(_S.c.id == story)).scalar_one()
    digest, data = _digest(bytes(dossier or b"")), zlib.compress(claims.encode())
    values = {"told_digest": digest, "kept_digest": digest, "claims": data}
    if not connection.execute(update(_W).where(_W.c.story_id == story).values(values)).rowcount:
        connection.execute(insert(_W).values(story_id=story, **values))


def _digest(dossier: bytes) -> str:
    return hashlib.blake2b(dossier, digest_size=16).hexdigest()
