"""Bring the tables of an older store up to date, after a backup of it."""

from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect, text

from ifolge.store.backup import copy_file, use_wal
from ifolge.store.transactions import lock_writers

HERE = Path(__file__).parent / "migrations"
KNOWN = ("0001", "0002", "0003", "0004", "0005")  # oldest first
HEAD = KNOWN[-1]


def bring_up_to_date(engine: Engine, found: str | None, target: str = HEAD) -> Path | None:
    """Run the missing migrations in one transaction. Returns the backup, None for a new store.

    On PostgreSQL the backup is a schema in the same database ("ifolge_backup_0001").
    """
    saved = _save(engine, found) if found is not None else None
    config = Config()
    config.set_main_option("script_location", str(HERE))
    if engine.dialect.name == "sqlite":
        use_wal(Path(str(engine.url.database)))
    with engine.connect() as connection:
        connection = connection.execution_options(ifolge_write=True)
        with connection.begin():
            lock_writers(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, target)
    return saved


def _save(engine: Engine, found: str) -> Path | None:
    if engine.dialect.name == "sqlite":
        path = Path(str(engine.url.database))
        day = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        backup = path.with_name(f"{path.name}.backup-{found}-{day}")
        copy_file(path, backup)
        return backup
    schema = f"ifolge_backup_{found}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
        for table in inspect(connection).get_table_names():
            connection.execute(text(f'CREATE TABLE {schema}."{table}" AS TABLE "{table}"'))
    return None
