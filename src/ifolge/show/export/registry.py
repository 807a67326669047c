"""The formats that `ifolge read --format` knows, each a function from reports to text."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ifolge.errors import UsageError
from ifolge.model.report import Report
from ifolge.show.export.csv import write_csv
from ifolge.show.export.html import write_html
from ifolge.show.export.json import write_json
from ifolge.show.export.jsonl import write_jsonl
from ifolge.show.terminal import write_text
from ifolge.show.view import View

Writer = Callable[[Iterable[Report], View], Iterator[str]]


@dataclass(frozen=True)
class Format:
    """One format: how it is written, what it is for, the encoding of its files."""

    write: Writer
    purpose: str
    encoding: str = "utf-8"


FORMATS: Mapping[str, Format] = {
    "text": Format(write_text, "the article with its marks, the ledger and the summary"),
    "json": Format(write_json, "a list of articles with everything found in them"),
    "jsonl": Format(write_jsonl, "one article a line, the format of the annotation"),
    # Spreadsheets take a file without a byte order mark for their local encoding.
    "csv": Format(write_csv, "one attribution a row, for spreadsheets", "utf-8-sig"),
    "html": Format(write_html, "one self-contained page, to read, click and print"),
}


def format_named(name: str) -> Format:
    """The format of that name. Raises UsageError when there is none."""
    if name not in FORMATS:
        raise UsageError(f"no format {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]
