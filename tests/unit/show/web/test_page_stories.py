import re

import pytest
from sqlalchemy import delete, insert, select
from tests.unit.show.web.conftest import KAJEN

from ifolge.show.web import page_stories
from ifolge.show.web.wording import surface
from ifolge.store import schema

TEXT = KAJEN.article.text
PAGES = ("/", "/stories", "/sources", "/search?q=kajen", "/watch", "/compare?one=a1&two=a2")
ROOMS = "read|nav|story|stories|claim|graph|watch|search|problem|decide|verdict|compare|sources"
KEYS = re.compile(rf"\b(?:{ROOMS})\.[a-z_]+\b")  # a word that is missing shows as its key


@pytest.fixture
def story(browser):
    """A story of three articles, two of them the same text; its number."""
    for name, outlet in (("a1", "Fjordavisen"), ("a2", "Sundposten"), ("a3", None)):
        body = {"text": TEXT, "id": name, "title": f"Kajen {name}", "published": "2026-03-09"}
        body |= {"outlet": outlet} if outlet else {}
        browser.post("/api/v1/articles", json=body).raise_for_status()
    return browser.get("/api/v1/stories").json()["items"][0]["id"]


def test_an_empty_archive_teaches_and_offers_the_example(browser):
    page = browser.get("/stories").text
    assert "No stories yet" in page
    assert 'action="/example"' in page
    browser.submit("/example", "/stories")
    assert len(browser.get("/api/v1/articles?limit=200").json()["items"]) == 7


def test_the_list_shows_articles_claims_and_the_interval(browser, story):
    browser.get(f"/stories/{story}")
    page = browser.get("/stories").text
    assert "3 articles" in page
    assert re.search(r'role="img" aria-label="at least \d and at most \d', page)


def test_a_story_has_claims_timeline_graph_and_its_table(browser, story):
    page = browser.get(f"/stories/{story}").text
    assert 'class="timeline"' in page
    assert f'href="/claims/{story}.' in page
    assert 'data-source="/stories/' in page
    graph = browser.get(f"/stories/{story}/graph").json()
    ids = {node["id"] for node in graph["nodes"]}
    assert graph["edges"]
    for edge in graph["edges"]:
        assert edge["source"] in ids
        assert edge["target"] in ids
    assert page.count("<tr>") >= len(graph["edges"])
    assert {"copy"} <= {node["kind"] for node in graph["nodes"]}


def test_a_claim_has_origins_wordings_and_decisions(browser, story):
    claims = browser.get(f"/api/v1/stories/{story}").json()["claims"]
    told = next(c for c in claims if len(c["mentions"]) > 1)
    page = browser.get(f"/claims/{story}.{told['id']}").text
    assert "In whose words" in page
    assert page.count('class="said"') == len(told["mentions"])
    assert 'name="verdict"' in page
    assert browser.get(f"/claims/{story}.c999").status_code == 404


def test_a_decision_is_kept_with_its_author_and_taken_back(browser, story):
    page = f"/claims/{story}.c1"
    claims = browser.get(f"/api/v1/stories/{story}").json()["claims"]
    one, two = (f"{c['mentions'][0]['article']}:{c['mentions'][0]['id']}" for c in claims[:2])
    fields = {"verdict": "same_claim", "one": one, "two": two, "author": "Mette", "article": "a1"}
    answer = browser.submit("/decide", page, **fields)
    assert answer.status_code == 200
    kept = browser.get("/api/v1/decisions").json()["items"]
    assert [(k["verdict"], k["author"]) for k in kept] == [("same_claim", "Mette")]
    browser.submit(f"/undecide/{kept[0]['number']}", page, author="Lars", article="a1")
    assert browser.get("/api/v1/decisions").json()["items"] == []


@pytest.mark.parametrize(
    "fields", [{"verdict": "x"}, {"one": "a1:a1", "two": "a1:a1"}, {"one": ""}]
)
def test_what_is_no_decision_is_told(browser, story, fields):
    full = {"verdict": "same_claim", "one": "a1:a1", "two": "a2:a1", "author": "M", **fields}
    assert browser.submit("/decide", f"/claims/{story}.c1", **full).status_code == 422


def test_two_articles_side_by_side_with_what_is_copied(browser, story):
    page = browser.get("/compare?one=a1&two=a2").text
    assert "is taken from the older one" in page
    assert "<mark>" in page
    assert browser.get("/compare?one=a1&two=nothing").status_code == 404


