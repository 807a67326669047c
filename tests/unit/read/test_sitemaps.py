"""Sitemaps, news sitemaps, indexes, and packed ones."""

import contextlib
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.errors import ReadError
from ifolge.read.sitemaps import SitePage, parse_sitemap, unpacked

NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://a.example/1 </loc><lastmod>2026-03-09</lastmod><news:news><news:publication>
<news:name>Sundposten</news:name><news:language>da</news:language></news:publication>
<news:publication_date>2026-03-09T08:00:00+01:00</news:publication_date>
<news:title>Bro lukket</news:title></news:news></url>
<url><loc>/2</loc><lastmod>i går</lastmod></url><url><loc>ftp://a.example/3</loc></url><url/></urlset>"""


def test_pages_with_what_news_sitemaps_say_of_them():
    found = parse_sitemap(NEWS, "a", "https://a.example/map.xml")
    assert found.maps == ()
    assert found.pages == (
        SitePage(
            "https://a.example/1",
            "2026-03-09",
            "Bro lukket",
            "2026-03-09T08:00:00+01:00",
            "Sundposten",
            "da",
        ),
        SitePage("https://a.example/2"),
    )


def test_an_index_names_its_sitemaps_once():
    text = "<sitemapindex>" + "<sitemap><loc>https://a.example/b.xml</loc></sitemap>" * 2
    assert parse_sitemap(text, "a").maps == ("https://a.example/b.xml",)


def test_one_that_lists_nothing_is_a_problem():
    with pytest.raises(ReadError, match="lists nothing"):
        parse_sitemap("<urlset/>", "a")


def test_packed_ones_are_bounded():
    assert unpacked(gzip.compress(b"abc"), "a", 3) == unpacked(b"abc", "a", 3) == b"abc"
    with pytest.raises(ReadError, match="unpacks to more than 1 MB"):
        unpacked(gzip.compress(b"\0" * 50_000_000), "a", 1_000_000)
    with pytest.raises(ReadError, match="damaged gzip"):
        unpacked(b"\x1f\x8babc", "a", 3)


@given(st.binary(max_size=60))
def test_no_bytes_break_the_unpacking(data):
    with contextlib.suppress(ReadError):
        assert len(unpacked(b"\x1f\x8b" + data, "a", 1000)) <= 1000
