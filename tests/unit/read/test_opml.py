"""Lists of feeds."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ifolge.errors import ReadError
from ifolge.read.opml import feeds_of_opml
from ifolge.read.xml import decode_xml

LIST = b"""<?xml version="1.0" encoding="utf-8"?><opml version="2.0"><body><outline text="Danmark">
<outline type="rss" xmlUrl="https://a.example/rss?a=1&amp;b=2"/></outline></body></opml>"""
PIECES = [
    *(b"<", b">", b"&", b'"', b"'", b"\x00", b"\xff", b"&#0;", b"&#xd800;", b"xmlUrl="),
    b"<opml>" * 400,
]
PIECES += [b"<!ENTITY", b"<!DOCTYPE opml [", b"zlib", b"utf-7", b"idna", b"[", b"\xed\xa0\x80"]


def test_feeds_in_order_each_once_whatever_the_case_and_depth():
    text = """<opml><body><outline text="Danmark"><outline xmlUrl=" https://a.example/rss "/>
    <outline type="rss" xmlurl="http://b.example/?a=1&amp;b=2"/></outline>
    <outline xmlUrl="https://a.example/rss"/><outline xmlUrl="file:///etc/passwd"/>
    <outline xmlUrl="http://[bad"/><outline type="include" url="https://c.example/o.opml"/>
    </body></opml>"""
    assert feeds_of_opml(text, "a") == ("https://a.example/rss", "http://b.example/?a=1&b=2")


def test_a_list_without_feeds_is_a_problem():
    with pytest.raises(ReadError, match=r"mine.opml: lists no feed – its outlines need an xmlUrl"):
        feeds_of_opml("<opml><body/></opml>", "mine.opml")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(LIST)), st.integers(0, 9), st.sampled_from(PIECES)))
    | st.binary(max_size=100)
)
def test_a_damaged_list_is_a_list_or_a_problem(edits):
    content = edits if isinstance(edits, bytes) else LIST
    for place, cut, piece in edits if isinstance(edits, list) else ():
        content = content[:place] + piece + content[place + cut :]
    with contextlib.suppress(ReadError):
        feeds = feeds_of_opml(decode_xml(content, "a"), "a")
        assert feeds
        assert all(feed.lower().startswith("http") for feed in feeds)
