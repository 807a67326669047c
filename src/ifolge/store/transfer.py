"""Whole stores from one place to another: backups are SQLite files, whatever the store is."""

from pathlib import Path

from sqlalchemy import Connection, func, insert, select, text

from ifolge.errors import StoreError, UsageError
from ifolge.store import schema
from ifolge.store.articles import article_ids, index_words, load_article
from ifolge.store.backup import cleared_half, copy_file
from ifolge.store.opening import open_store
from ifolge.store.transactions import Store

ROWS = 200  # rows carried at once
_OWN = ("state", "setting", "answered")  # of one store and no other


def back_up(store: Store, target: Path) -> None:
    """A complete copy of the store as an SQLite file; appears only when it is whole."""
    if store.is_file:
        copy_file(Path(str(store.engine.url.database)), target)
        return
    half = cleared_half(target)
    copy = open_store(half)
    restore_into(copy, store)
    with copy.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
    copy.close()
    half.replace(target)


def restore_into(store: Store, source: Store) -> int:
    """Carry all rows of a store into an empty one, in one transaction. Returns how many."""
    if source.engine.url == store.engine.url:
        raise UsageError(f"{store.name}: is the store itself; name another")

    def work(connection: Connection) -> int:
        if connection.execute(select(schema.article.c.id).limit(1)).first():
            problem = "holds articles already; a backup is restored into an empty store"
            raise StoreError(store.name, problem, "name a new file or database")
        with source.read() as there:
            count = sum(_carry(connection, there, name) for name in _tables())
        for article_id in article_ids(connection):
            index_words(connection, article_id, load_article(connection, article_id))
        return count

    return store.write(work)


def _tables() -> list[str]:
    return [table.name for table in schema.metadata.sorted_tables if table.name not in _OWN]


def _carry(connection: Connection, there: Connection, name: str) -> int:
    table, count = schema.metadata.tables[name], 0
    result = there.execution_options(yield_per=ROWS).execute(select(table))
    for rows in result.partitions(ROWS):
        connection.execute(insert(table), [dict(row._mapping) for row in rows])
        count += len(rows)
    numbered = table.autoincrement_column
    if numbered is not None and count and connection.dialect.name != "sqlite":
        highest = connection.execute(select(func.max(numbered))).scalar_one()
        serial = f"pg_get_serial_sequence('{name}', '{numbered.name}')"
        sequence = f"SELECT setval({serial}, {int(highest)})"
        connection.execute(text(sequence))
    return count
