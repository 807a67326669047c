"""The formats that `ifolge read --format` knows, each a function from reports to text or files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ifolge.errors import UsageError
from ifolge.model.report import Report
from ifolge.show.export.brat import save_brat
from ifolge.show.export.csv import write_csv
from ifolge.show.export.follow_the_money import write_follow_the_money
from ifolge.show.export.html import write_html
from ifolge.show.export.json import write_json
from ifolge.show.export.jsonl import write_jsonl
from ifolge.show.export.label_studio import write_label_studio
from ifolge.show.export.parquet import save_parquet
from ifolge.show.export.prodigy import write_prodigy
from ifolge.show.export.prov import write_prov
from ifolge.show.export.relay_graph import write_relay_graph
from ifolge.show.export.schema_org import write_schema_org
from ifolge.show.export.web_annotation import write_web_annotation
from ifolge.show.export.webanno import save_webanno
from ifolge.show.terminal import write_text
from ifolge.show.view import View

Writer = Callable[[Iterable[Report], View], Iterator[str]]
Saver = Callable[[Iterable[Report], View, Path], None]


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
    "label-studio": Format(write_label_studio, "tasks for Label Studio, to put right"),
    "prodigy": Format(write_prodigy, "tasks for Prodigy, one article a line"),
    "web-annotation": Format(write_web_annotation, "W3C Web Annotation, JSON-LD"),
    "prov": Format(write_prov, "W3C PROV-JSON: the relay chains as derivations"),
    "schema-org": Format(write_schema_org, "schema.org Quotation and Claim, JSON-LD"),
    "followthemoney": Format(write_follow_the_money, "FollowTheMoney entities, one a line"),
    "graphml": Format(write_relay_graph, "the graph of who had it from whom"),
}


@dataclass(frozen=True)
class FileFormat:
    """A format of bytes or several files, which nothing but a file or folder can take."""

    save: Saver
    purpose: str


FILE_FORMATS: Mapping[str, FileFormat] = {
    "brat": FileFormat(save_brat, "brat standoff, a folder or .zip, to put right"),
    "webanno": FileFormat(save_webanno, "CAS XMI for INCEpTION, a folder or .zip, to put right"),
    "parquet": FileFormat(save_parquet, "one attribution a row, for data desks"),
}


def format_named(name: str) -> Format:
    """The format of that name. Raises UsageError when there is none."""
    if name not in FORMATS:
        raise UsageError(f"no format {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]
