"""Hostile HTML is made harmless, in linear time."""

import time

import pytest

from ifolge.read.markup import clean, text_of_fragment


def test_scripts_styles_and_comments_go_and_json_ld_is_kept():
    page = clean(
        "<p>Broen</p><script>var x = '<p>nej</p>';</script><style>p {}</style><!-- skjult -->"
        '<script type="application/ld+json">{"a": 1}</script><p>er lukket</p>'
    )
    assert page.html == "<p>Broen</p><p>er lukket</p>"
    assert page.json_ld == ('{"a": 1}',)


def test_entities_of_a_doctype_go():
    page = clean('<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaa">]><html>&a;</html>')
    assert page.html == "<html>&a;</html>"


def test_an_unclosed_script_hides_the_rest_and_an_unclosed_comment_nothing():
    assert clean("<p>a</p><script>b").html == "<p>a</p>"
    assert clean("<p>a</p><!-- b").html == "<p>a</p> b"


def test_deep_nesting_is_flattened_and_the_words_stay():
    page = clean("<div>" * 10_000 + "<p>Broen er lukket</p>" + "</div>" * 10_000)
    assert page.html.count("<div>") == 100
    assert "<p>Broen er lukket</p>" in page.html
    assert page.tags == 20_002


@pytest.mark.parametrize(
    "html",
    [
        "<" * 300_000,
        "<!--" * 100_000,
        "<svg>" * 100_000,
        "<script>" * 100_000,
        "<div " * 100_000,
        "<!DOCTYPE [" * 50_000,
        "<a href=\"'" * 100_000,
        "&#x" * 100_000,
    ],
    ids=lambda html: html[:8],
)
def test_no_page_takes_long(html):
    start = time.process_time()
    clean(html)
    assert time.process_time() - start < 8


def test_a_fragments_blocks_are_paragraphs():
    html = "<p>Broen er\n <b>lukket</b> &amp; tom.</p><ul><li>En</li><li>To</li></ul>Slut<br>her"
    assert text_of_fragment(html) == "Broen er lukket & tom.\n\nEn\n\nTo\n\nSlut\n\nher"
