"""A desk on a store of its own, with the answers of tests/data/kajen.jsonl for the model."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the desk needs ifolge[serve]")

from fastapi.testclient import TestClient

from ifolge import pipeline
from ifolge.model import wire
from ifolge.model.article import Language
from ifolge.model.report import Report
from ifolge.show.web.app import create_app
from ifolge.show.web.settings import Limits, Role, Settings, Token

DATA = Path(__file__).parents[3] / "data"
KAJEN = wire.from_line((DATA / "kajen.jsonl").read_text("utf-8"))
BASE = "http://localhost:8017"
EDITOR, READER = "editor-token-0123456789", "reader-token-0123456789"


def analyse_many(articles, *, workers=1, tools=None):
    for article in articles:
        if article.text.strip() == KAJEN.article.text:
            yield replace(KAJEN, article=replace(article, text=KAJEN.article.text))
        else:
            language = Language(article.lang or "da", 0.9, article.lang is not None)
            yield Report(article, language, ())


class Browser(TestClient):
    """A test client that fills in the form's token like a browser does."""

    def token(self, address="/"):
        return re.search(r'name="csrf" value="(\w+)"', self.get(address).text)[1]

    def submit(self, address, page="/", **fields):
        files = {"file": fields.pop("file")} if "file" in fields else None
        return self.post(address, data={"csrf": self.token(page), **fields}, files=files)

    def read_kajen(self):
        """Reads the article of the stub; returns its number."""
        answer = self.submit("/read", text=KAJEN.article.text, published="2026-03-09")
        assert answer.status_code == 200
        return answer.url.path.removeprefix("/articles/")


@pytest.fixture
def open_browser(monkeypatch, tmp_path):
    monkeypatch.setattr(pipeline, "analyse_many", analyse_many)
    opened = []

    def opens(**settings):
        limits = Limits(story_patience=60)
        settings = {"store": tmp_path / "archive.sqlite", "limits": limits, **settings}
        browser = Browser(create_app(Settings(**settings)), base_url=BASE)
        browser.__enter__()
        opened.append(browser)
        return browser

    yield opens
    for browser in opened:
        browser.__exit__(None, None, None)


@pytest.fixture
def browser(open_browser):
    return open_browser(author="Mette")


@pytest.fixture
def guarded(open_browser):
    """A desk that asks for tokens."""
    tokens = (Token.of(EDITOR, "Mette"), Token.of(READER, "Lars", Role.READER))
    return open_browser(tokens=tokens)


@pytest.fixture
def small(open_browser):
    """A desk that takes little."""
    return open_browser(limits=Limits(body=20_000, text=2_000, reads_per_minute=3))


@pytest.fixture
def patient(open_browser):
    """A desk that takes as many requests as come."""
    return open_browser(
        limits=Limits(
            reads_per_minute=10**6, requests_per_minute=10**6, patience=60, story_patience=60
        )
    )
