"""Whatever a user names – files, folders, URLs, standard input – to articles, in order."""

import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from ifolge.errors import ReadError
from ifolge.model.article import Article
from ifolge.read.credits import with_credits
from ifolge.read.fetch import Fetcher
from ifolge.read.html import decode_html, looks_like_html, read_html
from ifolge.read.jsonl import read_jsonl
from ifolge.read.kinds import (
    ARCHIVE_SUFFIXES,
    HTML_SUFFIXES,
    JSON_SUFFIXES,
    LINE_SUFFIXES,
    LINK_SUFFIXES,
    PARQUET_SUFFIXES,
    TEXT_SUFFIXES,
    WARC_SUFFIXES,
    is_json,
    is_json_lines,
    suffix_of,
)
from ifolge.read.linked import LinkReader
from ifolge.read.ninjs import looks_like_ninjs, read_ninjs
from ifolge.read.options import ReadOptions
from ifolge.read.pages import article_of_page
from ifolge.read.parquet import read_parquet
from ifolge.read.plain import decode, read_text
from ifolge.read.records import article_of_record, parse_json
from ifolge.read.sitemaps import unpacked
from ifolge.read.warc import read_warc
from ifolge.read.xml import XML_REMEDY, decode_xml, xml_kind

STDIN, STDIN_NAME, STDIN_STEM = "-", "standard input", "stdin"
READABLE = HTML_SUFFIXES | LINE_SUFFIXES | JSON_SUFFIXES | TEXT_SUFFIXES | ARCHIVE_SUFFIXES
# In a folder these are named as not readable; pictures and other things are passed over.
REFUSED = frozenset((".pdf", ".doc", ".docx", ".odt", ".rtf"))
URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
JSON_REMEDY = 'ifolge reads ninjs, or objects with "text"'
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

Result = Article | ReadError


def read_inputs(
    inputs: Sequence[str], options: ReadOptions | None = None
) -> Iterator[Article | ReadError]:
    """The articles of all inputs, in order and one at a time; a problem is yielded, not raised.

    An input is a file, a folder (read through, sorted, hidden files passed over), an http(s)
    address, or "-" for standard input. Text in any common encoding, HTML, JSON lines, ninjs, WARC
    and Parquet are told apart by name and content; of RSS, Atom, OPML and sitemaps the links are
    followed.
    """
    reading = _Reading(options or ReadOptions())
    for name in inputs:
        yield from reading.read(name)


