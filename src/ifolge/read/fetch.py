"""A page from the internet: only from public addresses, within a time, a size and manners."""

import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from ifolge.errors import ReadError
from ifolge.read.addresses import SAVE_REMEDY, checked_url
from ifolge.read.connection import LATER, Bounds, PublicOnly
from ifolge.read.options import ReadOptions
from ifolge.read.robots import EVERYTHING, Robots, read_robots

AGENT = "ifolge"
HEADERS = [
    (b"User-Agent", b"ifolge/0.1 (reads news articles for their sources)"),
    (b"Accept", b"text/html,application/xhtml+xml,application/json,*/xml;q=0.9,text/plain;q=0.8"),
    (b"Accept-Encoding", b"gzip"),
    (b"Connection", b"close"),
]
TEXTUAL = (
    "text/html",
    "text/plain",
    "application/xhtml+xml",
    "application/json",
    "application/x-ndjson",
    "application/jsonl",
    "application/ld+json",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "text/x-opml",
    "application/gzip",
    "application/x-gzip",
    "",
)
REDIRECTS = (301, 302, 303, 307, 308)
MAX_REDIRECTS, MAX_ROBOTS = 5, 500_000
REASONS = {
    401: "needs a login",
    402: "must be paid for",
    403: "refuses to show it",
    404: "has no such page",
    410: "has taken the page down",
    429: "asks us to slow down",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: the address it came from at last, kind, declared encoding, bytes."""

    url: str
    content_type: str
    charset: str | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """How a server answered, well or not: `status`, its headers in small letters, the page."""

    status: int
    headers: Mapping[str, str]
    page: Fetched


@dataclass
class Fetcher:
    """Fetches pages one by one and remembers each site's robots.txt."""

    options: ReadOptions
    _robots: dict[str, Robots] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched:
        """The page at an address. Raises ReadError with the reason and a remedy."""
        return accepted(self.ask(url), url)

    def ask(self, url: str, conditions: Mapping[str, str] | None = None) -> Answer:
        """How the server answers at an address, after redirects; `conditions` are more headers.

        Raises ReadError when it does not answer, or robots.txt asks us not to.
        """
        timeout = self.options.timeout
        until = time.monotonic() + timeout
        visit = _Visit(Bounds(url, timeout, until, self.options.allow_private))
        current = checked_url(url, url)
        for _ in range(MAX_REDIRECTS + 1):
            if self.options.respect_robots:
                self._ask_robots(visit, current)
            answer = visit.get(current, self.options.max_fetched, conditions)
            location = answer.headers.get("location")
            if answer.status not in REDIRECTS or not location:
                return answer
            current = checked_url(urljoin(current, location), url)
        raise ReadError(url, f"leads on more than {MAX_REDIRECTS} times", "check the address")

    def _ask_robots(self, visit: "_Visit", url: str) -> None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = visit.robots(site)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if not self._robots[site].allows(path):
            problem = f"the robots.txt of {parts.netloc} asks programs not to read it"
            raise ReadError(visit.bounds.source, problem, SAVE_REMEDY)


@dataclass
class _Visit:
    """One fetch with all its redirects, under one deadline."""

    bounds: Bounds

    def get(self, url: str, limit: int, more: Mapping[str, str] | None = None) -> Answer:
        """One request. Raises ReadError when the server does not answer well."""
        import httpcore

        try:
            asked = HEADERS + [(k.encode(), v.encode("latin-1")) for k, v in (more or {}).items()]
            with self._pool() as pool, pool.stream("GET", url, headers=asked) as response:
                headers = _headers(response.headers)
                kind, charset = content_kind(headers.get("content-type", ""))
                data = b""
                if response.status not in REDIRECTS:
                    data = self._body(response.iter_stream(), headers, limit)
                page = Fetched(url, kind, charset, data)
                return Answer(response.status, headers, page)
        except (httpcore.TimeoutException, TimeoutError):
            raise self.bounds.too_slow() from None
        except httpcore.ConnectError as error:
            problem = "no such host or no connection"
            if "certificate" in str(error).lower():
                problem = "its certificate cannot be trusted"
            raise ReadError(self.bounds.source, problem, "check the address") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, zlib.error, OSError):
            raise ReadError(self.bounds.source, "the connection broke off", LATER) from None

    def robots(self, site: str) -> Robots:
        """The robots.txt of a site; one that is not there forbids nothing."""
        current = f"{site}/robots.txt"
        for _ in range(MAX_REDIRECTS + 1):
            answer = self.get(current, MAX_ROBOTS)
            if answer.status in REDIRECTS and (location := answer.headers.get("location")):
                current = checked_url(urljoin(current, location), self.bounds.source)
                continue
            if answer.status >= 500:
                problem = f"its robots.txt cannot be read ({answer.status})"
                raise ReadError(self.bounds.source, problem, LATER)
            if answer.status != 200:
                return EVERYTHING
            return read_robots(answer.page.data.decode("utf-8", errors="replace"), AGENT)
        return EVERYTHING

    def _pool(self) -> Any:
        import httpcore

        backend: Any = PublicOnly(self.bounds)
        return httpcore.ConnectionPool(network_backend=backend, retries=0, max_connections=1)

    def _body(self, chunks: Iterable[bytes], headers: dict[str, str], limit: int) -> bytes:
        """The unpacked body, never more than `limit` bytes of it in memory."""
        packed = headers.get("content-encoding", "identity").strip().lower()
        if packed not in ("identity", "gzip", "x-gzip", "deflate", ""):
            raise ReadError(
                self.bounds.source,
                f"is packed in a way we do not read ({packed[:20]})",
                SAVE_REMEDY,
            )
        parts: list[bytes] = []
        size = 0
        for part in _unpacked(chunks, packed, limit + 1):
            self.bounds.remaining()
            size += len(part)
            if size > limit:
                problem = f"is larger than {limit / 1_000_000:.3g} MB"
                raise ReadError(self.bounds.source, problem, SAVE_REMEDY)
            parts.append(part)
        return b"".join(parts)


def accepted(answer: Answer, source: str) -> Fetched:
    """The page, if the server really sent one, and as text."""
    if answer.status != 200:
        reason = REASONS.get(answer.status, "cannot show it")
        remedy = LATER if answer.status in (429, *range(500, 600)) else "check the address"
        raise ReadError(source, f"the server {reason} ({answer.status})", remedy)
    kind = answer.page.content_type
    if kind not in TEXTUAL:
        raise ReadError(source, f"is {kind[:60]}, not text", "ifolge reads text, HTML and JSON")
    return answer.page


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in raw:
        headers.setdefault(name.decode("ascii", "replace").lower(), value.decode("latin-1"))
    return headers


def content_kind(header: str) -> tuple[str, str | None]:
    """Content type and charset of a Content-Type header."""
    kind, *parameters = header.split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return kind.strip().lower(), value.strip().strip("\"'") or None
    return kind.strip().lower(), None


def _unpacked(chunks: Iterable[bytes], packed: str, limit: int) -> Iterator[bytes]:
    """The chunks, unpacked piece by piece and never more than `limit` bytes at once."""
    if packed in ("identity", ""):
        yield from chunks
        return
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 32)
    for chunk in chunks:
        data = chunk
        while data:
            yield inflater.decompress(data, limit)
            data = inflater.unconsumed_tail
