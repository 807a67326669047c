"""Contents go on where the verb of the next clause says that it is reported too."""

import numpy as np
import pytest

from ifolge.attribute.continuation import continue_contents
from ifolge.attribute.decode import Found
from ifolge.model.article import Article, Span
from ifolge.model.emissions import CueReading
from ifolge.parse import parse


def found(text, source, cue, *content):
    def spans(*parts):
        return tuple(Span(text.index(p), text.index(p) + len(p)) for p in parts if p)

    roles = np.zeros((2, 6), np.float32)
    reading = CueReading((0, 1), not cue, 0, roles, 0.9, {}, {}, 0.0, None)
    return Found(reading, spans(cue), spans(source), spans(*content), (), (), (1, 1, 1))


def contents(text, *items, lang="de"):
    drawn = continue_contents(parse(Article("t", text), lang), [found(text, *i) for i in items])
    return [[s.of(text) for s in item.content] for item in drawn]


SAID = "Das Dach sei dicht, sagte Ida Holm."


@pytest.mark.parametrize(
    "behind",
    ["Man habe es im Mai geprüft.", "Es fehle nur noch die Farbe.", "Bezahlt werde im Herbst."],
)
def test_a_subjunctive_without_cue_goes_on(behind):
    text = f"{SAID} {behind}"
    assert contents(text, ("Ida Holm", "sagte", "Das Dach sei dicht")) == [
        ["Das Dach sei dicht", behind]
    ]


@pytest.mark.parametrize(
    "behind",
    [
        "Es regnet seit Mai.",
        "Ich habe es im Mai geprüft.",
        "Ob sie das wisse?",
        "Am Dach ist nichts, was fehle.",
        "Bo Lund: Man habe nichts geprüft.",
        "„Man habe nichts geprüft.“",
    ],
)
def test_other_sentences_do_not(behind):
    text = f"{SAID} {behind}"
    assert contents(text, ("Ida Holm", "sagte", "Das Dach sei dicht")) == [["Das Dach sei dicht"]]


def test_two_sentences_and_a_clause_behind_a_semicolon():
    text = f"{SAID} Man habe es geprüft; nur die Farbe fehle. Bezahlt werde im Herbst."
    assert contents(text, ("Ida Holm", "sagte", "Das Dach sei dicht")) == [
        [
            "Das Dach sei dicht",
            "Man habe es geprüft",
            "nur die Farbe fehle. Bezahlt werde im Herbst.",
        ]
    ]


def test_what_was_found_without_a_cue_is_taken_up():
    text = f"{SAID} Man habe es im Mai geprüft."
    items = (("Ida Holm", "sagte", "Das Dach sei dicht"), ("", "", "Man habe es im Mai geprüft."))
    assert contents(text, *items) == [["Das Dach sei dicht", "Man habe es im Mai geprüft."]]


def test_the_outer_speaker_goes_on_and_the_relay_with_him():
    text = "Ida Holm sagte der dpa, Bo Lund behaupte, das Dach sei undicht. Er habe nie geprüft."
    whole, inner = "Bo Lund behaupte, das Dach sei undicht", "das Dach sei undicht"
    items = (("Ida Holm", "sagte", whole), ("dpa", "der", whole), ("Bo Lund", "behaupte", inner))
    assert contents(text, *items) == [
        [whole, "Er habe nie geprüft."],
        [whole, "Er habe nie geprüft."],
        [inner],
    ]


def test_who_speaks_in_the_clause_keeps_it():
    text = f"{SAID} Man habe nichts geprüft, meinte Bo Lund."
    items = (
        ("Ida Holm", "sagte", "Das Dach sei dicht"),
        ("Bo Lund", "meinte", "Man habe nichts geprüft"),
    )
    assert contents(text, *items) == [["Das Dach sei dicht"], ["Man habe nichts geprüft"]]


def test_other_languages_have_no_such_forms():
    text = "Taget er tæt, sagde Ida Holm. Man habe es nicht geprüft."
    assert contents(text, ("Ida Holm", "sagde", "Taget er tæt"), lang="da") == [["Taget er tæt"]]
