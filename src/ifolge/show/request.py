"""What the user asked for on the command line, as plain values."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class OutputFormat(StrEnum):
    """The formats of `--format`; export/registry.py knows how each is written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"
    LABEL_STUDIO = "label-studio"
    PRODIGY = "prodigy"
    WEB_ANNOTATION = "web-annotation"
    PROV = "prov"
    SCHEMA_ORG = "schema-org"
    FOLLOWTHEMONEY = "followthemoney"
    GRAPHML = "graphml"
    BRAT = "brat"
    WEBANNO = "webanno"
    PARQUET = "parquet"


class Surface(StrEnum):
    """The languages ifolge itself speaks."""

    DA = "da"
    EN = "en"


class Scheme(StrEnum):
    """The annotation schemes the model can follow: ours, or that of the PolNeAR corpus."""

    IFOLGE = "ifolge"
    POLNEAR = "polnear"


@dataclass(frozen=True)
class ReadRequest:
    """`ifolge read`: what to read, what is known of it, and how to show it."""

    inputs: tuple[str, ...]
    format: OutputFormat = OutputFormat.TEXT
    output: Path | None = None
    why: str | None = None
    explain: bool = False
    lang: Surface = Surface.EN
    language: str | None = None
    published: str | None = None
    outlet: str | None = None
    min_confidence: float = 0.0
    corrections: Path | None = None
    workers: int = 1
    quiet: bool = False


@dataclass(frozen=True)
class EvaluateRequest:
    """`ifolge evaluate`: the annotated file, and what of ifolge to put to the test."""

    gold: Path
    gold_spans: bool = False
    as_json: bool = False
    scheme: Scheme | None = None
    workers: int = 1


@dataclass(frozen=True)
class CheckRequest:
    """`ifolge packs check`: one language, and a folder of packs outside ifolge, or None each."""

    language: str | None = None
    folder: Path | None = None


@dataclass(frozen=True)
class ServeRequest:
    """`ifolge serve`: where the desk listens, on which store, and who may come in."""

    host: str = "127.0.0.1"
    port: int = 8017
    store: str | None = None
    tokens: tuple[str, ...] = ()
    reader_tokens: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    log: Path | None = None


@dataclass(frozen=True)
class ImportRequest:
    """`ifolge import`: the files of an annotation tool, and where what comes of them goes."""

    source: Path
    output: Path | None
    corrections: Path | None
    author: str
    date: str
    found: Path | None


@dataclass(frozen=True)
class McpRequest:
    """`ifolge mcp`: the store that questions are about, and the language of reasons."""

    store: str | None = None
    lang: Surface = Surface.EN


def work(module: str, verb: str = "run") -> Callable[[Any], int]:
    """A verb of a module of show, loaded now: commands are quick to start until they work."""
    run: Callable[[Any], int] = getattr(importlib.import_module(f"ifolge.show.{module}"), verb)
    return run
