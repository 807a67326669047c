"""Watching a server of our own: manners, messages once, and going on after being killed."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.unit.killing import KILLS

from ifolge.archive import Archive
from ifolge.model.article import Language
from ifolge.model.report import Report
from ifolge.notify.targets import read_target
from ifolge.read import ReadOptions
from ifolge.store import notes, open_store
from ifolge.watch import Watch

WORDS = "".join(f"<p>Broen er lukket, siger havnefogeden i sætning {n}.</p>" for n in range(5))
STUB = Path(__file__).parents[1] / "journeys" / "stub_pipeline.py"


class Site(BaseHTTPRequestHandler):
    pages: dict[str, str] = {}  # noqa: RUF012
    asked: list[tuple[str, str | None]] = []  # noqa: RUF012
    hooks: list[dict] = []  # noqa: RUF012
    refuse = 0
    robots = ""

    def do_GET(self):
        self.asked.append((self.path, self.headers.get("If-None-Match")))
        body = self.robots if self.path == "/robots.txt" else self.pages.get(self.path)
        if self.path == "/rss" and Site.refuse:
            self.reply(503, "", Retry_After="900")
        elif body is None:
            self.reply(404, "")
        elif self.path == "/rss" and self.headers.get("If-None-Match") == tag(body):
            self.reply(304, "")
        else:
            self.reply(200, body, ETag=tag(body))

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if Site.refuse:
            self.reply(500, "")
            return
        self.hooks.append(body)
        self.reply(200, "")

    def reply(self, status, body, **headers):
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


def tag(body):
    return f'"{len(body)}"'


def page(title):
    return f"<html><title>{title}</title><article><h1>{title}</h1>{WORDS}"


def rss(*paths, note=""):
    items = "".join(f"<item><title>{p}{note}</title><link>{p}</link></item>" for p in paths)
    return f"<rss><channel><title>Sundposten</title>{items}</channel></rss>"


@pytest.fixture
def address():
    Site.pages, Site.refuse, Site.robots = {"/rss": rss("/1", "/2")}, 0, ""
    Site.pages |= {"/1": page("Nyt 1"), "/2": page("Nyt 2")}
    Site.asked.clear()
    Site.hooks.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def watch(address, tmp_path):
    archive = Archive(open_store(tmp_path / "store.sqlite"))
    options = ReadOptions(allow_private=True, pause=0, timeout=5)
    yield Watch(
        archive,
        [f"{address}/rss"],
        [read_target(f"{address}/hook", allow_private=True)],
        lambda articles: [Report(a, Language("da", 1.0), ()) for a in articles],
        lambda news: {"kind": news.kind, "changes": list(news.changes)},
        options=options,
    )
    archive.store.close()


def test_a_feed_is_asked_again_only_for_what_is_new(watch):
    assert watch.round() == {"asked": 1, "added": 2, "sent": 0}
    assert watch.round() == {"asked": 0, "added": 0, "sent": 0}
    Site.asked.clear()
    assert watch.round(all_feeds=True)["added"] == 0
    assert Site.asked == [("/rss", tag(Site.pages["/rss"]))]
    assert 60 < watch.seconds_to_next() <= 330


def test_a_feed_that_asks_for_peace_gets_it(watch):
    Site.refuse = 1
    watch.round()
    assert watch.seconds_to_next() == watch.every
    with watch.archive.store.read() as connection:
        state = notes.feed_state(connection, watch.feeds[0])
    left = datetime.fromisoformat(state.next_at) - datetime.now(UTC)
    assert 850 < left.total_seconds() <= 901
    assert watch.round(all_feeds=True)["asked"] == 0


def test_robots_are_respected(watch):
    Site.robots = "User-agent: *\nDisallow: /1"
    told = []
    watch.tell = told.append
    assert watch.round()["added"] == 1
    assert "asks programs not to read it" in str(told[0])


def test_a_silent_edit_is_told_once_with_what_changed(watch):
    watch.round()
    Site.pages["/1"] = page("Nyt 1").replace("sætning 3", "kapitel 3")
    Site.pages["/rss"] = rss("/1", "/2", note="!")
    assert watch.round(all_feeds=True)["sent"] == 1
    (message,) = Site.hooks
    assert message["kind"] == "edited"
    assert "kapitel 3" in message["changes"][0]["after"]
    Site.pages["/rss"] = rss("/1", "/2", note="!!")
    assert watch.round(all_feeds=True)["sent"] == 0


def test_a_message_that_does_not_arrive_waits(watch):
    watch.round()
    Site.pages["/1"] = page("Nyt 1").replace("sætning 3", "kapitel 3")
    Site.pages["/rss"] = rss("/1", note="!")
    told = []
    watch.tell = told.append
    original = watch._deliver

    def refused():
        Site.refuse = 1
        return original()

    watch._deliver = refused
    assert watch.round(all_feeds=True)["sent"] == 0
    assert "answered 500, the message did not arrive" in str(told[-1])
    assert Site.hooks == []


def test_a_killed_watch_goes_on_and_tells_once(address, tmp_path):
    """kill -9 at random moments of the round that finds an edit."""
    seen = tmp_path / "seen.txt"
    script = tmp_path / "hook.py"
    script.write_text(
        f"import json, sys\nopen({str(seen)!r}, 'a').write(json.load(sys.stdin)['key'] + '\\n')\n",
        "utf-8",
    )
    command = [sys.executable, str(STUB), "watch", f"{address}/rss", "--once", "--allow-private"]
    command += ["--store", str(tmp_path / "s.sqlite"), "-q"]
    command += ["--notify", f"command:{sys.executable} {script}"]

    def run(seconds=None):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=os.environ)
        try:
            process.wait(seconds or 60)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        return process.returncode

    begin = time.monotonic()
    assert run() == 0
    whole = time.monotonic() - begin
    Site.pages["/1"] = page("Nyt 1").replace("sætning 3", "kapitel 3")
    Site.pages["/rss"] = rss("/1", "/2", note="!")
    for seed in range(KILLS + 1):  # the first third is spent on loading the program
        run(random.Random(seed).uniform(whole / 3, whole))
    assert run() == 0
    keys = seen.read_text("utf-8").splitlines()
    assert len(set(keys)) == 1
    assert len(keys) <= 2