@dataclass
class _Reading:
    """One run over inputs: its options, its fetcher, and the ids that were given out."""

    options: ReadOptions
    given: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.fetcher = Fetcher(self.options)
        self.links = LinkReader(self.fetcher, self.options.pause)

    def read(self, name: str) -> Iterator[Result]:
        """The articles of one input, or its problem."""
        shown = CONTROLS.sub("?", name)
        try:
            for result in self._open(name, shown):
                yield result if isinstance(result, ReadError) else self._finished(result)
        except ReadError as error:
            yield error
        except OSError as error:
            yield ReadError(shown, (error.strerror or "cannot be read").lower())
        except ValueError:
            yield ReadError(shown, "is no path", "check the name")

    def _finished(self, article: Article) -> Article:
        if article.lang is None and self.options.lang is not None:
            return replace(article, lang=self.options.lang)
        return article

    def _open(self, name: str, shown: str) -> Iterator[Result]:
        if not name.strip():
            raise ReadError('""', "is no path", "name a file, a folder or an address")
        if name == STDIN:
            if sys.stdin is None:
                raise ReadError(STDIN_NAME, "is closed", "name a file")
            yield from self._stream(sys.stdin.buffer, STDIN_NAME, STDIN_STEM, "")
        elif URL.match(name):
            yield from self._url(name, shown)
        else:
            path = Path(name)
            if path.is_dir():
                yield from self._folder(path, shown)
            elif path.exists():
                yield from self._file(path, shown)
            else:
                raise ReadError(shown, "no such file or folder", "check the name")

    def _folder(self, folder: Path, shown: str) -> Iterator[Result]:
        found = False
        for path in _files_below(folder):
            found = True
            yield from self.read(str(path))
        if not found:
            raise ReadError(
                shown,
                "no readable file in this folder",
                "ifolge reads .txt, .html, .json and .jsonl",
            )

    def _file(self, path: Path, shown: str) -> Iterator[Result]:
        suffix = suffix_of(path.name)
        with path.open("rb") as stream:
            if suffix in WARC_SUFFIXES:
                yield from read_warc(stream, shown, self.options)
            elif suffix in PARQUET_SUFFIXES:
                yield from map(_credited, read_parquet(stream, shown, path.stem))
            elif suffix == ".xml.gz":
                data = unpacked(stream.read(), shown, self.options.max_file)
                yield from self._whole(data, shown, path.stem, ".xml")
            else:
                yield from self._stream(stream, shown, path.stem, suffix)

    def _stream(self, stream: BinaryIO, shown: str, stem: str, suffix: str) -> Iterator[Result]:
        """Tell by name and first bytes what a stream holds, and read it."""
        is_lines, stream = is_json_lines(stream, shown, suffix)
        if is_lines:
            yield from map(_credited, read_jsonl(stream, shown, stem))
            return
        data = stream.read(self.options.max_file + 1)
        if len(data) > self.options.max_file:
            size = self.options.max_file // 1_000_000
            raise ReadError(shown, f"is larger than {size} MB", "split it into articles")
        yield from self._whole(data, shown, stem, suffix)

    def _whole(self, data: bytes, shown: str, stem: str, suffix: str) -> Iterator[Result]:
        """The articles of bytes that are no JSON lines: JSON, HTML or plain text."""
        if suffix in JSON_SUFFIXES or (suffix not in HTML_SUFFIXES and is_json(data)):
            yield from self._json(data, shown, stem)
            return
        if suffix in LINK_SUFFIXES or (suffix not in HTML_SUFFIXES and data[:400].find(b"<") >= 0):
            text = decode_xml(data, shown)
            if xml_kind(text):
                yield from self.links.read(text, shown)
                return
            if suffix in LINK_SUFFIXES and not looks_like_html(text):
                raise ReadError(shown, "is no feed, no OPML and no sitemap", XML_REMEDY)
        html = decode_html(data, shown) if data.strip() else ""
        if suffix in HTML_SUFFIXES or looks_like_html(html):
            if not html:
                raise ReadError(shown, "is empty", "save the page again")
            yield with_credits(read_html(html, shown, self._own_id(stem)))
            return
        yield with_credits(Article(self._own_id(stem), read_text(data, shown)), title=True)

    def _json(self, data: bytes, shown: str, stem: str) -> Iterator[Result]:
        text = decode(data, shown)
        if not text.strip():
            raise ReadError(shown, "is empty", JSON_REMEDY)
        value = parse_json(text, shown, JSON_REMEDY)
        items = value if isinstance(value, list) else [value]
        if not items:
            raise ReadError(shown, "holds no article", JSON_REMEDY)
        for number, item in enumerate(items, start=1):
            place = f"{shown}[{number}]" if isinstance(value, list) else shown
            try:
                yield _credited(self._item(item, place, stem))
            except ReadError as error:
                yield error

    def _item(self, item: object, place: str, stem: str) -> Article:
        default_id = self._own_id(stem)
        if looks_like_ninjs(item):
            return read_ninjs(item, place, default_id)  # type: ignore[arg-type]
        return article_of_record(item, place, default_id)

    def _url(self, url: str, shown: str) -> Iterator[Result]:
        page = self.fetcher.fetch(url)
        if "json" in page.content_type:
            for result in self._stream(io.BytesIO(page.data), shown, url, ".json"):
                yield result if isinstance(result, ReadError) else _from(result, page.url)
            return
        data = unpacked(page.data, shown, self.options.max_fetched)
        text = decode_xml(data, shown, page.charset)
        if xml_kind(text):
            yield from self.links.read(text, shown, page.url)
            return
        yield article_of_page(replace(page, data=data), shown, url)

    def _own_id(self, stem: str) -> str:
        """The stem as an id, numbered from its second use on ("leder", "leder-2")."""
        self.given[stem] = count = self.given.get(stem, 0) + 1
        if count == 1:
            return stem
        return self._own_id(f"{stem}-{count}")


def _credited(result: Result) -> Result:
    return result if isinstance(result, ReadError) else with_credits(result)


def _from(article: Article, address: str) -> Article:
    return article if article.url else replace(article, url=address)


def _files_below(folder: Path) -> Iterator[Path]:
    """The files of a folder that ifolge reads or has to refuse, sorted, hidden ones left out."""
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(where, name)
            wanted = suffix_of(name) in READABLE | REFUSED
            if wanted and not name.startswith(".") and path.is_file():
                yield path
