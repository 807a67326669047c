"""What a server sent, once or into an archive, to an article."""

from dataclasses import replace

from ifolge.errors import ReadError
from ifolge.model.article import Article
from ifolge.read.credits import with_credits
from ifolge.read.fetch import Fetched
from ifolge.read.html import decode_html, looks_like_html, read_html
from ifolge.read.plain import read_text
from ifolge.read.xml import xml_kind

PAGE_REMEDY = "give the address of one article"


def article_of_page(page: Fetched, shown: str, article_id: str) -> Article:
    """The article of a page that came as HTML or plain text, credits of its by-line included.

    Raises ReadError when there is none.
    """
    html = decode_html(page.data, shown, page.charset)
    if page.content_type == "text/plain" and not looks_like_html(html):
        text = read_text(html.encode("utf-8"), shown)
        return with_credits(Article(article_id, text, url=page.url), title=True)
    if xml_kind(html):
        raise ReadError(shown, "is a list of articles, not an article", PAGE_REMEDY)
    return with_credits(read_html(html, shown, article_id, page.url))


def noted(article: Article, *notes: str) -> Article:
    """The article with notes on how it was read, kept in `extra["read_notes"]`."""
    if not notes:
        return article
    before = article.extra.get("read_notes") or []
    return replace(article, extra={**article.extra, "read_notes": [*before, *notes]})
