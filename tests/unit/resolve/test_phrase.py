"""Which word of a source is its head, whose it is, and whether it is named."""

import pytest

from ifolge.model.article import Article, Language, ParsedArticle
from ifolge.model.attribution import NameLabel
from ifolge.resolve.gazetteer import gazetteer
from ifolge.resolve.phrase import read_phrase
from ifolge.resolve.phrase_elements import Place


def read(text, code="da", labels=None):
    parsed = ParsedArticle(Article("x", text), Language(code, 1.0), (), (), ())
    return read_phrase(text, gazetteer(code), Place(parsed, labels or {}))


@pytest.mark.parametrize(
    ("code", "text", "head"),
    [
        ("da", "en talsmand for det russiske forsvarsministerium", "talsmand"),
        ("da", "regeringens talsmand", "talsmand"),
        ("da", "svenske og norske aviser", "aviser"),
        ("da", "flere af spillerne", "spillerne"),
        ("da", "14 ud af 19 økonomer", "økonomer"),
        ("da", "lægen, som kender rapporten", "lægen"),
        ("en", "Poole-based boatbuilder", "boatbuilder"),
        ("en", "two civil servants", "civil servants"),
        ("de", "drei mit dem Vorgang vertraute Personen", "Personen"),
        ("de", "einer der Teilnehmer", "Teilnehmer"),
        ("sv", "kommunens krisledning", "krisledning"),
    ],
)
def test_head(code, text, head):
    assert read(text, code).head.text == head


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kommunens jurist, Hanne Lund", "Hanne Lund"),
        ("politikommissær Lone Vestergren", "Lone Vestergren"),
        ("en rådgiver for Juraj Hudec", None),
        ("fagbladet Hjulet", "Hjulet"),
    ],
)
def test_the_name_beside_a_noun(text, name):
    found = read(text).name
    assert (found.text if found else None) == name


def test_owners_stand_before_and_behind():
    assert [o.text for o in read("Kremls talsmand").owners] == ["Kremls"]
    assert [o.text for o in read("en talsmand for ministeriet").owners] == ["ministeriet"]


def test_an_unknown_last_word_leaves_the_head_open():
    assert read("Århus glimmerværelse").head is None


def test_number_and_definiteness():
    assert read("den ansatte").plural is False
    assert read("to ansatte").plural is True
    assert read("embedsmanden").definite is True
    assert read("en embedsmand").definite is False
    assert read("en af lærerne").single is True


def test_the_longer_name_wins():
    labels = {("Berlingske", "Holm"): NameLabel.PERSON}
    assert read("Berlingske Holm", labels=labels).head.label is NameLabel.PERSON
    assert read("Berlingske").head.known is not None
