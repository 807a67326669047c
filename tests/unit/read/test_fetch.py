"""Fetching, from a server of our own on this machine; no test asks the internet."""

import contextlib
import gzip
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ifolge.errors import ReadError
from ifolge.read import connection, read_inputs
from ifolge.read.fetch import Fetcher
from ifolge.read.options import ReadOptions

LATER = " – try again later, or save the page as a file and read that"
PAGE = "<html><body><p>Broen er lukket på Ærø.</p></body></html>".encode("cp1252")
MEGABYTE = 1_000_000


class Site(BaseHTTPRequestHandler):
    """Pages, each with its own trouble."""

    asked: list[str] = []  # noqa: RUF012 - reset by the fixture

    def do_GET(self):
        self.asked.append(self.path)
        name = self.path.partition("?")[0].strip("/").replace("-", "_").replace(".", "_")
        with contextlib.suppress(ConnectionError):
            getattr(self, f"show_{name}", self.show_missing)()

    def log_message(self, *_):
        pass

    def answer(self, status=200, body=b"", **headers):
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def show_missing(self):
        self.answer(404)

    def show_page(self):
        self.answer(200, PAGE, Content_Type="text/html; charset=Windows-1252")

    def show_robots_txt(self):
        self.answer(200, b"User-agent: ifolge\nDisallow: /secret", Content_Type="text/plain")

    def show_secret(self):
        self.show_page()

    def show_lines(self):
        body = b'{"id": "a", "text": "Broen er lukket."}\n{"text": "Broen er \xc3\xa5ben."}\n'
        self.answer(200, body, Content_Type="application/x-ndjson")

    def show_words(self):
        self.answer(200, b"Broen er lukket.\r\nDet siger fogeden.", Content_Type="text/plain")

    def show_moved(self):
        self.answer(302, Location="/page")

    def show_moved_to_secret(self):
        self.answer(301, Location="/secret")

    def show_moved_away(self):
        self.answer(302, Location="file:///etc/passwd")

    def show_moved_inside(self):
        self.answer(302, Location="http://inside.example/")

    def show_round(self):
        self.answer(302, Location="/round")

    def show_broken(self):
        self.answer(503)

    def show_picture(self):
        self.answer(200, b"\x89PNG", Content_Type="image/png")

    def show_packed(self):
        self.answer(200, gzip.compress(PAGE), Content_Type="text/html", Content_Encoding="gzip")

    def show_bomb(self):
        body = gzip.compress(b"\0" * (60 * MEGABYTE))
        self.answer(200, body, Content_Type="text/html", Content_Encoding="gzip")

    def show_brotli(self):
        self.answer(200, b"abc", Content_Type="text/html", Content_Encoding="br")

    def show_no_gzip(self):
        self.answer(200, b"abc", Content_Type="text/html", Content_Encoding="gzip")

    def show_endless(self):
        self.answer(200, Content_Type="text/html")
        for _ in range(100):
            self.wfile.write(b"a" * MEGABYTE)

    def show_dripping(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"a")
            time.sleep(0.05)

    def show_silent(self):
        time.sleep(2)


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as running:
        running.daemon_threads = True
        running.block_on_close = False
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture
def fetch(server):
    Site.asked.clear()
    fetcher = Fetcher(ReadOptions(allow_private=True, timeout=5, max_fetched=MEGABYTE))
    return lambda name: fetcher.fetch(f"{server}/{name}")


def problem(fetch, name):
    with pytest.raises(ReadError) as error:
        fetch(name)
    message = str(error.value)
    assert "\n" not in message
    return message.partition(f"/{name}: ")[2]


def test_a_page_with_its_kind_and_letters(fetch, server):
    page = fetch("page")
    assert (page.url, page.content_type, page.charset) == (
        f"{server}/page",
        "text/html",
        "Windows-1252",
    )
    assert page.data == PAGE
    assert fetch("packed").data == PAGE


