"""Language packs: what a language's words mean, kept in tables that people can read and extend.

A pack is the folder `languages/CODE/` with `pack.toml` (settings) and CSV tables; `shared/` holds
the tables that are true in every language. Each table has one row type (`rows.py`) whose fields
are its columns. A row without example, an unknown column or a repeated key is a PackError with its
place. The folders named in the environment variable IFOLGE_PACKS may hold more languages, and more
rows for the tables that ifolge brings: a row of theirs takes the place of one with the same key.
"""

import csv
import functools
import io
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from ifolge.errors import PackError
from ifolge.languages.rows import Row

ROOT = files("ifolge.languages")
PACKS = "IFOLGE_PACKS"  # folders of further packs, separated as in PATH
# Without these settings an article cannot be parsed.
NEEDED = {"name": str, "quotation.pairs": list, "quotation.dashes": list, "sentences": dict}


R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class LanguagePack:
    """The tables and settings of one language (`code`), loaded once and kept."""

    code: str
    settings: dict[str, Any]

    def table(self, row_type: type[R]) -> tuple[R, ...]:
        """All rows of a table: this language's, then those of `shared/`. Cached.

        Raises PackError when a row is wrong. A table that does not exist is empty.
        """
        # mypy takes the hash of the rows for that of their class
        return _table(self.code, row_type)  # type: ignore[arg-type]


def roots() -> tuple[Traversable, ...]:
    """The folders that hold packs: those of the environment variable first, then ifolge's own."""
    named = os.environ.get(PACKS, "").split(os.pathsep)
    return (*(Path(folder) for folder in named if folder), ROOT)


def codes() -> tuple[str, ...]:
    """The languages there are packs for, sorted. Raises PackError for a folder that is none."""
    found: set[str] = set()
    for root in roots():
        if not root.is_dir():
            raise PackError(str(root), f"no such folder, but {PACKS} names it")
        found |= {d.name for d in root.iterdir() if d.joinpath("pack.toml").is_file()}
    return tuple(sorted(found))


@functools.cache
def load_pack(code: str) -> LanguagePack:
    """The pack of a language. Raises PackError when there is none or its settings are broken."""
    for root in roots():
        path = root.joinpath(code, "pack.toml")
        if path.is_file():
            settings = _settings(path, _name(root, f"{code}/pack.toml"))
            return LanguagePack(code, settings)
    raise PackError(f"{code}/pack.toml", f"no pack for this language; there are {codes()}")


def _settings(path: Traversable, place: str) -> dict[str, Any]:
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(place, str(error)) from error
    for key, kind in NEEDED.items():
        value: Any = settings
        for part in key.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if not isinstance(value, kind):
            raise PackError(place, f"{key} is missing, or is no {kind.__name__}")
    return settings


def _name(root: Traversable, path: str) -> str:
    """How errors and reasons call a file of a pack: "da/cues.csv", "my-packs/nl/cues.csv"."""
    return path if root is ROOT else f"{root.name}/{path}"


@functools.cache
def _table(code: str, row_type: type[R]) -> tuple[R, ...]:
    return (*_rows_of(code, row_type), *_rows_of("shared", row_type))


def _rows_of(folder: str, row_type: type[R]) -> Iterator[R]:
    """The rows of one table in all roots; an earlier root outranks a later one."""
    file, seen = f"{folder}/{row_type.TABLE}.csv", set[tuple[str, ...]]()
    for root in roots():
        path = root.joinpath(folder, row_type.TABLE + ".csv")
        rows = read_rows(path, _name(root, file), row_type) if path.is_file() else ()
        for row in rows:
            key = tuple(getattr(row, column) for column in row_type.KEY)
            if key not in seen:
                seen.add(key)
                yield row


def read_rows(path: Traversable, name: str, row_type: type[R]) -> Iterator[R]:
    """The rows of one CSV file (UTF-8, header line, `#` comment lines), each checked.

    `name` is how errors call the file ("da/cues.csv"). Raises PackError with file and line.
    """
    columns = [f.name for f in fields(row_type) if f.name != "place"]
    seen: set[tuple[str, ...]] = set()
    reader = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
    header: list[str] | None = None
    for record in reader:
        place = f"{name}:{reader.line_num}"
        if not record or record[0].startswith("#"):
            continue
        if header is None:
            header = record
            if sorted(header) != sorted(columns):
                raise PackError(place, f"columns are {header}, they must be {columns}")
            continue
        if len(record) != len(header):
            raise PackError(place, f"{len(record)} cells under {len(header)} columns")
        cells = dict(zip(header, (cell.strip() for cell in record), strict=True))
        if not cells["example"]:
            raise PackError(place, "a row needs an example sentence")
        key = tuple(cells[column] for column in row_type.KEY)
        if key in seen:
            raise PackError(place, f"{key} stands twice")
        seen.add(key)
        yield row_type(place=place, **cells)


def alternatives(cell: str) -> tuple[str, ...]:
    """The parts of a cell that lists several values with `|`."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
