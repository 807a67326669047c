"""XML of strangers: its kind, its letters, and nothing expanded or loaded."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.errors import ReadError
from ifolge.read.xml import decode_xml, local_name, parse_xml, xml_kind

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><urlset><url><loc>&i;</loc></url></urlset>"
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<rss version="2.0">', "feed"),
        (
            "\ufeff <?xml version='1.0'?>\n<!-- a <b> --><?xml-stylesheet x?><feed xmlns='a'>",
            "feed",
        ),
        ("<rdf:RDF xmlns:rdf='a'>", "feed"),
        ('<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://x.example/a.dtd"><rss>', "feed"),
        ('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss>', "feed"),
        ("<opml version='2.0'>", "opml"),
        ("<urlset>", "sitemap"),
        ("<sitemapindex xmlns='a'>", "sitemap"),
        ("<!doctype html><html>", None),
        ("<html><rss></html>", None),
        ("rss", None),
        ("", None),
        ("<!-- open", None),
    ],
)
def test_the_root_tells_the_kind(text, kind):
    assert xml_kind(text) == kind


def test_letters_are_read_as_declared():
    page = '<?xml version="1.0" encoding="ISO-8859-15"?><opml>Køge €</opml>'
    assert "Køge €" in decode_xml(page.encode("iso-8859-15"), "a")
    assert "Køge" in decode_xml(page.replace("-15", "-1").encode("utf-8"), "a")
    assert "Køge" in decode_xml(page.encode("utf-16"), "a")


def test_entities_are_refused_and_never_expanded():
    with pytest.raises(ReadError, match="declares entities of its own"):
        parse_xml(BOMB, "bomb.xml")
    late = "<!--" + "x" * 30_000 + "-->" + BOMB.partition("?>")[2]
    root = parse_xml(late, "late.xml")
    assert len("".join(root.itertext())) < 100


def test_a_file_of_this_machine_is_not_read(tmp_path):
    (tmp_path / "a.txt").write_text("secret", "utf-8")
    text = (
        "<!--" + "x" * 30_000 + f'--><!DOCTYPE a [<!ENTITY s SYSTEM "file://{tmp_path}/a.txt">]>'
        "<urlset>&s;</urlset>"
    )
    assert "secret" not in "".join(parse_xml(text, "a").itertext())


def test_broken_xml_is_read_as_far_as_it_goes():
    root = parse_xml("<urlset><url><loc>a</loc></url><url><loc>b", "a")
    assert [e.text for e in root.iter() if local_name(e) == "loc"] == ["a", "b"]
    for nothing in ("", "Bro lukket", "<"):
        with pytest.raises(ReadError, match="is no XML"):
            parse_xml(nothing, "a")


@given(st.text(alphabet="<>/!?&;[]\"'- abcrsfeduloptxmin:=\x00ø", max_size=200))
def test_no_text_breaks_it(text):
    xml_kind(text)
    with contextlib.suppress(ReadError):
        parse_xml(text, "a")
