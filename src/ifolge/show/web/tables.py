"""What the desk itself has to remember, in tables of its own beside those of the store."""

import secrets

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
    select,
)

from ifolge.store import Store

metadata = MetaData()

reading = Table(
    "desk_reading",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("title", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("document", Text, nullable=False),
    Index("desk_reading_at", "at"),
)

correction = Table(
    "desk_correction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", Text, nullable=False, index=True),
    Column("attribution", String(64), nullable=False),
    Column("cue", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("field", String(32), nullable=False),
    Column("value", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("note", Text, nullable=False),
    Column("undone_by", Text),
    Column("undone_at", String(32)),
)

saved_search = Table(
    "desk_search",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
)

answered = Table(
    "desk_answered",
    metadata,
    Column("key", Text, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", String(32), nullable=False),
)

setting = Table(
    "desk_setting",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)


def make_tables(store: Store) -> None:
    """Make the desk's tables in a store that has none yet."""
    store.write(metadata.create_all)


def secret_of(store: Store) -> bytes:
    """The secret the desk signs cookies and forms with; drawn once for a store."""

    def draw(connection: Connection) -> str:
        mine = setting.c.name == "secret"
        found = connection.execute(select(setting.c.value).where(mine)).scalar()
        if found is None:
            found = secrets.token_hex(32)
            connection.execute(insert(setting).values(name="secret", value=found))
        return str(found)

    return bytes.fromhex(store.write(draw))
