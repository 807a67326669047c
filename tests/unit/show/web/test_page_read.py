import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.show.web.conftest import KAJEN


def test_the_first_page_teaches_and_asks(browser):
    page = browser.get("/")
    assert page.status_code == 200
    assert 'name="text"' in page.text
    assert "What you will see" in page.text


def test_it_speaks_danish_to_those_who_ask_and_remembers_a_choice(browser):
    danish = browser.get("/", headers={"accept-language": "da-DK,da;q=0.9,en;q=0.8"})
    assert '<html lang="da">' in danish.text
    assert "Hvem siger det?" in danish.text
    browser.get("/language/da")
    assert '<html lang="da">' in browser.get("/").text


def test_an_example_is_offered(browser):
    assert "Havnebroen" in browser.get("/?example=da").text


def test_a_pasted_text_becomes_a_marked_article(browser):
    number = browser.read_kajen()
    page = browser.get(f"/articles/{number}").text
    assert "Grethe Aaløse" in page
    assert page.count('class="row') == len(KAJEN.attributions)
    assert number in browser.get("/").text


def test_nothing_to_read_is_told(browser):
    answer = browser.submit("/read", text="  ")
    assert answer.status_code == 422
    assert "Paste a text" in answer.text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("url", "file:///etc/passwd", "http://"),
        ("url", "http://127.0.0.1/x", "private"),
        ("url", "http://169.254.169.254/latest", "private"),
    ],
)
def test_addresses_that_lead_inside_are_refused(browser, field, value, words):
    answer = browser.submit("/read", **{field: value})
    assert answer.status_code == 422
    assert "127.0.0.1</title>" not in answer.text


def test_a_dropped_file_is_read(browser):
    answer = browser.submit("/read", file=("kajen.txt", KAJEN.article.text.encode("utf-8")))
    assert "Grethe Aaløse" in answer.text


def test_several_articles_of_one_file_are_listed(browser):
    lines = b'{"id":"a","text":"En."}\n{"id":"b","text":"To."}\n{"id":"c"}\n'
    answer = browser.submit("/read", file=("two.jsonl", lines))
    assert "2 articles read" in answer.text
    assert len(re.findall(r'<li><a href="/articles/r', answer.text)) == 2
    assert 'role="alert"' in answer.text


def test_a_bad_day_is_told(browser):
    assert browser.submit("/read", text="Hej.", published="i går").status_code == 422


def test_a_text_that_is_too_long_is_told(small):
    assert "longer than" in small.submit("/read", text="ord " * 1000).text


def test_a_reading_can_be_taken_off_the_desk(browser):
    number = browser.read_kajen()
    browser.submit(f"/forget/{number}")
    assert browser.get(f"/articles/{number}").status_code == 404


def test_a_long_reading_is_watched(browser, monkeypatch):
    import threading

    from ifolge import pipeline

    go_on, before = threading.Event(), pipeline.analyse_many

    def slow(articles, **more):
        go_on.wait(10)
        yield from before(articles, **more)

    monkeypatch.setattr(pipeline, "analyse_many", slow)
    desk = browser.app.state.desk
    patience = type(desk.settings.limits)(patience=0.05)
    object.__setattr__(desk.settings, "limits", patience)
    answer = browser.submit("/read", text=KAJEN.article.text)
    assert answer.status_code == 202
    address = re.search(r"url=(/reading/\w+)", answer.text)[1]
    go_on.set()
    assert "Grethe Aaløse" in browser.get(address).text


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.text(
        st.characters(codec="utf-8", exclude_characters='"\r\n\\'), min_size=1, max_size=30
    ),
    suffix=st.sampled_from(["", ".txt", ".html", ".json", ".jsonl", ".pdf"]),
    data=st.binary(max_size=400),
)
def test_no_upload_brings_the_desk_down(patient, name, suffix, data):
    answer = patient.submit("/read", file=(name + suffix, data))
    assert answer.status_code in (200, 422)