def test_redirects_are_followed_and_robots_asked_once(fetch, server):
    assert fetch("moved").url == f"{server}/page"
    fetch("page")
    assert Site.asked == ["/robots.txt", "/moved", "/page", "/page"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere", "the server has no such page (404) – check the address"),
        ("broken", f"the server cannot show it (503){LATER}"),
        ("picture", "is image/png, not text – ifolge reads text, HTML and JSON"),
        ("round", "leads on more than 5 times – check the address"),
        (
            "moved-away",
            "only http and https addresses are read – save the page as a file and read that",
        ),
        ("bomb", "is larger than 1 MB – save the page as a file and read that"),
        ("endless", "is larger than 1 MB – save the page as a file and read that"),
        (
            "brotli",
            "is packed in a way we do not read (br) – save the page as a file and read that",
        ),
        ("no-gzip", f"the connection broke off{LATER}"),
    ],
)
def test_what_cannot_be_read_says_why_in_one_line(fetch, name, message):
    assert problem(fetch, name) == message


@pytest.mark.parametrize("name", ["secret", "moved-to-secret"])
def test_robots_are_respected_after_redirects_too(fetch, name):
    message = problem(fetch, name)
    assert "asks programs not to read it – save the page as a file" in message
    assert "/secret" not in Site.asked


@pytest.mark.parametrize("name", ["silent", "dripping"])
def test_the_time_is_one_for_all(server, name):
    options = ReadOptions(allow_private=True, timeout=0.4, respect_robots=False)
    start = time.monotonic()
    assert problem(lambda n: Fetcher(options).fetch(f"{server}/{n}"), name) == (
        f"no answer within 0.4 s{LATER}"
    )
    assert time.monotonic() - start < 5


def test_private_addresses_are_not_asked(server):
    Site.asked.clear()
    fetch = Fetcher(ReadOptions()).fetch
    for url in (server, "http://localhost/", "http://[::1]/", "http://2130706433/"):
        with pytest.raises(ReadError) as error:
            fetch(url)
        assert "leads to a private address" in str(error.value)
    assert Site.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(server, monkeypatch):
    """The first host is public (as far as the check knows), the one it leads to is not."""
    port = int(server.rpartition(":")[2])
    asked = {"outside.example": "127.0.0.1", "inside.example": "10.0.0.1"}
    monkeypatch.setattr(connection, "addresses_of", lambda host, *_: [asked[host]])
    monkeypatch.setattr(connection, "is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(ReadError) as error:
        Fetcher(ReadOptions()).fetch(f"http://outside.example:{port}/moved-inside")
    assert str(error.value) == (
        f"http://outside.example:{port}/moved-inside: leads to a private address"
        " (inside.example) – only public addresses are read"
    )


def test_the_address_that_was_checked_is_the_one_that_is_asked(monkeypatch):
    """A name server that answers a second time with another address changes nothing."""
    connected = []

    def connect(address, *_, **__):
        connected.append(address[0])
        raise OSError("refused")

    answers = iter([["93.184.215.14"]])
    monkeypatch.setattr(connection, "addresses_of", lambda *_: next(answers))
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ReadError):
        Fetcher(ReadOptions(respect_robots=False)).fetch("http://sundet.example/")
    assert connected == ["93.184.215.14"]


def test_no_such_host(monkeypatch):
    def unknown(*_):
        raise OSError("unknown")

    monkeypatch.setattr(connection, "addresses_of", unknown)
    with pytest.raises(ReadError) as error:
        Fetcher(ReadOptions()).fetch("http://sundet.example/")
    assert str(error.value) == (
        "http://sundet.example/: no such host or no connection – check the address"
    )


def test_what_a_server_sends_is_read_by_its_kind(server):
    options = ReadOptions(allow_private=True)
    a, b, words = read_inputs([f"{server}/lines", f"{server}/words"], options)
    assert (a.id, a.text, a.url) == ("a", "Broen er lukket.", f"{server}/lines")
    assert (b.id, b.text) == (f"{server}/lines-2", "Broen er åben.")
    assert (words.id, words.text) == (f"{server}/words", "Broen er lukket.\nDet siger fogeden.")
