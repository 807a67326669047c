# ruff: noqa: E402 what may be missing is asked for before what needs it is imported
"""Journeys in a real browser: Debian's Chromium, driven by Playwright. Skipped aloud without them.

The desk listens on a port of its own, with tests/data/kajen.jsonl in the place of the model.
"""

import os
import shutil
from pathlib import Path

import pytest

CHROMIUM = os.environ.get("IFOLGE_CHROMIUM") or shutil.which("chromium")
playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright: pip install it")
pytest.importorskip("fastapi", reason="the desk needs ifolge[serve]")

from tests.listening import listening
from tests.unit.show.web.conftest import KAJEN

from ifolge.show.web.settings import Limits, Settings

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM:
        pytest.skip("no Chromium here: the browser journeys were NOT run (apt install chromium)")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(tmp_path):
    """Where the desk listens."""
    limits = Limits(story_patience=60)
    settings = Settings(store=tmp_path / "archive.sqlite", author="Mette", limits=limits)
    with listening(settings) as there:
        yield there


class Visitor:
    """Somebody at the desk; whatever the browser complains of is remembered."""

    def __init__(self, context, address):
        self.page, self.address, self.complaints = context.new_page(), address, []
        self.page.set_default_timeout(15_000)
        self.page.on("console", lambda m: m.type == "error" and self.complaints.append(m.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path="/"):
        self.page.goto(self.address + path)
        return self.page

    def read(self, text=KAJEN.article.text):
        """Reads an article and stands before it."""
        page = self.go()
        page.fill("#text", text)
        page.click("button.main")
        page.wait_for_selector(".ledger")
        return page

    def violations(self):
        """What axe finds wrong with the page as it stands."""
        # Playwright evaluates outside the page's own policy, as a screen reader looks from outside.
        self.page.evaluate(AXE)
        found = self.page.evaluate(
            "rules => axe.run(document, {runOnly: rules}).then(r => r.violations)", RULES
        )
        return [(v["id"], [n["target"] for n in v["nodes"]][:4]) for v in found]


@pytest.fixture
def visit(chromium, address):
    """Opens a window: visit(width=390, color_scheme="dark", java_script_enabled=False)."""
    contexts, visitors = [], []

    def visits(width=1280, **options):
        size = {"width": width, "height": 850}
        context = chromium.new_context(viewport=size, **{"locale": "en-GB", **options})
        visitor = Visitor(context, address)
        contexts.append(context)
        visitors.append(visitor)
        return visitor

    yield visits
    for context in contexts:
        context.close()
    assert [c for v in visitors for c in v.complaints] == [], "the browser's console"


@pytest.fixture
def stories(address):
    """A story of three articles, one of them a copy."""
    import httpx

    for name, outlet in (("a1", "Fjordavisen"), ("a2", "Sundposten"), ("a3", "Kystposten")):
        body = {"text": KAJEN.article.text, "id": name, "title": f"Kajen {name}", "outlet": outlet}
        body["published"] = "2026-03-09"
        httpx.post(f"{address}/api/v1/articles", json=body).raise_for_status()
    return httpx.get(f"{address}/api/v1/stories").json()["items"][0]["id"]
