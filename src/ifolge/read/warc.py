"""WARC, the format of web archives: the pages in it, whatever is damaged between them."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from ifolge.errors import ReadError
from ifolge.model.article import Article
from ifolge.read.fetch import Fetched, content_kind
from ifolge.read.metadata import tidy
from ifolge.read.options import ReadOptions
from ifolge.read.pages import article_of_page

KINDS = frozenset(("text/html", "application/xhtml+xml", "text/plain"))
GZIP, MEMBER, RECORD = b"\x1f\x8b", b"\x1f\x8b\x08", b"WARC/"
BLOCK, LONGEST_MARK = 1 << 20, 8
DAMAGED = "the archive is damaged here"
CUT_OFF = "the archive ends in the middle of a record"
GOES_ON, GET_AGAIN = "the rest was read", "get the file again"


def read_warc(
    stream: BinaryIO, source: str, options: ReadOptions | None = None
) -> Iterator[Article | ReadError]:
    """The pages of an archive (.warc, .warc.gz) in order; `stream` must be seekable.

    Only answers that a server gave in full (200) and that are HTML or plain text; a damaged place
    is a problem with its offset, and reading goes on at the next record.
    """
    limit = (options or ReadOptions()).max_fetched
    packed = stream.read(2) == GZIP
    offset: int | None = 0
    while offset is not None:
        stream.seek(offset)
        run = _Run(stream, source, limit)
        yield from run.articles()
        if run.damaged_at is None:
            return
        offset = _next_record(stream, max(run.damaged_at, offset) + 1, packed)
        yield _problem(source, run.damaged_at, DAMAGED if offset is not None else CUT_OFF)


@dataclass
class _Run:
    """Reading from one place on until the end, or until a damaged place (`damaged_at`)."""

    stream: BinaryIO
    source: str
    limit: int
    damaged_at: int | None = None

    def articles(self) -> Iterator[Article | ReadError]:
        """The pages up to the first damage; a record that is cut short is damage too."""
        start = self.stream.tell()
        records = _iterator()(self.stream)
        try:
            for record in records:
                start = records.offset
                result = self._article(record, start)
                unread = _unread(record)
                if result is not None and not unread:
                    yield result
                if unread or records.err_count:
                    self.damaged_at = start
                    return
        except _faults():
            self.damaged_at = max(start, records.offset or 0)
        finally:
            records.close()

    def _article(self, record: Any, offset: int) -> Article | ReadError | None:
        """The page of a record; None when it is none."""
        page = _page(record, self.limit + 1)
        if page is None:
            return None
        if len(page.data) > self.limit:
            return _problem(self.source, offset, f"{page.url[:200]} is too large for one article")
        try:
            return article_of_page(page, f"{self.source} ({page.url[:200]})", page.url)
        except ReadError as error:
            return error


def _page(record: Any, limit: int) -> Fetched | None:
    """What the server sent, unpacked; None for requests, redirects, pictures and the like."""
    if record.rec_type not in ("response", "resource"):
        return None
    url = tidy(record.rec_headers.get_header("WARC-Target-URI") or "")
    header = record.content_type if record.http_headers is None else None
    if record.http_headers is not None:
        if record.http_headers.get_statuscode() != "200":
            return None
        header = record.http_headers.get_header("Content-Type")
    kind, charset = content_kind(header or "")
    if url is None or kind not in KINDS or not _is_page(url.strip("<>")):
        return None
    return Fetched(url.strip("<>"), kind, charset, _at_most(record.content_stream(), limit))


def _at_most(stream: Any, limit: int) -> bytes:
    """The bytes of a stream that gives them piece by piece, up to a limit."""
    pieces: list[bytes] = []
    while limit > 0 and (piece := stream.read(min(limit, BLOCK))):
        pieces.append(piece)
        limit -= len(piece)
    return b"".join(pieces)


def _is_page(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.path != "/robots.txt"


def _unread(record: Any) -> bool:
    """Whether the record promises more bytes than the archive holds."""
    raw = record.raw_stream
    while raw.read(BLOCK):
        pass
    return getattr(raw, "limit", 0) > 0


def _problem(source: str, offset: int, what: str) -> ReadError:
    remedy = {DAMAGED: GOES_ON, CUT_OFF: GET_AGAIN}.get(what)
    return ReadError(f"{source} at byte {offset}", what, remedy)


def _next_record(stream: BinaryIO, offset: int, packed: bool) -> int | None:
    """Where the next record may begin, at `offset` or behind it; None when there is none."""
    mark = MEMBER if packed else RECORD
    stream.seek(offset)
    tail = b""
    while block := stream.read(BLOCK):
        window = tail + block
        found = window.find(mark)
        if found != -1:
            return offset - len(tail) + found
        offset += len(block)
        tail = window[-LONGEST_MARK:]
    return None


@cache
def _iterator() -> Any:
    """The iterator of warcio, made to count damaged ends of records and not to print them."""
    from warcio.archiveiterator import ArchiveIterator

    return type("Records", (ArchiveIterator,), {"INC_RECORD": ""})


@cache
def _faults() -> tuple[type[Exception], ...]:
    """What warcio raises on damaged archives."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    broken = (zlib.error, EOFError, OSError, ValueError, LookupError, AttributeError, TypeError)
    return (ArchiveLoadFailed, StatusAndHeadersParserException, *broken)
