import pytest

pytest.importorskip("fastapi", reason="the desk needs ifolge[serve]")

from tests.listening import listening
from tests.unit.show.web.conftest import EDITOR, KAJEN

import ifolge
from ifolge.client import ApiError, Client
from ifolge.show.web.settings import Settings, Token


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    store = tmp_path_factory.mktemp("desk") / "archive.sqlite"
    with listening(Settings(store=store, tokens=(Token.of(EDITOR, "Mette"),))) as there:
        yield there


@pytest.fixture
def desk(address):
    with Client(address, EDITOR) as client:
        yield client


def test_it_is_found_in_the_package():
    assert ifolge.Client is Client


def test_an_article_is_analysed(desk):
    report = desk.analyse(text=KAJEN.article.text, lang="da")
    assert [a.id for a in report.attributions] == [a.id for a in KAJEN.attributions]


def test_adding_correcting_deciding_finding(desk):
    added = desk.add(text=KAJEN.article.text, id="kajen", title="Kajen")
    assert (added.article, added.outcome) == ("kajen", "added")
    assert desk.correct("kajen", "a1", {"status": "denied"}) == [1]
    assert desk.article("kajen").attributions[0].status == "denied"
    assert [one["id"] for one in desk.articles()] == ["kajen"]
    assert desk.story(added.story)["claims"]
    assert desk.claim(f"{added.story}.c1")["id"] == "c1"
    assert "Sundposten" in [one["name"] for one in desk.sources("sund")]
    assert list(desk.said_by("Sundposten"))
    assert [hit["article"] for hit in desk.search("havnefoged")] == ["kajen"]
    assert list(desk.stories()) == []
    kept = desk.keep_search("Havnen", "havnefoged", status="denied")
    assert [one["id"] for one in desk.searches()] == [kept["id"]]
    desk.drop_search(kept["id"])
    assert list(desk.searches()) == []
    number = desk.decide("same_actor", "Sundposten", "avisen")
    desk.undo(number)
    with pytest.raises(ApiError) as refused:
        desk.undo(number)
    assert refused.value.status == 404


def test_what_the_desk_refuses_is_an_error_with_its_words(address):
    with Client(address, "wrong-token-000000") as stranger, pytest.raises(ApiError, match="401"):
        stranger.story(1)


def test_a_desk_that_is_not_there():
    with Client("http://127.0.0.1:9") as nobody, pytest.raises(ApiError, match="reached"):
        nobody.story(1)
