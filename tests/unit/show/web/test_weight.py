"""What pages weigh on their way, and what browsers keep of them."""

import re

import pytest
from tests.unit.show.web.conftest import KAJEN

from ifolge.show.web import statics

FILE = re.compile(r'(?:href|src)="(/static/[^"]+)"')
HEAVIEST = 120_000  # bytes of a page and its files on the first visit


def weight(browser, address):
    """Bytes that come over the wire: the page and what it asks for at once."""
    page = browser.get(address)
    wanted = [address, *dict.fromkeys(FILE.findall(page.text))]
    return sum(int(browser.get(one).headers["content-length"]) for one in wanted)


@pytest.mark.parametrize(
    "address", ["/", "/stories", "/sources", "/search?q=kajen", "/articles/a1"]
)
def test_pages_are_light_on_the_first_visit(browser, address):
    body = {"text": KAJEN.article.text, "id": "a1", "published": "2026-03-09"}
    browser.post("/api/v1/articles", json=body).raise_for_status()
    assert weight(browser, address) < HEAVIEST


def test_files_are_kept_for_ever_under_an_address_that_changes_with_them(browser):
    page = browser.get("/").text
    addresses = FILE.findall(page)
    assert len(addresses) >= 5
    for address in addresses:
        answer = browser.get(address)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == statics.FOR_EVER
    assert browser.get("/static/desk.css?v=old").headers["cache-control"] == statics.ASK_AGAIN


def test_a_file_that_did_not_change_is_not_sent_again(browser):
    tag = browser.get("/static/desk.css").headers["etag"]
    again = browser.get("/static/desk.css", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert browser.get("/static/desk.css", headers={"if-none-match": '"other"'}).status_code == 200


def test_files_are_packed_for_those_who_can_unpack_them(browser):
    plain = browser.get("/static/desk.css", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    packed = browser.get("/static/desk.css")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content) / 2


@pytest.mark.parametrize("name", ["nothing.css", "../desk.py", "vendor/", "", "page.css/"])
def test_nothing_else_is_given_out(browser, name):
    assert browser.get(f"/static/{name}").status_code == 404


def test_pages_are_packed(browser):
    assert browser.get("/").headers["content-encoding"] == "gzip"


def test_pages_are_kept_by_nobody(browser):
    for address in ("/", "/stories", "/api/v1/stories", "/nothing"):
        assert browser.get(address).headers["cache-control"] == "no-store"
