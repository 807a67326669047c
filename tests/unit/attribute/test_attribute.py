"""From invented emissions to attributions, without the model."""

import numpy as np
import pytest

from ifolge.attribute import attribute
from ifolge.attribute.words import WORD
from ifolge.model.article import Article
from ifolge.model.attribution import Kind, NameLabel
from ifolge.model.emissions import CueReading, Emissions, Role
from ifolge.parse import parse

LETTER = {"s": Role.SOURCE, "k": Role.CUE, "c": Role.CONTENT, "a": Role.ANAPHOR, "r": Role.RELAY}


def reading(words, cue, letters, verdict=0.9):
    """A reading whose roles per word are letters; `cue` is a range of words; "." is nothing."""
    roles = np.full((len(words), 6), 0.01, np.float32)
    for number, letter in enumerate(letters.replace(" ", "")):
        roles[number, LETTER.get(letter, Role.NOTHING)] = 0.95
    zero = np.zeros(4, np.float32)
    return CueReading(cue, False, 0, roles, verdict, {"asserted": 1.0}, {"person": 1.0}, 0.0, zero)


def emit(text, *readings, names=()):
    words = [m.span() for m in WORD.finditer(text)]
    tags = np.zeros((len(words), 7), np.float32)
    tags[:, 0] = 1
    for at, label in names:
        tags[at] = np.eye(7, dtype=np.float32)[label]
    cues = tuple(reading(words, *r) for r in readings)
    return parse(Article("t", text), "da"), Emissions(
        np.array(words, np.int32), tags, cues, (0.0, 1.0, 0.0, 0.0), 0.5
    )


def words_of(text, spans):
    return [s.of(text) for s in spans]


def test_a_relay_chain():
    text = "Broen lukker. Det siger havnen ifølge Ritzau."
    parsed, emissions = emit(
        text, ((4, 5), "cc. aksrrr.."[:10]), ((6, 7), "cc.aaa ks."), names=[(7, 3)]
    )
    found = attribute(parsed, emissions)
    first, second = found.attributions
    assert words_of(text, first.content) == ["Broen lukker"]
    assert words_of(text, first.source) == ["havnen"]
    assert words_of(text, first.anaphor) == ["Det"]
    assert first.scores is not None
    assert first.scores.via == {"a2": pytest.approx(1.0)}
    assert words_of(text, second.source) == ["Ritzau"]
    assert first.kind is Kind.INDIRECT
    assert found.names[0].span.of(text) == "Ritzau"
    assert found.names[0].label is NameLabel.ORGANIZATION


def test_a_cue_in_two_parts_is_one_attribution():
    text = "Nordkorea har offentligt ytret, at de er med."
    parsed, emissions = emit(text, ((1, 2), "sk.k..ccc."), ((3, 4), "sk.k..ccc.", 0.8))
    (only,) = attribute(parsed, emissions).attributions
    assert words_of(text, only.cue) == ["har", "ytret"]
    assert words_of(text, only.content) == ["de er med"]


def test_an_unlikely_cue_is_left_out_and_so_is_one_without_content():
    text = "Han siger det ikke."
    parsed, emissions = emit(text, ((1, 2), "skc..", 0.2), ((1, 2), "sk...", 0.9))
    assert attribute(parsed, emissions).attributions == ()


def test_interrupted_content_keeps_its_pieces_and_loses_its_commas():
    text = "Broen, siger hun, er sikker."
    parsed, emissions = emit(text, ((2, 3), "cc ks c cc."))
    (only,) = attribute(parsed, emissions).attributions
    assert words_of(text, only.content) == ["Broen", "er sikker"]


def test_direct_when_all_is_in_quotation_marks():
    text = "»Broen er sikker,« siger hun."
    parsed, emissions = emit(text, ((6, 7), "cccccc ks."))
    (only,) = attribute(parsed, emissions).attributions
    assert only.kind is Kind.DIRECT
