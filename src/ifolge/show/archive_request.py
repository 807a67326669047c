"""What the user asked of the store on the command line, as plain values."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from ifolge.show.request import Surface


class DossierFormat(StrEnum):
    """How a dossier is shown."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    GRAPHML = "graphml"


class ListFormat(StrEnum):
    """How lists and figures are shown."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True)
class AddRequest:
    """`ifolge add`: what to put into which store, and how."""

    inputs: tuple[str, ...]
    store: str | None = None
    lang: Surface = Surface.EN
    language: str | None = None
    attributions: Path | None = None
    workers: int = 1
    each: bool = False
    later: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class InvestigateRequest:
    """`ifolge investigate`: a handful of articles without a store."""

    inputs: tuple[str, ...]
    format: DossierFormat = DossierFormat.TEXT
    output: Path | None = None
    attributions: Path | None = None
    lang: Surface = Surface.EN
    language: str | None = None
    explain: bool = False
    workers: int = 1
    quiet: bool = False


@dataclass(frozen=True)
class DossierRequest:
    """`ifolge story` and `ifolge claim`: which one, and how to show it."""

    wanted: str
    store: str | None = None
    format: DossierFormat = DossierFormat.TEXT
    output: Path | None = None
    lang: Surface = Surface.EN
    explain: bool = False


@dataclass(frozen=True)
class ListRequest:
    """`ifolge stories`, `source` and `stats`: what to list."""

    store: str | None = None
    format: ListFormat = ListFormat.TEXT
    lang: Surface = Surface.EN
    limit: int = 30
    name: str = ""


@dataclass(frozen=True)
class SearchRequest:
    """`ifolge search`: words, conditions by name, and how to show what is found."""

    words: tuple[str, ...]
    conditions: dict[str, str | None] = field(default_factory=dict)
    store: str | None = None
    format: ListFormat = ListFormat.TEXT
    lang: Surface = Surface.EN
    limit: int = 50


@dataclass(frozen=True)
class DecideRequest:
    """`ifolge decide`: a verdict on two things, or the number of a decision to take back."""

    verdict: str
    one: str
    two: str = ""
    author: str = ""
    note: str = ""
    store: str | None = None
    lang: Surface = Surface.EN


@dataclass(frozen=True)
class KeepRequest:
    """`ifolge export`, `backup`, `restore`, `doctor`, `decisions`: a store and a file."""

    store: str | None = None
    file: Path | None = None
    lang: Surface = Surface.EN
    repair: bool = False
