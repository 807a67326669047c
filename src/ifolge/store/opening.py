"""Open a store: a new one is made, an old one brought up to date, a newer one refused."""

from pathlib import Path

from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from ifolge.errors import StoreError
from ifolge.store.location import locate, shown
from ifolge.store.migrate import HEAD, KNOWN, bring_up_to_date
from ifolge.store.transactions import BUSY, Store, prepare, store_error


def open_store(where: str | Path | None = None, *, create: bool = True) -> Store:
    """The store at a file or URL (or the user's own). Raises StoreError with what to do.

    Without `create` a store that is not there yet is an error, not a new one.
    """
    url = locate(where)
    name = shown(url)
    if url.drivername == "sqlite" and url.database:
        _check_file(Path(url.database), name, create)
    try:
        engine = prepare(create_engine(url, **_options(url.drivername)))
    except ImportError as error:
        remedy = "pip install 'ifolge[postgres]'"
        raise StoreError(name, "PostgreSQL needs a driver", remedy) from error
    try:
        _bring_here(engine, name, create)
    except SQLAlchemyError as error:
        engine.dispose()
        raise store_error(name, error) from error
    return Store(engine)


def _options(driver: str) -> dict[str, object]:
    if driver == "sqlite":
        return {"connect_args": {"timeout": BUSY, "check_same_thread": False}}
    return {"pool_pre_ping": True, "connect_args": {"connect_timeout": 10}}


def _check_file(path: Path, name: str, create: bool) -> None:
    if path.exists():
        return
    if not create:
        raise StoreError(name, "there is no store here yet", "ifolge add makes one")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(name, (error.strerror or "cannot be made").lower()) from error


def _bring_here(engine: Engine, name: str, create: bool) -> None:
    found = version_of(engine)
    if found == HEAD:
        return
    if found is None and not create:
        raise StoreError(name, "there is no store here yet", "ifolge add makes one")
    if found is not None and found not in KNOWN:
        remedy = "update ifolge; the store was left as it is"
        raise StoreError(name, "was written by a newer ifolge", remedy)
    if found is None and (strangers := inspect(engine).get_table_names()):
        problem = f"holds other tables ({', '.join(strangers[:3])}) and no store of ifolge"
        raise StoreError(name, problem, "name another file or database")
    bring_up_to_date(engine)


def version_of(engine: Engine) -> str | None:
    """The version of the store's tables, None where there are none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if found is None else str(found)
