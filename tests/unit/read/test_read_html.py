"""Pages to articles."""

import time

import pytest

from ifolge.errors import ReadError
from ifolge.read.html import decode_html, looks_like_html, read_html

BODY = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "Broen mellem Sundhavn og fastlandet er lukket, efter at en pram drev ind i den i nat.",
        "Det oplyser Vejvæsenet i en meddelelse, som avisen har modtaget mandag morgen.",
        "– Vi ved ikke, hvor længe det varer, siger havnefoged Anna Holm til os.",
        "Dykkere skal nu undersøge den nordlige pille, før de første biler må køre over.",
    )
)
NO_ARTICLE = (
    "x: no article found in the page"
    " – open it in a browser, copy the article's text to a file and read that"
)
TOO_LARGE = (
    "x: is too large for one article, even without its scripts"
    " – open it in a browser, copy the article's text to a file and read that"
)


def page(body, head="<title>Bro lukket</title>"):
    return f"<!DOCTYPE html><html lang='da'><head>{head}</head><body>{body}</body></html>"


def test_headline_and_paragraphs_with_what_the_page_says():
    html = page(
        f"<nav><a href=/>Forside</a></nav><article><h1>Bro lukket</h1>{BODY}</article>",
        "<title>Bro lukket</title><meta property='article:published_time' content='2024-03-01'>",
    )
    article = read_html(html, "x", "bro", "https://sundet.example/bro")
    paragraphs = article.text.split("\n\n")
    assert paragraphs[0] == "Bro lukket"
    assert paragraphs[3].startswith("– Vi ved ikke")
    assert len(paragraphs) == 5
    assert (article.id, article.title) == ("bro", "Bro lukket")
    assert article.lang is None
    assert article.extra == {"declared_lang": "da"}
    assert (article.published, article.url) == ("2024-03-01", "https://sundet.example/bro")


def test_a_short_page_keeps_its_paragraphs():
    short = (
        "<p>Broen er lukket, siger havnefogeden i dag.</p><p>Ingen kom noget til, siger hun.</p>"
    )
    article = read_html(page(f"<article><h1>Bro lukket</h1>{short}</article>"), "x", "x")
    assert article.text.count("\n\n") == 2


@pytest.mark.parametrize(
    "html",
    [
        page("<script>" + "x = '<p>nej</p>';" * 3_000_000 + "</script>" + BODY),
        page("<div>" * 10_000 + BODY + "</div>" * 10_000),
        page("<b>" * 10_000 + BODY),
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + page(BODY),
        page("<!--" * 10_000 + BODY),
        page(BODY.replace("Broen", "\x00\x01\x0bBroen")),
    ],
    ids=["50 MB of script", "10,000 nested tags", "never closed", "entity bomb", "comments", "nul"],
)
def test_hostile_pages_are_read_all_the_same(html):
    start = time.process_time()
    article = read_html(html, "x", "x")
    assert "efter at en pram drev ind i den i nat" in article.text
    assert "nej" not in article.text
    assert len(article.text) < 60_000
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("", NO_ARTICLE),
        (page(""), NO_ARTICLE),
        (page("<nav><a href=/>Forside</a></nav>"), NO_ARTICLE),
        ("<" * 100_000, NO_ARTICLE),
        (page("<p>a</p>" * 100_000), TOO_LARGE),
        (page("<p>" + "ord " * 1_000_000 + "</p>"), TOO_LARGE),
    ],
)
def test_pages_without_an_article_say_so(html, message):
    with pytest.raises(ReadError) as error:
        read_html(html, "x", "x")
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        ("<meta charset='iso-8859-1'><p>Blåbær på Ærø".encode("latin-1"), None),
        ("<meta charset='utf-8'><p>Blåbær på Ærø".encode(), None),
        ("<meta charset='utf-8'><p>Blåbær på Ærø".encode("cp1252"), None),
        ("<p>Blåbær på Ærø".encode("mac-roman"), "macintosh"),
        ("<p>Blåbær på Ærø".encode("utf-16"), None),
        ("<p>Blåbær på Ærø".encode(), "no-such-encoding"),
    ],
)
def test_the_letters_of_a_page_are_read(data, declared):
    assert "Blåbær på Ærø" in decode_html(data, "x", declared)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!doctype html><p>a", True),
        ("\n <?xml version='1.0'?>\n<!-- a --><html>", True),
        ("<article><p>a", True),
        ("Han skrev <html> på tavlen", False),
        ("<3 er et hjerte", False),
    ],
)
def test_pages_are_known_by_their_beginning(text, expected):
    assert looks_like_html(text) is expected
