"""Searches that are kept: their feed, and messages to a web address or by mail, once each."""

import json
import re
import smtplib
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from xml.etree import ElementTree

import feedparser
import pytest
from tests.unit.show.web.conftest import EDITOR, KAJEN

from ifolge.notify import targets

ATOM = {"a": "http://www.w3.org/2005/Atom"}


class Receiver:
    """A web address that keeps what is posted to it, and answers what it is told to."""

    def __init__(self):
        self.status, self.bodies = 200, []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                size = int(self.headers["content-length"])
                receiver.bodies.append(json.loads(self.rfile.read(size)))
                self.send_response(receiver.status)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/hook?secret=s3cret"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def receiver():
    one = Receiver()
    yield one
    one.server.shutdown()
    one.server.server_close()


@pytest.fixture
def desk(open_browser):
    return open_browser(author="Mette", allow_private=True)


@pytest.fixture
def mails(monkeypatch):
    """A mail server that keeps what it is given."""
    sent = []

    class Server:
        def __init__(self, host, port, timeout):
            self.host = host

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def has_extn(self, _):
            return False

        def send_message(self, mail):
            if mail["To"] == "nobody@avis.example":
                raise smtplib.SMTPRecipientsRefused({})
            sent.append(mail)

    monkeypatch.setenv(targets.SMTP, "smtp://mail.example:25")
    monkeypatch.setattr(targets.smtplib, "SMTP", Server)
    return sent


def add(browser, name, text=KAJEN.article.text, **fields):
    body = {"text": text, "id": name, "title": f"Titel {name}", "published": "2026-03-09"}
    browser.post("/api/v1/articles", json=body | fields).raise_for_status()


def keep(browser, **fields):
    return browser.submit("/search/keep", "/search?q=kajen", **{"name": "Kajen", **fields})


def tell(browser):
    return browser.app.state.alerting.tell()


def test_a_new_article_is_posted_once_and_what_was_there_is_no_news(desk, receiver):
    add(desk, "old")
    keep(desk, q="havnefoged", hook=receiver.address)
    assert tell(desk) == 0
    add(desk, "new")
    add(desk, "other", "Solen skinner.")
    assert (tell(desk), tell(desk)) == (1, 0)
    (body,) = receiver.bodies
    assert (body["kind"], body["article"], body["title"]) == ("search", "new", "Titel new")
    assert body["subject"] == "Kajen: Titel new"
    assert body["link"] == "http://127.0.0.1:8017/articles/new"
    assert "Havnefoged" in body["excerpt"]


def test_conditions_on_what_was_found_hold_for_alerts_too(desk, receiver):
    keep(desk, status="denied", hook=receiver.address)
    keep(desk, status="speculated", hook=receiver.address)
    add(desk, "kajen")
    assert tell(desk) == 1
    assert [body["search"]["name"] for body in receiver.bodies] == ["Kajen"]


def test_an_article_that_was_edited_and_fits_now_is_told(desk, receiver):
    add(desk, "brand", "Branden på kajen er slukket. Ingen kom til skade ved branden på kajen.")
    keep(desk, q="mistænkt", hook=receiver.address)
    text = "Branden på kajen er slukket. En mistænkt er anholdt efter branden på kajen."
    add(desk, "brand", text)
    assert tell(desk) == 1
    add(desk, "brand", text + " Han nægter.")
    assert tell(desk) == 0


def test_what_does_not_arrive_is_told_on_the_page_and_sent_later(desk, receiver):
    receiver.status = 500
    keep(desk, q="havnefoged", hook=receiver.address)
    add(desk, "new")
    assert tell(desk) == 0
    page = desk.get("/search").text
    assert "answered 500" in page
    assert "s3cret" not in page
    receiver.status = 200
    later = "UPDATE outbox SET next_at = NULL"
    desk.app.state.desk.store.write(lambda connection: connection.exec_driver_sql(later))
    assert tell(desk) == 1
    assert "answered 500" not in desk.get("/search").text


def test_mail_goes_out_in_the_language_it_was_asked_for(desk, mails):
    desk.get("/language/da")
    keep(desk, q="havnefoged", mail_to="vagt@avis.example")
    add(desk, "new")
    assert tell(desk) == 1
    (mail,) = mails
    assert (mail["To"], mail["Subject"]) == ("vagt@avis.example", "Kajen: Titel new")
    assert "http://127.0.0.1:8017/articles/new" in mail.get_content()
    assert "mail til vagt@avis.example" in desk.get("/search").text


def test_a_mail_server_that_is_gone_is_told(desk, mails, monkeypatch):
    keep(desk, q="havnefoged", mail_to="vagt@avis.example")
    monkeypatch.delenv(targets.SMTP)
    add(desk, "new")
    assert tell(desk) == 0
    assert targets.SMTP in desk.get("/search").text


