"""Parsing as a whole: what is given counts, offsets are exact, nothing takes long."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ifolge.model.article import Article
from ifolge.parse import parse

PIECES = st.sampled_from(
    [
        *"»«„“”\"'‘’›‹‚–—-.!?…,:;()\n\r\t ",
        "\r\n",
        "\n\n",
        "\u2029",
        "\u00ad",
        "\u200f",
        "\u200b",
        "\ufeff",
        "\x00",
        "\x0b",
        "\x1c",
        "e\u0301",
        "🇩🇰",
        "👩‍👩‍👧",
        "Ærø",
        "siger",
        ", siger Holm",
        "hedder det",
        "ca.",
        "4.",
        "J.",
        "kr.",
        "said",
        "sa",
        "ord",
        "Holm",
        "– ",
        "\ud7ff",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def test_the_callers_language_outranks_the_articles_and_both_the_detector():
    article = Article("x", "The bridge is closed, he said.", lang="da-DK")
    assert parse(article, "sv").language.code == "sv"
    assert parse(article).language.code == "da"
    assert parse(article).language.given
    assert parse(Article("x", article.text)).language.code == "en"


def test_a_given_language_without_pack_is_not_known():
    language = parse(Article("x", "Le pont est fermé."), "fr").language
    assert (language.code, language.known, language.given) == ("fr", False, True)


@pytest.mark.parametrize("lang", ["da", "en", "de", "nb", "sv", "xx"])
@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_spans_mark_the_words(lang, text):
    parsed = parse(Article("x", text), lang)
    assert parsed.text == text
    for paragraph in parsed.paragraphs:
        assert paragraph.span.of(text).strip() == paragraph.span.of(text) != ""
    for sentence in parsed.sentences:
        assert parsed.paragraphs[sentence.paragraph].span.contains(sentence.span)
        assert len(sentence.span) > 0
    for quotation in parsed.quotations:
        assert quotation.span.contains(quotation.inner)
        assert any(p.span.contains(quotation.span) for p in parsed.paragraphs)
    for spans in (parsed.paragraphs, parsed.sentences):
        for one, following in itertools.pairwise(spans):
            assert one.span.end <= following.span.start
    starts = [q.span.start for q in parsed.quotations]
    assert starts == sorted(starts)


@given(text=TEXTS)
@settings(max_examples=100, deadline=None)
def test_every_visible_sign_of_a_paragraph_is_in_a_sentence(text):
    parsed = parse(Article("x", text), "da")
    for number, paragraph in enumerate(parsed.paragraphs):
        inside = [s.span for s in parsed.sentences if s.paragraph == number]
        covered = {i for span in inside for i in range(span.start, span.end)}
        for place in range(paragraph.span.start, paragraph.span.end):
            assert place in covered or not text[place].isalnum()


@given(text=TEXTS)
@settings(max_examples=40, deadline=None)
def test_detection_never_fails(text):
    language = parse(Article("x", text)).language
    assert 0.0 <= language.confidence <= 1.0


def test_offsets_hold_with_emoji_combining_marks_and_hidden_signs():
    text = "👩‍👩‍👧 Bro\u00adens fo\u0301ged \u200fgik.\u200f\n\n»Nej\u200b,« siger A\u030anna 🇩🇰."
    parsed = parse(Article("x", text), "da")
    assert parsed.quotations[0].span.of(text) == "»Nej\u200b,«"
    assert [s.span.of(text)[:6] for s in parsed.sentences] == [text[:6], "»Nej\u200b,"]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "'" * 200_000,
        '"a ' * 100_000,
        " 'a" * 100_000,
        "s' a" * 100_000,
        "." * 1_000_000,
        "Det er løgn, siger Holm. " * 20_000,
        "– Det er løgn, siger Holm, – og det ved du. " * 8_000,
        "– Nej, säger Holm, – och nu " * 12_000,
        "– Nej, säger Holm. Ja. " * 12_000,
        "u.a." * 100_000,
        "\n" * 500_000 + "ord",
        "»Det er «løgn, " * 20_000,
    ],
    ids=lambda text: repr(text[:12]),
)
@pytest.mark.parametrize("lang", ["da", "sv", "xx"])
def test_a_long_line_takes_no_longer_per_sign_than_a_short_one(lang, text):
    start = time.process_time()
    parse(Article("x", text), lang)
    assert time.process_time() - start < 12
