"""ninjs 1 and 2 to articles."""

import pytest

from ifolge.errors import ReadError
from ifolge.read.ninjs import looks_like_ninjs, read_ninjs

VERSION_1 = {
    "uri": "urn:newsml:sundnyt:7",
    "type": "text",
    "versioncreated": "2024-03-02T08:00:00+01:00",
    "firstcreated": "2024-03-01T10:00:00+01:00",
    "language": "da",
    "headline": "Bro lukket",
    "byline": "Anna Holm",
    "source": "Sundnyt",
    "provider": "Sundhavn Bureau",
    "body_xhtml": "<div><p>Broen er <em>lukket</em>.</p><p>Det siger havnefogeden.</p></div>",
}
VERSION_2 = {
    "uri": "https://sundnyt.example/7",
    "versionCreated": "2024-03-01T10:00:00+01:00",
    "headlines": [{"role": "main", "value": "Bro lukket"}],
    "by": [{"name": "Anna Holm"}],
    "bodies": [
        {"role": "empty", "value": ""},
        {"contentType": "text/html", "value": "<p>Broen er lukket.</p>"},
    ],
}


def test_version_1():
    article = read_ninjs(VERSION_1, "a.json", "a")
    assert article.text == "Bro lukket\n\nBroen er lukket.\n\nDet siger havnefogeden."
    assert (article.id, article.lang, article.title) == ("urn:newsml:sundnyt:7", "da", "Bro lukket")
    assert (article.author, article.credit) == ("Anna Holm", "Sundnyt")
    assert article.outlet == "Sundhavn Bureau"
    assert article.published == "2024-03-01T10:00:00+01:00"
    assert article.updated == "2024-03-02T08:00:00+01:00"
    assert article.url is None


def test_version_2():
    article = read_ninjs(VERSION_2, "a.json", "a")
    assert article.text == "Bro lukket\n\nBroen er lukket."
    assert (article.author, article.url) == ("Anna Holm", "https://sundnyt.example/7")
    assert (article.published, article.updated) == ("2024-03-01T10:00:00+01:00", None)


@pytest.mark.parametrize("name", ["body_text", "body_xhtml", "body_html"])
def test_each_kind_of_body(name):
    assert read_ninjs({name: "<p>Broen er lukket.</p>"}, "a", "a").text


@pytest.mark.parametrize(
    "item", [{"headline": "Bro"}, {"body_text": "  "}, {"bodies": [5, None]}, {"body_text": 7}]
)
def test_without_body(item):
    with pytest.raises(ReadError) as error:
        read_ninjs(item, "a.json", "a")
    assert str(error.value) == (
        "a.json: is ninjs without body – ifolge reads body_text, body_xhtml, body_html or bodies"
    )


def test_our_own_format_is_no_ninjs():
    assert not looks_like_ninjs({"text": "Bro", "headline": "Bro"})
    assert not looks_like_ninjs([VERSION_1])
    assert looks_like_ninjs(VERSION_1)
    assert looks_like_ninjs(VERSION_2)