@pytest.mark.parametrize(
    "fields",
    [
        {"mail_to": "vagt"},
        {"mail_to": "a@b.example, c@d.example"},
        {"mail_to": "a@b.example?bcc=c@d.example"},
        {"hook": "command:rm -rf /"},
        {"hook": "-"},
        {"hook": "ftp://a.example"},
        {"hook": "http://a:b@c.example:x"},
    ],
)
def test_messages_go_to_mail_and_web_addresses_only(desk, mails, fields):
    assert keep(desk, q="kajen", **fields).status_code == 422
    assert "/search/drop/" not in desk.get("/search").text


def test_without_a_mail_server_the_form_says_so(desk, monkeypatch):
    monkeypatch.delenv(targets.SMTP, raising=False)
    answer = keep(desk, q="kajen", mail_to="vagt@avis.example")
    assert answer.status_code == 422
    assert targets.SMTP in answer.text


def test_private_addresses_hear_nothing(browser, receiver):
    keep(browser, q="havnefoged", hook=receiver.address)
    add(browser, "new")
    assert tell(browser) == 0
    assert receiver.bodies == []


def test_machines_keep_searches_too(desk, receiver):
    asked = {"name": "Havnen", "q": "havnefoged", "status": "denied", "anonymous": False}
    kept = desk.post("/api/v1/searches", json={**asked, "hook": receiver.address, "author": "M"})
    assert kept.status_code == 201
    search = kept.json()
    assert search["query"] == "q=havnefoged&status=denied&anonymous=no"
    assert search["tells"] == [receiver.address.split("/")[2]]
    assert "s3cret" not in desk.get("/api/v1/searches").text
    assert [one["name"] for one in desk.get("/api/v1/searches").json()["items"]] == ["Havnen"]
    feed = desk.get(search["feed"])
    assert feedparser.parse(feed.text).feed.title
    assert desk.delete(f"/api/v1/searches/{search['id']}").json()["name"] == "Havnen"
    assert desk.delete(f"/api/v1/searches/{search['id']}").status_code == 404
    assert desk.get(search["feed"]).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"name": "x"},
        {"q": "x"},
        {"name": " ", "q": "x"},
        {"name": "x", "q": "y", "hook": "ftp://a"},
        {"name": "x", "q": "y", "mail": "a@b@c"},
        {"name": "x", "q": "y", "status": "green"},
        {"name": "x", "since": "i går"},
    ],
)
def test_what_is_no_search_is_a_problem(browser, body):
    answer = browser.post("/api/v1/searches", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert browser.get("/api/v1/searches").json()["items"] == []


def test_a_search_is_kept_once_under_a_key(browser):
    body, key = {"name": "Havnen", "q": "kajen"}, {"Idempotency-Key": "k1"}
    one, two = (browser.post("/api/v1/searches", json=body, headers=key) for _ in range(2))
    assert one.json() == two.json()
    assert len(browser.get("/api/v1/searches").json()["items"]) == 1


def test_the_feed_is_opened_by_its_key_alone(guarded):
    guarded.headers["authorization"] = f"Bearer {EDITOR}"
    add(guarded, "new", outlet="Fjordavisen")
    page = keep(guarded, q="havnefoged").text
    address = re.search(r'href="(/search/feed/[^"]+)"', page)[1]
    del guarded.headers["authorization"]
    answer = guarded.get(address)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    read = feedparser.parse(answer.content)
    assert not read.bozo
    assert [(e.title, e.author) for e in read.entries] == [("Titel new", "Fjordavisen")]
    assert read.entries[0].link == "http://localhost:8017/articles/new"
    root = ElementTree.fromstring(answer.content)
    for place in (root, *root.findall("a:entry", ATOM)):
        assert all(place.find(f"a:{name}", ATOM).text for name in ("id", "title", "updated"))
    assert guarded.get(address[:-1]).status_code == 404
    assert guarded.get(address.replace("/feed/", "/feed/x")).status_code == 404


def test_hits_come_a_page_at_a_time(patient):
    for number in range(53):
        add(patient, f"n{number}", f"Nummer {number} er en havfrue.")
    first = patient.get("/search?q=havfrue").text
    assert "Articles 1 to 50" in first
    following = re.search(r'href="(/search\?q=havfrue&amp;cursor=[^"]+)"', first)[1]
    second = patient.get(following.replace("&amp;", "&")).text
    assert "Articles 51 to 53" in second
    names = {n for page in (first, second) for n in re.findall(r'href="/articles/(n\d+)"', page)}
    assert len(names) == 53
    page, seen = {"next": ""}, []
    while page["next"] is not None:
        where = {"q": "havfrue", "limit": 20, "cursor": page["next"]}
        page = patient.get("/api/v1/search", params=where).json()
        seen += [hit["article"] for hit in page["items"]]
    assert len(seen) == len(set(seen)) == 53
