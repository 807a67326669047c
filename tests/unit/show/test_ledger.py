from dataclasses import replace
from pathlib import Path

import pytest

from ifolge.model import wire
from ifolge.model.article import Article, Language, Span
from ifolge.model.attribution import Attribution, TimeExpression
from ifolge.model.report import Report
from ifolge.show import ledger
from ifolge.show.messages import load_messages

DATA = Path(__file__).parents[2] / "data"
DA = load_messages("da")


@pytest.fixture
def report():
    return wire.from_line((DATA / "kajen.jsonl").read_text("utf-8"))


def test_a_row_says_who_through_whom_how_sure_and_when(report):
    first = ledger.rows(report, DA)[0]
    assert first.source == "en embedsmand i havnens ledelse"
    assert first.named() == ("en embedsmand i havnens ledelse, der ønsker at være anonym", "")
    assert first.source_type == "myndighed"
    assert first.anonymity == "anonym (rolle kendt)"
    assert first.through == "a2 Sundposten"
    assert first.status == "hævdet"
    assert first.about == "2026-03-13 – …"
    assert first.confidence == "81 %"


def test_a_resolved_pronoun_shows_name_and_words():
    a = Attribution("a1", (Span(0, 3),), (), (), canonical_source="Lone Bruun")
    row = ledger.rows(Report(Article("x", "hun siger"), Language("da", 1.0), (a,)), DA)[0]
    assert row.named() == ("Lone Bruun", "hun")


def test_without_a_source_nobody_is_named(report):
    last = ledger.rows(report, DA)[-1]
    assert (last.source, last.anonymity) == ("–", "–")


def test_interrupted_contents_show_the_gap(report):
    assert ledger.rows(report, DA)[-1].content == "Byrådet … at drøfte sagen den 16. marts"


def test_a_ring_of_relays_is_cut():
    ring = {
        "a1": Attribution("a1", (), (), (), via="a2"),
        "a2": Attribution("a2", (), (), (), via="a1"),
    }
    assert [a.id for a in ledger.relays(ring["a1"], ring)] == ["a2"]
    lost = Attribution("a3", (), (), (), via="a9")
    assert ledger.relays(lost, {"a3": lost}) == []


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2026-03-09", "2026-03-09", "2026-03-09"),
        ("2026-03-09", "2026-03-15", "2026-03-09 – 2026-03-15"),
        ("2026-03-09", None, "2026-03-09 – …"),
        (None, "2026-03-09", "… – 2026-03-09"),
        (None, None, "inden længe"),
    ],
)
def test_times(start, end, shown):
    time = TimeExpression(Span(0, 11), "FUTURE_REF", start, end, "vague")
    assert ledger.time(time, "inden længe lukker kajen") == shown


def test_the_summary_counts_words_outside_every_span():
    text = "Broen lukker, siger Anne. Solen skinner."
    a = Attribution("a1", (Span(20, 24),), (Span(14, 19),), (Span(0, 12),), anonymous=True)
    report = Report(Article("x", text), Language("da", 1.0), (a,))
    figures = ledger.summary(report)
    assert (figures.attributions, figures.anonymous_share) == (1, 1.0)
    assert figures.own_share == pytest.approx(2 / 6)
    assert ledger.summary_line(report, DA) == (
        "1 attribution · 33 % af ordene uden attribution · 100 % fra anonyme kilder"
    )


def test_the_summary_of_an_article_without_attributions(report):
    nothing = replace(report, attributions=())
    assert ledger.summary(nothing).own_share == 1.0
    assert "anonyme" not in ledger.summary_line(nothing, DA)
