import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.show.web.conftest import KAJEN

BODY = {"text": KAJEN.article.text, "id": "kajen", "title": "Kajen spærret"}


@pytest.fixture
def api(browser):
    browser.post("/api/v1/articles", json=BODY).raise_for_status()
    return browser


def test_an_article_is_analysed_and_not_kept(browser):
    answer = browser.post("/api/v1/analyse", json={"text": KAJEN.article.text, "lang": "da"})
    assert [a["id"] for a in answer.json()["attributions"]] == [a.id for a in KAJEN.attributions]
    assert "words" in answer.json()["attributions"][0]["reasons"][0]
    assert browser.get("/api/v1/articles").json() == {"items": [], "next": None}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "a", "url": "https://a.example"},
        {"text": ""},
        {"text": "a", "lang": "xx"},
        {"text": "a", "published": "i går"},
        {"text": "a", "more": 1},
        {"url": "ftp://a.example"},
        {"text": 3},
    ],
)
def test_what_is_not_as_it_must_be_is_a_problem(browser, body):
    answer = browser.post("/api/v1/analyse", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 422


def test_adding_answers_with_name_and_story(api):
    again = api.post("/api/v1/articles", json=BODY)
    assert again.status_code == 201
    assert again.json()["outcome"] == "known"
    assert api.get("/api/v1/articles/kajen").json()["title"] == "Kajen spærret"


def test_a_key_makes_a_request_happen_once(browser):
    key = {"Idempotency-Key": "k1"}
    first = browser.post("/api/v1/articles", json=BODY, headers=key)
    second = browser.post("/api/v1/articles", json=BODY, headers=key)
    assert first.json() == second.json()
    assert first.json()["outcome"] == "added"
    assert second.headers["idempotency-replayed"] == "true"
    other = browser.post("/api/v1/articles", json={"text": "Andet."}, headers=key)
    assert other.status_code == 409


def test_lists_come_a_page_at_a_time(browser):
    for number in range(5):
        browser.post(
            "/api/v1/articles", json={"text": f"Nummer {number} er her.", "id": f"n{number}"}
        )
    seen, cursor = [], ""
    while cursor is not None:
        page = browser.get("/api/v1/articles", params={"limit": 2, "cursor": cursor}).json()
        assert len(page["items"]) <= 2
        seen += [one["id"] for one in page["items"]]
        cursor = page["next"]
    assert sorted(seen) == [f"n{number}" for number in range(5)]
    assert browser.get("/api/v1/articles?cursor=nonsense").status_code == 422


def test_a_story_its_claims_and_one_claim(api):
    story = api.get("/api/v1/articles").json()["items"][0]["story"]
    assert api.get("/api/v1/stories").json()["items"] == []
    listed = api.get("/api/v1/stories?smallest=1").json()["items"]
    assert [one["id"] for one in listed] == [story]
    dossier = api.get(f"/api/v1/stories/{story}").json()
    assert dossier == api.get("/api/v1/stories/kajen").json()
    first = dossier["claims"][0]
    claim = api.get(f"/api/v1/claims/{story}.{first['id']}").json()
    assert claim == {"story": story, **first}
    assert api.get("/api/v1/stories/9999").status_code == 404
    assert api.get(f"/api/v1/claims/{story}.c999").status_code == 404


def test_sources_and_what_they_said(api):
    names = [one["name"] for one in api.get("/api/v1/sources").json()["items"]]
    assert "Sundposten" in names
    assert [o["name"] for o in api.get("/api/v1/sources?q=grethe").json()["items"]] == [
        "Grethe Aaløse"
    ]
    said = api.get("/api/v1/sources/Grethe Aaløse").json()["items"]
    assert {one["article"] for one in said} == {"kajen"}
    assert api.get("/api/v1/sources/Nobody").status_code == 404


def test_search_by_words_and_by_what_was_found(api):
    def found(query):
        return [h["article"] for h in api.get(f"/api/v1/search?{query}").json()["items"]]

    assert found("q=havnefoged") == ["kajen"]
    assert found("q=havnef*&anonymous=true") == ["kajen"]
    assert found("q=vaskebjørn") == []
    assert found("status=denied&source=grethe") == ["kajen"]
    assert found("lang=sv") == []


def test_outlets(api):
    assert api.get("/api/v1/outlets").json()["items"][0]["articles"] == 1


def test_decisions_are_kept_and_taken_back(api):
    body = {"verdict": "same_actor", "one": "Sundposten", "two": "avisen", "author": "Mette"}
    kept = api.post("/api/v1/decisions", json=body)
    assert kept.status_code == 201
    assert api.post("/api/v1/decisions", json=body).status_code in (201, 409)
    number = kept.json()["number"]
    undone = api.delete(f"/api/v1/decisions/{number}?author=Lars").json()
    assert undone["undone_by"] == "Lars"
    assert api.delete(f"/api/v1/decisions/{number}?author=Lars").status_code == 404
    listed = api.get("/api/v1/decisions?undone=true").json()["items"]
    assert number in [one["number"] for one in listed]


def test_corrections_by_machine(api):
    body = {"article": "kajen", "attribution": "a1", "changes": {"status": "denied"}, "author": "M"}
    number = api.post("/api/v1/corrections", json=body).json()["numbers"][0]
    listed = api.get("/api/v1/corrections?article=kajen").json()["items"]
    assert [(o["id"], o["value"], o["before"]) for o in listed] == [(number, "denied", "asserted")]
    assert api.get("/api/v1/articles/kajen").json()["attributions"][0]["status"] == "denied"
    undone = api.delete(f"/api/v1/corrections/{number}?article=kajen&author=L")
    assert undone.json()["undone_at"] is not None or undone.status_code == 200
    wrong = {**body, "changes": {"colour": "red"}}
    assert api.post("/api/v1/corrections", json=wrong).status_code == 422


def test_events_tell_what_happened(api):
    body = {"verdict": "same_actor", "one": "a", "two": "b", "author": "Mette"}
    api.post("/api/v1/decisions", json=body)
    stream = api.get("/api/v1/events?after=0&until_quiet=true")
    assert stream.headers["content-type"].startswith("text/event-stream")
    frames = [frame.split("\n") for frame in stream.text.strip().split("\n\n")]
    assert [frame[1] for frame in frames] == ["event: article", "event: decision"]
    assert json.loads(frames[0][2].removeprefix("data: "))["article"] == "kajen"
    rest = api.get("/api/v1/events?until_quiet=true", headers={"Last-Event-ID": "1"}).text
    assert rest.startswith("id: 2\n")


def test_every_route_is_described(browser):
    paths = browser.get("/api/v1/openapi.json").json()["paths"]
    assert {"/api/v1/analyse", "/api/v1/stories", "/api/v1/events"} <= set(paths)
    assert all(path.startswith("/api/v1/") for path in paths)
    for methods in paths.values():
        for operation in methods.values():
            assert operation["summary"]
    assert "/api/v1/analyse" in browser.get("/api/v1/docs").text


@pytest.mark.parametrize("format_name", ["text", "json", "jsonl", "csv", "html"])
def test_exports(api, format_name):
    assert "Kajen" in api.get(f"/api/v1/exports/{format_name}/kajen").text
    assert api.get("/api/v1/exports/nonsense/kajen").status_code == 404


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    [
        "text",
        "url",
        "id",
        "lang",
        "verdict",
        "one",
        "two",
        "author",
        "changes",
        "article",
        "name",
        "q",
        "mail",
        "hook",
        "since",
        "anonymous",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    route=st.sampled_from(["analyse", "articles", "decisions", "corrections", "searches"]),
    body=st.dictionaries(FIELDS, JSON, max_size=5) | JSON,
)
def test_no_body_brings_the_api_down(patient, route, body):
    answer = patient.post(f"/api/v1/{route}", json=body)
    assert answer.status_code in (200, 201, 404, 409, 422)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    route=st.sampled_from(
        ["articles/{}", "stories/{}", "claims/{}", "sources/{}", "search?q={}", "sources?q={}",
         "search?lang={}", "search?since={}", "decisions?cursor={}", "exports/{}/x"]
    ),
    words=st.text(max_size=30),
)  # fmt: skip
def test_no_question_brings_the_api_down(patient, route, words):
    answer = patient.get("/api/v1/" + route.format(quote(words, safe="")))
    assert answer.status_code < 500
