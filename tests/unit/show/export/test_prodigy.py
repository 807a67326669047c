import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_back import KAJEN, QUIET, tool

from ifolge.annotated.scheme import tokens_of
from ifolge.model.article import Span
from ifolge.show.export.prodigy import write_prodigy
from ifolge.show.view import View

TASK = json.loads("".join(write_prodigy([KAJEN], View())))


def test_spans_and_relations_stand_on_tokens():
    tokens, text = TASK["tokens"], TASK["text"]
    assert [t["id"] for t in tokens] == list(range(len(tokens)))
    for span in TASK["spans"]:
        assert tokens[span["token_start"]]["start"] == span["start"]
        assert tokens[span["token_end"]]["end"] == span["end"]
    ties = {
        (text[r["head_span"]["start"] : r["head_span"]["end"]], r["label"])
        for r in TASK["relations"]
    }
    assert {("med henvisning til", "VIA"), ("afviser", "SOURCE")} <= ties


@given(st.text(max_size=30), st.data())
def test_tokens_begin_and_end_with_the_spans(text, data):
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    tokens = tokens_of(text, [Span(*ends)])
    assert all(t.start >= ends[0] or t.end <= ends[0] for t in tokens)
    assert all(t.start >= ends[1] or t.end <= ends[1] for t in tokens)
    assert "".join(t.of(text) for t in tokens).split() == ["".join(text.split())][: bool(tokens)]


@QUIET
def test_spacy_reads_it_back():
    """Prodigy itself is not free; what it does with a task is to build a spaCy document."""
    spacy = tool("spacy", "spacy")
    doc = spacy.blank("da")(TASK["text"])
    words = [t["text"] for t in TASK["tokens"]]
    doc = spacy.tokens.Doc(doc.vocab, words=words, spaces=[t["ws"] for t in TASK["tokens"]])
    for span in TASK["spans"]:
        found = doc[span["token_start"] : span["token_end"] + 1]
        assert found.text.split() == TASK["text"][span["start"] : span["end"]].split()


def test_an_article_without_attributions_is_a_task():
    from dataclasses import replace

    task = json.loads("".join(write_prodigy([replace(KAJEN, attributions=())], View())))
    assert (task["spans"], task["relations"]) == ([], [])
    assert pytest.approx(len(task["tokens"]), abs=30) == len(TASK["tokens"])
