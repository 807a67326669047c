"""What pages say about themselves, and what is not believed."""

import json

import pytest

from ifolge.read.markup import clean
from ifolge.read.metadata import Metadata, find_metadata, iso_date, language_tag, tidy


def metadata(html, address=None):
    return find_metadata(clean(html), address)


def test_json_ld_comes_first():
    ld = {
        "@graph": [
            {"@type": "WebSite", "name": "Sundet"},
            {
                "@type": ["NewsArticle"],
                "headline": "Bro lukket",
                "author": [{"name": "Anna Holm"}, {"name": "Bo Lund"}],
                "publisher": {"@type": "Organization", "name": "Sundets Avis"},
                "datePublished": "2024-03-01T10:00:00+01:00",
                "dateModified": "2024-03-02",
                "inLanguage": "da-DK",
            },
        ]
    }
    html = (
        f"<script type='application/ld+json'>{json.dumps(ld)}</script>"
        "<meta property='og:title' content='Noget andet'>"
        "<link rel='canonical' href='/nyt/bro?a=1'>"
    )
    assert metadata(html, "https://sundet.example/x") == Metadata(
        title="Bro lukket",
        outlet="Sundets Avis",
        author="Anna Holm, Bo Lund",
        published="2024-03-01T10:00:00+01:00",
        updated="2024-03-02",
        url="https://sundet.example/nyt/bro?a=1",
        lang="da-DK",
    )


def test_meta_tags_come_next():
    html = (
        "<html lang=nb><head><title>Bro stengt - Sundets Blad</title>"
        "<meta property='og:site_name' content='Sundets Blad'>"
        "<meta name=author content='Kari Holm'>"
        "<meta property='article:published_time' content='2024-03-01 10:00:00'>"
        "<meta property='og:url' content='https://sundet.example/a'></head>"
        "<h1>Bro stengt</h1></html>"
    )
    found = metadata(html)
    assert found.title == "Bro stengt"
    assert found.outlet == "Sundets Blad"
    assert found.author == "Kari Holm"
    assert found.published == "2024-03-01T10:00:00"
    assert (found.url, found.lang) == ("https://sundet.example/a", "nb")


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<script type='application/ld+json'>{broken</script>",
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
        "<script type='application/ld+json'>[1, null, {\"@type\": 5}]</script>",
        "<link rel=canonical href='javascript:alert(1)'>",
        "<link rel=canonical href='http://[bad'>",
        "<meta property='article:published_time' content='yesterday'>",
        "<html lang='<script>'>",
        "<meta name=author content='https://sundet.example/anna'>",
    ],
)
def test_nonsense_is_left_out(html):
    assert metadata(html) == Metadata()


def test_values_are_short_lines_without_hidden_signs():
    assert tidy(" Bro\n\u202elukket\x00 ") == "Bro lukket"
    assert len(tidy("a" * 10_000)) == 500
    assert tidy(["a"]) is None


def test_dates_must_exist():
    assert iso_date("2024-02-30") is None
    assert iso_date("2024-02-29T12:00Z") == "2024-02-29T12:00Z"
    assert language_tag("dansk sprog") is None
