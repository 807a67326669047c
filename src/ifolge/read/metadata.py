"""What a page says about itself: headline, outlet, by-line, dates, address, language.

JSON-LD comes first, then the meta tags; what is no date, address or language is left out.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from ifolge.read.markup import CleanPage

SPACES = re.compile(r"\s+")
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
ARTICLE_TYPE = re.compile(r"Article$|BlogPosting$|Report$")
MAX_VALUE, MAX_HEAD, MAX_NODES = 500, 400_000, 2000
META_KEYS = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title"),
    "outlet": ("og:site_name", "application-name", "publisher"),
    "author": ("author", "article:author", "dc.creator", "byl", "parsely-author"),
    "published": (
        "article:published_time",
        "og:published_time",
        "datepublished",
        "dc.date.issued",
        "dcterms.created",
        "date",
        "pubdate",
        "publish-date",
        "parsely-pub-date",
    ),
    "updated": ("article:modified_time", "og:updated_time", "datemodified", "lastmod"),
    "url": ("og:url",),
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself; None where it says nothing that can be used."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    lang: str | None = None


class _Head(HTMLParser):
    """Collects meta tags, the canonical address, the language and the titles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.canonical: str | None = None
        self.lang: str | None = None
        self.texts: dict[str, list[str]] = {}
        self._inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a tag of the head says."""
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            key = values.get("property") or values.get("name") or values.get("itemprop") or ""
            self.meta.setdefault(key.lower(), values.get("content", ""))
        elif tag == "link" and "canonical" in values.get("rel", "").lower().split():
            self.canonical = self.canonical or values.get("href")
        elif tag == "html":
            self.lang = values.get("lang") or values.get("xml:lang")
        elif tag in ("title", "h1") and tag not in self.texts:
            self.texts[tag] = []
            self._inside = tag
        elif tag == "time" and "datetime" in values and "pubdate" in values:
            self.meta.setdefault("date", values["datetime"])

    def handle_endtag(self, tag: str) -> None:
        """A title ends."""
        if tag == self._inside:
            self._inside = None

    def handle_data(self, data: str) -> None:
        """Words of a title."""
        if self._inside:
            self.texts[self._inside].append(data)


def find_metadata(page: CleanPage, address: str | None = None) -> Metadata:
    """What a page says about itself; `address` is where it came from, for relative links."""
    head = _Head()
    head.feed(page.html[:MAX_HEAD])
    ld = _article_node(page.json_ld)
    meta = {field: _first(head.meta, keys) for field, keys in META_KEYS.items()}
    return Metadata(
        title=tidy(ld.get("headline"))
        or tidy(_heading(head))
        or tidy(meta["title"])
        or tidy("".join(head.texts.get("title", ()))),
        outlet=tidy(_name(ld.get("publisher"))) or tidy(meta["outlet"]),
        author=_author(ld.get("author"), meta["author"]),
        published=iso_date(ld.get("datePublished")) or iso_date(meta["published"]),
        updated=iso_date(ld.get("dateModified")) or iso_date(meta["updated"]),
        url=_address(head.canonical, address) or _address(meta["url"], address),
        lang=language_tag(ld.get("inLanguage")) or language_tag(head.lang),
    )


def tidy(value: Any) -> str | None:
    """A short line of text without control signs, or None when nothing is left."""
    if not isinstance(value, str):
        return None
    line = CONTROLS.sub("", SPACES.sub(" ", value[: 4 * MAX_VALUE]))
    return line.strip()[:MAX_VALUE].rstrip() or None


def iso_date(value: Any) -> str | None:
    """An ISO 8601 date or date-time as it stands, or None when it is none or impossible."""
    text = tidy(value)
    if text is None:
        return None
    try:
        if len(text) == len("2024-03-01"):
            return date.fromisoformat(text).isoformat()
        datetime.fromisoformat(text.replace(" ", "T", 1))
    except ValueError:
        return None
    return text.replace(" ", "T", 1)


def language_tag(value: Any) -> str | None:
    """A language tag ("da", "da-DK"), or None."""
    text = tidy(value)
    return text if text and LANGUAGE.fullmatch(text) else None


def _heading(head: _Head) -> str | None:
    """The first h1 when it is a part of the page's title: the headline without the outlet."""
    heading = tidy("".join(head.texts.get("h1", ())))
    title = tidy("".join(head.texts.get("title", ()))) or tidy(head.meta.get("og:title"))
    return heading if heading and (title is None or heading in title) else None


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if meta.get(key, "").strip()), None)


def _address(value: str | None, base: str | None) -> str | None:
    if not value or len(value) > 2000:
        return None
    try:
        url = urljoin(base or "", value.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return CONTROLS.sub("", url) if parts.scheme in ("http", "https") and parts.netloc else None


def _author(ld: Any, meta: str | None) -> str | None:
    people = ld if isinstance(ld, list) else [ld]
    names = [name for person in people[:10] if (name := tidy(_name(person)))]
    author = ", ".join(dict.fromkeys(names)) or tidy(meta)
    return None if author is None or author.startswith(("http://", "https://")) else author


def _name(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _article_node(blocks: tuple[str, ...]) -> dict[str, Any]:
    """The JSON-LD node that describes the article, or an empty one."""
    for block in blocks[:20]:
        try:
            root = json.loads(block)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(root):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and ARTICLE_TYPE.search(kind) for kind in kinds):
                return node
    return {}


def _nodes(root: Any) -> Iterator[dict[str, Any]]:
    """All objects of a JSON-LD document that may describe the page, outermost first."""
    waiting = [root]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value[:100]
        elif isinstance(value, dict):
            yield value
            waiting += [
                value[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in value
            ]
