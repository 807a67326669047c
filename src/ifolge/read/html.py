"""A web page to an article: the running text by trafilatura, the rest from what the page says."""

import re
from typing import Any

from ifolge.errors import ReadError
from ifolge.model.article import Article
from ifolge.read.markup import clean
from ifolge.read.metadata import Metadata, find_metadata, iso_date
from ifolge.read.plain import decode
from ifolge.read.running_text import running_text

START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
DECLARED = re.compile(
    rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,30})|encoding=[\"']([\w-]+)"
)
MAX_CLEAN, MAX_TAGS, MIN_WORDS = 3_000_000, 40_000, 5
REMEDY = "open it in a browser, copy the article's text to a file and read that"


def looks_like_html(text: str) -> bool:
    """Whether a text begins as a web page does, whatever its file is called."""
    return START.match(text[:20_000]) is not None


def decode_html(data: bytes, source: str, declared: str | None = None) -> str:
    """The characters of a page, by its header, its meta tag or its content."""
    meta = DECLARED.search(data[:4096])
    named = next((group for group in meta.groups() if group), b"") if meta else b""
    return decode(data, source, declared or named.decode("ascii", "ignore") or None)


def read_html(html: str, source: str, article_id: str, address: str | None = None) -> Article:
    """The article of a page: headline and running text, outlet, author, dates, address.

    The text begins with the headline. The language a page declares is kept in `extra` only: too
    many pages declare that of their software. Raises ReadError when the page holds no article.
    """
    page = clean(html)
    if len(page.html) > MAX_CLEAN or page.tags > MAX_TAGS:
        raise ReadError(source, "is too large for one article, even without its scripts", REMEDY)
    metadata = find_metadata(page, address)
    tree, body = running_text(page.html)
    if len(body.split()) < MIN_WORDS:
        raise ReadError(source, "no article found in the page", REMEDY)
    return Article(
        id=article_id,
        text=_with_headline(metadata.title, body),
        title=metadata.title,
        url=metadata.url or address,
        outlet=metadata.outlet,
        author=metadata.author,
        published=metadata.published or _published_elsewhere(tree, metadata),
        updated=metadata.updated,
        extra={"declared_lang": metadata.lang} if metadata.lang else {},
    )


def _with_headline(title: str | None, body: str) -> str:
    """The text as a reader sees it: the headline first, if the body does not begin with it."""
    if title is None or title in body[: len(title) + 200]:
        return body
    return f"{title}\n\n{body}"


def _published_elsewhere(tree: Any, metadata: Metadata) -> str | None:
    """The date htmldate finds in the page's mark-up (never one guessed from its words)."""
    import htmldate

    if tree is None:
        return None
    try:
        found = htmldate.find_date(
            tree, extensive_search=False, original_date=True, url=metadata.url
        )
    except (ValueError, TypeError, RecursionError):
        return None
    return iso_date(found)
