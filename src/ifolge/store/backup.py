"""Copies of an SQLite store that are whole although others read and write it meanwhile."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from ifolge.errors import StoreError

HALF = ".part"  # what a copy is called until it is whole
_BESIDE = ("", "-journal", "-wal", "-shm")  # what SQLite keeps beside a file it writes
_HEAD = b"SQLite format 3\0"


def copy_file(path: Path, target: Path) -> None:
    """A consistent copy of an SQLite file; appears under its name only when it is complete."""
    try:
        half = cleared_half(target)
        with closing(sqlite3.connect(path)) as here, closing(sqlite3.connect(half)) as there:
            here.backup(there)
        half.replace(target)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            cleared_half(target)
        problem = f"the backup failed: {error}"
        raise StoreError(str(target), problem, "the store is as it was") from error


def cleared_half(target: Path) -> Path:
    """Where a copy is written until it is whole, cleared of what a killed backup left there."""
    half = target.with_name(target.name + HALF)
    for end in _BESIDE:
        half.with_name(half.name + end).unlink(missing_ok=True)
    return half


def halves_beside(path: Path) -> list[Path]:
    """The halves of backups in the folder of a store: left by killed ones, or of one that runs."""
    found = [half for half in path.parent.glob(f"*{HALF}") if half.is_file()]
    return sorted(half for half in found if _is_half(half))


def _is_half(path: Path) -> bool:
    if any(path.with_name(path.name + end).exists() for end in _BESIDE[1:]):
        return True
    try:
        with path.open("rb") as stream:
            return stream.read(len(_HEAD)) == _HEAD
    except OSError:
        return False


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