@pytest.mark.parametrize("format_name", ["html", "json", "graphml", "graph.svg", "timeline.svg"])
def test_a_story_can_be_saved(browser, story, format_name):
    answer = browser.get(f"/stories/{story}/export/{format_name}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert browser.get(f"/stories/{story}/export/nonsense").status_code == 404


def test_sources_outlets_and_one_source(browser, story):
    page = browser.get("/sources").text
    assert "Grethe Aaløse" in page
    assert "too few to judge" in page
    assert "Grethe Aaløse" not in browser.get("/sources?q=sundpo").text
    assert "Said" in browser.get("/sources/Grethe%20Aal%C3%B8se").text


def test_how_much_of_what_a_source_said_was_confirmed_later(browser, story):
    browser.get(f"/stories/{story}")
    name = "Grethe Aaløse"

    def look():
        line = next(s for s in browser.get("/api/v1/sources").json()["items"] if s["name"] == name)
        figures = tuple(line[key] for key in ("followed", "confirmed", "denied"))
        return figures, browser.get("/sources").text, browser.get(f"/sources/{name}").text

    def fared(*fates):
        def write(connection):
            connection.execute(delete(schema.fate))
            query = select(schema.source.c.id).where(schema.source.c.name == name)
            own = {"story_id": story, "source_id": connection.execute(query).scalar()}
            rows = [{**own, "number": n, "fate": fate} for n, fate in enumerate(fates, 1)]
            if rows:
                connection.execute(insert(schema.fate), rows)

        browser.app.state.desk.store.write(write)

    fared()
    figures, _, page = look()
    assert figures == (0, 0, 0)
    assert "Nothing to follow yet" in page
    fared("confirmed", "open")
    figures, listed, page = look()
    assert figures == (2, 1, 0)
    assert "1 of 2" in listed
    assert '1 of 2 <small class="warn">too few to judge' in page
    assert f'href="/claims/{story}.c1"' in page
    fared(*["confirmed"] * 7, *["denied"] * 2, *["open"] * 3)
    figures, listed, page = look()
    assert figures == (12, 7, 2)
    assert "58 % <small>7 of 12" in listed
    assert "17 % <small>2 of 12" in page
    assert "too few" not in page


def test_searching_and_keeping_a_search(browser, story):
    assert "Kajen a1" in browser.get("/search?q=havnefoged").text
    assert "Nothing fits" in browser.get("/search?q=vaskebjørn").text
    assert browser.get("/search?since=yesterday").status_code == 422
    page = "/search?status=denied"
    answer = browser.submit("/search/keep", page, status="denied", name="Afvist", author="Mette")
    assert "Afvist" in answer.text
    number = re.search(r"/search/drop/(\w+)", answer.text)[1]
    assert "Afvist" not in browser.submit(f"/search/drop/{number}", "/search").text


def test_watching_tells_of_feeds_and_problems(browser):
    assert "ifolge watch" in browser.get("/watch").text
    from ifolge.store import notes

    store = browser.app.state.desk.store
    feed = notes.FeedState("https://avis.example/rss", failures=3)
    store.write(lambda c: notes.save_feed_state(c, feed))
    store.write(lambda c: notes.note_problem(c, "https://avis.example/1", "not found"))
    page = browser.get("/watch").text
    assert "failed 3 times" in page
    assert "not found" in page


def test_every_word_of_the_surface_is_there_in_both_languages(browser, story):
    for code in ("da", "en"):
        browser.get(f"/language/{code}")
        for address in (*PAGES, f"/stories/{story}", f"/claims/{story}.c1"):
            text = re.sub(r"<[^>]+>", " ", browser.get(address).text)
            assert not KEYS.findall(text), address


@pytest.fixture
def large(browser):
    """A story of thirty articles, each with something of its own; its number."""
    for number in range(30):
        body = {"text": TEXT, "id": f"b{number}", "title": f"Kajen {number}"}
        body["outlet"] = f"Avis {number}"
        body["published"] = f"2026-03-{number + 1:02}"
        browser.post("/api/v1/articles", json=body).raise_for_status()
    return browser.get("/api/v1/stories").json()["items"][0]["id"]


def test_a_large_story_shows_the_foremost_and_links_to_all(browser, large, monkeypatch):
    monkeypatch.setattr(page_stories, "_PART", 20)
    page = browser.get(f"/stories/{large}").text
    copies = len(browser.get(f"/api/v1/stories/{large}").json()["copies"])
    assert copies > 25
    for part, count in (("articles", 30), ("copies", copies)):
        assert len(re.findall(f'href="/stories/{large}/all/{part}">All {count} {part}', page)) == 1
        first = browser.get(f"/stories/{large}/all/{part}").text
        assert f"1 to 20 of {count}" in first
        following = re.search(r'href="([^"]+cursor=[^"]+)"', first)[1]
        second = browser.get(following).text
        assert f"21 to {count} of {count}" in second
        assert "cursor=" not in second.split("<main")[1]
    assert page.count('type="radio" name="one"') == 25
    every = browser.get(f"/stories/{large}/all/articles").text
    assert every.count('type="radio" name="one"') == 20
    for part in ("claims", "timeline"):
        assert browser.get(f"/stories/{large}/all/{part}").status_code == 200
    assert browser.get(f"/stories/{large}/all/nonsense").status_code == 404


def test_all_claims_of_a_story_are_there(browser, story):
    page = browser.get(f"/stories/{story}/all/claims").text
    claims = browser.get(f"/api/v1/stories/{story}").json()["claims"]
    assert page.count('<li class="claim">') == len(claims)


def test_one_is_not_many():
    for code, one, many in (("en", "1 claim", "2 claims"), ("da", "1 påstand", "2 påstande")):
        words = surface(code)
        assert words.label("stories.claims", count=1) == one
        assert words.label("stories.claims", count=2) == many
