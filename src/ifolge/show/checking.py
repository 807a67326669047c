"""Are the language packs in order? Every table of every language, row by row."""

import sys

from ifolge.errors import PackError
from ifolge.languages.pack import codes, load_pack
from ifolge.languages.rows import Row


def run(_: None) -> int:
    """Print one line a language and one for each broken table; 1 if there is any."""
    broken: list[PackError] = []
    for code in codes():
        try:
            pack = load_pack(code)
        except PackError as error:
            broken.append(error)
            continue
        tables = rows = 0
        for row_type in row_types():
            try:
                found = len(pack.table(row_type))
            except PackError as error:
                broken.append(error)
            else:
                tables, rows = tables + bool(found), rows + found
        print(f"{code}: {tables} tables, {rows} rows")
    for place in dict.fromkeys(str(error) for error in broken):
        print(f"ifolge: {place}", file=sys.stderr)
    return 1 if broken else 0


def row_types() -> list[type[Row]]:
    """Every kind of table there is, by the name of its file."""
    return sorted(Row.__subclasses__(), key=lambda row_type: row_type.TABLE)
