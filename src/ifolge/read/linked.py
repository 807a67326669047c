"""Lists of links – feeds, OPML, sitemaps – to the articles they lead to, politely one by one."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from ifolge.errors import ReadError
from ifolge.model.article import Article
from ifolge.read.credits import with_credits
from ifolge.read.feeds import Feed, FeedItem, parse_feed
from ifolge.read.fetch import Fetched, Fetcher
from ifolge.read.opml import feeds_of_opml
from ifolge.read.pages import article_of_page, noted
from ifolge.read.sitemaps import SitePage, parse_sitemap, unpacked
from ifolge.read.xml import decode_xml, xml_kind

MAX_NESTING, MAX_MAPS = 3, 200
FROM_FEED = "the words are those of the feed, the page could not be read ({problem})"
NO_LINK = "the words are those of the feed, which names no page"
NO_WORDS = "has neither a page nor words in the feed"

Result = Article | ReadError


@dataclass
class LinkReader:
    """Follows links with one fetcher, pausing between two visits to the same host."""

    fetcher: Fetcher
    pause: float = 1.0
    sleep: Callable[[float], None] = time.sleep
    _last: dict[str, float] = field(default_factory=dict)

    def read(self, text: str, shown: str, address: str | None = None) -> Iterator[Result]:
        """The articles that a feed, an OPML file or a sitemap leads to. Raises ReadError."""
        kind = xml_kind(text)
        if kind == "opml":
            yield from self._opml(text, shown)
        elif kind == "sitemap":
            yield from self._sitemap(text, shown, address)
        else:
            yield from self._feed(text, shown, address)

    def get(self, url: str) -> Fetched:
        """The page at a link, after a pause when its host was just asked. Raises ReadError."""
        host = _host(url)
        wait = self._last.get(host, -self.pause) + self.pause - time.monotonic()
        if wait > 0:
            self.sleep(wait)
        try:
            return self.fetcher.fetch(url)
        finally:
            self._last[host] = time.monotonic()

    def article_of_item(self, item: FeedItem, feed: Feed, shown: str) -> Article:
        """The article of a feed's item: its page, else the words the feed gives, with a note.

        Raises ReadError when there is neither.
        """
        note = NO_LINK
        if item.link is not None:
            try:
                page = article_of_page(self.get(item.link), item.link, item.link)
                return noted(_filled(page, item, feed), *item.notes)
            except ReadError as error:
                if not item.text:
                    raise
                note = FROM_FEED.format(problem=error.problem)
        if not item.text:
            raise ReadError(shown, f'"{(item.title or item.id)[:80]}" {NO_WORDS}')
        return noted(_of_words(item, feed), note, *item.notes)

    def _opml(self, text: str, shown: str) -> Iterator[Result]:
        for url in feeds_of_opml(text, shown):
            try:
                page = self.get(url)
                yield from self._feed(decode_xml(page.data, url, page.charset), url, page.url)
            except ReadError as error:
                yield error

    def _feed(self, text: str, shown: str, address: str | None) -> Iterator[Result]:
        feed = parse_feed(text, shown, address)
        yield from (ReadError(shown, note) for note in feed.notes)
        if not feed.items and not feed.notes:
            raise ReadError(shown, "is a feed without items")
        for item in feed.items:
            try:
                yield self.article_of_item(item, feed, shown)
            except ReadError as error:
                yield error

    def _sitemap(self, text: str, shown: str, address: str | None) -> Iterator[Result]:
        """The pages of a sitemap and of those it names, three deep and 200 in all at most."""
        waiting, seen = [(text, shown, address, 1)], {address}
        while waiting:
            text, shown, address, depth = waiting.pop(0)
            sitemap = parse_sitemap(text, shown, address)
            for page in sitemap.pages:
                yield self._listed(page)
            for url in sitemap.maps:
                if url in seen:
                    continue
                if depth >= MAX_NESTING or len(seen) > MAX_MAPS:
                    yield ReadError(url, "is nested too deep or one of too many sitemaps")
                    continue
                seen.add(url)
                try:
                    waiting.append((self._map(url), url, url, depth + 1))
                except ReadError as error:
                    yield error

    def _map(self, url: str) -> str:
        answer = self.get(url)
        data = unpacked(answer.data, url, self.fetcher.options.max_fetched)
        text = decode_xml(data, url, answer.charset)
        if xml_kind(text) != "sitemap":
            raise ReadError(url, "is no sitemap")
        return text

    def _listed(self, page: SitePage) -> Result:
        try:
            article = article_of_page(self.get(page.url), page.url, page.url)
        except ReadError as error:
            return error
        return replace(
            article,
            title=article.title or page.title,
            published=article.published or page.published,
            outlet=article.outlet or page.outlet,
        )


def _filled(article: Article, item: FeedItem, feed: Feed) -> Article:
    """The page's article with what only the feed says."""
    return replace(
        article,
        title=article.title or item.title,
        published=article.published or item.published,
        updated=article.updated or item.updated,
        author=article.author or item.author,
        outlet=article.outlet or feed.title,
    )


def _of_words(item: FeedItem, feed: Feed) -> Article:
    """An article of the words a feed gives; its headline first, as a reader sees it."""
    title = item.title
    text = item.text if title is None or title in item.text else f"{title}\n\n{item.text}"
    article = Article(
        id=item.link or item.id,
        text=text,
        title=title,
        url=item.link,
        outlet=feed.title,
        author=item.author,
        published=item.published,
        updated=item.updated,
        extra={"declared_lang": feed.lang} if feed.lang else {},
    )
    return with_credits(article)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return url
