"""The whole road, with the shipped model."""

import multiprocessing
from pathlib import Path

import pytest

import ifolge
from ifolge.encoder.onnx import Encoder
from ifolge.evaluate import evaluate
from ifolge.model.article import Article
from ifolge.model.attribution import Attribution, Kind, SourceType, Status
from ifolge.model.wire import to_document
from ifolge.pipeline import Tools, analyse, analyse_many, default_tools, judge_given

TEXT = (
    "Broen lukker på mandag. Det bekræfter borgmester Hanne Krog over for Ritzau.\n\n"
    "»Vi har ikke noget valg,« siger hun.\n\n"
    "Ifølge en unavngiven kilde i ministeriet ventes arbejdet at vare to år.\n"
)
EXAMPLES = Path(__file__).parents[2] / "examples" / "da"


def words(report, spans):
    return [s.of(report.article.text) for s in spans]


@pytest.fixture(scope="module")
def report():
    return analyse(TEXT, lang="da", published="2026-03-05")


def test_who_says_so(report):
    sources = [words(report, a.source) for a in report.attributions]
    assert ["hun"] in sources
    assert any("Ritzau" in s for source in sources for s in source)
    hun = next(a for a in report.attributions if words(report, a.source) == ["hun"])
    assert hun.canonical_source == "Hanne Krog"
    assert hun.source_type is SourceType.PERSON


def test_confirmed_and_anonymous(report):
    assert Status.CONFIRMED in [a.status for a in report.attributions]
    assert any(a.anonymous for a in report.attributions)


def test_every_field_has_a_reason(report):
    for attribution in report.attributions:
        for field in ("status", "source_type", "canonical_source"):
            assert attribution.because(field), (attribution.id, field)


def test_text_and_id_are_kept():
    article = Article("my-id", "  Odd\u00ad text🙂\n")
    (report,) = analyse_many([article])
    assert report.article.text == article.text
    assert report.article.id == "my-id"


@pytest.mark.parametrize("text", ["", "\n \n", "Ord", "🙂\u0301\u200f\x00", "a" * 30_000])
def test_odd_texts_are_read(text):
    report = analyse(text)
    assert all(s.end <= len(text) for a in report.attributions for s in a.content)


@pytest.mark.parametrize(("window", "overlap"), [(256, 128), (232, 72), (288, 96)])
def test_where_windows_end_decides_little(window, overlap):
    """A long article read through windows that end elsewhere gives the same attributions, but for
    doubtful ones: at least five in six (docs/explain/limits.md)."""
    text = "\n\n".join(p.read_text("utf-8") for p in sorted(EXAMPLES.glob("*.txt"))) * 2
    article = Article("long", text, lang="da")
    (usual,) = analyse_many([article])
    tools = Tools(Encoder())
    tools.encoder.settings.update(window=window, overlap=overlap)
    (moved,) = analyse_many([article], tools=tools)
    scores = evaluate([to_document(usual)], {"long": to_document(moved)})
    assert scores["attribution"]["f1"] >= 0.83


def test_given_spans_get_fields():
    text = "Broen lukker. Det bekræfter kommunen."
    spans = {"source": "kommunen", "cue": "bekræfter", "content": "Broen lukker", "anaphor": "Det"}
    places = {
        role: (ifolge.Span(text.index(w), text.index(w) + len(w)),) for role, w in spans.items()
    }
    given = Attribution("x", **places)
    report = judge_given(Article("t", text, lang="da"), [given], default_tools())
    (only,) = report.attributions
    assert only.status is Status.CONFIRMED
    assert only.source_type is SourceType.GOVERNMENT
    assert only.scores is not None


def test_workers_give_the_same(report):
    articles = [Article(f"t{i}", TEXT, lang="da", published="2026-03-05") for i in range(30)]
    reports = list(analyse_many(articles, workers=2))
    assert [r.article.id for r in reports] == [a.id for a in articles]
    assert {tuple(a.content for a in r.attributions) for r in reports} == {
        tuple(a.content for a in report.attributions)
    }


def test_a_killed_worker_is_replaced():
    articles = [Article(f"t{i}", TEXT, lang="da", published="2026-03-05") for i in range(30)]
    reports = analyse_many(articles, workers=2)
    first = next(reports)
    multiprocessing.active_children()[0].kill()
    assert [r.article.id for r in (first, *reports)] == [a.id for a in articles]


def test_a_headline_that_is_a_quotation_is_said_by_somebody():
    text = (
        "»Jeg låner af køleskabet«\n\nHver onsdag stiller Ida Holm sit køleskab ud på gaden. "
        "Naboerne lægger i, hvad de har for meget af."
    )
    headline = analyse(text, lang="da").attributions[0]
    assert (headline.source, headline.cue) == ((), ())
    assert [span.of(text) for span in headline.content] == ["»Jeg låner af køleskabet«"]
    assert headline.kind is Kind.DIRECT
    assert headline.confidence >= 0.8


def test_a_headline_with_its_speaker_is_read_as_any_sentence():
    text = "»Jeg låner af køleskabet,« siger Ida Holm\n\nHver onsdag stiller hun det ud på gaden."
    (only,) = analyse(text, lang="da").attributions
    assert [span.of(text) for span in only.source] == ["Ida Holm"]
