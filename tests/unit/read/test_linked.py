"""Feeds, lists of feeds and sitemaps on a server of our own, read to their articles."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ifolge.model.article import Article
from ifolge.read import ReadOptions, read_inputs
from ifolge.read.feeds import parse_feed
from ifolge.read.fetch import Fetcher
from ifolge.read.linked import LinkReader

WORDS = "".join(f"<p>Broen er lukket, siger havnefogeden i sætning {n}.</p>" for n in range(5))
ITEM = "<item><title>{0}</title><link>{0}</link><pubDate>{1}</pubDate>{2}</item>"
DATE = "Mon, 09 Mar 2026 08:00:00 +0100"


class Site(BaseHTTPRequestHandler):
    pages: dict[str, tuple[int, str, bytes]] = {}  # noqa: RUF012
    asked: list[str] = []  # noqa: RUF012

    def do_GET(self):
        self.asked.append(self.path)
        status, kind, body = self.pages.get(self.path, (404, "text/html", b""))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address():
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def site(address):
    """Put a page up: site(path, body, kind)."""
    Site.pages = {}
    Site.asked.clear()

    def put(path, body, kind="application/xml", status=200):
        Site.pages[path] = (status, kind, body if isinstance(body, bytes) else body.encode())
        return f"{address}{path}"

    for n in (1, 2, 3):
        put(f"/{n}", f"<html><title>Nyt {n}</title><article><h1>Nyt {n}</h1>{WORDS}", "text/html")
    return put


def read(*inputs):
    options = ReadOptions(allow_private=True, timeout=5, pause=0)
    return list(read_inputs([str(i) for i in inputs], options))


def shown(results):
    return [r.url if isinstance(r, Article) else str(r) for r in results]


def rss(*items):
    return f"<rss><channel><title>Sundposten</title>{''.join(items)}</channel></rss>"


def test_the_pages_of_a_feed_are_read(site, address):
    url = site("/rss", rss(ITEM.format("/1", DATE, ""), ITEM.format("/2", "", "")))
    one, two = read(url)
    assert (one.id, one.title, one.outlet) == (f"{address}/1", "Nyt 1", "Sundposten")
    assert (one.published, one.extra) == ("2026-03-09T08:00:00+01:00", {})
    assert two.extra["read_notes"] == ["the item has no date"]


def test_the_words_of_the_feed_stand_in_for_a_page_that_is_not_there(site, address):
    words = "<description>Kajen er lukket, siger fogeden. Af Anna Holm</description>"
    url = site("/rss", rss(ITEM.format("/gone", DATE, words), ITEM.format("/none", DATE, "")))
    article, problem = read(url)
    assert article.text.endswith("Kajen er lukket, siger fogeden. Af Anna Holm")
    assert article.url == f"{address}/gone"
    assert article.extra["read_notes"] == [
        "the words are those of the feed, the page could not be read"
        " (the server has no such page (404))"
    ]
    assert "no such page (404)" in str(problem)


def test_a_list_of_feeds_goes_on_after_a_bad_one(site, address, tmp_path):
    site("/a", rss(ITEM.format("/1", DATE, "")))
    site("/b", "<html>Siden er flyttet</html>", "text/html")
    site("/c", rss(ITEM.format("/2", DATE, "")))
    path = tmp_path / "mine.opml"
    outlines = "".join(f'<outline xmlUrl="{address}/{n}"/>' for n in "abc")
    path.write_text(f"<opml><body>{outlines}</body></opml>", "utf-8")
    assert shown(read(path)) == [
        f"{address}/1",
        f"{address}/b: is no feed – ifolge reads RSS, Atom, OPML and sitemaps",
        f"{address}/2",
    ]


def test_sitemaps_their_indexes_and_packed_ones(site, address, tmp_path):
    pages = "<urlset><url><loc>{0}/1</loc></url><url><loc>{0}/2</loc></url></urlset>"
    site("/m.xml.gz", gzip.compress(pages.format(address).encode()), "application/gzip")
    maps = "".join(f"<sitemap><loc>{address}{p}</loc></sitemap>" for p in ("/m.xml.gz", "/i.xml"))
    index = site("/i.xml", f"<sitemapindex>{maps}</sitemapindex>")
    assert shown(read(index)) == [f"{address}/1", f"{address}/2"]
    local = tmp_path / "m.xml.gz"
    local.write_bytes(gzip.compress(pages.format(address).encode()))
    assert shown(read(local)) == [f"{address}/1", f"{address}/2"]


def test_indexes_are_not_followed_without_end(site, address):
    for n in range(6):
        body = f"<sitemapindex><sitemap><loc>{address}/d{n + 1}</loc></sitemap></sitemapindex>"
        site(f"/d{n}", body)
    assert shown(read(f"{address}/d0")) == [
        f"{address}/d3: is nested too deep or one of too many sitemaps"
    ]


def test_a_feed_in_a_file_cannot_reach_inside(tmp_path, site, address):
    path = tmp_path / "evil.rss"
    path.write_text(rss(ITEM.format(f"{address}/1", DATE, "")), "utf-8")
    (problem,) = read_inputs([str(path)], ReadOptions(pause=0))
    assert "leads to a private address" in str(problem)
    assert Site.asked == []


def test_an_item_that_leads_to_a_feed_is_not_followed(site, address):
    url = site("/rss", rss(ITEM.format("/rss", DATE, "")))
    assert shown(read(url)) == [
        f"{address}/rss: is a list of articles, not an article – give the address of one article"
    ]


def test_xml_of_another_kind_is_told(tmp_path):
    (tmp_path / "a.xml").write_text("<newsItem/>", "utf-8")
    assert shown(read(tmp_path / "a.xml")) == [
        f"{tmp_path}/a.xml: is no feed, no OPML and no sitemap"
        " – ifolge reads RSS, Atom, OPML and sitemaps"
    ]


def test_a_host_is_left_in_peace_between_two_visits(site, address):
    waits = []
    links = LinkReader(Fetcher(ReadOptions(allow_private=True)), 30.0, waits.append)
    feed = parse_feed(rss(*(ITEM.format(f"{address}/{n}", DATE, "") for n in (1, 2, 3))), "a")
    for item in feed.items:
        links.article_of_item(item, feed, "a")
    assert len(waits) == 2
    assert all(29 < w <= 30 for w in waits)
