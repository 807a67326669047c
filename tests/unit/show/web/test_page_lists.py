"""What stands in a list can be saved, whole, and opened in a spreadsheet without harm."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from tests.unit.show.web.conftest import KAJEN, READER

from ifolge.show.web import page_lists
from ifolge.show.web.page_lists import LISTS

SAVED = re.compile(r'href="(/lists/(\w+)/(csv|json)[^"]*)" download')
SPEAKER = "Grethe Aaløse"


@pytest.fixture
def story(browser):
    """A story of three articles, whose titles and outlets a spreadsheet would take for formulas."""
    titles = {"a1": '=HYPERLINK("http://x")', "a2": "@SUM(1)", "a3": "Kajen"}
    outlets = {"a1": "+45 Avis", "a2": "Sundposten", "a3": "Kystposten"}
    for name, title in titles.items():
        body = {"text": KAJEN.article.text, "id": name, "title": title, "outlet": outlets[name]}
        body["published"] = "2026-03-09"
        browser.post("/api/v1/articles", json=body).raise_for_status()
    number = browser.get("/api/v1/stories").json()["items"][0]["id"]
    browser.get(f"/stories/{number}")
    return number


def links(browser, *pages):
    """The lists that the pages offer, as (list, format) → address."""
    found = {}
    for page in pages:
        for address, name, suffix in SAVED.findall(browser.get(page).text):
            found[name, suffix] = address.replace("&amp;", "&")
    return found


def offered(browser, story):
    parts = [f"/stories/{story}/all/{p}" for p in ("claims", "timeline", "articles", "copies")]
    others = ("/stories", "/sources", f"/sources/{SPEAKER}", "/search?q=kajen&lang=da", *parts)
    return links(browser, *others)


def table(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_every_list_is_offered_on_its_page_and_says_the_same_both_ways(browser, story):
    found = offered(browser, story)
    assert set(found) == {(name, suffix) for name in LISTS for suffix in ("csv", "json")}
    for name, listing in LISTS.items():
        as_csv, as_json = (browser.get(found[name, suffix]) for suffix in ("csv", "json"))
        assert as_csv.headers["content-type"].startswith("text/csv")
        assert f'filename="ifolge-{name}.csv"' in as_csv.headers["content-disposition"]
        rows, objects = table(as_csv), as_json.json()
        assert rows, name
        assert len(rows) == len(objects)
        for row, one in zip(rows, objects, strict=True):
            assert tuple(row) == tuple(one) == listing.columns
            for column, value in one.items():
                cell = " | ".join(value) if isinstance(value, list) else value
                assert row[column].removeprefix("'") == ("" if cell is None else str(cell))


def test_the_lists_say_what_the_pages_say(browser, story):
    found = offered(browser, story)
    (line,) = browser.get(found["stories", "json"]).json()
    assert (line["story"], line["articles"]) == (story, 3)
    speaker = next(
        s for s in browser.get(found["sources", "json"]).json() if s["source"] == SPEAKER
    )
    said = browser.get(found["said", "json"]).json()
    assert speaker["attributions"] == len(said) > 0
    assert {s["article"] for s in said} == {"a1", "a2", "a3"}
    claims = browser.get(found["claims", "json"]).json()
    dossier = browser.get(f"/api/v1/stories/{story}").json()["claims"]
    assert {c["claim"]: c["mentions"] for c in claims} == {
        f"{story}.{c['id']}": len(c["mentions"]) for c in dossier
    }
    assert [a["article"] for a in browser.get(found["articles", "json"]).json()] == [
        "a1", "a2", "a3",
    ]  # fmt: skip


def test_no_cell_is_run_as_a_formula(browser, story):
    found = offered(browser, story)
    for name in LISTS:
        for row in table(browser.get(found[name, "csv"])):
            assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row.values())
    titles = {row["title"] for row in table(browser.get(found["articles", "csv"]))}
    assert titles == {'\'=HYPERLINK("http://x")', "'@SUM(1)", "Kajen"}


def test_a_list_is_whole_however_it_is_read(browser, story, monkeypatch):
    monkeypatch.setattr(page_lists, "_PIECE", 2)
    assert len(browser.get(f"/lists/said/json?of={SPEAKER}").json()) >= 3
    for name in ("search", "said"):
        address = f"/lists/{name}/json?of={SPEAKER}"
        whole = browser.get(address).json()
        assert len({json.dumps(one) for one in whole}) == len(whole) >= 3


def test_a_search_is_saved_with_its_conditions_and_without_them_every_article(browser, story):
    assert len(browser.get("/lists/search/json?q=vaskebjørn").json()) == 0
    assert browser.get("/lists/search/csv?q=vaskebjørn").text.count("\r\n") == 1
    everything = links(browser, "/search")["search", "json"]
    assert len(browser.get(everything).json()) == 3


def test_the_reference_names_the_columns_of_every_list():
    reference = (Path(__file__).parents[4] / "docs/reference/format.md").read_text("utf-8")
    for name, listing in LISTS.items():
        columns = ", ".join(f"`{column}`" for column in listing.columns)
        assert re.search(rf"\| `{name}` \| [^|]+ \| {re.escape(columns)} \|", reference), name


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/lists/search/csv?since=soon", 422),
        ("/lists/claims/csv?of=999", 404),
        ("/lists/nothing/csv", 404),
        ("/lists/stories/xlsx", 404),
    ],
)
def test_what_is_no_list_is_told_before_a_file_begins(browser, story, address, status):
    answer = browser.get(address)
    assert answer.status_code == status
    assert "content-disposition" not in answer.headers


def test_readers_save_lists_and_nobody_else(guarded):
    assert guarded.get("/lists/stories/json", follow_redirects=False).status_code == 303
    bearer = {"authorization": f"Bearer {READER}"}
    assert guarded.get("/lists/stories/json", headers=bearer).json() == []
