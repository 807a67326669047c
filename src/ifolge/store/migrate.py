"""Bring the tables of an older store up to date, after a backup of it."""

import glob
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from ifolge.store.backup import HALF, copy_file, use_wal
from ifolge.store.transactions import lock_writers

HERE = Path(__file__).parent / "migrations"
KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")  # oldest first
HEAD = KNOWN[-1]


def bring_up_to_date(engine: Engine, target: str = HEAD) -> None:
    """Back the store up and run the missing migrations in one transaction; a new one is made.

    Other writers are kept out from before the backup on, so that it lacks nothing. On PostgreSQL
    it is a schema in the same database ("ifolge_backup_0001").
    """
    config = Config()
    config.set_main_option("script_location", str(HERE))
    if engine.dialect.name == "sqlite":
        use_wal(Path(str(engine.url.database)))
    with engine.connect() as connection:
        connection = connection.execution_options(ifolge_write=True)
        with connection.begin():
            lock_writers(connection)
            found = MigrationContext.configure(connection).get_current_revision()
            if found not in (None, target):
                _save(engine, str(found))
            config.attributes["connection"] = connection
            command.upgrade(config, target)


def _save(engine: Engine, found: str) -> None:
    if engine.dialect.name == "sqlite":
        path = Path(str(engine.url.database))
        for half in path.parent.glob(f"{glob.escape(path.name)}.backup-[0-9]*{HALF}*"):
            half.unlink(missing_ok=True)  # of a migration that was killed; no other can be at work
        day = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        copy_file(path, path.with_name(f"{path.name}.backup-{found}-{day}"))
        return
    schema = f"ifolge_backup_{found}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
        for table in inspect(connection).get_table_names():
            connection.execute(text(f'CREATE TABLE {schema}."{table}" AS TABLE "{table}"'))
