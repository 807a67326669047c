"""Lists of feeds."""

import pytest

from ifolge.errors import ReadError
from ifolge.read.opml import feeds_of_opml


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
