import pytest
from tests.unit.store.made import FERRY_LATER, articles, report

from ifolge.store.search import Wanted, excerpt_of, said_by, search_articles, sources_like
from ifolge.store.statistics import figures_of
from ifolge.store.text import fold, phrases, sortable


@pytest.fixture
def filled(archive):
    for one in articles():
        archive.add(one)
    return archive


def names(archive, words="", **conditions):
    with archive.store.read() as connection:
        return [hit.name for hit in search_articles(connection, Wanted(words, **conditions))]


def test_words_phrases_and_beginnings(filled):
    assert names(filled, "Svanehild tolv") == ["faerja-3", "faerge-4", "faerge-1"]
    assert names(filled, '"begyndte på bildækket"') == ["faerge-2", "faerge-4", "faerge-1"]
    assert names(filled, '"bildækket begyndte"') == []
    assert names(filled, "fjort*") == ["faerge-2"]
    assert names(filled, "ABANKEN hjallerup") == ["bank-2", "bank-1"]


def test_signs_of_the_query_language_are_only_signs(filled):
    for words in ("' OR 1=1", "a & | ! ( )", '"', "NEAR(", "svanehild:*", "-solen"):
        names(filled, words)
    assert names(filled, "solen'") == ["vejr"]


def test_conditions(filled):
    assert names(filled, lang="sv") == ["faerja-3"]
    assert names(filled, outlet="morgenposten") == ["bank-1"]
    assert names(filled, source="agerbo") == ["bank-2", "bank-1"]
    assert names(filled, source="agerbo", status="denied") == []
    assert names(filled, since="2026-03-03", until="2026-03-08") == ["faerge-2"]
    assert names(filled, "svanehild", source_type="person", limit=1) == ["faerge-2"]


def test_an_edited_article_is_found_by_its_new_words_only(filled):
    filled.add(report("faerge-4", FERRY_LATER, url="https://a.example/4"))
    assert "faerge-4" in names(filled, "fjorten")
    assert "faerge-4" not in names(filled, "tolv")


def test_what_a_source_said(filled):
    with filled.store.read() as connection:
        said = said_by(connection, "rolf agerbo")
        assert [s.article for s in said] == ["bank-2", "bank-1", "bank-1"]
        assert said[0].content == "Åbanken i Hjallerup afviser Mosebanken"
        assert sources_like(connection, "agerb") == ["Rolf Agerbo"]


def test_figures(filled):
    for _ in filled.refresh_stale():
        pass
    with filled.store.read() as connection:
        figures = figures_of(connection)
    assert (figures.articles, figures.stories, figures.stale_stories) == (7, 2, 0)
    assert figures.claims >= figures.single_origin > 0
    assert sum(outlet.articles for outlet in figures.outlets) == 7


def test_text_as_it_is_searched():
    assert fold("Ålborg") == fold("ÅLBORG") == "alborg"
    assert phrases('færge "brand om bord" Havfru*') == [
        (["faerge"], False),
        (["brand", "om", "bord"], False),
        (["havfru"], True),
    ]
    assert phrases("h* ha* hav*") == [(["h"], False), (["ha"], False), (["hav"], True)]
    assert sortable("2026-03-02T08:00:00+01:00") == "2026-03-02T07:00:00+00:00"
    assert sortable("i går") is None
    assert "bildækket" in excerpt_of("ord " * 200 + "bildækket brænder", "bildækket")
