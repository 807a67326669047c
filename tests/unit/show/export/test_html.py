import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ifolge.model import wire
from ifolge.model.article import Article, Language, Span
from ifolge.model.attribution import Attribution
from ifolge.model.reason import Reason
from ifolge.model.report import Report
from ifolge.show.export.html import write_html
from ifolge.show.messages import load_messages
from ifolge.show.view import View

DATA = Path(__file__).parents[3] / "data"
EVIL = '</span><script>alert(1)</script><img src=x onerror="alert(2)">\' " & \u202e\x00'


class Page(HTMLParser):
    """What a browser would make of the page: tags, and the text of the article."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.tags, self.text, self.inside, self.depth = [], "", False, 0
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        if self.inside and tag == "a":
            self.depth += 1
        if tag == "div":
            self.inside = attributes.get("class") == "text"

    def handle_endtag(self, tag):
        if tag == "div":
            self.inside = False
        if self.inside and tag == "a":
            self.depth -= 1

    def handle_data(self, data):
        if self.inside and not self.depth:
            self.text += data


@pytest.fixture
def report():
    return wire.from_line((DATA / "kajen.jsonl").read_text("utf-8"))


def page(*reports):
    return "".join(write_html(reports, View(load_messages("da"))))


def hostile():
    a = Attribution(
        EVIL,
        (Span(0, 3),),
        (Span(4, 9),),
        (Span(10, 10 + len(EVIL)),),
        canonical_source=EVIL,
        reasons=(Reason("status", EVIL, (Span(0, 3),), {}, EVIL),),
    )
    article = Article(EVIL, "Han siger " + EVIL, title=EVIL, outlet=EVIL, url="javascript:alert(1)")
    return Report(article, Language('da" onload="x', 1.0), (a,), notes=(EVIL,), model=EVIL)


def test_the_text_on_the_page_is_the_article(report):
    assert Page(page(report)).text == report.article.text


def test_nothing_of_a_hostile_article_becomes_markup(report):
    tags = {tag for tag, _ in Page(page(hostile())).tags}
    assert "img" not in tags
    harmless, hostile_page = Page(page(report)), Page(page(hostile()))
    assert sum(t == "script" for t, _ in hostile_page.tags) == 1
    names = {name for _, attributes in hostile_page.tags for name in attributes}
    assert names <= {name for _, attributes in harmless.tags for name in attributes}
    assert "\u202e" not in page(hostile())


def test_links_lead_to_web_addresses_only(report):
    assert not any(
        str(attributes.get("href", "")).startswith("javascript")
        for _, attributes in Page(page(hostile())).tags
    )


def test_nobody_else_is_asked_for_anything(report):
    for tag, attributes in Page(page(report)).tags:
        assert not {"src", "srcset", "data", "poster", "background"} & set(attributes)
        assert tag not in {"link", "iframe", "object", "embed", "base", "form"}
    assert not re.search(r"@import|url\(", page(report))


def test_the_policy_allows_this_style_and_script_and_nothing_else(report):
    source = page(report)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', source)[1]
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", source, re.S)[1]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_rows_and_spans_point_at_each_other(report):
    tags = Page(page(report)).tags
    rows = {a["data-row"] for _, a in tags if "data-row" in a}
    spans = {key for _, a in tags if "data-k" in a for key in a["data-k"].split()}
    assert rows == spans == {f"1-{number}" for number in range(6)}
    ids = {a["id"] for _, a in tags if "id" in a}
    links = {a["href"][1:] for _, a in tags if a.get("href", "").startswith("#")}
    assert links <= ids


def test_nested_spans_name_the_inner_attribution_first(report):
    source = page(report)
    assert re.search(
        '<span class="content in2[^"]*" data-k="1-4 1-3">Den er godkendt</span>', source
    )


def test_what_a_reader_may_want_to_see_alone_is_marked(report):
    rows = {
        a["data-row"]: a["class"].split() for _, a in Page(page(report)).tags if "data-row" in a
    }
    anonymous = {f"1-{n}" for n, a in enumerate(report.attributions) if a.anonymous}
    assert {key for key, css in rows.items() if "f-anonymous" in css} == anonymous
    assert all("f-unconfirmed" in css for css in rows.values())


def test_the_own_voice_is_shaded(report):
    span = report.own_voice[0].span
    assert f">{span.of(report.article.text)}</span>" in page(report)


def test_two_articles_have_their_own_anchors(report):
    ids = [a["id"] for _, a in Page(page(report, report)).tags if "id" in a]
    assert len(ids) == len(set(ids))


def test_a_page_without_articles_is_a_page():
    assert page().startswith("<!doctype html>")
    assert page().rstrip().endswith("</html>")
    assert page().count("<body>") == 1
