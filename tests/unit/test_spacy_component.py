import warnings
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from ifolge import pipeline
from ifolge.model import wire

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    spacy = pytest.importorskip("spacy", reason="not installed: pip install 'ifolge[spacy]'")
    import ifolge.spacy_component  # noqa: F401  (spaCy imports it by its entry point else)

pytestmark = pytest.mark.filterwarnings("ignore")
KAJEN = wire.from_line((Path(__file__).parents[1] / "data" / "kajen.jsonl").read_text("utf-8"))
told = []


@pytest.fixture(autouse=True)
def _no_model(monkeypatch):
    def analyse(text, **known):
        told.append(known)
        return replace(KAJEN, article=replace(KAJEN.article, text=text))

    def analyse_many(articles):
        return [analyse(article.text, lang=article.lang) for article in articles]

    monkeypatch.setattr(pipeline, "analyse", analyse)
    monkeypatch.setattr(pipeline, "analyse_many", analyse_many)


def nlp(**config):
    made = spacy.blank("da")
    made.add_pipe("ifolge", config=config)
    return made


def test_attributions_and_spans():
    doc = nlp(lang="da")(KAJEN.article.text)
    assert doc._.attributions == KAJEN.attributions
    assert told[-1] == {"lang": "da", "published": None, "outlet": None}
    found = {(span.label_, span.id_): span.text for span in doc.spans["ifolge"]}
    assert found["cue", "a1"] == "med henvisning til"
    assert found["source", "a3"] == "Grethe Aaløse"
    count = sum(len(getattr(a, r)) for a in KAJEN.attributions
                for r in ("source", "cue", "content", "anaphor"))  # fmt: skip
    assert len(doc.spans["ifolge"]) == count


def test_many_documents_keep_their_order():
    docs = list(nlp().pipe([KAJEN.article.text] * 30, batch_size=7))
    assert len(docs) == 30
    assert all(doc._.ifolge.article.text == doc.text for doc in docs)


def test_the_entry_point_is_declared():
    found = [e for e in entry_points(group="spacy_factories") if e.name == "ifolge"]
    assert not found or found[0].value == "ifolge.spacy_component:make_component"
    root = Path(__file__).parents[2]
    assert 'ifolge = "ifolge.spacy_component:make_component"' in (
        root / "pyproject.toml"
    ).read_text("utf-8")
