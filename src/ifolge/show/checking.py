"""Are the language packs in order? Every table of every language, row by row, with its example."""

import os
import sys
from pathlib import Path

from ifolge.errors import IfolgeError, PackError, UsageError
from ifolge.languages.pack import PACKS, codes, load_pack
from ifolge.languages.rows import Row
from ifolge.proof import prove, row_types
from ifolge.show.request import CheckRequest


def run(request: CheckRequest) -> int:
    """Print one line a language and one for each row that fails; 1 if there is any."""
    chosen = _chosen(request)
    problems: list[str] = []
    for code in chosen:
        tables = rows = 0
        for row_type in row_types():
            try:
                found = _check(code, row_type)
            except PackError as error:
                problems.append(str(error))
                continue
            tables, rows = tables + bool(found[0]), rows + found[0]
            problems += found[1]
        print(f"{code}: {tables} tables, {rows} rows")
    for problem in dict.fromkeys(problems):
        print(f"ifolge: {problem}", file=sys.stderr)
    return 1 if problems else 0


def _check(code: str, row_type: type[Row]) -> tuple[int, list[str]]:
    """How many rows a table has, and its failures, each with the language it fails in."""
    pack = load_pack(code)
    return len(pack.table(row_type)), [f"{x} ({code})" for x in prove(pack, row_type)]


def _chosen(request: CheckRequest) -> tuple[str, ...]:
    """The languages to check; a folder is put on the search path, alone or with its packs."""
    inside: tuple[str, ...] = ()
    if request.folder is not None:
        root, inside = _packs_in(request.folder)
        before = os.environ.get(PACKS)
        os.environ[PACKS] = f"{root}{os.pathsep}{before}" if before else str(root)
    known = codes()
    if request.language is None:
        return inside or known
    if request.language not in known:
        raise UsageError(f"no pack for {request.language!r}; there are {', '.join(known)}")
    return (request.language,)


def _packs_in(folder: Path) -> tuple[Path, tuple[str, ...]]:
    """The folder of packs that `folder` is or that it lies in, and the languages meant."""
    if not folder.is_dir():
        raise IfolgeError(f"{folder}: no such folder")
    tables = {row_type.TABLE + ".csv" for row_type in row_types()} | {"pack.toml"}
    if any(path.name in tables for path in folder.iterdir()):
        return folder.absolute().parent, (folder.absolute().name,)
    found = [
        d.name for d in folder.iterdir() if d.is_dir() and {p.name for p in d.iterdir()} & tables
    ]
    if not found:
        raise IfolgeError(f"{folder}: neither a language pack nor a folder of packs")
    return folder.absolute(), tuple(sorted(found))
