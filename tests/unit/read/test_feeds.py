"""Feeds: RSS and Atom, and the many ways in which they are wrong."""

import contextlib
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ifolge.errors import ReadError
from ifolge.read.feeds import parse_feed

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Sundposten</title><language>da-DK</language>
<item><title>Broen &amp; kajen lukket</title><link>/nyt/1</link><guid isPermaLink="false">n1</guid>
<pubDate>Mon, 09 Mar 2026 08:00:00 +0100</pubDate><dc:creator>Anna Holm</dc:creator>
<description>Kort.</description>
<content:encoded><![CDATA[<p>Broen er lukket, siger fogeden.</p><script>x()</script>
<p>Ingen kom noget til.</p>]]></content:encoded></item>
<item><title>Uden dato</title><link>javascript:alert(1)</link><description>Ord.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Kystnyt</title>
<entry><id>tag:kyst.example,2026:1</id><title>Havnen åben</title>
<link rel="alternate" href="https://kyst.example/1"/>
<updated>2026-03-09T09:00:00Z</updated><summary>Havnen er åben igen.</summary></entry></feed>"""


def test_rss():
    feed = parse_feed(RSS, "a", "https://sund.example/rss", NOW)
    one, two = feed.items
    assert (feed.title, feed.lang, feed.notes) == ("Sundposten", "da-DK", ())
    assert (one.id, one.link, one.title) == (
        "n1",
        "https://sund.example/nyt/1",
        "Broen & kajen lukket",
    )
    assert (one.published, one.author) == ("2026-03-09T08:00:00+01:00", "Anna Holm")
    assert one.text == "Broen er lukket, siger fogeden.\n\nIngen kom noget til."
    assert (one.notes, two.notes) == ((), ("the item has no date",))
    assert (two.link, two.text, two.published) == (None, "Ord.", None)


def test_atom():
    (item,) = parse_feed(ATOM, "a", None, NOW).items
    assert (item.link, item.published) == ("https://kyst.example/1", "2026-03-09T09:00:00+00:00")
    assert item.updated == item.published
    assert item.text == "Havnen er åben igen."


@pytest.mark.parametrize("text", ["", "Bro lukket", "<html><body>404</body></html>", "{}"])
def test_what_is_no_feed_is_told(text):
    with pytest.raises(ReadError, match="is no feed"):
        parse_feed(text, "a")


def test_an_entity_bomb_is_refused():
    bomb = (
        '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'
    )
    with pytest.raises(ReadError, match="declares entities of its own"):
        parse_feed(bomb, "a")


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes():
    feed = parse_feed(RSS[: RSS.index("Uden dato")], "a", None, NOW)
    assert feed.items[0].id == "n1"
    assert feed.notes == ("is broken XML; it was read as far as it goes",)


def test_of_100_000_items_the_first_are_read_and_that_is_told():
    item = "<item><title>Bro {}</title><link>https://a.example/{}</link></item>"
    text = (
        "<rss><channel>" + "".join(item.format(n, n) for n in range(100_000)) + "</channel></rss>"
    )
    begin = time.process_time()
    feed = parse_feed(text, "a", None, NOW)
    assert [len(feed.items), feed.items[-1].link] == [1000, "https://a.example/999"]
    assert feed.notes == ("holds 100000 items; the first 1000 are read",)
    assert time.process_time() - begin < 10


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_feed_is_a_feed_or_a_problem(data):
    text = list(data.draw(st.sampled_from([RSS, ATOM])))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place] = data.draw(st.sampled_from([*"<>&;\"'/!]\x00ø ", "<item>", "</rss>", ""]))
    with contextlib.suppress(ReadError):
        feed = parse_feed("".join(text), "a", "https://sund.example/", NOW)
        assert all(i.link is None or i.link.startswith("http") for i in feed.items)
