"""Sitemaps: the pages a site lists, news sitemaps with headline and date, and indexes of them."""

import zlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from ifolge.errors import ReadError
from ifolge.read.metadata import iso_date, language_tag, tidy
from ifolge.read.xml import local_name, parse_xml

MAX_PAGES, GZIP = 50_000, b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page a sitemap lists. The news fields are those of news sitemaps."""

    url: str
    changed: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages of a sitemap, or the sitemaps of an index."""

    pages: tuple[SitePage, ...] = ()
    maps: tuple[str, ...] = ()


def parse_sitemap(text: str, source: str, address: str | None = None) -> Sitemap:
    """The sitemap in `text`, at most 50,000 entries. Raises ReadError when it lists nothing."""
    pages: list[SitePage] = []
    maps: list[str] = []
    for element in parse_xml(text, source):
        name, url = local_name(element), _address(element, address)
        if url is None or len(pages) + len(maps) >= MAX_PAGES:
            continue
        if name == "url":
            pages.append(_page(element, url))
        elif name == "sitemap":
            maps.append(url)
    if not pages and not maps:
        raise ReadError(source, "is a sitemap that lists nothing")
    return Sitemap(tuple(pages), tuple(dict.fromkeys(maps)))


def unpacked(data: bytes, source: str, limit: int) -> bytes:
    """Gzipped bytes unpacked, never more than `limit` of them; other bytes as they are."""
    if not data.startswith(GZIP):
        return data
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        whole = inflater.decompress(data, limit + 1)
    except zlib.error:
        raise ReadError(source, "is a damaged gzip file", "fetch it again") from None
    if len(whole) > limit:
        raise ReadError(source, f"unpacks to more than {limit / 1_000_000:.3g} MB")
    return whole


def _page(element: Any, url: str) -> SitePage:
    news = next((child for child in element if local_name(child) == "news"), None)
    fields = {} if news is None else {local_name(c): c for c in news.iter()}
    return SitePage(
        url=url,
        changed=iso_date(_text(element, "lastmod")),
        title=tidy(_value(fields.get("title"))),
        published=iso_date(_value(fields.get("publication_date"))),
        outlet=tidy(_value(fields.get("name"))),
        lang=language_tag(_value(fields.get("language"))),
    )


def _address(element: Any, base: str | None) -> str | None:
    raw = tidy(_text(element, "loc"))
    if raw is None:
        return None
    try:
        url = urljoin(base or "", raw)
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _text(element: Any, name: str) -> str | None:
    return next((_value(child) for child in element if local_name(child) == name), None)


def _value(element: Any) -> str | None:
    return None if element is None else element.text
