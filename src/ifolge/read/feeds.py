"""RSS and Atom: what a feed lists, each item with its address, its date and its own words."""

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from ifolge.errors import ReadError
from ifolge.read.feed_dates import NO_DATE, ItemDate, read_date
from ifolge.read.markup import text_of_fragment
from ifolge.read.metadata import language_tag, tidy
from ifolge.read.xml import DECLARATION, XML_REMEDY, refuse_entities, xml_kind

MAX_ITEMS, MAX_WORDS = 1000, 1_000_000
ITEM = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]")
ITEM_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed. `text` are the words the feed itself gives, plain; `note` what is odd."""

    id: str
    link: str | None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    text: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: whose it is, its language, its items as they stand, and what was left out."""

    title: str | None
    lang: str | None
    items: tuple[FeedItem, ...]
    notes: tuple[str, ...] = ()


def parse_feed(
    text: str, source: str, address: str | None = None, now: datetime | None = None
) -> Feed:
    """The feed in `text`. Raises ReadError when it is none, or brings entities of its own.

    Of more than 1000 items the first are read, and a note says so. A broken feed is read as far
    as it goes.
    """
    import feedparser

    if xml_kind(text) != "feed":
        raise ReadError(source, "is no feed", XML_REMEDY)
    refuse_entities(text, source)
    text, left_out = _first_items(text)
    body = DECLARATION.sub("", text.lstrip("\ufeff"), count=1).encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address or ""}
    try:
        found = feedparser.parse(io.BytesIO(body), response_headers=headers)
    except (ValueError, TypeError, LookupError, RecursionError, AttributeError) as error:
        raise ReadError(source, f"is a feed that cannot be read ({error})", XML_REMEDY) from None
    moment = now or datetime.now(UTC)
    items = tuple(_item(entry, address, moment) for entry in found.entries[:MAX_ITEMS])
    return Feed(
        title=tidy(found.feed.get("title")),
        lang=language_tag(found.feed.get("language")),
        items=items,
        notes=tuple(_notes(found, left_out)),
    )


def _first_items(text: str) -> tuple[str, int]:
    """The feed with its first items only, and how many were left out."""
    starts = [match.start() for match in ITEM.finditer(text)]
    if len(starts) <= MAX_ITEMS:
        return text, 0
    end = max((match.end() for match in ITEM_END.finditer(text)), default=len(text))
    return text[: starts[MAX_ITEMS]] + text[end:], len(starts) - MAX_ITEMS


def _notes(found: Any, left_out: int) -> list[str]:
    notes = []
    if left_out:
        notes.append(f"holds {left_out + MAX_ITEMS} items; the first {MAX_ITEMS} are read")
    if found.bozo and type(found.get("bozo_exception")).__name__ == "SAXParseException":
        notes.append("is broken XML; it was read as far as it goes")
    return notes


def _item(entry: Any, address: str | None, now: datetime) -> FeedItem:
    title, link = tidy(_plain(entry.get("title"))), _link(entry, address)
    published, updated = _date(entry, "published", now), _date(entry, "updated", now)
    if published.note == NO_DATE and updated.note != NO_DATE:
        published = updated
    updated = ItemDate(None) if updated.note == NO_DATE else updated
    notes = dict.fromkeys(note for note in (published.note, updated.note) if note)
    return FeedItem(
        id=tidy(entry.get("id")) or link or title or "item",
        link=link,
        title=title,
        published=published.value,
        updated=updated.value,
        author=tidy(_plain(entry.get("author"))),
        text=_words(entry),
        notes=tuple(notes),
    )


def _date(entry: Any, name: str, now: datetime) -> ItemDate:
    """A date the item gives itself (feedparser would take one for the other)."""
    return read_date(dict.get(entry, name), dict.get(entry, f"{name}_parsed"), now)


def _link(entry: Any, address: str | None) -> str | None:
    """The web address of an item, complete; None when it is none."""
    raw = tidy(entry.get("link")) or tidy(entry.get("id"))
    if raw is None:
        return None
    try:
        link = urljoin(address or "", raw)
        parts = urlsplit(link)
    except ValueError:
        return None
    return link if parts.scheme in ("http", "https") and parts.netloc else None


def _words(entry: Any) -> str:
    """The longest text the feed gives of an item, without mark-up."""
    bodies = [content.get("value") for content in entry.get("content") or ()]
    bodies.append(entry.get("summary"))
    texts = (_plain(body) for body in bodies)
    return max(texts, key=len, default="")


def _plain(value: Any) -> str:
    return text_of_fragment(value[:MAX_WORDS]) if isinstance(value, str) else ""
