import json
import re

import pytest
from tests.unit.show.web.conftest import KAJEN

from ifolge.show.export.registry import FILE_FORMATS, FORMATS


@pytest.fixture
def number(browser):
    return browser.read_kajen()


def test_filters_leave_one_kind(browser, number):
    page = browser.get(f"/articles/{number}?only=anonymous").text
    assert 'class="sheet-wrap only-anonymous"' in page
    assert "anonymous 1" in page


def test_the_own_voice_is_shaded_and_why_is_there(browser, number):
    page = browser.get(f"/articles/{number}").text
    assert 'class="own' in page
    assert "<summary>Why" in page


def test_a_correction_is_seen_at_once_with_author_and_history(browser, number):
    answer = browser.submit(
        f"/correct/a1/{number}", status="denied", anonymous="no", author="Mette", note="rang"
    )
    assert answer.status_code == 200
    assert 'id="history"' in answer.text
    assert "Mette" in answer.text
    assert "rang" in answer.text
    report = browser.get(f"/api/v1/articles/{number}").json()
    first = report["attributions"][0]
    assert (first["status"], first["anonymous"]) == ("denied", False)
    assert any(r["rule"] == "correction.person" for r in first["reasons"])


def test_what_is_the_same_is_no_correction(browser, number):
    browser.submit(f"/correct/a1/{number}", status="asserted", author="Mette")
    assert 'id="history"' not in browser.get(f"/articles/{number}").text


def test_a_correction_is_taken_back_and_stays_in_the_history(browser, number):
    browser.submit(f"/correct/a1/{number}", status="denied", author="Mette")
    answer = browser.submit(f"/undo/1/{number}", author="Lars")
    assert "taken back by Lars" in answer.text
    assert (
        browser.get(f"/api/v1/articles/{number}").json()["attributions"][0]["status"] == "asserted"
    )
    assert browser.submit(f"/undo/1/{number}", author="Lars").status_code == 404


def test_a_relay_can_be_cut_and_put_back(browser, number):
    browser.submit(f"/correct/a1/{number}", via="", author="Mette")
    assert browser.get(f"/api/v1/articles/{number}").json()["attributions"][0]["via"] is None
    browser.submit(f"/correct/a1/{number}", via="#a2", author="Mette")
    assert browser.get(f"/api/v1/articles/{number}").json()["attributions"][0]["via"] == "a2"


@pytest.mark.parametrize("changes", [{"status": "sure"}, {"source_type": "x"}, {"via": "#a99"}])
def test_values_there_are_none_of_are_told_in_the_form(browser, number, changes):
    answer = browser.submit(f"/correct/a1/{number}", author="Mette", **changes)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_decision_needs_a_name(open_browser):
    nameless = open_browser()
    number = nameless.read_kajen()
    answer = nameless.submit(f"/correct/a1/{number}", status="denied")
    assert answer.status_code == 422
    assert "Say who you are" in answer.text


def test_the_form_comes_alone_for_htmx_and_as_a_page_without(browser, number):
    page = browser.get(f"/correct/a1/{number}").text
    part = browser.get(f"/correct/a1/{number}", headers={"hx-request": "true"}).text
    assert page.startswith("<!doctype")
    assert part.lstrip().startswith("<form")


def test_no_correction_of_what_is_not_there(browser, number):
    assert browser.get(f"/correct/a99/{number}").status_code == 404
    assert browser.get("/correct/a1/nothing").status_code == 404


@pytest.mark.filterwarnings("ignore:open_binary is deprecated:DeprecationWarning")
@pytest.mark.parametrize("format_name", [*FORMATS, *FILE_FORMATS])
def test_every_format_can_be_saved(browser, number, format_name):
    answer = browser.get(f"/export/{format_name}/{number}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.content


def test_what_goes_into_the_archive_takes_its_corrections_along(browser, number):
    browser.submit(f"/correct/a1/{number}", status="denied", author="Mette")
    answer = browser.submit(f"/add/{number}")
    assert answer.status_code == 200
    assert "Mette" in answer.text
    assert re.search(r'href="/stories/\d+"', answer.text)
    listed = browser.get("/api/v1/articles").json()["items"]
    assert [one["id"] for one in listed] == [answer.url.path.removeprefix("/articles/")]


def test_a_correction_reaches_story_and_search_and_leaves_them_when_taken_back(browser, number):
    name = browser.submit(f"/add/{number}").url.path.removeprefix("/articles/")

    def seen():
        denied = browser.get("/api/v1/search?status=denied&source=aaløse").json()["items"]
        return browser.get(f"/api/v1/stories/{name}").json(), len(denied)

    before = seen()
    browser.submit(f"/correct/a1/{name}", canonical_source="Kim Holt", author="Mette")
    browser.submit(f"/correct/a4/{name}", status="confirmed", author="Mette")
    after = seen()
    assert "Kim Holt (Sundposten)" in {
        o["name"] for claim in after[0]["claims"] for o in claim["origins"]
    }
    assert browser.get("/api/v1/sources/Kim Holt").json()["items"][0]["attribution"] == "a1"
    for one in browser.get(f"/api/v1/corrections?article={name}").json()["items"]:
        browser.submit(f"/undo/{one['id']}/{name}", author="Lars")
    assert seen() == before != after


def test_corrected_articles_are_training_data(browser, number):
    assert browser.get("/api/v1/training").text == ""
    browser.submit(f"/correct/a1/{number}", status="denied", author="Mette")
    lines = browser.get("/api/v1/training").text.splitlines()
    assert [json.loads(line)["attributions"][0]["status"] for line in lines] == ["denied"]
    assert json.loads(lines[0])["text"] == KAJEN.article.text


def test_names_with_slashes_and_questions_have_pages(browser):
    name = "https://avis.example/a?b=1&c=å#d"
    browser.post("/api/v1/articles", json={"text": KAJEN.article.text, "id": name})
    page = browser.get("/search?q=kajen")
    address = re.search(r'href="(/articles/[^"]+)"', browser.get("/sources/Sundposten").text)
    assert page.status_code == 200
    assert address is not None
    assert browser.get(address[1]).status_code == 200
