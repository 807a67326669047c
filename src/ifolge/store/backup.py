"""Copies of an SQLite store that are whole although others read and write it meanwhile."""

import sqlite3
from contextlib import closing
from pathlib import Path

from ifolge.errors import StoreError


def copy_file(path: Path, target: Path) -> None:
    """A consistent copy of an SQLite file; appears under its name only when it is complete."""
    half = target.with_name(target.name + ".part")
    try:
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as here, closing(sqlite3.connect(half)) as there:
            here.backup(there)
        half.replace(target)
    except (OSError, sqlite3.Error) as error:
        half.unlink(missing_ok=True)
        problem = f"the backup failed: {error}"
        raise StoreError(str(target), problem, "the store is as it was") from error


def use_wal(path: Path) -> None:
    """Let readers go on while one writes; the file remembers it."""
    with closing(sqlite3.connect(path)) as here:
        here.execute("PRAGMA journal_mode = WAL")


def check_file(path: Path) -> str | None:
    """What is wrong with an SQLite file, None if nothing is."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as here:
            found = here.execute("PRAGMA integrity_check(3)").fetchall()
    except sqlite3.Error as error:
        return str(error)
    words = "; ".join(str(row[0]) for row in found)
    return None if words == "ok" else words
