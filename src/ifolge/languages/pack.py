"""Language packs: what a language's words mean, kept in tables that people can read and extend.

A pack is the folder `languages/CODE/` with `pack.toml` (settings) and CSV tables; `shared/` holds
the tables that are true in every language. Each table has one row type (`rows.py`) whose fields are
its columns. A row without example, an unknown column or a repeated key is a PackError with its place.
"""

import csv
import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from ifolge.errors import PackError
from ifolge.languages.rows import Row

ROOT = files("ifolge.languages")


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
        return _table(self.code, row_type)


def codes() -> tuple[str, ...]:
    """The languages there are packs for, sorted."""
    return tuple(sorted(d.name for d in ROOT.iterdir() if d.joinpath("pack.toml").is_file()))


@functools.cache
def load_pack(code: str) -> LanguagePack:
    """The pack of a language. Raises PackError when there is none or its settings are broken."""
    path = ROOT.joinpath(code, "pack.toml")
    if not path.is_file():
        raise PackError(f"{code}/pack.toml", f"no pack for this language; there are {codes()}")
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{code}/pack.toml", str(error)) from error
    return LanguagePack(code, settings)


@functools.cache
def _table(code: str, row_type: type[R]) -> tuple[R, ...]:
    rows: list[R] = []
    for folder in (code, "shared"):
        path = ROOT.joinpath(folder, row_type.TABLE + ".csv")
        if path.is_file():
            rows += read_rows(path, f"{folder}/{row_type.TABLE}.csv", row_type)
    return tuple(rows)


def read_rows(path: Traversable, name: str, row_type: type[R]) -> Iterator[R]:
    """The rows of one CSV file (UTF-8, header line, `#` comment lines), each checked.

    `name` is how errors call the file ("da/cues.csv"). Raises PackError with file and line.
    """
    columns = [f.name for f in fields(row_type) if f.name != "place"]
    seen: set[tuple[str, ...]] = set()
    with path.open("r", encoding="utf-8", newline="") as lines:
        reader = csv.reader(line for line in lines)
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
