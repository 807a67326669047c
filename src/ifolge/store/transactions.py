"""Reading and writing a store: whole transactions, one writer at a time, clear lines for faults.

A write is a function that is run inside one transaction; if the server goes away under it, it is
run again from the start when the server is back, so it must do the same when done twice.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from ifolge.errors import StoreError
from ifolge.store.location import shown

T = TypeVar("T")
BUSY = 15.0  # seconds to wait for another writer
BACK = 60.0  # seconds to wait for a server that went away
_WRITER = 0x1F01_6E  # the number of the lock that writers of one PostgreSQL store share
_PAUSES = (0.2, 0.5, 1.0, 2.0)


@dataclass(frozen=True)
class Store:
    """An open store. `read` and `write` are the only ways in."""

    engine: Engine

    @property
    def name(self) -> str:
        """The store as the user knows it, without password."""
        return shown(self.engine.url)

    @property
    def is_file(self) -> bool:
        """Whether it is an SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the store throughout."""
        with self._faults(), _until_back(self.engine.connect) as connection:
            if not self.is_file:  # SQLite does so of itself
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction, all of it or nothing; wait for other writers."""
        with self._faults():
            return _until_back(lambda: self._once(work))

    def _once(self, work: Callable[[Connection], T]) -> T:
        with self.engine.connect() as connection:
            connection = connection.execution_options(ifolge_write=True)
            with connection.begin():
                lock_writers(connection)
                return work(connection)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise store_error(self.name, error) from error

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def _until_back(work: Callable[[], T]) -> T:
    """Do something; if the server went away, again when it is back."""
    began, attempt = time.monotonic(), 0
    while True:
        try:
            return work()
        except DBAPIError as error:
            if not _went_away(error) or time.monotonic() - began > BACK:
                raise
        time.sleep(_PAUSES[min(attempt, len(_PAUSES) - 1)])
        attempt += 1


def lock_writers(connection: Connection) -> None:
    """Keep other writers of a PostgreSQL store out until the transaction ends (SQLite does)."""
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"SET LOCAL lock_timeout = '{int(BUSY)}s'"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITER})"))


def prepare(engine: Engine) -> Engine:
    """An engine whose SQLite connections behave: WAL, foreign keys, and real transactions."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions are begun by us, not by the driver
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {int(BUSY * 1000)}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("ifolge_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _went_away(error: DBAPIError) -> bool:
    """Whether the server was lost or is starting, which passes."""
    if error.connection_invalidated:
        return True
    words = str(error.orig)
    passing = (
        "connection failed",
        "connection is bad",
        "starting up",
        "shutting down",
        "terminating connection",
        "server closed",
        "connection is lost",
        "Connection refused",
    )
    return isinstance(error, OperationalError) and any(word in words for word in passing)


def store_error(name: str, error: SQLAlchemyError) -> StoreError:
    """A fault of the database as one clear line."""
    words = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
    known = (
        ("is locked", "is being written by another ifolge", "wait until it is done"),
        ("lock timeout", "is being written by another ifolge", "wait until it is done"),
        ("disk is full", "the disk is full", "make room and run it again; nothing is half added"),
        ("No space left", "the disk is full", "make room and run it again; nothing is half added"),
        ("readonly", "may not be written", "check who owns the file"),
        ("not a database", "is no store of ifolge", "name another file"),
        ("malformed", "is damaged", "run ifolge doctor, or restore a backup"),
        ("unable to open", "cannot be opened", "check the path and who may write there"),
        ("password authentication", "the server refuses the password", "check the address"),
    )
    for sign, problem, remedy in known:
        if sign in words:
            return StoreError(name, problem, remedy)
    if isinstance(error, DBAPIError) and _went_away(error):
        return StoreError(name, "the server cannot be reached", "check that it runs")
    return StoreError(name, words)
